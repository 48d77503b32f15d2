"""Opening an account and signing in, on memory."""

from dataclasses import replace
from datetime import timedelta

import pytest

from accounts_world import EMAIL, HERE, PASSWORD, Accounts
from builders import NOON, an_id
from jobr_core.accounts.errors import (
    AccountDisabled,
    AccountLocked,
    EmailInvalid,
    EmailTaken,
    PasswordGuessable,
    PasswordTooLong,
    PasswordTooShort,
    SignInStopped,
    UserNotFound,
    WrongCredentials,
)
from jobr_core.accounts.model import Client, Language, Role, UserId, normalised_email


@pytest.fixture
def accounts() -> Accounts:
    return Accounts()


async def test_who_registered_can_sign_in_in_any_case_of_the_address(accounts: Accounts) -> None:
    user = await accounts.register(
        email="Ada@Example.org", password="long enough", full_name=" Ada "
    )
    assert (user.email, user.full_name, user.role) == ("ada@example.org", "Ada", Role.USER)
    assert user.created_at == NOON
    assert (
        await accounts.log_in(email="ADA@example.org ", password="long enough", client=HERE) == user
    )


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
        await accounts.log_in(email=email, password=password, client=HERE)


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
    changed = await accounts.set_role(email="ada@example.org", role=Role.ADMIN)
    assert changed.role is Role.ADMIN
    assert await accounts.find(email="Ada@example.org") == changed
    with pytest.raises(UserNotFound):
        await accounts.set_role(email="eve@example.org", role=Role.ADMIN)


LOCKED_FOR = timedelta(minutes=15)


async def test_five_wrong_passwords_lock_and_no_further_one_is_looked_at(
    accounts: Accounts,
) -> None:
    user = await accounts.register(email="ada@example.org", password="long enough")
    await accounts.fails(5)
    for password in ("wrong", "long enough"):
        with pytest.raises(AccountLocked) as locked:
            await accounts.log_in(email="Ada@example.org", password=password, client=HERE)
        assert locked.value.retry_after == 900
    assert accounts.hasher.looked == 5
    assert accounts.told() == ["user.registered", *["user.login_failed"] * 5, "user.locked"]
    assert {logged.event.subject for logged in accounts.database.events} == {f"user:{user.id}"}

    accounts.at += LOCKED_FOR
    assert (
        await accounts.log_in(email="ada@example.org", password="long enough", client=HERE) == user
    )
    assert accounts.database.tables.sign_in_attempts == {}


async def test_success_begins_a_new_row(accounts: Accounts) -> None:
    await accounts.register(email="ada@example.org", password="long enough")
    for _ in range(3):
        await accounts.fails(4)
        await accounts.log_in(email="ada@example.org", password="long enough", client=HERE)
    assert "user.locked" not in accounts.told()


async def test_the_fifth_attempt_may_be_the_right_one(accounts: Accounts) -> None:
    await accounts.register(email="ada@example.org", password="long enough")
    await accounts.fails(4)
    await accounts.log_in(email="ada@example.org", password="long enough", client=HERE)
    assert "user.locked" not in accounts.told()
    await accounts.fails(4)


@pytest.mark.parametrize("email", ["eve@example.org", "nonsense"])
async def test_what_nobody_has_is_locked_alike_and_not_kept(accounts: Accounts, email: str) -> None:
    await accounts.fails(5, email)
    with pytest.raises(AccountLocked) as locked:
        await accounts.log_in(email=f" {email.upper()}", password="wrong", client=HERE)
    assert locked.value.retry_after == 900
    assert accounts.told() == ["stranger.login_failed"] * 5
    assert email not in repr(accounts.database.events)
    assert email not in repr(accounts.database.tables)


async def test_a_lock_is_lifted_and_told_once(accounts: Accounts) -> None:
    user = await accounts.register(email="ada@example.org", password="long enough")
    assert not await accounts.unlock(user_id=user.id)
    await accounts.fails(4)
    assert not await accounts.unlock(user_id=user.id)
    await accounts.fails(5)
    assert await accounts.unlock(user_id=user.id)
    assert accounts.told().count("user.unlocked") == 1
    await accounts.log_in(email="ada@example.org", password="long enough", client=HERE)
    with pytest.raises(UserNotFound):
        await accounts.unlock(user_id=UserId(an_id()))


async def test_rows_that_are_over_are_forgotten(accounts: Accounts) -> None:
    await accounts.ada()
    await accounts.signed_in()
    await accounts.fails(5)
    await accounts.fails(1, "eve@example.org")
    accounts.at += LOCKED_FOR
    await accounts.forget()
    tables = accounts.database.tables
    assert len(tables.sign_in_attempts) == len(tables.sign_in_sources) == len(tables.sessions) == 1
    accounts.at += timedelta(days=2)
    await accounts.forget()
    tables = accounts.database.tables
    assert not tables.sign_in_attempts
    assert not tables.sign_in_sources
    accounts.at += timedelta(days=30)
    await accounts.forget()
    assert not accounts.database.tables.sessions
    assert not accounts.database.tables.refresh_tokens


async def test_whoever_guessed_before_there_was_an_account_has_not_locked_it(
    accounts: Accounts,
) -> None:
    await accounts.fails(5)
    await accounts.ada()
    await accounts.signed_in()


@pytest.mark.parametrize(
    "password",
    [
        "password",
        "ada@example.org",
        "Lovelace99!",
        "AdaAdaAda1815",
        "jobrjobr",
        "--JOBR--",
        "AdaLovelace1815",
        "my-ada-99",
        "87654321",
        "aaaaaaaa",
        "abcdefgh",
        "12341234",
    ],
)
async def test_what_would_be_tried_first_is_no_password(accounts: Accounts, password: str) -> None:
    with pytest.raises(PasswordGuessable):
        await accounts.register(email=EMAIL, password=password, full_name="Ada Lovelace")


@pytest.mark.parametrize(
    "password",
    ["  leading and trailing  ", "pässwörter für alle", "🔥🌊🌱🌍🐝🎻🧭🪁", "492837465012", ("lorem ipsum dolor sit " * 6)[:128],
     "the ada in me", "jobrs are not jobs"],
)  # fmt: skip
async def test_any_other_text_is_a_password_as_it_is(accounts: Accounts, password: str) -> None:
    await accounts.register(email=EMAIL, password=password, full_name="Ada Lovelace")
    await accounts.log_in(email=EMAIL, password=password, client=HERE)
    with pytest.raises(WrongCredentials):
        await accounts.log_in(email=EMAIL, password=f"{password} ", client=HERE)


async def test_an_outdated_hash_is_replaced_at_the_next_login(accounts: Accounts) -> None:
    user = await accounts.ada()
    accounts.database.tables.users[user.id] = replace(user, password_hash=f"old {PASSWORD}")
    await accounts.fails(1)
    assert accounts.database.tables.users[user.id].password_hash == f"old {PASSWORD}"
    again = await accounts.log_in(email=EMAIL, password=PASSWORD, client=HERE)
    assert again == accounts.database.tables.users[user.id] == user


async def test_from_one_network_twenty_accounts_can_be_failed_with(accounts: Accounts) -> None:
    await accounts.ada()
    for number in range(20):
        await accounts.fails(5, f"person{number}@example.org")
    await accounts.fails(1, "one.more@example.org")
    for email, password in ((EMAIL, PASSWORD), ("person0@example.org", "wrong")):
        with pytest.raises(SignInStopped) as stopped:
            await accounts.log_in(email=email, password=password, client=HERE)
        assert stopped.value.retry_after == 60
    await accounts.log_in(
        email=EMAIL, password=PASSWORD, client=Client(address="198.51.100.9", agent="")
    )
    assert accounts.told().count("source.stopped") == 1
    assert "192.0.2.1" not in repr((accounts.database.tables, accounts.database.events))

    for minutes in (1, 2, 4):
        accounts.at += timedelta(minutes=minutes)
        await accounts.fails(1, f"after.{minutes}@example.org")
        with pytest.raises(SignInStopped) as stopped:
            await accounts.fails(1, "whoever@example.org")
        assert stopped.value.retry_after == 120 * minutes


async def test_who_mistyped_and_then_succeeded_does_not_count_against_the_network(
    accounts: Accounts,
) -> None:
    for number in range(30):
        email = f"person{number}@example.org"
        await accounts.register(email=email, password=PASSWORD)
        await accounts.fails(1, email)
        await accounts.log_in(email=email, password=PASSWORD, client=HERE)
    assert "source.stopped" not in accounts.told()


async def test_a_household_counts_as_one_network(accounts: Accounts) -> None:
    for number in range(21):
        client = Client(address=f"2001:db8::{number + 1:x}", agent="")
        await accounts.fails(1, f"person{number}@example.org", client)
    with pytest.raises(SignInStopped):
        await accounts.fails(1, client=Client(address="2001:db8::ffff", agent=""))
    await accounts.fails(1, client=Client(address="2001:db8:0:1::1", agent=""))


async def test_a_closed_account_says_so_only_to_who_knows_its_password(accounts: Accounts) -> None:
    user = await accounts.ada()
    opened, asking = await accounts.signed_in()
    assert (await accounts.disable(email=EMAIL)).disabled_at == NOON
    await accounts.disable(email=EMAIL)
    await accounts.fails(1)
    proved = await accounts.log_in(email=EMAIL, password=PASSWORD, client=HERE)
    with pytest.raises(AccountDisabled):
        await accounts.open(proved, client=HERE)
    assert (await accounts.enable(email=EMAIL)) == user
    await accounts.enable(email=EMAIL)
    await accounts.signed_in()
    assert accounts.told().count("user.disabled") == accounts.told().count("user.enabled") == 1
    assert opened.user == user
    assert asking.user_id == user.id


async def test_a_person_says_who_they_are(accounts: Accounts) -> None:
    user = await accounts.ada()
    await accounts.change_profile(user.id, full_name=" Ada Lovelace ")
    changed = await accounts.change_profile(user.id, language=Language.GERMAN)
    assert (changed.full_name, changed.language) == ("Ada Lovelace", Language.GERMAN)
    assert await accounts.users.by_id(user.id) == changed
