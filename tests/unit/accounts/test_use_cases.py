"""Opening an account and signing in, on memory."""

import pytest

from builders import NOON, a_clock_at, an_id
from jobr_adapters.memory.accounts import MemoryUsers
from jobr_adapters.memory.database import MemoryDatabase
from jobr_adapters.memory.unit_of_work import MemoryUnitOfWork
from jobr_core.accounts.errors import (
    EmailInvalid,
    EmailTaken,
    PasswordTooLong,
    PasswordTooShort,
    UserNotFound,
    WrongCredentials,
)
from jobr_core.accounts.model import Role, normalised_email
from jobr_core.accounts.ports import PasswordHasher
from jobr_core.accounts.use_cases.administration import FindUser, SetRole
from jobr_core.accounts.use_cases.login import LogIn
from jobr_core.accounts.use_cases.registration import Register


class ReversedPasswords(PasswordHasher):
    """A hash that is quick and plain to see."""

    async def hashed(self, password: str) -> str:
        return password[::-1]

    async def verifies(self, password: str, password_hash: str | None) -> bool:
        return password[::-1] == password_hash


class Accounts:
    def __init__(self) -> None:
        self.database = MemoryDatabase()
        self.users = MemoryUsers(lambda: self.database.tables)
        self.register = Register(
            begin=self.begin, hasher=ReversedPasswords(), now=a_clock_at(), new_id=an_id
        )
        self.log_in = LogIn(users=self.users, hasher=ReversedPasswords())

    def begin(self) -> MemoryUnitOfWork:
        return MemoryUnitOfWork(self.database, now=a_clock_at(), new_id=an_id)


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
