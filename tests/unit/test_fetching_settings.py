"""What an operator can set about fetching postings."""

import pytest

from jobr_adapters.fetching.addresses import BOARD_HOSTS
from jobr_adapters.fetching.limits import Limits
from jobr_adapters.wiring.settings import SettingInvalid, Settings, read_settings


def test_without_any_the_limits_are_those_of_the_fetcher() -> None:
    settings, limits = Settings(), Limits()
    assert (settings.import_hosts, settings.import_internal_hosts) == ((), ())
    assert settings.import_size_limit == limits.size
    assert settings.import_time_limit == limits.total


def test_the_boards_are_where_fetching_is_always_allowed() -> None:
    settings = Settings()
    bases = (
        settings.greenhouse_api_base,
        settings.lever_api_base,
        settings.lever_eu_api_base,
        settings.ashby_api_base,
    )
    assert tuple(base.split("/")[2] for base in bases) == BOARD_HOSTS


def test_hosts_are_read_in_their_one_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMPORT_HOSTS", "Jobs.Example.COM, *.München.de")
    monkeypatch.setenv("IMPORT_INTERNAL_HOSTS", "Intranet.Example.com:8080,[0::1]:8099")
    monkeypatch.setenv("LEVER_API_BASE", "http://127.0.0.1:8099/v0/")
    settings = read_settings()
    assert settings.import_hosts == ("jobs.example.com", "*.xn--mnchen-3ya.de")
    assert settings.import_internal_hosts == ("intranet.example.com:8080", "[::1]:8099")
    assert settings.lever_api_base == "http://127.0.0.1:8099/v0"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("IMPORT_HOSTS", value) for value in (",", "*", "a,,b", "a.com,", "https://a.com", "a:80")),
        *(("IMPORT_INTERNAL_HOSTS", value) for value in (",", "a", "a:0", "*.corp:80", "10.0.0.0/8:80")),
        *(("IMPORT_SIZE_LIMIT", value) for value in ("0", "-1", "64 MiB", "1.5")),
        *(("IMPORT_TIME_LIMIT", value) for value in ("0", "-1", "inf", "nan", "2 min")),
        *(("ASHBY_API_BASE", value) for value in ("api.ashbyhq.com", "ftp://a.com/", "https://u:p@a.com/", "https://a.com/?x", "https://a.com/#x", "https://")),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingInvalid, match=f"^{name} is set to something Jobr cannot use"):
        read_settings()
