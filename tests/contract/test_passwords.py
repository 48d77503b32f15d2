"""The promises of PasswordHasher and IsCommonPassword."""

import asyncio
from collections.abc import Iterator

import bcrypt
import pytest

from jobr_adapters.passwords.argon2 import Argon2Hasher
from jobr_adapters.passwords.common import is_common
from jobr_core.accounts.errors import PasswordsBusy


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
    for other in ("Long enough", "long enough ", " long enough", "long enough\x00"):
        assert not await hasher.verifies(other, one)
    assert not await hasher.verifies("nobody's password", None)
    assert not hasher.is_outdated(one)


@pytest.mark.parametrize(
    "broken", ["", "not a hash", "$2b$", "$2b$12$short", "$2b$99$" + "x" * 53, "$argon2id$v=19$"]
)
async def test_what_is_no_hash_verifies_nothing(hasher: Argon2Hasher, broken: str) -> None:
    assert not await hasher.verifies("long enough", broken)


@pytest.mark.parametrize("prefix", [b"2a", b"2b"])
async def test_hashes_of_bcrypt_verify_and_are_outdated(
    hasher: Argon2Hasher, prefix: bytes
) -> None:
    old = bcrypt.hashpw("pässword".encode(), bcrypt.gensalt(4, prefix)).decode()
    assert await hasher.verifies("pässword", old)
    assert not await hasher.verifies("password", old)
    assert hasher.is_outdated(old)


async def test_of_bcrypt_72_bytes_count_and_of_its_successor_all(hasher: Argon2Hasher) -> None:
    """The ancestor's library cut longer passwords off, also amid a letter."""
    long = "é" * 40
    old = bcrypt.hashpw(long.encode()[:72], bcrypt.gensalt(4)).decode()
    assert await hasher.verifies(long, old)
    assert await hasher.verifies(long + "other", old)
    new = await hasher.hashed(long)
    assert not await hasher.verifies(long + "other", new)


async def test_weaker_figures_are_outdated() -> None:
    weak, strong = Argon2Hasher(memory_kib=8, passes=1), Argon2Hasher(memory_kib=16, passes=1)
    assert strong.is_outdated(await weak.hashed("long enough"))
    for hasher in (weak, strong):
        hasher.close()


async def test_as_many_go_on_as_there_are_cores_and_few_wait() -> None:
    hasher = Argon2Hasher(memory_kib=8, passes=1, most_waiting=3, cores=2)
    inside, most, leave = 0, 0, asyncio.Event()

    async def look() -> None:
        nonlocal inside, most
        async with hasher.turn():
            inside += 1
            most = max(most, inside)
            await leave.wait()
            inside -= 1

    looking = [asyncio.create_task(look()) for _ in range(7)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    leave.set()
    outcomes = await asyncio.gather(*looking, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes].count(PasswordsBusy) == 2
    assert most == 2
    async with hasher.turn():
        pass
    hasher.close()


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


@pytest.mark.parametrize(
    "password",
    ["12345678", "Password", "qwertyuiop", "jennifer", "december", " birthday", "ｐａｓｓｗｏｒｄ"],
)
def test_what_most_people_take_is_common(password: str) -> None:
    assert is_common(password)


@pytest.mark.parametrize("password", ["correct horse battery staple", "long enough", ""])
def test_what_nobody_else_takes_is_not(password: str) -> None:
    assert not is_common(password)
