"""Lever postings (api.lever.co/v0/postings/{site}?mode=json, api.eu.lever.co): a bare array."""

import html
import re

from jobr_adapters.job_boards import pay, places, records
from jobr_adapters.job_boards.records import Raw

_SITE = re.compile(r"jobs\.(?:eu\.)?lever\.co/([\w.-]{1,200})")


def is_lever(raw: Raw) -> bool:
    return "hostedUrl" in raw or ("categories" in raw and "text" in raw)


def lever_record(raw: Raw, board: str | None) -> dict[str, object]:
    """Requirements usually stand in `lists`, which the plain description leaves out."""
    url = records.link(raw, "hostedUrl")
    named = _SITE.search(url or "") or _SITE.search(records.text(raw, "applyUrl") or "")
    site = board or (named[1] if named else None)
    where = records.text(raw, "categories", "location")
    return {
        "source": "lever",
        "board": site,
        "external_id": records.text(raw, "id"),
        "url": url,
        "apply_url": records.link(raw, "applyUrl"),
        "title": records.text(raw, "text"),
        "company": records.text(raw, "company") or site,
        "locations": _locations(raw, where),
        "workplace": places.workplace(records.text(raw, "workplaceType"))
        or places.workplace(where),
        **records.employment(records.text(raw, "categories", "commitment")),
        "seniority": records.text(raw, "categories", "level"),
        "salary": _salary(raw),
        "description": _description(raw),
        "posted_at": records.moment(raw.get("createdAt")),
    }


def _locations(raw: Raw, where: str | None) -> list[dict[str, str]]:
    """`country` is the one of the first place; the others name theirs or none."""
    categories = raw.get("categories")
    every = categories.get("allLocations") if isinstance(categories, dict) else None
    country = records.text(raw, "country")
    found = places.locations(where, country)
    for name in records.texts(every):
        found += places.locations(name, country if name == where or not where else None)
    return places.distinct(found or places.locations("Remote", country))


def _description(raw: Raw) -> str:
    """`description` holds opening and body; some answers have only its parts."""
    opening, body = _html(raw, "opening"), _html(raw, "descriptionBody")
    lists = "".join(map(_list, records.items(raw.get("lists"))))
    pay_words = _html(raw, "salaryDescription")
    whole = _html(raw, "description") or opening + body
    return "".join((whole, lists, _html(raw, "additional"), pay_words))


def _list(entry: object) -> str:
    heading = html.escape(records.text(entry, "text") or "", quote=False)
    return f"<h3>{heading}</h3><ul>{records.text(entry, 'content') or ''}</ul>"


def _html(raw: Raw, key: str) -> str:
    rich = records.text(raw, key)
    plain = html.escape(records.text(raw, f"{key}Plain") or "", quote=False).replace("\n", "<br>")
    return f"<div>{rich or plain}</div>" if rich or plain else ""


def _salary(raw: Raw) -> dict[str, object] | None:
    interval = records.text(raw, "salaryRange", "interval") or ""
    span = raw.get("salaryRange")
    if not isinstance(span, dict) or not interval.startswith("per-"):
        return None  # a payment made once, or every two of something
    currency = records.text(span, "currency")
    return records.salary(span.get("min"), span.get("max"), currency, pay.period_of(interval))
