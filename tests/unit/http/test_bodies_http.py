"""What is refused before a route looks at it."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

import httpx2
import pytest

from jobr_adapters.wiring.container import Container, memory_container
from jobr_adapters.wiring.settings import Settings
from jobr_core.shared.errors import Malformed
from jobr_http.app import create_app
from jobr_http.bodies import DEEPEST, TextUnstorable, decoded

LOGIN = "/api/auth/login"
PERSON = b'{"email": "ada@example.org", "password": "long enough"}'


@pytest.fixture
def jobr(tmp_path: Path) -> Container:
    settings = Settings(
        jobr_home=tmp_path, database_url=None, jwt_secret=None, jwt_algorithm="EdDSA",
        request_time_limit=0.05, rate_limit_max=0,
    )  # fmt: skip
    return memory_container(settings)


@pytest.fixture
async def http(jobr: Container) -> AsyncIterator[httpx2.AsyncClient]:
    transport = httpx2.ASGITransport(app=cast("Any", create_app(jobr)))
    async with httpx2.AsyncClient(transport=transport, base_url="http://jobr") as client:
        yield client
    jobr.outside.hasher().close()


READ = [
    (b" [1, 1.5, -0, 1e308, 9223372036854775807, -9223372036854775808] ", [1, 1.5, 0, 1e308, 2**63 - 1, -(2**63)]),
    (b'{"a": {"a": 1}, "b": {"a": 1}}', {"a": {"a": 1}, "b": {"a": 1}}),
    (rb'"\ud83d\ude00 \\u0000 \\ud800"', "\U0001f600 \\u0000 \\ud800"),
    ('"é\u2028"'.encode(), "é\u2028"),
    (b"[" * DEEPEST + b"]" * DEEPEST, None),
    (b"[" + b"[]," * 100 + b"[]]", [[]] * 101),
]  # fmt: skip


@pytest.mark.parametrize(("body", "value"), READ)
def test_json_is_read(body: bytes, value: object) -> None:
    assert value is None or decoded(body) == value


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"{}{}", b"[1,]", b"{'a': 1}", b'"\x00"', b'"\xff"', b'"\xed\xa0\x80"', b"\xef\xbb\xbf{}",
        b'{"a": 1, "a": 1}', b'[{"b": {"a": 1, "\\u0061": 2}}]', b"NaN", b"[Infinity]", b"-Infinity", b"1e309",
        b"9223372036854775808", b"-9223372036854775809", b"9" * 5_000, b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1),
        b'{"a":' * 65 + b"1" + b"}" * 65, b"[" * 100_000, b'{"a":' * 50_000,
    ],
)  # fmt: skip
def test_what_is_no_json(body: bytes) -> None:
    with pytest.raises(Malformed):
        decoded(body)


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (rb'"\u0000"', [""]), (rb'{"a": {"b": ["x", "\uD800"]}}', ["a.b.1"]), (rb'{"a\udfff": 1}', [""]),
        (rb'["\ude00\ud83d", "\ud83d\ud83d\ude00"]', ["0", "1"]),
    ],
)  # fmt: skip
def test_what_no_database_keeps(body: bytes, fields: list[str]) -> None:
    with pytest.raises(TextUnstorable) as refused:
        decoded(body)
    errors = cast("list[Any]", refused.value.facts["errors"])
    assert [error.field for error in errors] == fields


@pytest.mark.parametrize(
    ("type_", "status"),
    [
        (None, 415), ("text/plain", 415), ("text/json", 415), ("application/x-www-form-urlencoded", 415),
        ("multipart/form-data; boundary=b", 415), ("application/json; charset=latin-1", 415),
        ("application/jsonp", 415), ("application/msgpack", 415), ("application/json", 401),
        ("application/json; charset=UTF-8", 401), ('application/json; charset="utf-8"', 401),
        ("application/problem+json", 401), ("APPLICATION/JSON", 401),
    ],
)  # fmt: skip
async def test_a_body_says_what_it_is(
    http: httpx2.AsyncClient, type_: str | None, status: int
) -> None:
    headers = {"content-type": type_} if type_ else {}
    answer = await http.post(LOGIN, content=PERSON, headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (
        status,
        "application/problem+json",
    )


async def test_who_may_not_ask_is_told_so_first(http: httpx2.AsyncClient) -> None:
    answer = await http.put("/api/me/preferences", content=b"\xff")
    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/health?a=%00", 400), ("/health?a=%ff", 400), ("/health?a=%ed%a0%80", 400), ("/health?%", 400),
        ("/health?a=%zz", 400), ("/health?a=%C3%A9+b&a=%25", 200), ("/api/jobs/%00", 404), ("/api/jobs/%ff", 404),
        (f"/health?{'a' * 17_000}", 414), (f"/api/jobs/{'a' * 17_000}", 414),
    ],
)  # fmt: skip
async def test_an_address_is_text(http: httpx2.AsyncClient, target: str, status: int) -> None:
    answer = await http.get(target)
    assert answer.status_code == status
    assert status == 200 or answer.json()["trace_id"]


async def test_options_name_every_method(http: httpx2.AsyncClient) -> None:
    allowed = (await http.options("/api/me/preferences")).headers["allow"]
    assert allowed.split(", ") == ["GET", "OPTIONS", "PUT"]


async def test_every_route_with_a_body_documents_what_it_refuses(http: httpx2.AsyncClient) -> None:
    paths = (await http.get("/schema/openapi.json")).json()["paths"]
    taking = [one for path in paths.values() for one in path.values() if "requestBody" in one]
    assert len(taking) > 10
    assert [
        one["summary"] for one in taking if not {"408", "413", "415"} <= set(one["responses"])
    ] == []


async def test_a_refusal_says_little_of_what_was_said(http: httpx2.AsyncClient) -> None:
    strange = {f"{number}{'x' * 1_000}": 1 for number in range(300)}
    answer = await http.post(LOGIN, json=strange)
    errors = answer.json()["errors"]
    assert (answer.status_code, len(errors), max(len(e["field"]) for e in errors)) == (
        422,
        100,
        500,
    )


async def asked(jobr: Container, *pieces: bytes, headers: dict[bytes, bytes]) -> dict[str, Any]:
    """Of a client that sends these pieces of a body and then nothing more."""
    sent: list[dict[str, Any]] = []
    coming = list(pieces)

    async def receive() -> dict[str, Any]:
        if not coming:
            await asyncio.Event().wait()
        return {"type": "http.request", "body": coming.pop(0), "more_body": True}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "scheme": "http",
        "path": LOGIN, "raw_path": LOGIN.encode(), "query_string": b"", "root_path": "", "server": ("jobr", 80),
        "client": ("192.0.2.1", 1), "headers": list(headers.items()), "state": {},
    }  # fmt: skip
    await cast("Any", create_app(jobr))(scope, receive, send)
    jobr.outside.hasher().close()
    return {
        "status": sent[0]["status"],
        **{n.decode().lower(): v.decode() for n, v in sent[0]["headers"]},
    }


async def test_a_body_that_stops_is_not_waited_for(jobr: Container) -> None:
    answer = await asked(jobr, b'{"email":', headers={b"content-type": b"application/json"})
    assert (answer["status"], answer["connection"]) == (408, "close")


async def test_who_sends_more_than_is_read_is_left(
    jobr: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jobr_http.guarding._DRAINING", 0.05)
    headers = {b"content-type": b"text/plain", b"transfer-encoding": b"chunked"}
    answer = await asked(jobr, b"x", headers=headers)
    assert (answer["status"], answer["connection"]) == (415, "close")


async def test_who_waits_to_be_asked_for_a_body_is_told_without(jobr: Container) -> None:
    headers = {b"content-type": b"text/plain", b"expect": b"100-continue", b"content-length": b"9"}
    answer = await asked(jobr, b"never asked for", headers=headers)
    assert (answer["status"], answer["connection"]) == (415, "close")
