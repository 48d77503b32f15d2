"""Nothing a client can send gives a 5xx: raw bytes against every route that takes a body."""

import asyncio
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from hostile_requests import (
    AMBIGUOUS,
    FRAMED,
    HEADED,
    Hostile,
    Target,
    bodies,
    body_targets,
    framings,
    slow,
)
from processes import PASSWORD, a_free_port, until
from system_types import Run

PATIENCE = 3.0
CLOSED = 0
_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3}) ")
AT_ONCE = 64


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile") / "server.log"


@pytest.fixture(scope="module")
def server(log: Path, environment: dict[str, str]) -> Iterator[str]:
    """Of its own: impatient, without limits of rate, and with a log of its own."""
    port = a_free_port()
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "jobr_cli.main", "serve", "--port", str(port), "--no-worker"]
    env = {**environment, "REQUEST_TIME_LIMIT": str(PATIENCE), "RATE_LIMIT_MAX": "0"}
    with (
        log.open("w") as output,
        subprocess.Popen(command, env=env, stdout=output, stderr=output) as process,
    ):
        until(lambda: _answers(url), seconds=30, every=0.05)
        yield url
        process.terminate()
        process.wait(timeout=20)


def _answers(url: str) -> bool:
    try:
        return httpx2.get(f"{url}/health").status_code == 200
    except httpx2.TransportError:
        return False


@pytest.fixture(scope="module")
def targets(server: str, run: Run) -> list[Target]:
    tokens = {}
    for role in ("user", "admin", "leaver"):
        email = f"{role}-{os.urandom(4).hex()}@example.org"
        person = {"email": email, "password": PASSWORD}
        assert httpx2.post(f"{server}/api/auth/register", json=person).status_code == 201
        if role == "admin":
            assert run("users", "set-role", email, "admin").returncode == 0
        answer = httpx2.post(f"{server}/api/auth/login", json=person)
        tokens[role] = answer.json()["access_token"]
    document = httpx2.get(f"{server}/schema/openapi.json").json()
    return body_targets(document, tokens)


async def told(server: str, hostile: Hostile) -> list[int]:
    """The statuses of what the server answers before it says no more; CLOSED where it closes the
    connection instead."""
    host, port = server.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    received, is_closed = b"", False
    try:
        for piece in hostile.pieces:
            writer.write(piece)
            await writer.drain()
        if hostile.half_closed:
            writer.write_eof()
        quiet = PATIENCE * 2 if hostile.statuses else 0.15
        while True:
            async with asyncio.timeout(PATIENCE * 5 if not received else quiet):
                piece = await reader.read(65_536)
            if not piece:
                is_closed = True
                break
            received += piece
            if hostile.half_closed and _STATUS.search(received):
                break
    except (TimeoutError, ConnectionError) as error:
        is_closed = isinstance(error, ConnectionError) or is_closed
    finally:
        writer.close()
    statuses = [int(status) for status in _STATUS.findall(received)]
    return statuses or [CLOSED] * is_closed


async def outcomes(server: str, cases: list[tuple[Target, Hostile]]) -> list[list[int]]:
    turns = asyncio.Semaphore(AT_ONCE)

    async def one(hostile: Hostile) -> list[int]:
        async with turns:
            return await told(server, hostile)

    return await asyncio.gather(*(one(hostile) for _, hostile in cases))


def test_nothing_a_client_can_send_gives_a_5xx(
    server: str, targets: list[Target], log: Path
) -> None:
    cases = [(target, hostile) for target in targets for hostile in bodies(target)]
    cases += [(target, hostile) for target in targets[::4] for hostile in framings(target)]
    assert len(cases) >= 60 * len(targets) > 600
    answers = asyncio.run(outcomes(server, cases))
    broken = [
        (target.method, target.path, hostile.name, statuses)
        for (target, hostile), statuses in zip(cases, answers, strict=True)
        if any(status >= 500 for status in statuses)
    ]
    assert broken == []
    unanswered = Counter(
        hostile.name
        for (_, hostile), statuses in zip(cases, answers, strict=True)
        if not statuses and not hostile.half_closed
    )
    assert unanswered == Counter()
    closed = Counter(h.name for (_, h), said in zip(cases, answers, strict=True) if CLOSED in said)
    assert closed.total() < len(cases) / 20, closed
    assert httpx2.get(f"{server}/health").status_code == 200
    assert "Traceback" not in log.read_text()


def test_where_a_request_ends_is_never_guessed(server: str, targets: list[Target]) -> None:
    cases = [(targets[0], Hostile(name, (FRAMED[name](targets[0]),))) for name in AMBIGUOUS]
    answers = asyncio.run(outcomes(server, cases))
    told = {hostile.name: said for (_, hostile), said in zip(cases, answers, strict=True)}
    assert [name for name in AMBIGUOUS if told[name] != [400]] == []


def test_a_head_has_bounds(server: str, targets: list[Target]) -> None:
    large = [
        "20,000 headers",
        "101 headers",
        "a header of 200 kB",
        "a header's name of 100 kB",
        "a path of 100 kB",
    ]
    cases = [(targets[0], Hostile(name, (HEADED[name](targets[0]),))) for name in large]
    answers = asyncio.run(outcomes(server, cases))
    assert all(said in ([431], [CLOSED]) for said in answers), answers
    assert [431] in answers


def test_what_does_not_come_is_not_waited_for(server: str, targets: list[Target]) -> None:
    cases = [(target, hostile) for target in targets[::4] for hostile in slow(target)]
    answers = asyncio.run(outcomes(server, cases))
    for (target, hostile), statuses in zip(cases, answers, strict=True):
        assert set(statuses) <= hostile.statuses, (target, hostile.name, statuses)
        assert statuses, (target, hostile.name)
