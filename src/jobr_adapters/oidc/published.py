"""Where a service is (OpenID Connect Discovery 1.0), and the keys it signs with (RFC 7517)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from jobr_adapters.oidc.asking import Asking
from jobr_adapters.oidc.client import OidcClient, is_safe
from jobr_adapters.oidc.errors import Away

KINDS: Final = {"RS256": "RSA", "PS256": "RSA", "ES256": "EC", "EdDSA": "OKP"}
"""What may sign, and with what kind of key."""
_MOST_KEYS: Final = 50
_SHORTEST_RSA: Final = 2_048


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where a service is asked what; `names_itself`: its answers say who they come from
    (RFC 9207)."""

    authorization: str
    token: str
    keys: str
    names_itself: bool
    takes_basic: bool


@dataclass(frozen=True, slots=True)
class PublishedKey:
    """One of a JWK Set."""

    id: str | None
    kind: str
    algorithm: str | None
    verifying: Any = field(repr=False)

    def verifies(self, algorithm: str) -> bool:
        return KINDS[algorithm] == self.kind and self.algorithm in (None, algorithm)


async def places_of(client: OidcClient, asking: Asking) -> tuple[Places, float | None]:
    """Raises Away; a document of another issuer would send people there."""
    answer = await asking.get(f"{client.issuer.rstrip('/')}/.well-known/openid-configuration")
    said = answer.document
    if said.get("issuer") != client.issuer:
        raise Away("a document of another issuer")
    addresses = [said.get(f"{name}_endpoint") for name in ("authorization", "token")]
    addresses.append(said.get("jwks_uri"))
    if not all(map(is_safe, addresses)):
        raise Away("an address that is not https")
    methods = said.get("token_endpoint_auth_methods_supported")
    places = Places(
        authorization=str(addresses[0]),
        token=str(addresses[1]),
        keys=str(addresses[2]),
        names_itself=said.get("authorization_response_iss_parameter_supported") is True,
        takes_basic=not isinstance(methods, list) or "client_secret_basic" in methods,
    )
    return places, answer.max_age


async def keys_at(address: str, asking: Asking) -> tuple[Sequence[PublishedKey], float | None]:
    """Those for signatures that Jobr knows how to use. Raises Away."""
    answer = await asking.get(address)
    published = answer.document.get("keys")
    if not isinstance(published, list):
        raise Away("no keys")
    keys = tuple(key for jwk in published[:_MOST_KEYS] if (key := _key(jwk)) is not None)
    return keys, answer.max_age


def _key(jwk: object) -> PublishedKey | None:
    if not isinstance(jwk, dict) or jwk.get("use") not in ("sig", None):
        return None
    algorithm, kid = jwk.get("alg"), jwk.get("kid")
    if jwk.get("kty") not in KINDS.values() or algorithm not in (None, *KINDS):
        return None
    public: Mapping[str, Any] = {name: jwk[name] for name in jwk if name != "d"}
    try:
        verifying = jwt.PyJWK(dict(public)).key
    except (jwt.PyJWTError, ValueError, TypeError, KeyError, AttributeError):
        return None
    if isinstance(verifying, RSAPublicKey) and verifying.key_size < _SHORTEST_RSA:
        return None
    return PublishedKey(kid if isinstance(kid, str) else None, jwk["kty"], algorithm, verifying)
