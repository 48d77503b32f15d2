"""The schema of the database: which it has, and which it needs."""

import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from jobr_adapters.postgres.log_shift import is_from_elsewhere
from jobr_adapters.postgres.migrations import versions
from jobr_core.shared.errors import Refused
from jobr_core.shared.unit_of_work import DatabaseUnavailable

_LOCK_TIMEOUT: Final = "4s"
_STATEMENT_TIMEOUT: Final = "60s"


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
    with connected(url) as connection:
        return SchemaState(_current(connection), head(), is_from_elsewhere(connection))


def head() -> str:
    """The newest revision of this Jobr, told by the names of the migrations' files
    (2026_11_22_0001_accounts_cvs_jobs)."""
    names = (module.name for module in pkgutil.iter_modules(versions.__path__))
    return max(name.split("_")[3] for name in names)


def _current(connection: sa.Connection) -> str | None:
    if connection.scalar(sa.text("SELECT to_regclass('alembic_version')")) is None:
        return None
    current: str | None = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    return current


@contextmanager
def connected(url: str) -> Iterator[sa.Connection]:
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
