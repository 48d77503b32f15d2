"""The promise of PasswordHasher."""

import asyncio
from collections.abc import Iterator

import pytest

from jobr_adapters.passwords.argon2 import Argon2Hasher


@pytest.fixture
def hasher() -> Iterator[Argon2Hasher]:
    hasher = Argon2Hasher(memory_kib=8, passes=1)
    yield hasher
    hasher.close()


async def test_a_password_verifies_against_its_own_hash_only(hasher: Argon2Hasher) -> None:
    one, again = await hasher.hashed("long enough"), await hasher.hashed("long enough")
    assert one != again
    assert one.startswith("$argon2id$")
    assert await hasher.verifies("long enough", one)
    assert not await hasher.verifies("Long enough", one)
    assert not await hasher.verifies("nobody's password", None)
    assert not await hasher.verifies("long enough", "not a hash")


async def test_hashing_does_not_hold_up_the_loop() -> None:
    hasher = Argon2Hasher()
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0.001)
            ticks += 1

    ticking = asyncio.create_task(tick())
    await hasher.hashed("long enough")
    ticking.cancel()
    hasher.close()
    assert ticks > 0
