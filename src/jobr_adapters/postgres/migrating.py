"""Moving the schema of the database.

Apart from `schema`, because importing Alembic takes a tenth of a second and most starts move
nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.util.exc import CommandError

from jobr_adapters.postgres.log_shift import is_from_elsewhere, put_right
from jobr_adapters.postgres.schema import connected
from jobr_adapters.postgres.tables import metadata
from jobr_core.shared.errors import Refused

_UNDESCRIBED: Final = ("fk_task_failures_task_id",)
_PARTS: Final = ("procrastinate_", "events_", "job_search_")


class RevisionUnknown(Refused):
    """There is no such schema revision."""


def upgrade(url: str, revision: str = "head") -> None:
    """Also puts the event log right where it was restored from another cluster.

    Raises DatabaseUnavailable, RevisionUnknown.
    """
    with connected(url) as connection, _known_revision():
        command.upgrade(_config(connection), revision)
        if is_from_elsewhere(connection):
            put_right(connection)


def downgrade(url: str, revision: str) -> None:
    """Raises DatabaseUnavailable, RevisionUnknown."""
    with connected(url) as connection, _known_revision():
        command.downgrade(_config(connection), revision)


def differences(url: str) -> list[str]:
    """What the database has otherwise than `tables` says, one line each."""
    with connected(url) as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _is_described})
        return [str(difference) for difference in compare_metadata(context, metadata)]


def _is_described(_: object, name: str | None, *__: object) -> bool:
    """Not in `tables`: Procrastinate's tables, what refers to them, and the months of
    the log and of the search table."""
    return name not in _UNDESCRIBED and not str(name).startswith(_PARTS)


def _config(connection: sa.Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", "jobr_adapters.postgres:migrations")
    config.attributes["connection"] = connection
    return config


@contextmanager
def _known_revision() -> Iterator[None]:
    try:
        yield
    except CommandError as error:
        raise RevisionUnknown(str(error)) from error
