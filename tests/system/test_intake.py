"""CVs from upload to removal against a real server process, on a real PostgreSQL and real files."""

import json
import os
import random
import re
import signal
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import uuid4

import httpx2
import psycopg
import pytest
from processes import PASSWORD, Database, Server, database, environment_for, until
from system_types import Run

from documents import an_empty_pdf, an_encrypted_pdf
from office_files import (
    Doc,
    a_docx,
    a_docx_related,
    a_part,
    a_zip,
    an_rtf,
    content_types,
    docx_parts,
    paragraph,
)
from pdf_files import flate, plain_pdf

SAMPLE = (Path(str(files("jobr_cli"))) / "samples" / "backend-engineer.pdf").read_bytes()
RESUME = {
    "basics": {"name": "Ada King", "label": "Engineer", "email": "ada@example.org"},
    "work": [{"name": "Acme", "position": "Engineer", "startDate": "2021-03"}],
    "skills": [{"name": "Data", "keywords": ["Python", "SQL"]}],
}
SIZE_LIMIT = 5 * 1024 * 1024
DOCM = "application/vnd.ms-word.document.macroEnabled.main+xml"


def text_cv(number: int = 0) -> bytes:
    """Every number makes another file."""
    return (
        f"Ada King {number}\nData Engineer\nada@example.org\n\nExperience\n"
        f"Data Engineer, Acme {number} Ltd    Mar 2021 – Feb 2025\n- Wrote Python\n\nSkills\nPython, SQL\n"
    ).encode()


class Person:
    """Somebody with an account."""

    def __init__(self, url: str, home: Path) -> None:
        self.http = httpx2.Client(base_url=url, timeout=60)
        person = {"email": f"{uuid4().hex}@example.org", "password": PASSWORD}
        registered = self.http.post("/api/auth/register", json=person).raise_for_status().json()
        self.http.headers["authorization"] = f"Bearer {registered['access_token']}"
        self._folder = home / "files" / "cvs" / registered["user"]["id"]

    def upload(self, content: bytes, name: str = "cv.txt", kind: str = "") -> httpx2.Response:
        file = (name, content, kind) if kind else (name, content)
        return self.http.post("/api/cvs", files={"file": file})

    def added(self, content: bytes, name: str = "cv.txt") -> Any:
        answer = self.upload(content, name)
        assert answer.status_code == 201, answer.text
        return answer.json()

    def get(self, path: str) -> Any:
        return self.http.get(path).raise_for_status().json()

    def cvs(self) -> list[Any]:
        items: list[Any] = self.get("/api/cvs?limit=100")["items"]
        return items

    def files(self) -> list[Path]:
        """Those that rest on the disk."""
        return [path for path in self._folder.rglob("*") if path.is_file()]


Persons = Callable[[str, Path], Person]
"""Registers somebody with a server that keeps its files in a folder."""


@pytest.fixture
def persons() -> Iterator[Persons]:
    made: list[Person] = []

    def person(url: str, home: Path) -> Person:
        made.append(Person(url, home))
        return made[-1]

    yield person
    for one in made:
        one.http.close()


@pytest.fixture
def ada(persons: Persons, address: str, home: Path) -> Person:
    return persons(address, home)


@pytest.fixture
def eve(persons: Persons, address: str, home: Path) -> Person:
    return persons(address, home)


# What a person does with a CV


def test_an_upload_is_read_and_its_facts_quote_the_text(ada: Person) -> None:
    cv = ada.added(SAMPLE, "cv.pdf")
    assert (cv["status"], cv["version"], cv["is_default"]) == ("ready", 1, True)
    assert (cv["media_type"], cv["engine"], cv["refusal"]) == ("application/pdf", "rules@1", None)
    quotes = {path: cv["text"][s["start"] : s["end"]] for path, s in cv["spans"].items()}
    basics, work = cv["profile"]["basics"], cv["profile"]["work"]
    assert quotes["basics.name"] == basics["name"] == "Ishaan Barve"
    assert quotes["basics.email"] == basics["email"]
    for number, job in enumerate(work):
        assert quotes[f"work[{number}].position"] == job["position"]
    for skill in cv["skills"]:
        assert 0 <= skill["start"] < skill["end"] <= len(cv["text"])
    assert ada.get(f"/api/cvs/{cv['id']}") == cv
    assert ada.get(f"/api/cvs/{cv['id']}/json-resume") == cv["profile"]


def test_a_long_cv_is_read_whole(ada: Person) -> None:
    """What the sandbox has to say of it is more than a socket holds."""
    jobs = "".join(
        f"Engineer, Acme {number} Ltd    Mar {1990 + number % 20} – Feb {1991 + number % 20}\n"
        "- Wrote Python and SQL\n\n"
        for number in range(900)
    )
    cv = ada.added(f"Ada King\nada@example.org\n\nExperience\n{jobs}".encode())
    assert cv["status"] == "ready"
    assert "Acme 899 Ltd" in cv["text"]


def test_a_download_is_the_very_file_under_its_name(ada: Person) -> None:
    name = "résumé-आशा-📄.pdf"
    cv = ada.added(SAMPLE, name)
    assert cv["file_name"] == name
    answer = ada.http.get(f"/api/cvs/{cv['id']}/file").raise_for_status()
    assert answer.content == SAMPLE
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-length"] == str(len(SAMPLE))
    disposition = answer.headers["content-disposition"]
    told = re.fullmatch(r"attachment; filename=\"([ -~]+)\"; filename\*=UTF-8''(\S+)", disposition)
    assert told, disposition
    assert told[2].isascii()
    assert unquote(told[2]) == name


@pytest.mark.parametrize(
    "parameter",
    [
        rb'filename="a\"; x=\"b.txt"',
        b'filename="a%22%0D%0AX-Evil: 1%0D%0A.txt"',
        b"filename*=UTF-8''a%22%0D%0AX-Evil%3A%201.txt",
        b'filename="a\rX-Evil: 1.txt"',
        b'filename="a\nX-Evil: 1.txt"',
        b'filename="a\0b\x7f.txt"',
        b'filename="../../../etc/passwd.txt"',
        b'filename="C:\\\\Users\\\\ada\\\\cv.txt"',
        b'filename="\xe2\x80\xaetxt.exe.txt"',
        b'filename="%s.txt"' % (b"n" * 5000),
        b'filename=""',
    ],
)
def test_no_name_of_a_file_harms_anybody(ada: Person, parameter: bytes) -> None:
    head = b'--b\r\nContent-Disposition: form-data; name="file"; ' + parameter + b"\r\n\r\n"
    form = {"content-type": "multipart/form-data; boundary=b"}
    body = head + text_cv() + b"\r\n--b--\r\n"
    answer = ada.http.post("/api/cvs", content=body, headers=form)
    if answer.status_code != 201:
        assert (answer.status_code, answer.json()["code"]) == (400, "malformed")
        assert ada.cvs() == ada.files() == []
        return
    name = answer.json()["file_name"]
    assert len(name) <= 200
    assert name.isprintable()
    assert not {"/", "\\"} & set(name)
    got = ada.http.get(f"/api/cvs/{answer.json()['id']}/file").raise_for_status()
    assert got.content == text_cv()
    assert "x-evil" not in got.headers
    assert re.fullmatch(
        r"attachment; filename=\"[\w ._-]+\"; filename\*=UTF-8''[\w.%~-]+",
        got.headers["content-disposition"],
        re.ASCII,
    )


def test_one_file_serves_all_cvs_made_from_it(ada: Person) -> None:
    first, second = ada.added(text_cv(), "one.txt"), ada.added(text_cv(), "two.txt")
    assert first["id"] != second["id"]
    [file] = ada.files()
    sealed = file.read_bytes()
    assert len(sealed) > len(text_cv())
    assert not any(word in sealed for word in text_cv().split() if len(word) > 3)
    assert ada.http.delete(f"/api/cvs/{first['id']}").status_code == 204
    assert ada.http.get(f"/api/cvs/{second['id']}/file").content == text_cv()
    assert ada.http.delete(f"/api/cvs/{second['id']}").status_code == 204
    assert ada.files() == ada.cvs() == []


def test_corrections_are_versions_and_can_be_taken_back(ada: Person) -> None:
    cv = ada.added(text_cv())
    path = f"/api/cvs/{cv['id']}"
    changed = ada.http.patch(path, json={"profile": RESUME, "version": 1}).raise_for_status()
    assert (changed.json()["version"], changed.json()["engine"]) == (2, "edited")
    assert changed.json()["profile"]["basics"]["name"] == "Ada King"
    [former] = ada.get(f"{path}/versions")["items"]
    assert (former["number"], former["profile"]) == (1, cv["profile"])
    stale = ada.http.patch(path, json={"profile": {"basics": {"name": "Eve"}}, "version": 1})
    assert (stale.status_code, stale.json()["code"]) == (409, "cv_changed")
    restored = ada.http.patch(path, json={"restore_version": 1}).raise_for_status().json()
    assert (restored["version"], restored["engine"]) == (3, "rules@1")
    assert restored["profile"] == cv["profile"]
    assert restored["spans"] == cv["spans"]
    assert [v["number"] for v in ada.get(f"{path}/versions")["items"]] == [2, 1]
    reparsed = ada.http.post(f"{path}/reparse").raise_for_status().json()
    assert (reparsed["version"], reparsed["profile"]) == (4, cv["profile"])
    for body, status, code in [
        ({"restore_version": 77}, 404, "version_not_found"),
        ({}, 400, "nothing_to_change"),
        ({"profile": {"basics": []}}, 400, "json_resume_invalid"),
        ({"file_name": "x"}, 422, "invalid"),
    ]:
        refused = ada.http.patch(path, json=body)
        assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert ada.get(path) == reparsed
    assert ada.http.get(f"{path}/file").content == text_cv()


def test_one_cv_is_the_default(ada: Person) -> None:
    first, second, third = [ada.added(text_cv(number))["id"] for number in range(3)]

    def default() -> list[str]:
        return [cv["id"] for cv in ada.cvs() if cv["is_default"]]

    assert default() == [first]
    assert ada.http.patch(f"/api/cvs/{second}", json={"is_default": True}).json()["is_default"]
    assert default() == [second]
    ada.http.delete(f"/api/cvs/{second}").raise_for_status()
    assert default() == [third]
    ada.http.delete(f"/api/cvs/{first}").raise_for_status()
    assert default() == [third]
    ada.http.delete(f"/api/cvs/{third}").raise_for_status()
    assert ada.added(text_cv())["is_default"]


def test_skills_quote_the_text_and_gains_add_up(ada: Person) -> None:
    cv = ada.added(SAMPLE, "cv.pdf")
    categories = ada.get(f"/api/cvs/{cv['id']}/skills")["categories"]
    skills = [skill for category in categories for skill in category["skills"]]
    assert {"Python", "PostgreSQL"} <= {skill["skill"] for skill in skills}
    for skill in skills:
        assert skill["mentions"]
        for mention in skill["mentions"]:
            assert cv["text"][mention["start"] : mention["end"]] == mention["quote"] != ""
    assert {(s["skill"], c["category"]) for c in categories for s in c["skills"]} == {
        (s["skill"], s["category"]) for s in cv["skills"]
    }
    lean = ada.added(json.dumps({"basics": {"name": "Ada King Lovelace"}}).encode(), "cv.json")
    for made in (cv, lean):
        completeness = ada.get(f"/api/cvs/{made['id']}/completeness")
        gains = [gap["gain"] for gap in completeness["missing"]]
        assert completeness["score"] + sum(gains) == 100
        assert gains == sorted(gains, reverse=True)
        assert all(gap["advice"] for gap in completeness["missing"])


def test_a_json_resume_is_taken_as_body(ada: Person) -> None:
    answer = ada.http.post("/api/cvs", json=RESUME)
    assert (answer.status_code, answer.json()["media_type"]) == (201, "application/json")
    assert answer.json()["profile"]["work"][0]["position"] == "Engineer"
    assert ada.http.get(f"/api/cvs/{answer.json()['id']}/file").json() == RESUME


def test_nobody_else_sees_a_cv(ada: Person, eve: Person, address: str) -> None:
    cv = ada.added(text_cv())
    path = f"/api/cvs/{cv['id']}"
    routes = [
        ("GET", ""), ("GET", "/file"), ("GET", "/json-resume"), ("GET", "/skills"),
        ("GET", "/completeness"), ("GET", "/versions"), ("POST", "/reparse"), ("DELETE", ""),
        ("PATCH", ""),
    ]  # fmt: skip
    for method, part in routes:
        body = {"is_default": True} if method == "PATCH" else None
        theirs = eve.http.request(method, path + part, json=body)
        assert (theirs.status_code, theirs.json()["code"]) == (404, "cv_not_found"), part
        unsigned = httpx2.request(method, f"{address}{path}{part}", json=body)
        assert unsigned.status_code == 401, part
    assert eve.cvs() == []
    assert eve.http.get("/api/cvs", params={"cursor": cv["id"]}).json()["items"] == []
    assert ada.get(path) == cv


# What is not taken


@pytest.mark.parametrize("media_type", ["multipart/form-data; boundary=b", "application/pdf"])
@pytest.mark.parametrize(
    "framing", ["Transfer-Encoding: chunked", f"Content-Length: {20 * SIZE_LIMIT}"]
)
def test_a_file_that_is_too_large_is_refused_while_it_comes(
    ada: Person, address: str, media_type: str, framing: str
) -> None:
    """The client never comes to its end, and yet is answered."""
    chunked = "chunked" in framing
    head = (
        f"POST /api/cvs HTTP/1.1\r\nHost: localhost\r\nContent-Type: {media_type}\r\n{framing}\r\n"
        f"Authorization: {ada.http.headers['authorization']}\r\n\r\n"
    ).encode()
    part = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
    first = part if "boundary" in media_type else b"%PDF-1.7\n"
    where = urlsplit(address)
    with socket.create_connection((where.hostname, where.port), timeout=30) as connection:
        connection.sendall(head)
        try:
            for piece in (first, *[b"\xa5" * 65_536] * (SIZE_LIMIT // 65_536 + 2)):
                connection.sendall(b"%x\r\n%s\r\n" % (len(piece), piece) if chunked else piece)
        except ConnectionError:
            assert not chunked  # the length given was known to be too much before
        answer = b""
        while b"too_large" not in answer:
            received = connection.recv(65_536)
            assert received, answer
            answer += received
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert ada.cvs() == ada.files() == []


def test_what_is_too_large_by_one_byte_is_too_large(ada: Person) -> None:
    large = text_cv().ljust(SIZE_LIMIT + 1)
    assert ada.upload(large).json()["code"] == "too_large"
    assert ada.http.post("/api/cvs", content=iter([large])).status_code == 413
    assert ada.cvs() == ada.files() == []


def docm() -> bytes:
    parts = {"[Content_Types].xml": content_types(DOCM), "word/vbaProject.bin": b"\xd0\xcf" * 99}
    return a_zip(docx_parts(more=parts))


def with_entity() -> bytes:
    prolog = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return a_docx(more={"word/document.xml": a_part(paragraph("Ada King"), prolog=prolog)})


def bomb() -> bytes:
    return a_docx(more={"word/document.xml": a_part(paragraph("a" * 80_000_000))})


def linked() -> bytes:
    return a_docx_related(("rId9", "attachedTemplate", "https://evil.example/a.dotm", "External"))


SCRIPT = b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"
LAUNCH = b"/OpenAction << /S /Launch /F (cmd.exe) >>"
ODD = {
    "empty": ("cv.pdf", b"", 422, "empty"),
    "macros": ("cv.docx", docm(), 422, "active_content"),
    "a template from elsewhere": ("cv.docx", linked(), 422, "active_content"),
    "an entity": ("cv.docx", with_entity(), 422, "xml_entity"),
    "a bomb": ("cv.docx", bomb(), 422, "archive_bomb"),
    "a script": ("cv.pdf", plain_pdf(catalog=SCRIPT), 422, "active_content"),
    "a program": ("cv.pdf", plain_pdf(catalog=LAUNCH), 422, "active_content"),
    "a bomb in a PDF": ("cv.pdf", plain_pdf(content=flate(b" " * 90_000_000)), 422, "archive_bomb"),
    "a password": ("cv.pdf", an_encrypted_pdf(), 422, "encrypted"),
    "a scan": ("cv.pdf", an_empty_pdf(), 422, "no_text"),
    "half a file": ("cv.pdf", SAMPLE[: len(SAMPLE) // 3], 422, "corrupt"),
    "a broken DOCX": ("cv.docx", a_docx()[:-30], 422, "corrupt"),
    "an object in RTF": ("cv.rtf", an_rtf(r"Ada King {\object\objemb{\*\objdata 0105}}"), 422, "active_content"),
    "a DOC behind a password": ("cv.doc", Doc("Ada King\r", flags=0x100).written(), 422, "encrypted"),
    "JSON that is no CV": ("cv.json", b'{"plan": "Pro"}', 422, "corrupt"),
    "a picture": ("cv.png", b"\x89PNG\r\n\x1a\n" + bytes(99), 415, "unsupported_type"),
    "a page": ("cv.html", b"<html><script>alert(1)</script></html>", 415, "unsupported_type"),
    "a PDF by name": ("cv.pdf", a_docx(), 415, "type_mismatch"),
    "a program by content": ("cv.txt", b"MZ\x90\x00\x03" + bytes(200), 415, "type_mismatch"),
}  # fmt: skip


@pytest.mark.parametrize("what", ODD)
def test_what_is_refused_leaves_nothing(ada: Person, what: str) -> None:
    name, content, status, code = ODD[what]
    answer = ada.upload(content, name)
    assert answer.status_code == status, answer.text
    assert answer.json()["code"] == code
    assert answer.headers["content-type"] == "application/problem+json"
    assert len(answer.json()["detail"]) > 15
    assert ada.cvs() == ada.files() == []


def test_a_media_type_that_promises_something_else_is_refused(ada: Person) -> None:
    answer = ada.upload(SAMPLE, "cv.pdf", "image/png")
    assert (answer.status_code, answer.json()["code"]) == (415, "type_mismatch")
    assert ada.upload(SAMPLE, "cv.pdf", "application/octet-stream").status_code == 201


# What happens when there is little to read with, and when Jobr is killed


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with database(tmp_path / "database") as running:
        yield running


@contextmanager
def nothing_can_be_read(server: Server) -> Iterator[None]:
    """The process every sandbox comes from stands still."""
    nursery = _nursery_of(server)
    os.kill(nursery, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(nursery, signal.SIGCONT)


def _nursery_of(server: Server) -> int:
    assert server._process
    listed = Path(f"/proc/{server._process.pid}/task").glob("*/children")
    [nursery] = [
        int(child)
        for children in listed
        for child in children.read_text().split()
        if b"documents.nursery" in Path(f"/proc/{child}/cmdline").read_bytes()
    ]
    return nursery


def test_what_cannot_be_read_at_once_is_read_later(
    db: Database, persons: Persons, tmp_path: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text("import os\nos.cpu_count = lambda: 1\n")
    environment = environment_for(db.url, "", tmp_path, PYTHONPATH=str(tmp_path))
    server = Server.on_a_free_port(environment, tmp_path)
    server.start_and_wait()
    ada = persons(server.url, tmp_path)
    known = ada.added(text_cv(0))["id"]
    uploads = [
        (plain_pdf(catalog=SCRIPT), "cv.pdf"), *((text_cv(number), "cv.txt") for number in (1, 2, 3))
    ]  # fmt: skip
    with ThreadPoolExecutor(5) as threads:
        with nothing_can_be_read(server):
            sent = [threads.submit(ada.upload, *upload) for upload in uploads]
            again = threads.submit(ada.http.post, f"/api/cvs/{known}/reparse")
            until(lambda: sum(one.done() for one in (again, *sent)) == 4)
        answers, reparsed = [one.result() for one in sent], again.result()
    # The only reader was somebody's; who that was is not for us to say.
    statuses = Counter(answer.status_code for answer in (*answers, reparsed))
    assert statuses[202] + statuses[503] == 4
    if reparsed.status_code == 503:
        assert (reparsed.json()["code"], statuses[503]) == ("readers_busy", 1)
        assert int(reparsed.headers["retry-after"]) >= 1
    for later in (answer.json() for answer in answers if answer.status_code == 202):
        assert (later["status"], later["text"], later["version"]) == ("reading", "", 1)
    until(lambda: all(cv["status"] != "reading" for cv in ada.cvs()))

    told = set(db.rows("SELECT name, data->>'cv_id' FROM events"))
    for answer, (content, _) in zip(answers[1:], uploads[1:], strict=True):
        cv = ada.get(f"/api/cvs/{answer.json()['id']}")
        assert (cv["status"], cv["profile"]["basics"]["email"]) == ("ready", "ada@example.org")
        assert ("cv.parsed", cv["id"]) in told
        assert ada.http.get(f"/api/cvs/{cv['id']}/file").content == content
    if answers[0].status_code == 422:
        assert answers[0].json()["code"] == "active_content"
    else:
        cv = ada.get(f"/api/cvs/{answers[0].json()['id']}")
        assert (cv["status"], cv["refusal"]["code"]) == ("refused", "active_content")
        assert ("cv.refused", cv["id"]) in told
        gone = ada.http.get(f"/api/cvs/{cv['id']}/file")
        assert (gone.status_code, gone.json()["code"]) == (404, "original_missing")
    assert len(ada.files()) == 4
    server.stop()


@dataclass
class Uploads:
    """Of one person: file after file, until the server is gone."""

    person: Person
    number: int
    accepted: dict[str, bytes] = field(default_factory=dict)

    def go_on(self) -> None:
        while True:
            self.number += 1
            content = text_cv(self.number)
            try:
                answer = self.person.upload(content)
            except httpx2.TransportError:
                return
            assert answer.status_code in (201, 202), answer.text
            self.accepted[answer.json()["id"]] = content


@dataclass(frozen=True)
class Kept:
    """What rests on the disk, and what the rows know of it."""

    db: Database
    home: Path

    def keys(self) -> set[str]:
        return {key for (key,) in self.db.rows("SELECT key FROM cv_files")}

    def files(self) -> set[str]:
        below = self.home / "files"
        return {path.relative_to(below).as_posix() for path in below.rglob("*") if path.is_file()}

    def has_orphans(self) -> bool:
        """Something between file and row."""
        return any("incoming" not in file for file in self.files() - self.keys())

    def age(self) -> None:
        """As if it had all happened long ago: the sweep leaves what may still be on its way."""
        for file in self.files():
            os.utime(self.home / "files" / file, (0, 0))

    @contextmanager
    def no_new_rows(self) -> Iterator[None]:
        with psycopg.connect(self.db.url) as connection:
            connection.execute("LOCK TABLE cv_files IN SHARE ROW EXCLUSIVE MODE")
            yield


def kill_all(servers: list[Server]) -> None:
    for server in servers:
        server.kill()


def upload_until_killed(
    servers: list[Server], crowd: list[Uploads], kept: Kept, how: str, most: int
) -> None:
    most += sum(len(uploads.accepted) for uploads in crowd)
    with ThreadPoolExecutor(len(crowd)) as threads:
        running = [threads.submit(uploads.go_on) for uploads in crowd]
        until(lambda: sum(len(uploads.accepted) for uploads in crowd) >= most, every=0.002)
        if how == "at random":
            kill_all(servers)
        else:
            with kept.no_new_rows():
                until(kept.has_orphans, every=0.01)
                kill_all(servers)
        for one in running:
            one.result()


@pytest.mark.endurance
def test_a_kill_loses_nothing_that_was_accepted_and_leaves_nothing_else(
    db: Database, run: Run, persons: Persons, tmp_path: Path
) -> None:
    """Ten kills, four of them surely between a file and its row."""
    environment = environment_for(db.url, "", tmp_path)
    servers = [Server.on_a_free_port(environment, tmp_path) for _ in range(2)]
    kept, dice = Kept(db, tmp_path), random.Random(5)
    crowd: list[Uploads] = []
    for how in ("at random", "between", "at random", "between", "at random"):
        for server in servers:
            server.start()
        until(lambda: all(server.health() == 200 for server in servers))
        crowd = crowd or [
            Uploads(persons(servers[number % 2].url, tmp_path), 1_000 * number)
            for number in range(6)
        ]
        upload_until_killed(servers, crowd, kept, how, dice.randint(5, 20))

    orphans = kept.files() - kept.keys()
    assert len(orphans) >= 2
    assert kept.keys() <= kept.files()
    kept.age()
    swept = run("cv", "sweep", "--json", env=environment)
    assert swept.returncode == 0, swept.stderr
    assert json.loads(swept.stdout)["removed"] == len(orphans)
    assert kept.files() == kept.keys()
    servers[0].start_and_wait()
    for uploads in crowd:
        person = uploads.person
        person.http.base_url = httpx2.URL(servers[0].url)
        got = {cv["id"]: person.http.get(f"/api/cvs/{cv['id']}/file") for cv in person.cvs()}
        assert {answer.status_code for answer in got.values()} == {200}
        assert len(got) <= len(uploads.accepted) + 5  # those whose answer a kill cut off
        for cv, content in uploads.accepted.items():
            assert got[cv].content == content
    servers[0].stop()
