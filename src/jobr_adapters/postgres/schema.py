"""The schema of the database: where it is, and moving it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError

from jobr_adapters.postgres.tables import metadata
from jobr_core.shared.errors import Refused
from jobr_core.shared.unit_of_work import DatabaseUnavailable

_LOCK_TIMEOUT: Final = "4s"
_STATEMENT_TIMEOUT: Final = "60s"
_UNDESCRIBED: Final = ("fk_task_failures_task_id",)
_PARTS: Final = ("procrastinate_", "events_", "job_search_")


_LAST = (
    "greatest((SELECT max(transaction) FROM events), "
    "(SELECT max(transaction) FROM subscriber_checkpoints))"
)
_IS_AHEAD: Final = sa.text(
    f"SELECT {_LAST} >= event_transaction(pg_snapshot_xmax(pg_current_snapshot()))"
)
_SHIFT: Final = sa.text(
    f"UPDATE event_log_shift SET shift = shift + 1 + {_LAST} "  # noqa: S608
    "- event_transaction(pg_snapshot_xmin(pg_current_snapshot()))"
)


class RevisionUnknown(Refused):
    """There is no such schema revision."""


class DatabaseUrlInvalid(Refused):
    """DATABASE_URL is not the URL of a PostgreSQL database; it should look like
    postgresql://user:password@host:5432/name"""


@dataclass(frozen=True, slots=True)
class SchemaState:
    """The revision a database has (None: no tables yet) and the one this Jobr needs."""

    current: str | None
    head: str
    is_restored: bool = False
    """Its event log comes from another cluster and has to be put right before it goes on."""

    @property
    def is_current(self) -> bool:
        return self.current == self.head and not self.is_restored

    def __str__(self) -> str:
        if self.is_current:
            return f"schema {self.current}, current"
        if self.is_restored:
            return f"schema {self.current}, restored from elsewhere; run `jobr db upgrade`"
        return f"schema {self.current or 'none'}, behind {self.head}; run `jobr db upgrade`"


def schema_state(url: str) -> SchemaState:
    """Raises DatabaseUnavailable."""
    with _connected(url) as connection:
        current = MigrationContext.configure(connection).get_current_revision()
        is_restored = _is_from_elsewhere(connection)
    head = ScriptDirectory.from_config(_config()).get_current_head()
    if head is None:
        raise RuntimeError("this installation of Jobr carries no migrations")
    return SchemaState(current, head, is_restored)


def upgrade(url: str, revision: str = "head") -> None:
    """Also puts the event log right where it was restored from another cluster.

    Raises DatabaseUnavailable, RevisionUnknown.
    """
    with _connected(url) as connection, _known_revision():
        command.upgrade(_config(connection), revision)
        if _is_from_elsewhere(connection):
            connection.execute(_SHIFT)


def downgrade(url: str, revision: str) -> None:
    """Raises DatabaseUnavailable, RevisionUnknown."""
    with _connected(url) as connection, _known_revision():
        command.downgrade(_config(connection), revision)


def differences(url: str) -> list[str]:
    """What the database has otherwise than `tables` says, one line each."""
    with _connected(url) as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _is_described})
        return [str(difference) for difference in compare_metadata(context, metadata)]


def _is_described(_: object, name: str | None, *__: object) -> bool:
    """Not in `tables`: Procrastinate's tables, what refers to them, and the months of
    the log and of the search table."""
    return name not in _UNDESCRIBED and not str(name).startswith(_PARTS)


def _is_from_elsewhere(connection: sa.Connection) -> bool:
    """Whether events or checkpoints stand at transactions this cluster has yet to come to: then
    new events would stand before them, and nobody would see either."""
    if connection.scalar(sa.text("SELECT to_regclass('event_log_shift')")) is None:
        return False
    return bool(connection.scalar(_IS_AHEAD))


def _config(connection: sa.Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", "jobr_adapters.postgres:migrations")
    config.attributes["connection"] = connection
    return config


@contextmanager
def _connected(url: str) -> Iterator[sa.Connection]:
    """One connection that gives up on locks rather than stopping everybody behind it."""
    options = f"-c lock_timeout={_LOCK_TIMEOUT} -c statement_timeout={_STATEMENT_TIMEOUT}"
    engine = sa.create_engine(
        _sqlalchemy_url(url),
        poolclass=sa.NullPool,
        connect_args={"options": options, "connect_timeout": 5},
    )
    try:
        with engine.connect() as connection:
            yield connection
            connection.commit()
    except sa.exc.ProgrammingError as error:
        if "connection option" in str(error.orig):
            raise DatabaseUrlInvalid from error
        raise
    except UnicodeEncodeError as error:
        raise DatabaseUrlInvalid from error
    except sa.exc.OperationalError as error:
        raise DatabaseUnavailable(f"The database does not answer: {_first_line(error)}") from error
    finally:
        engine.dispose()


def _sqlalchemy_url(url: str) -> sa.URL:
    try:
        parsed = sa.make_url(url)
        if parsed.get_backend_name() not in ("postgresql", "postgres"):
            raise DatabaseUrlInvalid
        return parsed.set(drivername="postgresql+psycopg")
    except (sa.exc.ArgumentError, ValueError) as error:
        raise DatabaseUrlInvalid from error


def _first_line(error: sa.exc.OperationalError) -> str:
    return str(error.orig).strip().split("\n", 1)[0]


@contextmanager
def _known_revision() -> Iterator[None]:
    try:
        yield
    except CommandError as error:
        raise RevisionUnknown(str(error)) from error
