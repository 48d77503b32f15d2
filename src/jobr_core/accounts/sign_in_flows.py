"""A sign-in by another service, from leaving for it to coming back."""

import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from jobr_core.accounts.model import SessionId
from jobr_core.accounts.sessions import digest_of

LASTS: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What a code is redeemed with: `nonce` comes back in the token, `verifier` shows that who
    redeems is who began (RFC 7636)."""

    nonce: str = field(repr=False)
    verifier: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInFlow:
    """Known by `digest`, that of its `state`; `browser` is that of what only the browser it began
    in has. `session_id` is the one that links, None for a sign-in."""

    digest: bytes
    provider: str
    exchange: Exchange
    browser: bytes
    session_id: SessionId | None
    created_at: datetime

    def is_live(self, now: datetime) -> bool:
        return now < self.created_at + LASTS

    def began_in(self, browser_secret: str) -> bool:
        """Whether this is the browser it began in."""
        return hmac.compare_digest(self.browser, digest_of(browser_secret))
