"""Ashby job boards (api.ashbyhq.com/posting-api/job-board/{name}?includeCompensation=true)."""

import re
from collections.abc import Iterator
from typing import Final

from jobr_adapters.job_boards import records
from jobr_adapters.job_boards.records import Raw
from jobr_core.jobs.errors import PostingInvalid

_PERIODS: Final = {
    "1 YEAR": "year",
    "1 MONTH": "month",
    "1 WEEK": "week",
    "1 DAY": "day",
    "1 HOUR": "hour",
}


def is_ashby(raw: Raw) -> bool:
    return "jobUrl" in raw and (
        "isListed" in raw or "descriptionHtml" in raw or "publishedAt" in raw
    )


def ashby_record(raw: Raw) -> dict[str, object]:
    """Raises PostingInvalid for a posting that is not listed."""
    if raw.get("isListed") is False:
        raise PostingInvalid("not listed on its board (`isListed` is false).")
    url = records.text(raw, "jobUrl")
    board = re.search(r"jobs\.ashbyhq\.com/([^/?#]+)", url or "")
    # `workplaceType` wins where the two disagree.
    remote = "remote" if raw.get("isRemote") is True else None
    return {
        "source": "ashby",
        "board": board[1] if board else "",
        "external_id": records.text(raw, "id"),
        "url": url,
        "apply_url": records.text(raw, "applyUrl"),
        "title": records.text(raw, "title"),
        "company": board[1] if board else "unknown",
        "locations": list(_locations(raw)),
        "workplace": records.workplace(records.text(raw, "workplaceType")) or remote,
        "employment_type": records.employment_type(records.text(raw, "employmentType")),
        "salary": _salary(raw),
        "description": records.text(raw, "descriptionHtml")
        or records.text(raw, "descriptionPlain"),
        "posted_at": records.moment(raw.get("publishedAt")),
    }


def _locations(raw: Raw) -> Iterator[dict[str, str]]:
    for place in (raw, *records.items(raw.get("secondaryLocations"))):
        if not isinstance(place, dict):
            continue
        address = place.get("address")
        address = address.get("postalAddress", address) if isinstance(address, dict) else {}
        parts = [
            records.text(address, key)
            for key in ("addressLocality", "addressRegion", "addressCountry")
        ]
        words = ", ".join(part for part in parts if part) or records.text(place, "location")
        found = records.location(words)
        if found:
            yield found


def _salary(raw: Raw) -> dict[str, object] | None:
    compensation = raw.get("compensation")
    parts = compensation.get("summaryComponents") if isinstance(compensation, dict) else None
    for part in records.items(parts):
        # Equity has percentages where a salary has amounts.
        if isinstance(part, dict) and part.get("compensationType") == "Salary":
            period = _PERIODS.get(records.text(part, "interval") or "")
            currency = records.text(part, "currencyCode")
            return records.salary(part.get("minValue"), part.get("maxValue"), currency, period)
    return None
