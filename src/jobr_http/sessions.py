"""Staying signed in over HTTP."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Self
from uuid import UUID

from litestar import Router, delete, get, post
from litestar.datastructures import CacheControlHeader
from litestar.params import FromPath, JSONBody
from pydantic import BaseModel, ConfigDict

from jobr_core.accounts.errors import SessionNotFound
from jobr_core.accounts.model import SessionId, User
from jobr_core.accounts.ports import Sessions
from jobr_core.accounts.sessions import Session, live
from jobr_core.accounts.signing_keys import PUBLISHED_FOR
from jobr_core.accounts.use_cases.sessions import (
    EndSessions,
    OpenSession,
    RefreshSession,
    SignedIn,
)
from jobr_core.shared.clock import Clock
from jobr_http.requests import AnyRequest, SignedRequest, Text, client_of
from jobr_http.security import HALF_SIGNED_IN, PUBLIC, USER, also

UNCACHED: Final = CacheControlHeader(no_store=True)
"""Of answers with tokens (RFC 6749 §5.1)."""
_PUBLISHED: Final = CacheControlHeader(public=True, max_age=int(PUBLISHED_FOR.total_seconds()))
_REFRESHING: Final = also(PUBLIC, 401, 403, 409, 423)


@dataclass(frozen=True, slots=True, kw_only=True)
class UserView:
    """An account as its owner sees it."""

    id: UUID
    email: str | None
    full_name: str
    role: str
    language: str
    email_verified: bool
    created_at: datetime

    @classmethod
    def of(cls, user: User) -> Self:
        return cls(
            id=user.id,
            email=user.email,
            full_name=user.full_name,
            role=user.role.value,
            language=user.language.value,
            email_verified=user.email_verified_at is not None,
            created_at=user.created_at,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedInView:
    """A fresh pair of tokens and whose they are; `expires_in` counts seconds of the access
    token's life. The refresh token is good for one use. With `second_factor_needed` they are good
    for nothing else before `POST /api/auth/second-factor`."""

    user: UserView
    access_token: str
    refresh_token: str
    token_type: str
    expires_in: int
    second_factor_needed: bool

    @classmethod
    def of(cls, signed_in: SignedIn, now: datetime) -> Self:
        return cls(
            user=UserView.of(signed_in.user),
            access_token=signed_in.access.value,
            refresh_token=signed_in.refresh_token,
            token_type="Bearer",  # noqa: S106 - a scheme, not a secret
            expires_in=round((signed_in.access.expires_at - now).total_seconds()),
            second_factor_needed=signed_in.awaits_second_factor,
        )


class Refreshing(BaseModel):
    """What getting the next pair of tokens takes."""

    model_config = ConfigDict(extra="forbid")

    refresh_token: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionView:
    """One sign-in; `agent` is what the client called itself, `current` whether it asks now."""

    id: UUID
    agent: str
    created_at: datetime
    last_used_at: datetime
    expires_at: datetime
    current: bool

    @classmethod
    def of(cls, session: Session, current: SessionId) -> Self:
        return cls(
            id=session.id,
            agent=session.agent,
            created_at=session.created_at,
            last_used_at=session.last_used_at,
            expires_at=session.expires_at,
            current=session.id == current,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionList:
    """All of them: at most 100 are shown."""

    items: list[SessionView]
    next_cursor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedKeys:
    """A JWK Set (RFC 7517 §5)."""

    keys: list[dict[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionStories:
    """What the routes need."""

    open: OpenSession
    refresh: RefreshSession
    end: EndSessions
    sessions: Sessions
    published: Callable[[], Awaitable[Sequence[Mapping[str, str]]]]
    now: Clock

    async def signed_in(self, user: User, request: AnyRequest) -> SignedInView:
        """The answer to somebody who has proved to be `user`."""
        return SignedInView.of(await self.open(user, client=client_of(request)), self.now())


def session_routes(stories: SessionStories) -> list[Router]:
    """Refreshing, signing out, and the keys others verify access tokens with."""

    @post("/refresh", status_code=200, cache_control=UNCACHED, **_REFRESHING)
    async def refresh_session(data: JSONBody[Refreshing]) -> SignedInView:
        """Take a refresh token for the next pair of tokens. 401 `refresh_token_invalid`: sign in
        again; 409 `refresh_in_progress`: it was used a moment ago, go on with what that brought;
        423 `account_locked`: the token stays good, come back after `Retry-After` seconds."""
        return SignedInView.of(await stories.refresh(data.refresh_token), stories.now())

    @post("/logout", status_code=204, **HALF_SIGNED_IN)
    async def log_out(request: SignedRequest) -> None:
        """Sign out here; the access token is good for nothing any more."""
        with suppress(SessionNotFound):
            await stories.end(request.user.user_id, request.user.session_id)

    @post("/logout-all", status_code=204, **USER)
    async def log_out_everywhere(request: SignedRequest) -> None:
        """Sign out everywhere."""
        await stories.end(request.user.user_id)

    @get("/sessions", **USER)
    async def list_sessions(request: SignedRequest) -> SessionList:
        """Where you are signed in, the last used first."""
        of_user = await stories.sessions.of_user(request.user.user_id)
        current = request.user.session_id
        shown = live(of_user, stories.now())
        return SessionList(items=[SessionView.of(session, current) for session in shown])

    @delete("/sessions/{session_id:uuid}", **USER)
    async def end_session(request: SignedRequest, session_id: FromPath[UUID]) -> None:
        """Sign out of one session."""
        await stories.end(request.user.user_id, SessionId(session_id))

    @get("/.well-known/jwks.json", cache_control=_PUBLISHED, **PUBLIC)
    async def show_keys() -> PublishedKeys:
        """The keys access tokens are signed with, and those that follow. Empty where one secret
        signs."""
        return PublishedKeys(keys=[dict(key) for key in await stories.published()])

    own = [refresh_session, log_out, log_out_everywhere, list_sessions, end_session]
    return [
        Router("/api/auth", route_handlers=own, tags=["accounts"]),
        Router("/", route_handlers=[show_keys], tags=["accounts"]),
    ]
