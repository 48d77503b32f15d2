"""Rows of `jobs` ↔ postings."""

from typing import Any, Final

from jobr_adapters.postgres.statements import Row
from jobr_core.jobs.facts import DescribedPosting
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.salary import PayPeriod, Salary
from jobr_core.jobs.terms import EmploymentType, Location, Workplace

POSTING_COLUMNS: Final = (
    "id", "source", "board", "external_id", "url", "apply_url", "title", "company", "description",
    "locations", "workplace", "employment_type",
    "further_employment_types", "salary", "tags", "seniority", "posted_at",
    "expires_at", "language", "payload_hash",
)  # fmt: skip
"""What `posting_in` needs."""


def posting_in(row: Row) -> JobPosting:
    pay = row["salary"]
    return JobPosting(
        id=str(row["id"]),
        source=row["source"],
        board=row["board"],
        external_id=row["external_id"],
        url=row["url"],
        apply_url=row["apply_url"],
        title=row["title"],
        company=row["company"],
        description=row["description"],
        locations=tuple(Location(**place) for place in row["locations"]),
        workplace=row["workplace"] and Workplace(row["workplace"]),
        employment_type=row["employment_type"] and EmploymentType(row["employment_type"]),
        further_employment_types=tuple(map(EmploymentType, row["further_employment_types"])),
        salary=pay and Salary(**{**pay, "period": PayPeriod(pay["period"])}),
        skills=tuple(row["tags"]),
        seniority=row["seniority"],
        posted_at=row["posted_at"],
        expires_at=row["expires_at"],
        language=row["language"],
        payload_hash=row["payload_hash"],
    )


def row_of(described: DescribedPosting) -> dict[str, Any]:
    """As values msgspec writes as JSON."""
    posting, facts = described.posting, described.facts
    low, high = facts.pay or (None, None)
    return {
        "source": posting.source,
        "board": posting.board,
        "external_id": posting.external_id,
        "url": posting.url,
        "apply_url": posting.apply_url,
        "title": posting.title,
        "company": posting.company,
        "description": posting.description,
        "locations": posting.locations,
        "workplace": posting.workplace,
        "employment_type": posting.employment_type,
        "further_employment_types": posting.further_employment_types,
        "salary": posting.salary,
        "tags": posting.skills,
        "skills": facts.skills,
        "seniority": posting.seniority,
        "language": posting.language,
        "posted_at": posting.posted_at,
        "expires_at": posting.expires_at,
        "content_hash": posting.content_hash,
        "payload_hash": posting.payload_hash,
        "role": facts.role,
        "company_key": facts.company,
        "keys": facts.keys,
        "cities": sorted(facts.cities),
        "opening": facts.opening,
        "office_days": facts.office_days,
        "pay_low": low,
        "pay_high": high,
    }
