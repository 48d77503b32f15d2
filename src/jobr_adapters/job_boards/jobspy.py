"""JobSpy exports: CSV rows or JSON objects with the same column names."""

import re
from typing import Final

from jobr_adapters.job_boards import pay, places, records
from jobr_adapters.job_boards.records import Raw

_NOTHING: Final = frozenset(("nan", "none", "nat", "<na>", "null", "n/a"))
"""How tables write an empty cell."""
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!&<>|~/])")
_MARKS = re.compile(r"\*\*|^[ \t]{0,8}#{1,6}[ \t]+", re.MULTILINE)
_BULLET = re.compile(r"^[ \t]{0,20}[*+][ \t]+", re.MULTILINE)


def is_jobspy(raw: Raw) -> bool:
    return "job_url" in raw and "title" in raw


def jobspy_record(raw: Raw, board: str | None) -> dict[str, object]:
    remote = "remote" if (_text(raw, "is_remote") or "").lower() in ("true", "1", "1.0") else None
    where = _text(raw, "location")
    return {
        "source": _text(raw, "site") or "jobspy",
        "board": board,
        "external_id": _text(raw, "id") or records.identity(_text(raw, "job_url")),
        "url": records.link(_text(raw, "job_url")),
        "apply_url": records.link(_text(raw, "job_url_direct")),
        "title": _text(raw, "title"),
        "company": _text(raw, "company"),
        "locations": places.locations(where),
        "workplace": places.workplace(_text(raw, "work_from_home_type"))
        or remote or places.workplace(where),
        **records.employment(*_listed(raw, "job_type")),
        "seniority": _text(raw, "job_level"),
        "salary": _salary(raw),
        "skills": _listed(raw, "skills"),
        "description": _description(raw),
        "posted_at": records.moment(raw.get("date_posted")),
    }  # fmt: skip


def _salary(raw: Raw) -> dict[str, object] | None:
    low, high, currency = raw.get("min_amount"), raw.get("max_amount"), _text(raw, "currency")
    if interval := _text(raw, "interval"):
        return records.salary(low, high, currency, pay.period_of(interval))
    return pay.of_size(low, high, currency)


def _text(raw: Raw, key: str) -> str | None:
    value = raw.get(key)
    words = str(value) if isinstance(value, bool) else records.text(value)
    return None if words is None or words.lower() in _NOTHING else words


def _listed(raw: Raw, key: str) -> list[str]:
    """A list in JSON, words with commas in a table, and a Python list written out in some."""
    value = raw.get(key)
    many = value if isinstance(value, list) else (_text(raw, key) or "").strip("[]").split(",")
    names = (name.strip(" '\"") for name in many if isinstance(name, str))
    return [name for name in names if name and name.lower() not in _NOTHING]


def _description(raw: Raw) -> str:
    words = _text(raw, "description") or ""
    experience = _text(raw, "experience_range")
    if not records.is_markup(words):
        words = _without_markdown(words)
    return words + (f"\n\nExperience: {experience}" if experience else "")


def _without_markdown(words: str) -> str:
    """Words as a reader sees them, so that they can be quoted."""
    return _ESCAPED.sub(r"\1", _BULLET.sub("- ", _MARKS.sub("", words)))
