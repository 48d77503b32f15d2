"""What administrators look at."""

from collections.abc import AsyncIterator
from typing import Any, cast
from uuid import UUID

import httpx2
import pytest

from jobr_adapters.wiring.container import Container
from jobr_core.accounts.model import Role
from jobr_core.events.catalogue import StrangerLoginFailed, UserLocked, UserLoginFailed
from jobr_core.events.model import DomainEvent
from jobr_http.app import create_app

PASSWORD = "long enough"


@pytest.fixture
async def admin(jobr: Container) -> AsyncIterator[httpx2.AsyncClient]:
    """Signed in, as all the five are whose accounts were opened, the administrator's last."""
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
        await jobr.accounts.register()(**credentials, role=Role.ADMIN)
        token = (await client.post("/api/auth/login", json=credentials)).json()["access_token"]
        client.headers["authorization"] = f"Bearer {token}"
        yield client


async def tell(jobr: Container, *told: DomainEvent) -> None:
    async with jobr.storage.work() as work:
        work.events.record(*told)
        await work.commit()


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
    assert [len(page) for page in pages] == [2, 2, 2, 2, 2]
    events = [event for page in pages for event in page]
    assert [event["name"] for event in events] == ["user.login", "user.registered"] * 5
    assert [event["actor"] for event in events[:4]] == ["anybody", "system", "anybody", "anybody"]
    assert events[3]["trace_id"] == f"{3:032x}"
    assert events[3]["subject"] == f"user:{events[3]['data']['user_id']}"


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("name=user.registered", 5), ("name=user.registered&name=cv.deleted", 5), ("name=cv.deleted", 0),
        ("actor=system", 1), ("subject=user:nobody", 0), ("since=2020-01-01T00:00:00Z", 10),
        ("until=2020-01-01T00:00:00Z", 0), ("limit=3", 3), ("since=2020-01-01T00:00:00", 10),
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


@pytest.mark.parametrize("path", ["/api/admin/events", "/api/admin/auth-metrics"])
async def test_events_are_for_administrators(admin: httpx2.AsyncClient, path: str) -> None:
    person = {"email": "person1@example.org", "password": PASSWORD}
    token = (await admin.post("/api/auth/login", json=person)).json()["access_token"]
    refused = await admin.get(path, headers={"authorization": f"Bearer {token}"})
    assert (refused.status_code, refused.json()["code"]) == (403, "admin_only")
    anonymous = await admin.get(path, headers={"authorization": ""})
    assert anonymous.status_code == 401


async def test_metrics_of_signing_in_are_the_specified_ones(
    admin: httpx2.AsyncClient, jobr: Container
) -> None:
    user, source, agent = UUID(int=1), UUID(int=2), UUID(int=3)
    strangers = [
        StrangerLoginFailed(stranger_id=UUID(int=100 + n), source_id=source, agent_id=agent)
        for n in range(10)
    ]
    wrong = UserLoginFailed(user_id=user, source_id=source, agent_id=agent)
    await tell(jobr, *strangers, UserLocked(user_id=user), wrong)
    metrics = (await admin.get("/api/admin/auth-metrics")).json()
    assert list(metrics) == [
        "since", "until", "totalLogins", "successfulLogins", "failedLogins", "lockedAccounts",
        "successRate", "recentAttempts", "suspiciousActivity", "examined", "complete",
    ]  # fmt: skip
    assert (metrics["totalLogins"], metrics["successfulLogins"], metrics["failedLogins"]) == (
        16, 5, 11,
    )  # fmt: skip
    assert (metrics["lockedAccounts"], metrics["successRate"]) == (1, 5 / 16)
    assert (metrics["examined"], metrics["complete"]) == (16, True)
    newest, *others = metrics["recentAttempts"]
    ids = {"source_id": str(source), "agent_id": str(agent)}
    assert newest == {
        "at": newest["at"], "outcome": "wrong_password", "user_id": str(user), **ids,
    }  # fmt: skip
    unknown = {"outcome": "unknown_address", "user_id": None, **ids}
    assert others[:10] == [{"at": attempt["at"], **unknown} for attempt in others[:10]]
    assert [attempt["outcome"] for attempt in others[10:]] == ["signed_in"] * 5
    assert None not in others[-1].values()
    [finding] = metrics["suspiciousActivity"]
    assert list(finding) == ["rule", "subject", "since", "until", "count", "explanation"]
    assert (finding["rule"], finding["subject"], finding["count"]) == (
        "credential_stuffing", f"source:{source}", 11,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("query", "status", "total"),
    [
        ("since=2020-01-01T00:00:00Z", 200, 5), ("since=2020-01-01T00:00:00", 200, 5),
        ("until=2020-01-01T00:00:00Z", 200, 0), ("until=9999-12-31T23:59:59-12:00", 200, 0),
        ("since=0001-01-01T00:00:00%2B14:00&until=9999-12-31T23:59:59-12:00", 200, 5),
        ("since=x", 400, None), ("until=x", 400, None), ("since=9999-12-31T23:59:59Z", 422, None),
        ("since=2020-01-01T00:00:00Z&until=2020-01-01T00:00:00Z", 422, None),
        ("until=0001-01-01T00:00:00Z", 422, None), ("until=0001-01-01T00:00:00%2B14:00", 422, None),
    ],
)  # fmt: skip
async def test_metrics_are_of_any_period(
    admin: httpx2.AsyncClient, query: str, status: int, total: int | None
) -> None:
    answer = await admin.get(f"/api/admin/auth-metrics?{query}")
    assert (answer.status_code, answer.json().get("totalLogins")) == (status, total)
    if status == 422:
        assert answer.json()["code"] == "period_invalid"
