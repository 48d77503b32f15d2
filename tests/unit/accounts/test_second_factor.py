"""A second factor: the rule by vectors of its RFC, the stories on memory."""

import asyncio
from base64 import b32decode
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts_world import EMAIL, HERE, NEW_PASSWORD, PASSWORD, Accounts
from jobr_core.accounts.errors import (
    AccountLocked,
    CodeWrong,
    NoSecondFactor,
    SecondFactorNeeded,
    SecondFactorRequired,
    SecondFactorThere,
    StepUpNeeded,
)
from jobr_core.accounts.model import Principal, Role
from jobr_core.accounts.one_time_tokens import Purpose
from jobr_core.accounts.second_factor import (
    code_of,
    plain_recovery_code,
    recovery_code,
    step_at,
    step_of,
)

STEP, MINUTE = timedelta(seconds=30), timedelta(minutes=1)
RFC_SECRET = b"12345678901234567890"


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ],
)
def test_codes_are_those_of_rfc_6238(seconds: int, code: str) -> None:
    """Appendix B, the last six digits."""
    now = datetime.fromtimestamp(seconds, UTC)
    assert code_of(RFC_SECRET, step_at(now)) == code
    assert step_of(code, RFC_SECRET, now, 0) == step_at(now)


@given(st.binary(min_size=20, max_size=20), st.integers(0, 4_000_000_000), st.integers(-5, 5))
def test_a_code_is_good_for_its_step_and_the_ones_beside_it(
    secret: bytes, seconds: int, off: int
) -> None:
    now = datetime.fromtimestamp(seconds, UTC)
    step = step_at(now) + off
    if step < 0:
        return
    found = step_of(code_of(secret, step), secret, now, last_step=-1)
    assert found == step or abs(off) > 1 or code_of(secret, step) == code_of(secret, found or 0)
    assert step_of(code_of(secret, step), secret, now, last_step=step_at(now) + 1) is None


@pytest.mark.parametrize(
    "typed", ["", "12345", "1234567", "１２３４５６", "-12345", "12 345", "abcdef"]
)
def test_what_is_no_code_is_wrong(typed: str) -> None:
    assert step_of(typed, RFC_SECRET, datetime.fromtimestamp(59, UTC), 0) is None


@given(st.binary(min_size=15, max_size=15))
def test_a_recovery_code_is_read_however_it_is_typed(random: bytes) -> None:
    code = recovery_code(random)
    assert len(code) == 27
    plain = plain_recovery_code(code)
    assert plain_recovery_code(f" {code.upper()} ") == plain == code.replace("-", "")


class Factor:
    """Ada with an app."""

    def __init__(self, accounts: Accounts) -> None:
        self.accounts, self.secret = accounts, b""

    async def set_up(self, role: Role = Role.USER) -> tuple[Principal, tuple[str, ...]]:
        await self.accounts.ada(role)
        _, asking = await self.accounts.signed_in()
        enrolment = await self.accounts.enrol(asking, password=None, client=HERE)
        self.secret = b32decode(enrolment.secret)
        return asking, await self.accounts.confirm(asking, code=self.code())

    def code(self) -> str:
        return code_of(self.secret, step_at(self.accounts.at))


@pytest.fixture
def accounts() -> Accounts:
    return Accounts()


@pytest.fixture
def ada(accounts: Accounts) -> Factor:
    return Factor(accounts)


async def test_a_sign_in_is_half_until_the_code_is_given(accounts: Accounts, ada: Factor) -> None:
    here, codes = await ada.set_up()
    assert len(set(codes)) == 10
    await accounts.ensure(here)
    opened, asking = await accounts.signed_in()
    assert opened.awaits_second_factor
    with pytest.raises(SecondFactorNeeded):
        await accounts.ensure(asking)
    with pytest.raises(SecondFactorNeeded):
        await accounts.ensure_admin(asking, changing=False)
    await accounts.ensure(asking, half=True)
    refreshed = await accounts.refresh(opened.refresh_token)
    assert refreshed.awaits_second_factor
    with pytest.raises(CodeWrong):  # the one it was confirmed with
        await accounts.give(asking, code=ada.code())
    accounts.at += STEP
    await accounts.give(asking, code=f" {ada.code()} ")
    await accounts.ensure(asking)
    assert not (await accounts.refresh(refreshed.refresh_token)).awaits_second_factor


async def test_a_code_is_good_once(accounts: Accounts, ada: Factor) -> None:
    await ada.set_up()
    accounts.at += STEP
    asking = [(await accounts.signed_in())[1] for _ in range(3)]
    gifts = (accounts.give(one, code=ada.code()) for one in asking)
    outcomes = await asyncio.gather(*gifts, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes].count(CodeWrong) == 2


async def test_five_wrong_codes_lock(accounts: Accounts, ada: Factor) -> None:
    await ada.set_up()
    _, asking = await accounts.signed_in()
    guesses = (accounts.give(asking, code="000000") for _ in range(30))
    outcomes = await asyncio.gather(*guesses, return_exceptions=True)
    kinds = [type(outcome) for outcome in outcomes]
    assert (kinds.count(CodeWrong), kinds.count(AccountLocked)) == (5, 25)
    accounts.at += STEP
    with pytest.raises(AccountLocked):
        await accounts.give(asking, code=ada.code())
    accounts.at += 15 * MINUTE
    await accounts.give(asking, code=ada.code())
    assert accounts.told().count("user.second_factor_failed") == 5


async def test_recovery_codes_stand_in_for_the_app_once_each(
    accounts: Accounts, ada: Factor
) -> None:
    here, codes = await ada.set_up()
    _, asking = await accounts.signed_in()
    await accounts.give(asking, code=codes[0].upper().replace("-", " "))
    await accounts.ensure(asking)
    _, again = await accounts.signed_in()
    with pytest.raises(CodeWrong):
        await accounts.give(again, code=codes[0])
    assert (await accounts.show_factor(here.user_id)).recovery_codes_left == 9
    fresh = await accounts.renew(here, password=None, client=HERE)
    with pytest.raises(CodeWrong):
        await accounts.give(again, code=codes[1])
    await accounts.give(again, code=fresh[1])
    assert not {*codes, *fresh} & set(repr(accounts.database.tables).split("'"))


async def test_setting_up_ends_other_sessions(accounts: Accounts) -> None:
    await accounts.ada()
    _, other = await accounts.signed_in()
    _, here = await accounts.signed_in()
    enrolment = await accounts.enrol(here, password=PASSWORD, client=HERE)
    with pytest.raises(CodeWrong):
        await accounts.confirm(here, code="000000")
    assert (await accounts.show_factor(here.user_id)).since is None
    await accounts.ensure(other)
    secret = b32decode(enrolment.secret)
    await accounts.confirm(here, code=code_of(secret, step_at(accounts.at)))
    assert [one.id for one in await accounts.sessions.of_user(here.user_id)] == [here.session_id]
    for again in (
        accounts.enrol(here, password=None, client=HERE),
        accounts.confirm(here, code="000000"),
    ):
        with pytest.raises(SecondFactorThere):
            await again


async def test_without_one_there_is_nothing_to_give(accounts: Accounts) -> None:
    await accounts.ada()
    _, asking = await accounts.signed_in()
    for story in (
        accounts.give(asking, code="000000"),
        accounts.confirm(asking, code="000000"),
        accounts.renew(asking, password=None, client=HERE),
        accounts.remove_factor(asking, password=None, client=HERE),
        accounts.lift(email=EMAIL),
    ):
        with pytest.raises(NoSecondFactor):
            await story


async def test_what_cannot_be_taken_back_asks_for_the_code_again(
    accounts: Accounts, ada: Factor
) -> None:
    here, _ = await ada.set_up()
    accounts.at += 10 * MINUTE
    for story in (
        accounts.prove(here, password=PASSWORD, client=HERE),
        accounts.change_password(here, current=PASSWORD, new=NEW_PASSWORD, client=HERE),
        accounts.remove_factor(here, password=PASSWORD, client=HERE),
    ):
        with pytest.raises(StepUpNeeded):
            await story
    await accounts.give(here, code=ada.code())
    await accounts.change_password(here, current=PASSWORD, new=NEW_PASSWORD, client=HERE)
    await accounts.remove_factor(here, password=None, client=HERE)
    opened, _ = await accounts.signed_in(password=NEW_PASSWORD)
    assert not opened.awaits_second_factor
    assert accounts.told().count("user.second_factor_removed") == 1


async def test_a_new_password_by_mail_does_not_go_round_it(accounts: Accounts, ada: Factor) -> None:
    here, _ = await ada.set_up()
    user = await accounts.users.by_id(here.user_id)
    await accounts.verify_email(token=await accounts.token(user, Purpose.VERIFY_EMAIL))
    link = await accounts.token(user, Purpose.RESET_PASSWORD)
    await accounts.reset_password(token=link, new=NEW_PASSWORD)
    opened, _ = await accounts.signed_in(password=NEW_PASSWORD)
    assert opened.awaits_second_factor


async def test_who_proves_the_address_first_is_not_kept_out_by_who_opened_the_account(
    accounts: Accounts, ada: Factor
) -> None:
    here, _ = await ada.set_up()
    user = await accounts.users.by_id(here.user_id)
    link = await accounts.token(user, Purpose.RESET_PASSWORD)
    await accounts.reset_password(token=link, new=NEW_PASSWORD)
    opened, _ = await accounts.signed_in(password=NEW_PASSWORD)
    assert not opened.awaits_second_factor


async def test_administrators_may_need_one(accounts: Accounts, ada: Factor) -> None:
    await accounts.ada(Role.ADMIN)
    _, plain = await accounts.signed_in()
    await accounts.ensure_admin(plain, changing=True)
    with pytest.raises(SecondFactorRequired):
        await accounts.ensure_strong_admin(plain, changing=False)
    enrolment = await accounts.enrol(plain, password=None, client=HERE)
    ada.secret = b32decode(enrolment.secret)
    await accounts.confirm(plain, code=ada.code())
    for ensure in (accounts.ensure_admin, accounts.ensure_strong_admin):
        await ensure(plain, changing=True)
    accounts.at += 10 * MINUTE
    for ensure in (accounts.ensure_admin, accounts.ensure_strong_admin):
        await ensure(plain, changing=False)
        with pytest.raises(StepUpNeeded):
            await ensure(plain, changing=True)
    await accounts.give(plain, code=ada.code())
    await accounts.ensure_admin(plain, changing=True)


async def test_an_operator_lifts_it_for_somebody_who_has_lost_everything(
    accounts: Accounts, ada: Factor
) -> None:
    here, codes = await ada.set_up()
    await accounts.lift(email=EMAIL)
    assert await accounts.sessions.of_user(here.user_id) == ()
    opened, asking = await accounts.signed_in()
    assert not opened.awaits_second_factor
    with pytest.raises(NoSecondFactor):
        await accounts.give(asking, code=codes[0])
