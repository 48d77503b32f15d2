"""An account from its opening to its end, on a real server process."""

import asyncio
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
import pytest
from processes import until
from system_types import Run

PASSWORD, NEW_PASSWORD = "long enough", "another engine"


class Person:
    """Somebody with an account."""

    def __init__(self, address: str, mails: Path) -> None:
        self.address, self.mails = f"{address}/api", mails
        self.email = f"{uuid4().hex}@example.org"
        person = {"email": self.email, "password": PASSWORD}
        self.tokens: Any = self.asks("POST", "/auth/register", person).json()

    def asks(self, method: str, path: str, body: Any = None, **more: Any) -> httpx2.Response:
        return httpx2.request(method, f"{self.address}{path}", json=body, timeout=60, **more)

    def signed(self, method: str, path: str, body: Any = None) -> httpx2.Response:
        headers = {"authorization": f"Bearer {self.tokens['access_token']}"}
        return self.asks(method, path, body, headers=headers)

    def mailed(self, subject: str) -> list[str]:
        """Tokens of the links in mails to this person of that subject."""
        mails = self.mails.read_text().split("─" * 72)
        mine = [mail for mail in mails if f"To: {self.email}" in mail and subject in mail]
        return [token for mail in mine for token in re.findall(r"#token=([\w-]+)", mail)]

    def token(self, subject: str) -> str:
        until(lambda: bool(self.mailed(subject)), every=0.05)
        return self.mailed(subject)[-1]

    def signs_in(self, password: str) -> int:
        person = {"email": self.email, "password": password}
        return self.asks("POST", "/auth/login", person).status_code


@pytest.fixture
def ada(address: str, mails: Path) -> Person:
    return Person(address, mails)


async def _at_once(ada: Person, path: str, bodies: list[dict[str, str]]) -> Counter[int]:
    limits = httpx2.Limits(max_connections=len(bodies))
    async with httpx2.AsyncClient(timeout=60, limits=limits) as http:
        asked = (http.post(f"{ada.address}{path}", json=body) for body in bodies)
        return Counter(answer.status_code for answer in await asyncio.gather(*asked))


def test_a_forgotten_password_and_a_confirmed_address(ada: Person) -> None:
    confirm = {"token": ada.token("elcome")}
    assert ada.asks("POST", "/auth/email/verify", confirm).status_code == 204
    assert ada.signed("GET", "/me").json()["email_verified"] is True
    for email in (ada.email, "nobody@example.org"):
        asked = ada.asks("POST", "/auth/password/forgot", {"email": email})
        assert asked.status_code == 202
    token = ada.token("new password")
    resets = [{"token": token, "new_password": f"password no {n}"} for n in range(100)]
    assert asyncio.run(_at_once(ada, "/auth/password/reset", resets)) == {204: 1, 422: 99}
    assert ada.signed("GET", "/me").status_code == 401
    assert ada.signs_in(PASSWORD) == 401
    assert sum(ada.signs_in(f"password no {n}") == 200 for n in range(3)) <= 1


def test_of_a_hundred_uses_of_a_refresh_token_one_succeeds(ada: Person) -> None:
    uses = [{"refresh_token": ada.tokens["refresh_token"]}] * 100
    assert asyncio.run(_at_once(ada, "/auth/refresh", uses)) == {200: 1, 409: 99}


def test_an_operator_closes_and_opens_an_account(ada: Person, run: Run) -> None:
    closed = run("users", "disable", ada.email, "--json")
    assert json.loads(closed.stdout)[0]["disabled"] is True
    refresh = {"refresh_token": ada.tokens["refresh_token"]}
    answers = [
        ada.signed("GET", "/me"),
        ada.asks("POST", "/auth/refresh", refresh),
        ada.asks("POST", "/auth/login", {"email": ada.email, "password": "wrong password"}),
        ada.asks("POST", "/auth/login", {"email": ada.email, "password": PASSWORD}),
    ]
    assert [(one.status_code, one.json()["code"]) for one in answers] == [
        (401, "token_invalid"),
        (401, "refresh_token_invalid"),
        (401, "wrong_credentials"),
        (403, "account_disabled"),
    ]
    assert "(disabled)" in run("users", "show", ada.email).stdout
    assert run("users", "enable", ada.email).returncode == 0
    assert ada.signs_in(PASSWORD) == 200
    assert run("users", "send-reset", ada.email).returncode == 0
    assert ada.token("new password")
    signed_out = run("users", "sign-out", ada.email)
    assert (signed_out.returncode, ada.email in signed_out.stdout) == (0, True)
    assert run("users", "sign-out", "nobody@example.org").returncode == 1


def test_a_person_takes_their_data_and_goes(ada: Person) -> None:
    ada.signed("POST", "/cvs", {"basics": {"name": "Ada Lovelace", "email": ada.email}})
    told = ada.signed("GET", "/me/export").json()
    assert told["account"]["email"] == ada.email
    assert len(told["cvs"]) == 1
    assert ada.signed("DELETE", "/me", {"password": "wrong password"}).status_code == 403
    assert ada.signed("DELETE", "/me", {"password": PASSWORD}).status_code == 204
    assert ada.signed("GET", "/me").status_code == 401
    assert ada.signs_in(PASSWORD) == 401
