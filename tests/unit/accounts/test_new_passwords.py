"""New passwords and confirmed addresses, on memory."""

import asyncio
from datetime import timedelta

import pytest

from accounts_world import EMAIL, HERE, NEW_PASSWORD, PASSWORD, Accounts
from builders import NOON, an_id
from jobr_core.accounts.errors import (
    AccountDisabled,
    AccountLocked,
    FreshSignInNeeded,
    PasswordGuessable,
    PasswordTooShort,
    RefreshTokenInvalid,
    ResetTokenInvalid,
    TokenInvalid,
    VerificationTokenInvalid,
    WrongCredentials,
    WrongPassword,
)
from jobr_core.accounts.model import Principal, SessionId
from jobr_core.accounts.one_time_tokens import Purpose

RESET, VERIFY = Purpose.RESET_PASSWORD, Purpose.VERIFY_EMAIL


@pytest.fixture
def accounts() -> Accounts:
    return Accounts()


async def test_a_changed_password_signs_out_everywhere_else(accounts: Accounts) -> None:
    user = await accounts.ada()
    other, _ = await accounts.signed_in()
    here, asking = await accounts.signed_in()
    link = await accounts.token(user, RESET)
    await accounts.change_password(asking, current=PASSWORD, new=NEW_PASSWORD, client=HERE)
    with pytest.raises(RefreshTokenInvalid):
        await accounts.refresh(other.refresh_token)
    await accounts.refresh(here.refresh_token)
    with pytest.raises(ResetTokenInvalid):
        await accounts.reset_password(token=link, new=PASSWORD)
    await accounts.fails(1)
    with pytest.raises(WrongCredentials):
        await accounts.log_in(email=EMAIL, password=PASSWORD, client=HERE)
    await accounts.log_in(email=EMAIL, password=NEW_PASSWORD, client=HERE)
    assert accounts.told().count("user.password_changed") == 1


@pytest.mark.parametrize(
    ("current", "new", "refusal"),
    [
        ("wrong", NEW_PASSWORD, WrongPassword),
        (PASSWORD, "short", PasswordTooShort),
        (PASSWORD, "password", PasswordGuessable),
        (PASSWORD, "Example99", PasswordGuessable),
    ],
)
async def test_what_does_not_change_a_password(
    accounts: Accounts, current: str, new: str, refusal: type[Exception]
) -> None:
    user = await accounts.ada()
    _, asking = await accounts.signed_in()
    with pytest.raises(refusal):
        await accounts.change_password(asking, current=current, new=new, client=HERE)
    assert await accounts.users.by_id(user.id) == user


async def test_a_stolen_access_token_is_no_way_to_guess_the_password(accounts: Accounts) -> None:
    await accounts.ada()
    _, asking = await accounts.signed_in()
    for _ in range(5):
        with pytest.raises(WrongPassword):
            await accounts.change_password(asking, current="wrong", new=NEW_PASSWORD, client=HERE)
    with pytest.raises(AccountLocked):
        await accounts.change_password(asking, current=PASSWORD, new=NEW_PASSWORD, client=HERE)


async def test_of_two_changes_at_once_one_succeeds(accounts: Accounts) -> None:
    await accounts.ada()
    _, asking = await accounts.signed_in()
    changes = (
        accounts.change_password(asking, current=PASSWORD, new=new, client=HERE)
        for new in (NEW_PASSWORD, "yet another one")
    )
    outcomes = await asyncio.gather(*changes, return_exceptions=True)
    assert sorted(map(type, outcomes), key=str) == [type(None), WrongPassword]


async def test_a_password_that_was_replaced_meanwhile_opens_nothing(accounts: Accounts) -> None:
    """It was right when it was looked at; before the session is opened it is not any more."""
    user = await accounts.ada()
    proved = await accounts.log_in(email=EMAIL, password=PASSWORD, client=HERE)
    await accounts.reset_password(token=await accounts.token(user, RESET), new=NEW_PASSWORD)
    with pytest.raises(WrongCredentials):
        await accounts.open(proved, client=HERE)
    assert await accounts.sessions.of_user(user.id) == ()


async def test_a_password_that_was_replaced_meanwhile_changes_nothing(accounts: Accounts) -> None:
    user = await accounts.ada()
    link = await accounts.token(user, RESET)
    _, asking = await accounts.signed_in()
    hashed = accounts.hasher.hashed

    async def reset_first(password: str) -> str:
        """Between the proof and the change."""
        accounts.hasher.hashed = hashed  # type: ignore[method-assign]
        await accounts.reset_password(token=link, new=NEW_PASSWORD)
        return await hashed(password)

    accounts.hasher.hashed = reset_first  # type: ignore[method-assign]
    with pytest.raises(TokenInvalid):
        await accounts.change_password(asking, current=PASSWORD, new="a thief's own", client=HERE)
    await accounts.log_in(email=EMAIL, password=NEW_PASSWORD, client=HERE)


async def test_asking_for_a_link_does_the_same_whoever_asks(accounts: Accounts) -> None:
    user = await accounts.ada()
    for email in (EMAIL, " ADA@example.org ", "eve@example.org", "nonsense"):
        await accounts.ask_for_reset(email=email)
    assert [task.kind.name for task in accounts.enqueued] == ["send_password_reset"] * 4
    asked = [task.ids["user_id"] for task in accounts.enqueued]
    assert asked[:2] == [user.id, user.id]
    assert len(set(asked)) == 3
    assert len({task.ids["message_id"] for task in accounts.enqueued}) == 4
    assert "eve" not in repr(accounts.enqueued)


async def test_a_link_gives_a_new_password_once(accounts: Accounts) -> None:
    user = await accounts.ada()
    opened, _ = await accounts.signed_in()
    link, other = await accounts.token(user, RESET), await accounts.token(user, RESET)
    for refused in ("short", "password", "ada@example.org"):
        with pytest.raises((PasswordTooShort, PasswordGuessable)):
            await accounts.reset_password(token=link, new=refused)
    await accounts.reset_password(token=link, new=NEW_PASSWORD)
    for used_up in (link, other, "made up", ""):
        with pytest.raises(ResetTokenInvalid):
            await accounts.reset_password(token=used_up, new=PASSWORD)
    with pytest.raises(RefreshTokenInvalid):
        await accounts.refresh(opened.refresh_token)
    changed = await accounts.log_in(email=EMAIL, password=NEW_PASSWORD, client=HERE)
    assert changed.email_verified_at == NOON
    assert link not in repr(accounts.database.tables)


async def test_a_link_is_good_for_half_an_hour_and_for_its_purpose(accounts: Accounts) -> None:
    user = await accounts.ada()
    late, kind = await accounts.token(user, RESET), await accounts.token(user, VERIFY)
    moved = await accounts.token(user, RESET, email="before@example.org")
    for wrong in (kind, moved):
        with pytest.raises(ResetTokenInvalid):
            await accounts.reset_password(token=wrong, new=NEW_PASSWORD)
    accounts.at += timedelta(minutes=30)
    with pytest.raises(ResetTokenInvalid):
        await accounts.reset_password(token=late, new=NEW_PASSWORD)


async def test_a_new_password_by_mail_ends_a_lock(accounts: Accounts) -> None:
    user = await accounts.ada()
    await accounts.fails(5)
    link = await accounts.token(user, RESET)
    await accounts.reset_password(token=link, new=NEW_PASSWORD)
    await accounts.log_in(email=EMAIL, password=NEW_PASSWORD, client=HERE)


async def test_of_a_hundred_uses_of_a_link_one_succeeds(accounts: Accounts) -> None:
    user = await accounts.ada()
    link = await accounts.token(user, RESET)
    uses = (accounts.reset_password(token=link, new=f"password {n}") for n in range(100))
    outcomes = await asyncio.gather(*uses, return_exceptions=True)
    assert outcomes.count(None) == 1
    assert sum(isinstance(outcome, ResetTokenInvalid) for outcome in outcomes) == 99


async def test_a_closed_account_gets_no_new_password(accounts: Accounts) -> None:
    user = await accounts.ada()
    link = await accounts.token(user, RESET)
    await accounts.disable(email=EMAIL)
    with pytest.raises(AccountDisabled):
        await accounts.reset_password(token=link, new=NEW_PASSWORD)
    await accounts.enable(email=EMAIL)
    await accounts.reset_password(token=link, new=NEW_PASSWORD)


async def test_an_address_is_confirmed_by_its_link(accounts: Accounts) -> None:
    user = await accounts.ada()
    _, asking = await accounts.signed_in()
    await accounts.ask_for_verification(asking)
    [task] = accounts.enqueued
    assert (task.kind.name, task.ids["user_id"]) == ("send_verification", user.id)
    moved = await accounts.token(user, VERIFY, email="before@example.org")
    with pytest.raises(VerificationTokenInvalid):
        await accounts.verify_email(token=moved)
    link, other = await accounts.token(user, VERIFY), await accounts.token(user, VERIFY)
    await accounts.verify_email(token=link)
    assert (await accounts.users.by_id(user.id)).email_verified_at == NOON
    for used_up in (link, other, "made up"):
        with pytest.raises(VerificationTokenInvalid):
            await accounts.verify_email(token=used_up)
    again = await accounts.token(user, VERIFY)
    await accounts.verify_email(token=again)
    assert accounts.told().count("user.email_verified") == 1
    late = await accounts.token(user, VERIFY)
    accounts.at += timedelta(hours=24)
    with pytest.raises(VerificationTokenInvalid):
        await accounts.verify_email(token=late)


async def test_the_owner_shows_it_by_password_or_by_a_fresh_session(accounts: Accounts) -> None:
    user = await accounts.ada()
    _, asking = await accounts.signed_in()
    await accounts.prove(asking, password=None, client=HERE)
    accounts.at += timedelta(minutes=10)
    with pytest.raises(FreshSignInNeeded):
        await accounts.prove(asking, password=None, client=HERE)
    await accounts.prove(asking, password=PASSWORD, client=HERE)
    with pytest.raises(WrongPassword):
        await accounts.prove(asking, password="wrong", client=HERE)
    stranger = Principal(user_id=user.id, role=user.role, session_id=SessionId(an_id()))
    with pytest.raises(TokenInvalid):
        await accounts.prove(stranger, password=PASSWORD, client=HERE)
