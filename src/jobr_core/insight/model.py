"""Counts of events."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class DailyCount:
    """How many events of a name there were on a day of UTC."""

    day: date
    name: str
    count: int


def digest(counts: Sequence[DailyCount]) -> str:
    """SHA-256 of the whole model, to tell whether two are equal."""
    rows = [[str(count.day), count.name, count.count] for count in sorted(counts)]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()
