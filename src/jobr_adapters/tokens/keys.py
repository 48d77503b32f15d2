"""Keys access tokens are signed with: made, sealed, opened, published."""

import hashlib
import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Literal, Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)
from jwt.algorithms import OKPAlgorithm, RSAAlgorithm

from jobr_core.accounts.signing_keys import SigningKey

KeyPair = Literal["RS256", "EdDSA"]
_PUBLIC_MEMBERS: Final = {"RSA": ("e", "kty", "n"), "OKP": ("crv", "kty", "x")}
"""Those a thumbprint is made of (RFC 7638 §3.2, RFC 8037 §2); a private key has others too."""


class Seal(Protocol):
    """What keeps a private key from those who read the database."""

    def seal(self, content: bytes, *, bound_to: str) -> bytes: ...

    def open(self, sealed: bytes, *, bound_to: str) -> bytes: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedKey:
    """A key ready for use; `jwk` is its public half as it is published (RFC 7517), if any."""

    id: str
    algorithm: str
    signing: Any = field(repr=False)
    verifying: Any = field(repr=False)
    jwk: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class KeyMaker:
    """`MakeSigningKey` of one algorithm."""

    algorithm: KeyPair
    seal: Seal

    def __call__(self, active_from: datetime) -> SigningKey:
        private = _fresh(self.algorithm)
        key_id = thumbprint(_public_members(private))
        plain = private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        return SigningKey(
            id=key_id,
            algorithm=self.algorithm,
            active_from=active_from,
            sealed=self.seal.seal(plain, bound_to=_bound_to(key_id, self.algorithm)),
        )


def loaded(key: SigningKey, seal: Seal) -> LoadedKey:
    """Raises what the seal raises. Its algorithm cannot be changed where it rests."""
    plain = seal.open(key.sealed, bound_to=_bound_to(key.id, key.algorithm))
    private: Any = load_der_private_key(plain, password=None)
    members = _public_members(private)
    return LoadedKey(
        id=key.id,
        algorithm=key.algorithm,
        signing=private,
        verifying=private.public_key(),
        jwk={**members, "use": "sig", "alg": key.algorithm, "kid": key.id},
    )


def secret_key(secret: str) -> LoadedKey:
    """HS256 with a shared secret; its id tells nothing of it."""
    raw = secret.encode(errors="surrogateescape")
    named = hmac.digest(raw, b"jobr access tokens: key id", "sha256")
    return LoadedKey(id=_text(named[:16]), algorithm="HS256", signing=raw, verifying=raw)


def thumbprint(members: Mapping[str, str]) -> str:
    """RFC 7638, SHA-256.

    >>> thumbprint({"crv": "Ed25519", "kty": "OKP",
    ...     "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})  # RFC 8037 §A.3
    'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k'
    """
    canonical = json.dumps(members, sort_keys=True, separators=(",", ":"))
    return _text(hashlib.sha256(canonical.encode()).digest())


def _fresh(algorithm: KeyPair) -> RSAPrivateKey | Ed25519PrivateKey:
    if algorithm == "EdDSA":
        return Ed25519PrivateKey.generate()
    return generate_private_key(public_exponent=65537, key_size=2048)


def _public_members(private: RSAPrivateKey | Ed25519PrivateKey) -> dict[str, str]:
    jwk = (
        RSAAlgorithm.to_jwk(private.public_key(), as_dict=True)
        if isinstance(private, RSAPrivateKey)
        else OKPAlgorithm.to_jwk(private.public_key(), as_dict=True)
    )
    return {name: jwk[name] for name in _PUBLIC_MEMBERS[jwk["kty"]]}


def _bound_to(key_id: str, algorithm: str) -> str:
    return f"signing key {key_id} {algorithm}"


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
