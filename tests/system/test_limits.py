"""Limits of real server processes, on PostgreSQL and on Redis."""

import asyncio
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from uuid import uuid4

import httpx2
import pytest
from processes import PASSWORD, Database, Server, database, environment_for, until

from redis_servers import redis_server

ROUTE = "/api/jobs/unknown"
"""Costs little; every path below /api/jobs/ is the same endpoint."""


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with database(tmp_path_factory.mktemp("limits")) as running:
        yield running


@contextmanager
def servers(
    count: int, postgres: Database, folder: Path, *options: str, **settings: str
) -> Iterator[list[str]]:
    """Their addresses; the limits are those of an operator who has set none, and a proxy on this
    machine is trusted, so that a test can be many clients."""
    given = {"RATE_LIMIT_MAX": "", "TRUSTED_PROXIES": "127.0.0.1,10.0.0.0/8", **settings}
    environment = environment_for(postgres.url, "", folder, **given)
    with ExitStack() as held:
        started = []
        for _ in range(count):
            server = Server.on_a_free_port(environment, folder, "--no-worker", *options)
            held.callback(server.kill)
            server.start()
            started.append(server)
        for server in started:
            while server.health() != 200:
                assert server.is_running, server.log.read_text()
                time.sleep(0.05)
        yield [server.url for server in started]


def a_client() -> dict[str, str]:
    """Somebody nobody has seen."""
    groups = [uuid4().hex[start : start + 4] for start in (0, 4, 8)]
    return {"x-forwarded-for": f"2001:{':'.join(groups)}::1"}


async def parallel(
    addresses: list[str], headers: list[dict[str, str]], path: str = ROUTE, **more: object
) -> list[httpx2.Response]:
    """Answers to one request for each of the headers, all sent at once, to the servers in turn."""
    limits = httpx2.Limits(max_connections=300)
    method = "POST" if more else "GET"
    async with httpx2.AsyncClient(timeout=60, limits=limits) as http:
        asked = (
            http.request(method, addresses[number % len(addresses)] + path, headers=own, **more)  # type: ignore[arg-type]
            for number, own in enumerate(headers)
        )
        return list(await asyncio.gather(*asked))


def statuses(answers: list[httpx2.Response]) -> Counter[int]:
    return Counter(answer.status_code for answer in answers)


@pytest.fixture(scope="module")
def four(postgres: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """Servers on PostgreSQL alone."""
    with servers(4, postgres, tmp_path_factory.mktemp("four")) as addresses:
        yield addresses


@pytest.fixture(scope="module")
def four_on_redis(
    postgres: Database, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[str]]:
    folder = tmp_path_factory.mktemp("redis")
    with redis_server() as redis, servers(4, postgres, folder, REDIS_URL=redis.url) as addresses:
        yield addresses


@pytest.mark.parametrize("count", [1, 2, 4])
def test_of_300_at_once_exactly_100_are_let_in(
    count: int, four: list[str], postgres: Database
) -> None:
    for _ in range(2):
        answers = asyncio.run(parallel(four[:count], [a_client()] * 300))
        assert statuses(answers) == {404: 100, 429: 200}
        left = [int(answer.headers["ratelimit"].split(";")[1][2:]) for answer in answers]
        assert sorted(left) == [0] * 200 + list(range(100))
        refused = [answer for answer in answers if answer.status_code == 429]
        assert all(890 <= int(answer.headers["retry-after"]) <= 900 for answer in refused)
    assert postgres.value("SELECT count(*) FROM rate_limits WHERE key !~ '^[0-9a-f]{64}$'") == 0


@pytest.mark.parametrize("count", [1, 2, 4])
def test_on_redis_too(count: int, four_on_redis: list[str], postgres: Database) -> None:
    rows = "SELECT count(*) FROM rate_limits"
    before = postgres.value(rows)
    for _ in range(2):
        answers = asyncio.run(parallel(four_on_redis[:count], [a_client()] * 300))
        assert statuses(answers) == {404: 100, 429: 200}
    assert postgres.value(rows) == before


def test_workers_of_one_server_count_together(postgres: Database, tmp_path: Path) -> None:
    with servers(1, postgres, tmp_path, "--workers", "2") as addresses:
        answers = asyncio.run(parallel(addresses, [a_client()] * 300))
        assert statuses(answers) == {404: 100, 429: 200}
    until(lambda: _nobody_listens(addresses[0]), seconds=15)  # though only their parent was killed


def _nobody_listens(address: str) -> bool:
    try:
        httpx2.get(f"{address}/health", timeout=10)
    except httpx2.ConnectError:
        return True
    return False


def spoofed(number: int) -> str:
    return f"203.0.{number // 250}.{number % 250 + 1}"


def test_a_thousand_spoofed_addresses_change_nothing(
    four: list[str], postgres: Database, tmp_path: Path
) -> None:
    """Without TRUSTED_PROXIES nobody is believed; with it, only what the proxy has added."""
    plain = [{"x-forwarded-for": spoofed(number)} for number in range(1_000)]
    with servers(1, postgres, tmp_path, TRUSTED_PROXIES="") as addresses:
        assert statuses(asyncio.run(parallel(addresses, plain))) == {404: 100, 429: 900}
    real = a_client()["x-forwarded-for"]
    through = [
        {"x-forwarded-for": f"{spoofed(number)}, {real}, 10.0.0.7"} for number in range(1_000)
    ]
    assert statuses(asyncio.run(parallel(four, through))) == {404: 100, 429: 900}
    assert statuses(asyncio.run(parallel(four, [a_client()]))) == {404: 1}


@pytest.mark.endurance
def test_with_redis_killed_or_frozen_under_load_nothing_fails_and_login_is_limited(
    postgres: Database, tmp_path: Path
) -> None:
    person = {"email": f"{uuid4().hex}@example.org", "password": "wrong password"}
    with redis_server() as redis, servers(2, postgres, tmp_path, REDIS_URL=redis.url) as addresses:

        async def under_load(harm: object) -> Counter[int]:
            counted: Counter[int] = Counter()
            for number in range(6):
                if number == 2:
                    harm()  # type: ignore[operator]
                counted += statuses(await parallel(addresses, [a_client() for _ in range(60)]))
            return counted

        assert asyncio.run(under_load(redis.kill)) == {404: 360}
        answers = asyncio.run(parallel(addresses, [a_client()] * 300))
        assert statuses(answers) == {404: 100, 429: 200}
        logins = asyncio.run(
            parallel(addresses, [a_client()] * 120, "/api/auth/login", json=person)
        )
        counted = statuses(logins)
        assert counted[429] == 20
        assert counted.keys() <= {401, 423, 429}

        redis.start()
        deadline = time.monotonic() + 30
        while not redis.holds_anything():
            assert time.monotonic() < deadline, "nobody has noticed that Redis is back"
            asyncio.run(parallel(addresses, [a_client()] * 2))
            time.sleep(0.2)
        assert asyncio.run(under_load(redis.freeze)) == {404: 360}
        redis.thaw()


@pytest.mark.endurance
def test_with_the_database_killed_ways_in_are_closed(tmp_path: Path) -> None:
    with database(tmp_path / "own") as own, servers(1, own, tmp_path) as addresses:
        client, person = a_client(), {"email": "ada@example.org", "password": PASSWORD}
        assert statuses(asyncio.run(parallel(addresses, [client]))) == {404: 1}
        own.stop()
        [closed] = asyncio.run(parallel(addresses, [client], "/api/auth/login", json=person))
        assert (closed.status_code, closed.json()["code"]) == (503, "count_unavailable")
        assert int(closed.headers["retry-after"]) > 0
        counted = asyncio.run(parallel(addresses, [client] * 101))  # by the process
        assert statuses(counted) == {404: 100, 429: 1}
        own.start()
