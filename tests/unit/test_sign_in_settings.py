"""Which services people sign in by, as operators set it."""

import json
from typing import Any

import pytest

from jobr_adapters.oidc.client import OidcClient
from jobr_adapters.oidc.service import OidcService
from jobr_adapters.wiring.outside import utc_now
from jobr_adapters.wiring.settings import SettingInvalid, Settings, read_settings
from jobr_adapters.wiring.sign_in_services import sign_in_services

ACME = {"name": "acme", "issuer": "https://login.acme.example", "client_id": "jobr"}


def clients(**given: Any) -> dict[str, OidcClient]:
    services = sign_in_services(Settings(database_url=None, **given), utc_now)
    return {
        name: service._client
        for name, service in services.items()
        if isinstance(service, OidcService)
    }


def test_without_settings_there_are_none() -> None:
    assert clients() == {}


def test_google_replit_and_any_other() -> None:
    made = clients(
        public_url="https://jobr.example/app/",
        google_client_id="g",
        google_client_secret="s",
        repl_id="r",
        oidc_providers=json.dumps([{**ACME, "authoritative_for": ["acme.example"]}]),
    )
    assert {name: one.issuer for name, one in made.items()} == {
        "google": "https://accounts.google.com",
        "replit": "https://replit.com/oidc",
        "acme": "https://login.acme.example",
    }
    assert {one.redirect_uri for one in made.values()} == {
        f"https://jobr.example/app/oidc/{name}/callback" for name in made
    }
    assert [one.client_secret for one in made.values()] == ["s", None, None]
    assert {one.scopes for one in made.values()} == {("openid", "email", "profile")}
    assert made["acme"].is_authoritative("ada@acme.example", {})


@pytest.mark.parametrize("given", [{"google_client_id": "g"}, {"google_client_secret": "s"}])
def test_half_of_google_stops_the_start(given: dict[str, str]) -> None:
    with pytest.raises(SettingInvalid, match="GOOGLE_CLIENT_SECRET"):
        clients(**given)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GOOGLE_ISSUER", "http://accounts.google.com"),
        ("GOOGLE_ISSUER", "accounts.google.com"),
        ("REPLIT_ISSUER", "https://replit.com/oidc?x=1"),
        ("OIDC_PROVIDERS", "https://login.acme.example"),
        ("OIDC_PROVIDERS", "{}"),
        ("OIDC_PROVIDERS", "7"),
        ("OIDC_PROVIDERS", json.dumps([{**ACME, "issuer": "http://login.acme.example"}])),
        ("OIDC_PROVIDERS", json.dumps([{**ACME, "name": "Acme!"}])),
        ("OIDC_PROVIDERS", json.dumps([{**ACME, "name": "google"}])),
        ("OIDC_PROVIDERS", json.dumps([{**ACME, "secret": "hush hush"}])),
        ("OIDC_PROVIDERS", json.dumps([{**ACME, "client_secret": ["hush hush"]}])),
        ("OIDC_PROVIDERS", json.dumps([{**ACME, "scopes": ["email"]}])),
        ("OIDC_PROVIDERS", json.dumps([ACME, ACME])),
        ("OIDC_PROVIDERS", json.dumps([ACME, {**ACME, "name": "again"}])),
    ],
)
def test_what_cannot_be_used_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingInvalid, match=name) as invalid:
        read_settings()
    assert "hush" not in str(invalid.value)


def test_the_variables_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OIDC_PROVIDERS", json.dumps([ACME]))
    monkeypatch.setenv("GOOGLE_ISSUER", "http://127.0.0.1:9400")
    settings = read_settings()
    assert [one.name for one in settings.oidc_providers] == ["acme"]
    assert settings.google_issuer == "http://127.0.0.1:9400"
