"""What an operator can set about short messages."""

from pathlib import Path

import pytest

from jobr_adapters.sms.console import ConsoleSms
from jobr_adapters.sms.twilio import TwilioSms
from jobr_adapters.wiring.outside import Outside, fresh_code, random_id
from jobr_adapters.wiring.sending import sms_sender
from jobr_adapters.wiring.settings import SettingInvalid, SettingMissing, Settings, read_settings
from jobr_core.accounts.errors import PhoneCountryRefused

TWILIO = {
    "TWILIO_ACCOUNT_SID": "AC0123456789abcdef0123456789abcdef",
    "TWILIO_AUTH_TOKEN": "not-a-real-token",
    "TWILIO_FROM": "+15005550006",
}


@pytest.fixture
def env(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    for name in (*TWILIO, "TWILIO_API_BASE", "SMS_DAILY_MOST", "SMS_COUNTRIES", "PUBLIC_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("JOBR_HOME", str(tmp_path))
    return monkeypatch


def _set(env: pytest.MonkeyPatch, **values: str) -> Settings:
    for name, value in values.items():
        env.setenv(name, value)
    return read_settings()


def test_short_messages_go_where_they_are_told(env: pytest.MonkeyPatch) -> None:
    assert isinstance(sms_sender(_set(env)), ConsoleSms)
    assert isinstance(sms_sender(_set(env, **TWILIO)), TwilioSms)


@pytest.mark.parametrize("name", ["TWILIO_AUTH_TOKEN", "TWILIO_FROM"])
def test_what_is_missing_is_named(env: pytest.MonkeyPatch, name: str) -> None:
    settings = _set(env, **{**TWILIO, name: ""})
    with pytest.raises(SettingMissing, match=f"^{name} is not set"):
        sms_sender(settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TWILIO_ACCOUNT_SID", "AC1/../AC2"),
        ("TWILIO_FROM", "0151 23456789"),
        ("TWILIO_FROM", "MG1"),
        ("TWILIO_API_BASE", "twilio.com"),
        ("SMS_DAILY_MOST", "-1"),
        ("SMS_COUNTRIES", "DE,Germany"),
        ("SMS_COUNTRIES", ","),
    ],
)
def test_what_cannot_be_used_stops_the_start(
    env: pytest.MonkeyPatch, name: str, value: str
) -> None:
    with pytest.raises(SettingInvalid, match=f"^{name} is set to something"):
        _set(env, **{name: value})


def test_the_token_is_not_shown(env: pytest.MonkeyPatch) -> None:
    assert TWILIO["TWILIO_AUTH_TOKEN"] not in repr(_set(env, **TWILIO))


def test_ceiling_and_countries(env: pytest.MonkeyPatch) -> None:
    assert Outside(settings=_set(env)).send_policy().most_in_all == 1_000
    settings = _set(env, SMS_DAILY_MOST="7", SMS_COUNTRIES="de, at")
    assert Outside(settings=settings).send_policy().most_in_all == 7
    read = Outside(settings=settings).read_phone()
    assert read("0151 23456789", "DE").e164 == "+4915123456789"
    with pytest.raises(PhoneCountryRefused):
        read("+919876543210", None)


def test_codes_and_their_names_are_random() -> None:
    codes = {fresh_code() for _ in range(1_000)}
    assert len(codes) > 950
    assert all(len(code) == 6 and code.isdecimal() for code in codes)
    assert len({random_id() for _ in range(1_000)}) == 1_000
