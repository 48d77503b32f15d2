"""`jobr doctor`, beside servers that answer rightly, wrongly and not at all."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from processes import mail_server
from system_types import Run

NOWHERE = "127.0.0.1:1"


class Elsewhere(BaseHTTPRequestHandler):
    """Twilio, SendGrid and an issuer, as far as they are asked; `ACwrong` and `wrong` are unknown
    to them."""

    def do_GET(self) -> None:
        known = "wrong" not in f"{self.path} {self.headers.get('authorization')}"
        body = json.dumps(self._said()).encode()
        self.send_response(200 if known else 401)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _said(self) -> dict[str, Any]:
        here = f"http://127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]
        return {
            "scopes": ["mail.send"],
            "issuer": here,
            "authorization_endpoint": f"{here}/authorize",
            "token_endpoint": f"{here}/token",
            "jwks_uri": f"{here}/keys",
            "keys": [],
        }

    def log_message(self, *_: Any) -> None:
        """Nothing."""


@contextmanager
def elsewhere() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def _standing(run: Run, **env: str) -> tuple[int, dict[str, str]]:
    done = run("doctor", "--json", env=env)
    assert done.stderr == ""
    return done.returncode, {one["subject"]: one["standing"] for one in json.loads(done.stdout)}


@pytest.mark.usefixtures("address")
def test_without_any_setting_nothing_is_broken(run: Run) -> None:
    code, standing = _standing(run)
    assert code == 0
    assert set(standing.values()) == {"ok", "missing"}
    for subject in ("DATABASE_URL", "schema", "ENCRYPTION_KEYS", "JWT_ALGORITHM", "FILES_URL"):
        assert standing[subject] == "ok"
    said = run("doctor").stdout
    assert "missing  mail " in said
    assert "→ Set one of them, and MAIL_FROM." in said


@pytest.mark.usefixtures("address")
def test_what_answers_rightly_is_ok(run: Run) -> None:
    with elsewhere() as there, mail_server() as (_, smtp_url):
        google = {"GOOGLE_CLIENT_ID": "x", "GOOGLE_CLIENT_SECRET": "y", "GOOGLE_ISSUER": there}
        twilio = {"TWILIO_ACCOUNT_SID": "AC1", "TWILIO_AUTH_TOKEN": "t", "TWILIO_API_BASE": there}
        env = {**google, **twilio, "TWILIO_FROM": "+15005550006", "SMTP_URL": smtp_url}
        code, standing = _standing(run, PUBLIC_URL="https://jobr.example", **env)
        mail = {"SENDGRID_API_KEY": "SG.right", "SENDGRID_API_BASE": there}
        by_sendgrid = _standing(run, **mail)[1]["mail"]
    assert code == 0
    for subject in ("mail", "text messages", "sign-in by google", "PUBLIC_URL"):
        assert standing[subject] == "ok", subject
    assert by_sendgrid == "ok"


@pytest.mark.usefixtures("address")
def test_what_is_wrong_or_away_is_broken_and_no_secret_is_shown(run: Run) -> None:
    with elsewhere() as there:
        env = {
            "SENDGRID_API_KEY": "SG.wrong",
            "SENDGRID_API_BASE": there,
            "TWILIO_ACCOUNT_SID": "ACwrong",
            "TWILIO_AUTH_TOKEN": "a secret",
            "TWILIO_FROM": "+15005550006",
            "TWILIO_API_BASE": there,
            "GOOGLE_CLIENT_ID": "x",
            "GOOGLE_CLIENT_SECRET": "a secret",
            "GOOGLE_ISSUER": f"http://{NOWHERE}",
            "CLAMD_URL": f"tcp://{NOWHERE}",
            "PUBLIC_URL": "http://jobr.example",
        }
        code, standing = _standing(run, **env)
        said = run("doctor", env=env)
    assert (code, said.returncode) == (1, 1)
    broken = {subject for subject, how in standing.items() if how == "broken"}
    assert broken == {
        "mail",
        "text messages",
        "sign-in by google",
        "CLAMD_URL",
        "PUBLIC_URL",
    }
    assert "check SENDGRID_API_KEY" in said.stdout
    for secret in ("SG.wrong", "a secret"):
        assert secret not in said.stdout + said.stderr


def test_a_setting_that_cannot_be_read_is_named(run: Run) -> None:
    done = run("doctor", env={"UPKEEP_AT": "sometimes"})
    assert done.returncode == 1
    assert "UPKEEP_AT" in done.stderr


def test_without_its_database_the_rest_is_looked_at(run: Run) -> None:
    code, standing = _standing(run, DATABASE_URL=f"postgresql://{NOWHERE}/jobr")
    assert code == 1
    assert standing["DATABASE_URL"] == "broken"
    assert standing["ENCRYPTION_KEYS"] == "ok"
