"""The container."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from builders import NOON
from jobr_adapters.wiring.container import memory_container, postgres_container
from jobr_adapters.wiring.outside import Outside
from jobr_adapters.wiring.settings import SettingInvalid, SettingMissing, Settings, read_settings
from jobr_adapters.wiring.signing import (
    KeySeal,
    KeysSealedElsewhere,
    NoKeyPairs,
    ensure_can_sign,
    jwt_algorithm,
    jwt_secret,
    make_key,
)
from jobr_adapters.wiring.storages import MemoryStorage, PostgresStorage
from wired import USE_CASES


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(jobr_home=tmp_path, database_url=None, jwt_secret=None)


@pytest.mark.parametrize(("part", "name"), sorted(USE_CASES))
def test_every_use_case_can_be_built(part: str, name: str, settings: Settings) -> None:
    assert getattr(getattr(memory_container(settings), part), name)() is not None


@pytest.mark.parametrize("name", sorted(Outside.providers.keys() - {"settings"}))
def test_everything_outside_can_be_built(name: str, settings: Settings) -> None:
    built = getattr(memory_container(settings).outside, name)()
    missing = ("ai_parsing", "match_ai", "redis_limiter")  # there is none yet, or no setting
    assert built is not None or name in missing


@pytest.mark.parametrize("name", sorted(PostgresStorage.providers.keys() - {"outside", "url"}))
async def test_both_storages_offer_the_same(name: str, settings: Settings) -> None:
    container = postgres_container(settings, "postgresql://nobody@nowhere/nothing")
    assert getattr(container.storage, name)() is not None
    assert name == "pool" or name in MemoryStorage.providers


def test_a_secret_of_ones_own_is_what_signs_unless_told_otherwise(tmp_path: Path) -> None:
    secret = SecretStr("s" * 32)
    assert jwt_algorithm(Settings(jobr_home=tmp_path, jwt_secret=None)) == "RS256"
    assert jwt_algorithm(Settings(jobr_home=tmp_path, jwt_secret=secret)) == "HS256"
    told = Settings(jobr_home=tmp_path, jwt_secret=secret, jwt_algorithm="EdDSA")
    assert jwt_algorithm(told) == "EdDSA"


def test_keys_sealed_elsewhere_are_said_to_be(tmp_path: Path) -> None:
    def sealing(key: str) -> KeySeal:
        return KeySeal(Settings(jobr_home=tmp_path, encryption_keys=SecretStr(key * 32)))

    sealed = sealing("a").seal(b"key", bound_to="id")
    assert sealing("a").open(sealed, bound_to="id") == b"key"
    with pytest.raises(KeysSealedElsewhere, match="ENCRYPTION_KEYS"):
        sealing("b").open(sealed, bound_to="id")


def test_a_shared_secret_must_be_set_and_has_no_keys_to_change(tmp_path: Path) -> None:
    settings = Settings(jobr_home=tmp_path, jwt_secret=None, jwt_algorithm="HS256")
    with pytest.raises(SettingMissing, match="JWT_SECRET"):
        ensure_can_sign(settings)
    with pytest.raises(NoKeyPairs):
        make_key(settings)(NOON)


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
