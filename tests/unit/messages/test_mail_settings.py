"""What an operator can set about messages."""

from pathlib import Path

import pytest

from jobr_adapters.mail.console import ConsoleMailer
from jobr_adapters.mail.sendgrid import SendGridMailer
from jobr_adapters.mail.smtp import SmtpMailer
from jobr_adapters.wiring.sending import link_to, mailer
from jobr_adapters.wiring.settings import SettingInvalid, Settings, read_settings
from jobr_core.accounts.one_time_tokens import Purpose

SMTP = "smtp://localhost"


@pytest.fixture
def env(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    for name in ("SMTP_URL", "SENDGRID_API_KEY", "SENDGRID_API_BASE", "MAIL_FROM", "PUBLIC_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("JOBR_HOME", str(tmp_path))
    return monkeypatch


def _set(env: pytest.MonkeyPatch, **values: str) -> Settings:
    for name, value in values.items():
        env.setenv(name, value)
    return read_settings()


def test_mail_goes_where_it_is_told(env: pytest.MonkeyPatch) -> None:
    assert isinstance(mailer(_set(env)), ConsoleMailer)
    assert isinstance(mailer(_set(env, SMTP_URL=SMTP)), SmtpMailer)
    assert isinstance(mailer(_set(env, SMTP_URL="", SENDGRID_API_KEY="SG.x")), SendGridMailer)


def test_mail_goes_one_way(env: pytest.MonkeyPatch) -> None:
    both = _set(env, SMTP_URL=SMTP, SENDGRID_API_KEY="SG.x")
    with pytest.raises(SettingInvalid, match=r"SENDGRID_API_KEY and SMTP_URL.*unset one"):
        mailer(both)


def test_a_sender_is_an_address(env: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingInvalid, match="MAIL_FROM cannot be used: it should look like"):
        mailer(_set(env, SENDGRID_API_KEY="SG.x", MAIL_FROM="Jobr"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SENDGRID_API_KEY", "SG.a b"),
        ("SENDGRID_API_KEY", "SG.ä"),
        ("SENDGRID_API_BASE", "api.sendgrid.com"),
        ("PUBLIC_URL", "jobr.example.com"),
        ("PUBLIC_URL", "ftp://jobr.example.com"),
        ("PUBLIC_URL", "https://jobr.example.com/?a=b"),
        ("PUBLIC_URL", "https://jobr.example.com/#top"),
        ("PUBLIC_URL", "https://user:password@jobr.example.com"),
        ("PUBLIC_URL", "javascript:alert(1)"),
    ],
)
def test_what_cannot_be_used_is_named_and_a_key_not_repeated(
    env: pytest.MonkeyPatch, name: str, value: str
) -> None:
    with pytest.raises(SettingInvalid, match=name) as caught:
        _set(env, **{name: value})
    assert "KEY" not in name or value not in str(caught.value)


@pytest.mark.parametrize("url", ["https://jobr.example.com/app", "https://jobr.example.com/app/"])
def test_links_lead_to_our_pages(env: pytest.MonkeyPatch, url: str) -> None:
    link = link_to(_set(env, PUBLIC_URL=url))
    assert link(Purpose.VERIFY_EMAIL, "s") == "https://jobr.example.com/app/verify-email#token=s"
    assert (
        link(Purpose.RESET_PASSWORD, "s") == "https://jobr.example.com/app/reset-password#token=s"
    )
