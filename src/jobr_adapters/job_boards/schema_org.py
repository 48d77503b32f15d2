"""schema.org JobPosting as JSON-LD, alone or inside a page."""

import json
from collections.abc import Iterator
from contextlib import suppress

from jobr_adapters.job_boards import records
from jobr_adapters.job_boards.records import Raw


def is_schema_org(raw: Raw) -> bool:
    return any(
        str(kind).rsplit("/", 1)[-1] == "JobPosting" for kind in records.items(raw.get("@type"))
    )


def json_ld_in(page: str) -> Iterator[object]:
    """The JSON-LD documents of an HTML page; broken ones are left out."""
    lower, at = page.lower(), 0
    while (tag := lower.find("<script", at)) >= 0:
        inside = lower.find(">", tag) + 1
        end = lower.find("</script", inside)
        if inside == 0 or end < 0:
            return
        at = end
        if "application/ld+json" in lower[tag:inside]:
            with suppress(ValueError, RecursionError):
                yield json.loads(page[inside:end])


def schema_org_record(raw: Raw) -> dict[str, object]:
    """Any property may be a list; then the first value counts."""
    identifier = _first(raw, "identifier")
    remote = any(v == "TELECOMMUTE" for v in records.items(raw.get("jobLocationType")))
    kinds = (
        records.employment_type(str(kind)) for kind in records.items(raw.get("employmentType"))
    )
    return {
        "source": "schema.org",
        "board": records.text(_first(raw, "hiringOrganization"), "sameAs") or "",
        "external_id": records.text(identifier, "value") or records.text(identifier),
        "url": records.text(_first(raw, "url")),
        "title": records.text(_first(raw, "title")) or records.text(_first(raw, "name")),
        "company": records.text(_first(raw, "hiringOrganization"), "name")
        or records.text(_first(raw, "hiringOrganization")),
        "locations": list(_locations(raw)),
        "workplace": "remote" if remote else None,
        "employment_type": next((kind for kind in kinds if kind), None),
        "salary": _salary(raw),
        "description": _description(raw),
        "posted_at": records.moment(_first(raw, "datePosted")),
        "expires_at": records.moment(_first(raw, "validThrough")),
    }


def _first(raw: Raw, key: str) -> object:
    return next(iter(records.items(raw.get(key))), None)


def _description(raw: Raw) -> str:
    """The description, and the parts that some sites put into properties of their own."""
    headed = (
        ("responsibilities", "Responsibilities"),
        ("qualifications", "Qualifications"),
        ("experienceRequirements", "Requirements"),
        ("skills", "Skills"),
    )
    description = records.text(_first(raw, "description")) or ""
    extra = (
        f"<h3>{heading}</h3><p>{words}</p>"
        for key, heading in headed
        if (words := records.text(_first(raw, key))) and words not in description
    )
    return "".join((description, *extra))


def _locations(raw: Raw) -> Iterator[dict[str, str]]:
    wanted = records.items(raw.get("jobLocation")) or records.items(
        raw.get("applicantLocationRequirements")
    )
    for place in wanted:
        address = place.get("address", place) if isinstance(place, dict) else place
        if isinstance(address, str):
            found = records.location(address)
        else:
            country = _country(address)
            parts = [records.text(address, key) for key in ("addressLocality", "addressRegion")]
            words = ", ".join(part for part in (*parts, country) if part)
            found = records.location(words or records.text(address, "name"))
        if found:
            yield found


def _country(address: object) -> str | None:
    return records.text(address, "addressCountry") or records.text(
        address, "addressCountry", "name"
    )


def _salary(raw: Raw) -> dict[str, object] | None:
    pay = _first(raw, "baseSalary")
    if not isinstance(pay, dict):
        return None
    value = next(iter(records.items(pay.get("value"))), None)
    span = value if isinstance(value, dict) else {"value": value}
    unit = (records.text(span, "unitText") or records.text(pay, "unitText") or "").lower()
    single = span.get("value")
    return records.salary(
        span.get("minValue", single),
        span.get("maxValue", single),
        records.text(pay, "currency") or records.text(_first(raw, "salaryCurrency")),
        unit if unit in ("hour", "day", "week", "month", "year") else None,
    )
