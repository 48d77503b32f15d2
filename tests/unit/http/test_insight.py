"""What administrators look at."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

import httpx2
import pytest

from jobr_adapters.wiring.container import memory_container
from jobr_adapters.wiring.settings import Settings
from jobr_core.accounts.model import Role
from jobr_http.app import create_app

PASSWORD = "long enough"


@pytest.fixture
async def admin(tmp_path: Path) -> AsyncIterator[httpx2.AsyncClient]:
    """Signed in; five accounts were opened, the administrator's last."""
    jobr = memory_container(Settings(jobr_home=tmp_path, database_url=None, jwt_secret=None))
    transport = httpx2.ASGITransport(app=cast("Any", create_app(jobr)))
    async with httpx2.AsyncClient(transport=transport, base_url="http://jobr") as client:
        for n in range(4):
            person = {"email": f"person{n}@example.org", "password": PASSWORD}
            await client.post(
                "/api/auth/register",
                json=person,
                headers={"traceparent": f"00-{n:032x}-{1:016x}-01"},
            )
        credentials = {"email": "admin@example.org", "password": PASSWORD}
        await jobr.use_cases.register()(**credentials, role=Role.ADMIN)
        token = (await client.post("/api/auth/login", json=credentials)).json()["access_token"]
        client.headers["authorization"] = f"Bearer {token}"
        yield client
    jobr.outside.hasher().close()


async def test_events_are_listed_newest_first_page_by_page(admin: httpx2.AsyncClient) -> None:
    pages, cursor = [], None
    while True:
        query = {"limit": "2"} | ({"cursor": cursor} if cursor else {})
        page = (await admin.get("/api/admin/events", params=query)).json()
        if not page["items"]:
            break
        pages.append(page["items"])
        if (cursor := page["next_cursor"]) is None:
            break
    assert [len(page) for page in pages] == [2, 2, 2]
    login, *events = [event for page in pages for event in page]
    assert login["name"] == "user.login"
    assert events[0]["actor"] == "system"
    assert events[1]["actor"] == "anybody"
    assert [event["name"] for event in events] == ["user.registered"] * 5
    assert events[1]["trace_id"] == f"{3:032x}"
    assert events[1]["subject"] == f"user:{events[1]['data']['user_id']}"


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("name=user.registered", 5), ("name=user.registered&name=cv.deleted", 5), ("name=cv.deleted", 0),
        ("actor=system", 1), ("subject=user:nobody", 0), ("since=2020-01-01T00:00:00Z", 6),
        ("until=2020-01-01T00:00:00Z", 0), ("limit=3", 3), ("since=2020-01-01T00:00:00", 6),
    ],
)  # fmt: skip
async def test_filters(admin: httpx2.AsyncClient, query: str, count: int) -> None:
    answer = await admin.get(f"/api/admin/events?{query}")
    assert (answer.status_code, len(answer.json()["items"])) == (200, count)


@pytest.mark.parametrize(
    ("query", "status"),
    [("cursor=nonsense", 400), ("cursor=99999999999999999999-1", 400), ("limit=0", 400), ("since=x", 400),
     ("actor=%00", 400), ("subject=a%20b", 400)],
)  # fmt: skip
async def test_a_wrong_query_is_refused(admin: httpx2.AsyncClient, query: str, status: int) -> None:
    answer = await admin.get(f"/api/admin/events?{query}")
    assert (answer.status_code, answer.headers["content-type"]) == (
        status,
        "application/problem+json",
    )


async def test_events_are_for_administrators(admin: httpx2.AsyncClient) -> None:
    person = {"email": "person1@example.org", "password": PASSWORD}
    token = (await admin.post("/api/auth/login", json=person)).json()["access_token"]
    refused = await admin.get("/api/admin/events", headers={"authorization": f"Bearer {token}"})
    assert (refused.status_code, refused.json()["code"]) == (403, "admin_only")
    anonymous = await admin.get("/api/admin/events", headers={"authorization": ""})
    assert anonymous.status_code == 401
