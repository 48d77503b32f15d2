"""Matches, feedback and preferences over HTTP: what is asked and answered, and by whom."""

from collections.abc import AsyncIterator
from itertools import product
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

import httpx2
import pytest

from builders import BACKEND_CV, BACKEND_POSTING
from jobr_adapters.wiring.container import memory_container
from jobr_adapters.wiring.settings import Settings
from jobr_core.accounts.model import Client
from jobr_http.app import create_app, routed_app
from matching_world import World

JOBS = (
    {"title": "Senior Backend Engineer", "external_id": "1",
     "description": "Requirements\n- Python\n- Kafka", "locations": [{"city": "Pune", "country": "IN"}]},
    {"title": "Staff Nurse", "external_id": "2", "description": "Requirements\n- Wound care",
     "locations": [{"city": "Leeds", "country": "GB"}]},
    {"title": "Pastry Chef", "external_id": "3", "description": "Bake."},
)  # fmt: skip
UNKNOWN = "01a202f8-50bb-7713-80ea-6bab973cd1b8"
TEXT_CV = {"text": BACKEND_CV}
AD_HOC = {key: value for key, value in BACKEND_POSTING.items() if key != "id"}
DEEP = "[" * 100_000


@pytest.fixture
async def jobr(tmp_path: Path) -> AsyncIterator[Any]:
    settings = Settings(
        jobr_home=tmp_path, database_url=None, jwt_secret=None, jwt_algorithm="EdDSA"
    )
    container = memory_container(settings)
    for job in JOBS:
        await container.jobs.add_posting()({"company": "Acme", **job})
    yield container
    container.outside.hasher().close()


@pytest.fixture
async def anybody(jobr: Any) -> AsyncIterator[httpx2.AsyncClient]:
    transport = httpx2.ASGITransport(app=cast("Any", create_app(jobr)), raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://jobr") as client:
        yield client


async def _signed(jobr: Any, cv: str | None = None) -> dict[str, str]:
    """What somebody new, with such a CV or none, says to be known."""
    owner = await World(jobr).person(cv)
    user = await jobr.storage.users().by_id(owner)
    opened = await jobr.sign_in.open_session()(user, client=Client())
    return {"authorization": f"Bearer {opened.access.value}"}


@pytest.fixture
async def new(jobr: Any, anybody: httpx2.AsyncClient) -> httpx2.AsyncClient:
    """Somebody without a CV."""
    anybody.headers.update(await _signed(jobr))
    return anybody


@pytest.fixture
async def http(jobr: Any, anybody: httpx2.AsyncClient) -> httpx2.AsyncClient:
    """Somebody with a CV."""
    anybody.headers.update(await _signed(jobr, BACKEND_CV))
    return anybody


async def _items(http: httpx2.AsyncClient, path: str, **params: Any) -> list[dict[str, Any]]:
    answer = await http.get(path, params=params)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def _best(http: httpx2.AsyncClient) -> str:
    job_id: str = (await _items(http, "/api/matches"))[0]["job_id"]
    return job_id


# Who may ask

ROUTES = (
    ("GET", "/api/matches"), ("GET", "/api/matches/new"), ("POST", "/api/matches/visits"),
    ("GET", "/api/matches/history"), ("POST", "/api/matches/search"), ("POST", "/api/matches/score"),
    ("GET", f"/api/matches/{UNKNOWN}"), ("GET", f"/api/matches/{UNKNOWN}/receipt"),
    ("POST", f"/api/matches/{UNKNOWN}/feedback"), ("DELETE", f"/api/matches/{UNKNOWN}/feedback"),
    ("DELETE", "/api/matches/feedback"), ("GET", "/api/me/preferences"), ("PUT", "/api/me/preferences"),
)  # fmt: skip


async def test_only_those_signed_in_are_answered(anybody: httpx2.AsyncClient) -> None:
    for (method, path), headers in product(ROUTES, ({}, {"authorization": "Bearer x.y.z"})):
        answer = await anybody.request(method, path, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (401, "token_invalid"), path


def _paths(jobr: Any) -> set[tuple[str, str]]:
    document = routed_app(jobr).openapi_schema.to_schema()["paths"]
    return {
        (method.upper(), path)
        for path, methods in document.items()
        for method in methods
        if path.startswith(("/api/matches", "/api/me/preferences"))
    }


async def test_every_route_is_asked_above(jobr: Any) -> None:
    asked = {(method, path.replace(UNKNOWN, "{job_id}")) for method, path in ROUTES}
    assert _paths(jobr) == asked


# Lists


async def test_matches_are_kept_and_new_until_a_visit(http: httpx2.AsyncClient) -> None:
    asked = await _items(http, "/api/matches")
    new = await _items(http, "/api/matches/new")
    assert {one["job_id"]: one["report"] for one in new} == {one["job_id"]: one for one in asked}
    assert new[0]["job_id"] == asked[0]["job_id"]
    assert (new[0]["cv_version"], new[0]["is_current"]) == (1, True)
    assert len(await _items(http, "/api/matches/new", limit=2)) == 2
    assert (await http.post("/api/matches/visits")).status_code == 204
    assert await _items(http, "/api/matches/new") == []
    assert len(await _items(http, "/api/matches/history")) == 3


async def test_without_a_cv_nothing_is_kept(new: httpx2.AsyncClient) -> None:
    for path in ("/api/matches/new", "/api/matches/history"):
        assert await _items(new, path) == []
    assert (await new.post("/api/matches/visits")).status_code == 204
    for method, path, json in (
        ("GET", "/api/matches", None), ("POST", "/api/matches/search", {}),
        ("GET", f"/api/matches/{UNKNOWN}", None), ("POST", "/api/matches/score", {"job": AD_HOC}),
    ):  # fmt: skip
        answer = await new.request(method, path, json=json)
        assert (answer.status_code, answer.json()["code"]) == (404, "no_cv"), path


async def test_the_history_is_turned_page_by_page(http: httpx2.AsyncClient) -> None:
    whole = (await http.get("/api/matches/history")).json()
    assert whole["next_cursor"] is None
    found, cursor = [], ""
    for _ in range(4):
        page = (await http.get(f"/api/matches/history?limit=1{cursor}")).json()
        found += page["items"]
        if page["next_cursor"] is None:
            break
        assert quote(page["next_cursor"], safe=":") == page["next_cursor"]
        cursor = f"&cursor={page['next_cursor']}"  # as it is, unescaped
    assert found == whole["items"]


async def test_what_is_no_page_is_refused(http: httpx2.AsyncClient) -> None:
    for query in (
        "cursor=x", "cursor=%00", f"cursor=2026-11-22T12:00:00_{UNKNOWN}", "cursor=%ED%A0%80",
        "limit=0", "limit=101", "limit=x",
    ):  # fmt: skip
        answer = await http.get(f"/api/matches/history?{query}")
        assert answer.status_code == 400, (query, answer.text)
        assert answer.json()["detail"]


async def test_names_of_lists_are_no_ids_of_postings(http: httpx2.AsyncClient) -> None:
    for name in ("new", "history"):
        assert "items" in (await http.get(f"/api/matches/{name}")).json()
    for name in ("feedback", "visits", "search", "score"):
        answer = await http.get(f"/api/matches/{name}")
        assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed"), name


# One match


async def test_a_match_is_explained_and_has_a_receipt(http: httpx2.AsyncClient) -> None:
    own = await _best(http)
    report = (await http.get(f"/api/matches/{own}")).json()
    told = (await http.get(f"/api/matches/{own}/receipt")).json()
    assert (told["job_id"], told["receipt"]["score"]) == (own, report["score"])
    assert told.keys() == {"user_id", "cv_id", "cv_version", "job_id", "receipt"}


STRANGE = (
    "nonsense",
    "1",
    "%00",
    "new%00",
    UNKNOWN,
    UNKNOWN.upper(),
    "..",
    "%F0%9F%92%A9",
    "a" * 5_000,
)


async def test_what_is_no_match_is_not_found(http: httpx2.AsyncClient) -> None:
    for name, (method, path, json) in product(STRANGE, (
        ("GET", "/api/matches/{}", None), ("GET", "/api/matches/{}/receipt", None),
        ("POST", "/api/matches/{}/feedback", {"verdict": "like"}),
    )):  # fmt: skip
        answer = await http.request(method, path.format(name), json=json)
        assert answer.status_code in (404, 405), (method, path, name, answer.text)
        assert answer.headers["content-type"] == "application/problem+json"


async def test_a_receipt_is_of_ones_own_match(http: httpx2.AsyncClient, jobr: Any) -> None:
    own = await _best(http)
    eve = await _signed(jobr)
    answer = await http.get(f"/api/matches/{own}/receipt", headers=eve)
    assert (answer.status_code, answer.json()["code"]) == (404, "match_not_stored")
    for path in ("/api/matches/new", "/api/matches/history"):
        assert (await http.get(path, headers=eve)).json()["items"] == []


async def test_somebody_elses_cv_is_not_found(http: httpx2.AsyncClient, jobr: Any) -> None:
    [cv] = (await http.get("/api/cvs")).json()["items"]
    eve = await _signed(jobr)
    own = await _best(http)
    for method, path, json in (
        ("GET", f"/api/matches?cv_id={cv['id']}", None),
        ("GET", f"/api/matches/{own}?cv_id={cv['id']}", None),
        ("POST", "/api/matches/search", {"cv_id": cv["id"]}),
        ("POST", "/api/matches/score", {"cv_id": cv["id"], "job_id": own}),
    ):
        for headers in (eve, {}):
            answer = await http.request(method, path, json=json, headers=headers)
            expected = (200, None) if headers == {} else (404, "cv_not_found")
            assert (answer.status_code, answer.json().get("code")) == expected, path


# Feedback


async def test_feedback_is_given_and_taken_back(http: httpx2.AsyncClient, jobr: Any) -> None:
    before = {one["job_id"]: one["lines"] for one in await _items(http, "/api/matches")}
    chef, best = list(before)[-1], await _best(http)

    async def kinds() -> set[str]:
        return {line["kind"] for line in (await http.get(f"/api/matches/{best}")).json()["lines"]}

    for verdict in ("like", "dislike", "like"):
        given = await http.post(f"/api/matches/{chef}/feedback", json={"verdict": verdict})
        assert (given.status_code, given.content) == (204, b"")
        assert "feedback" in await kinds()
    assert (await http.delete(f"/api/matches/{chef}/feedback")).status_code == 204
    assert (await http.delete(f"/api/matches/{UNKNOWN}/feedback")).status_code == 204
    assert "feedback" not in await kinds()
    await http.post(f"/api/matches/{chef}/feedback", json={"verdict": "like"})
    eve = await _signed(jobr)
    assert (await http.delete("/api/matches/feedback", headers=eve)).status_code == 204
    assert "feedback" in await kinds()
    for _ in range(2):
        assert (await http.delete("/api/matches/feedback")).status_code == 204
    assert {one["job_id"]: one["lines"] for one in await _items(http, "/api/matches")} == before


async def test_feedback_is_like_or_dislike(http: httpx2.AsyncClient) -> None:
    path, headers = (
        f"/api/matches/{await _best(http)}/feedback",
        {"content-type": "application/json"},
    )
    for body in (
        "{}", '{"verdict": "love"}', '{"verdict": null}', '{"verdict": "like", "why": "x"}',
        "[]", "5", "", "{", DEEP, '"\\ud800"', '{"verdict": "\\u0000"}',
    ):  # fmt: skip
        answer = await http.post(path, content=body, headers=headers)
        assert answer.status_code in (400, 422), (body[:50], answer.text)
        assert answer.json()["detail"]


# Search


async def test_a_search_finds_among_ones_matches(http: httpx2.AsyncClient) -> None:
    async def found(**asked: Any) -> list[str]:
        answer = await http.post("/api/matches/search", json=asked)
        assert answer.status_code == 200, answer.text
        return [one["title"] for one in answer.json()["items"]]

    assert (await found())[0] == "Senior Backend Engineer"
    assert await found(q="nurse") == ["Staff Nurse"]
    assert await found(location="Leeds") == ["Staff Nurse"]
    assert await found(skills=["Kafka"], limit=1) == ["Senior Backend Engineer"]
    assert await found(min_score=90, q="chef") == []
    assert await found(seniority="senior") == ["Senior Backend Engineer"]
    assert len(await found(posted_since="2020-01-01T00:00:00")) == 3
    wishes = {"countries": ["GB"], "cities": ["Leeds"], "required": ["location"]}
    assert "Senior Backend Engineer" not in await found(preferences=wishes)
    assert await found(
        remote=True, salary_min=1, currency="usd", employment_type="contract",
    ) == []  # fmt: skip


BAD_SEARCHES: tuple[tuple[dict[str, Any], str], ...] = (
    ({"query": "x"}, "query"), ({"q": "\x00"}, "q"), ({"q": "x" * 501}, "q"), ({"q": 5}, "q"),
    ({"limit": 0}, "limit"), ({"limit": 101}, "limit"), ({"min_score": 101}, "min_score"),
    ({"skills": ["x"] * 21}, "skills"), ({"skills": "x"}, "skills"), ({"cv_id": "x"}, "cv_id"),
    ({"currency": "euro"}, "currency"), ({"salary_min": -1}, "salary_min"),
    ({"posted_since": "soon"}, "posted_since"), ({"seniority": "god"}, "seniority"),
    ({"preferences": {"weights": {"skill": 4}}}, "preferences"),
    ({"preferences": {"wishes": 1}}, "preferences"), ({"location": "\x00"}, "location"),
)  # fmt: skip


async def test_what_cannot_be_searched_for_is_named(http: httpx2.AsyncClient) -> None:
    for body, field in BAD_SEARCHES:
        answer = await http.post("/api/matches/search", json=body)
        assert answer.status_code == 422, (body, answer.text)
        assert field in str(answer.json()["errors"]), body


# Ad hoc


async def test_any_cv_is_compared_with_any_posting(http: httpx2.AsyncClient) -> None:
    one = (await http.post("/api/matches/score", json={"cv": TEXT_CV, "job": AD_HOC})).json()
    assert one["score"] == one["report"]["score"] > 80
    for line in one["report"]["lines"]:
        for text, words in ((one["cv_text"], line["cv"]), (one["job_text"], line["job"])):
            assert words is None or text[words["start"] : words["end"]] == words["quote"]
    resume = {"basics": {"name": "Ada"}, "skills": [{"keywords": ["Python"]}]}
    many = await http.post(
        "/api/matches/score", json={"cv": {"json_resume": resume}, "jobs": [AD_HOC, JOBS[2] | {"company": "Inn"}]}
    )  # fmt: skip
    assert many.json()["items"][0]["report"]["title"] == AD_HOC["title"]


async def test_stored_ones_are_named(http: httpx2.AsyncClient) -> None:
    matches = await _items(http, "/api/matches")
    ids = [one["job_id"] for one in matches]
    [cv] = (await http.get("/api/cvs")).json()["items"]
    single = (await http.post("/api/matches/score", json={"job_id": ids[0]})).json()
    assert single["report"] == matches[0]
    named = await http.post("/api/matches/score", json={"cv_id": cv["id"], "job_ids": ids[::-1]})
    assert [item["job_id"] for item in named.json()["items"]] == ids
    both = await http.post("/api/matches/score", json={"job_id": ids[0], "jobs": [AD_HOC]})
    assert len(both.json()["items"]) == 2
    hundred = await http.post("/api/matches/score", json={"job_ids": [ids[0]] * 100})
    assert len(hundred.json()["items"]) == 100
    assert len(await _items(http, "/api/matches/history")) == 3  # nothing of it is kept


async def test_all_that_are_unknown_are_named(http: httpx2.AsyncClient) -> None:
    known = await _best(http)
    other = UNKNOWN.replace("01a2", "02b3")
    body = {"job_ids": [UNKNOWN, known, other, UNKNOWN], "jobs": [AD_HOC]}
    missing = await http.post("/api/matches/score", json=body)
    assert (missing.status_code, missing.json()["code"]) == (404, "posting_not_found")
    assert missing.json()["detail"] == f"There is no such posting: {UNKNOWN}, {other}."


async def test_preferences_are_those_given_or_ones_own(http: httpx2.AsyncClient) -> None:
    await http.put("/api/me/preferences", json={"weights": {"title": 0}, "cities": ["Berlin"]})
    job = {"job": AD_HOC}

    async def location(**asked: Any) -> str:
        answer = (await http.post("/api/matches/score", json=job | asked)).json()
        [line] = [one for one in answer["report"]["lines"] if one["kind"] == "location"]
        return str(line["rule"])

    stated = await location()
    assert await location(cv=TEXT_CV) != stated  # another person's, perhaps
    assert await location(preferences={"cities": ["Berlin"]}) == stated
    assert await location(preferences={}) == await location(cv=TEXT_CV)


BAD_SCORES: tuple[tuple[dict[str, Any], str], ...] = (
    ({"cv": TEXT_CV, "cv_id": UNKNOWN, "job": AD_HOC}, "not both"),
    ({"cv": TEXT_CV}, "give `job`"), ({}, "give `job`"), ({"job_ids": [], "jobs": []}, "give `job`"),
    ({"job_ids": [UNKNOWN] * 101}, "job_ids"), ({"jobs": [AD_HOC] * 101}, "jobs"),
    ({"jobs": [AD_HOC] * 60, "job_ids": [UNKNOWN] * 41}, "at most 100"),
    ({"job": AD_HOC, "jobs": [AD_HOC] * 100}, "at most 100"),
    ({"cv": {}, "job": AD_HOC}, "either"), ({"cv": {"text": "x", "json_resume": {}}, "job": AD_HOC}, "either"),
    ({"cv": {"text": "x" * 200_001}, "job": AD_HOC}, "200000"), ({"cv": {"txt": "x"}, "job": AD_HOC}, "txt"),
    ({"cv": {"text": "a\x00b"}, "job": AD_HOC}, "NUL"), ({"cv": "x", "job": AD_HOC}, "cv"),
    ({"job": AD_HOC, "weight": 1}, "weight"), ({"job": "x"}, "job"), ({"job_id": "x"}, "job_id"),
    ({"job": AD_HOC, "preferences": {"weights": {"skill": 4}}}, "less than or equal to 3"),
    ({"job": AD_HOC, "preferences": {"weights": {"luck": 1}}}, "weights"),
    ({"job": {"company": "Acme"}}, "title"), ({"job": {}}, "missing"),
    ({"job": AD_HOC | {"salary": {"min": -1, "currency": "EUR"}}}, "salary"),
    ({"job": AD_HOC | {"title": 5}}, "title"), ({"jobs": [AD_HOC, {"title": "x"}]}, "company"),
    ({"cv": {"json_resume": {"basics": 5}}, "job": AD_HOC}, "basics"),
)  # fmt: skip


async def test_what_cannot_be_compared_is_told(http: httpx2.AsyncClient) -> None:
    for body, words in BAD_SCORES:
        answer = await http.post("/api/matches/score", json=body)
        assert answer.status_code in (400, 422), (words, answer.text)
        assert words in answer.text, answer.text
        assert answer.headers["content-type"] == "application/problem+json"


ODD_BODIES = (
    "", "null", "5", "[]", "{", DEEP, '{"job": ' + '{"a":' * 50_000, '{"cv": {"text": "\\ud800"}, "job": {}}',
    '{"cv": {"text": "x"}, "job": {"title": "\\ud800", "company": "\\udfff", "description": "\\ud83d"}}',
    '{"cv": {"json_resume": {"basics": {"name": "\\ud800"}}}, "job": {"title": "x", "company": "x"}}',
    '{"cv": {"text": "x"}, "job": {"title": "a\\u0000b", "company": "\\u0000", "description": "\\u0000"}}',
    '{"cv": {"text": ""}, "job": {"title": "x", "company": "x", "description": ""}}',
    '{"cv": {"text": "x"}, "job": {"title": "x", "company": "x", "salary": {"min": 1e999, "currency": "EUR"}}}',
    '{"cv": {"text": "x"}, "job": {"title": "x", "company": "x", "posted_at": "0001-01-01T00:00:00+14:00"}}',
    '{"cv": {"text": "x"}, "job": {"title": "x", "company": "x", "posted_at": "9999-12-31T23:59:59-14:00"}}',
    '{"cv": {"json_resume": {"work": [{"startDate": "9999-12", "endDate": "0001-01"}]}}, "job": {"title": "x", "company": "x"}}',
    '{"cv": {"text": "x"}, "job": {"title": "x", "company": "x"}, "preferences": {"salary": {"min": 5, "max": 1, "currency": "EUR"}}}',
)  # fmt: skip


async def test_odd_bodies_are_no_defect(http: httpx2.AsyncClient) -> None:
    headers = {"content-type": "application/json"}
    for body in ODD_BODIES:
        for path in ("/api/matches/score", "/api/matches/search"):
            answer = await http.post(path, content=body, headers=headers)
            assert answer.status_code in (200, 400, 422), (body[:200], answer.text)
            assert answer.json()


async def test_a_body_may_not_be_endless(http: httpx2.AsyncClient) -> None:
    body = {"cv": TEXT_CV, "job": AD_HOC | {"description": "x" * (4 * 1024 * 1024)}}
    answer = await http.post("/api/matches/score", json=body)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


# Preferences

WISHES = {
    "titles": ["Data Engineer"], "cities": ["Pune"], "countries": ["IN"], "radius_km": 40, "remote": True,
    "salary": {"min": 50000, "max": None, "currency": "EUR", "period": "year"},
    "employment_types": ["part_time", "contract"], "seniorities": ["senior", "lead"],
    "languages": ["en", "hi"], "permits": ["IN"],
    "required": ["location", "salary"], "weights": {"skill": 2.5, "title": 0},
}  # fmt: skip
NO_WISHES: dict[str, Any] = {
    "titles": [], "cities": [], "countries": [], "radius_km": None, "remote": None, "salary": None,
    "employment_types": [], "seniorities": [], "languages": [], "permits": [],
    "required": [], "weights": {},
}  # fmt: skip


async def test_preferences_are_stated_and_shown(new: httpx2.AsyncClient, jobr: Any) -> None:
    assert (await new.get("/api/me/preferences")).json() == NO_WISHES
    stated = await new.put("/api/me/preferences", json=WISHES)
    assert (stated.status_code, stated.json()) == (200, WISHES)
    assert (await new.get("/api/me/preferences")).json() == WISHES
    eve = await _signed(jobr)
    assert (await new.get("/api/me/preferences", headers=eve)).json() == NO_WISHES
    assert (await new.put("/api/me/preferences", json={"remote": False})).json() == {
        **NO_WISHES, "remote": False,
    }  # fmt: skip
    assert (await new.put("/api/me/preferences", json={})).json() == NO_WISHES


async def test_the_uk_is_meant_by_its_code(new: httpx2.AsyncClient) -> None:
    """ISO 3166-1 has GB for it; kept as UK, no posting there would be where somebody may work."""
    stated = await new.put("/api/me/preferences", json={"permits": ["UK"], "countries": ["UK"]})
    assert (stated.json()["permits"], stated.json()["countries"]) == (["GB"], ["GB"])


BAD_WISHES: tuple[tuple[dict[str, Any], str], ...] = (
    ({"weights": {"skill": 4}}, "less than or equal to 3"), ({"weights": {"skill": -0.1}}, "greater"),
    ({"weights": {"luck": 1}}, "weights"), ({"weights": {"skill": "x"}}, "weights"),
    ({"required": ["luck"]}, "required"), ({"required": ["skill"] * 12}, "required"),
    ({"wishes": []}, "wishes"), ({"titles": ["\x00"]}, "NUL"), ({"titles": [""]}, "titles"),
    ({"titles": ["x"] * 51}, "titles"), ({"titles": ["x" * 201]}, "titles"), ({"titles": "x"}, "titles"),
    ({"countries": ["India"]}, "countries"), ({"countries": ["in"]}, "countries"),
    ({"permits": ["IN\n"]}, "permits"), ({"remote": "perhaps"}, "remote"),
    ({"salary": {"min": 0, "currency": "EUR"}}, "salary"), ({"salary": {"currency": "EUR"}}, "salary"),
    ({"salary": {"min": 5, "currency": "euro"}}, "salary"), ({"salary": 5}, "salary"),
    ({"salary": {"min": 5, "max": 1, "currency": "EUR"}}, "salary"),
    ({"salary": {"min": 5, "currency": "EUR", "period": "decade"}}, "salary"),
    ({"radius_km": 0}, "greater than 0"), ({"radius_km": 501}, "less than or equal to 500"),
    ({"radius_km": 2.5}, "radius_km"), ({"radius_km": "far"}, "radius_km"),
    ({"employment_types": ["freelance"]}, "part_time"), ({"employment_types": "intern"}, "employment_types"),
    ({"employment_types": ["intern"] * 9}, "employment_types"),
    ({"seniorities": ["god"]}, "'executive'"), ({"seniorities": [3]}, "seniorities"),
    ({"seniorities": ["lead"] * 8}, "seniorities"),
    ({"languages": ["English"]}, "languages"), ({"languages": ["EN"]}, "languages"),
    ({"languages": ["en\n"]}, "languages"), ({"languages": ["en"] * 51}, "languages"),
)  # fmt: skip


async def test_wishes_decide_what_is_found(http: httpx2.AsyncClient, jobr: Any) -> None:
    near = {"title": "Python Developer", "external_id": "4", "company": "Acme", "employment_type": "full_time", "language": "en",
            "description": "Requirements\n- Python", "locations": [{"city": "Mumbai", "country": "IN"}]}  # fmt: skip
    await jobr.jobs.add_posting()(near)

    async def found(**wishes: Any) -> dict[str, dict[str, Any]]:
        assert (await http.put("/api/me/preferences", json=wishes)).status_code == 200
        items = await _items(http, "/api/matches")
        return {one["title"]: {line["kind"]: line for line in one["lines"]} for one in items}

    def rule(of: dict[str, dict[str, Any]], kind: str) -> str:
        return str(of["Python Developer"][kind]["rule"])

    assert rule(await found(cities=["Pune"], radius_km=150), "location") == "119 km from Pune"
    assert "farther" in rule(await found(cities=["Pune"], radius_km=100), "location")
    assert "Python Developer" in await found(employment_types=["full_time"])
    part_time = await found(employment_types=["part_time"])
    assert "Python Developer" not in part_time
    assert "Senior Backend Engineer" in part_time
    wanted = (await found(seniorities=["lead"]))["Senior Backend Engineer"]["seniority"]
    assert wanted["rule"] == "another level than those you want"
    spoken = [
        (await found(languages=[own]))["Python Developer"]["language"] for own in ("hi", "en")
    ]
    assert [one["requirement"] for one in spoken] == ["written in English"] * 2
    assert [one["points"] / one["weight"] for one in spoken] == [0, 1]


async def test_what_cannot_be_wished_for_is_named(new: httpx2.AsyncClient) -> None:
    for body, words in BAD_WISHES:
        answer = await new.put("/api/me/preferences", json=body)
        assert answer.status_code == 422, (body, answer.text)
        assert words.lower() in answer.text.lower(), answer.text
    headers = {"content-type": "application/json"}
    for odd in (
        "", "[]", "null", "5", "{", DEEP, '{"titles": ["\\ud800"]}', '{"weights": {"skill": 1e999}}',
    ):  # fmt: skip
        answer = await new.put("/api/me/preferences", content=odd, headers=headers)
        assert answer.status_code in (400, 422), (odd[:50], answer.text)
    assert (await new.get("/api/me/preferences")).json() == NO_WISHES
