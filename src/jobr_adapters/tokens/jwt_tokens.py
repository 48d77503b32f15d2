"""Access tokens as JWT (RFC 7519, profile RFC 9068)."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import jwt
from cachetools import LRUCache

from jobr_adapters.tokens.held_keys import Keys, KeySet
from jobr_adapters.tokens.keys import LoadedKey
from jobr_core.accounts.errors import TokenInvalid
from jobr_core.accounts.model import Principal, Role, SessionId, UserId
from jobr_core.accounts.ports import AccessToken, AccessTokens
from jobr_core.accounts.signing_keys import ACCESS_LIFETIME
from jobr_core.shared.clock import Clock
from jobr_core.shared.ids import IdSource

_ISSUER: Final = "jobr"
_TYPE: Final = "at+jwt"
_HEADER: Final = {"typ", "kid", "alg"}
_REQUIRED: Final = ("iss", "aud", "sub", "iat", "nbf", "exp", "jti", "sid", "role")
_LONGEST: Final = 4_096
"""Ours have less than a thousand characters; nothing longer is even taken apart."""
_REMEMBERED: Final = 5_000
_LEEWAY: Final = timedelta(seconds=30)
"""How far ahead the clock of the server that signed may be. An end is an end."""


@dataclass(frozen=True, slots=True)
class _Verified:
    principal: Principal
    key: LoadedKey
    ends_at: datetime


class JwtTokens(AccessTokens):
    """Tokens of 15 minutes. What was verified is remembered until it ends or its key goes.

    The algorithm is the key's own; a token's header only says which key, and one that says more
    than our own headers do is refused.
    """

    def __init__(self, *, keys: Keys, now: Clock, new_id: IdSource) -> None:
        self._keys = keys
        self._now = now
        self._new_id = new_id
        self._verified: LRUCache[bytes, _Verified] = LRUCache(_REMEMBERED)

    async def issue(self, principal: Principal) -> AccessToken:
        key = (await self._keys.current()).active
        issued = self._now()
        expires = issued + ACCESS_LIFETIME
        claims = {
            "iss": _ISSUER,
            "aud": _ISSUER,
            "client_id": _ISSUER,
            "sub": str(principal.user_id),
            "sid": str(principal.session_id),
            "role": principal.role.value,
            "iat": issued,
            "nbf": issued,
            "exp": expires,
            "jti": str(self._new_id()),
        }
        headers = {"typ": _TYPE, "kid": key.id}
        value = jwt.encode(claims, key.signing, key.algorithm, headers=headers)
        return AccessToken(value=value, expires_at=expires)

    async def read(self, token: str) -> Principal:
        if len(token) > _LONGEST:
            raise TokenInvalid
        keys = await self._keys.current()
        try:
            name = hashlib.sha256(token.encode()).digest()
            seen = self._verified.get(name) or _verified(token, keys, self._now())
        except (jwt.InvalidTokenError, ValueError, TypeError, OverflowError) as error:
            raise TokenInvalid from error
        if seen.ends_at <= self._now() or keys.believed.get(seen.key.id) is not seen.key:
            raise TokenInvalid
        self._verified[name] = seen
        return seen.principal


def _verified(token: str, keys: KeySet, now: datetime) -> _Verified:
    key = _key_of(token, keys)
    claims: dict[str, Any] = jwt.decode(
        token,
        key.verifying,
        [key.algorithm],
        issuer=_ISSUER,
        audience=_ISSUER,
        options={
            "require": list(_REQUIRED),
            "strict_aud": True,
            "verify_exp": False,  # these three by our own clock
            "verify_iat": False,
            "verify_nbf": False,
        },
    )
    if max(_moment(claims["iat"]), _moment(claims["nbf"])) > now + _LEEWAY:
        raise TokenInvalid
    principal = Principal(
        user_id=UserId(UUID(claims["sub"])),
        role=Role(claims["role"]),
        session_id=SessionId(UUID(claims["sid"])),
    )
    return _Verified(principal, key, _moment(claims["exp"]))


def _key_of(token: str, keys: KeySet) -> LoadedKey:
    header = jwt.get_unverified_header(token)
    key = keys.believed.get(header.get("kid", ""))
    if key is None or header.keys() != _HEADER or header["typ"] != _TYPE:
        raise TokenInvalid
    return key


def _moment(seconds: object) -> datetime:
    """Raises ValueError, TypeError, OverflowError."""
    if not isinstance(seconds, int | float) or isinstance(seconds, bool):
        raise TypeError
    return datetime.fromtimestamp(seconds, UTC)
