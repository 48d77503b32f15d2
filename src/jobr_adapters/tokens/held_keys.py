"""The signing keys as a process knows them."""

import asyncio
import time
from abc import abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

import structlog

from jobr_adapters.tokens.keys import LoadedKey, Seal, loaded
from jobr_core.accounts.ports import MakeSigningKey, SigningKeys
from jobr_core.accounts.signing_keys import KeyState, SigningKey, standing
from jobr_core.shared.clock import Clock
from jobr_core.shared.errors import JobrError

_log = structlog.get_logger("jobr.tokens")


@dataclass(frozen=True, slots=True)
class KeySet:
    """One state of the keys: the one that signs, and all that are believed."""

    active: LoadedKey
    believed: Mapping[str, LoadedKey] = field(default_factory=dict)

    @property
    def published(self) -> tuple[Mapping[str, str], ...]:
        """Public halves (RFC 7517 §5), the latest to sign first."""
        return tuple(key.jwk for key in self.believed.values() if key.jwk is not None)


class Keys(Protocol):
    """Where access tokens get their keys from."""

    @abstractmethod
    async def current(self) -> KeySet: ...


class SecretKeys(Keys):
    """One shared secret, for as long as the process runs."""

    def __init__(self, key: LoadedKey) -> None:
        self._set = KeySet(key, {key.id: key})

    async def current(self) -> KeySet:
        return self._set


class HeldKeys(Keys):
    """The stored keys, read again after `reread` seconds; the first one is made on first use.

    While the database does not answer, the keys known go on.
    """

    def __init__(
        self,
        store: SigningKeys,
        *,
        seal: Seal,
        make: MakeSigningKey,
        now: Clock,
        reread: float,
        elapsed: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._seal = seal
        self._make = make
        self._now = now
        self._reread = reread
        self._elapsed = elapsed
        self._loaded: dict[str, LoadedKey] = {}
        self._keys: tuple[SigningKey, ...] = ()
        self._read_at = 0.0
        self._set: KeySet | None = None
        self._changes_at: datetime | None = None
        self._turn = asyncio.Lock()

    async def current(self) -> KeySet:
        if self._set is None or self._elapsed() - self._read_at >= self._reread:
            await self._read_in_turn()
        if self._set is None or (self._changes_at and self._now() >= self._changes_at):
            self._set = self._stood()
        return self._set

    async def _read_in_turn(self) -> None:
        if self._turn.locked() and self._set is not None:
            return  # somebody reads already; what is known serves meanwhile
        async with self._turn:
            if self._set is not None and self._elapsed() - self._read_at < self._reread:
                return
            try:
                await self._read()
            except JobrError as error:
                if self._set is None:
                    raise
                _log.warning("signing keys not read", error=error.code)
            self._read_at = self._elapsed()

    async def _read(self) -> None:
        keys = await self._store.all()
        if not keys:
            await self._store.add_first(self._make(self._now()))
            keys = await self._store.all()
        self._loaded = {key.id: self._loaded.get(key.id) or loaded(key, self._seal) for key in keys}
        self._keys = keys
        self._set = self._stood()

    def _stood(self) -> KeySet:
        now = self._now()
        stands = [stand for stand in standing(self._keys, now) if stand.state is not KeyState.GONE]
        self._changes_at = min(
            (stand.key.active_from for stand in stands if stand.state is KeyState.NEXT),
            default=None,
        )
        active = next(stand.key.id for stand in stands if stand.state is KeyState.ACTIVE)
        return KeySet(
            self._loaded[active], {stand.key.id: self._loaded[stand.key.id] for stand in stands}
        )
