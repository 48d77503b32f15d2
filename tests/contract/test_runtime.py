"""A running Jobr: all of it opened, all of it closed."""

import threading
from pathlib import Path

import pytest

from builders import a_user
from jobr_adapters.wiring.runtime import opened
from jobr_adapters.wiring.settings import Settings
from jobr_core.accounts.errors import UserNotFound

pytestmark = pytest.mark.postgres


async def test_it_starts_from_nothing_and_closing_releases_everything(tmp_path: Path) -> None:
    settings = Settings(jobr_home=tmp_path, database_url=None, jwt_secret=None)
    async with opened(settings) as jobr:
        registered = await jobr.accounts.register()(email="ada@example.org", password="long enough")
        assert await jobr.storage.users().by_id(registered.id) == registered
        assert await jobr.storage.is_answering()()
        pool = jobr.storage.pool()
    assert not await pool.is_answering()
    assert not [thread.name for thread in threading.enumerate() if "argon2" in thread.name]
    async with opened(settings) as jobr:
        assert await jobr.storage.users().by_email("ada@example.org") == registered
        with pytest.raises(UserNotFound):
            await jobr.storage.users().by_id(a_user().id)
