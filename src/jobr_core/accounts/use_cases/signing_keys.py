"""An operator changes the key access tokens are signed with."""

from dataclasses import dataclass
from datetime import timedelta

from jobr_core.accounts.ports import MakeSigningKey, SigningKeys
from jobr_core.accounts.signing_keys import NOTICE, KeyState, StandingKey, standing
from jobr_core.shared.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class RotateKeys:
    """Adds a key that signs after a notice, and forgets those no longer believed.

    Nobody is signed out: what the key before has signed is believed until it ends.
    """

    keys: SigningKeys
    make: MakeSigningKey
    now: Clock

    async def __call__(self, *, notice: timedelta = NOTICE) -> tuple[StandingKey, ...]:
        for stand in standing(await self.keys.all(), self.now()):
            if stand.state is KeyState.GONE:
                await self.keys.drop(stand.key.id)
        await self.keys.add(self.make(self.now() + notice))
        return standing(await self.keys.all(), self.now())


@dataclass(frozen=True, slots=True, kw_only=True)
class ListKeys:
    """All keys and their states, the latest to sign first."""

    keys: SigningKeys
    now: Clock

    async def __call__(self) -> tuple[StandingKey, ...]:
        return standing(await self.keys.all(), self.now())
