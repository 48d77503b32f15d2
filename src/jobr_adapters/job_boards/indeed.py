"""XML feeds of jobs as Indeed specified them, which most job sites take and give.

`<job>` with title, date, referencenumber, url, company, city, state, country, postalcode,
description, salary, education, jobtype, category, experience and remotetype.
"""

from jobr_adapters.job_boards import pay, places, records
from jobr_adapters.job_boards.records import Raw


def is_indeed(raw: Raw) -> bool:
    return "referencenumber" in raw and "title" in raw


def indeed_record(raw: Raw, board: str | None) -> dict[str, object]:
    """Feeds state pay in words only, which follow the description."""
    keys = ("city", "state", "country")
    city, region, country = (records.text(raw, key) for key in keys)
    return {
        "source": "indeed",
        "board": board or (records.text(raw, "publisher") or "")[:200],
        "external_id": records.text(raw, "referencenumber")
        or records.identity(records.text(raw, "url")),
        "url": records.link(raw, "url"),
        "title": records.text(raw, "title"),
        "company": records.text(raw, "company") or records.text(raw, "sourcename"),
        "locations": places.distinct([places.address(city, region, country)]),
        "workplace": places.workplace(records.text(raw, "remotetype"))
        or places.workplace(city)
        or places.workplace(records.text(raw, "title")),
        **records.employment(*records.texts(raw.get("jobtype"))),
        "salary": pay.stated(records.text(raw, "salary")),
        "description": _description(raw),
        "posted_at": records.moment(records.text(raw, "date")),
        "expires_at": records.last_moment(records.text(raw, "expirationdate")),
    }


def _description(raw: Raw) -> str:
    headed = (("salary", "Salary"), ("experience", "Experience"), ("education", "Education"))
    return records.markup(records.text(raw, "description")) + "".join(
        records.section(heading, [words])
        for key, heading in headed
        if (words := records.text(raw, key))
    )
