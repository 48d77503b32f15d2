"""Errors of PostgreSQL → errors of the core, in one place."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import psycopg
from psycopg_pool import PoolTimeout

from jobr_core.accounts.errors import EmailTaken, IdentityTaken
from jobr_core.shared.errors import Conflict, JobrError, Malformed
from jobr_core.shared.unit_of_work import DatabaseUnavailable

_CONSTRAINTS: Final[dict[str, type[JobrError]]] = {
    "uq_users_email": EmailTaken,
    "pk_auth_accounts": IdentityTaken,
}


class ValueUnstorable(Malformed):
    """A text cannot be stored: it is too long, or has NUL characters or unpaired surrogates."""


@contextmanager
def core_errors() -> Iterator[None]:
    """Raises what went wrong in the words of the core."""
    try:
        yield
    except psycopg.errors.IntegrityError as error:
        raise _CONSTRAINTS.get(error.diag.constraint_name or "", Conflict) from error
    except (
        psycopg.DataError,
        psycopg.errors.ProgramLimitExceeded,
        UnicodeEncodeError,
    ) as error:
        raise ValueUnstorable from error
    except (psycopg.errors.SerializationFailure, psycopg.errors.DeadlockDetected) as error:
        raise Conflict from error
    except (psycopg.OperationalError, psycopg.InterfaceError, PoolTimeout) as error:
        raise DatabaseUnavailable from error
