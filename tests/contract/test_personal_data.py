"""A person's own data on every storage: an export has all of it, and a deletion leaves nothing."""

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from storages import OnMemory, OnPostgres, Storage

from builders import (
    NOON,
    a_clock_at,
    a_cv,
    a_described,
    a_moment,
    a_stored_cv,
    a_user,
    address_of,
    an_id,
)
from jobr_adapters.memory.account_records import MemoryAccountRecords
from jobr_adapters.memory.originals import MemoryOriginals
from jobr_adapters.postgres.account_records import PostgresAccountRecords
from jobr_adapters.postgres.tables import metadata
from jobr_core.accounts.errors import SessionNotFound, UserNotFound, WrongPassword
from jobr_core.accounts.identities import LinkedIdentity
from jobr_core.accounts.model import Client, Principal, Role, SessionId, User, UserId
from jobr_core.accounts.one_time_tokens import OneTimeToken, Purpose
from jobr_core.accounts.ports import AccountRecords, ProveOwner, Sessions
from jobr_core.accounts.proof import Proof
from jobr_core.accounts.pseudonyms import Pseudonyms
from jobr_core.accounts.sessions import RefreshToken, Session
from jobr_core.accounts.use_cases.deletion import DeleteAccount
from jobr_core.accounts.use_cases.personal_data import ExportPersonalData
from jobr_core.cvs.errors import FilesUnavailable
from jobr_core.cvs.stored import CvId, OriginalFile, StoredCv
from jobr_core.cvs.use_cases.intake import READ_CV
from jobr_core.cvs.use_cases.personal_data import OriginalsOf, TellCvs, TellOriginals
from jobr_core.events.catalogue import CvUploaded, JobImported, UserRegistered, UserUnlocked
from jobr_core.events.model import START, DomainEvent
from jobr_core.matching.model import MatchRun, StoredMatch
from jobr_core.matching.preferences import Preferences
from jobr_core.matching.receipts import Key, digest, premises_of, signed
from jobr_core.matching.scoring import score
from jobr_core.matching.signals import Aspect, Signal, Signals
from jobr_core.matching.taste import NO_TASTE, Label
from jobr_core.matching.use_cases.personal_data import (
    TellFeedback,
    TellMatches,
    TellMatchRun,
    TellPreferences,
)
from jobr_core.matching.use_cases.rematching import REMATCH_USER
from jobr_core.shared.errors import Conflict
from jobr_core.shared.origin import Origin, acting
from jobr_core.shared.unit_of_work import run_here

PAGE = Path(__file__).parents[2] / "docs/reference/personal-data.md"
WANTED = Preferences(titles=("Data Engineer",), cities=("São Paulo",), remote=True)
CANARY = "Zyxomma Petiolatum"
"""Words nothing but one person's data has."""

SECTIONS = {
    "users": "account",
    "auth_accounts": "account",
    "sessions": "sessions",
    "one_time_tokens": "links",
    "preferences": "preferences",
    "cvs": "cvs",
    "cv_versions": "cvs",
    "cv_files": "cvs",
    "match_feedback": "feedback",
    "matches": "matches",
    "match_runs": "match_run",
    "events": "events",
}
"""Where the export tells what a table keeps of a person."""
NOT_TOLD = {
    "refresh_tokens": "what secrets are checked by; when they were used, `sessions` tells",
    "second_factors": "a secret; since when there is one, the account tells",
    "recovery_codes": "what secrets are checked by",
    "sign_in_flows": "sign-ins by other services under way, for ten minutes",
    "sign_in_attempts": "numbers under a pseudonym of an address, for a day",
    "sign_in_sources": "numbers under a pseudonym of a network address, for a day",
    "otp_codes": "under pseudonyms of numbers and networks, for a day; a number sealed",
    "idempotency_keys": "answers to the person's own requests, for a day",
    "rate_limits": "moments under a pseudonym of a network or a person, for two days",
    "signing_keys": "Jobr's own",
    "jobs": "of boards",
    "job_search": "of boards",
    "search_languages": "of boards",
    "search_words": "of boards",
    "import_runs": "of boards",
    "posting_features": "of boards",
    "event_log_shift": "a number",
    "subscriber_checkpoints": "how far Jobr has come",
    "parked_events": "ids of events that are told",
    "daily_event_counts": "how many of everybody",
    "sent_messages": "which mail went out for an event that is told",
    "task_failures": "why work failed, without a person's words",
    "rematch_runs": "how far Jobr has come, by an id",
}
"""And why it does not. Whoever adds a table decides."""
STAYING = {"events", "rematch_runs"}
"""Where the id of somebody who is gone may stand. Nothing else of them does anywhere."""


def test_of_every_table_it_is_decided_whether_the_export_tells_it() -> None:
    assert SECTIONS.keys().isdisjoint(NOT_TOLD)
    assert set(metadata.tables) == SECTIONS.keys() | NOT_TOLD.keys()


def test_every_table_that_reaches_accounts_goes_with_them() -> None:
    reaching = {"users"}
    while more := {
        name
        for name, table in metadata.tables.items()
        for key in table.foreign_keys
        if name not in reaching and key.column.table.name in reaching and key.ondelete == "CASCADE"
    }:
        reaching |= more
    kept = {
        name
        for name, table in metadata.tables.items()
        if {"user_id", "owner_id"} & set(table.columns.keys())
        or {key.column.table.name for key in table.foreign_keys} & reaching
    }
    assert kept <= reaching
    assert reaching == SECTIONS.keys() - {"events"} | {
        "refresh_tokens",
        "sign_in_flows",
        "second_factors",
        "recovery_codes",
        "idempotency_keys",
    }


def test_the_page_names_every_table_of_a_person() -> None:
    text = PAGE.read_text()
    assert [name for name in SECTIONS if f"`{name}`" not in text] == []
    assert [name for name in set(SECTIONS.values()) if f"`{name}`" not in text] == []
    assert [name for name in STAYING if f"`{name}`" not in text] == []


@dataclass
class AnyProof(ProveOwner):
    """Whoever knows the one password."""

    def __init__(self, sessions: Sessions) -> None:
        self.sessions = sessions

    async def __call__(
        self, principal: Principal, *, password: str | None, client: Client
    ) -> Proof:
        if password != "right":
            raise WrongPassword
        session, user = await self.sessions.with_user(principal.session_id)
        return Proof(user=user, session=session)


class LostFiles(MemoryOriginals):
    async def remove(self, key: str) -> None:
        raise FilesUnavailable


class Jobr:
    """The use cases of this page on one storage."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage
        self.originals = MemoryOriginals(a_clock_at())
        self.records = records_of(storage)
        self.pseudonyms = Pseudonyms(b"secret")
        self.export = ExportPersonalData(
            users=storage.users,
            identities=storage.identities,
            records=self.records,
            log=storage.event_log,
            facts={
                "preferences": TellPreferences(preferences=storage.preferences),
                "match_run": TellMatchRun(matches=storage.matches),
            },
            lists={
                "cvs": TellCvs(cvs=storage.cvs),
                "feedback": TellFeedback(feedback=storage.feedback),
                "matches": TellMatches(matches=storage.matches),
            },
            aside=run_here,
            now=a_clock_at(),
        )

    async def told(self, user_id: UserId) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(b"".join([p async for p in self.export(user_id)]))
        return document

    async def files(self, user_id: UserId) -> dict[str, bytes]:
        tell = TellOriginals(cvs=self.storage.cvs, originals=self.originals)
        return {path: content async for path, content in tell(user_id)}

    async def signed_in(self, user: User) -> Principal:
        session = Session(
            id=SessionId(an_id()), user_id=user.id, agent="", created_at=NOON, last_used_at=NOON
        )
        async with self.storage.begin() as work:
            first = RefreshToken(digest=session.id.bytes, session_id=session.id, issued_at=NOON)
            await work.sessions.open(session, first)
            await work.commit()
        return Principal(user_id=user.id, role=Role.USER, session_id=session.id)

    async def delete(
        self, user: User, password: str = "right", principal: Principal | None = None
    ) -> None:
        principal = principal or await self.signed_in(user)
        delete = DeleteAccount(
            begin=self.storage.begin,
            prove=AnyProof(self.storage.sessions),
            files_of=OriginalsOf(cvs=self.storage.cvs, originals=self.originals),
            pseudonyms=self.pseudonyms,
            now=a_clock_at(),
        )
        with acting(Origin(actor=f"user:{user.id}")):
            await delete(principal, password=password, client=Client())
        await self.storage.settled()


def records_of(storage: Storage) -> AccountRecords:
    if storage.pool is not None:
        return PostgresAccountRecords(storage.pool.autocommit)
    database = storage.database
    assert database is not None
    return MemoryAccountRecords(lambda: database.tables)


@pytest.fixture
def jobr(storage: Storage) -> Jobr:
    return Jobr(storage)


async def somebody(jobr: Jobr) -> User:
    """With something of everything Jobr keeps of a person."""
    user = replace(a_user(f"{an_id()}@zyxomma.example"), full_name=CANARY)
    async with jobr.storage.begin() as work:
        await work.users.add(user)
        work.events.record(UserRegistered(user_id=user.id))
        await work.sign_in_attempts.claim(jobr.pseudonyms(address_of(user)), NOON)
        await work.one_time_tokens.keep(a_link(user))
        await work.identities.link(an_identity(user))
        await work.commit()
    await signed_in(jobr, user)
    await wishes(jobr, user)
    await matched(jobr, user, await with_cv(jobr, user))
    await jobr.storage.settled()
    return user


def an_identity(user: User) -> LinkedIdentity:
    return LinkedIdentity(
        issuer="https://accounts.google.com", subject=f"{CANARY} {user.id}", user_id=user.id,
        provider="google", email=user.email, is_email_verified=True, linked_at=NOON,
    )  # fmt: skip


def a_link(user: User) -> OneTimeToken:
    return OneTimeToken(
        digest=user.id.bytes * 2, user_id=user.id, purpose=Purpose.VERIFY_EMAIL,
        email=address_of(user), created_at=NOON,
    )  # fmt: skip


async def signed_in(jobr: Jobr, user: User) -> None:
    """Twice; the first session is over."""
    for number in range(2):
        at = a_moment()
        session = Session(
            id=SessionId(an_id()), user_id=user.id, agent=f"{CANARY}/{number}", created_at=at,
            last_used_at=at,
        )  # fmt: skip
        token = RefreshToken(digest=session.id.bytes * 2, session_id=session.id, issued_at=at)
        async with jobr.storage.begin() as work:
            await work.sessions.end(user.id, at)
            await work.sessions.open(session, token)
            await work.commit()


async def wishes(jobr: Jobr, user: User) -> None:
    label = Label(signals=Signals((Signal(Aspect.SKILL, "C++", 1.0),)), liked=True, given_at=NOON)
    async with jobr.storage.begin() as work:
        await work.preferences.state(user.id, WANTED)
        for _ in range(3):
            await work.feedback.give(user.id, str(an_id()), label)
        await work.commit()


async def with_cv(jobr: Jobr, user: User, name: str = "cv.txt") -> StoredCv:
    """Changed once, its file kept."""
    content = f"{CANARY} {user.id}".encode()
    key = f"cvs/{user.id}/aa/{an_id()}"
    original = OriginalFile(key=key, digest=f"{an_id()}", size=len(content))
    stored = replace(
        a_stored_cv(user.id, f"{CANARY}\nPython Engineer\n"), file_name=name, original=original
    )
    changed = replace(stored, version=2, cv=a_cv(f"{CANARY}\nGo Engineer"), updated_at=a_moment())
    await jobr.originals.keep(key, content)
    async with jobr.storage.begin() as work:
        await work.cvs.add(stored)
        await work.cvs.ensure_default(user.id)
        await work.cvs.replace(changed, version=1)
        work.events.record(CvUploaded(cv_id=stored.id, user_id=user.id, media_type="text/plain"))
        await work.commit()
    return await jobr.storage.cvs.by_id(stored.id, owner=user.id)


async def matched(jobr: Jobr, user: User, stored: StoredCv) -> None:
    """Two matches, of which one is a former one; and a visit."""
    async with jobr.storage.begin() as work:
        came = await work.postings.store([a_described(id=str(an_id())) for _ in range(2)])
        await work.commit()
    for one in came:
        posting = await jobr.storage.postings.by_id(str(one.id))
        report, at = score(stored.cv, posting), a_moment()
        premises = premises_of(
            stored.cv, posting, WANTED, taste_hash=digest(NO_TASTE.to_json()), today=at.date()
        )
        match = StoredMatch(
            owner=user.id, cv_id=stored.id, cv_version=2, report=report,
            receipt=signed(premises, report, computed_at=at, key=Key("k", b"secret")),
            found_at=at, computed_at=at,
        )  # fmt: skip
        async with jobr.storage.begin() as work:
            await work.matches.keep(a_run(user.id, stored.id), [match])
            await work.matches.visit(user.id, at)
            await work.matches.mark_due([user.id])
            await work.commit()


def a_run(owner: UserId, cv_id: CvId) -> MatchRun:
    return MatchRun(owner=owner, cv_id=cv_id, standing=b"\0row", bar=12, computed_at=a_moment())


async def tell(storage: Storage, *told: DomainEvent, actor: str = "system") -> None:
    with acting(Origin(actor=actor)):
        async with storage.begin() as work:
            work.events.record(*told)
            await work.commit()
    await storage.settled()


async def rows(storage: Storage) -> AsyncIterator[tuple[str, str]]:
    """Everything that is kept: the names of tables, and each row as text."""
    if storage.pool is None:
        database = storage.database
        assert database is not None
        for field in fields(database.tables):
            table: Mapping[object, object] = getattr(database.tables, field.name)
            for pair in table.items():
                yield field.name, repr(pair)
        for logged in database.events:
            yield "events", repr(logged)
        return
    async with storage.pool.autocommit() as connection:
        cursor = await connection.execute(
            "SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition "
            "AND relnamespace = 'public'::regnamespace"
        )
        for named in await cursor.fetchall():
            found = await connection.execute(f'SELECT t::text AS row FROM "{named["name"]}" t')
            for row in await found.fetchall():
                yield named["name"], row["row"]


class PersonalDataContract:
    async def test_sessions_and_links_are_told_also_when_over(
        self, storage: Storage, jobr: Jobr
    ) -> None:
        user, other = await somebody(jobr), await somebody(jobr)
        sessions = await jobr.records.sessions(user.id)
        assert [session.agent for session in sessions] == [f"{CANARY}/1", f"{CANARY}/0"]
        assert [session.revoked_at is None for session in sessions] == [True, False]
        assert {session.user_id for session in sessions} == {user.id}
        assert await jobr.records.one_time_tokens(user.id) == (a_link(user),)
        assert await jobr.records.one_time_tokens(other.id) == (a_link(other),)

    async def test_events_of_a_person_are_those_about_them_and_those_they_caused(
        self, storage: Storage
    ) -> None:
        own, other = an_id(), an_id()
        await tell(storage, UserRegistered(user_id=own), UserRegistered(user_id=other))
        await tell(
            storage, CvUploaded(cv_id=an_id(), user_id=own, media_type="a"), actor=f"user:{own}"
        )
        await tell(storage, JobImported(job_id=an_id(), source="s"), actor=f"user:{own}")
        await tell(storage, UserUnlocked(user_id=own), actor=f"user:{other}")
        await tell(storage, JobImported(job_id=an_id(), source="s"))
        found = await storage.event_log.of_person(own, START, 10)
        names = ["user.registered", "cv.uploaded", "job.imported", "user.unlocked"]
        assert [logged.event.name for logged in found] == names
        first = await storage.event_log.of_person(own, START, 3)
        assert first == found[:3]
        assert await storage.event_log.of_person(own, first[-1].position, 3) == found[3:]
        assert len(await storage.event_log.of_person(other, START, 10)) == 2
        assert await storage.event_log.of_person(an_id(), START, 10) == ()

    async def test_all_keys_of_files_are_told(self, storage: Storage, jobr: Jobr) -> None:
        user, other = await somebody(jobr), await somebody(jobr)
        more = await with_cv(jobr, user)
        keys = await storage.cvs.keys_of(user.id)
        assert len(keys) == 2
        assert more.original is not None
        assert more.original.key in keys
        assert len(await storage.cvs.keys_of(other.id)) == 1
        assert await storage.cvs.keys_of(UserId(an_id())) == ()

    async def test_all_labels_are_listed_in_pages(self, storage: Storage, jobr: Jobr) -> None:
        user = await somebody(jobr)
        await somebody(jobr)
        listed = await storage.feedback.listed(user.id, 10)
        assert [label.liked for _, label in listed] == [True, True, True]
        assert [posting for posting, _ in listed] == sorted(posting for posting, _ in listed)
        assert await storage.feedback.listed(user.id, 2) == listed[:2]
        assert await storage.feedback.listed(user.id, 2, behind=listed[1][0]) == listed[2:]

    async def test_the_last_run_and_visit_are_told(self, storage: Storage, jobr: Jobr) -> None:
        user = await somebody(jobr)
        run = await storage.matches.run_of(user.id)
        assert run is not None
        assert (run.owner, run.standing, run.bar) == (user.id, b"\0row", 12)
        [last, _] = await storage.matches.history_of(user.id, 10)
        assert await storage.matches.visited_at(user.id) == last.found_at
        async with storage.begin() as work:
            await work.matches.forget(user.id)
            await work.commit()
        assert await storage.matches.run_of(user.id) is None
        assert await storage.matches.visited_at(user.id) == last.found_at
        assert await storage.matches.run_of(UserId(an_id())) is None
        assert await storage.matches.visited_at(UserId(an_id())) is None

    async def test_of_somebody_who_is_gone_no_matches_are_kept(
        self, storage: Storage, jobr: Jobr
    ) -> None:
        user = await somebody(jobr)
        [match, _] = await storage.matches.history_of(user.id, 10)
        await jobr.delete(user)
        async with storage.begin() as work:
            with pytest.raises(UserNotFound):
                await work.matches.keep(a_run(user.id, match.cv_id), [match])
        async with storage.begin() as work:
            await work.matches.forget(user.id)
            await work.matches.mark_due([user.id])
            await work.commit()
        assert await storage.matches.run_of(user.id) is None
        assert await storage.matches.due(10) == ()

    async def test_what_comes_for_somebody_who_is_gone_is_not_kept(
        self, storage: Storage, jobr: Jobr
    ) -> None:
        """A request that was under way, for one."""
        user = await somebody(jobr)
        await jobr.delete(user)
        for late in (wishes(jobr, user), with_cv(jobr, user)):
            with pytest.raises(Conflict):
                await late
        async with storage.begin() as work:
            with pytest.raises(Conflict):
                await work.matches.visit(user.id, NOON)
        assert {name async for name, row in rows(storage) if str(user.id) in row} == {"events"}

    async def test_an_export_has_everything(self, storage: Storage, jobr: Jobr) -> None:
        user = await somebody(jobr)
        await somebody(jobr)
        await with_cv(jobr, user, "second.txt")
        told = await jobr.told(user.id)
        assert told.keys() == {"format", "exported_at", *SECTIONS.values()}
        assert (told["format"], told["exported_at"]) == ("jobr-export@1", NOON.isoformat())
        assert told["account"]["email"] == user.email
        assert told["account"]["full_name"] == CANARY
        assert [one["provider"] for one in told["account"]["identities"]] == ["password", "google"]
        assert told["account"]["identities"][1]["subject"] == f"{CANARY} {user.id}"
        assert told["preferences"] == WANTED.to_json()
        assert [one["agent"] for one in told["sessions"]] == [f"{CANARY}/1", f"{CANARY}/0"]
        assert [one["purpose"] for one in told["links"]] == ["verify_email"]
        assert len(told["feedback"]) == 3
        assert told["feedback"][0]["signals"] == {"skill:C++": 1.0}
        assert [one["is_current"] for one in told["matches"]] == [True, False]
        [kept, _] = await storage.matches.history_of(user.id, 10)
        assert told["matches"][0]["report"] == kept.report.to_json()
        assert told["matches"][0]["receipt"] == kept.receipt.to_json()
        assert told["match_run"]["visited_at"] == kept.found_at.isoformat()
        assert [one["name"] for one in told["events"]] == ["user.registered", *["cv.uploaded"] * 2]

    async def test_an_export_has_each_cv_with_its_versions_and_its_file(
        self, storage: Storage, jobr: Jobr
    ) -> None:
        user = await somebody(jobr)
        second = await with_cv(jobr, user, "../../etc/pass\twd")
        told = await jobr.told(user.id)
        files = await jobr.files(user.id)
        assert told["cvs"][0]["id"] == str(second.id)
        for one in told["cvs"]:
            stored = await storage.cvs.by_id(CvId(UUID(one["id"])), owner=user.id)
            assert one["text"] == stored.cv.text
            assert one["profile"] == stored.cv.to_json_resume()
            [former] = one["versions"]
            assert (former["number"], "Python" in former["text"]) == (1, True)
            assert files[one["original"]["path"]] == f"{CANARY} {user.id}".encode()
        assert files.keys() == {one["original"]["path"] for one in told["cvs"]}
        assert f"cvs/{second.id}/passwd" in files

    async def test_an_export_has_no_secrets(self, storage: Storage, jobr: Jobr) -> None:
        user = await somebody(jobr)
        pieces = b"".join([piece async for piece in jobr.export(user.id)])
        for secret in (
            b"password_hash", user.password_hash or "", jobr.pseudonyms(address_of(user)),
            a_link(user).digest.hex(), "digest",
        ):  # fmt: skip
            assert (secret if isinstance(secret, bytes) else secret.encode()) not in pieces

    async def test_an_export_does_not_tell_which_other_account_did_something(
        self, storage: Storage, jobr: Jobr
    ) -> None:
        user, admin = await somebody(jobr), await somebody(jobr)
        await tell(storage, UserUnlocked(user_id=user.id), actor=f"user:{admin.id}")
        told = await jobr.told(user.id)
        assert told["events"][-1]["actor"] == "another user"
        assert str(admin.id) not in json.dumps(told)

    async def test_nothing_is_exported_of_nobody(self, storage: Storage, jobr: Jobr) -> None:
        with pytest.raises(UserNotFound):
            await jobr.told(UserId(an_id()))

    async def test_a_deleted_account_leaves_its_id_in_the_log_and_nothing_else(
        self, storage: Storage, jobr: Jobr
    ) -> None:
        user, other = await somebody(jobr), await somebody(jobr)
        before = [row async for row in rows(storage)]
        theirs = [row for row in before if str(other.id) in row[1]]
        assert {name for name, row in before if CANARY in row} >= {"users", "cvs", "sessions"}
        await jobr.delete(user)
        after = [row async for row in rows(storage)]
        assert {name for name, row in after if str(user.id) in row} == {"events"}
        for trace in (address_of(user), user.id.hex, jobr.pseudonyms(address_of(user))):
            assert [name for name, row in after if trace in row] == []
        assert [row for row in after if str(other.id) in row[1]] == theirs
        [last] = await storage.event_log.before(None, 1)
        assert (last.event.name, last.event.actor) == ("user.deleted", f"user:{user.id}")
        with pytest.raises(UserNotFound):
            await storage.users.by_id(user.id)

    async def test_of_all_people_gone_no_word_is_left(self, storage: Storage, jobr: Jobr) -> None:
        people = [await somebody(jobr) for _ in range(2)]
        for user in people:
            await jobr.delete(user)
        left = [row async for row in rows(storage)]
        assert [name for name, row in left if CANARY in row or "zyxomma" in row] == []

    async def test_files_go_with_the_account(self, storage: Storage, jobr: Jobr) -> None:
        user, other = await somebody(jobr), await somebody(jobr)
        await with_cv(jobr, user)
        await jobr.delete(user)
        left = [keys async for keys in jobr.originals.kept_before(NOON + timedelta(days=1))]
        assert left == [await storage.cvs.keys_of(other.id)]

    async def test_files_that_cannot_be_removed_are_left_to_the_sweep(
        self, storage: Storage, jobr: Jobr
    ) -> None:
        user = await somebody(jobr)
        keys = await storage.cvs.keys_of(user.id)
        jobr.originals = LostFiles(a_clock_at())
        await jobr.delete(user)
        assert await storage.cvs.unneeded(keys) == keys

    async def test_who_does_not_prove_to_be_the_owner_deletes_nothing(
        self, storage: Storage, jobr: Jobr
    ) -> None:
        user = await somebody(jobr)
        principal = await jobr.signed_in(user)
        before = [row async for row in rows(storage)]
        with pytest.raises(WrongPassword):
            await jobr.delete(user, "wrong", principal)
        assert [row async for row in rows(storage)] == before
        await jobr.delete(user, principal=principal)
        with pytest.raises(SessionNotFound):
            await jobr.delete(user, principal=principal)

    async def test_the_address_can_be_registered_again(self, storage: Storage, jobr: Jobr) -> None:
        user = await somebody(jobr)
        await jobr.delete(user)
        async with storage.begin() as work:
            await work.users.add(replace(a_user(user.email), full_name="Somebody"))
            await work.commit()
        again = await storage.users.by_email(address_of(user))
        told = await jobr.told(again.id)
        assert (told["cvs"], told["events"], told["matches"]) == ([], [], [])

    async def test_work_asked_for_names_them_by_id_only(self, storage: Storage, jobr: Jobr) -> None:
        user = await somebody(jobr)
        async with storage.begin() as work:
            for kind in (READ_CV, REMATCH_USER):
                work.tasks.enqueue(kind, on_behalf_of=user.id, user_id=user.id)
            await work.commit()
        await jobr.delete(user)
        queued = [row async for name, row in rows(storage) if name == "procrastinate_jobs"]
        assert all(CANARY not in row and address_of(user) not in row for row in queued)


class TestMemory(OnMemory, PersonalDataContract):
    pass


class TestPostgres(OnPostgres, PersonalDataContract):
    pass
