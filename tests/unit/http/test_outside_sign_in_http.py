"""Signing in by another service, as a browser sees it."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

import httpx2
import pytest
from dependency_injector import providers
from structlog.testing import capture_logs

from jobr_adapters.wiring.background import connect_inline
from jobr_adapters.wiring.container import Container
from jobr_adapters.wiring.outside import Outside
from jobr_adapters.wiring.settings import Settings
from jobr_adapters.wiring.storages import MemoryStorage
from jobr_core.accounts.errors import ProviderUnavailable, SignInRefused
from jobr_core.accounts.linking import ProvedIdentity
from jobr_core.accounts.ports import OutsideService
from jobr_core.accounts.sign_in_flows import Exchange
from jobr_http.app import create_app

PERSON = {"email": "ada@gmail.com", "password": "long enough"}
REPLIT_HEADERS = {
    "X-Replit-User-Id": "1",
    "X-Replit-User-Name": "ada",
    "X-Replit-User-Roles": "admin",
    "X-Replit-User-Teams": "jobr",
    "X-Replit-User-Url": "https://replit.com/@ada",
    "X-Replit-User-Bio": "x",
    "X-Replit-User-Profile-Image": "x",
    "X-User-ID": "1",
    "X-User-Email": "ada@gmail.com",
    "X-Forwarded-User": "ada@gmail.com",
    "X-Forwarded-Email": "ada@gmail.com",
    "X-Goog-Authenticated-User-Email": "accounts.google.com:ada@gmail.com",
    "Remote-User": "ada@gmail.com",
}


@dataclass
class Service(OutsideService):
    """Vouches for whoever it is told to, as often as it is asked."""

    vouches: ProvedIdentity
    error: Exception | None = None
    issuers: list[str | None] = field(default_factory=list)

    async def address(self, *, state: str, exchange: Exchange) -> str:
        if self.error:
            raise self.error
        return f"https://issuer.example/?state={state}"

    async def redeem(self, code: str, *, issuer: str | None, exchange: Exchange) -> ProvedIdentity:
        self.issuers.append(issuer)
        if self.error:
            raise self.error
        return self.vouches


@dataclass
class Jobr:
    """Jobr on memory, and a browser."""

    container: Container
    http: httpx2.AsyncClient
    google: Service
    replit: Service

    async def start(self, provider: str = "google", **headers: str) -> httpx2.Response:
        return await self.http.get(f"/api/auth/oidc/{provider}/start", headers=headers)

    async def come_back(
        self, started: httpx2.Response, provider: str = "google", **more: Any
    ) -> httpx2.Response:
        headers = more.pop("headers", {})
        state = started.json()["authorization_url"].partition("state=")[2]
        said = {"code": "code", "state": state, **more}
        address = f"/api/auth/oidc/{provider}/callback"
        return await self.http.post(address, json=said, headers=headers)

    async def sign_in(self, **headers: str) -> httpx2.Response:
        return await self.come_back(await self.start(**headers))

    async def register(self) -> dict[str, str]:
        """How Ada's requests are signed."""
        answer = await self.http.post("/api/auth/register", json=PERSON)
        return bearer(answer)


def bearer(answer: httpx2.Response) -> dict[str, str]:
    return {"Authorization": f"Bearer {answer.raise_for_status().json()['access_token']}"}


@pytest.fixture
async def jobr_at(tmp_path: Path) -> AsyncIterator[Callable[[str], Jobr]]:
    async with AsyncExitStack() as stack:

        def made(public_url: str) -> Jobr:
            settings = Settings(
                jobr_home=tmp_path, database_url=None, jwt_secret=None, public_url=public_url
            )
            outside = Outside(settings=settings)
            ada = ProvedIdentity(
                provider="google", issuer="https://accounts.google.com", subject="1",
                email=PERSON["email"], is_email_verified=True, is_authoritative=True,
            )  # fmt: skip
            google = Service(ada)
            replit = Service(replace(ada, provider="replit", issuer="https://replit.com/oidc"))
            services = {"replit": replit, "google": google}
            outside.sign_in_services.override(providers.Object(services))
            container = Container(
                settings=settings, outside=outside, storage=MemoryStorage(outside=outside)
            )
            connect_inline(container)
            transport = httpx2.ASGITransport(app=cast("Any", create_app(container)))
            http = httpx2.AsyncClient(transport=transport, base_url=public_url)
            stack.push_async_callback(http.aclose)
            stack.callback(container.outside.hasher().close)
            return Jobr(container, http, google, replit)

        yield made


@pytest.fixture
def jobr(jobr_at: Callable[[str], Jobr]) -> Jobr:
    return jobr_at("https://jobr.example")


async def test_the_services_are_listed(jobr: Jobr) -> None:
    listed = (await jobr.http.get("/api/auth/oidc")).raise_for_status().json()
    assert listed == {"items": [{"name": "google"}, {"name": "replit"}], "next_cursor": None}


async def test_a_person_signs_in_as_with_a_password(jobr: Jobr) -> None:
    started = await jobr.start()
    assert started.json().keys() == {"authorization_url", "expires_in"}
    assert started.json()["expires_in"] == 600
    answer = await jobr.come_back(started, iss="https://accounts.google.com")
    login = (await jobr.http.post("/api/auth/register", json={**PERSON, "email": "b@c.de"})).json()
    assert (answer.status_code, answer.json().keys()) == (200, login.keys())
    assert answer.json()["user"]["email_verified"]
    assert [one.headers["cache-control"] for one in (started, answer)] == ["no-store"] * 2
    assert jobr.google.issuers == ["https://accounts.google.com"]
    me = await jobr.http.get("/api/me", headers=bearer(answer))
    assert me.json()["id"] == answer.json()["user"]["id"]


@pytest.mark.parametrize(
    ("url", "begins", "secure"),
    [
        ("https://jobr.example", "__Host-jobr-flow=", True),
        ("http://localhost:8000", "jobr-flow=", False),
    ],
)
async def test_the_flow_is_bound_to_a_cookie(
    jobr_at: Callable[[str], Jobr], url: str, begins: str, *, secure: bool
) -> None:
    jobr = jobr_at(url)
    started = await jobr.start()
    cookie = started.headers["set-cookie"]
    assert cookie.startswith(begins)
    facts = {fact.strip().lower() for fact in cookie.split(";")[1:]}
    assert facts >= {"httponly", "samesite=lax", "path=/", "max-age=600"}
    assert ("secure" in facts) is secure
    assert "domain" not in cookie.lower()
    over = await jobr.come_back(started)
    assert "max-age=0" in over.headers["set-cookie"].lower()
    assert not jobr.http.cookies


async def test_another_browser_does_not_come_back_with_it(jobr: Jobr) -> None:
    started = await jobr.start()
    jobr.http.cookies.clear()
    with capture_logs() as logs:
        refused = await jobr.come_back(started)
    assert (refused.status_code, refused.json()["code"]) == (401, "sign_in_refused")
    assert "browser" not in refused.text
    assert [log["reason"] for log in logs if log["event"] == "sign-in refused"] == [
        "begun in another browser"
    ]


async def test_a_state_is_good_once_and_where_it_was_begun(jobr: Jobr) -> None:
    started = await jobr.start()
    jobr.replit.vouches = replace(jobr.replit.vouches, subject="eve")
    assert (await jobr.come_back(started, provider="replit")).status_code == 401
    started, cookies = await jobr.start(), dict(jobr.http.cookies)
    assert (await jobr.come_back(started)).status_code == 200
    jobr.http.cookies.update(cookies)
    again = await jobr.come_back(started)
    assert (again.status_code, again.headers["www-authenticate"]) == (401, "Bearer")


async def test_what_a_service_is_refused_for_is_not_told(jobr: Jobr) -> None:
    started = await jobr.start()
    jobr.google.error = SignInRefused("another nonce")
    refused = await jobr.come_back(started)
    assert (refused.status_code, refused.json()["code"]) == (401, "sign_in_refused")
    assert "nonce" not in refused.text


async def test_a_service_that_is_away_or_unknown(jobr: Jobr) -> None:
    for unknown in (await jobr.start("nobody"), await jobr.start("password")):
        assert (unknown.status_code, unknown.json()["code"]) == (404, "provider_not_found")
    jobr.google.error = ProviderUnavailable()
    away = await jobr.start()
    assert (away.status_code, away.json()["code"]) == (503, "provider_unavailable")
    assert int(away.headers["retry-after"]) > 0


async def test_an_account_of_before_is_linked_by_its_owner(jobr: Jobr) -> None:
    jobr.google.vouches = replace(jobr.google.vouches, is_authoritative=False)
    signed = await jobr.register()
    refused = await jobr.sign_in()
    assert (refused.status_code, refused.json()["code"]) == (409, "link_required")
    linked = await jobr.sign_in(**signed)
    assert linked.status_code == 200
    assert (await jobr.sign_in()).json()["user"]["id"] == linked.json()["user"]["id"]
    listed = (await jobr.http.get("/api/me/identities", headers=signed)).json()["items"]
    assert [(one["provider"], one["email"], one["verified"]) for one in listed] == [
        ("password", "ada@gmail.com", False),
        ("google", "ada@gmail.com", True),
    ]
    assert "subject" not in listed[1]
    removed = await jobr.http.delete("/api/me/identities/google", headers=signed)
    assert removed.status_code == 204
    last = await jobr.http.delete("/api/me/identities/password", headers=signed)
    assert (last.status_code, last.json()["code"]) == (409, "last_identity")
    gone = await jobr.http.delete("/api/me/identities/google", headers=signed)
    assert (gone.status_code, gone.json()["code"]) == (404, "identity_not_found")


async def test_an_identity_of_somebody_else_is_not_added(jobr: Jobr) -> None:
    jobr.google.vouches = replace(jobr.google.vouches, email="other@gmail.com")
    assert (await jobr.sign_in()).status_code == 200
    refused = await jobr.sign_in(**await jobr.register())
    assert (refused.status_code, refused.json()["code"]) == (409, "identity_taken")


async def test_no_account_without_an_address(jobr: Jobr) -> None:
    jobr.google.vouches = replace(jobr.google.vouches, email=None, is_email_verified=False)
    refused = await jobr.sign_in()
    assert (refused.status_code, refused.json()["code"]) == (422, "email_needed")


@pytest.mark.parametrize("authorization", ["Bearer x", "Basic eDp5", "x", ""])
async def test_who_means_to_add_a_service_does_not_sign_in_by_it_instead(
    jobr: Jobr, authorization: str
) -> None:
    refused = await jobr.start(Authorization=authorization)
    assert (refused.status_code, refused.json()["code"]) == (401, "token_invalid")
    assert "set-cookie" not in refused.headers


@pytest.mark.parametrize(
    "body", [{}, {"code": "c"}, {"state": "s"}, {"code": "c", "state": "s", "x": 1}, []]
)
async def test_what_comes_back_has_a_form(jobr: Jobr, body: Any) -> None:
    answer = await jobr.http.post("/api/auth/oidc/google/callback", json=body)
    assert answer.status_code in (400, 422)


async def test_headers_of_proxies_say_nothing(jobr: Jobr) -> None:
    signed = await jobr.register()
    before = (await jobr.http.get("/api/me", headers=signed)).json()
    asked = [
        ("GET", "/api/me"), ("GET", "/api/auth/sessions"), ("GET", "/api/admin/users"),
        ("DELETE", "/api/me"), ("GET", "/api/me/identities"),
    ]  # fmt: skip
    for method, path in asked:
        for headers in (REPLIT_HEADERS, *({name: REPLIT_HEADERS[name]} for name in REPLIT_HEADERS)):
            answer = await jobr.http.request(method, path, headers=headers)
            assert (answer.status_code, answer.json()["code"]) == (401, "token_invalid")
    me = await jobr.http.get("/api/me", headers={**REPLIT_HEADERS, **signed})
    assert me.json() == before
    admin = await jobr.http.get("/api/admin/users", headers={**REPLIT_HEADERS, **signed})
    assert admin.status_code == 403
    jobr.google.vouches = replace(jobr.google.vouches, subject="2", email="eve@gmail.com")
    eve = await jobr.come_back(await jobr.start(**REPLIT_HEADERS), headers=REPLIT_HEADERS)
    assert eve.json()["user"]["email"] == "eve@gmail.com"
