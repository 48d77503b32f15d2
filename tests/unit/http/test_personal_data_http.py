"""Taking one's data along and leaving, as a client sees it."""

import asyncio
import json
import tracemalloc
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, cast
from uuid import UUID
from zipfile import ZipFile

import httpx2
import pytest
from dependency_injector import providers

from builders import BACKEND_CV, a_stored_cv, an_id
from jobr_adapters.wiring.background import connect_inline
from jobr_adapters.wiring.container import Container
from jobr_adapters.wiring.outside import Outside, utc_now
from jobr_adapters.wiring.settings import Settings
from jobr_adapters.wiring.storages import MemoryStorage
from jobr_core.accounts.model import UserId
from jobr_core.cvs.errors import FilesUnavailable
from jobr_core.cvs.stored import CvId, OriginalFile, StoredCv
from jobr_core.messages.occasions import SENDING
from jobr_core.tasks.model import TaskKind, Urgency
from jobr_http.app import create_app

RIGHT, WRONG = "a long enough sentence", "wrong password"
POSTINGS = [
    {"title": f"Python Engineer {n}", "company": f"Firm {n}", "description": "Python and SQL"}
    for n in range(3)
]
HOSTILE = {
    "../../etc/passwd": "passwd",
    "..\\..\\boot.ini": "boot.ini",
    "a\x00b\x1f\u202e.txt": "ab.txt",
    "con.txt": "_con.txt",
    'a<b>:"|?*.md': "a_b______.md",
    "x" * 300 + ".pdf": "x" * 196 + ".pdf",
    "..": "cv",
    "": "cv",
}


@dataclass
class MovedClock:
    now: datetime = field(default_factory=utc_now)

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Person:
    """Somebody signed in."""

    http: httpx2.AsyncClient
    id: UserId
    headers: dict[str, str]

    async def ask(self, method: str, path: str, **what: Any) -> httpx2.Response:
        headers = {**self.headers, **what.pop("headers", {})}
        return await self.http.request(method, f"/api{path}", headers=headers, **what)

    async def upload(self, content: bytes, name: str) -> str:
        sent = await self.ask("POST", "/cvs", files={"file": (name, content)})
        return str(sent.raise_for_status().json()["id"])

    async def export(self) -> Any:
        return (await self.ask("GET", "/me/export")).raise_for_status().json()

    async def archive(self) -> ZipFile:
        answer = await self.ask("GET", "/me/export", params={"format": "zip"})
        return ZipFile(BytesIO(answer.raise_for_status().content))


@dataclass
class Jobr:
    """Jobr on memory with a clock that can be moved."""

    container: Container
    http: httpx2.AsyncClient
    clock: MovedClock
    blank: StoredCv = field(default_factory=lambda: a_stored_cv(UserId(an_id()), "Ada"))

    async def person(self, email: str = "ada@example.org") -> Person:
        sent = {"email": email, "password": RIGHT, "full_name": "Ada Lovelace"}
        answer = (await self.http.post("/api/auth/register", json=sent)).raise_for_status().json()
        headers = {"authorization": f"Bearer {answer['access_token']}"}
        return Person(self.http, UserId(UUID(answer["user"]["id"])), headers)

    async def log_in(self, email: str = "ada@example.org") -> httpx2.Response:
        return await self.http.post("/api/auth/login", json={"email": email, "password": RIGHT})

    async def keep_cv(self, owner: UserId, name: str, content: bytes) -> str:
        """Whatever it is called and says."""
        key = f"cvs/{owner}/{an_id()}"
        original = OriginalFile(key=key, digest=f"{an_id()}", size=len(content))
        stored = replace(
            self.blank, id=CvId(an_id()), owner=owner, file_name=name, original=original
        )
        await self.container.storage.originals().keep(key, content)
        async with self.container.storage.work() as work:
            await work.cvs.add(stored)
            await work.commit()
        return str(stored.id)

    async def run_task(self, kind: TaskKind, **ids: Any) -> None:
        async with self.container.storage.work() as work:
            work.tasks.enqueue(kind, **ids)
            await work.commit()


@pytest.fixture
async def jobr(tmp_path: Path) -> AsyncIterator[Jobr]:
    settings = Settings(
        jobr_home=tmp_path, database_url=None, jwt_secret=None, jwt_algorithm="EdDSA"
    )
    outside = Outside(settings=settings)
    clock = MovedClock()
    outside.now.override(providers.Object(clock))
    container = Container(
        settings=settings, outside=outside, storage=MemoryStorage(outside=outside)
    )
    connect_inline(container)
    transport = httpx2.ASGITransport(app=cast("Any", create_app(container)))
    async with httpx2.AsyncClient(transport=transport, base_url="http://jobr") as http:
        yield Jobr(container, http, clock)
    cast("Any", outside.hasher()).close()


@pytest.fixture
async def ada(jobr: Jobr) -> Person:
    return await jobr.person()


async def with_everything(jobr: Jobr, person: Person) -> str:
    """A CV, preferences, matches and feedback; the id of the CV."""
    for posting in POSTINGS:
        await jobr.container.jobs.add_posting()(posting)
    cv_id = await person.upload(BACKEND_CV.encode(), "My CV.txt")
    changed = {"profile": {"basics": {"name": "Ada"}, "skills": [{"name": "Python"}]}}
    (await person.ask("PATCH", f"/cvs/{cv_id}", json=changed)).raise_for_status()
    (await person.ask("PUT", "/me/preferences", json={"cities": ["Pune"]})).raise_for_status()
    [first, *_] = (await person.ask("GET", "/matches")).raise_for_status().json()["items"]
    liked = await person.ask(
        "POST", f"/matches/{first['job_id']}/feedback", json={"verdict": "like"}
    )
    liked.raise_for_status()
    return cv_id


async def test_an_export_is_one_document_to_be_kept(jobr: Jobr, ada: Person) -> None:
    cv_id = await with_everything(jobr, ada)
    answer = await ada.ask("GET", "/me/export")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/json")
    day = f"{jobr.clock.now:%Y-%m-%d}"
    name = f'attachment; filename="jobr-export-{day}.json"'
    assert answer.headers["content-disposition"] == name
    assert answer.headers["cache-control"] == "no-store"
    assert int(answer.headers["content-length"]) == len(answer.content)
    told = answer.json()
    assert list(told) == [
        "format", "exported_at", "account", "preferences", "match_run", "sessions", "links",
        "cvs", "feedback", "matches", "events",
    ]  # fmt: skip
    me = (await ada.ask("GET", "/me")).json()
    assert (told["account"]["id"], told["account"]["email"]) == (me["id"], me["email"])
    assert told["preferences"] == (await ada.ask("GET", "/me/preferences")).json()
    [cv], shown = told["cvs"], (await ada.ask("GET", f"/cvs/{cv_id}")).json()
    assert (cv["id"], cv["text"], cv["profile"]) == (cv_id, shown["text"], shown["profile"])
    assert [version["number"] for version in cv["versions"]] == [1]
    assert cv["original"]["sha256"] == sha256(BACKEND_CV.encode()).hexdigest()
    assert len(told["matches"]) == len(POSTINGS)
    assert [one["verdict"] for one in told["feedback"]] == ["like"]
    assert len(told["sessions"]) == 1
    assert {"user.registered", "cv.parsed", "match.computed"} <= {
        event["name"] for event in told["events"]
    }


async def test_an_archive_has_the_document_and_the_files(jobr: Jobr, ada: Person) -> None:
    cv_id = await with_everything(jobr, ada)
    twin = await jobr.keep_cv(ada.id, "My CV.txt", b"another")
    answer = await ada.ask("GET", "/me/export", params={"format": "zip"})
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["content-disposition"].endswith('.zip"')
    assert int(answer.headers["content-length"]) == len(answer.content)
    archive = ZipFile(BytesIO(answer.content))
    assert archive.testzip() is None
    files = {name: archive.read(name) for name in archive.namelist()}
    assert json.loads(files.pop("export.json")) == await ada.export()
    assert files == {
        f"cvs/{cv_id}/My CV.txt": BACKEND_CV.encode(),
        f"cvs/{twin}/My CV.txt": b"another",
    }


@pytest.mark.parametrize(
    ("accept", "type_"),
    [
        ("application/zip", "application/zip"),
        ("application/json", "application/json"),
        ("*/*", "application/json"),
        ("application/*;q=0.1, application/zip", "application/zip"),
        ("text/html", "application/json"),
        ("", "application/json"),
        ("nonsense", "application/json"),
    ],
)
async def test_the_kind_may_be_asked_for_in_a_header(ada: Person, accept: str, type_: str) -> None:
    answer = await ada.ask("GET", "/me/export", headers={"accept": accept})
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, type_)


async def test_a_kind_there_is_not_is_refused(ada: Person) -> None:
    assert (await ada.ask("GET", "/me/export", params={"format": "xml"})).status_code == 400


async def test_no_name_of_a_file_leaves_its_folder(jobr: Jobr, ada: Person) -> None:
    kept = {name: await jobr.keep_cv(ada.id, name, name.encode()) for name in HOSTILE}
    archive = await ada.archive()
    for name, safe in HOSTILE.items():
        assert archive.read(f"cvs/{kept[name]}/{safe}") == name.encode()
    told = {cv["original"]["path"] for cv in (await ada.export())["cvs"]}
    assert set(archive.namelist()) == told | {"export.json"}


async def test_a_file_that_is_lost_is_left_out(jobr: Jobr, ada: Person) -> None:
    for name in ("one.txt", "two.txt"):
        await jobr.keep_cv(ada.id, name, name.encode())
    [lost, _] = await jobr.container.storage.cvs().keys_of(ada.id)
    await jobr.container.storage.originals().remove(lost)
    assert len((await ada.archive()).namelist()) == 2


async def test_where_files_are_away_there_is_no_half_an_archive(jobr: Jobr, ada: Person) -> None:
    await jobr.keep_cv(ada.id, "one.txt", b"one")

    async def away(_: str) -> bytes:
        raise FilesUnavailable

    jobr.container.storage.originals().read = away
    answer = await ada.ask("GET", "/me/export", params={"format": "zip"})
    assert (answer.status_code, answer.json()["code"]) == (503, "files_unavailable")
    assert (await ada.ask("GET", "/me/export")).status_code == 200


async def test_large_files_are_never_in_memory_together(jobr: Jobr, ada: Person) -> None:
    content, files = b"\xa5" * 5_000_000, 40
    for _ in range(files):
        await jobr.keep_cv(ada.id, "large.pdf", content)
    app, sent, ended = cast("Any", create_app(jobr.container)), 0, asyncio.Event()

    async def send(message: Any) -> None:
        nonlocal sent
        sent += len(message.get("body", b""))
        if message["type"] == "http.response.body" and not message.get("more_body"):
            ended.set()

    async def receive() -> Any:
        await ended.wait()
        return {"type": "http.disconnect"}

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET",
        "scheme": "http", "path": "/api/me/export", "raw_path": b"/api/me/export",
        "query_string": b"format=zip", "root_path": "", "client": ("127.0.0.1", 1),
        "server": ("jobr", 80),
        "headers": [(name.encode(), value.encode()) for name, value in ada.headers.items()],
    }  # fmt: skip
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        await app(scope, receive, send)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert sent > files * len(content)
    assert peak - before < 30_000_000


async def test_many_exports_at_once_all_end(jobr: Jobr, ada: Person) -> None:
    await with_everything(jobr, ada)
    answers = await asyncio.gather(
        *(ada.ask("GET", "/me/export", params={"format": "zip"}) for _ in range(20))
    )
    assert {answer.status_code for answer in answers} == {200}


async def test_nobody_gets_or_deletes_anything_unsigned(jobr: Jobr) -> None:
    for method, path in (
        ("GET", "/api/me/export"), ("DELETE", "/api/me"), ("GET", "/api/me/identities"),
        ("DELETE", "/api/me/identities/password"),
    ):  # fmt: skip
        assert (await jobr.http.request(method, path)).status_code == 401


@pytest.mark.parametrize("body", [None, {}, {"password": RIGHT}, {"password": None}])
async def test_who_leaves_is_gone_at_once(
    jobr: Jobr, ada: Person, body: dict[str, str] | None
) -> None:
    await with_everything(jobr, ada)
    refresh = (await jobr.log_in()).json()["refresh_token"]
    answer = await ada.ask("DELETE", "/me", json=body)
    assert (answer.status_code, answer.content) == (204, b"")
    for path in ("/me", "/me/export", "/cvs", "/matches", "/me/identities"):
        assert (await ada.ask("GET", path)).status_code == 401
    again = await jobr.http.post("/api/auth/refresh", json={"refresh_token": refresh})
    assert again.status_code == 401
    assert (await jobr.log_in()).status_code == 401
    tables = jobr.container.storage.database().tables
    assert str(ada.id) not in repr(tables)
    assert "ada@example.org" not in repr(tables)
    assert jobr.container.storage.originals()._files == {}
    assert await jobr.container.storage.tasks().listed() == ()


async def test_an_empty_body_is_none(ada: Person) -> None:
    answer = await ada.ask(
        "DELETE", "/me", content=b"", headers={"content-type": "application/json"}
    )
    assert answer.status_code == 204


@pytest.mark.parametrize("body", [{"passwort": "x"}, [], "x", {"password": 1}])
async def test_a_body_that_says_something_else_is_refused(ada: Person, body: Any) -> None:
    assert (await ada.ask("DELETE", "/me", json=body)).status_code == 422
    assert (await ada.ask("GET", "/me")).status_code == 200


async def test_a_sign_in_of_long_ago_does_not_do_without_the_password(
    jobr: Jobr, ada: Person
) -> None:
    jobr.clock.now += timedelta(minutes=11)
    refused = await ada.ask("DELETE", "/me")
    assert (refused.status_code, refused.json()["code"]) == (403, "fresh_sign_in_needed")
    wrong = await ada.ask("DELETE", "/me", json={"password": WRONG})
    assert (wrong.status_code, wrong.json()["code"]) == (403, "wrong_password")
    assert (await ada.ask("GET", "/me")).status_code == 200
    assert (await ada.ask("DELETE", "/me", json={"password": RIGHT})).status_code == 204


async def test_guesses_at_the_password_lock_here_too(ada: Person) -> None:
    answers = [await ada.ask("DELETE", "/me", json={"password": WRONG}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [403] * 5 + [423]
    assert int(answers[-1].headers["retry-after"]) > 0


async def test_work_left_for_somebody_who_is_gone_ends_quietly(jobr: Jobr, ada: Person) -> None:
    cv_id = await with_everything(jobr, ada)
    assert (await ada.ask("DELETE", "/me")).status_code == 204
    wanted: dict[str, dict[str, UUID]] = {"rematch_user": {}, "read_cv": {"cv_id": UUID(cv_id)}}
    for name in jobr.container.storage.tasks()._use_cases:
        if name in wanted or name in {kind.name for kind in SENDING.values()}:
            kind = TaskKind(name=name, urgency=Urgency.NOW)
            ids = wanted.get(name, {"event_id": an_id()})
            await jobr.run_task(kind, user_id=ada.id, **ids)
    assert await jobr.container.storage.tasks().listed() == ()
    await jobr.container.matching.rematch_due()()
    await jobr.container.matching.rematch_all()()


async def test_another_may_register_with_the_address(jobr: Jobr, ada: Person) -> None:
    await with_everything(jobr, ada)
    await ada.ask("DELETE", "/me")
    told = await (await jobr.person()).export()
    assert (told["cvs"], told["matches"], told["feedback"]) == ([], [], [])
    assert str(ada.id) not in json.dumps(told)


async def test_of_two_who_delete_at_once_one_does(ada: Person) -> None:
    answers = await asyncio.gather(*(ada.ask("DELETE", "/me") for _ in range(5)))
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses[0] == 204
    assert set(statuses[1:]) <= {401, 404}


async def test_a_password_is_the_only_way_in(ada: Person) -> None:
    listed = (await ada.ask("GET", "/me/identities")).json()
    created = (await ada.ask("GET", "/me")).json()["created_at"]
    assert listed == {
        "items": [
            {
                "provider": "password",
                "email": "ada@example.org",
                "verified": False,
                "linked_at": created,
            }
        ],
        "next_cursor": None,
    }
    last = await ada.ask("DELETE", "/me/identities/password")
    assert (last.status_code, last.json()["code"]) == (409, "last_identity")
    other = await ada.ask("DELETE", "/me/identities/google")
    assert (other.status_code, other.json()["code"]) == (404, "identity_not_found")
