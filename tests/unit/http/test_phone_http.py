"""Signing in by telephone over HTTP, on memory, the codes read from where they are kept."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

import httpx2
import pytest
from dependency_injector import providers

from jobr_adapters.sms.memory import MemorySms
from jobr_adapters.wiring.background import connect_inline
from jobr_adapters.wiring.container import Container
from jobr_adapters.wiring.outside import Outside
from jobr_adapters.wiring.settings import Settings
from jobr_adapters.wiring.storages import MemoryStorage
from jobr_core.accounts.model import Language
from jobr_http.app import create_app

PERSON = {"email": "ada@example.org", "password": "long enough"}
PHONE, OTHER = "+919876543210", "+4915123456789"


class Served:
    def __init__(self, http: httpx2.AsyncClient) -> None:
        self.http, self.sms, self.at = http, MemorySms(), datetime.now(UTC)

    def now(self) -> datetime:
        return self.at

    async def post(self, path: str, body: Any, **headers: str) -> httpx2.Response:
        return await self.http.post(f"/api/auth{path}", json=body, headers=headers)

    async def asks(self, phone: str = PHONE, **headers: str) -> httpx2.Response:
        return await self.post("/phone/otp", {"phone": phone}, **headers)

    async def brings(self, asked: Any, code: str | None = None, **headers: str) -> httpx2.Response:
        body = {"challenge_id": asked["challenge_id"], "code": code or self.sms.sent[-1].code}
        return await self.post("/phone/verify", body, **headers)

    async def signs_in(self, phone: str = PHONE, **headers: str) -> httpx2.Response:
        return await self.brings((await self.asks(phone)).json(), **headers)


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    settings = Settings(jobr_home=tmp_path, database_url=None, jwt_algorithm="EdDSA")
    served = Served(cast("Any", None))
    outside = Outside(settings=settings)
    outside.now.override(providers.Object(served.now))
    outside.sms.override(providers.Object(served.sms))
    jobr = Container(settings=settings, outside=outside, storage=MemoryStorage(outside=outside))
    connect_inline(jobr)
    transport = httpx2.ASGITransport(app=cast("Any", create_app(jobr)))
    async with httpx2.AsyncClient(transport=transport, base_url="http://jobr") as http:
        served.http = http
        yield served
    jobr.outside.hasher().close()


def bearer(tokens: Any) -> dict[str, str]:
    return {"authorization": f"Bearer {tokens['access_token']}"}


def told(answer: httpx2.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


async def test_a_code_signs_in(served: Served) -> None:
    asked = await served.asks(**{"accept-language": "de-AT, en;q=0.5"})
    assert (asked.status_code, asked.headers["cache-control"]) == (202, "no-store")
    assert asked.json() == {
        "challenge_id": str(served.sms.sent[0].id),
        "expires_in": 300,
        "resend_after": 30,
    }
    assert served.sms.sent[0].language is Language.GERMAN
    signed_in = await served.brings(asked.json(), **{"accept-language": "de"})
    assert (signed_in.status_code, signed_in.headers["cache-control"]) == (200, "no-store")
    user = signed_in.json()["user"]
    assert (user["email"], user["email_verified"], user["language"]) == (None, False, "de")
    me = await served.http.get("/api/me", headers=bearer(signed_in.json()))
    assert me.json()["id"] == user["id"]


async def test_a_number_may_come_with_its_country_beside_it(served: Served) -> None:
    asked = await served.post("/phone/otp", {"phone": "098765 43210", "country": "in"})
    assert asked.status_code == 202
    assert served.sms.sent[0].to.e164 == PHONE


@pytest.mark.parametrize(
    "body",
    [
        {"phone": "hello"},
        {"phone": "98765 43210"},
        {"phone": "98765 43210", "country": "IND"},
        {"phone": "+1 800 555 0123"},
        {"phone": PHONE, "purpose": "sign_in"},
        {"phone": None},
        {},
    ],
)
async def test_what_is_no_number_is_refused(served: Served, body: Any) -> None:
    assert (await served.post("/phone/otp", body)).status_code == 422
    assert served.sms.sent == []


@pytest.mark.parametrize(
    "body", [{}, {"challenge_id": "1", "code": "1"}, {"challenge_id": str(uuid4()), "code": 1}]
)
async def test_what_is_no_code_at_all_is_refused(served: Served, body: Any) -> None:
    assert (await served.post("/phone/verify", body)).status_code == 422


async def test_known_and_unknown_numbers_are_answered_alike(served: Served) -> None:
    await served.signs_in()
    served.at += timedelta(hours=2)
    answers = [await served.asks(phone) for phone in (PHONE, OTHER)]
    assert [sorted(answer.json()) for answer in answers] == [
        ["challenge_id", "expires_in", "resend_after"]
    ] * 2
    assert answers[0].headers.keys() == answers[1].headers.keys()
    soon = [await served.asks(phone) for phone in (PHONE, OTHER)]
    assert [told(answer) for answer in soon] == [(429, "too_many_codes")] * 2
    assert [answer.headers["retry-after"] for answer in soon] == ["30", "30"]


async def test_wrong_used_superseded_expired_and_unknown_are_one_answer(served: Served) -> None:
    first = (await served.asks()).json()
    served.at += timedelta(seconds=30)
    second = (await served.asks()).json()
    superseded, good = (text.code for text in served.sms.sent)
    answers = [
        await served.brings(first, superseded),
        await served.brings(second, "000000" if good != "000000" else "000001"),
        await served.brings({"challenge_id": str(uuid4())}, good),
    ]
    assert (await served.brings(second, good)).status_code == 200
    answers.append(await served.brings(second, good))
    served.at += timedelta(minutes=2)
    third = (await served.asks()).json()
    served.at += timedelta(minutes=5)
    answers.append(await served.brings(third))
    bodies = [{**answer.json(), "trace_id": ""} for answer in answers]
    assert [told(answer) for answer in answers] == [(401, "code_invalid")] * 5
    assert bodies == [bodies[0]] * 5


async def test_a_guessed_at_number_is_locked(served: Served) -> None:
    answers = []
    for _ in range(3):
        asked = (await served.asks()).json()
        answers += [await served.brings(asked, "no code") for _ in range(5)]
        served.at += timedelta(minutes=2)
    assert [told(answer) for answer in answers] == [
        *[(401, "code_invalid")] * 14,
        (423, "number_locked"),
    ]
    assert answers[-1].headers["retry-after"] == "900"
    locked = await served.asks()
    assert told(locked) == (423, "number_locked")
    assert locked.headers["retry-after"] == "780"


async def test_a_number_is_added_to_the_account_signed_in(served: Served) -> None:
    ada = (await served.post("/register", PERSON)).json()
    added = await served.signs_in(**bearer(ada))
    assert (added.status_code, added.json()["user"]["id"]) == (200, ada["user"]["id"])
    served.at += timedelta(minutes=1)
    assert (await served.signs_in()).json()["user"]["email"] == PERSON["email"]
    listed = await served.http.get("/api/me/identities", headers=bearer(ada))
    assert [one["provider"] for one in listed.json()["items"]] == ["password", "phone"]


async def test_a_number_of_another_account_is_taken(served: Served) -> None:
    await served.signs_in()
    ada = (await served.post("/register", PERSON)).json()
    served.at += timedelta(minutes=1)
    assert told(await served.signs_in(**bearer(ada))) == (409, "identity_taken")


async def test_adding_one_takes_a_fresh_sign_in_or_the_password(served: Served) -> None:
    ada = (await served.post("/register", PERSON)).json()
    served.at += timedelta(minutes=11)
    asked = (await served.asks()).json()
    assert told(await served.brings(asked, **bearer(ada))) == (403, "fresh_sign_in_needed")
    body = {"challenge_id": asked["challenge_id"], "code": served.sms.sent[0].code}
    wrong = await served.post(
        "/phone/verify", {**body, "password": "wrong password"}, **bearer(ada)
    )
    assert told(wrong) == (403, "wrong_password")
    added = await served.post(
        "/phone/verify", {**body, "password": PERSON["password"]}, **bearer(ada)
    )
    assert added.json()["user"]["id"] == ada["user"]["id"]


@pytest.mark.parametrize("authorization", ["Bearer made-up", "Bearer ", "Basic YTpi"])
async def test_an_access_token_that_is_none_opens_no_account(
    served: Served, authorization: str
) -> None:
    asked = (await served.asks()).json()
    assert told(await served.brings(asked, authorization=authorization)) == (401, "token_invalid")
    assert (await served.brings(asked)).status_code == 200
