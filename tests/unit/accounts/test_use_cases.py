"""Opening an account and signing in, on memory."""

from datetime import datetime, timedelta

import pytest

from builders import NOON, a_clock_at, an_id
from jobr_adapters.memory.accounts import MemoryUsers
from jobr_adapters.memory.database import MemoryDatabase
from jobr_adapters.memory.unit_of_work import MemoryUnitOfWork
from jobr_core.accounts.errors import (
    AccountLocked,
    EmailInvalid,
    EmailTaken,
    PasswordTooLong,
    PasswordTooShort,
    UserNotFound,
    WrongCredentials,
)
from jobr_core.accounts.lockout import AddressKey
from jobr_core.accounts.model import Role, UserId, normalised_email
from jobr_core.accounts.ports import PasswordHasher
from jobr_core.accounts.use_cases.administration import FindUser, SetRole
from jobr_core.accounts.use_cases.login import LogIn
from jobr_core.accounts.use_cases.registration import Register
from jobr_core.accounts.use_cases.unlocking import Unlock
from jobr_core.accounts.use_cases.upkeep import ForgetSignInAttempts


class ReversedPasswords(PasswordHasher):
    """A hash that is quick and plain to see; counts how often a password was looked at."""

    def __init__(self) -> None:
        self.looked = 0

    async def hashed(self, password: str) -> str:
        return password[::-1]

    async def verifies(self, password: str, password_hash: str | None) -> bool:
        self.looked += 1
        return password[::-1] == password_hash


class Accounts:
    def __init__(self) -> None:
        self.database = MemoryDatabase()
        self.users = MemoryUsers(lambda: self.database.tables)
        self.register = Register(
            begin=self.begin, hasher=ReversedPasswords(), now=a_clock_at(), new_id=an_id
        )
        self.time = NOON
        self.hasher = ReversedPasswords()
        key_of = AddressKey(b"secret")
        self.log_in = LogIn(
            begin=self.begin, users=self.users, hasher=self.hasher, key_of=key_of, now=self.now
        )
        self.unlock = Unlock(begin=self.begin, key_of=key_of, now=self.now)
        self.forget = ForgetSignInAttempts(begin=self.begin, now=self.now)

    def now(self) -> datetime:
        return self.time

    def begin(self) -> MemoryUnitOfWork:
        return MemoryUnitOfWork(self.database, now=a_clock_at(), new_id=an_id)

    async def fails(self, times: int, email: str = "ada@example.org") -> None:
        for _ in range(times):
            with pytest.raises(WrongCredentials):
                await self.log_in(email=email, password="wrong")

    def told(self) -> list[str]:
        return [logged.event.name for logged in self.database.events]


@pytest.fixture
def accounts() -> Accounts:
    return Accounts()


async def test_who_registered_can_sign_in_in_any_case_of_the_address(accounts: Accounts) -> None:
    user = await accounts.register(
        email="Ada@Example.org", password="long enough", full_name=" Ada "
    )
    assert (user.email, user.full_name, user.role) == ("ada@example.org", "Ada", Role.USER)
    assert user.created_at == NOON
    assert await accounts.log_in(email="ADA@example.org ", password="long enough") == user


async def test_an_address_has_one_account(accounts: Accounts) -> None:
    await accounts.register(email="ada@example.org", password="long enough")
    with pytest.raises(EmailTaken):
        await accounts.register(email="ADA@example.org", password="other password")


@pytest.mark.parametrize(
    ("email", "password"),
    [("ada@example.org", "wrong"), ("eve@example.org", "long enough"), ("nonsense", "long enough")],
)
async def test_a_wrong_password_and_an_unknown_address_look_the_same(
    accounts: Accounts, email: str, password: str
) -> None:
    await accounts.register(email="ada@example.org", password="long enough")
    with pytest.raises(WrongCredentials):
        await accounts.log_in(email=email, password=password)


@pytest.mark.parametrize(
    ("password", "refusal"), [("seven77", PasswordTooShort), ("x" * 129, PasswordTooLong)]
)
async def test_passwords_have_bounds(
    accounts: Accounts, password: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        await accounts.register(email="ada@example.org", password=password)


@pytest.mark.parametrize(
    "address",
    ["", "ada", "ada@", "@example.org", "a@b", "a b@example.org", "a@b@example.org", "a\n@example.org",
     "a@example.org\r\nBcc: eve@example.org", "x" * 65 + "@example.org", "<a@example.org>",
     "=?x?q?ada?=@example.org", "eve@=?utf-8?q?evil.org?="],
)  # fmt: skip
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(EmailInvalid):
        normalised_email(address)


async def test_an_operator_gives_roles(accounts: Accounts) -> None:
    await accounts.register(email="ada@example.org", password="long enough")
    changed = await SetRole(begin=accounts.begin)(email="ada@example.org", role=Role.ADMIN)
    assert changed.role is Role.ADMIN
    assert await FindUser(users=accounts.users)(email="Ada@example.org") == changed
    with pytest.raises(UserNotFound):
        await SetRole(begin=accounts.begin)(email="eve@example.org", role=Role.ADMIN)


LOCKED_FOR = timedelta(minutes=15)


async def test_five_wrong_passwords_lock_and_no_further_one_is_looked_at(
    accounts: Accounts,
) -> None:
    user = await accounts.register(email="ada@example.org", password="long enough")
    await accounts.fails(5)
    for password in ("wrong", "long enough"):
        with pytest.raises(AccountLocked) as locked:
            await accounts.log_in(email="Ada@example.org", password=password)
        assert locked.value.retry_after == 900
    assert accounts.hasher.looked == 5
    assert accounts.told() == ["user.registered", *["user.login_failed"] * 5, "user.locked"]
    assert {logged.event.subject for logged in accounts.database.events} == {f"user:{user.id}"}

    accounts.time += LOCKED_FOR
    assert await accounts.log_in(email="ada@example.org", password="long enough") == user
    assert accounts.told()[-1] == "user.login"
    assert accounts.database.tables.sign_in_attempts == {}


async def test_success_begins_a_new_row(accounts: Accounts) -> None:
    await accounts.register(email="ada@example.org", password="long enough")
    for _ in range(3):
        await accounts.fails(4)
        await accounts.log_in(email="ada@example.org", password="long enough")
    assert "user.locked" not in accounts.told()


async def test_the_fifth_attempt_may_be_the_right_one(accounts: Accounts) -> None:
    await accounts.register(email="ada@example.org", password="long enough")
    await accounts.fails(4)
    await accounts.log_in(email="ada@example.org", password="long enough")
    assert "user.locked" not in accounts.told()
    await accounts.fails(4)


@pytest.mark.parametrize("email", ["eve@example.org", "nonsense"])
async def test_what_nobody_has_is_locked_alike_and_not_kept(accounts: Accounts, email: str) -> None:
    await accounts.fails(5, email)
    with pytest.raises(AccountLocked) as locked:
        await accounts.log_in(email=f" {email.upper()}", password="wrong")
    assert locked.value.retry_after == 900
    assert accounts.told() == []
    assert email not in repr(accounts.database.tables)


async def test_a_lock_is_lifted_and_told_once(accounts: Accounts) -> None:
    user = await accounts.register(email="ada@example.org", password="long enough")
    assert not await accounts.unlock(user_id=user.id)
    await accounts.fails(4)
    assert not await accounts.unlock(user_id=user.id)
    await accounts.fails(5)
    assert await accounts.unlock(user_id=user.id)
    assert accounts.told().count("user.unlocked") == 1
    await accounts.log_in(email="ada@example.org", password="long enough")
    with pytest.raises(UserNotFound):
        await accounts.unlock(user_id=UserId(an_id()))


async def test_rows_that_are_over_are_forgotten(accounts: Accounts) -> None:
    await accounts.fails(5)
    await accounts.fails(1, "eve@example.org")
    accounts.time += LOCKED_FOR
    await accounts.forget()
    assert len(accounts.database.tables.sign_in_attempts) == 1
    accounts.time += timedelta(days=1)
    await accounts.forget()
    assert accounts.database.tables.sign_in_attempts == {}
