"""A job posting, whatever board it came from."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Self

from jobr_core.jobs.salary import Salary
from jobr_core.jobs.terms import EmploymentType, Location, Workplace


@dataclass(frozen=True, kw_only=True)
class JobPosting:
    """One posting. `description` is clean text; (source, board, external_id) names it for ever.

    `from_record` builds one from the public record (docs/reference/job-record.md).
    """

    id: str
    source: str
    external_id: str
    title: str
    company: str
    description: str
    board: str = ""
    url: str | None = None
    apply_url: str | None = None
    locations: tuple[Location, ...] = ()
    workplace: Workplace | None = None
    employment_type: EmploymentType | None = None
    further_employment_types: tuple[EmploymentType, ...] = ()
    """Where the work is offered in several forms: those beside the first."""
    salary: Salary | None = None
    skills: tuple[str, ...] = ()
    seniority: str | None = None
    posted_at: datetime | None = None
    expires_at: datetime | None = None
    language: str | None = None
    payload_hash: str = field(default="", compare=False)
    """SHA-256 of the record as its source sent it; empty where it came in otherwise."""

    def __getstate__(self) -> dict[str, object]:
        """What goes between processes, without what is made of it and as long again."""
        return {name: value for name, value in vars(self).items() if name != "text"}

    @classmethod
    def from_record(cls, record: Mapping[str, object]) -> Self:
        """Reads the public record; unknown keys are ignored. Raises PostingInvalid."""
        # Reading HTML and pay takes long to import, and postings out of a database need neither.
        from jobr_core.jobs.record import posting_fields

        return cls(**posting_fields(record))

    def to_record(self) -> dict[str, object]:
        """The public record: `from_record` of it is this posting again, but for `payload_hash`."""
        from jobr_core.jobs.record import RECORD_KEYS

        record: dict[str, object] = {name: getattr(self, name) for name in RECORD_KEYS}
        for name in ("posted_at", "expires_at"):
            record[name] = record[name] and getattr(self, name).isoformat()
        return record | {
            "locations": list(map(asdict, self.locations)),
            "skills": list(self.skills),
            "further_employment_types": list(self.further_employment_types),
            "salary": self.salary and asdict(self.salary),
        }

    @property
    def employment_types(self) -> tuple[EmploymentType, ...]:
        """Every form in which the work is offered; empty where none is stated."""
        first = (self.employment_type,) if self.employment_type else ()
        return (*first, *self.further_employment_types)

    @cached_property
    def text(self) -> str:
        """The whole posting as one document; every span in a report counts in it."""
        places = " · ".join(map(str, self.locations))
        facts = (self.workplace, *self.employment_types, self.salary)
        tail = " · ".join(str(fact).replace("_", " ") for fact in facts if fact)
        skills = "Skills: " + ", ".join(self.skills) if self.skills else ""
        head = (self.title, self.company, places, tail, skills)
        return "\n".join(part for part in head if part) + "\n\n" + self.description

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 over everything a person would notice if it changed."""
        from hashlib import sha256  # loads OpenSSL, which comparing needs not

        facts = (
            self.title, self.company, self.description, self.url, self.apply_url,
            list(map(str, self.locations)), self.workplace, " ".join(self.employment_types) or None,
            str(self.salary), self.skills, self.seniority, self.language,
            str(self.posted_at), str(self.expires_at),
        )  # fmt: skip
        return sha256(json.dumps(facts).encode()).hexdigest()
