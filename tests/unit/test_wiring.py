"""The container."""

import stat
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from jobr_adapters.wiring.container import UseCases, memory_container, postgres_container
from jobr_adapters.wiring.outside import Outside
from jobr_adapters.wiring.settings import (
    SettingInvalid,
    SettingMissing,
    Settings,
    jwt_secret,
    read_settings,
)
from jobr_adapters.wiring.storages import MemoryStorage, PostgresStorage


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(jobr_home=tmp_path, database_url=None, jwt_secret=None)


@pytest.mark.parametrize("name", sorted(UseCases.providers.keys() - {"outside", "storage"}))
def test_every_use_case_can_be_built(name: str, settings: Settings) -> None:
    assert getattr(memory_container(settings).use_cases, name)() is not None


@pytest.mark.parametrize("name", sorted(Outside.providers.keys() - {"settings"}))
def test_everything_outside_can_be_built(name: str, settings: Settings) -> None:
    built = getattr(memory_container(settings).outside, name)()
    assert built is not None or name in ("ai_parsing", "match_ai")  # there is none yet


@pytest.mark.parametrize("name", sorted(PostgresStorage.providers.keys() - {"outside", "url"}))
async def test_both_storages_offer_the_same(name: str, settings: Settings) -> None:
    container = postgres_container(settings, "postgresql://nobody@nowhere/nothing")
    assert getattr(container.storage, name)() is not None
    assert name == "pool" or name in MemoryStorage.providers


def test_a_secret_is_made_once_and_kept_for_its_owner(settings: Settings) -> None:
    secret = jwt_secret(settings)
    assert len(secret) == 64
    assert jwt_secret(settings) == secret
    assert stat.S_IMODE((settings.jobr_home / "jwt_secret").stat().st_mode) == 0o600


def test_with_a_database_of_ones_own_the_secret_must_be_set(tmp_path: Path) -> None:
    settings = Settings(
        jobr_home=tmp_path, database_url=SecretStr("postgresql://x/y"), jwt_secret=None
    )
    with pytest.raises(SettingMissing, match="JWT_SECRET"):
        jwt_secret(settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [("clamd_url", "clamav:3310"), ("files_url", "ftp://host/x"), ("encryption_keys", "short")],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, name: str, value: str) -> None:
    given: dict[str, Any] = {"encryption_keys": "k" * 32, name: value}
    settings = Settings(jobr_home=tmp_path, database_url=None, **given)
    outside = Outside(settings=settings)
    with pytest.raises(SettingInvalid, match=name.upper()):
        (outside.scan if name == "clamd_url" else outside.originals)()


def test_files_elsewhere_need_a_key_of_ones_own(tmp_path: Path) -> None:
    settings = Settings(jobr_home=tmp_path, database_url=None, files_url="memory://")
    with pytest.raises(SettingMissing, match="ENCRYPTION_KEYS"):
        Outside(settings=settings).originals()


def test_a_short_secret_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingInvalid, match="too short"):
        jwt_secret(Settings(jobr_home=tmp_path, jwt_secret=SecretStr("short")))


def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FILE_SIZE_LIMIT", "five megabytes")
    with pytest.raises(SettingInvalid, match="FILE_SIZE_LIMIT"):
        read_settings()
