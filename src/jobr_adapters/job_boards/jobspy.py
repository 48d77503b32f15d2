"""JobSpy exports: CSV rows or JSON objects with the same column names."""

from typing import Final

from jobr_adapters.job_boards import records
from jobr_adapters.job_boards.records import Raw

_PERIODS: Final = {
    "yearly": "year",
    "monthly": "month",
    "weekly": "week",
    "daily": "day",
    "hourly": "hour",
}


def is_jobspy(raw: Raw) -> bool:
    return "job_url" in raw and "title" in raw


def jobspy_record(raw: Raw) -> dict[str, object]:
    remote = "remote" if str(raw.get("is_remote")).lower() == "true" else None
    kinds = records.text(raw, "job_type") or ""
    skills = records.text(raw, "skills")
    return {
        "source": records.text(raw, "site") or "jobspy",
        "external_id": records.text(raw, "id"),
        "url": records.text(raw, "job_url"),
        "apply_url": records.text(raw, "job_url_direct"),
        "title": records.text(raw, "title"),
        "company": records.text(raw, "company"),
        "locations": [p for p in (records.location(records.text(raw, "location")),) if p],
        "workplace": records.workplace(records.text(raw, "work_from_home_type")) or remote,
        "employment_type": records.employment_type(kinds.split(",", 1)[0]),
        "salary": records.salary(
            raw.get("min_amount"), raw.get("max_amount"), records.text(raw, "currency"),
            _PERIODS.get(records.text(raw, "interval") or ""),
        ),
        "skills": [name.strip() for name in (skills or "").split(",") if name.strip()],
        "description": records.text(raw, "description"),
        "posted_at": records.moment(raw.get("date_posted")),
    }  # fmt: skip
