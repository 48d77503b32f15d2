"""Postings over HTTP: who may do what, what is asked and answered."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

import httpx2
import pytest

from jobr_adapters.wiring.container import memory_container
from jobr_adapters.wiring.settings import Settings
from jobr_core.accounts.model import Role
from jobr_http.app import create_app

JOB = {
    "title": "Senior Data Engineer (m/w/d)", "company": "Acme GmbH", "external_id": "7",
    "description": "<p>Requirements:</p><ul><li>5 years of Python</li><li>Kafka is a plus</li></ul>",
    "locations": [{"city": "Berlin", "country": "Germany"}], "workplace": "hybrid",
    "salary": {"min": 70000, "max": 90000, "currency": "EUR"}, "url": "https://acme.example/7",
    "employment_type": "full_time", "posted_at": "2026-11-01T09:00:00Z",
}  # fmt: skip


@pytest.fixture
async def http(tmp_path: Path) -> AsyncIterator[httpx2.AsyncClient]:
    settings = Settings(
        jobr_home=tmp_path, database_url=None, jwt_secret=None, jwt_algorithm="EdDSA"
    )
    jobr = memory_container(settings)
    transport = httpx2.ASGITransport(app=cast("Any", create_app(jobr)))
    async with httpx2.AsyncClient(transport=transport, base_url="http://jobr") as client:
        person = {"email": "ada@example.org", "password": "long enough"}
        await client.post("/api/auth/register", json=person)
        await jobr.accounts.set_role()(email="ada@example.org", role=Role.ADMIN)
        token = (await client.post("/api/auth/login", json=person)).json()["access_token"]
        client.headers["authorization"] = f"Bearer {token}"
        yield client
    jobr.outside.hasher().close()


async def _added(http: httpx2.AsyncClient, **changes: object) -> dict[str, Any]:
    answer = await http.post("/api/jobs", json={**JOB, **changes})
    assert answer.status_code == 201, answer.text
    job: dict[str, Any] = answer.json()
    return job


async def test_a_posting_is_written_found_changed_and_removed(http: httpx2.AsyncClient) -> None:
    job = await _added(http)
    assert job["links"] == [{"source": "jobr", "url": "https://acme.example/7", "apply_url": None}]
    assert (job["seniority"], job["locations"][0]["country"]) == ("senior", "DE")
    del http.headers["authorization"]
    found = (await http.get("/api/jobs", params={"q": "data engineer"})).json()
    assert [item["id"] for item in found["items"]] == [job["id"]]
    assert found["items"][0]["excerpt"].startswith("Requirements")
    assert (found["total"], found["total_is_exact"], found["next_cursor"]) == (1, True, None)
    assert found["facets"]["workplace"] == {"hybrid": 1}
    assert found["facets"]["skills"] == {"Kafka": 1, "Python": 1}


async def test_changes_and_their_refusals(http: httpx2.AsyncClient) -> None:
    job = await _added(http)
    path = f"/api/jobs/{job['id']}"
    changed = await http.patch(path, json={"title": "Data Engineer", "salary": None})
    assert changed.json()["title"] == "Data Engineer"
    assert changed.json()["url"] == JOB["url"]
    for wrong in ({"titel": "x"}, {"title": ""}, {"source": "x"}, {"posted_at": "soon"}, "x"):
        assert (await http.patch(path, json=wrong)).status_code in (400, 422), wrong
    again = await http.post("/api/jobs", json={**JOB, "title": "Other"})
    assert (again.status_code, again.json()["code"]) == (409, "posting_exists")
    assert (await http.delete(path)).status_code == 204
    assert (await http.get(path)).status_code == 404
    assert (await http.delete(path)).status_code == 404


async def test_every_filter_of_a_search(http: httpx2.AsyncClient) -> None:
    await _added(http)
    await _added(
        http, external_id="8", title="Cook", company="Inn", workplace="onsite", salary=None,
        locations=[{"city": "Paris", "country": "FR"}], employment_type="part_time",
        description="Cook well.", posted_at="2025-01-01",
    )  # fmt: skip
    for query in (
        "q=engineer", "location=Berlin", "location=Germany", "location=DACH", "salary_min=80000",
        "salary_min=90000&currency=usd", "skills=python,kafka", "skills=Python&skills=Kafka",
        "employment_type=full_time", "seniority=senior", "posted_since=2026-10-01", "q=-cook",
        "sort=salary", "remote=false&location=Berlin",
    ):  # fmt: skip
        found = await http.get(f"/api/jobs?{query}")
        assert found.status_code == 200, (query, found.text)
        titles = [item["title"] for item in found.json()["items"]]
        assert titles == [JOB["title"]], (query, found.text)
    recent = (await http.get("/api/jobs?sort=recent&limit=1")).json()
    assert recent["items"][0]["title"] == JOB["title"]
    following = await http.get(f"/api/jobs?sort=recent&limit=1&cursor={recent['next_cursor']}")
    assert [item["title"] for item in following.json()["items"]] == ["Cook"]


@pytest.mark.parametrize(
    "query",
    [
        "limit=0", "limit=101", "limit=x", "remote=perhaps", "salary_min=-1", "salary_min=nan",
        "currency=euro", "employment_type=slave", "seniority=god", "posted_since=soon",
        "sort=best", "cursor=x", "q=%00", f"q={'a' * 501}", "salary_min=inf",
    ],
)  # fmt: skip
async def test_what_cannot_be_asked_is_a_problem(http: httpx2.AsyncClient, query: str) -> None:
    answer = await http.get(f"/api/jobs?{query}")
    assert answer.status_code == 400, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


async def test_an_analysis_quotes_what_is_asked(http: httpx2.AsyncClient) -> None:
    job = await _added(http)
    analysis = (await http.get(f"/api/jobs/{job['id']}/analysis")).json()
    assert analysis["seniority"] == "senior"
    asked = {(line["kind"], line["importance"], line["quote"]) for line in analysis["requirements"]}
    assert {("skill", "must", "Python"), ("skill", "nice", "Kafka")} <= asked
    for line in analysis["requirements"]:
        assert job["text"][line["start"] : line["end"]] == line["quote"]
    assert (await http.get("/api/jobs/nonsense/analysis")).status_code == 404


async def test_steps_of_an_analysis_have_their_names(http: httpx2.AsyncClient) -> None:
    description = "Fluent English is required. Bachelor's degree required."
    job = await _added(http, description=description)
    asked = (await http.get(f"/api/jobs/{job['id']}/analysis")).json()["requirements"]
    told = {line["kind"]: line["fluency"] or line["degree"] for line in asked}
    assert (told["language"], told["education"]) == ("C1", "bachelor's degree")


async def test_an_import_takes_documents_forms_and_addresses(http: httpx2.AsyncClient) -> None:
    document = json.dumps([JOB, {"title": "x"}]).encode()
    body = (await http.post("/api/jobs/import", content=document)).json()
    assert (body["created"], body["left_out"]) == (1, 1)
    assert body["broken"] == [
        {
            "position": 2,
            "reason": "`company` is missing.",
            "external_id": None,
            "is_unlisted": False,
        }
    ]
    form = await http.post("/api/jobs/import", files={"file": ("jobs.json", document)})
    assert form.json()["unchanged"] == 1
    for url in ("http://127.0.0.1:1/jobs.json", "http://localhost/", "file:///etc/passwd"):
        refused = await http.post("/api/jobs/import", json={"url": url})
        assert (refused.status_code, refused.json()["code"]) == (422, "address_refused"), url
    assert (await http.post("/api/jobs/import", json={"url": "acme"})).status_code == 400
    unknown = await http.post("/api/jobs/import?format=word", content=document)
    assert (unknown.status_code, unknown.json()["code"]) == (400, "format_unknown")


async def test_only_administrators_write(http: httpx2.AsyncClient) -> None:
    job = await _added(http)
    requests = (
        ("POST", "/api/jobs"), ("PATCH", f"/api/jobs/{job['id']}"),
        ("DELETE", f"/api/jobs/{job['id']}"), ("POST", "/api/jobs/import"),
    )  # fmt: skip
    person = {"email": "eve@example.org", "password": "long enough"}
    token = (await http.post("/api/auth/register", json=person)).json()["access_token"]
    for method, path in requests:
        for headers, status in (({}, 401), ({"authorization": f"Bearer {token}"}, 403)):
            http.headers.pop("authorization", None)
            answer = await http.request(method, path, json={}, headers=headers)
            assert answer.status_code == status, (method, path)
