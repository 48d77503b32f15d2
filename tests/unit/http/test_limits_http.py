"""Limits through the application, on memory."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

import httpx2
import pytest
from dependency_injector import providers

from jobr_adapters.wiring.container import memory_container
from jobr_adapters.wiring.limiting import FallingBackLimiter
from jobr_adapters.wiring.settings import Settings
from jobr_core.shared.rate_limits import CountUnavailable, RateLimit, Verdict
from jobr_http.app import create_app
from jobr_http.limits import DEFAULT, INVALID_TOKENS, ZONES

PAGE = Path(__file__).parents[3] / "docs/reference/limits.md"


class Client(httpx2.AsyncClient):
    """From one address."""

    async def asked(self, times: int, path: str = "/api/jobs", **more: Any) -> list[int]:
        method = "POST" if "json" in more else "GET"
        return [(await self.request(method, path, **more)).status_code for _ in range(times)]

    async def sign_up(self) -> dict[str, str]:
        person = {"email": f"{uuid4().hex}@example.org", "password": "long enough"}
        answer = await self.post("/api/auth/register", json=person)
        return {"authorization": f"Bearer {answer.raise_for_status().json()['access_token']}"}


class Jobr:
    def __init__(self, home: Path, **settings: Any) -> None:
        given = {"jobr_home": home, "database_url": None, "jwt_secret": None, "redis_url": None}
        self.container = memory_container(
            Settings(**{**given, "jwt_algorithm": "EdDSA", "rate_limit_max": 10, **settings})
        )

    @asynccontextmanager
    async def at(self, address: str = "192.0.2.1") -> AsyncIterator[Client]:
        app = cast("Any", create_app(self.container))
        transport = httpx2.ASGITransport(app=app, client=(address, 1234))
        async with Client(transport=transport, base_url="http://jobr") as client:
            yield client
        self.container.outside.hasher().close()


async def test_with_one_more_the_answer_is_429(tmp_path: Path) -> None:
    async with Jobr(tmp_path).at() as client:
        assert await client.asked(10) == [200] * 10
        refused = await client.get("/api/jobs")
    problem = refused.json()
    assert (refused.status_code, problem["code"], problem["policy"]) == (
        429,
        "rate_limited",
        "default",
    )
    assert refused.headers["content-type"] == "application/problem+json"
    assert 890 <= int(refused.headers["retry-after"]) <= 900
    assert refused.headers["ratelimit-policy"] == '"default";q=10;w=900'
    left = re.fullmatch(r'"default";r=0;t=(\d+)', refused.headers["ratelimit"])
    assert left is not None
    assert left[1] == refused.headers["retry-after"]


async def test_every_endpoint_is_counted_apart(tmp_path: Path) -> None:
    async with Jobr(tmp_path).at() as client:
        assert 429 in await client.asked(11)
        assert await client.asked(10, "/api/jobs/unknown") == [404] * 10
        assert await client.asked(1, "/api/jobs/another") == [429]  # the same endpoint


async def test_networks_are_counted_apart_and_one_household_is_one(tmp_path: Path) -> None:
    jobr = Jobr(tmp_path)
    for address, left in (
        ("2001:db8:1:1::1", 200), ("2001:db8:1:1::2", 429), ("2001:db8:1:2::1", 200),
        ("192.0.2.1", 200), ("::ffff:192.0.2.1", 429),
    ):  # fmt: skip
        async with jobr.at(address) as client:
            assert (await client.asked(10))[0] == left


async def test_who_is_signed_in_is_counted_wherever_they_are(tmp_path: Path) -> None:
    jobr = Jobr(tmp_path)
    async with jobr.at() as client:
        ada, eve = await client.sign_up(), await client.sign_up()
        assert await client.asked(10, headers=ada) == [200] * 10
        assert await client.asked(10, headers=eve) == [200] * 10
        assert await client.asked(10) == [200] * 10
    async with jobr.at("198.51.100.7") as elsewhere:
        assert await elsewhere.asked(1, headers=ada) == [429]


async def test_made_up_tokens_are_counted_together_for_all_endpoints(tmp_path: Path) -> None:
    paths = ("/api/jobs", "/api/jobs/unknown", "/api/me")
    async with Jobr(tmp_path).at() as client:
        statuses = []
        for number in range(12):
            headers = {"authorization": f"Bearer made.up.{number}"}
            statuses += await client.asked(1, paths[number % 3], headers=headers)
        assert statuses == [200, 404, 401] * 3 + [200, 429, 429]
        assert await client.asked(1) == [200]


@pytest.mark.parametrize(
    ("path", "most"),
    [("register", 3), ("password/forgot", 3), ("password/reset", 3), ("email/verify", 3),
     ("phone/otp", 3), ("login", 10), ("refresh", 30)],
)  # fmt: skip
async def test_ways_in_have_limits_of_their_own(tmp_path: Path, path: str, most: int) -> None:
    async with Jobr(tmp_path).at() as client:
        ada = await client.sign_up() if path != "register" else {}
        for headers in (ada, {"authorization": "Bearer made.up.token"}):
            statuses = await client.asked(most + 1, f"/api/auth/{path}", json={}, headers=headers)
            assert statuses[-1] == 429
            if headers is ada:
                assert 429 not in statuses[:-1]


async def test_without_a_limit_nothing_is_counted(tmp_path: Path) -> None:
    async with Jobr(tmp_path, rate_limit_max=0).at() as client:
        assert await client.asked(150) == [200] * 150
        assert "ratelimit" not in (await client.get("/api/jobs")).headers


async def test_where_nobody_counts_only_ways_in_are_closed(tmp_path: Path) -> None:
    async def away(_: RateLimit, __: str) -> Verdict:
        raise CountUnavailable

    jobr = Jobr(tmp_path)
    own = jobr.container.outside.own_limiter()
    limiter = FallingBackLimiter({"postgresql": away}, own)
    jobr.container.limiter.override(providers.Object(limiter))
    async with jobr.at() as client:
        assert await client.asked(11) == [200] * 10 + [429]
        for path in ("login", "register", "password/forgot"):
            refused = await client.post(f"/api/auth/{path}", json={})
            assert (refused.status_code, refused.json()["code"]) == (503, "count_unavailable")
            assert int(refused.headers["retry-after"]) > 0


async def test_keys_name_nobody(tmp_path: Path) -> None:
    keys: list[str] = []

    async def listening(_: RateLimit, key: str) -> Verdict:
        keys.append(key)
        raise CountUnavailable

    jobr = Jobr(tmp_path)
    limiter = FallingBackLimiter({"redis": listening}, jobr.container.outside.own_limiter())
    jobr.container.limiter.override(providers.Object(limiter))
    async with jobr.at() as client:
        await client.asked(1)
    assert [re.fullmatch(r"[0-9a-f]{64}", key) is not None for key in keys] == [True]


def test_the_page_of_limits_tells_them_all() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \|.*?\| × ([\d.]+) \(([\d,]+)\)", PAGE.read_text(), re.M)
    told = {name: (float(share), int(most.replace(",", ""))) for name, share, most in rows}
    zones = {DEFAULT, INVALID_TOKENS, *(zone for _, zone in ZONES)}
    window = timedelta(minutes=15)
    assert told == {zone.name: (zone.share, zone.limit(100, window).most) for zone in zones}
