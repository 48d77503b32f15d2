"""Lever postings (api.lever.co/v0/postings/{site}?mode=json): a bare array."""

import html
import re
from typing import Final

from jobr_adapters.job_boards import records
from jobr_adapters.job_boards.records import Raw

_INTERVALS: Final = {"year": "year", "month": "month", "week": "week", "day": "day", "hour": "hour"}


def is_lever(raw: Raw) -> bool:
    return "hostedUrl" in raw or ("categories" in raw and "text" in raw)


def lever_record(raw: Raw) -> dict[str, object]:
    """Requirements usually stand in `lists`, which the plain description leaves out."""
    url = records.text(raw, "hostedUrl")
    site = re.search(r"jobs\.(?:eu\.)?lever\.co/([\w.-]+)", url or "")
    places = records.items(_categories(raw).get("allLocations")) or [
        _categories(raw).get("location")
    ]
    country = records.text(raw, "country")
    return {
        "source": "lever",
        "board": site[1] if site else "",
        "external_id": records.text(raw, "id"),
        "url": url,
        "apply_url": records.text(raw, "applyUrl"),
        "title": records.text(raw, "text"),
        "company": site[1] if site else records.text(raw, "company") or "unknown",
        "locations": [p for name in places if (p := records.location(records.text(name), country))],
        "workplace": records.workplace(records.text(raw, "workplaceType")),
        "employment_type": records.employment_type(records.text(raw, "categories", "commitment")),
        "salary": _salary(raw),
        "description": _description(raw),
        "posted_at": records.moment(raw.get("createdAt")),
    }


def _categories(raw: Raw) -> Raw:
    categories = raw.get("categories")
    return categories if isinstance(categories, dict) else {}


def _description(raw: Raw) -> str:
    lists = "".join(map(_list, records.items(raw.get("lists"))))
    return "".join((_html(raw, "description"), lists, _html(raw, "additional")))


def _list(entry: object) -> str:
    heading = html.escape(records.text(entry, "text") or "")
    return f"<h3>{heading}</h3><ul>{records.text(entry, 'content') or ''}</ul>"


def _html(raw: Raw, key: str) -> str:
    rich = records.text(raw, key)
    plain = html.escape(records.text(raw, f"{key}Plain") or "").replace("\n", "<br>")
    return f"<div>{rich or plain}</div>"


def _salary(raw: Raw) -> dict[str, object] | None:
    interval = records.text(raw, "salaryRange", "interval") or ""
    period = next((name for word, name in _INTERVALS.items() if f"per-{word}" in interval), None)
    pay = raw.get("salaryRange")
    if not isinstance(pay, dict):
        return None
    return records.salary(pay.get("min"), pay.get("max"), records.text(pay, "currency"), period)
