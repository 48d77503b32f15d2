"""The whole flow against a real server process on a real PostgreSQL."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path
from uuid import uuid4

import httpx2
import pytest
from system_types import Run

SAMPLES = Path(str(files("jobr_cli"))) / "samples"
PASSWORD = "long enough"


@pytest.fixture
def http(address: str) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=address, timeout=30) as client:
        yield client


def signed(http: httpx2.Client, email: str) -> dict[str, str]:
    answer = http.post("/api/auth/login", json={"email": email, "password": PASSWORD})
    return {"authorization": f"Bearer {answer.raise_for_status().json()['access_token']}"}


def test_register_upload_import_match(http: httpx2.Client, run: Run) -> None:
    email, admin = (f"{uuid4().hex}@example.org" for _ in range(2))
    registered = http.post(
        "/api/auth/register", json={"email": email, "password": PASSWORD, "full_name": "Ada"}
    )
    assert registered.status_code == 201
    assert registered.json()["token_type"] == "Bearer"
    headers = signed(http, email)

    cv = (SAMPLES / "backend-engineer.pdf").read_bytes()
    uploaded = http.post(
        "/api/cvs", files={"file": ("cv.pdf", cv, "application/pdf")}, headers=headers
    )
    assert uploaded.status_code == 201
    assert uploaded.json()["profile"]["basics"]["name"] == "Ishaan Barve"

    created = run("users", "create", admin, "--role", "admin", stdin=f"{PASSWORD}\n")
    assert created.returncode == 0, created.stderr
    jobs = (SAMPLES / "jobs.jsonl").read_bytes()
    admin_headers = signed(http, admin)
    first = http.post("/api/jobs/import", content=jobs, headers=admin_headers)
    assert first.json()["created"] + first.json()["unchanged"] == 72
    again = http.post(
        "/api/jobs/import", files={"file": ("jobs.jsonl", jobs)}, headers=admin_headers
    )
    counts = ("created", "updated", "unchanged", "closed", "left_out")
    assert [again.json()[name] for name in counts] == [0, 0, 72, 0, 0]

    matches = http.get("/api/matches", params={"limit": 5}, headers=headers).json()["items"]
    scores = [match["score"] for match in matches]
    assert scores == sorted(scores, reverse=True)
    assert matches[0]["title"] == "Senior Backend Engineer (Python)"
    report = http.get(f"/api/matches/{matches[0]['job_id']}", headers=headers).json()
    assert report == matches[0]
    job = http.get(f"/api/jobs/{report['job_id']}").json()
    quoted = [line for line in report["lines"] if line["job"]]
    assert quoted
    for line in quoted:
        assert job["text"][line["job"]["start"] : line["job"]["end"]] == line["job"]["quote"]
    for line in (line for line in report["lines"] if line["cv"]):
        assert (
            uploaded.json()["text"][line["cv"]["start"] : line["cv"]["end"]] == line["cv"]["quote"]
        )


def test_the_server_ranks_as_the_command_does(http: httpx2.Client, run: Run) -> None:
    email = f"{uuid4().hex}@example.org"
    run("jobs", "import", SAMPLES / "jobs.jsonl")
    http.post("/api/auth/register", json={"email": email, "password": PASSWORD})
    headers = signed(http, email)
    nurse = SAMPLES / "nurse.docx"
    http.post("/api/cvs", files={"file": ("nurse.docx", nurse.read_bytes())}, headers=headers)
    served = http.get("/api/matches", params={"limit": 100}, headers=headers).json()["items"]
    printed = json.loads(
        run("match", nurse, "--jobs", SAMPLES / "jobs.jsonl", "--top", "100", "--json").stdout
    )
    scores = {report["title"] + report["company"]: report["score"] for report in served}
    assert scores == {
        m["report"]["title"] + m["report"]["company"]: m["report"]["score"]
        for m in printed["matches"]
    }


def test_somebody_elses_cv_is_not_found(http: httpx2.Client) -> None:
    owner, other = ({"email": f"{uuid4().hex}@example.org", "password": PASSWORD} for _ in range(2))
    for person in (owner, other):
        http.post("/api/auth/register", json=person)
    resume = {"basics": {"name": "Ada"}, "skills": [{"keywords": ["Python"]}]}
    mine = http.post("/api/cvs", json=resume, headers=signed(http, owner["email"])).json()["id"]
    theirs = signed(http, other["email"])
    answers = [
        http.get(f"/api/cvs/{mine}", headers=theirs),
        http.delete(f"/api/cvs/{mine}", headers=theirs),
        http.get("/api/matches", params={"cv_id": mine}, headers=theirs),
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert {answer.json()["code"] for answer in answers} == {"cv_not_found"}


def test_of_many_registrations_of_one_address_one_succeeds(address: str) -> None:
    person = {"email": f"{uuid4().hex}@example.org", "password": PASSWORD}

    def register(_: int) -> int:
        return httpx2.post(f"{address}/api/auth/register", json=person, timeout=60).status_code

    with ThreadPoolExecutor(10) as threads:
        assert sorted(threads.map(register, range(20))) == [201] + [409] * 19


def test_operators_see_and_change_accounts(run: Run, http: httpx2.Client) -> None:
    email = f"{uuid4().hex}@example.org"
    assert run("users", "create", email, "--name", "Grace", stdin=f"{PASSWORD}\n").returncode == 0
    assert (
        json.loads(run("users", "set-role", email, "admin", "--json").stdout)[0]["role"] == "admin"
    )
    assert "Grace" in run("users", "show", email).stdout
    assert email in run("users", "list").stdout
    assert http.get("/api/me", headers=signed(http, email)).json()["role"] == "admin"
    for arguments, words in [
        (("users", "create", email), "already"),
        (("users", "show", "nobody@example.org"), "no such account"),
        (("users", "create", "nonsense"), "not an e-mail address"),
    ]:
        result = run(*arguments, stdin=f"{PASSWORD}\n")
        assert (result.returncode, result.stderr.count("\n")) == (1, 1)
        assert words in result.stderr


def test_every_log_line_of_a_request_carries_its_ids(http: httpx2.Client, home: Path) -> None:
    request_id, trace = f"request-{uuid4().hex}", uuid4().hex
    headers = {"x-request-id": request_id, "traceparent": f"00-{trace}-b7ad6b7169203331-01"}
    http.get("/api/jobs/unknown", headers=headers)
    lines = [json.loads(line) for line in (home / "server.log").read_text().splitlines()]
    (line,) = [line for line in lines if line.get("request_id") == request_id]
    assert (line["trace_id"], line["status"], line["path"]) == (trace, 404, "/api/jobs/unknown")
    assert line["ms"] >= 0
