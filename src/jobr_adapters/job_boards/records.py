"""Values as boards write them → values of the public posting record."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from jobr_core.vocabulary.countries import country_of

Raw = Mapping[str, object]

_EMPLOYMENT: Final = {
    "fulltime": "full_time", "permanent": "full_time", "regular": "full_time",
    "parttime": "part_time", "contract": "contract", "contractor": "contract",
    "freelance": "contract", "temporary": "temporary", "temp": "temporary",
    "fixedterm": "temporary", "intern": "intern", "internship": "intern",
    "volunteer": "volunteer", "perdiem": "per_diem", "other": "other",
}  # fmt: skip


def text(raw: object, *path: str) -> str | None:
    """The text found under nested keys, None where there is none."""
    for key in path:
        raw = raw.get(key) if isinstance(raw, Mapping) else None
    if isinstance(raw, bool) or raw is None:
        return None
    if isinstance(raw, int | float):
        return str(raw)
    return raw.strip() or None if isinstance(raw, str) else None


def items(raw: object) -> Sequence[object]:
    """A list as it is, one value as a list of one, nothing as none."""
    if raw is None:
        return ()
    return raw if isinstance(raw, list) else (raw,)


def number(raw: object) -> float | None:
    """A positive number, also one written as text; None for anything else."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return None
    try:
        value = float(str(raw).replace(",", ""))
    except (ValueError, OverflowError, OSError):
        return None
    return value if 0 < value < float("inf") else None


def employment_type(words: str | None) -> str | None:
    """FULL_TIME, Full-time, FullTime, "Regular Full Time (Salary)" → full_time."""
    bare = "".join(c for c in (words or "").lower() if c.isalpha())
    return next((kind for name, kind in _EMPLOYMENT.items() if name in bare), None)


def workplace(words: str | None) -> str | None:
    """Remote, HYBRID, on-site, Onsite → remote, hybrid, onsite; None for anything else."""
    bare = (words or "").lower().replace("-", "").replace(" ", "")
    return next((place for place in ("remote", "hybrid", "onsite") if place in bare), None)


def location(words: str | None, country: str | None = None) -> dict[str, str]:
    """“Austin, TX, USA” → city, region, country; words that are no place are left out."""
    parts = [part.strip() for part in (words or "").split(",") if part.strip()]
    found = country or country_of(words or "")
    if parts and len(parts) > 1 and country_of(parts[-1]) and not _is_state(parts):
        parts.pop()
    elif len(parts) == 1 and country_of(parts[0]):
        parts = []
    parts = [part for part in parts if workplace(part) is None]
    place = dict(zip(("city", "region"), parts, strict=False))
    return place | ({"country": found} if found else {})


def _is_state(parts: list[str]) -> bool:
    return len(parts) == 2 and len(parts[1]) == 2 and country_of(", ".join(parts)) == "US"


def salary(
    low: object, high: object, currency: str | None, period: str | None
) -> dict[str, object] | None:
    """A salary of the record, or None where amount, currency or period is missing or odd."""
    ends = [end for end in (number(low), number(high)) if end is not None]
    if not ends or not currency or not period:
        return None
    return {"min": min(ends), "max": max(ends), "currency": currency.upper(), "period": period}


def moment(raw: object) -> str | None:
    """An ISO 8601 time from ISO text, a date or milliseconds since 1970; None if it is neither."""
    try:
        if isinstance(raw, int | float) and not isinstance(raw, bool):
            return datetime.fromtimestamp(raw / 1000, UTC).isoformat()
        return datetime.fromisoformat(raw).isoformat() if isinstance(raw, str) else None
    except (ValueError, OverflowError, OSError):
        return None
