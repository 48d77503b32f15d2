"""Matches of people, on a real server and a real PostgreSQL: found, kept, proved, computed again."""

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, Self

import httpx2
import psycopg
import pytest
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
from system_types import Run

from builders import BACKEND_CV

SAMPLES = Path(str(files("jobr_cli"))) / "samples"
EMAIL = "ada@example.org"
POSTINGS = 40
PEOPLE = 10


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with database(tmp_path / "database") as running:
        yield running


@pytest.fixture
def around(db: Database, tmp_path: Path) -> Iterator[dict[str, str]]:
    with mail_server() as (_, smtp_url):
        yield environment_for(db.url, smtp_url, tmp_path)


class Person:
    """Ada, at her browser."""

    def __init__(self, url: str) -> None:
        self._http = httpx2.Client(base_url=url, timeout=30)
        person = {"email": EMAIL, "password": PASSWORD}
        registered = self._http.post("/api/auth/register", json=person)
        if registered.status_code == 409:
            registered = self._http.post("/api/auth/login", json=person)
        token = registered.raise_for_status().json()["access_token"]
        self._http.headers["authorization"] = f"Bearer {token}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def asks(self, method: str, path: str, **more: Any) -> Any:
        answer = self._http.request(method, path, **more)
        assert answer.is_success, (path, answer.text)
        return answer.json() if answer.content else None

    def sees(self, path: str) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = self.asks("GET", path)["items"]
        return items


def test_matches_from_the_upload_to_the_last_receipt(
    db: Database, around: dict[str, str], run: Run, tmp_path: Path
) -> None:
    server = Server.on_a_free_port(around, tmp_path)
    server.start_and_wait()
    some = "".join((SAMPLES / "jobs.jsonl").read_text().splitlines(keepends=True)[:POSTINGS])
    imported = run("jobs", "import", "-", stdin=some, env=around)
    assert imported.returncode == 0, imported.stderr
    with Person(server.url) as ada:
        cv = ada.asks("POST", "/api/cvs", files={"file": ("cv.txt", BACKEND_CV.encode())})
        best, worst = _matches_are_found(ada)
        _feedback_counts(ada, best, worst)
        _receipts_verify(ada, cv, best, run, around, tmp_path)
        again = run("rematch-user", EMAIL, "--json", env=around)
        assert json.loads(again.stdout) == {"email": EMAIL, "has_cv": True, "new": 0}
        _everybody_is_computed_once(db, around, run, tmp_path)
        before = ada.sees("/api/matches")
        server.kill()
    server.start_and_wait()
    with Person(server.url) as ada:
        assert ada.sees("/api/matches") == before
        assert ada.sees("/api/matches/new") == []
        ada.asks("DELETE", f"/api/cvs/{cv['id']}")
        until(lambda: ada.sees("/api/matches/history") == [], 10)
    server.stop()
    assert "Traceback" not in server.log.read_text()


def _matches_are_found(ada: Person) -> tuple[str, str]:
    """Within seconds; answers the first and the last of them."""
    until(lambda: len(ada.sees("/api/matches/new?limit=100")) == POSTINGS, 10)
    new = ada.sees("/api/matches/new?limit=100")
    asked = ada.sees("/api/matches?limit=100")
    assert {one["job_id"]: one["report"] for one in new} == {one["job_id"]: one for one in asked}
    ada.asks("POST", "/api/matches/visits")
    assert ada.sees("/api/matches/new") == []
    return asked[0]["job_id"], asked[-1]["job_id"]


def _feedback_counts(ada: Person, liked: str, disliked: str) -> None:
    """Within seconds, in what is kept too."""
    ada.asks("POST", f"/api/matches/{liked}/feedback", json={"verdict": "like"})
    ada.asks("POST", f"/api/matches/{disliked}/feedback", json={"verdict": "dislike"})

    def is_kept() -> bool:
        kept = ada.sees("/api/matches/history?limit=100")
        return [one["report"] for one in kept if one["job_id"] == liked] == [
            ada.asks("GET", f"/api/matches/{liked}")
        ]

    until(is_kept, 10)
    report = ada.asks("GET", f"/api/matches/{liked}")
    assert report["lines"][-1]["kind"] == "feedback"


def _receipts_verify(
    ada: Person, cv: dict[str, Any], job_id: str, run: Run, around: dict[str, str], home: Path
) -> None:
    """Also after the CV was edited, by what it said before; if something else changes, they say so."""
    receipt = home / "receipt.json"
    receipt.write_text(json.dumps(ada.asks("GET", f"/api/matches/{job_id}/receipt")))
    profile = cv["profile"] | {"skills": [{"name": "Data", "keywords": ["Kafka", "Rust"]}]}
    ada.asks("PATCH", f"/api/cvs/{cv['id']}", json={"profile": profile})
    verified = run("score", "verify", receipt, env=around)
    assert (verified.returncode, verified.stderr) == (0, "")
    assert verified.stdout.startswith("Equal")
    ada.asks("PUT", "/api/me/preferences", json={"weights": {"skill": 2}})
    verified = run("score", "verify", receipt, "--json", env=around)
    assert verified.returncode == 1
    differences = json.loads(verified.stdout)["differences"]
    assert [one["cause"] for one in differences] == ["preferences_changed"]


def _everybody_is_computed_once(db: Database, around: dict[str, str], run: Run, home: Path) -> None:
    """Though the first attempt is killed."""
    with psycopg.connect(db.url) as connection:
        connection.execute(
            """
            INSERT INTO users SELECT (jsonb_populate_record(u, jsonb_build_object(
                'id', lpad(to_hex(n), 32, '0')::uuid, 'email', 'p' || n || '@example.org'))).*
            FROM users AS u, generate_series(1, %s) AS n
            """,
            (PEOPLE,),
        )
        connection.execute(
            """
            INSERT INTO cvs SELECT (jsonb_populate_record(c, jsonb_build_object(
                'id', p.id, 'owner_id', p.id, 'file_key', NULL))).*
            FROM cvs AS c, users AS p WHERE p.id <> c.owner_id
            """
        )
    attempt = Process(("rematch-all",), around, home / "rematch.log")
    attempt.start()
    until(lambda: db.value("SELECT coalesce(max(done), 0) FROM rematch_runs") >= 3, 20, every=0.01)
    attempt.kill()
    done = db.value("SELECT done FROM rematch_runs")
    assert 3 <= done < PEOPLE
    rest = run("rematch-all", "--json", env=around)
    assert json.loads(rest.stdout) == {"people": PEOPLE + 1, "computed": PEOPLE + 1}
    [(runs, ended)] = db.rows("SELECT count(*), count(ended_at) FROM rematch_runs")
    assert (runs, ended) == (1, 1)
    times = dict(
        db.rows(
            "SELECT data ->> 'user_id', count(*) FROM events "
            f"WHERE name = 'match.computed' AND data ->> 'user_id' < '{'0' * 8}-1' GROUP BY 1"
        )
    )
    assert len(times) == PEOPLE
    assert sum(times.values()) <= PEOPLE + 1  # the one it was killed at
    assert db.value("SELECT count(*) FROM matches WHERE is_current") == POSTINGS * (PEOPLE + 1)
