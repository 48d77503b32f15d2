"""Signing in by other services against a real server process, and services that speak HTTP."""

import asyncio
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fake_issuer import CLIENT_ID, CLIENT_SECRET, FakeIssuer, a_fake_issuer
from processes import Database, Server, database, environment_for

PUBLIC = "http://jobr.example"
PASSWORD = "long enough"
SERVICES = ("google", "acme", "replit")


@dataclass
class System:
    server: Server
    database: Database
    issuers: dict[str, FakeIssuer]

    def browser(self) -> httpx2.Client:
        return httpx2.Client(base_url=self.server.url, timeout=30)

    def start(
        self, browser: httpx2.Client, name: str, headers: dict[str, str] | None = None
    ) -> dict[str, str]:
        """What the browser comes back with."""
        started = browser.get(f"/api/auth/oidc/{name}/start", headers=headers)
        address = started.raise_for_status().json()["authorization_url"]
        return self.issuers[name].sign_in(address)

    def sign_in(
        self, name: str, person: dict[str, Any], headers: dict[str, str] | None = None
    ) -> httpx2.Response:
        self.issuers[name].person = person
        with self.browser() as browser:
            back = self.start(browser, name, headers)
            return browser.post(f"/api/auth/oidc/{name}/callback", json=back)

    def register(self, email: str) -> dict[str, str]:
        """How their requests are signed."""
        with self.browser() as browser:
            sent = {"email": email, "password": PASSWORD}
            answer = browser.post("/api/auth/register", json=sent).raise_for_status().json()
        return {"authorization": f"Bearer {answer['access_token']}"}


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    folder: Path = tmp_path_factory.mktemp("outside")
    pages = {name: f"{PUBLIC}/oidc/{name}/callback" for name in SERVICES}
    with (
        database(folder / "db") as running,
        a_fake_issuer(redirect_uri=pages["google"]) as google,
        a_fake_issuer(redirect_uri=pages["acme"]) as acme,
        a_fake_issuer(redirect_uri=pages["replit"], secret=None) as replit,
    ):
        generic = {
            "name": "acme", "issuer": acme.url, "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET, "authoritative_for": ["acme.example"],
        }  # fmt: skip
        environment = environment_for(
            running.url, "smtp://127.0.0.1:1", folder,
            PUBLIC_URL=PUBLIC,
            GOOGLE_CLIENT_ID=CLIENT_ID, GOOGLE_CLIENT_SECRET=CLIENT_SECRET, GOOGLE_ISSUER=google.url,
            REPL_ID=CLIENT_ID, REPLIT_ISSUER=replit.url,
            OIDC_PROVIDERS=json.dumps([generic]),
        )  # fmt: skip
        server = Server.on_a_free_port(environment, folder, "--no-worker")
        server.start_and_wait()
        yield System(server, running, {"google": google, "acme": acme, "replit": replit})
        server.stop()


def test_three_services_open_accounts_and_find_them_again(system: System) -> None:
    people: dict[str, dict[str, Any]] = {
        "google": {"sub": "1", "email": "one@gmail.com", "email_verified": True},
        "acme": {"sub": "1", "email": "one@acme.example", "email_verified": True, "name": "One"},
        "replit": {"sub": "1", "email": "one@example.org", "first_name": "One", "last_name": "Two"},
    }
    with system.browser() as browser:
        listed = browser.get("/api/auth/oidc").json()["items"]
    assert [one["name"] for one in listed] == sorted(SERVICES)
    seen = {}
    for name, person in people.items():
        user = system.sign_in(name, person).raise_for_status().json()["user"]
        changed = {**person, "email": "another@gmail.com"}
        assert system.sign_in(name, changed).json()["user"] == user
        seen[name] = user
    assert [seen[name]["full_name"] for name in SERVICES] == ["", "One", "One Two"]
    assert [seen[name]["email_verified"] for name in SERVICES] == [True, True, False]
    assert len({user["id"] for user in seen.values()}) == 3


@pytest.mark.parametrize(
    ("name", "email"), [("google", "two@gmail.com"), ("acme", "two@acme.example")]
)
def test_whoever_registered_with_an_address_not_theirs_is_out(
    system: System, name: str, email: str
) -> None:
    eve = system.register(email)
    person = {"sub": f"of {email}", "email": email.upper(), "email_verified": True}
    ada = system.sign_in(name, person).raise_for_status().json()
    with system.browser() as browser:
        assert browser.get("/api/me", headers=eve).status_code == 401
        credentials = {"email": email, "password": PASSWORD}
        assert browser.post("/api/auth/login", json=credentials).status_code == 401
        own = {"authorization": f"Bearer {ada['access_token']}"}
        listed = browser.get("/api/me/identities", headers=own).json()["items"]
    assert [one["provider"] for one in listed] == [name]


def test_otherwise_the_owner_links_it(system: System) -> None:
    signed = system.register("three@example.org")
    person = {"sub": "three", "email": "three@example.org", "email_verified": True}
    for name in SERVICES:
        refused = system.sign_in(name, person)
        assert (refused.status_code, refused.json()["code"]) == (409, "link_required")
    for name in SERVICES:
        linked = system.sign_in(name, person, signed).raise_for_status().json()
        assert system.sign_in(name, person).json()["user"] == linked["user"]
    with system.browser() as browser:
        told = browser.get("/api/me/export", headers=signed).json()
    assert [one["provider"] for one in told["account"]["identities"]] == ["password", *SERVICES]
    assert {one.get("subject") for one in told["account"]["identities"]} == {None, "three"}


async def test_of_ten_callbacks_at_once_one_signs_in(system: System) -> None:
    """The issuer, too, takes its code once; the state keeps the others from even asking."""
    issuer = system.issuers["google"]
    issuer.person = {"sub": "four", "email": "four@gmail.com", "email_verified": True}
    async with httpx2.AsyncClient(base_url=system.server.url, timeout=30) as browser:
        started = (await browser.get("/api/auth/oidc/google/start")).raise_for_status()
        back = issuer.sign_in(started.json()["authorization_url"])
        asked = issuer.asked["token"]
        address = "/api/auth/oidc/google/callback"
        answers = await asyncio.gather(*(browser.post(address, json=back) for _ in range(10)))
    assert Counter(answer.status_code for answer in answers) == {200: 1, 401: 9}
    assert issuer.asked["token"] == asked + 1
    count = "SELECT count(*) FROM sessions JOIN users u ON u.id = user_id WHERE u.email = "
    assert system.database.value(f"{count}'four@gmail.com'") == 1


def test_a_service_that_lies_or_is_away_lets_nobody_in(system: System) -> None:
    person = {"sub": "five", "email": "five@gmail.com", "email_verified": True}
    issuer = system.issuers["google"]
    try:
        for issuer.lie in ("bad nonce", "alg none", "public key as secret", "wrong aud"):
            refused = system.sign_in("google", person)
            assert (refused.status_code, refused.json()["code"]) == (401, "sign_in_refused")
        issuer.lie, issuer.faults = None, {"token": "500"}
        away = system.sign_in("google", person)
        assert (away.status_code, away.json()["code"]) == (503, "provider_unavailable")
    finally:
        issuer.lie, issuer.faults = None, {}
    issuer.rotate()
    assert system.sign_in("google", person).status_code == 200


def test_the_log_holds_reasons_and_no_secrets(system: System) -> None:
    issuer = system.issuers["acme"]
    issuer.person = {"sub": "six", "email": "six@acme.example"}
    with system.browser() as browser:
        back = system.start(browser, "acme")
        secret = next(iter(browser.cookies.values()))
        assert browser.post("/api/auth/oidc/acme/callback", json=back).status_code == 200
        browser.cookies.set("jobr-flow", secret)
        assert browser.post("/api/auth/oidc/acme/callback", json=back).status_code == 401
    log = system.server.log.read_text()
    assert "unknown state, or one used before" in log
    for word in (back["code"], back["state"], secret, CLIENT_SECRET):
        assert word not in log
