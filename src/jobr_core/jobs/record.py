"""The public posting record → the fields of a JobPosting."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final, TypedDict, TypeVar

from jobr_core.jobs.errors import PostingInvalid
from jobr_core.jobs.html import text_of
from jobr_core.jobs.salary import PayPeriod, Salary, SalaryImpossible
from jobr_core.jobs.salary_text import parse_salary
from jobr_core.jobs.terms import EmploymentType, Location, Workplace
from jobr_core.shared.text import cleaned
from jobr_core.vocabulary.countries import country_code

Choice = TypeVar("Choice", bound=StrEnum)
Record = Mapping[str, object]


_LONGEST: Final = {
    "description": 200_000,
    "url": 2_000,
    "apply_url": 2_000,
    "source": 50,
    "board": 200,
    "external_id": 300,
    "id": 300,
}
"""Characters; what names a posting must fit into one index entry."""
_LONGEST_TEXT: Final = 500


class PostingFields(TypedDict):
    """Keyword arguments of JobPosting."""

    id: str
    source: str
    board: str
    external_id: str
    title: str
    company: str
    description: str
    url: str | None
    apply_url: str | None
    locations: tuple[Location, ...]
    workplace: Workplace | None
    employment_type: EmploymentType | None
    further_employment_types: tuple[EmploymentType, ...]
    salary: Salary | None
    skills: tuple[str, ...]
    seniority: str | None
    posted_at: datetime | None
    expires_at: datetime | None
    language: str | None


RECORD_KEYS: Final = tuple(PostingFields.__annotations__)


def posting_fields(record: Record) -> PostingFields:
    """Raises PostingInvalid, naming the key that is wrong."""
    if not isinstance(record, Mapping):
        raise PostingInvalid("a posting must be an object with `title` and `company`.")
    title, company = _required(record, "title"), _required(record, "company")
    description = text_of(_text(record, "description") or "")
    locations = _locations(record)
    source, board = _text(record, "source") or "file", _text(record, "board") or ""
    external_id = _identity(record, "external_id") or _identity(record, "id")
    external_id = external_id or _digest(title, company, *map(str, locations), description)
    employment_type, *further_types = _employment_types(record) or (None,)
    return {
        "id": _identity(record, "id") or ":".join(p for p in (source, board, external_id) if p),
        "source": source,
        "board": board,
        "external_id": external_id,
        "title": title,
        "company": company,
        "description": description,
        "url": _url(record, "url"),
        "apply_url": _url(record, "apply_url"),
        "locations": locations,
        "workplace": _choice(record, "workplace", Workplace),
        "employment_type": employment_type,
        "further_employment_types": tuple(further_types),
        "salary": _salary(record) or parse_salary(description),
        "skills": _skills(record),
        "seniority": _text(record, "seniority"),
        "posted_at": _moment(record, "posted_at"),
        "expires_at": _moment(record, "expires_at"),
        "language": _text(record, "language"),
    }


def _text(record: Record, key: str) -> str | None:
    value = record.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise PostingInvalid(f"`{key}` must be text, not {type(value).__name__}.")
    longest = _LONGEST.get(key, _LONGEST_TEXT)
    if len(value) > longest:
        raise PostingInvalid(f"`{key}` is longer than {longest:,} characters.")
    if key == "description":
        return value
    return _on_one_line(value) or None


def _on_one_line(text: str) -> str:
    return " ".join(cleaned(text).split())


def _required(record: Record, key: str) -> str:
    value = _on_one_line(text_of(_text(record, key) or ""))
    if not value:
        raise PostingInvalid(f"`{key}` is missing.")
    return value


def _identity(record: Record, key: str) -> str | None:
    value = record.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _text(record, key)


def _url(record: Record, key: str) -> str | None:
    value = _text(record, key)
    return value if value and re.match(r"https?://[^\s]+$", value) else None


def _employment_types(record: Record) -> tuple[EmploymentType, ...]:
    """The first and the further ones, each once."""
    first = _choice(record, "employment_type", EmploymentType)
    key = "further_employment_types"
    further = (
        _chosen(key, _text({key: one}, key) or "", EmploymentType) for one in _list(record, key)
    )
    return tuple(dict.fromkeys((*((first,) if first else ()), *further)))


def _list(record: Record, key: str) -> Sequence[object]:
    value = record.get(key) or ()
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise PostingInvalid(f"`{key}` must be a list, not {type(value).__name__}.")
    return value


def _choice(record: Record, key: str, choices: type[Choice]) -> Choice | None:
    value = _text(record, key)
    return None if value is None else _chosen(key, value, choices)


def _chosen(key: str, value: str, choices: type[Choice]) -> Choice:
    try:
        return choices(re.sub(r"[\s-]+", "_", value.lower()))
    except ValueError:
        known = ", ".join(choices)
        raise PostingInvalid(f"`{key}` is “{value}”; it must be one of {known}.") from None


def _moment(record: Record, key: str) -> datetime | None:
    value = _text(record, key)
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise PostingInvalid(f"`{key}` is “{value}”, not an ISO 8601 time.") from None


def _skills(record: Record) -> tuple[str, ...]:
    names = (_on_one_line(name) for name in _list(record, "skills") if isinstance(name, str))
    return tuple(name for name in names if name)


def _locations(record: Record) -> tuple[Location, ...]:
    places = map(_location, _list(record, "locations"))
    return tuple(place for place in places if place != Location())


def _location(entry: object) -> Location:
    if not isinstance(entry, Mapping):
        raise PostingInvalid("each of `locations` must be {city, region, country}.")
    country = _text(entry, "country")
    return Location(
        city=_text(entry, "city"),
        region=_text(entry, "region"),
        country=country and (country_code(country) or country),
    )


def _salary(record: Record) -> Salary | None:
    value = record.get("salary")
    if value is None:
        return None
    if not isinstance(value, Mapping):
        raise PostingInvalid("`salary` must be {min, max, currency, period}.")
    try:
        return Salary(
            min=_amount(value, "min"),
            max=_amount(value, "max"),
            currency=(_text(value, "currency") or "").upper(),
            period=_choice(value, "period", PayPeriod) or PayPeriod.YEAR,
        )
    except SalaryImpossible as wrong:
        raise PostingInvalid(f"`salary`: {wrong}") from wrong


def _amount(salary: Record, key: str) -> float | None:
    value = salary.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PostingInvalid(f"`salary.{key}` must be a number.")
    try:
        return float(value)
    except OverflowError:
        raise PostingInvalid(f"`salary.{key}` is too large.") from None


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]
