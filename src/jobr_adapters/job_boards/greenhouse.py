"""Greenhouse job board documents (boards-api.greenhouse.io/v1/boards/{token}/jobs?content=true)."""

import re

from jobr_adapters.job_boards import records
from jobr_adapters.job_boards.records import Raw
from jobr_core.jobs.errors import PostingInvalid


def is_greenhouse(raw: Raw) -> bool:
    return "absolute_url" in raw and ("internal_job_id" in raw or "updated_at" in raw)


def greenhouse_record(raw: Raw) -> dict[str, object]:
    """Raises PostingInvalid for a prospect post, which is not a job."""
    if raw.get("internal_job_id", 0) is None:
        raise PostingInvalid("a prospect post, not a job (`internal_job_id` is null).")
    url = records.text(raw, "absolute_url")
    token = re.search(r"greenhouse\.io/(?:embed/job_app\?for=)?([\w-]+)", url or "")
    board = token[1] if token else ""
    where = records.text(raw, "location", "name")
    offices = [
        records.text(office, "location") or records.text(office, "name")
        for office in records.items(raw.get("offices"))
    ]
    return {
        "source": "greenhouse",
        "board": board,
        "external_id": records.text(raw, "id"),
        "url": url,
        "title": records.text(raw, "title"),
        "company": records.text(raw, "company_name") or board,
        # "Hybrid" or "Remote" may be all the location says; the city is then in `offices`.
        "locations": [place for name in (where, *offices) if (place := records.location(name))][:5],
        "workplace": records.workplace(where),
        "salary": _salary(raw),
        "description": records.text(raw, "content"),
        "posted_at": records.moment(raw.get("first_published") or raw.get("updated_at")),
        "language": records.text(raw, "language"),
    }


def _salary(raw: Raw) -> dict[str, object] | None:
    for pay in records.items(raw.get("pay_input_ranges")):
        low, high = (
            records.number(pay.get(key)) if isinstance(pay, dict) else None
            for key in ("min_cents", "max_cents")
        )
        if low and high:
            hourly = high < 100_000  # below 1,000 a unit of currency: nobody's yearly pay
            period = "hour" if hourly else "year"
            return records.salary(low / 100, high / 100, records.text(pay, "currency_type"), period)
    return None
