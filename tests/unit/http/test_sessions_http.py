"""Sessions over HTTP, on memory, by a clock that is moved."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

import httpx2
import jwt
import pytest
from dependency_injector import providers
from pydantic import SecretStr

from jobr_adapters.wiring.container import memory_container
from jobr_adapters.wiring.settings import Settings
from jobr_core.accounts.model import Role
from jobr_http.app import create_app

PERSON = {"email": "ada@example.org", "password": "long enough"}
ADMIN = {"email": "admin@example.org", "password": "long enough"}
TOKENS = {
    "user",
    "access_token",
    "refresh_token",
    "token_type",
    "expires_in",
    "second_factor_needed",
}


@dataclass
class Served:
    """The application and its clock."""

    jobr: Any
    http: httpx2.AsyncClient
    at: datetime

    def now(self) -> datetime:
        return self.at

    async def registered(self, person: dict[str, str] = PERSON, agent: str = "tests") -> Any:
        headers = {"user-agent": agent}
        answer = await self.http.post("/api/auth/register", json=person, headers=headers)
        return answer.raise_for_status().json()

    async def signed_in(self, person: dict[str, str] = PERSON, agent: str = "tests") -> Any:
        headers = {"user-agent": agent}
        answer = await self.http.post("/api/auth/login", json=person, headers=headers)
        return answer.raise_for_status().json()

    async def refresh(self, tokens: Any) -> httpx2.Response:
        return await self.http.post(
            "/api/auth/refresh", json={"refresh_token": tokens["refresh_token"]}
        )

    async def ask(self, tokens: Any, method: str, path: str) -> httpx2.Response:
        headers = {"authorization": f"Bearer {tokens['access_token']}"}
        return await self.http.request(method, path, headers=headers)


@pytest.fixture(params=["RS256", "EdDSA", "HS256"])
async def served(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Served]:
    given: dict[str, Any] = {"jwt_algorithm": request.param}
    secret = SecretStr("s" * 40) if request.param == "HS256" else None
    settings = Settings(jobr_home=tmp_path, database_url=None, jwt_secret=secret, **given)
    async for one in _served(settings):
        yield one


@pytest.fixture
async def quick(tmp_path: Path) -> AsyncIterator[Served]:
    settings = Settings(
        jobr_home=tmp_path, database_url=None, jwt_secret=None, jwt_algorithm="EdDSA"
    )
    async for one in _served(settings):
        yield one


async def _served(settings: Settings) -> AsyncIterator[Served]:
    jobr = memory_container(settings)
    served = Served(jobr, cast("Any", None), datetime.now(UTC))
    jobr.outside.now.override(providers.Object(served.now))
    transport = httpx2.ASGITransport(app=cast("Any", create_app(jobr)))
    async with httpx2.AsyncClient(transport=transport, base_url="http://jobr") as http:
        served.http = http
        yield served
    jobr.outside.hasher().close()


async def test_tokens_are_taken_for_the_next_ones(served: Served) -> None:
    first = await served.registered()
    assert first.keys() == TOKENS
    assert (first["token_type"], first["expires_in"]) == ("Bearer", 900)
    assert len(first["refresh_token"]) == 43
    answer = await served.refresh(first)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    second = answer.json()
    assert second.keys() == TOKENS
    assert second["user"] == first["user"]
    for tokens in (first, second):
        assert (await served.ask(tokens, "GET", "/api/me")).status_code == 200
    served.at += timedelta(minutes=15)
    assert (await served.ask(second, "GET", "/api/me")).status_code == 401
    third = (await served.refresh(second)).json()
    assert (await served.ask(third, "GET", "/api/me")).status_code == 200
    kept = [t.digest for t in served.jobr.storage.database().tables.refresh_tokens.values()]
    assert len(kept) == 3
    assert third["refresh_token"] not in repr(kept)


async def test_anybody_can_verify_what_is_signed(served: Served) -> None:
    tokens = await served.registered()
    answer = await served.http.get("/.well-known/jwks.json")
    assert answer.headers["cache-control"] in ("public, max-age=300", "max-age=300, public")
    header = jwt.get_unverified_header(tokens["access_token"])
    assert header["typ"] == "at+jwt"
    if header["alg"] == "HS256":
        assert answer.json() == {"keys": []}
        return
    key = jwt.PyJWKSet.from_dict(answer.json())[header["kid"]]
    assert not {"d", "p", "q"} & answer.json()["keys"][0].keys()
    claims = jwt.decode(
        tokens["access_token"], key, [header["alg"]], audience="jobr", issuer="jobr"
    )
    assert claims["sub"] == tokens["user"]["id"]


async def test_a_token_used_again_ends_the_session(quick: Served) -> None:
    first = await quick.registered()
    other = await quick.signed_in()
    second = (await quick.refresh(first)).json()
    at_once = await quick.refresh(first)
    assert (at_once.status_code, at_once.json()["code"]) == (409, "refresh_in_progress")
    assert "refresh_token" not in at_once.json()
    quick.at += timedelta(seconds=10)
    for tokens in (first, second):
        refused = await quick.refresh(tokens)
        assert (refused.status_code, refused.json()["code"]) == (401, "refresh_token_invalid")
    assert (await quick.refresh(other)).status_code == 200
    for made_up in ("", "x", "é", "x" * 1_000):
        assert (await quick.refresh({"refresh_token": made_up})).status_code == 401
    for wrong in ({}, {"refresh_token": 5}, {"refresh_token": "x", "more": 1}):
        assert (await quick.http.post("/api/auth/refresh", json=wrong)).status_code == 422
    assert (await quick.refresh({"refresh_token": other["access_token"]})).status_code == 401
    as_access = await quick.ask({"access_token": other["refresh_token"]}, "GET", "/api/me")
    assert as_access.status_code == 401


async def test_signing_out(quick: Served) -> None:
    here, there = await quick.registered(), await quick.signed_in()
    answers = [await quick.ask(here, "POST", "/api/auth/logout") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [204, 401]
    assert (await quick.refresh(here)).status_code == 401
    there = (await quick.refresh(there)).json()
    assert (await quick.ask(there, "POST", "/api/auth/logout-all")).status_code == 204
    assert (await quick.refresh(there)).status_code == 401
    for over in (here, there):
        answer = await quick.ask(over, "GET", "/api/me")
        assert (answer.status_code, answer.json()["code"]) == (401, "token_invalid")


async def test_sessions_are_listed_and_ended(quick: Served) -> None:
    phone = await quick.registered(agent="a phone \x01" + "x" * 500)
    quick.at += timedelta(minutes=1)
    laptop = await quick.signed_in(agent="a laptop")
    listed = (await quick.ask(laptop, "GET", "/api/auth/sessions")).json()
    assert listed["next_cursor"] is None
    assert [(item["agent"][:8], item["current"]) for item in listed["items"]] == [
        ("a laptop", True),
        ("a phone ", False),
    ]
    assert len(listed["items"][1]["agent"]) == 200
    eve = await quick.registered({**PERSON, "email": "eve@example.org"})
    path = f"/api/auth/sessions/{listed['items'][1]['id']}"
    assert (await quick.ask(eve, "DELETE", path)).json()["code"] == "session_not_found"
    assert (await quick.ask(laptop, "DELETE", path)).status_code == 204
    for gone in (path, f"/api/auth/sessions/{uuid4()}", "/api/auth/sessions/x"):
        assert (await quick.ask(laptop, "DELETE", gone)).status_code == 404
    assert (await quick.refresh(phone)).status_code == 401
    assert (await quick.refresh(laptop)).status_code == 200


async def test_without_a_token_there_are_no_sessions(quick: Served) -> None:
    for method, path in (
        ("POST", "/api/auth/logout"),
        ("POST", "/api/auth/logout-all"),
        ("GET", "/api/auth/sessions"),
        ("DELETE", f"/api/auth/sessions/{uuid4()}"),
    ):
        assert (await quick.http.request(method, path)).status_code == 401


async def test_an_administrator_stops_being_one_at_once(quick: Served) -> None:
    await quick.jobr.accounts.register()(**ADMIN, role=Role.ADMIN)
    one, two = await quick.signed_in(ADMIN), await quick.signed_in(ADMIN)
    assert (await quick.ask(one, "GET", "/api/admin/events")).status_code == 200
    await quick.ask(one, "POST", "/api/auth/logout")
    assert (await quick.ask(one, "GET", "/api/admin/events")).status_code == 401
    assert (await quick.ask(one, "GET", "/api/me")).status_code == 401
    await quick.jobr.accounts.set_role()(email=ADMIN["email"], role=Role.USER)
    assert (await quick.ask(two, "GET", "/api/admin/events")).status_code == 403
    demoted = (await quick.refresh(two)).json()
    assert demoted["user"]["role"] == "user"
