"""Signing in by telephone, on memory, with the clock moved."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from accounts_world import EMAIL, HERE, PASSWORD, PSEUDONYMS, Accounts, PlainSeal
from builders import NOON, an_id
from jobr_adapters.memory.identities import MemoryIdentities
from jobr_adapters.sms.memory import MemorySms
from jobr_adapters.sms.numbers import PhoneNumbers
from jobr_core.accounts.errors import (
    AccountDisabled,
    AccountLocked,
    CodeInvalid,
    CodesUsedUp,
    FreshSignInNeeded,
    IdentityTaken,
    NumberLocked,
    PhoneInvalid,
    TooManyCodes,
)
from jobr_core.accounts.model import Client, Language, Principal, SessionId, User
from jobr_core.accounts.one_time_codes import SEND_CODE, CodeMacs, SendPolicy
from jobr_core.accounts.phone_numbers import PhoneSubjects
from jobr_core.accounts.pseudonyms import Pseudonyms
from jobr_core.accounts.use_cases.admission import Admit
from jobr_core.accounts.use_cases.phone_sign_in import AskForCode, CodeAsked, SignInByPhone
from jobr_core.messages.errors import TextInDoubt, TextRefused, TextUnavailable
from jobr_core.messages.model import CodeText
from jobr_core.messages.ports import SmsSender
from jobr_core.messages.use_cases.texting import SendCode

PHONE, OTHER = "+919876543210", "+4915123456789"
THERE = Client(address="198.51.100.7", agent="another browser")
MINUTE = timedelta(minutes=1)


class Failing(SmsSender):
    """Fails as it is told, then keeps what it gets."""

    def __init__(self) -> None:
        self.fails: list[BaseException] = []
        self.tried: list[CodeText] = []

    async def __call__(self, text: CodeText) -> None:
        self.tried.append(text)
        if self.fails:
            raise self.fails.pop(0)


class Telephones(Accounts):
    """The stories of telephones beside those of accounts; tasks are done when they are asked
    for."""

    def __init__(self) -> None:
        super().__init__()
        self.sms: Any = MemorySms()
        self.codes = iter(f"{n:06d}" for n in range(100_000, 200_000))
        self.subjects = PhoneSubjects((PSEUDONYMS,))
        self.policy = SendPolicy()
        self.by_queue = False

    def ask(self) -> AskForCode:
        return AskForCode(
            begin=self.begin,
            read_phone=PhoneNumbers(),
            policy=self.policy,
            pseudonyms=PSEUDONYMS,
            seal=PlainSeal(),
            now=self.now,
            new_code_id=an_id,
        )

    def send(self) -> SendCode:
        return SendCode(
            begin=self.begin,
            sms=self.sms,
            seal=PlainSeal(),
            macs=CodeMacs(b"pepper"),
            new_code=lambda: next(self.codes),
            now=self.now,
        )

    def sign_in(self) -> SignInByPhone:
        admit = Admit(begin=self.begin, pseudonyms=PSEUDONYMS, now=self.now, new_id=an_id)
        return SignInByPhone(
            begin=self.begin,
            identities=MemoryIdentities(lambda: self.database.tables),
            admit=admit,
            prove=self.prove,
            policy=self.policy,
            pseudonyms=PSEUDONYMS,
            subjects=self.subjects,
            seal=PlainSeal(),
            macs=CodeMacs(b"pepper"),
            now=self.now,
        )

    async def enqueue(self, tasks: Any) -> None:
        await super().enqueue(tasks)
        for task in tasks:
            if task.kind == SEND_CODE and not self.by_queue:
                await self.send()(**task.ids)

    async def asked(
        self, phone: str = PHONE, client: Client = HERE, language: Language = Language.ENGLISH
    ) -> CodeAsked:
        return await self.ask()(phone=phone, country=None, language=language, client=client)

    async def brings(self, code_id: UUID, code: str, **more: Any) -> User:
        language = more.pop("language", Language.ENGLISH)
        return await self.sign_in()(
            code_id=code_id, code=code, client=HERE, language=language, **more
        )

    async def comes_by_phone(self, phone: str = PHONE, **more: Any) -> User:
        asked = await self.asked(phone)
        return await self.brings(asked.code_id, self.sms.sent[-1].code, **more)

    async def guesses(self, code_id: UUID, times: int) -> list[type[Exception]]:
        failures: list[type[Exception]] = []
        for _ in range(times):
            with pytest.raises((CodeInvalid, NumberLocked)) as failed:
                await self.brings(code_id, "wrong")
            failures.append(failed.type)
        return failures


@pytest.fixture
def jobr() -> Telephones:
    return Telephones()


async def test_a_number_opens_an_account_and_signs_in_to_it_again(jobr: Telephones) -> None:
    opened = await jobr.comes_by_phone(language=Language.GERMAN)
    assert (opened.email, opened.password_hash, opened.language) == (None, None, Language.GERMAN)
    jobr.at += MINUTE
    assert (await jobr.comes_by_phone()).id == opened.id
    assert (await jobr.comes_by_phone(OTHER)).id != opened.id
    assert jobr.told().count("user.registered") == 2
    assert jobr.told().count("otp.sent") == 3
    signed_in = await jobr.open(opened, client=HERE)
    assert signed_in.user.id == opened.id


async def test_who_asks_is_told_the_same_whether_or_not_there_is_an_account(
    jobr: Telephones,
) -> None:
    await jobr.comes_by_phone()
    jobr.at += timedelta(hours=2)
    known, unknown = await jobr.asked(PHONE), await jobr.asked(OTHER)
    assert [(one.expires_in, one.resend_after) for one in (known, unknown)] == [(300, 30)] * 2
    jobr.at += MINUTE
    known, unknown = await jobr.asked(PHONE), await jobr.asked(OTHER)
    assert [(one.expires_in, one.resend_after) for one in (known, unknown)] == [(300, 60)] * 2
    for phone in (PHONE, OTHER):
        with pytest.raises(TooManyCodes) as refused:
            await jobr.asked(phone)
        assert refused.value.retry_after == 60


async def test_the_code_comes_in_the_language_asked_for(jobr: Telephones) -> None:
    asked = await jobr.asked(language=Language.GERMAN)
    [text] = jobr.sms.sent
    assert (text.id, text.to.e164, text.language) == (asked.code_id, PHONE, Language.GERMAN)
    assert text.seconds == 300


async def test_neither_number_nor_code_is_kept_in_the_clear(jobr: Telephones) -> None:
    """The seal of this world is plain; what else is there tells nothing."""
    asked = await jobr.asked()
    kept = jobr.database.tables.one_time_codes[asked.code_id]
    shown = f"{kept.number} {kept.network} {kept.mac!r} {jobr.enqueued}"
    assert not any(secret in shown for secret in (PHONE, jobr.sms.sent[0].code, HERE.address))
    assert [set(task.ids) for task in jobr.enqueued] == [{"code_id"}]


async def test_a_code_is_good_once(jobr: Telephones) -> None:
    asked = await jobr.asked()
    code = jobr.sms.sent[0].code
    await jobr.brings(asked.code_id, f" {code} ")
    with pytest.raises(CodeInvalid):
        await jobr.brings(asked.code_id, code)


async def test_of_fifty_right_codes_at_once_one_opens_a_session(jobr: Telephones) -> None:
    asked = await jobr.asked()
    code = jobr.sms.sent[0].code

    async def signs_in() -> None:
        user = await jobr.brings(asked.code_id, code)
        await jobr.open(user, client=HERE)

    outcomes = await asyncio.gather(*(signs_in() for _ in range(50)), return_exceptions=True)
    assert [type(one) for one in outcomes if one is not None] == [CodeInvalid] * 49
    assert len(jobr.database.tables.sessions) == len(jobr.database.tables.users) == 1


async def test_five_wrong_ones_burn_a_code(jobr: Telephones) -> None:
    asked = await jobr.asked()
    assert await jobr.guesses(asked.code_id, 5) == [CodeInvalid] * 5
    with pytest.raises(CodeInvalid):
        await jobr.brings(asked.code_id, jobr.sms.sent[0].code)
    assert (jobr.told().count("otp.failed"), jobr.told().count("number.code_burned")) == (6, 1)


async def test_three_burned_ones_lock_the_number_for_a_while(jobr: Telephones) -> None:
    for last in (False, False, True):
        asked = await jobr.asked()
        failures = await jobr.guesses(asked.code_id, 5)
        assert failures == [CodeInvalid] * 4 + [NumberLocked if last else CodeInvalid]
        jobr.at += 2 * MINUTE
    with pytest.raises(NumberLocked) as locked:
        await jobr.asked()
    assert locked.value.retry_after == 13 * 60
    await jobr.asked(OTHER)
    jobr.at += 13 * MINUTE
    assert (await jobr.comes_by_phone()).email is None


async def test_whatever_is_wrong_with_a_code_the_answer_is_one(jobr: Telephones) -> None:
    first = await jobr.asked()
    jobr.at += MINUTE
    second = await jobr.asked()
    expired, good = jobr.sms.sent[1].code, jobr.sms.sent[0].code
    attempts = [(first.code_id, good), (second.code_id, "wrong"), (an_id(), expired)]
    for code_id, code in attempts:
        with pytest.raises(CodeInvalid):
            await jobr.brings(code_id, code)
    jobr.at += 5 * MINUTE
    with pytest.raises(CodeInvalid):
        await jobr.brings(second.code_id, expired)


async def test_a_code_of_another_number_or_challenge_is_wrong(jobr: Telephones) -> None:
    mine, theirs = await jobr.asked(), await jobr.asked(OTHER)
    for code_id, text in ((mine.code_id, jobr.sms.sent[1]), (theirs.code_id, jobr.sms.sent[0])):
        with pytest.raises(CodeInvalid):
            await jobr.brings(code_id, text.code)


async def test_ceilings_for_networks_and_for_all(jobr: Telephones) -> None:
    for n in range(10):
        await jobr.asked(f"+49151234567{n:02d}")
    with pytest.raises(TooManyCodes):
        await jobr.asked("+4915123456799")
    await jobr.asked("+4915123456799", client=THERE)
    jobr.policy = SendPolicy(most_in_all=11)
    with pytest.raises(CodesUsedUp):
        await jobr.asked(PHONE, client=THERE)


async def test_a_number_that_is_none_is_refused_before_anything_is_counted(
    jobr: Telephones,
) -> None:
    with pytest.raises(PhoneInvalid):
        await jobr.asked("+1 800 555 0123")
    assert jobr.database.tables.one_time_codes == {}


async def test_a_closed_account_is_not_entered_by_phone(jobr: Telephones) -> None:
    user = await jobr.comes_by_phone()
    async with jobr.begin() as work:
        await work.users.change(replace(user, disabled_at=NOON))
        await work.commit()
    jobr.at += MINUTE
    with pytest.raises(AccountDisabled):
        await jobr.comes_by_phone()


async def test_who_guessed_at_the_password_does_not_come_in_by_phone(jobr: Telephones) -> None:
    await jobr.ada()
    _, ada = await jobr.signed_in()
    await jobr.comes_by_phone(linking=ada)
    await jobr.fails(5)
    jobr.at += MINUTE
    with pytest.raises(AccountLocked):
        await jobr.comes_by_phone()


async def test_the_number_of_an_account_that_is_gone_opens_another(jobr: Telephones) -> None:
    user = await jobr.comes_by_phone()
    jobr.database.tables.forget_user(user.id)
    jobr.at += MINUTE
    assert (await jobr.comes_by_phone()).id != user.id


async def test_a_number_is_added_to_an_account_by_its_owner(jobr: Telephones) -> None:
    await jobr.ada()
    _, ada = await jobr.signed_in()
    user = await jobr.comes_by_phone(linking=ada)
    assert (user.id, user.email) == (ada.user_id, EMAIL)
    jobr.at += MINUTE
    assert (await jobr.comes_by_phone()).id == ada.user_id
    assert jobr.told().count("user.identity_linked") == 1


async def test_a_number_of_somebody_else_is_not_added(jobr: Telephones) -> None:
    await jobr.comes_by_phone()
    await jobr.ada()
    _, ada = await jobr.signed_in()
    jobr.at += MINUTE
    with pytest.raises(IdentityTaken):
        await jobr.comes_by_phone(linking=ada)


async def test_a_stolen_access_token_adds_no_way_in(jobr: Telephones) -> None:
    await jobr.ada()
    _, ada = await jobr.signed_in()
    jobr.at += 11 * MINUTE
    asked = await jobr.asked()
    code = jobr.sms.sent[0].code
    with pytest.raises(FreshSignInNeeded):
        await jobr.brings(asked.code_id, code, linking=ada)
    added = await jobr.brings(asked.code_id, code, linking=ada, password=PASSWORD)
    assert added.id == ada.user_id


async def test_who_has_signed_out_meanwhile_adds_nothing(jobr: Telephones) -> None:
    user = await jobr.ada()
    gone = Principal(user_id=user.id, role=user.role, session_id=SessionId(an_id()))
    asked = await jobr.asked()
    with pytest.raises(Exception, match="access token"):
        await jobr.brings(asked.code_id, jobr.sms.sent[0].code, linking=gone)
    kept = jobr.database.tables.one_time_codes[asked.code_id]
    assert kept.tries_left == 5


async def test_a_key_put_in_front_shuts_nobody_out(jobr: Telephones) -> None:
    user = await jobr.comes_by_phone()
    jobr.subjects = PhoneSubjects((Pseudonyms(b"new"), PSEUDONYMS))
    jobr.at += MINUTE
    assert (await jobr.comes_by_phone()).id == user.id


class TestSending:
    @pytest.fixture
    def sms(self, jobr: Telephones) -> Failing:
        sms = Failing()
        jobr.sms, jobr.by_queue = sms, True
        return sms

    async def test_one_request_is_one_message(self, jobr: Telephones, sms: Failing) -> None:
        asked = await jobr.asked()
        for _ in range(3):
            await jobr.send()(code_id=asked.code_id)
        assert len(sms.tried) == 1
        assert jobr.told().count("otp.sent") == 1

    @pytest.mark.parametrize("error", [TextUnavailable, TextRefused, asyncio.CancelledError])
    async def test_what_was_not_taken_is_sent_again_with_another_code(
        self, jobr: Telephones, sms: Failing, error: type[BaseException]
    ) -> None:
        asked = await jobr.asked()
        sms.fails = [error()]
        with pytest.raises(error):
            await jobr.send()(code_id=asked.code_id)
        assert "otp.sent" not in jobr.told()
        await jobr.send()(code_id=asked.code_id)
        lost, sent = sms.tried
        assert lost.code != sent.code
        with pytest.raises(CodeInvalid):
            await jobr.brings(asked.code_id, lost.code)
        await jobr.brings(asked.code_id, sent.code)

    async def test_what_may_have_been_taken_stays_good_and_is_not_sent_again(
        self, jobr: Telephones, sms: Failing
    ) -> None:
        asked = await jobr.asked()
        sms.fails = [TextInDoubt()]
        for _ in range(2):
            with pytest.raises(TextInDoubt):
                await jobr.send()(code_id=asked.code_id)
        [text] = sms.tried
        await jobr.brings(asked.code_id, text.code)
        await jobr.send()(code_id=asked.code_id)
        assert len(sms.tried) == 1

    async def test_what_comes_too_late_is_not_sent(self, jobr: Telephones, sms: Failing) -> None:
        first = await jobr.asked()
        jobr.at += MINUTE
        second = await jobr.asked()
        await jobr.send()(code_id=first.code_id)
        jobr.at += 4 * MINUTE
        await jobr.send()(code_id=second.code_id)
        assert [(text.id, text.seconds) for text in sms.tried] == [(second.code_id, 60)]
        jobr.at += 10 * MINUTE
        third = await jobr.asked()
        jobr.at += 5 * MINUTE
        await jobr.send()(code_id=third.code_id)
        await jobr.send()(code_id=an_id())
        assert len(sms.tried) == 1

    async def test_whoever_guesses_before_it_is_sent_burns_it(
        self, jobr: Telephones, sms: Failing
    ) -> None:
        asked = await jobr.asked()
        await jobr.guesses(asked.code_id, 5)
        await jobr.send()(code_id=asked.code_id)
        assert sms.tried == []


async def test_what_is_a_day_old_is_forgotten(jobr: Telephones) -> None:
    await jobr.asked()
    jobr.at += timedelta(days=1)
    await jobr.asked()
    jobr.at += MINUTE
    await jobr.forget()
    assert len(jobr.database.tables.one_time_codes) == 1
