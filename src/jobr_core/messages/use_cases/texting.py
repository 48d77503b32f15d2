"""People are sent codes by short message."""

from dataclasses import dataclass
from uuid import UUID

from jobr_core.accounts.errors import OneTimeCodeUnknown
from jobr_core.accounts.one_time_codes import CodeMacs, OneTimeCode
from jobr_core.accounts.phone_numbers import PhoneNumber
from jobr_core.accounts.ports import BeginUsersWork, NewCode, Seal
from jobr_core.events.catalogue import OtpSent
from jobr_core.messages.errors import TextInDoubt
from jobr_core.messages.model import CodeText
from jobr_core.messages.ports import SmsSender
from jobr_core.shared.clock import Clock


@dataclass(frozen=True, slots=True)
class Sending:
    """A code that was claimed, and the message it goes out in."""

    kept: OneTimeCode
    mac: bytes
    text: CodeText


@dataclass(frozen=True, slots=True, kw_only=True)
class SendCode:
    """Makes a code and sends it, at most once unless the provider failed; nothing where another was
    asked for meanwhile or its time is over.

    Where Jobr is killed or the provider goes away with it, it may have gone out: it stays good and
    is not sent again. Raises TextUnavailable, TextRefused, TextInDoubt.
    """

    begin: BeginUsersWork
    sms: SmsSender
    seal: Seal
    macs: CodeMacs
    new_code: NewCode
    now: Clock

    async def __call__(self, *, code_id: UUID) -> None:
        sending = await self._claimed(code_id)
        if sending is None:
            return
        try:
            await self.sms(sending.text)
        except TextInDoubt:
            raise
        except BaseException:  # a cancellation too
            await self._take_back(sending)
            raise
        async with self.begin() as work:
            await work.one_time_codes.settle(code_id, self.now())
            source_id = UUID(sending.kept.network[:32])
            work.events.record(OtpSent(otp_id=code_id, source_id=source_id))
            await work.commit()

    async def _claimed(self, code_id: UUID) -> Sending | None:
        now = self.now()
        async with self.begin() as work:
            try:
                kept = await work.one_time_codes.by_id(code_id)
            except OneTimeCodeUnknown:
                return None
            if kept.sent_at is not None or not kept.is_live(now):
                return None
            sending = self._made(kept)
            if not await work.one_time_codes.claim(code_id, sending.mac, now):
                raise TextInDoubt
            await work.commit()
        return sending

    def _made(self, kept: OneTimeCode) -> Sending:
        code = self.new_code()
        number = PhoneNumber(self.seal.open(kept.sealed, bound_to=str(kept.id)).decode())
        text = CodeText(
            id=kept.id,
            to=number,
            code=code,
            language=kept.language,
            seconds=int((kept.expires_at - self.now()).total_seconds()),
        )
        return Sending(kept, self.macs(number, kept.purpose, str(kept.id), code), text)

    async def _take_back(self, sending: Sending) -> None:
        async with self.begin() as work:
            await work.one_time_codes.release(sending.kept.id, sending.mac)
            await work.commit()
