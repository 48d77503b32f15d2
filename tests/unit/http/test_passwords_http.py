"""Passwords and addresses over HTTP, on memory, the mails read from where they are printed."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import httpx2
import pytest
from dependency_injector import providers

from jobr_adapters.wiring.background import connect_inline
from jobr_adapters.wiring.container import Container
from jobr_adapters.wiring.outside import Outside
from jobr_adapters.wiring.settings import Settings
from jobr_adapters.wiring.storages import MemoryStorage
from jobr_core.messages.model import Message
from jobr_core.messages.ports import Mailer
from jobr_http.app import create_app

PERSON = {"email": "ada@example.org", "password": "long enough"}


class Mailbox(Mailer):
    """Keeps what would be sent."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    async def __call__(self, message: Message) -> None:
        self.messages.append(message)

    def token(self) -> str:
        """Of the last link."""
        [token] = re.findall(r"#token=([\w-]{43})$", str(self.messages[-1].facts.link))
        return str(token)

    @property
    def templates(self) -> list[str]:
        return [message.template.value for message in self.messages]


class Served:
    def __init__(self, http: httpx2.AsyncClient, mailbox: Mailbox) -> None:
        self.http, self.mailbox, self.at = http, mailbox, datetime.now(UTC)

    def now(self) -> datetime:
        return self.at

    async def post(self, path: str, body: Any = None, tokens: Any = None) -> httpx2.Response:
        headers = {"authorization": f"Bearer {tokens['access_token']}"} if tokens else {}
        return await self.http.post(f"/api/auth{path}", json=body, headers=headers)

    async def registered(self) -> Any:
        return (await self.post("/register", PERSON)).raise_for_status().json()

    async def logs_in(self, password: str) -> httpx2.Response:
        return await self.post("/login", {**PERSON, "password": password})

    async def refused(self, path: str, body: Any, tokens: Any = None) -> tuple[int, str]:
        answer = await self.post(path, body, tokens)
        return answer.status_code, answer.json()["code"]


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    settings = Settings(jobr_home=tmp_path, database_url=None, jwt_algorithm="EdDSA")
    mailbox = Mailbox()
    served = Served(cast("Any", None), mailbox)
    outside = Outside(settings=settings)
    outside.now.override(providers.Object(served.now))
    outside.mail.override(providers.Object(mailbox))
    jobr = Container(settings=settings, outside=outside, storage=MemoryStorage(outside=outside))
    connect_inline(jobr)
    transport = httpx2.ASGITransport(app=cast("Any", create_app(jobr)))
    async with httpx2.AsyncClient(transport=transport, base_url="http://jobr") as http:
        served.http = http
        yield served
    jobr.outside.hasher().close()


async def test_a_forgotten_password_is_replaced_by_mail(served: Served) -> None:
    signed_in = await served.registered()
    answers = [
        await served.post("/password/forgot", {"email": email})
        for email in (" ADA@example.org", "eve@example.org", "nonsense", "")
    ]
    assert len({(one.status_code, one.content) for one in answers}) == 1
    assert answers[0].status_code == 202
    assert served.mailbox.templates == ["welcome", "reset_password"]
    reset = {"token": served.mailbox.token(), "new_password": "another engine"}
    weak = {**reset, "new_password": "12345678"}
    assert await served.refused("/password/reset", weak) == (422, "password_guessable")
    assert (await served.post("/password/reset", reset)).status_code == 204
    assert await served.refused("/password/reset", reset) == (422, "reset_token_invalid")
    refreshing = {"refresh_token": signed_in["refresh_token"]}
    assert await served.refused("/refresh", refreshing) == (401, "refresh_token_invalid")
    assert (await served.logs_in(PERSON["password"])).status_code == 401
    answer = await served.logs_in("another engine")
    assert answer.json()["user"]["email_verified"] is True
    assert served.mailbox.templates == ["welcome", "reset_password", "password_changed"]


async def test_a_changed_password(served: Served) -> None:
    tokens = await served.registered()
    await served.post("/email/verify", {"token": served.mailbox.token()})
    change = {"current_password": PERSON["password"], "new_password": "another engine"}
    assert (await served.post("/password/change", change)).status_code == 401
    wrong = {**change, "current_password": "wrong"}
    assert await served.refused("/password/change", wrong, tokens) == (403, "wrong_password")
    weak = {**change, "new_password": "password"}
    assert await served.refused("/password/change", weak, tokens) == (422, "password_guessable")
    assert (await served.post("/password/change", change, tokens)).status_code == 204
    assert (await served.logs_in(PERSON["password"])).status_code == 401
    assert (await served.logs_in("another engine")).status_code == 200
    assert served.mailbox.templates == ["welcome", "password_changed"]


async def test_an_address_is_confirmed(served: Served) -> None:
    tokens = await served.registered()
    assert tokens["user"]["email_verified"] is False
    first = served.mailbox.token()
    assert (await served.post("/email/resend")).status_code == 401
    assert (await served.post("/email/resend", tokens=tokens)).status_code == 202
    assert served.mailbox.templates == ["welcome", "verify_email"]
    for token in ("", "made up", "x" * 1_000):
        refused = await served.refused("/email/verify", {"token": token})
        assert refused == (422, "verification_token_invalid")
    assert (await served.post("/email/verify", {"token": first})).status_code == 204
    assert (await served.post("/email/verify", {"token": first})).status_code == 422
    assert (await served.logs_in(PERSON["password"])).json()["user"]["email_verified"] is True
    assert (await served.post("/email/resend", tokens=tokens)).status_code == 202
    assert served.mailbox.templates == ["welcome", "verify_email"]


async def test_messages_come_in_ones_language(served: Served) -> None:
    await served.http.post(
        "/api/auth/register", json=PERSON, headers={"accept-language": "fr, de-AT;q=0.9, en"}
    )
    assert served.mailbox.messages[-1].language.value == "de"
    eve = {"email": "eve@example.org", "password": "long enough", "language": "en"}
    answer = await served.http.post(
        "/api/auth/register", json=eve, headers={"accept-language": "de"}
    )
    assert answer.json()["user"]["language"] == "en"
    bearer = {"authorization": f"Bearer {answer.json()['access_token']}"}
    changed = await served.http.patch(
        "/api/me", json={"language": "de", "full_name": " Eve "}, headers=bearer
    )
    assert (changed.json()["language"], changed.json()["full_name"]) == ("de", "Eve")
    wrong: Any
    for wrong in ({"language": "fr"}, {"role": "admin"}, {"full_name": "x" * 201}, []):
        refused = await served.http.patch("/api/me", json=wrong, headers=bearer)
        assert refused.status_code in (400, 422)
    assert (await served.http.patch("/api/me", json={}, headers=bearer)).json() == changed.json()


async def test_a_flood_of_links_is_not_sent(served: Served) -> None:
    await served.registered()
    for _ in range(8):
        await served.post("/password/forgot", {"email": PERSON["email"]})
    assert served.mailbox.templates.count("reset_password") == 5
    served.at += timedelta(minutes=30)
    await served.post("/password/forgot", {"email": PERSON["email"]})
    assert served.mailbox.templates.count("reset_password") == 6


async def test_from_one_network_too_many_accounts_cannot_be_tried(served: Served) -> None:
    for number in range(21):
        body = {"email": f"person{number}@example.org", "password": "wrong"}
        assert (await served.post("/login", body)).status_code == 401
    stopped = await served.post("/login", {"email": "one@example.org", "password": "wrong"})
    assert (stopped.status_code, stopped.json()["code"]) == (429, "sign_in_stopped")
    assert stopped.headers["retry-after"] == "60"
    spoofed = await served.http.post(
        "/api/auth/login", json=PERSON, headers={"x-forwarded-for": "203.0.113.9"}
    )
    assert spoofed.status_code == 429
