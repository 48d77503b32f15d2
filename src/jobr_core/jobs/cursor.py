"""Where a list of postings goes on."""

import json
import math
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from jobr_core.jobs.search import Sort
from jobr_core.shared.errors import CursorInvalid


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchCursor:
    """The last posting shown, with what it was sorted by, and the moment the list stands for.

    What is indexed behind the number `last` stays out, and ages are counted to `as_of`: so a list
    neither repeats nor skips a posting while others come in.
    """

    sort: Sort
    as_of: datetime
    last: int
    job_id: UUID
    value: float

    def __str__(self) -> str:
        content = [self.sort, self.as_of.isoformat(), self.last, self.job_id.hex, self.value]
        return urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")

    @classmethod
    def read(cls, cursor: str, sort: Sort) -> Self:
        """Raises CursorInvalid, also for a cursor of a list in another order."""
        try:
            raw = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
            of, as_of, last, job_id, value = json.loads(raw)
            read = cls(
                sort=Sort(of),
                as_of=datetime.fromisoformat(as_of),
                last=int(last),
                job_id=UUID(job_id),
                value=float(value),
            )
        except (ValueError, TypeError, OverflowError, RecursionError, AttributeError):
            raise CursorInvalid from None
        if read.sort is not sort or read.as_of.tzinfo is None or math.isnan(read.value):
            raise CursorInvalid
        if not 0 <= read.last < 2**63:
            raise CursorInvalid
        return read
