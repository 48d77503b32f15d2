"""The promise of SmsSender, kept by every implementation; and what each of them does beside it."""

import asyncio
import re
from collections.abc import AsyncIterator

import pytest
from http_servers import HANGS
from sms_servers import (
    FROM,
    HALF,
    HOST,
    NUMBER,
    SERVICE,
    Console,
    Phone,
    Received,
    Twilio,
    a_text,
    a_twilio,
)

from jobr_adapters.sms.memory import MemorySms
from jobr_adapters.sms.twilio import TwilioSms
from jobr_adapters.sms.wording import worded
from jobr_core.accounts.model import Language
from jobr_core.messages.errors import TextInDoubt, TextRefused, TextUnavailable

# GSM 03.38, as far as it is written here: a message outside of it costs twice and more.
GSM_7 = re.compile(r"[A-Za-z0-9 \n@.,:#äöüÄÖÜß'-]*")


class Memory:
    def __init__(self) -> None:
        self.sender = MemorySms()

    def received(self) -> list[Received]:
        return [Received(text.to.e164, worded(text, HOST)) for text in self.sender.sent]


@pytest.fixture
async def twilio() -> AsyncIterator[Twilio]:
    async with a_twilio() as server:
        yield server


class SmsSenderContract:
    @pytest.mark.parametrize("language", Language)
    async def test_a_code_arrives(self, phone: Phone, language: Language) -> None:
        await phone.sender(a_text(language))
        await phone.sender(a_text(language, code="999999"))
        first, second = phone.received()
        assert first.to in (NUMBER.e164, str(NUMBER))
        assert first.body == worded(a_text(language), HOST)
        assert second.body == worded(a_text(language, code="999999"), HOST)


class TestTwilioSms(SmsSenderContract):
    @pytest.fixture
    def phone(self, twilio: Twilio) -> Phone:
        return twilio


class TestConsoleSms(SmsSenderContract):
    @pytest.fixture
    def phone(self, capsys: pytest.CaptureFixture[str]) -> Phone:
        return Console(capsys)


class TestMemorySms(SmsSenderContract):
    @pytest.fixture
    def phone(self) -> Phone:
        return Memory()


@pytest.mark.parametrize("language", Language)
def test_a_code_is_one_short_message_that_browsers_understand(language: Language) -> None:
    text = worded(a_text(language), HOST)
    assert len(text) <= 160
    assert GSM_7.fullmatch(text)
    assert text.startswith("012345 ")
    assert text.splitlines()[-1] == f"@{HOST} #012345"
    assert text.count("\n") == 2


async def test_the_console_shows_no_number(capsys: pytest.CaptureFixture[str]) -> None:
    await Console(capsys).sender(a_text())
    written = capsys.readouterr().out
    assert "SMS to: +91******3210\n" in written
    assert "98765" not in written


async def test_twilio_is_asked_as_it_wants_to_be(twilio: Twilio) -> None:
    await twilio.sender(a_text())
    [form], [head] = twilio.forms, twilio.heads
    assert form == {
        "To": "+919876543210",
        "From": FROM,
        "Body": worded(a_text(), HOST),
        "ValidityPeriod": "300",
    }
    assert "\r\ncontent-type: application/x-www-form-urlencoded\r\n" in head.lower()


async def test_a_messaging_service_may_send(twilio: Twilio) -> None:
    await twilio.sender_with(sender=SERVICE)(a_text())
    [form] = twilio.forms
    assert (form["MessagingServiceSid"], "From" in form) == (SERVICE, False)


@pytest.mark.parametrize("code", [21211, 21610, 21614, 21408])
async def test_what_is_wrong_with_the_number_is_final(twilio: Twilio, code: int) -> None:
    twilio.answer, twilio.code = 400, code
    with pytest.raises(TextRefused) as refused:
        await twilio.sender(a_text())
    assert str(code) in str(refused.value)


async def test_what_it_took_and_lost_is_final(twilio: Twilio) -> None:
    twilio.lost = True
    with pytest.raises(TextRefused, match="30003"):
        await twilio.sender(a_text())


@pytest.mark.parametrize("status", [429, 500, 502, 503])
async def test_what_passes_is_tried_again(twilio: Twilio, status: int) -> None:
    twilio.answer, twilio.code = status, 20429
    with pytest.raises(TextUnavailable, match="busy"):
        await twilio.sender(a_text())


@pytest.mark.parametrize("code", [21606, 21703])
async def test_what_the_operator_can_mend_is_tried_again(twilio: Twilio, code: int) -> None:
    twilio.answer, twilio.code = 400, code
    with pytest.raises(TextUnavailable, match="TWILIO_FROM"):
        await twilio.sender(a_text())


@pytest.mark.parametrize("wrong", [{"token": "wrong"}, {"account": "AC1"}])
async def test_a_wrong_account_is_named(twilio: Twilio, wrong: dict[str, str]) -> None:
    with pytest.raises(TextUnavailable, match="TWILIO_ACCOUNT_SID"):
        await twilio.sender_with(**wrong)(a_text())  # type: ignore[arg-type]
    assert twilio.forms == []


async def test_another_server_is_named(twilio: Twilio) -> None:
    twilio.answer = (
        "HTTP/1.1 302 Found\r\nLocation: https://evil.example/\r\nContent-Length: 0\r\n\r\n"
    )
    with pytest.raises(TextUnavailable, match="TWILIO_API_BASE"):
        await twilio.sender(a_text())


async def test_what_cannot_be_reached_has_taken_nothing(twilio: Twilio) -> None:
    nowhere = TwilioSms("AC1", "x", FROM, host=HOST, base="http://127.0.0.1:9", seconds=1)
    with pytest.raises(TextUnavailable):
        await nowhere(a_text())


@pytest.mark.parametrize("answer", ["", HALF])
async def test_what_goes_away_with_it_leaves_doubt(twilio: Twilio, answer: str) -> None:
    twilio.answer = answer
    with pytest.raises(TextInDoubt):
        await twilio.sender(a_text())


async def test_what_does_not_answer_leaves_doubt(twilio: Twilio) -> None:
    twilio.answer = HANGS
    with pytest.raises(TextInDoubt):
        await twilio.sender_with(seconds=0.3)(a_text())


async def test_who_is_interrupted_meanwhile_leaves_doubt(twilio: Twilio) -> None:
    twilio.answer = HANGS
    sending = asyncio.ensure_future(twilio.sender(a_text()))
    await twilio.has_message.wait()
    sending.cancel()
    with pytest.raises(TextInDoubt):
        await sending


@pytest.mark.parametrize(
    "said",
    [
        "HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\n[[[[[",
        "HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n[]",
        "HTTP/1.1 201 Created\r\nContent-Length: 9\r\n\r\n{",
    ],
)
async def test_whatever_it_says_after_201_it_has_the_message(twilio: Twilio, said: str) -> None:
    twilio.answer = said
    await twilio.sender(a_text())


@pytest.mark.parametrize("answer", [400, 401, 429, 500, "", HALF])
async def test_no_failure_tells_number_code_or_token(twilio: Twilio, answer: int | str) -> None:
    twilio.answer = answer
    with pytest.raises((TextRefused, TextUnavailable, TextInDoubt)) as failed:
        await twilio.sender(a_text())
    assert not re.search(r"9876543|012345|not-a-real", str(failed.value))
