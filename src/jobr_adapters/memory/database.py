"""Everything Jobr keeps, in the memory of this process."""

import asyncio
from dataclasses import dataclass, field, replace
from uuid import UUID

from jobr_core.accounts.model import User
from jobr_core.cvs.model import StoredCv
from jobr_core.jobs.model import JobPosting

PostingKey = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Tables:
    """One state of the data; a unit of work changes a copy and publishes it on commit."""

    users: dict[UUID, User] = field(default_factory=dict)
    cvs: dict[UUID, StoredCv] = field(default_factory=dict)
    postings: dict[PostingKey, JobPosting] = field(default_factory=dict)

    def copied(self) -> "Tables":
        return replace(
            self, users=dict(self.users), cvs=dict(self.cvs), postings=dict(self.postings)
        )


class MemoryDatabase:
    """The published state. Units of work take turns, so that none overwrites another."""

    def __init__(self) -> None:
        self.tables = Tables()
        self.turn = asyncio.Lock()
