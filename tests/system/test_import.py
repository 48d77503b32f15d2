"""Postings from boards, addresses and files, imported by the real command and a real server."""

import json
import random
import re
import signal
import socket
import string
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import boards as wire
import httpx2
import pytest
import starting
from boards import Boards, Canary, Reply
from processes import (
    PASSWORD,
    Database,
    Process,
    Server,
    database,
    environment_for,
    mail_server,
    until,
)

COUNTS: Final = ("created", "updated", "unchanged", "closed", "left_out")


@dataclass(frozen=True, slots=True, kw_only=True)
class Jobr:
    """A server, the command beside it, and what they may ask."""

    boards: Boards
    canary: Canary
    dead: int
    """A port that Jobr may ask, and nobody listens on."""
    database: Database
    environment: Mapping[str, str]
    admin: httpx2.Client

    def run(
        self, *arguments: object, stdin: bytes = b"", **settings: str
    ) -> "subprocess.CompletedProcess[str]":
        done = starting.run(
            ["jobs", *map(str, arguments)], {**self.environment, **settings},
            stdin=stdin, timeout=120,
        )  # fmt: skip
        out, err = done.stdout.decode(), done.stderr.decode()
        return subprocess.CompletedProcess(done.args, done.returncode, out, err)

    def told(self, *arguments: object, stdin: bytes = b"") -> Any:
        """What a command that succeeds tells programs."""
        done = self.run(*arguments, "--json", stdin=stdin)
        assert (done.returncode, done.stderr) == (0, "")
        return json.loads(done.stdout)

    def post(self, **sent: Any) -> httpx2.Response:
        return self.admin.post("/api/jobs/import", **sent)

    def imported(self, source: str) -> Any:
        """The outcome over HTTP."""
        answer = self.post(json={"url": source})
        assert answer.status_code == 200, answer.text
        return answer.json()

    def found(self, words: str) -> dict[str, Any]:
        """Postings that a search over HTTP shows, by external id."""
        answer = self.admin.get("/api/jobs", params={"q": words, "limit": "100"})
        return {item["external_id"]: item for item in answer.raise_for_status().json()["items"]}

    def view(self, job_id: str) -> Any:
        return self.admin.get(f"/api/jobs/{job_id}").raise_for_status().json()

    def events(self, job_id: str) -> list[str]:
        rows = self.database.rows(
            f"SELECT name FROM events WHERE subject = 'job:{job_id}' ORDER BY transaction, number"
        )
        return [name for (name,) in rows]


@pytest.fixture(scope="module")
def jobr(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Jobr]:
    """The canary is also where a proxy would be."""
    home = tmp_path_factory.mktemp("import")
    with (
        database(home / "database") as running,
        mail_server() as (_, smtp_url),
        Boards().open() as boards,
        closing(Canary()) as canary,
        socket.socket() as dead,
    ):
        dead.bind(("127.0.0.1", 0))
        proxy = f"http://127.0.0.1:{canary.port}"
        port = dead.getsockname()[1]
        environment = environment_for(
            running.url, smtp_url, home,
            IMPORT_INTERNAL_HOSTS=f"127.0.0.1:{boards.port},127.0.0.1:{port}",
            HTTP_PROXY=proxy, http_proxy=proxy, ALL_PROXY=proxy,
            **boards.environment(),
        )  # fmt: skip
        server = Server.on_a_free_port(environment, home, "--no-worker")
        server.start_and_wait()
        with httpx2.Client(base_url=server.url, timeout=120) as admin:
            admin.headers["authorization"] = _an_admin(running, admin)
            yield Jobr(
                boards=boards, canary=canary, dead=port, database=running,
                environment=environment, admin=admin,
            )  # fmt: skip
        server.stop()


def _an_admin(database: Database, http: httpx2.Client) -> str:
    person = {"email": "admin@example.org", "password": PASSWORD}
    http.post("/api/auth/register", json=person).raise_for_status()
    database.rows("UPDATE users SET role = 'admin' RETURNING id")
    answer = http.post("/api/auth/login", json=person).raise_for_status()
    return f"Bearer {answer.json()['access_token']}"


@pytest.fixture
def word() -> str:
    """A board's name no other test has; also a word to search for."""
    return "".join(random.SystemRandom().choices(string.ascii_lowercase, k=16))


def counts(outcome: Mapping[str, Any]) -> list[int]:
    return [outcome[name] for name in COUNTS]


def places(posting: Mapping[str, Any]) -> list[str]:
    return [
        ", ".join(part for part in (place["city"], place["region"], place["country"]) if part)
        for place in posting["locations"]
    ]


def pay(posting: Mapping[str, Any]) -> tuple[float | None, float | None, str, str]:
    salary = posting["salary"]
    return salary["min"], salary["max"], salary["currency"], salary["period"]


# What boards answer


def test_a_greenhouse_board(jobr: Jobr, word: str) -> None:
    jobr.boards.greenhouse(word, wire.greenhouse(*wire.greenhouse_traps(word)))
    outcome = jobr.told("import", f"greenhouse:{word}")
    assert (outcome["format"], counts(outcome)) == ("greenhouse", [2, 0, 0, 0, 1])
    [broken] = outcome["broken"]
    assert (broken["position"], "prospect post" in broken["reason"]) == (3, True)

    found = jobr.found(word)
    remote, hybrid = (jobr.view(found[number]["id"]) for number in ("127817", "127818"))
    assert remote["description"] == "Design vaults & doors in C++.\n\n- 5+ years of AutoCAD"
    assert places(remote) == ["New York, New York, US", "Boston, Massachusetts, US"]
    assert pay(remote) == (90_000, 120_000.5, "USD", "year")
    assert (remote["workplace"], remote["employment_type"]) == ("remote", "full_time")
    assert remote["posted_at"] == "2026-10-01T13:00:00Z"
    assert (places(hybrid), hybrid["workplace"]) == (["Berlin, DE"], "hybrid")
    assert (hybrid["company"], hybrid["board"]) == (word.capitalize(), word)
    assert [link["url"] for link in remote["links"]] == [
        f"https://job-boards.greenhouse.io/{word}/jobs/127817"
    ]
    searched = jobr.told("search", word)["items"]
    assert {item["external_id"]: item["id"] for item in searched} == {
        number: item["id"] for number, item in found.items()
    }
    assert counts(jobr.imported(f"greenhouse:{word}")) == [0, 0, 2, 0, 1]


def test_a_lever_board_of_the_european_deployment(jobr: Jobr, word: str) -> None:
    jobr.boards.lever(
        word, wire.documents([wire.lever_posting(word, "9cb4c077", "Compiler Lead")]),
        deployment="eu",
    )  # fmt: skip
    done = jobr.run("import", f"lever:{word}")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "1 new, 0 changed, 0 unchanged, 0 left out (lever)\n"
    asked = [path for path in jobr.boards.asked if word in path]
    assert [path.split("/")[1] for path in asked] == ["global", "eu"]

    posting = jobr.view(jobr.found(word)["9cb4c077"]["id"])
    assert posting["description"] == (
        "Build compilers.\n\nRequirements\n\n- C++ and LLVM\n- 3+ years of experience\n\n"
        "Nice to have\n\n- Rust\n\nWe value curiosity."
    )
    assert places(posting) == ["Munich, DE", "Zürich, CH", "Porto, PT"]
    assert pay(posting) == (6_000, 8_000, "EUR", "month")
    assert posting["posted_at"] == "2026-10-19T16:00:00Z"
    assert (posting["workplace"], posting["employment_type"]) == ("onsite", "full_time")
    assert posting["apply_url"] == f"https://jobs.eu.lever.co/{word}/9cb4c077/apply"
    assert counts(jobr.imported(f"https://jobs.eu.lever.co/{word}")) == [0, 0, 1, 0, 0]


def test_an_ashby_board(jobr: Jobr, word: str) -> None:
    listed = wire.ashby_job(word, "u1", "Product Manager")
    hidden = wire.ashby_job(word, "u2", "Chief of Secrets", isListed=False)
    jobr.boards.ashby(word, wire.ashby(listed, hidden))
    done = jobr.run("import", f"ashby:{word}")
    assert done.stdout == "1 new, 0 changed, 0 unchanged, 1 left out (ashby)\n"
    assert done.stderr == "record 2 left out: not listed on its board (`isListed` is false).\n"

    found = jobr.found(word)
    assert list(found) == ["u1"]
    posting = jobr.view(found["u1"]["id"])
    assert pay(posting) == (81_000, 87_000, "USD", "year")
    assert places(posting) == [
        "Houston, Texas, US",
        "San Francisco, California, US",
        "Toronto, Ontario, CA",
    ]
    assert posting["workplace"] == "hybrid"
    assert posting["description"] == "Join our team\n\n- SQL is a must"
    assert counts(jobr.imported(f"ashby:{word}")) == [0, 0, 1, 0, 1]


def test_a_page(jobr: Jobr, word: str) -> None:
    page = Reply(wire.linked_page(word), media_type="text/html; charset=utf-8")
    address = jobr.boards.page(f"/{word}", page)
    assert counts(jobr.imported(address)) == [2, 0, 0, 0, 0]
    found = jobr.found(word)
    data = jobr.view(found["R-123"]["id"])
    assert data["description"] == "Pipelines in Python and Kafka."
    assert places(data) == ["Pune, Maharashtra, IN", "Berlin, DE"]
    assert pay(data) == (2_000_000, 3_000_000, "INR", "year")
    assert (data["company"], data["employment_type"]) == (word.capitalize(), "full_time")
    platform = found["R-124"]
    assert (platform["workplace"], places(platform)) == ("remote", ["IN"])
    assert counts(jobr.imported(address)) == [0, 0, 2, 0, 0]


def test_a_table_on_standard_input(jobr: Jobr, word: str) -> None:
    table = wire.jobspy_table(word)
    done = jobr.run("import", "-", stdin=table)
    assert done.stdout == "2 new, 0 changed, 0 unchanged, 1 left out (jobspy)\n"
    assert done.stderr == f"record 8 (li-{word}) left out: `title` is missing.\n"
    found = jobr.found(word)
    cook, chef = found[f"in-{word}"], found[f"li-{word}-2"]
    assert (cook["source"], places(cook)) == ("indeed", ["Austin, Texas, US"])
    assert pay(cook) == (18.5, 24, "USD", "hour")
    assert "- Food handler's card\n- 2+ years" in jobr.view(cook["id"])["description"]
    assert (chef["source"], chef["workplace"], chef["locations"]) == ("linkedin", "remote", [])
    assert counts(jobr.post(content=table).json()) == [0, 0, 2, 0, 1]


def test_pasted_json(jobr: Jobr, word: str) -> None:
    pasted = jobr.run("import", f'[{{"title": "Cook", "company": "{word}", "id": "{word}"}}]')
    assert pasted.stdout == "1 new, 0 changed, 0 unchanged, 0 left out (jobr)\n"


def test_a_feed_sent_as_it_is(jobr: Jobr, word: str) -> None:
    first, again = (
        jobr.post(content=wire.indeed_feed(word), headers={"content-type": "application/xml"})
        for _ in range(2)
    )
    assert (first.json()["format"], counts(first.json())) == ("indeed", [2, 0, 0, 0, 1])
    assert first.json()["broken"] == [
        {
            "position": 2,
            "reason": "`company` is missing.",
            "external_id": f"{word}-2",
            "is_unlisted": False,
        }
    ]
    assert counts(again.json()) == [0, 0, 2, 0, 1]
    nurse = jobr.found(word)[f"{word}-1"]
    assert pay(nurse) == (32_000, 38_000, "GBP", "year")
    assert (places(nurse), nurse["employment_type"]) == (["Leeds, GB"], "part_time")
    assert nurse["posted_at"] == "2026-10-09T22:49:39Z"
    assert jobr.found(word)[f"{word}-3"]["excerpt"] == "Keep records & rotas."


def test_a_description_of_json_resume_at_an_address(jobr: Jobr, word: str) -> None:
    address = jobr.boards.page(f"/{word}.json", wire.documents(wire.resume_job(word)))
    outcome = jobr.imported(address)
    assert (outcome["format"], counts(outcome)) == ("json-resume", [1, 0, 0, 0, 0])
    posting = jobr.found(word)[f"{word}-77"]
    assert pay(posting) == (70_000, 82_000, "CHF", "year")
    assert (posting["workplace"], posting["employment_type"]) == ("hybrid", "part_time")
    assert counts(jobr.imported(address)) == [0, 0, 1, 0, 0]


def test_broken_lines_of_a_form_are_told_and_the_others_kept(jobr: Jobr, word: str) -> None:
    form = {"file": ("jobs.jsonl", wire.own_lines(word), "application/x-ndjson")}
    outcome = jobr.post(files=form).json()
    assert (outcome["format"], counts(outcome)) == ("jobr", [2, 0, 0, 0, 2])
    assert [(broken["position"], broken["reason"]) for broken in outcome["broken"]] == [
        (2, "`workplace` is “moon”; it must be one of onsite, hybrid, remote."),
        (3, 'not a JSON object: it starts with “{"title": "cut”.'),
    ]  # fmt: skip
    found = jobr.found(word)
    assert sorted(found) == [f"{word}-1", f"{word}-3"]
    assert pay(found[f"{word}-1"]) == (3_000, None, "EUR", "month")


# What changes at a board


def test_a_board_says_that_nothing_has_changed(jobr: Jobr, word: str) -> None:
    job = wire.ashby_job(word, "u1", "Product Manager")
    jobr.boards.ashby(word, wire.ashby(job, etag='W/"one"'))
    assert counts(jobr.imported(f"ashby:{word}")) == [1, 0, 0, 0, 0]
    again = jobr.imported(f"ashby:{word}")
    assert (again["is_not_modified"], counts(again)) == (True, [0, 0, 0, 0, 0])
    done = jobr.run("import", f"ashby:{word}")
    assert done.stdout == "Nothing has changed there since the last import.\n"
    changed = {**job, "title": "Product Lead"}
    jobr.boards.ashby(word, wire.ashby(changed, etag='W/"two"'))
    outcome = jobr.imported(f"ashby:{word}")
    assert (outcome["is_not_modified"], counts(outcome)) == (False, [0, 1, 0, 0, 0])
    assert jobr.found(word)["u1"]["title"] == "Product Lead"


def test_what_a_board_no_longer_has_is_closed_until_it_is_back(jobr: Jobr, word: str) -> None:
    one, two = (
        wire.lever_posting(word, name, f"{title} {word}")
        for name, title in (("a1", "Compiler Lead"), ("a2", "Release Manager"))
    )
    for postings, expected in [
        ((one, two), [2, 0, 0, 0, 0]),
        ((one,), [0, 0, 1, 1, 0]),
        ((), [0, 0, 0, 1, 0]),
        ((one, two), [0, 2, 0, 0, 0]),
        ((one, two), [0, 0, 2, 0, 0]),
    ]:
        jobr.boards.lever(word, wire.documents([*postings]))
        assert counts(jobr.imported(f"lever:{word}")) == expected
        assert sorted(jobr.found(word)) == [posting["id"] for posting in postings]
    back = jobr.found(word)["a2"]
    assert jobr.events(back["id"]) == ["job.imported", "job.expired", "job.updated"]


def test_what_a_board_hides_is_closed_and_what_cannot_be_read_is_not(jobr: Jobr, word: str) -> None:
    shown, hidden, broken = (wire.ashby_job(word, name, f"Buyer of {name}") for name in "abc")
    jobr.boards.ashby(word, wire.ashby(shown, hidden, broken))
    assert counts(jobr.imported(f"ashby:{word}")) == [3, 0, 0, 0, 0]
    now = wire.ashby(shown, {**hidden, "isListed": False}, {**broken, "title": None})
    jobr.boards.ashby(word, now)
    outcome = jobr.imported(f"ashby:{word}")
    assert counts(outcome) == [0, 0, 1, 1, 2]
    assert [record["external_id"] for record in outcome["broken"]] == [None, "c"]
    assert sorted(jobr.found(word)) == ["a", "c"]


def test_a_part_of_a_board_closes_nothing(jobr: Jobr, word: str) -> None:
    postings = [wire.lever_posting(word, f"p{number}", f"Tester {number}") for number in range(3)]
    address = f"/eu/v0/postings/{word}?mode=json"
    whole = jobr.boards.page(address, wire.documents(postings))
    assert counts(jobr.imported(whole)) == [3, 0, 0, 0, 0]
    for part in ("skip=0&limit=2", "team=Compiler"):
        some = jobr.boards.page(f"{address}&{part}", wire.documents(postings[:2]))
        assert counts(jobr.imported(some)) == [0, 0, 2, 0, 0]
    jobr.boards.page(address, wire.documents(postings[:2]))
    assert counts(jobr.imported(whole)) == [0, 0, 2, 1, 0]


def test_half_a_list_is_kept_and_closes_nothing(jobr: Jobr, word: str) -> None:
    """And what the board had before is asked for in full, although it is known."""
    one, two, three = (
        wire.greenhouse_job(word, number, f"Fitter of {number}") for number in (1, 2, 3)
    )
    before = wire.greenhouse(one, two, etag='"before"')
    jobr.boards.greenhouse(word, before)
    assert counts(jobr.imported(f"greenhouse:{word}")) == [2, 0, 0, 0, 0]
    jobr.boards.greenhouse(word, wire.half(wire.greenhouse(three, one), told=False))
    refused = jobr.post(json={"url": f"greenhouse:{word}"})
    assert (refused.status_code, refused.json()["code"]) == (400, "postings_cut_off")
    assert refused.json()["detail"].endswith("1 posting before that was imported; none was closed.")
    assert sorted(jobr.found(word)) == ["1", "2", "3"]
    jobr.boards.greenhouse(word, before)
    assert counts(jobr.imported(f"greenhouse:{word}")) == [0, 0, 2, 1, 0]
    assert sorted(jobr.found(word)) == ["1", "2"]


# What goes wrong

GOOD: Final = wire.greenhouse(
    *(wire.greenhouse_job("brokenboard", number, f"Fitter {number}") for number in (1, 2))
)
FAILURES: Final[Mapping[str, tuple[Reply, int, str]]] = {
    "missing": (Reply(b"{}", 404), 422, "Greenhouse has no board"),
    "error": (Reply(b"<h1>Oops</h1>", 500), 503, "answers 500 Internal Server Error"),
    "half": (wire.half(GOOD, told=True), 503, "hung up before the end"),
    "announced": (wire.too_much(GOOD, told=True), 413, "sends more than 67,108,864 bytes"),
    "endless": (wire.too_much(GOOD, told=False), 413, "sends more than 67,108,864 bytes"),
    "maintenance": (
        Reply(wire.MAINTENANCE, media_type="text/html"), 503, "something else than its postings",
    ),
    "apology": (wire.documents({"error": "maintenance"}), 422, "The only record is no posting"),
    "nothing": (Reply(b""), 503, "something else than its postings"),
}  # fmt: skip


def test_a_board_that_fails_loses_nothing(jobr: Jobr, word: str) -> None:
    postings = [wire.greenhouse_job(word, number, f"Fitter {number}") for number in (1, 2)]
    jobr.boards.greenhouse(word, wire.greenhouse(*postings))
    assert counts(jobr.imported(f"greenhouse:{word}")) == [2, 0, 0, 0, 0]
    for name, (reply, status, words) in _failures(jobr).items():
        jobr.boards.greenhouse(word, reply)
        answer = jobr.post(json={"url": f"greenhouse:{word}"})
        assert (name, answer.status_code) == (name, status)
        assert answer.headers["content-type"] == "application/problem+json"
        assert words in answer.json()["detail"]
    dead = jobr.post(json={"url": f"http://127.0.0.1:{jobr.dead}/jobs.json"})
    assert (dead.status_code, dead.json()["code"]) == (503, "source_failed")
    assert not jobr.canary.was_asked
    assert sorted(jobr.found(word)) == ["1", "2"]
    jobr.boards.greenhouse(word, wire.greenhouse(*postings))
    assert counts(jobr.imported(f"greenhouse:{word}")) == [0, 0, 2, 0, 0]


def test_a_board_that_fails_is_one_sentence_on_the_command_line(jobr: Jobr, word: str) -> None:
    postings = [wire.greenhouse_job(word, number, f"Fitter {number}") for number in (1, 2)]
    jobr.boards.greenhouse(word, wire.greenhouse(*postings))
    assert counts(jobr.imported(f"greenhouse:{word}")) == [2, 0, 0, 0, 0]
    failures = _failures(jobr)
    bases = {f"http://127.0.0.1:{jobr.dead}": "127.0.0.1 cannot be reached"}
    for name in ("missing", "error", "half", "endless", "maintenance", "redirect"):
        reply, _, words = failures[name]
        jobr.boards.greenhouse(word, reply, base=f"/{name}")
        bases[f"{jobr.boards.url}/{name}"] = words

    def ask(base: str) -> "subprocess.CompletedProcess[str]":
        return jobr.run("import", f"greenhouse:{word}", GREENHOUSE_API_BASE=base)

    with ThreadPoolExecutor(3) as threads:
        answers = dict(zip(bases, threads.map(ask, bases), strict=True))
    for base, done in answers.items():
        _assert_one_sentence(done, bases[base])
    assert not jobr.canary.was_asked
    assert sorted(jobr.found(word)) == ["1", "2"]
    assert counts(jobr.imported(f"greenhouse:{word}")) == [0, 0, 2, 0, 0]


def _failures(jobr: Jobr) -> dict[str, tuple[Reply, int, str]]:
    inside = wire.redirect(f"http://127.0.0.1:{jobr.canary.port}/latest/meta-data/")
    return {**FAILURES, "redirect": (inside, 422, "redirect")}


def _assert_one_sentence(done: "subprocess.CompletedProcess[str]", words: str) -> None:
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith("Error: ")
    assert words in done.stderr


INSIDE: Final = (
    "http://127.0.0.1:{port}/", "http://[::1]:{port}/", "http://localhost:{port}/",
    "http://169.254.169.254/latest/meta-data/", "http://[::ffff:127.0.0.1]:{port}/",
    "http://2130706433:{port}/", "http://127.1:{port}/", "http://0.0.0.0:{port}/",
    "http://user:secret@127.0.0.1:{port}/", "http://jobr.localhost:{port}/",
    "file:///etc/passwd", "gopher://127.0.0.1:{port}/_jobs",
)  # fmt: skip


def test_nobody_makes_the_server_ask_its_own_machine(jobr: Jobr, word: str) -> None:
    addresses = [address.format(port=jobr.canary.port) for address in INSIDE]
    answers = [jobr.post(json={"url": address}) for address in addresses]
    assert {answer.status_code for answer in answers} == {422}
    assert {answer.json()["code"] for answer in answers} == {"address_refused"}
    to = wire.redirect(f"http://localhost:{jobr.canary.port}/")
    moved = jobr.post(json={"url": jobr.boards.page(f"/{word}", to)})
    assert (moved.status_code, moved.json()["code"]) == (422, "address_refused")
    assert not jobr.canary.was_asked


def test_nor_does_the_command_ask_it(jobr: Jobr) -> None:
    addresses = [address.format(port=jobr.canary.port) for address in (INSIDE[0], INSIDE[3])]
    with ThreadPoolExecutor(3) as threads:
        for done in threads.map(lambda address: jobr.run("import", address), addresses):
            _assert_one_sentence(done, "")
    assert not jobr.canary.was_asked


# Large files


def many(word: str, number: int) -> bytes:
    """Lines of postings that are all of one source."""
    alike = {"source": word, "company": word, "description": "Bread"}
    records = ({"id": n, "title": f"Baker in shift {n}", **alike} for n in range(number))
    return "\n".join(map(json.dumps, records)).encode()


def test_a_killed_import_goes_on_where_it_stood(jobr: Jobr, word: str, tmp_path: Path) -> None:
    total = 3_000
    file, log = tmp_path / "jobs.jsonl", tmp_path / "log"
    file.write_bytes(many(word, total))
    process = Process(("jobs", "import", str(file)), jobr.environment, log)
    reached = [_interrupted(jobr, process, file, how) for how in (signal.SIGINT, signal.SIGKILL)]
    assert log.read_text().strip() == (
        "Interrupted: what was imported is kept. Import the same again to go on."
    )

    done = jobr.run("import", file)
    assert (done.returncode, done.stderr) == (0, "")
    went_on, outcome = done.stdout.splitlines()
    [told] = re.findall(r"^Went on behind record ([\d,]+)\.$", went_on)
    behind = int(told.replace(",", ""))
    assert 0 < reached[0] < reached[1] <= behind < total
    assert outcome == f"{total - behind:,} new, 0 changed, 0 unchanged, 0 left out (jobr)"
    kept = f"SELECT count(*), count(DISTINCT external_id) FROM jobs WHERE source = '{word}'"
    assert jobr.database.rows(kept) == [(total, total)]
    of = f"data ->> 'source' = '{word}'"
    imported = f"SELECT count(*) FROM events WHERE name = 'job.imported' AND {of}"
    assert jobr.database.value(imported) == total


def _interrupted(jobr: Jobr, process: Process, file: Path, how: signal.Signals) -> int:
    """How far it came, once nothing of it is left."""
    reached = f"SELECT through FROM import_runs WHERE source = '{file.resolve()}'"
    before = jobr.database.rows(reached)
    process.start()
    until(lambda: jobr.database.rows(reached) != before, every=0.02)
    through: int = jobr.database.value(reached)
    everything = _children(process)
    assert everything
    process._end(how)
    until(lambda: not _living(everything))
    return through


def _children(process: Process) -> set[int]:
    assert process._process
    own = process._process.pid
    return {pid for pid, (parent, _) in _processes().items() if parent == own}


def _living(pids: set[int]) -> set[int]:
    """Without those that are dead, but nobody has asked after."""
    now = _processes()
    return {pid for pid in pids & now.keys() if not now[pid][1].startswith("Z")}


def _processes() -> dict[int, tuple[int, str]]:
    """Parent and state of each."""
    listed = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid=,stat="], capture_output=True, text=True, check=True
    )
    rows = (line.split() for line in listed.stdout.splitlines())
    return {int(pid): (int(parent), state) for pid, parent, state in rows}


def test_others_search_while_postings_come_in(jobr: Jobr, word: str) -> None:
    with _searching(jobr, word) as statuses:
        form = {"file": ("jobs.jsonl", many(word, 1_000))}
        assert counts(jobr.post(files=form).json()) == [1_000, 0, 0, 0, 0]
    assert set(statuses) == {200}
    assert len(jobr.found(word)) == 100


@contextmanager
def _searching(jobr: Jobr, word: str) -> Iterator[Sequence[int]]:
    statuses: list[int] = []
    is_over = threading.Event()

    def search() -> None:
        with httpx2.Client(base_url=jobr.admin.base_url, timeout=60) as http:
            while not is_over.is_set():
                statuses.append(http.get("/api/jobs", params={"q": f"baker {word}"}).status_code)

    with ThreadPoolExecutor(2) as threads:
        for _ in range(2):
            threads.submit(search)
        try:
            yield statuses
        finally:
            is_over.set()


# Who may


def test_only_administrators_import(jobr: Jobr, word: str) -> None:
    asked = len(jobr.boards.asked)
    address = jobr.boards.page(f"/{word}.json", wire.documents(wire.resume_job(word)))
    with httpx2.Client(base_url=jobr.admin.base_url, timeout=60) as http:
        person = {"email": f"{word}@example.org", "password": PASSWORD}
        told = http.post("/api/auth/register", json=person).raise_for_status().json()
        user = {"authorization": f"Bearer {told['access_token']}"}
        for sent in (
            {"json": {"url": address}},
            {"content": wire.own_lines(word)},
            {"files": {"file": ("jobs.jsonl", wire.own_lines(word))}},
        ):
            answers = [
                http.post("/api/jobs/import", headers=headers, **sent)
                for headers in ({}, user, {"authorization": "Bearer nonsense"})
            ]
            assert [answer.status_code for answer in answers] == [401, 403, 401]
    assert jobr.boards.asked[asked:] == []
    assert jobr.found(word) == {}
