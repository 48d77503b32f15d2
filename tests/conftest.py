"""What all tests share."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile(
    "ci", max_examples=200, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
settings.load_profile("ci" if os.environ.get("CI") else "dev")


def pytest_collection_finish() -> None:
    """What was collected stays: looking through it for garbage again and again costs every test."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


LONGEST_FIRST = ("/system/test_background", "/system/test_matching", "/system/")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In any order otherwise: the end is for what workers can share out."""
    items.sort(key=lambda item: [part not in item.path.as_posix() for part in LONGEST_FIRST])


@pytest.fixture
def jobr(tmp_path: Path) -> Iterator[Any]:
    """The container, on memory."""
    from jobr_adapters.wiring.container import memory_container
    from jobr_adapters.wiring.settings import Settings

    settings = Settings(
        jobr_home=tmp_path, database_url=None, jwt_secret=None, jwt_algorithm="EdDSA"
    )  # whose keys are made in no time
    container = memory_container(settings)
    yield container
    container.outside.hasher().close()
