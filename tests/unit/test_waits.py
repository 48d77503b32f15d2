"""Every use case, walked with recording ports: outside waits happen outside transactions."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import pytest
from dependency_injector import providers

from builders import BACKEND_CV, NOON
from jobr_adapters.memory.unit_of_work import MemoryUnitOfWork
from jobr_adapters.wiring.background import connect_inline
from jobr_adapters.wiring.container import Container
from jobr_adapters.wiring.outside import Outside, run_in_thread, utc_now
from jobr_adapters.wiring.settings import Settings
from jobr_adapters.wiring.storages import MemoryStorage
from jobr_core.accounts.errors import (
    AdminOnly,
    CodeInvalid,
    CodeWrong,
    NoSecondFactor,
    ResetTokenInvalid,
    VerificationTokenInvalid,
    WrongCredentials,
)
from jobr_core.accounts.identities import LastIdentity
from jobr_core.accounts.linking import ProvedIdentity
from jobr_core.accounts.model import Client, Language, Role, UserId
from jobr_core.accounts.ports import OutsideService
from jobr_core.accounts.sign_in_flows import Exchange
from jobr_core.accounts.use_cases.outside_sign_in import Return
from jobr_core.cvs.use_cases.editing import Changes
from jobr_core.events.model import START
from jobr_core.events.subscribers import Period
from jobr_core.jobs.errors import AddressRefused
from jobr_core.jobs.imports import PostingsContent
from jobr_core.jobs.search import PostingSearch
from jobr_core.matching.model import ReceiptOfMatch
from jobr_core.matching.preferences import Preferences
from jobr_core.messages.model import Template
from wired import USE_CASES

HERE = Client(address="192.0.2.1", agent="a browser")
POSTINGS = b'[{"title": "Backend Engineer", "company": "Acme", "description": "Python"}]'
PROVED: Final = ProvedIdentity(provider="acme", issuer="https://acme.example", subject="1")
WAITING_PORTS: Final = ("hasher", "documents", "scan", "mail", "sms", "aside", "stream", "fetch")
"""What a use case may have to wait for: slow work, other processes, other machines."""


@dataclass
class Record:
    """Units of work open now, and what was called while how many were."""

    open: int = 0
    calls: list[tuple[str, int]] = field(default_factory=list)


class WatchedUnitOfWork(MemoryUnitOfWork):
    record: Record

    async def __aenter__(self) -> Self:
        entered = await super().__aenter__()
        self.record.open += 1
        return entered

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.record.open -= 1
        await super().__aexit__(kind, error, trace)


class Vouching(OutsideService):
    """For Ada, whose address is not its own."""

    async def address(self, *, state: str, exchange: Exchange) -> str:
        return state

    async def redeem(self, code: str, *, issuer: str | None, exchange: Exchange) -> ProvedIdentity:
        return ProvedIdentity(provider="acme", issuer="https://acme.example", subject=code)


class Watched:
    """A port that records each call on it and passes it on."""

    def __init__(self, name: str, port: Any, record: Record) -> None:
        self._name, self._port, self._record = name, port, record

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        self._record.calls.append((self._name, self._record.open))
        return self._port(*arguments, **named)

    def __getattr__(self, method: str) -> Any:
        return Watched(self._name, getattr(self._port, method), self._record)


@pytest.fixture
def record() -> Record:
    return Record()


@pytest.fixture
def jobr(tmp_path: Path, record: Record) -> Container:
    settings = Settings(jobr_home=tmp_path, database_url=None, jwt_secret=None)
    outside = Outside(settings=settings)
    for name in WAITING_PORTS:
        port = run_in_thread if name == "aside" else getattr(outside, name)()
        getattr(outside, name).override(providers.Object(Watched(name, port, record)))
    services = {"acme": Watched("sign_in_services", Vouching(), record)}
    outside.sign_in_services.override(providers.Object(services))
    storage = MemoryStorage(outside=outside)
    WatchedUnitOfWork.record = record
    storage.originals.override(providers.Object(Watched("originals", storage.originals(), record)))
    storage.work.override(
        providers.Factory(
            WatchedUnitOfWork, storage.database, now=outside.now, new_id=outside.new_id
        )
    )
    container = Container(settings=settings, outside=outside, storage=storage)
    connect_inline(container)
    return container


class Walk:
    """One person's story, through every use case there is."""

    def __init__(self, jobr: Container) -> None:
        self.jobr = jobr
        self.storage = jobr.storage
        self.tokens = jobr.signing.tokens()
        self.stories: dict[str, Callable[[], Awaitable[Any]]] = {
            "register": self.register,
            "log_in": self.log_in,
            "unlock": lambda: self.jobr.accounts.unlock()(user_id=self.user.id),
            "forget_ended_sign_ins": self.jobr.sign_in.forget_ended_sign_ins(),
            "forget_quiet_clients": self.jobr.sign_in.forget_quiet_clients(),
            "open_session": self.open_session,
            "refresh_session": self.refresh_session,
            "ensure_admin": self.ensure_admin,
            "show_second_factor": lambda: self.jobr.sign_in.show_second_factor()(self.user.id),
            "enrol_second_factor": lambda: self.jobr.sign_in.enrol_second_factor()(
                self.principal, password=None, client=HERE
            ),
            "confirm_second_factor": self.confirm_second_factor,
            "give_second_factor": self.give_second_factor,
            "renew_recovery_codes": self.renew_recovery_codes,
            "remove_second_factor": self.remove_second_factor,
            "lift_second_factor": self.lift_second_factor,
            "ensure_signed_in": lambda: self.jobr.sign_in.ensure_signed_in()(self.principal),
            "prove_owner": lambda: self.jobr.sign_in.prove_owner()(
                self.principal, password="long enough", client=HERE
            ),
            "change_password": lambda: self.jobr.accounts.change_password()(
                self.principal, current="long enough", new="another engine", client=HERE
            ),
            "ask_for_reset": lambda: self.jobr.accounts.ask_for_reset()(email="ada@example.org"),
            "reset_password": self.reset_password,
            "ask_for_verification": lambda: self.jobr.accounts.ask_for_verification()(
                self.principal
            ),
            "verify_email": self.verify_email,
            "ask_for_code": self.ask_for_code,
            "send_code": self.send_code,
            "sign_in_by_phone": self.sign_in_by_phone,
            "change_profile": lambda: self.jobr.accounts.change_profile()(
                self.user.id, full_name="Ada"
            ),
            "end_sessions": lambda: self.jobr.sign_in.end_sessions()(self.user.id),
            "rotate_keys": self.jobr.sign_in.rotate_keys(),
            "list_keys": self.jobr.sign_in.list_keys(),
            "find_user": lambda: self.jobr.accounts.find_user()(email="ada@example.org"),
            "set_role": lambda: self.jobr.accounts.set_role()(
                email="ada@example.org", role=Role.ADMIN
            ),
            "disable": lambda: self.jobr.accounts.disable()(email="ada@example.org"),
            "enable": lambda: self.jobr.accounts.enable()(email="ada@example.org"),
            "review_sign_ins": self.jobr.events.review_sign_ins(),
            "upload_cv": self.upload,
            "read_cv": lambda: self.jobr.cvs.read_cv()(self.user.id, BACKEND_CV.encode(), "cv.txt"),
            "read_queued_cv": lambda: self.jobr.cvs.read_queued_cv()(
                user_id=self.user.id, cv_id=self.cv.id
            ),
            "reparse_cv": lambda: self.jobr.cvs.reparse_cv()(owner=self.user.id, cv_id=self.cv.id),
            "change_cv": lambda: self.jobr.cvs.change_cv()(
                owner=self.user.id,
                cv_id=self.cv.id,
                changes=Changes(profile={"basics": {"name": "Ada Lovelace"}}, make_default=True),
            ),
            "restore_cv": lambda: self.jobr.cvs.change_cv()(
                owner=self.user.id, cv_id=self.cv.id, changes=Changes(restore=2)
            ),
            "download_original": lambda: self.jobr.cvs.download_original()(
                owner=self.user.id, cv_id=self.cv.id
            ),
            "import_postings": lambda: self.jobr.jobs.import_postings()(
                PostingsContent(file=BytesIO(POSTINGS))
            ),
            "import_from_address": self.import_from_address,
            "search_postings": lambda: self.jobr.jobs.search_postings()(
                PostingSearch(words="python")
            ),
            "add_posting": self.add_posting,
            "change_posting": lambda: self.jobr.jobs.change_posting()(
                self.posting.id, {"title": "C"}
            ),
            "remove_posting": lambda: self.jobr.jobs.remove_posting()(self.posting.id),
            "expire_postings": self.jobr.jobs.expire_postings(),
            "reindex_postings": self.jobr.jobs.reindex_postings(),
            "prepare_search_months": self.jobr.jobs.prepare_search_months(),
            "rank_postings": lambda: self.jobr.matching.rank_postings()(owner=self.user.id),
            "explain_match": self.explain,
            "read_asker": lambda: self.jobr.matching.read_asker()(self.user.id),
            "find_best": self.find_best,
            "search_matches": lambda: self.jobr.matching.search_matches()(
                PostingSearch(words="python"), owner=self.user.id
            ),
            "score_postings": lambda: self.jobr.matching.score_postings()(
                self.cv.cv, [self.posting], Preferences()
            ),
            "give_feedback": lambda: self.jobr.matching.give_feedback()(
                owner=self.user.id, posting_id=self.match.job_id, liked=True
            ),
            "take_back_feedback": lambda: self.jobr.matching.take_back_feedback()(
                owner=self.user.id
            ),
            "state_preferences": lambda: self.jobr.matching.state_preferences()(
                owner=self.user.id, preferences=Preferences(remote=True)
            ),
            "rematch_user": lambda: self.jobr.matching.rematch_user()(user_id=self.user.id),
            "rematch_due": self.rematch_due,
            "rematch_all": self.jobr.matching.rematch_all(),
            "ask_for_rematch_all": self.jobr.matching.ask_for_rematch_all(),
            "notice_concerned": lambda: self.jobr.matching.notice_concerned()([]),
            "verify_receipt": self.verify,
            "compute_new_features": lambda: self.jobr.matching.compute_new_features()([]),
            "ensure_features": self.jobr.matching.ensure_features(),
            "refresh_features": self.jobr.matching.refresh_features(),
            "remove_cv": lambda: self.jobr.cvs.remove_cv()(owner=self.user.id, cv_id=self.cv.id),
            "sweep_originals": self.jobr.cvs.sweep_originals(),
            "send_message": self.welcome_again,
            "subscribe": self.jobr.events.subscribe(),
            "review_subscribers": self.jobr.events.review_subscribers(),
            "start_replay": lambda: self.jobr.events.start_replay()(
                subscriber="daily_counts", period=Period(since=NOON)
            ),
            "count_replay": lambda: self.jobr.events.count_replay()(subscriber="daily_counts"),
            "retry_parked": lambda: self.jobr.events.retry_parked()(subscriber="daily_counts"),
            "prepare_event_months": self.jobr.events.prepare_event_months(),
            "forget_ended_tasks": self.jobr.upkeep.forget_ended_tasks(),
            "forget_idempotency_keys": self.jobr.upkeep.forget_idempotency_keys(),
            "start_sign_in": self.start_sign_in,
            "finish_sign_in": self.finish_sign_in,
            "admit": lambda: self.jobr.sign_in.admit()(
                PROVED, linking=self.principal.session_id, language=Language.ENGLISH
            ),
            "remove_identity": self.remove_identity,
            "tell_preferences": lambda: self.jobr.matching.tell_preferences()(self.user.id),
            "tell_match_run": lambda: self.jobr.matching.tell_match_run()(self.user.id),
            "tell_cvs": lambda: self.whole(self.jobr.cvs.tell_cvs()),
            "tell_originals": lambda: self.whole(self.jobr.cvs.tell_originals()),
            "tell_feedback": lambda: self.whole(self.jobr.matching.tell_feedback()),
            "tell_matches": lambda: self.whole(self.jobr.matching.tell_matches()),
            "export_personal_data": lambda: self.whole(self.jobr.accounts.export_personal_data()),
            "originals_of": self.remove_originals,
            "delete_account": self.delete_account,
        }

    async def register(self) -> None:
        self.user = await self.jobr.accounts.register()(
            email="ada@example.org", password="long enough"
        )

    async def log_in(self) -> None:
        for password in ("wrong password", "long enough"):
            with suppress(WrongCredentials):
                await self.jobr.sign_in.log_in()(
                    email="ada@example.org", password=password, client=HERE
                )

    async def open_session(self) -> None:
        self.signed_in = await self.jobr.sign_in.open_session()(self.user, client=HERE)
        self.principal = await self.tokens.read(self.signed_in.access.value)

    async def ensure_admin(self) -> None:
        with pytest.raises(AdminOnly):
            await self.jobr.sign_in.ensure_admin()(self.principal, changing=True)

    async def confirm_second_factor(self) -> None:
        with pytest.raises(CodeWrong):
            await self.jobr.sign_in.confirm_second_factor()(self.principal, code="no code")

    async def give_second_factor(self) -> None:
        with pytest.raises(NoSecondFactor):
            await self.jobr.sign_in.give_second_factor()(self.principal, code="000000")

    async def renew_recovery_codes(self) -> None:
        with pytest.raises(NoSecondFactor):
            await self.jobr.sign_in.renew_recovery_codes()(
                self.principal, password=None, client=HERE
            )

    async def remove_second_factor(self) -> None:
        with pytest.raises(NoSecondFactor):
            await self.jobr.sign_in.remove_second_factor()(
                self.principal, password=None, client=HERE
            )

    async def lift_second_factor(self) -> None:
        with pytest.raises(NoSecondFactor):
            await self.jobr.sign_in.lift_second_factor()(email="ada@example.org")

    async def reset_password(self) -> None:
        with pytest.raises(ResetTokenInvalid):
            await self.jobr.accounts.reset_password()(token="made up", new="another engine")

    async def ask_for_code(self) -> None:
        self.code = await self.jobr.sign_in.ask_for_code()(
            phone="+919876543210", country=None, language=Language.ENGLISH, client=HERE
        )

    async def send_code(self) -> None:
        await self.jobr.messages.send_code()(code_id=self.code.code_id)

    async def sign_in_by_phone(self) -> None:
        with pytest.raises(CodeInvalid):
            await self.jobr.sign_in.sign_in_by_phone()(
                code_id=self.code.code_id, code="no code", client=HERE, language=Language.ENGLISH
            )

    async def verify_email(self) -> None:
        with pytest.raises(VerificationTokenInvalid):
            await self.jobr.accounts.verify_email()(token="made up")

    async def refresh_session(self) -> None:
        self.signed_in = await self.jobr.sign_in.refresh_session()(self.signed_in.refresh_token)

    async def upload(self) -> None:
        self.cv = await self.jobr.cvs.upload_cv()(
            owner=self.user.id, file_name="cv.txt", content=BACKEND_CV.encode()
        )

    async def import_from_address(self) -> None:
        with pytest.raises(AddressRefused):
            await self.jobr.jobs.import_from_address()("http://127.0.0.1/jobs.json")

    async def add_posting(self) -> None:
        self.posting = await self.jobr.jobs.add_posting()({"title": "Cook", "company": "Diner"})

    async def explain(self) -> None:
        [self.match] = await self.jobr.matching.rank_postings()(owner=self.user.id)
        await self.jobr.matching.explain_match()(owner=self.user.id, posting_id=self.match.job_id)

    async def find_best(self) -> None:
        await self.jobr.matching.find_best()(await self.jobr.matching.read_asker()(self.user.id), 1)

    async def rematch_due(self) -> None:
        async with self.storage.work() as work:
            await work.matches.mark_due([self.user.id])
            await work.commit()
        await self.jobr.matching.rematch_due()()

    async def verify(self) -> None:
        kept = await self.storage.matches().of_posting(self.user.id, self.match.job_id)
        verified = await self.jobr.matching.verify_receipt()(ReceiptOfMatch.of(kept))
        assert verified.equal

    async def welcome_again(self) -> None:
        [registered] = await self.storage.event_log().after(START, 1)
        await self.jobr.messages.send_message()(
            Template.WELCOME, user_id=self.user.id, event_id=registered.event.id
        )

    async def whole(self, tell: Callable[[UserId], AsyncIterator[object]]) -> None:
        async for _ in tell(self.user.id):
            pass

    async def start_sign_in(self) -> None:
        self.user = await self.storage.users().by_id(self.user.id)
        await self.open_session()
        self.departure = await self.jobr.sign_in.start_sign_in()(
            provider="acme", principal=self.principal, client=HERE
        )

    async def finish_sign_in(self) -> None:
        back = Return(
            provider="acme",
            code="1",
            state=self.departure.address,
            issuer=None,
            browser_secret=self.departure.browser_secret,
        )
        assert (await self.jobr.sign_in.finish_sign_in()(back)).id == self.user.id

    async def remove_identity(self) -> None:
        await self.jobr.accounts.remove_identity()(owner=self.user.id, provider="acme")
        with pytest.raises(LastIdentity):
            await self.jobr.accounts.remove_identity()(owner=self.user.id, provider="password")

    async def remove_originals(self) -> None:
        remove = await self.jobr.cvs.originals_of()(self.user.id)
        await remove()

    async def delete_account(self) -> None:
        await self.upload()
        owner = await self.tokens.read(self.signed_in.access.value)
        await self.jobr.accounts.delete_account()(owner, password=None, client=Client())


async def test_nothing_outside_is_waited_for_in_a_transaction(
    jobr: Container, record: Record
) -> None:
    walk = Walk(jobr)
    assert sorted({*walk.stories, "subscribers"} - {"restore_cv"}) == sorted(
        name for _, name in USE_CASES
    )
    for story in walk.stories.values():
        await story()
    jobr.outside.hasher().close()
    assert {name for name, _ in record.calls} == {*WAITING_PORTS, "originals", "sign_in_services"}
    assert [(name, open_) for name, open_ in record.calls if open_] == []


async def test_the_walk_would_notice(jobr: Container, record: Record) -> None:
    async with jobr.storage.work():
        await jobr.outside.hasher().hashed("long enough")
    jobr.outside.hasher().close()
    assert record.calls == [("hasher", 1), ("hasher", 0)]


async def test_every_change_is_told(jobr: Container) -> None:
    walk = Walk(jobr)
    for name in (
        "register", "set_role", "upload_cv", "change_cv", "import_postings", "remove_cv",
    ):  # fmt: skip
        await walk.stories[name]()
    changed = POSTINGS.replace(b"Python", b"Go")
    await jobr.jobs.import_postings()(PostingsContent(file=BytesIO(changed)))
    jobr.outside.hasher().close()
    told = [logged.event.name for logged in await jobr.storage.event_log().after(START, 100)]
    assert [name for name in told if name != "match.computed"] == [
        "user.registered", "user.role_changed", "cv.uploaded", "cv.parsed", "cv.updated",
        "job.imported", "cv.deleted", "job.imported",
    ]  # fmt: skip


async def test_on_memory_the_welcome_goes_out_at_once(
    jobr: Container, capsys: pytest.CaptureFixture[str]
) -> None:
    await Walk(jobr).register()
    jobr.outside.hasher().close()
    assert capsys.readouterr().out.count("To: ada@example.org\nSubject: Welcome to Jobr") == 1
    counts = await jobr.storage.daily_counts().all()
    assert [(count.name, count.count) for count in counts] == [("user.registered", 1)]
    assert counts[0].day == utc_now().date()
