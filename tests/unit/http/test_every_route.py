"""What holds of every route there is: headers, who may call it, how often."""

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast
from uuid import uuid4

import httpx2
import pytest
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler

from jobr_adapters.wiring.container import Container
from jobr_core.accounts.model import Role
from jobr_core.shared.rate_limits import Counting
from jobr_http.app import create_app, routed_app
from jobr_http.headers import ALWAYS, UNLESS_SAID
from jobr_http.limits import AUTH, DEFAULT, LOGIN, OPERATIONS, REFRESH, WEBHOOKS, ZONES, zone_of
from jobr_http.security import PUBLIC, administrator, anybody, half_signed_in, signed_in

PASSWORD = "long enough"
POLICIES = (anybody, signed_in, half_signed_in, administrator)
ENDS_SESSIONS = {"/api/auth/logout", "/api/auth/logout-all", "/api/me"}

HARMLESS = {"/api/auth/oidc"}
"""It lists the ways to sign in."""


@dataclass(frozen=True)
class Route:
    method: str
    path: str
    handler: HTTPRouteHandler

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def is_public(self) -> bool:
        return [*(self.handler.guards or ())] == [*PUBLIC["guards"]]

    @property
    def address(self) -> str:
        """With an id nobody has wherever one belongs."""
        return re.sub(r"{\w+(:\w+)?}", str(uuid4()), self.path)


def routes_of(app: Litestar) -> Iterator[Route]:
    for route in app.routes:
        for handler in getattr(route, "route_handlers", []):
            for method in handler.http_methods:
                if method != "OPTIONS":
                    yield Route(method, route.path_format, handler)


@dataclass(frozen=True)
class Served:
    http: httpx2.AsyncClient
    routes: tuple[Route, ...]
    container: Container

    async def ask(self, route: Route, token: str = "", **more: Any) -> httpx2.Response:
        headers = {"authorization": f"Bearer {token}"} if token else {}
        if route.method in ("POST", "PUT", "PATCH"):
            more.setdefault("json", {})
        return await self.http.request(route.method, route.address, headers=headers, **more)

    async def sign_up(self, role: Role = Role.USER) -> str:
        email = f"{uuid4().hex}@example.org"
        person = {"email": email, "password": PASSWORD}
        if role is not Role.USER:
            await self.http.post("/api/auth/register", json=person)
            await self.container.accounts.set_role()(email=email, role=role)
        way = "register" if role is Role.USER else "login"
        answer = await self.http.post(f"/api/auth/{way}", json=person)
        return str(answer.raise_for_status().json()["access_token"])


@pytest.fixture
async def served(jobr: Container) -> AsyncIterator[Served]:
    transport = httpx2.ASGITransport(app=cast("Any", create_app(jobr)), raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://jobr") as http:
        yield Served(http, tuple(routes_of(routed_app(jobr))), jobr)


def has_its_headers(answer: httpx2.Response) -> bool:
    told = answer.headers
    return (
        all(told.get_list(name) == [value] for name, value in ALWAYS.items())
        and all(len(told.get_list(name)) == 1 for name in UNLESS_SAID)
        and "server" not in told
        and bool(told.get("content-type")) == bool(answer.content)
    )


async def test_every_answer_says_what_browsers_may_do_with_it(served: Served) -> None:
    assert len(served.routes) > 60
    tokens = ("", "made.up.token", await served.sign_up(), await served.sign_up(Role.ADMIN))
    for route in served.routes:
        for token in tokens:
            answer = await served.ask(route, token)
            assert has_its_headers(answer), (str(route), answer.status_code, answer.headers)
            if not route.path.startswith("/schema"):
                policy = answer.headers["content-security-policy"]
                assert policy == UNLESS_SAID["Content-Security-Policy"], str(route)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/nowhere", 404), ("POST", "/health", 405), ("TRACE", "/api/me", 405),
     ("TRACE", "/nowhere", 405), ("CONNECT", "/", 405), ("PROPFIND", "/api/me", 405),
     ("OPTIONS", "/api/me", 204)],
)  # fmt: skip
async def test_what_no_route_answers_says_so_too(
    served: Served, method: str, path: str, status: int
) -> None:
    answer = await served.http.request(method, path)
    assert answer.status_code == status
    assert has_its_headers(answer)
    assert (status != 405) or answer.headers["allow"]


async def test_every_answer_of_a_route_says_how_often_it_may_be_asked(served: Served) -> None:
    for route in served.routes:
        if route.path == "/schema":  # asked like this it is the document
            continue
        zone = zone_of(route.path)
        answer = await served.ask(route)
        limit = zone.limit(100, timedelta(minutes=15))
        told = (answer.headers["ratelimit-policy"], answer.headers["ratelimit"])
        policy = f'"{zone.name}";q={limit.most};w=900'
        assert told == (policy, f'"{zone.name}";r={limit.most - 1};t=900'), str(route)


async def test_every_route_is_in_the_zone_it_belongs_to(served: Served) -> None:
    """Whoever adds a public route of accounts decides what keeps guesses off it."""
    for route in served.routes:
        zone = zone_of(route.path)
        if route.path.startswith("/api/auth/") and route.is_public and route.path not in HARMLESS:
            assert zone in (AUTH, LOGIN, REFRESH), str(route)
        if not route.path.startswith("/api/"):
            assert zone is OPERATIONS, str(route)
    strict = {zone for _, zone in ZONES if zone.counting is Counting.STRICT}
    assert strict == {AUTH, LOGIN}
    assert zone_of("/api/webhooks/stripe") is WEBHOOKS
    assert zone_of("/api/jobs/{job_id}") is DEFAULT


async def test_every_route_declares_one_policy(served: Served) -> None:
    for route in served.routes:
        if not route.path.startswith("/schema"):
            guards = route.handler.guards or ()
            assert [guard in POLICIES for guard in guards].count(True) == 1, str(route)


async def test_who_may_call_which_route(served: Served) -> None:
    """Nobody, somebody, an administrator; a made-up token is nobody's."""
    user, admin = await served.sign_up(), await served.sign_up(Role.ADMIN)
    for route in served.routes:
        if route.path.startswith("/schema"):
            continue
        needs_admin = {"bearer": ["admin"]} in (route.handler.security or [])
        for token, passes in (
            ("", route.is_public),
            ("made.up.token", route.is_public),
            (user, not needs_admin),
            (admin, True),
        ):
            if passes and route.path in ENDS_SESSIONS:
                continue
            status = (await served.ask(route, token)).status_code
            refused = {401} if token in ("", "made.up.token") else {403}
            signs_in = route.path.startswith("/api/auth/")  # where 401 is about what was sent
            assert (status in refused) is not passes or (passes and signs_in), (str(route), status)


async def test_what_belongs_to_somebody_else_is_answered_as_what_nobody_has(
    served: Served,
) -> None:
    owner, other = await served.sign_up(), await served.sign_up()
    headers = {"authorization": f"Bearer {owner}"}
    resume = {"basics": {"name": "Ada Lovelace", "summary": "Python and PostgreSQL"}}
    made = await served.http.post("/api/cvs", json=resume, headers=headers)
    cv_id = made.raise_for_status().json()["id"]
    [session] = (await served.http.get("/api/auth/sessions", headers=headers)).json()["items"]
    own = {"cv_id": cv_id, "session_id": session["id"]}
    tried = 0
    for route in served.routes:
        named = re.search(r"{(cv_id|session_id)", route.path)
        if named is None or {"bearer": ["admin"]} in (route.handler.security or []):
            continue
        answers = []
        for id_ in (own[named[1]], str(uuid4())):
            path = re.sub(r"{(cv_id|session_id)(:\w+)?}", id_, route.path)
            body: dict[str, str] | None = {} if route.method == "PATCH" else None
            answer = await served.http.request(
                route.method, path, headers={"authorization": f"Bearer {other}"}, json=body
            )
            answers.append((answer.status_code, answer.json()["code"]))
        assert answers[0] == answers[1], str(route)
        assert answers[0][0] == 404, str(route)
        tried += 1
    assert tried >= 8
