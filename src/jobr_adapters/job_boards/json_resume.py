"""Job descriptions in the JSON Resume job schema 1.0.0 (jsonresume.org, job-description)."""

import re
from collections.abc import Iterator
from typing import Final

from jobr_adapters.job_boards import pay, places, records
from jobr_adapters.job_boards.records import Raw

_OURS: Final = frozenset(
    "id external_id source board apply_url locations workplace employment_type seniority posted_at "
    "expires_at language".split()
)
_THEIRS: Final = frozenset(
    "companyDescription companyContext applicationUrl applicationEmail compensation "
    "responsibilities qualifications schemaVersion jobDescription".split()
)
_MONTH: Final = re.compile(r"[12]\d{3}(?:-\d{2})?")
_REMOTE: Final = {"full": "remote", "fully": "remote", "none": "onsite", "no": "onsite"}


def is_json_resume(raw: Raw) -> bool:
    theirs = not raw.keys().isdisjoint(_THEIRS) or _has_their_shapes(raw)
    return theirs and raw.keys().isdisjoint(_OURS) and not isinstance(raw.get("salary"), dict)


def _has_their_shapes(raw: Raw) -> bool:
    """Places and skills that are objects as the schema has them: no other key tells it for sure."""
    where, skills = raw.get("location"), raw.get("skills")
    return (isinstance(where, dict) and "countryCode" in where) or (
        isinstance(skills, list) and any(isinstance(one, dict) and "name" in one for one in skills)
    )


def json_resume_record(raw: Raw, board: str | None) -> dict[str, object]:
    """The schema has no id; `metadata` may hold one."""
    remote = (records.text(raw, "remote") or "").lower()
    return {
        "source": "json-resume",
        "board": board,
        "external_id": records.identity(records.text(raw, "metadata", "id")),
        "url": records.link(raw, "url"),
        "apply_url": records.link(raw, "applicationUrl"),
        "title": records.text(raw, "title") or records.text(raw, "position"),
        "company": records.text(raw, "company"),
        "locations": _locations(raw),
        "workplace": _REMOTE.get(remote) or places.workplace(remote),
        **records.employment(*records.texts(raw.get("type"))),
        "salary": _salary(raw),
        "skills": list(_skills(raw)),
        "description": _description(raw),
        "posted_at": records.moment(_day(raw.get("date"))),
    }


def _day(date: object) -> object:
    """The schema allows months and years: their first day."""
    return f"{date}-01-01"[:10] if isinstance(date, str) and _MONTH.fullmatch(date) else date


def _locations(raw: Raw) -> list[dict[str, str]]:
    place = records.first(raw.get("location"))
    if isinstance(place, str):
        return places.locations(place)
    keys = ("city", "region", "countryCode")
    city, region, country = (records.text(place, key) for key in keys)
    return places.distinct([places.address(city, region, country)])


def _salary(raw: Raw) -> dict[str, object] | None:
    told = raw.get("compensation")
    if not isinstance(told, dict):
        return pay.stated(records.text(raw, "salary"))
    period = pay.period_of(records.text(told, "interval"))
    currency = records.text(told, "currency")
    return records.salary(told.get("minimum"), told.get("maximum"), currency, period)


def _skills(raw: Raw) -> Iterator[str]:
    for skill in records.items(raw.get("skills")):
        name = records.text(skill, "name") or records.text(skill)
        keywords = records.items(skill.get("keywords")) if isinstance(skill, dict) else ()
        yield from (word for word in (name, *map(records.text, keywords)) if word)


def _description(raw: Raw) -> str:
    headed = (
        ("responsibilities", "Responsibilities"),
        ("qualifications", "Qualifications"),
        ("experience", "Experience"),
        ("education", "Education"),
        ("benefits", "Benefits"),
        ("companyDescription", "About us"),
    )
    return records.markup(records.text(raw, "description")) + "".join(
        records.section(heading, records.texts(raw.get(key))) for key, heading in headed
    )
