"""The words a posting is described in."""

from dataclasses import dataclass
from enum import StrEnum


class Workplace(StrEnum):
    """Where the work is done."""

    ONSITE = "onsite"
    HYBRID = "hybrid"
    REMOTE = "remote"


class EmploymentType(StrEnum):
    """The form of employment, in the words of schema.org's JobPosting."""

    FULL_TIME = "full_time"
    PART_TIME = "part_time"
    CONTRACT = "contract"
    TEMPORARY = "temporary"
    INTERN = "intern"
    VOLUNTEER = "volunteer"
    PER_DIEM = "per_diem"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place as the posting names it; `country` is an ISO 3166-1 alpha-2 code if known."""

    city: str | None = None
    region: str | None = None
    country: str | None = None

    def __str__(self) -> str:
        return ", ".join(part for part in (self.city, self.region, self.country) if part)
