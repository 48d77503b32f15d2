"""The promises of AccessTokens and PasswordHasher."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import jwt
import pytest

from builders import NOON, a_clock_at, an_id
from jobr_adapters.passwords.argon2 import Argon2Hasher
from jobr_adapters.tokens.jwt_tokens import JwtTokens
from jobr_core.accounts.errors import TokenInvalid
from jobr_core.accounts.model import Principal, Role, UserId

SECRET = "s" * 48
SOMEBODY = Principal(user_id=UserId(an_id()), role=Role.ADMIN)


def tokens(after: timedelta = timedelta(), secret: str = SECRET) -> JwtTokens:
    return JwtTokens(secret=secret, now=a_clock_at(NOON + after), new_id=an_id)


def forged(
    secret: str = SECRET, algorithm: str = "HS256", typ: str | None = "at+jwt", **changes: object
) -> str:
    good = jwt.decode(tokens().issue(SOMEBODY).value, options={"verify_signature": False})
    claims = {name: value for name, value in {**good, **changes}.items() if value is not None}
    return jwt.encode(claims, secret, algorithm, headers={"typ": typ} if typ else None)


def test_a_token_names_its_principal_until_it_ends() -> None:
    token = tokens().issue(SOMEBODY)
    assert token.expires_at == NOON + timedelta(minutes=15)
    assert tokens(timedelta(minutes=14)).read(token.value) == SOMEBODY
    with pytest.raises(TokenInvalid):
        tokens(timedelta(minutes=15)).read(token.value)


FORGERIES = [
    "", "x", "a.b.c",
    forged(secret="t" * 48), forged(secret="", algorithm="none"), forged(typ="JWT"), forged(typ=None),
    forged(iss="eve"), forged(aud="eve"), forged(sub="nobody"), forged(role="emperor"),
    forged(exp="soon"), forged(exp=1e30), forged(exp=[]),
    forged(role=None), forged(exp=None), forged(jti=None), forged(sub=None), forged(algorithm="HS384"),
]  # fmt: skip


@pytest.mark.parametrize("token", FORGERIES)
def test_a_forged_token_is_refused(token: str) -> None:
    with pytest.raises(TokenInvalid):
        tokens().read(token)


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
