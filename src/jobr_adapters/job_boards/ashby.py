"""Ashby job boards (api.ashbyhq.com/posting-api/job-board/{name}?includeCompensation=true)."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from jobr_adapters.job_boards import pay, places, records
from jobr_adapters.job_boards.records import Raw
from jobr_core.jobs.errors import PostingUnlisted

_BOARD = re.compile(r"jobs\.ashbyhq\.com/([^/?#\s]{1,200})")


def is_ashby(raw: Raw) -> bool:
    return "jobUrl" in raw and (
        "isListed" in raw or "descriptionHtml" in raw or "publishedAt" in raw
    )


def ashby_record(raw: Raw, board: str | None) -> dict[str, object]:
    """Raises PostingUnlisted for a posting that is not listed."""
    if raw.get("isListed") is False:
        raise PostingUnlisted("not listed on its board (`isListed` is false).")
    url = records.link(raw, "jobUrl")
    named = _BOARD.search(url or "")
    board = board or (unquote(named[1]) if named else None)
    return {
        "source": "ashby",
        "board": board,
        "external_id": records.text(raw, "id"),
        "url": url,
        "apply_url": records.link(raw, "applyUrl"),
        "title": records.text(raw, "title"),
        "company": board,
        "locations": places.distinct(list(_locations(raw))),
        "workplace": _workplace(raw),
        **records.employment(records.text(raw, "employmentType")),
        "salary": _salary(raw),
        "description": records.text(raw, "descriptionHtml")
        or records.text(raw, "descriptionPlain"),
        "posted_at": records.moment(raw.get("publishedAt")),
    }


def _workplace(raw: Raw) -> str | None:
    """`workplaceType` wins where the two disagree."""
    said = places.workplace(records.text(raw, "workplaceType"))
    if said or raw.get("isRemote") is True:
        return said or "remote"
    return places.workplace(records.text(raw, "location"))


def _locations(raw: Raw) -> Iterator[dict[str, str]]:
    """Addresses stand flat in the documentation and under `postalAddress` in the wild."""
    for place in (raw, *records.items(raw.get("secondaryLocations"))):
        if not isinstance(place, dict):
            yield from places.locations(records.text(place))
            continue
        address = place.get("address")
        inner = address.get("postalAddress") if isinstance(address, dict) else None
        keys = ("addressLocality", "addressRegion", "addressCountry")
        city, region, country = (records.text(inner or address, key) for key in keys)
        if city or region:
            yield places.address(city, region, country)
        else:
            yield from places.locations(records.text(place, "location"), country) or [
                places.address(None, None, country)
            ]


def _salary(raw: Raw) -> dict[str, object] | None:
    compensation = raw.get("compensation")
    if raw.get("shouldDisplayCompensationOnJobPostings") is False:
        return None
    if not isinstance(compensation, dict):
        return None
    tiers = records.items(compensation.get("compensationTiers"))
    parts = records.items(compensation.get("summaryComponents")) or [
        part
        for tier in tiers
        if isinstance(tier, dict)
        for part in records.items(tier.get("components"))
    ]
    return pay.widest(map(_component, parts))


def _component(part: object) -> dict[str, object] | None:
    """Equity has percentages where a salary has amounts; a bonus is no salary either."""
    if not isinstance(part, dict) or part.get("compensationType") != "Salary":
        return None
    period, per = pay.interval_of(records.text(part, "interval")) or (None, 1)
    currency = records.text(part, "currencyCode")
    return records.salary(part.get("minValue"), part.get("maxValue"), currency, period, per=per)
