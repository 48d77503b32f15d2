"""One record of a file of postings, before anybody has asked what it says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

LONGEST_RECORD: Final = 4 * 1024 * 1024
"""Bytes, or characters with what structure takes. Real postings stay below a tenth of it, and
whatever claims more is left out before it can fill the memory."""
TOO_LONG: Final = "longer than 4 MB."
CHUNK: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Broken:
    """A record that cannot be read to its end, why, and what could be read of it."""

    reason: str
    said: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """`position` counts from 1: lines in JSON Lines and CSV, records elsewhere.

    A line of JSON Lines stays bytes: reading it is most of the work, and workers share that.
    `format` is the one that the file as a whole tells, and its records alone do not.
    """

    position: int
    content: bytes | Mapping[str, object] | Broken
    format: str | None = None


class BrokeOff(Exception):
    """From here on the content cannot be read."""
