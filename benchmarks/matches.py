"""`GET /api/matches` of a running server with 100,000 postings, beside the PostgreSQL path.

    nox -s bench -- matches [--postings 100000] [--people 50]

`jobr serve` on a database of its own; made-up postings (`matching_corpus`) come in by `jobr jobs
import`, and people each upload a CV. Once the features are computed and the index follows, each
person asks for the best 20: cold, and again. Then the same question to the same database without
the index: every row read from PostgreSQL, the answers compared.
"""

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from uuid import UUID

import httpx2
import psycopg
from matching_corpus import Corpus
from serving import Server, serving, somebody

from jobr_adapters.embedded.server import embedded_postgres
from jobr_adapters.wiring.container import postgres_container
from jobr_adapters.wiring.runtime import started
from jobr_adapters.wiring.settings import Settings

SHOWN = 20


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--postings", type=int, default=100_000)
    arguments.add_argument("--people", type=int, default=50)
    chosen = arguments.parse_args()
    with serving() as server:
        people = [_with_cv(server, cv.text) for cv in Corpus().cvs(chosen.people)]
        _import(server, chosen.postings)
        _await_features(server, chosen.postings)
        with httpx2.Client(base_url=server.url, timeout=60) as client:
            cold = [_timed(client, person) for person in people]
            cached = [_timed(client, person) for person in people]
        exact = asyncio.run(_without_index(server, people[:10]))
        for name, answers in (
            ("cold", cold), ("cached", cached), ("PostgreSQL path", exact),
        ):  # fmt: skip
            times = sorted(taken for taken, _ in answers)
            print(f"{name:<16} p50 {_at(times, 50):8.1f}  p95 {_at(times, 95):8.1f} ms")
        same = [
            len(set(ours) & set(theirs)) / SHOWN
            for (_, ours), (_, theirs) in zip(cold, exact, strict=False)
        ]
        print(f"of its best {SHOWN} the index found {statistics.mean(same):.1%}")
        faster = _at([t for t, _ in exact], 50) / _at([t for t, _ in cold], 50)
        print(f"cold, by the index: {faster:.1f} times as fast (p50)")


def _with_cv(server: Server, text: str) -> dict[str, str]:
    person = somebody(server)
    files = {"file": ("cv.txt", text.encode(), "text/plain")}
    httpx2.post(f"{server.url}/api/cvs", files=files, headers=person, timeout=60).raise_for_status()
    return person


def _import(server: Server, number: int) -> None:
    with NamedTemporaryFile("w", suffix=".jsonl") as file:
        for posting in Corpus(2).postings(number):
            file.write(json.dumps(posting.to_record()) + "\n")
        file.flush()
        began = time.perf_counter()
        command = [sys.executable, "-m", "jobr_cli.main", "jobs", "import", file.name]
        environment = {"PATH": os.environ["PATH"], "JOBR_HOME": str(_home(server))}
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
        print(f"{number:,} postings imported in {time.perf_counter() - began:.0f} s")


def _await_features(server: Server, number: int) -> None:
    """And for the index, which follows within a second or two."""
    began, known = time.perf_counter(), 0
    with (
        embedded_postgres(_home(server)) as url,
        psycopg.connect(url, autocommit=True) as connection,
    ):
        while known < number:
            time.sleep(0.5)
            [[known]] = connection.execute("SELECT count(*) FROM posting_features").fetchall()
    time.sleep(5)
    print(f"features were ready {time.perf_counter() - began:.0f} s after the import")


def _home(server: Server) -> Path:
    return Path(server.environment["JOBR_HOME"])


def _timed(client: httpx2.Client, person: dict[str, str]) -> tuple[float, list[str]]:
    began = time.perf_counter()
    answer = client.get(f"/api/matches?limit={SHOWN}", headers=person)
    taken = 1000 * (time.perf_counter() - began)
    return taken, [item["job_id"] for item in answer.raise_for_status().json()["items"]]


async def _without_index(
    server: Server, people: Sequence[dict[str, str]]
) -> list[tuple[float, list[str]]]:
    """By the same use cases, in this process, which has no index."""
    settings = Settings(jobr_home=_home(server), database_url=None)
    with embedded_postgres(_home(server)) as url:
        async with started(postgres_container(settings, url)) as container:
            return [await _exact(container, _whose(server, person)) for person in people]


async def _exact(container: Any, owner: UUID) -> tuple[float, list[str]]:
    began = time.perf_counter()
    asker = await container.matching.read_asker()(owner)
    found = await container.matching.find_best()(asker, SHOWN)
    taken = 1000 * (time.perf_counter() - began)
    return taken, [match.report.job_id for match in found]


def _whose(server: Server, person: dict[str, str]) -> UUID:
    answer = httpx2.get(f"{server.url}/api/me", headers=person, timeout=60)
    return UUID(answer.raise_for_status().json()["id"])


def _at(times: Sequence[float], percent: int) -> float:
    return sorted(times)[min(len(times) * percent // 100, len(times) - 1)]


if __name__ == "__main__":
    main()
