"""Sessions and signing keys in memory."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from jobr_adapters.memory.database import Tables
from jobr_core.accounts.errors import RefreshTokenInvalid, SessionNotFound
from jobr_core.accounts.model import SessionId, User, UserId
from jobr_core.accounts.ports import ChangingSessions, SigningKeys
from jobr_core.accounts.sessions import MOST, HeldToken, RefreshToken, Session
from jobr_core.accounts.signing_keys import SigningKey


class MemorySessions(ChangingSessions):
    """Units of work take turns, so whoever holds a token is alone with it."""

    def __init__(self, tables: Callable[[], Tables]) -> None:
        self._tables = tables

    async def of_user(self, user_id: UserId) -> tuple[Session, ...]:
        return tuple(self._latest(user_id)[:100])

    async def with_user(self, session_id: SessionId) -> tuple[Session, User]:
        try:
            session = self._tables().sessions[session_id]
        except KeyError:
            raise SessionNotFound from None
        return session, self._tables().users[session.user_id]

    async def open(self, session: Session, first: RefreshToken) -> None:
        tables = self._tables()
        tables.sessions[session.id] = session
        tables.refresh_tokens[first.digest] = first
        for oldest in self._latest(session.user_id)[MOST:]:
            tables.sessions[oldest.id] = replace(oldest, revoked_at=session.created_at)

    async def agents(self, user_id: UserId) -> frozenset[str]:
        sessions = self._tables().sessions.values()
        return frozenset(one.agent for one in sessions if one.user_id == user_id)

    async def held(self, digest: bytes) -> HeldToken:
        tables = self._tables()
        token = tables.refresh_tokens.get(digest)
        if token is None:
            raise RefreshTokenInvalid
        return HeldToken(token=token, session=tables.sessions[token.session_id])

    async def rotate(self, used: HeldToken, following: RefreshToken) -> None:
        tables = self._tables()
        tables.sessions[used.session.id] = used.session
        tables.refresh_tokens[used.token.digest] = used.token
        tables.refresh_tokens[following.digest] = following

    async def prove(self, session: Session) -> None:
        self._tables().sessions[session.id] = session

    async def end(self, user_id: UserId, at: datetime, session_id: SessionId | None = None) -> int:
        of_user = self._latest(user_id)
        return self._end([one for one in of_user if session_id in (None, one.id)], at)

    async def end_others(self, user_id: UserId, at: datetime, kept: SessionId) -> int:
        return self._end([one for one in self._latest(user_id) if one.id != kept], at)

    async def forget_before(self, moment: datetime) -> None:
        tables = self._tables()
        for past in [one for one in tables.sessions.values() if one.created_at < moment]:
            del tables.sessions[past.id]
        for token in list(tables.refresh_tokens.values()):
            if token.session_id not in tables.sessions:
                del tables.refresh_tokens[token.digest]

    def _latest(self, user_id: UserId) -> list[Session]:
        """Those not revoked, the last used first."""
        of_user = (
            session
            for session in self._tables().sessions.values()
            if session.user_id == user_id and session.revoked_at is None
        )
        return sorted(of_user, key=lambda one: (one.last_used_at, one.id), reverse=True)

    def _end(self, ending: list[Session], at: datetime) -> int:
        for session in ending:
            self._tables().sessions[session.id] = replace(session, revoked_at=at)
        return len(ending)


class MemorySigningKeys(SigningKeys):
    def __init__(self, tables: Callable[[], Tables]) -> None:
        self._tables = tables

    async def all(self) -> tuple[SigningKey, ...]:
        return tuple(self._tables().signing_keys.values())

    async def add_first(self, key: SigningKey) -> None:
        if not self._tables().signing_keys:
            await self.add(key)

    async def add(self, key: SigningKey) -> None:
        self._tables().signing_keys[key.id] = key

    async def drop(self, key_id: str) -> None:
        self._tables().signing_keys.pop(key_id, None)
