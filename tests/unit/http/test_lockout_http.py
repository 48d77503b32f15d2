"""Too many wrong passwords, as a client sees it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

import httpx2
import pytest
from dependency_injector import providers

from jobr_adapters.wiring.background import connect_inline
from jobr_adapters.wiring.container import Container
from jobr_adapters.wiring.outside import Outside, utc_now
from jobr_adapters.wiring.settings import Settings
from jobr_adapters.wiring.storages import MemoryStorage
from jobr_core.accounts.model import Role
from jobr_http.app import create_app

RIGHT, WRONG = "long enough", "wrong password"
TRACE = {"traceparent": f"00-{7:032x}-{1:016x}-01"}


@dataclass
class MovedClock:
    now: datetime = field(default_factory=utc_now)

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Jobr:
    """Jobr on memory with a clock that can be moved."""

    container: Container
    http: httpx2.AsyncClient
    clock: MovedClock

    async def log_in(self, email: str, password: str) -> httpx2.Response:
        credentials = {"email": email, "password": password}
        return await self.http.post("/api/auth/login", json=credentials, headers=TRACE)

    async def lock(self, email: str) -> None:
        answers = [await self.log_in(email, WRONG) for _ in range(5)]
        assert [answer.status_code for answer in answers] == [401] * 5

    async def register(self, email: str, role: Role = Role.USER) -> str:
        user = await self.container.accounts.register()(email=email, password=RIGHT, role=role)
        return str(user.id)


@pytest.fixture
async def jobr(tmp_path: Path) -> AsyncIterator[Jobr]:
    settings = Settings(jobr_home=tmp_path, database_url=None, jwt_secret=None)
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
    container.outside.hasher().close()


async def test_a_locked_account_is_a_problem_that_says_when_to_come_back(jobr: Jobr) -> None:
    await jobr.register("ada@example.org")
    await jobr.lock("ada@example.org")
    refused = await jobr.log_in("ada@example.org", WRONG)
    assert (refused.status_code, refused.headers["retry-after"]) == (423, "900")
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json() == {
        "type": "about:blank",
        "title": "Locked",
        "status": 423,
        "code": "account_locked",
        "detail": "There were too many wrong passwords in a row; wait up to 15 minutes and sign in "
        "again.",
        "trace_id": f"{7:032x}",
    }


async def test_the_right_password_works_again_after_a_quarter_of_an_hour(jobr: Jobr) -> None:
    await jobr.register("ada@example.org")
    await jobr.lock("ada@example.org")
    jobr.clock.now += timedelta(minutes=14)
    refused = await jobr.log_in("ada@example.org", RIGHT)
    assert (refused.status_code, refused.headers["retry-after"]) == (423, "60")
    jobr.clock.now += timedelta(minutes=1)
    assert (await jobr.log_in("ada@example.org", RIGHT)).status_code == 200
    await jobr.lock("ada@example.org")


async def test_an_unknown_address_is_answered_byte_for_byte_the_same(jobr: Jobr) -> None:
    await jobr.register("ada@example.org")
    statuses = []
    for _ in range(7):
        known = await jobr.log_in("ada@example.org", WRONG)
        statuses.append(known.status_code)
        for email in ("eve@example.org", "nonsense"):
            unknown = await jobr.log_in(email, WRONG)
            assert (unknown.status_code, unknown.content) == (known.status_code, known.content)
            assert _told(unknown) == _told(known)
    assert statuses == [401] * 5 + [423] * 2


def _told(answer: httpx2.Response) -> dict[str, str]:
    own = ("x-request-id", "traceparent", "ratelimit")
    return {name: value for name, value in answer.headers.items() if name not in own}


async def test_an_administrator_lifts_a_lock(jobr: Jobr) -> None:
    user_id = await jobr.register("ada@example.org")
    await jobr.register("admin@example.org", Role.ADMIN)
    await jobr.lock("ada@example.org")
    unlock = f"/api/admin/users/{user_id}/unlock"
    assert (await jobr.http.post(unlock)).status_code == 401
    token = (await jobr.log_in("admin@example.org", RIGHT)).json()["access_token"]
    jobr.http.headers["authorization"] = f"Bearer {token}"
    answers = [await jobr.http.post(unlock) for _ in range(2)]
    assert [(answer.status_code, answer.content) for answer in answers] == [(204, b"")] * 2
    token = (await jobr.log_in("ada@example.org", RIGHT)).json()["access_token"]

    unknown = await jobr.http.post(f"/api/admin/users/{uuid4()}/unlock")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "user_not_found")
    assert (await jobr.http.post("/api/admin/users/5/unlock")).status_code == 404
    query = {"name": ["user.locked", "user.unlocked"]}
    told = (await jobr.http.get("/api/admin/events", params=query)).json()["items"]
    assert [event["name"] for event in told] == ["user.unlocked", "user.locked"]
    jobr.http.headers["authorization"] = f"Bearer {token}"
    assert (await jobr.http.post(unlock)).status_code == 403
