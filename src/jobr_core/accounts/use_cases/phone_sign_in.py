"""A person signs in by telephone: a code is sent to it, and brought back."""

from dataclasses import dataclass
from uuid import UUID

from jobr_core.accounts.clients import network_of, program_of
from jobr_core.accounts.errors import (
    CodeInvalid,
    IdentityUnknown,
    NumberLocked,
    OneTimeCodeUnknown,
)
from jobr_core.accounts.linking import ProvedIdentity
from jobr_core.accounts.lockout import seconds_until
from jobr_core.accounts.model import Client, Language, Principal, User
from jobr_core.accounts.one_time_codes import (
    HOUR,
    LIFETIME,
    SEND_CODE,
    CodeMacs,
    CodePurpose,
    OneTimeCode,
    SendPolicy,
)
from jobr_core.accounts.phone_numbers import PROVIDER, TELEPHONE, PhoneNumber, PhoneSubjects
from jobr_core.accounts.ports import (
    AdmitProved,
    BeginUsersWork,
    Identities,
    ProveOwner,
    ReadPhone,
    Seal,
    UsersWork,
)
from jobr_core.accounts.pseudonyms import Pseudonyms
from jobr_core.events.catalogue import NumberCodeBurned, OtpFailed
from jobr_core.shared.clock import Clock
from jobr_core.shared.ids import IdSource


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeAsked:
    """What whoever asked for a code is told, whether or not the number has an account: what names
    it, and seconds."""

    code_id: UUID
    expires_in: int
    resend_after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForCode:
    """Has a code sent. Whether the number has an account is not even looked up.

    Raises PhoneInvalid, PhoneCountryRefused, NumberLocked, TooManyCodes, CodesUsedUp.
    """

    begin: BeginUsersWork
    read_phone: ReadPhone
    policy: SendPolicy
    pseudonyms: Pseudonyms
    seal: Seal
    now: Clock
    new_code_id: IdSource
    """Not in order of time: whoever has a code must not guess what names it."""

    async def __call__(
        self, *, phone: str, country: str | None, language: Language, client: Client
    ) -> CodeAsked:
        number, now, code_id = self.read_phone(phone, country), self.now(), self.new_code_id()
        code = OneTimeCode(
            id=code_id,
            purpose=CodePurpose.SIGN_IN,
            number=self.pseudonyms(number.e164),
            sealed=self.seal.seal(number.e164.encode(), bound_to=str(code_id)),
            network=self.pseudonyms(network_of(client)),
            language=language,
            created_at=now,
        )
        async with self.begin() as work:
            asked = await work.one_time_codes.asked(code.number, code.network, now)
            self.policy.ensure_may_ask(asked, now)
            await work.one_time_codes.keep(code)
            work.tasks.enqueue(SEND_CODE, code_id=code_id)
            await work.commit()
        lately = sum(now < before.created_at + HOUR for before in asked.for_number)
        return CodeAsked(
            code_id=code_id,
            expires_in=int(LIFETIME.total_seconds()),
            resend_after=int(self.policy.pause_after(lately + 1).total_seconds()),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInByPhone:
    """Whose account it is that somebody brought a code for, found, opened, or of who is signed in
    already; no session is opened. Who links shows first that they are the owner: a stolen access
    token makes no way in of its own.

    Raises CodeInvalid alike for what is wrong, used, superseded, expired or was never asked for;
    NumberLocked; what ProveOwner and AdmitProved raise.
    """

    begin: BeginUsersWork
    identities: Identities
    admit: AdmitProved
    prove: ProveOwner
    policy: SendPolicy
    pseudonyms: Pseudonyms
    subjects: PhoneSubjects
    seal: Seal
    macs: CodeMacs
    now: Clock

    async def __call__(
        self,
        *,
        code_id: UUID,
        code: str,
        client: Client,
        language: Language,
        linking: Principal | None = None,
        password: str | None = None,
    ) -> User:
        if linking is not None:
            await self.prove(linking, password=password, client=client)
        number = await self._number(code_id, code.strip(), client)
        proved = ProvedIdentity(
            provider=PROVIDER, issuer=TELEPHONE, subject=await self._subject(number)
        )
        session_id = linking.session_id if linking else None
        return await self.admit(proved, linking=session_id, language=language)

    async def _number(self, code_id: UUID, code: str, client: Client) -> PhoneNumber:
        """A failure is kept before it is told."""
        now = self.now()
        async with self.begin() as work:
            try:
                kept = await work.one_time_codes.by_id(code_id)
            except OneTimeCodeUnknown as error:
                self._tell_failure(work, code_id, client)
                await work.commit()
                raise CodeInvalid from error
            number = PhoneNumber(self.seal.open(kept.sealed, bound_to=str(kept.id)).decode())
            mac = self.macs(number, CodePurpose.SIGN_IN, str(kept.id), code)
            tried = await work.one_time_codes.attempt(kept.id, mac, now)
            if tried is None or tried.used_at is None:
                refusal = await self._failed(work, tried or kept, client, burns=tried is not None)
                await work.commit()
                raise refusal
            await work.commit()
        return number

    async def _failed(
        self, work: UsersWork, code: OneTimeCode, client: Client, *, burns: bool
    ) -> CodeInvalid | NumberLocked:
        self._tell_failure(work, code.id, client)
        if burns and code.is_burned:
            work.events.record(NumberCodeBurned(number_id=UUID(code.number[:32]), otp_id=code.id))
        now = self.now()
        locked_until = self.policy.locked_until(
            await work.one_time_codes.for_number(code.number, now)
        )
        if locked_until is not None and now < locked_until:
            return NumberLocked(retry_after=seconds_until(locked_until, now))
        return CodeInvalid()

    def _tell_failure(self, work: UsersWork, code_id: UUID, client: Client) -> None:
        work.events.record(
            OtpFailed(
                otp_id=code_id,
                source_id=self.pseudonyms.uuid(network_of(client)),
                agent_id=self.pseudonyms.uuid(program_of(client)),
            )
        )

    async def _subject(self, number: PhoneNumber) -> str:
        """The one an account is known by already, under whichever key."""
        subjects = self.subjects(number)
        for subject in subjects:
            try:
                return (await self.identities.by_subject(TELEPHONE, subject)).subject
            except IdentityUnknown:
                continue
        return subjects[0]
