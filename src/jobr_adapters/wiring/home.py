"""JOBR_HOME."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jobr_adapters.wiring.settings import SettingInvalid, Settings


@contextmanager
def usable_home(home: Path) -> Iterator[None]:
    """Makes the folder where it is missing. Raises SettingInvalid where it cannot be used."""
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        yield
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise SettingInvalid(f"JOBR_HOME cannot be used: {home}: {why}.") from error


def index_folder(settings: Settings) -> Path:
    """Where the index of postings is kept between starts."""
    return settings.jobr_home / "match-index"
