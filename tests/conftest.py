"""What all tests share."""

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


@pytest.fixture
def jobr(tmp_path: Path) -> Iterator[Any]:
    """The container, on memory."""
    from jobr_adapters.wiring.container import memory_container
    from jobr_adapters.wiring.settings import Settings

    container = memory_container(Settings(jobr_home=tmp_path, database_url=None, jwt_secret=None))
    yield container
    container.outside.hasher().close()
