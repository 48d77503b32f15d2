"""Access tokens as JWT (RFC 7519, profile RFC 9068)."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import jwt

from jobr_core.accounts.errors import TokenInvalid
from jobr_core.accounts.model import Principal, Role, UserId
from jobr_core.accounts.ports import AccessToken, AccessTokens
from jobr_core.shared.clock import Clock
from jobr_core.shared.ids import IdSource

_ISSUER: Final = "jobr"
_ALGORITHM: Final = "HS256"
_TYPE: Final = "at+jwt"
_LIFETIME: Final = timedelta(minutes=15)
_REQUIRED: Final = ("iss", "aud", "sub", "iat", "exp", "jti", "role")


class JwtTokens(AccessTokens):
    """Tokens of 15 minutes signed with a secret of at least 32 bytes (RFC 7518 §3.2).

    The algorithm is fixed here; what a token's header says about it is never followed.
    """

    def __init__(self, *, secret: str, now: Clock, new_id: IdSource) -> None:
        self._secret = secret
        self._now = now
        self._new_id = new_id

    def issue(self, principal: Principal) -> AccessToken:
        issued = self._now()
        expires = issued + _LIFETIME
        claims = {
            "iss": _ISSUER,
            "aud": _ISSUER,
            "sub": str(principal.user_id),
            "role": principal.role.value,
            "iat": issued,
            "exp": expires,
            "jti": str(self._new_id()),
        }
        value = jwt.encode(claims, self._secret, _ALGORITHM, headers={"typ": _TYPE})
        return AccessToken(value=value, expires_at=expires)

    def read(self, token: str) -> Principal:
        try:
            claims = self._claims(token)
            return Principal(user_id=UserId(UUID(claims["sub"])), role=Role(claims["role"]))
        except (jwt.InvalidTokenError, ValueError, TypeError, OverflowError) as error:
            raise TokenInvalid from error

    def _claims(self, token: str) -> dict[str, Any]:
        if jwt.get_unverified_header(token).get("typ") != _TYPE:
            raise TokenInvalid
        claims: dict[str, Any] = jwt.decode(
            token,
            self._secret,
            [_ALGORITHM],
            issuer=_ISSUER,
            audience=_ISSUER,
            options={"require": list(_REQUIRED), "verify_exp": False, "verify_iat": False},
        )
        if datetime.fromtimestamp(claims["exp"], UTC) <= self._now():
            raise TokenInvalid
        return claims
