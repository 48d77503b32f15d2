"""Identifiers are made outside the core and handed in."""

from collections.abc import Callable
from uuid import UUID

IdSource = Callable[[], UUID]
"""Returns a new UUIDv7: unique, and sorted by the time it was made (RFC 9562 §5.7)."""
