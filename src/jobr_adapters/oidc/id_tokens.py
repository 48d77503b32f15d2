"""What an ID token has to be (OpenID Connect Core 1.0 §3.1.3.7), in the order it is looked at."""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256, sha512
from typing import Any, Final

import jwt

from jobr_adapters.oidc.client import OidcClient
from jobr_adapters.oidc.errors import Unbelievable, Unsigned
from jobr_adapters.oidc.published import KINDS, PublishedKey

_LEEWAY: Final = 60.0
"""How far clocks may be apart, in seconds."""
_LONGEST: Final = 16 * 1_024
_LONGEST_SUBJECT: Final = 255
_UNCHECKED: Final[Any] = {
    f"verify_{claim}": False for claim in ("exp", "nbf", "iat", "aud", "iss", "sub", "jti")
}


@dataclass(frozen=True, slots=True)
class Header:
    """Which key signed, and how."""

    algorithm: str
    key_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a token has to fit."""

    client: OidcClient
    nonce: str
    access_token: str | None
    now: float


def header_of(token: str) -> Header:
    """Raises Unbelievable for an algorithm that is none, or shares a secret."""
    if len(token) > _LONGEST:
        raise Unbelievable("too long")
    try:
        header = jwt.get_unverified_header(token)
    except (jwt.InvalidTokenError, ValueError) as error:
        raise Unbelievable("no JWT") from error
    algorithm, key_id = header.get("alg"), header.get("kid")
    if algorithm not in KINDS:
        raise Unbelievable("an algorithm that is not allowed")
    if "crit" in header:
        raise Unbelievable("a header with more than is understood")
    return Header(algorithm, key_id)


def keys_for(header: Header, keys: Sequence[PublishedKey]) -> tuple[PublishedKey, ...]:
    """Those that may have signed: the one named, or without a name all."""
    fitting = (key for key in keys if key.verifies(header.algorithm))
    return tuple(key for key in fitting if header.key_id in (None, key.id))


def claims_in(
    token: str, header: Header, keys: Sequence[PublishedKey], expected: Expected
) -> Mapping[str, Any]:
    """Raises Unbelievable with the first thing that is wrong."""
    claims = _signed(token, header, keys)
    if not expected.client.is_itself(claims.get("iss")):
        raise Unbelievable("another issuer")
    _ensure_for_us(claims, expected.client.client_id)
    _ensure_timely(claims, expected.now)
    nonce = claims.get("nonce")
    if not isinstance(nonce, str) or not _equal(nonce, expected.nonce):
        raise Unbelievable("another nonce")
    _ensure_belongs(claims, header.algorithm, expected.access_token)
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= _LONGEST_SUBJECT:
        raise Unbelievable("no subject")
    if not subject.isascii() or not subject.isprintable():
        raise Unbelievable("an odd subject")
    return claims


def _signed(token: str, header: Header, keys: Sequence[PublishedKey]) -> Mapping[str, Any]:
    for key in keys:
        try:
            claims: dict[str, Any] = jwt.decode(
                token, key.verifying, [header.algorithm], options=_UNCHECKED
            )
        except (jwt.InvalidSignatureError, jwt.InvalidKeyError):
            continue
        except (jwt.PyJWTError, ValueError, TypeError, RecursionError) as error:
            raise Unbelievable("no readable claims") from error
        return claims
    raise Unsigned("no key of the issuer signed it")


def _ensure_for_us(claims: Mapping[str, Any], client_id: str) -> None:
    audience, party = claims.get("aud"), claims.get("azp")
    audiences = audience if isinstance(audience, list) else [audience]
    if client_id not in audiences:
        raise Unbelievable("another audience")
    if (len(audiences) > 1 or "azp" in claims) and party != client_id:
        raise Unbelievable("another authorized party")


def _ensure_timely(claims: Mapping[str, Any], now: float) -> None:
    expires, issued = _moment(claims.get("exp")), _moment(claims.get("iat"))
    begins = _moment(claims.get("nbf", issued))
    if now >= expires + _LEEWAY:
        raise Unbelievable("expired")
    if max(issued, begins) > now + _LEEWAY:
        raise Unbelievable("of the future")


def _ensure_belongs(claims: Mapping[str, Any], algorithm: str, access_token: str | None) -> None:
    """To the access token that came with it, where it says so."""
    if "at_hash" not in claims:
        return
    digest = _digest(algorithm, (access_token or "").encode(errors="replace"))
    half = urlsafe_b64encode(digest[: len(digest) // 2]).rstrip(b"=").decode()
    if access_token is None or not _equal(str(claims["at_hash"]), half):
        raise Unbelievable("another access token")


def _digest(algorithm: str, content: bytes) -> bytes:
    return (sha512 if algorithm == "EdDSA" else sha256)(content).digest()


def _equal(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(errors="replace"), other.encode(errors="replace"))


def _moment(value: object) -> float:
    """Not NaN either, which is neither before nor after anything."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e12:
        raise Unbelievable("no times")
    return value
