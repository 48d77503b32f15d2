"""Methods, names, https and other origins, by setting."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

import httpx2
import pytest
from pydantic import ValidationError

from jobr_adapters.wiring.container import memory_container
from jobr_adapters.wiring.settings import Settings
from jobr_http.app import create_app
from jobr_http.entrance import Entrance

PAGE = {"accept": "text/html"}
APP = "https://app.example.com"


def settings(home: Path, **given: Any) -> Settings:
    own = {"jobr_home": home, "database_url": None, "jwt_secret": None, "jwt_algorithm": "EdDSA"}
    return Settings(**{**own, **given})


@asynccontextmanager
async def served(
    home: Path, scheme: str = "http", **given: Any
) -> AsyncIterator[httpx2.AsyncClient]:
    app = cast("Any", create_app(memory_container(settings(home, **given))))
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url=f"{scheme}://jobr") as http:
        yield http


@pytest.mark.parametrize(
    ("host", "status"),
    [("jobr.example.com", 200), ("JOBR.example.com:8443", 200), ("jobr.example.com.", 200),
     ("a.jobr.example.org", 200), ("jobr.example.org", 421), ("evil.com", 421), ("", 421),
     ("jobr.example.com.evil.com", 421), ("xjobr.example.com", 421), ("jobrxexample.com", 421),
     ("[::1]:8000", 421), ("jobr.example.com@evil.com", 421)],
)  # fmt: skip
async def test_only_names_of_the_list_are_answered(tmp_path: Path, host: str, status: int) -> None:
    hosts = "jobr.example.com,*.jobr.example.org"
    async with served(tmp_path, allowed_hosts=hosts) as http:
        answer = await http.get("/api/jobs", headers={"host": host})
        assert answer.status_code == status
        if status == 421:
            problem = answer.json()
            assert (problem["code"], problem["status"]) == ("host_refused", 421)
            assert problem["trace_id"] == answer.headers["traceparent"].split("-")[1]
        assert (await http.get("/health", headers={"host": host})).status_code == 200


async def test_without_a_list_every_name_is(tmp_path: Path) -> None:
    async with served(tmp_path) as http:
        assert (await http.get("/api/jobs", headers={"host": "any"})).status_code == 200


def test_an_address_can_be_on_the_list() -> None:
    entrance = Entrance(hosts=("::1", "127.0.0.1"))
    assert entrance.knows("[::1]:8000")
    assert entrance.knows("[::1]")
    assert entrance.knows("127.0.0.1:80")


async def test_over_http_people_are_led_to_https_and_programs_refused(tmp_path: Path) -> None:
    given: dict[str, Any] = {
        "https_only": True,
        "public_url": "https://jobr.example.com",
        "hsts_seconds": 31_536_000,
    }
    async with served(tmp_path, **given) as http:
        for method in ("GET", "HEAD"):
            led = await http.request(method, "/schema?a=b%20c", headers=PAGE)
            assert led.status_code == 308
            assert led.headers["location"] == "https://jobr.example.com/schema?a=b%20c"
        for method, path in (
            ("GET", "/api/jobs"),
            ("POST", "/api/auth/login"),
            ("POST", "/schema"),
            ("GET", "/nowhere"),
        ):
            refused = await http.request(method, path)
            assert (refused.status_code, refused.json()["code"]) == (403, "https_required")
            assert "strict-transport-security" not in refused.headers
        assert (await http.get("/health")).status_code == 200
    async with served(tmp_path, scheme="https", **given) as http:
        for path in ("/api/jobs", "/nowhere", "/schema"):
            answer = await http.get(path, headers=PAGE)
            assert answer.status_code in (200, 404)
            hsts = answer.headers["strict-transport-security"]
            assert hsts == "max-age=31536000; includeSubDomains"


async def test_without_the_setting_nothing_is_said_of_https(tmp_path: Path) -> None:
    async with served(tmp_path, scheme="https") as http:
        assert "strict-transport-security" not in (await http.get("/health")).headers


async def test_an_origin_of_the_list_may_ask_and_read(tmp_path: Path) -> None:
    async with served(
        tmp_path, cors_origins=f"{APP},http://localhost:3000", rate_limit_max=1
    ) as http:
        first = await http.options(
            "/api/me",
            headers={
                "origin": APP,
                "access-control-request-method": "PATCH",
                "access-control-request-headers": "authorization",
            },
        )
        assert (first.status_code, first.headers["access-control-allow-origin"]) == (204, APP)
        assert "PATCH" in first.headers["access-control-allow-methods"]
        assert "Authorization" in first.headers["access-control-allow-headers"]
        for status in (200, 429):
            answer = await http.get("/api/jobs", headers={"origin": APP})
            assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (
                status,
                APP,
            )
            exposed = answer.headers["access-control-expose-headers"]
            assert {"RateLimit", "Retry-After", "X-Request-ID"} <= set(exposed.split(", "))
            assert "Origin" in answer.headers["vary"]
            assert answer.headers["access-control-allow-credentials"] == "true"


@pytest.mark.parametrize(
    "origin",
    ["https://evil.com", "https://app.example.com.evil.com", "https://appxexample.com",
     "https://xapp.example.com", "http://app.example.com", "https://app.example.com:8443",
     "https://app.example.com/", "HTTPS://APP.EXAMPLE.COM", "null", "*", "https://app.example.com\\@evil.com"],
)  # fmt: skip
async def test_no_other_origin_may(tmp_path: Path, origin: str) -> None:
    async with served(tmp_path, cors_origins=APP) as http:
        for method in ("GET", "OPTIONS"):
            headers = {"origin": origin, "access-control-request-method": "GET"}
            answer = await http.request(method, "/api/jobs", headers=headers)
            assert not [name for name in answer.headers if name.startswith("access-control")]
            assert "Origin" in answer.headers["vary"]


async def test_without_a_list_none_may(tmp_path: Path) -> None:
    async with served(tmp_path) as http:
        answer = await http.get("/api/jobs", headers={"origin": APP})
        assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    ("name", "value"),
    [("cors_origins", "*"), ("cors_origins", "null"), ("cors_origins", "https://*.example.com"),
     ("cors_origins", "https://app.example.com/"), ("cors_origins", "https://App.example.com"),
     ("cors_origins", "https://app.example.com:443"), ("cors_origins", "app.example.com"),
     ("cors_origins", "ftp://app.example.com"), ("cors_origins", "https://a.example.com,,"),
     ("allowed_hosts", "*"), ("allowed_hosts", "https://jobr.example.com"), ("allowed_hosts", "a b"),
     ("https_only", True), ("hsts_seconds", -1), ("rate_limit_max", -1), ("rate_limit_window", 0),
     ("rate_limit_window", 86_400_001), ("redis_url", "http://localhost"), ("redis_url", "localhost")],
)  # fmt: skip
def test_what_cannot_be_used_stops_the_start(tmp_path: Path, name: str, value: object) -> None:
    with pytest.raises(ValidationError):
        settings(tmp_path, **{name: value})


async def test_a_body_larger_than_its_route_takes_is_refused_while_it_comes(tmp_path: Path) -> None:
    sent = 0

    async def body() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(100):
            sent += 100_000
            yield b"x" * 100_000

    async with served(tmp_path) as http:
        json = {"content-type": "application/json"}
        declared = await http.post("/api/auth/login", content=b"x" * 1_000_001, headers=json)
        assert (declared.status_code, declared.json()["code"]) == (413, "too_large")
        streamed = await http.post("/api/auth/login", content=body(), headers=json)
        assert streamed.status_code == 413
    assert sent < 3_000_000


async def test_the_page_has_a_policy_of_its_own(tmp_path: Path) -> None:
    async with served(tmp_path) as http:
        page = await http.get("/schema", headers=PAGE)
        assert len(page.headers.get_list("content-security-policy")) == 1
        policy = page.headers["content-security-policy"]
    assert "style-src 'sha256-" in policy
    assert "unsafe" not in policy
    assert "<script" not in page.text
    assert " style=" not in page.text
