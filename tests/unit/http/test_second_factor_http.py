"""A second factor over HTTP, on memory."""

from base64 import b32decode
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import httpx2
import pytest
from dependency_injector import providers

from jobr_adapters.wiring.container import memory_container
from jobr_adapters.wiring.settings import Settings
from jobr_core.accounts.model import Role
from jobr_core.accounts.second_factor import code_of, step_at
from jobr_http.app import create_app

ADMIN = {"email": "admin@example.org", "password": "long enough"}


class Served:
    """An administrator, with an app."""

    def __init__(self, http: httpx2.AsyncClient, *, strict: bool) -> None:
        self.http, self.at, self.secret, self.strict = http, datetime.now(UTC), b"", strict
        self.tokens: Any = {}

    def now(self) -> datetime:
        return self.at

    def code(self) -> str:
        return code_of(self.secret, step_at(self.at))

    async def ask(self, method: str, path: str, body: Any = None) -> httpx2.Response:
        headers = {"authorization": f"Bearer {self.tokens.get('access_token', '')}"}
        return await self.http.request(method, f"/api{path}", json=body, headers=headers)

    async def sign_in(self) -> Any:
        self.tokens = (await self.ask("POST", "/auth/login", ADMIN)).raise_for_status().json()
        return self.tokens

    async def set_up(self) -> list[str]:
        enrolment = (await self.ask("POST", "/me/second-factor")).raise_for_status().json()
        self.secret = b32decode(enrolment["secret"])
        assert enrolment["otpauth_uri"].startswith("otpauth://totp/Jobr:admin%40example.org?")
        confirmed = await self.ask("POST", "/me/second-factor/confirm", {"code": self.code()})
        assert confirmed.headers["cache-control"] == "no-store"
        codes: list[str] = confirmed.json()["recovery_codes"]
        return codes

    async def refused(self, method: str, path: str, body: Any = None) -> tuple[int, str]:
        answer = await self.ask(method, path, body)
        return answer.status_code, answer.json()["code"]


@pytest.fixture(params=[False, True])
async def served(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Served]:
    settings = Settings(
        jobr_home=tmp_path,
        database_url=None,
        jwt_algorithm="EdDSA",
        admin_second_factor=request.param,
    )
    jobr = memory_container(settings)
    served = Served(cast("Any", None), strict=request.param)
    jobr.outside.now.override(providers.Object(served.now))
    await jobr.accounts.register()(**ADMIN, role=Role.ADMIN)
    transport = httpx2.ASGITransport(app=cast("Any", create_app(jobr)))
    async with httpx2.AsyncClient(transport=transport, base_url="http://jobr") as http:
        served.http = http
        await served.sign_in()
        yield served
    jobr.outside.hasher().close()


async def test_a_half_sign_in_opens_nothing_but_its_other_half(served: Served) -> None:
    assert served.tokens["second_factor_needed"] is False
    codes = await served.set_up()
    assert (await served.sign_in())["second_factor_needed"] is True
    for method, path in (("GET", "/me"), ("GET", "/auth/sessions"), ("GET", "/admin/events")):
        assert await served.refused(method, path) == (403, "second_factor_needed")
    wrong = await served.refused("POST", "/auth/second-factor", {"code": "000000"})
    assert wrong == (401, "code_wrong")
    served.at += timedelta(seconds=30)
    given = await served.ask("POST", "/auth/second-factor", {"code": served.code()})
    assert (given.status_code, given.content) == (204, b"")
    shown = (await served.ask("GET", "/me/second-factor")).json()
    assert (shown["since"] is not None, shown["recovery_codes_left"]) == (True, 10)
    await served.sign_in()
    assert (await served.ask("POST", "/auth/second-factor", {"code": codes[3]})).status_code == 204
    await served.sign_in()
    assert (await served.ask("POST", "/auth/logout")).status_code == 204


async def test_administrators_give_it_again_for_changes(served: Served) -> None:
    await served.set_up()
    unlock = f"/admin/users/{served.tokens['user']['id']}/unlock"
    assert (await served.ask("POST", unlock)).status_code == 204
    served.at += timedelta(minutes=10)
    assert await served.refused("POST", unlock) == (403, "step_up_needed")
    assert (await served.ask("GET", "/admin/events")).status_code == 200
    assert await served.refused("DELETE", "/me", ADMIN | {"email": None}) == (422, "invalid")
    proof = {"password": ADMIN["password"]}
    assert await served.refused("DELETE", "/me/second-factor", proof) == (403, "step_up_needed")
    assert (await served.ask("POST", "/auth/second-factor", {"code": served.code()})).is_success
    assert (await served.ask("POST", unlock)).status_code == 204
    renewed = await served.ask("POST", "/me/second-factor/recovery-codes")
    assert len(renewed.json()["recovery_codes"]) == 10
    assert (await served.ask("DELETE", "/me/second-factor", proof)).status_code == 204
    assert (await served.sign_in())["second_factor_needed"] is False


async def test_by_setting_administrators_need_one(served: Served) -> None:
    answer = await served.ask("GET", "/admin/events")
    assert answer.status_code == (403 if served.strict else 200)
    assert answer.is_success or answer.json()["code"] == "second_factor_required"
    assert (await served.ask("GET", "/me")).status_code == 200
    await served.set_up()
    assert (await served.ask("GET", "/admin/events")).status_code == 200


@pytest.mark.parametrize(
    "body", [None, {}, {"code": 5}, {"code": "0" * 1_001}, {"code": "1", "x": 1}, []]
)
async def test_what_is_no_code_is_refused(served: Served, body: Any) -> None:
    for path in ("/auth/second-factor", "/me/second-factor/confirm"):
        assert (await served.ask("POST", path, body)).status_code in (400, 422)


async def test_without_one_there_is_a_conflict(served: Served) -> None:
    answers = [
        await served.refused("POST", "/auth/second-factor", {"code": "000000"}),
        await served.refused("POST", "/me/second-factor/confirm", {"code": "000000"}),
        await served.refused("DELETE", "/me/second-factor"),
    ]
    assert set(answers) == {(409, "no_second_factor")}
