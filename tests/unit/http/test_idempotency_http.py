"""A route that takes an `Idempotency-Key`, as a client meets it."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any, cast

import httpx2
import pytest
from litestar import Litestar, Response, post
from litestar.params import JSONBody
from litestar.types import ASGIApp, Receive, Scope, Send

from builders import a_clock_at, a_user, an_id
from jobr_adapters.memory.database import MemoryDatabase
from jobr_adapters.memory.idempotency import MemoryIdempotencyKeys
from jobr_core.accounts.model import Principal, Role, SessionId
from jobr_core.idempotency.model import KeptAttempt
from jobr_core.shared.errors import Forbidden, JobrError, Unavailable
from jobr_http.bodies import CheckedRequest
from jobr_http.errors import jobr_problem
from jobr_http.idempotency import IdempotencyStories, idempotent
from jobr_http.security import USER

KEY = {"idempotency-key": '"8e03978e-40d5-43dd-bc93-6894a57f9324"'}


class Till:
    """What the route does, and how it ends."""

    def __init__(self) -> None:
        self.done = 0
        self.ends: list[JobrError | None] = []
        self.answer: Any = None
        self.may_end = asyncio.Event()
        self.may_end.set()

    async def pay(self) -> Response[Any]:
        self.done += 1
        done = self.done
        await self.may_end.wait()
        if self.ends and (error := self.ends.pop(0)):
            raise error
        return Response(
            self.answer or {"number": done}, status_code=201, headers={"Location": f"/pay/{done}"}
        )


@pytest.fixture
def till() -> Till:
    return Till()


@pytest.fixture
def database() -> MemoryDatabase:
    return MemoryDatabase()


@pytest.fixture
async def http(till: Till, database: MemoryDatabase) -> AsyncIterator[httpx2.AsyncClient]:
    stories = IdempotencyStories(
        keys=MemoryIdempotencyKeys(database), now=a_clock_at(), new_id=an_id
    )
    people = [a_user(), a_user()]
    for person in people:
        database.tables.users[person.id] = person
    policy = {**USER, "guards": []}

    @post("/pay", **idempotent(policy, stories))
    async def pay(data: JSONBody[dict[str, Any]]) -> Response[Any]:
        return await till.pay()

    @post("/maybe", **idempotent(policy, stories, required=False))
    async def maybe(data: JSONBody[dict[str, Any]]) -> Response[Any]:
        return await till.pay()

    def signing_in(app: ASGIApp) -> ASGIApp:
        async def signed(scope: Scope, receive: Receive, send: Send) -> None:
            number = int(dict(scope["headers"]).get(b"x-person", b"0"))
            scope["user"] = Principal(
                user_id=people[number].id, role=Role.USER, session_id=SessionId(an_id())
            )
            await app(scope, receive, send)

        return signed

    app = Litestar(
        [pay, maybe], middleware=[signing_in], request_class=CheckedRequest,
        exception_handlers={JobrError: jobr_problem}, logging_config=None,
    )  # fmt: skip
    assert app.openapi_schema.to_schema()["paths"]["/pay"]["post"]["parameters"] == [
        {
            "name": "Idempotency-Key", "in": "header", "required": True, "deprecated": False,
            "description": "One for each thing to be done, the same each time it is sent.",
            "schema": {"type": "string", "minLength": 1, "maxLength": 257},
        }
    ]  # fmt: skip
    transport = httpx2.ASGITransport(app=cast("Any", app))
    async with httpx2.AsyncClient(transport=transport, base_url="http://jobr") as client:
        yield client


async def test_sent_again_it_is_answered_again(http: httpx2.AsyncClient, till: Till) -> None:
    first = await http.post("/pay", json={"a": 1, "b": 2}, headers=KEY)
    again = await http.post(
        "/pay", content=b'{"b":2, "a" :1}', headers={**KEY, "content-type": "application/json"}
    )
    assert (first.status_code, first.json()) == (201, {"number": 1})
    assert (again.status_code, again.content) == (201, first.content)
    for header in ("content-type", "location"):
        assert again.headers[header] == first.headers[header]
    assert "idempotency-replayed" not in first.headers
    assert again.headers["idempotency-replayed"] == "true"
    assert till.done == 1


async def test_a_bare_word_is_the_same_key_as_a_string(
    http: httpx2.AsyncClient, till: Till
) -> None:
    await http.post("/pay", json={}, headers=KEY)
    again = await http.post(
        "/pay", json={}, headers={"idempotency-key": KEY["idempotency-key"].strip('"')}
    )
    assert (again.headers["idempotency-replayed"], till.done) == ("true", 1)


async def test_others_have_keys_of_their_own(http: httpx2.AsyncClient, till: Till) -> None:
    for path, person in (("/pay", "0"), ("/pay", "1"), ("/maybe", "0")):
        answer = await http.post(path, json={}, headers={**KEY, "x-person": person})
        assert "idempotency-replayed" not in answer.headers
    assert till.done == 3


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ([], "idempotency_key_missing"), ([""], "idempotency_key_invalid"),
        (['""'], "idempotency_key_invalid"), (['"a'], "idempotency_key_invalid"),
        (["a b"], "idempotency_key_invalid"), (['"a";b=1'], "idempotency_key_invalid"),
        (['"a", "b"'], "idempotency_key_invalid"), (["a", "b"], "idempotency_key_invalid"),
        (["x" * 256], "idempotency_key_invalid"), (['"\\a"'], "idempotency_key_invalid"),
        (["\xe9"], "idempotency_key_invalid"),
    ],
)  # fmt: skip
async def test_what_is_no_key(
    http: httpx2.AsyncClient, till: Till, keys: list[str], code: str
) -> None:
    headers = [(b"idempotency-key", key.encode("latin-1")) for key in keys]
    answer = await http.post("/pay", json={}, headers=headers)
    assert (answer.status_code, answer.json()["code"], till.done) == (400, code, 0)


async def test_a_key_is_for_one_request(http: httpx2.AsyncClient, till: Till) -> None:
    await http.post("/pay", json={"a": 1}, headers=KEY)
    for path, body in (("/pay", {"a": 2}), ("/pay?x=1", {"a": 1})):
        answer = await http.post(path, json=body, headers=KEY)
        assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")
    assert till.done == 1


async def test_meanwhile_others_are_told_to_wait(http: httpx2.AsyncClient, till: Till) -> None:
    till.may_end.clear()
    first = asyncio.create_task(http.post("/pay", json={}, headers=KEY))
    while not till.done:  # noqa: ASYNC110
        await asyncio.sleep(0)
    others = await asyncio.gather(*(http.post("/pay", json={}, headers=KEY) for _ in range(99)))
    assert {
        (one.status_code, one.json()["code"], one.headers["retry-after"]) for one in others
    } == {(409, "request_in_flight", "2")}
    till.may_end.set()
    assert (await first).status_code == 201
    assert (await http.post("/pay", json={}, headers=KEY)).headers["idempotency-replayed"]
    assert till.done == 1


@pytest.mark.parametrize(("error", "status"), [(Unavailable(), 503), (Forbidden(), 403)])
async def test_what_may_end_otherwise_is_not_kept(
    http: httpx2.AsyncClient, till: Till, error: JobrError, status: int
) -> None:
    till.ends = [error]
    answers = [await http.post("/pay", json={}, headers=KEY) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [status, 201, 201]
    assert till.done == 2


async def test_a_body_that_is_refused_takes_no_key(
    http: httpx2.AsyncClient, database: MemoryDatabase
) -> None:
    broken = {**KEY, "content-type": "application/json"}
    assert (await http.post("/pay", content=b"{", headers=broken)).status_code == 400
    assert database.tables.idempotency_keys == {}


async def test_a_large_answer_is_not_kept_but_its_effect_is(
    http: httpx2.AsyncClient, till: Till, database: MemoryDatabase
) -> None:
    till.answer = {"text": "x" * 70_000}
    assert (await http.post("/pay", json={}, headers=KEY)).status_code == 201
    again = await http.post("/pay", json={}, headers=KEY)
    assert (again.status_code, again.json()["code"], again.json()["status_answered"]) == (
        409, "answer_not_kept", 201,
    )  # fmt: skip
    assert till.done == 1
    [kept] = database.tables.idempotency_keys.values()
    assert isinstance(kept, KeptAttempt)
    assert kept.answer
    assert kept.answer.body is None


async def test_where_it_may_be_left_out_it_counts_when_it_is_there(
    http: httpx2.AsyncClient, till: Till
) -> None:
    for headers in ({}, {}, KEY, KEY):
        assert (await http.post("/maybe", json={}, headers=headers)).status_code == 201
    assert till.done == 3


async def test_what_takes_too_long_is_given_up(
    http: httpx2.AsyncClient, till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jobr_http.idempotency.LONGEST_WORK", timedelta(milliseconds=50))
    till.may_end.clear()
    given_up = await http.post("/pay", json={}, headers=KEY)
    assert (given_up.status_code, given_up.json()["code"]) == (503, "request_given_up")
    till.may_end.set()
    assert (await http.post("/pay", json={}, headers=KEY)).status_code == 201
