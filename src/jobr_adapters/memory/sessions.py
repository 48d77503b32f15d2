"""Sessions and signing keys in memory."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from jobr_adapters.memory.database import Tables
from jobr_core.accounts.errors import RefreshTokenInvalid, SessionNotFound
from jobr_core.accounts.model import SessionId, UserId
from jobr_core.accounts.ports import ChangingSessions, SigningKeys
from jobr_core.accounts.sessions import ABSOLUTE, HeldToken, RefreshToken, Session
from jobr_core.accounts.signing_keys import SigningKey


class MemorySessions(ChangingSessions):
    """Units of work take turns, so whoever holds a token is alone with it."""

    def __init__(self, tables: Callable[[], Tables]) -> None:
        self._tables = tables

    async def of_user(self, user_id: UserId) -> tuple[Session, ...]:
        of_user = (
            session
            for session in self._tables().sessions.values()
            if session.user_id == user_id and session.revoked_at is None
        )
        latest = sorted(of_user, key=lambda session: (session.last_used_at, session.id))
        return tuple(latest[::-1][:100])

    async def by_id(self, session_id: SessionId) -> Session:
        try:
            return self._tables().sessions[session_id]
        except KeyError:
            raise SessionNotFound from None

    async def open(self, session: Session, first: RefreshToken) -> None:
        tables = self._tables()
        for past in list(tables.sessions.values()):
            over = past.created_at < session.created_at - ABSOLUTE
            if past.user_id == session.user_id and over:
                del tables.sessions[past.id]
        for token in list(tables.refresh_tokens.values()):
            if token.session_id not in tables.sessions:
                del tables.refresh_tokens[token.digest]
        tables.sessions[session.id] = session
        tables.refresh_tokens[first.digest] = first

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

    async def end(self, user_id: UserId, at: datetime, session_id: SessionId | None = None) -> int:
        ending = [
            session
            for session in self._tables().sessions.values()
            if session.user_id == user_id
            and session.revoked_at is None
            and session_id in (None, session.id)
        ]
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
