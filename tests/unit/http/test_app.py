"""The application on memory: statuses, problems, policies, the document."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

import httpx2
import pytest
from openapi_spec_validator import validate

from jobr_adapters.wiring.container import memory_container
from jobr_adapters.wiring.settings import Settings
from jobr_http.app import create_app, routed_app
from jobr_http.security import administrator, anybody, half_signed_in, signed_in

JSON = {"content-type": "application/json"}
PERSON = {"email": "ada@example.org", "password": "long enough"}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        jobr_home=tmp_path, database_url=None, jwt_secret=None, jwt_algorithm="EdDSA", file_size_limit=10_000
    )  # fmt: skip


@pytest.fixture
async def http(settings: Settings) -> AsyncIterator[httpx2.AsyncClient]:
    jobr = memory_container(settings)
    app = create_app(jobr)
    async with httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app=cast("Any", app)), base_url="http://jobr"
    ) as client:
        yield client
    jobr.outside.hasher().close()


@pytest.fixture
async def signed(http: httpx2.AsyncClient) -> httpx2.AsyncClient:
    token = (await http.post("/api/auth/register", json=PERSON)).json()["access_token"]
    http.headers["authorization"] = f"Bearer {token}"
    return http


def test_every_route_declares_who_may_call_it(settings: Settings) -> None:
    app = routed_app(memory_container(settings))
    policies = (anybody, half_signed_in, signed_in, administrator)
    undeclared = [
        (route.path, handler.handler_name)
        for route in app.routes
        for handler in getattr(route, "route_handlers", [])
        if not route.path.startswith("/schema")
        and handler.http_methods != {"OPTIONS"}
        and sum(guard in policies for guard in handler.guards or ()) != 1
    ]
    assert not undeclared


def test_the_document_is_valid_openapi(settings: Settings) -> None:
    document = routed_app(memory_container(settings)).openapi_schema.to_schema()
    validate(document)
    assert document["openapi"].startswith("3.1")


async def test_the_schema_is_a_page_for_browsers_and_a_document_for_programs(
    http: httpx2.AsyncClient,
) -> None:
    page = await http.get("/schema", headers={"accept": "text/html"})
    assert "/api/matches/{job_id}" in page.text
    assert "http://" not in page.text.replace("http://jobr", "")
    for path in ("/schema", "/schema/openapi.json"):
        document = await http.get(path, headers={"accept": "application/json"})
        assert document.json()["info"]["title"] == "Jobr"
        assert "json" in document.headers["content-type"]


async def test_health_answers(http: httpx2.AsyncClient) -> None:
    answer = await http.get("/health")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")


async def test_every_answer_carries_its_ids(http: httpx2.AsyncClient) -> None:
    trace = "0af7651916cd43dd8448eb211c80319c"
    headers = {"x-request-id": "my-request-1", "traceparent": f"00-{trace}-b7ad6b7169203331-01"}
    answers = [await http.get(path, headers=headers) for path in ("/health", "/nowhere")]
    for answer in answers:
        assert answer.headers["x-request-id"] == "my-request-1"
        assert answer.headers["traceparent"].split("-")[1] == trace
    assert answers[1].json()["trace_id"] == trace


@pytest.mark.parametrize(
    "traceparent",
    ["", "00-0-0-0", f"00-{'0' * 32}-{'1' * 16}-01", f"ff-{'1' * 32}-{'1' * 16}-01", f"00-{'A' * 32}-{'1' * 16}-01",
     f"00-{'1' * 32}-{'1' * 16}-01-more"],
)  # fmt: skip
async def test_a_malformed_trace_starts_a_new_one(
    http: httpx2.AsyncClient, traceparent: str
) -> None:
    answer = await http.get(
        "/health", headers={"traceparent": traceparent, "x-request-id": "no good!"}
    )
    assert len(answer.headers["traceparent"].split("-")[1]) == 32
    assert answer.headers["x-request-id"] != "no good!"


REFUSED = [
    ("POST", "/api/auth/register", {"json": {**PERSON, "email": "nonsense"}}, 422, "email_invalid"),
    (
        "POST",
        "/api/auth/register",
        {"json": {**PERSON, "password": "short"}},
        422,
        "password_too_short",
    ),
    ("POST", "/api/auth/register", {"json": {**PERSON, "admin": True}}, 422, "invalid"),
    ("POST", "/api/auth/register", {"json": {"email": "ada@example.org"}}, 422, "invalid"),
    ("POST", "/api/auth/register", {"json": {**PERSON, "full_name": "\x00"}}, 422, "invalid"),
    ("POST", "/api/auth/register", {"content": b"{", "headers": JSON}, 400, "malformed"),
    (
        "POST",
        "/api/auth/register",
        {"content": b'{"email": "\xff"}', "headers": JSON},
        400,
        "malformed",
    ),
    ("POST", "/api/auth/register", {"content": b"[" * 100_000, "headers": JSON}, 400, "malformed"),
    ("POST", "/api/auth/login", {"json": PERSON}, 401, "wrong_credentials"),
    ("GET", "/api/me", {}, 401, "token_invalid"),
    ("GET", "/api/me", {"headers": {"authorization": "Bearer x.y.z"}}, 401, "token_invalid"),
    ("POST", "/api/cvs", {"content": b"x"}, 401, "token_invalid"),
    ("GET", "/api/jobs/unknown", {}, 404, "posting_not_found"),
    ("GET", "/nowhere", {}, 404, "not_found"),
    ("DELETE", "/health", {}, 405, "method_not_allowed"),
]


@pytest.mark.parametrize(("method", "path", "request_", "status", "code"), REFUSED)
async def test_refusals_are_problems(
    http: httpx2.AsyncClient,
    method: str,
    path: str,
    request_: dict[str, object],
    status: int,
    code: str,
) -> None:
    answer = await http.request(method, path, **request_)  # type: ignore[arg-type]
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["detail"]
    assert problem["trace_id"] == answer.headers["traceparent"].split("-")[1]
    if status == 401:
        assert answer.headers["www-authenticate"] == "Bearer"


async def test_validation_names_the_fields(http: httpx2.AsyncClient) -> None:
    problem = (await http.post("/api/auth/register", json={"email": 5, "extra": 1})).json()
    assert {error["field"] for error in problem["errors"]} == {"email", "password", "extra"}


BAD_CVS = [
    (b"", "cv.pdf", 422, "empty"),
    (b"%PDF-1.7 nonsense", "cv.pdf", 422, "corrupt"),
    (b"plain text in disguise, long enough to be read", "cv.docx", 415, "type_mismatch"),
    (b"PK\x03\x04 not a zip with word/document.xml", "cv.docx", 422, "corrupt"),
    (bytes(range(256)) * 4, "cv.bin", 415, "unsupported_type"),
    (b"{}", "cv.json", 422, "corrupt"),
    (b'{"basics": 5}', "cv.json", 422, "corrupt"),
    (b"short", "cv.txt", 422, "no_text"),
    (b"x" * 10_001, "cv.txt", 413, "too_large"),
    (b"x" * 100_000, "cv.txt", 413, "too_large"),
]


@pytest.mark.parametrize(("content", "name", "status", "code"), BAD_CVS)
async def test_a_bad_file_is_refused_and_nothing_kept(
    signed: httpx2.AsyncClient, content: bytes, name: str, status: int, code: str
) -> None:
    answer = await signed.post("/api/cvs", files={"file": (name, content)})
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert (await signed.get("/api/cvs")).json()["items"] == []


async def test_a_form_without_a_file_says_so(signed: httpx2.AsyncClient) -> None:
    answer = await signed.post("/api/cvs", files={"other": ("cv.txt", b"x")})
    assert (answer.status_code, answer.json()["code"]) == (400, "file_missing")


async def test_a_json_resume_may_be_the_body(signed: httpx2.AsyncClient) -> None:
    resume = {"basics": {"name": "Ada"}, "skills": [{"name": "Data", "keywords": ["Python"]}]}
    added = (await signed.post("/api/cvs", json=resume)).json()
    assert added["media_type"] == "application/json"
    assert [skill["skill"] for skill in added["skills"]] == ["Python"]
    shown = await signed.get(f"/api/cvs/{added['id']}/json-resume")
    assert shown.json()["basics"] == {"name": "Ada"}
    assert (await signed.delete(f"/api/cvs/{added['id']}")).status_code == 204
    assert (await signed.get(f"/api/cvs/{added['id']}")).status_code == 404


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=x", "min_score=-1", "cv_id=5"])
async def test_a_wrong_query_is_named(signed: httpx2.AsyncClient, query: str) -> None:
    answer = await signed.get(f"/api/matches?{query}")
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (
        400,
        query.split("=", maxsplit=1)[0],
    )


async def test_without_a_cv_matches_say_what_to_do(signed: httpx2.AsyncClient) -> None:
    answer = await signed.get("/api/matches")
    assert (answer.status_code, answer.json()["code"]) == (404, "no_cv")


async def test_importing_is_for_administrators(signed: httpx2.AsyncClient) -> None:
    answer = await signed.post("/api/jobs/import", json=[])
    assert (answer.status_code, answer.json()["code"]) == (403, "admin_only")
