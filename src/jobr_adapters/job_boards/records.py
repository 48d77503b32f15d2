"""Values as boards write them → values of the public posting record."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from jobr_core.jobs.titles import title_facts

Raw = Mapping[str, object]

_EMPLOYMENT: Final = {
    "fulltime": "full_time", "permanent": "permanent", "regular": "permanent",
    "parttime": "part_time", "contract": "contract", "freelance": "contract",
    "temporary": "temporary", "fixedterm": "temporary", "seasonal": "temporary",
    "internship": "intern", "volunteer": "volunteer", "perdiem": "per_diem",
    "festanstellung": "permanent", "unbefristet": "permanent",
}  # fmt: skip
_EMPLOYMENT_WORDS: Final = {
    "temp": "temporary", "intern": "intern", "interns": "intern", "trainee": "intern",
    "other": "other", "cdi": "permanent", "indefinido": "permanent",
}  # fmt: skip
"""Names that other words begin with: international, internal, template."""
_BOTH_TIMES = re.compile(r"\bfull(?:[\s_-]*time)?\s*(?:[/,&+]|or|and)\s*part[\s_-]*time")
_NOT_PERMANENT = re.compile(r"\bno[nt][\s_-]*permanent")
_SEVERAL = re.compile(r"[,;/|+&]|\b(?:or|and)\b")
_CURRENCIES: Final = {"€": "EUR", "£": "GBP", "₹": "INR"}
_LONGEST_VALUE: Final = 100
_LONGEST_IDENTITY: Final = 300
_LONGEST_LINK: Final = 2_000
_MARKUP = re.compile(r"(?:<|&(?:amp;)?lt;)/?[a-zA-Z][^<>]{0,500}(?:>|&(?:amp;)?gt;)")


def text(raw: object, *path: str) -> str | None:
    """The text found under nested keys, None where there is none; the first one of a list."""
    for key in path:
        raw = first(raw)
        raw = raw.get(key) if isinstance(raw, Mapping) else None
    raw = first(raw)
    if isinstance(raw, Mapping):  # a text of JSON-LD with its language
        raw = raw.get("@value")
    if isinstance(raw, bool) or raw is None:
        return None
    if isinstance(raw, int | float):
        return number_text(raw)
    return raw.strip() or None if isinstance(raw, str) else None


def number_text(raw: float) -> str | None:
    """Python refuses to write out integers of more than 4,300 digits."""
    return str(raw) if abs(raw) < 1e300 else None


def link(raw: object, *path: str) -> str | None:
    """An address, unless tracking has made it longer than one that is stored."""
    found = text(raw, *path)
    return found if found and len(found) <= _LONGEST_LINK else None


def identity(words: str | None) -> str | None:
    """An address as the name of a posting: a digest of it where it is too long to be stored."""
    if not words or len(words) <= _LONGEST_IDENTITY:
        return words
    return hashlib.sha256(words.encode(errors="replace")).hexdigest()


def items(raw: object) -> Sequence[object]:
    """A list as it is, one value as a list of one, nothing as none."""
    if raw is None:
        return ()
    return raw if isinstance(raw, list) else (raw,)


def texts(raw: object) -> list[str]:
    """Every text of a list, or the one there is."""
    return [words for words in map(text, items(raw)) if words]


def first(raw: object) -> object:
    """The first of a list, anything else as it is."""
    return next(iter(raw), None) if isinstance(raw, list) else raw


def first_text(values: Iterable[str | None]) -> str | None:
    """The first that says anything."""
    return next((value for value in values if value), None)


def markup(words: str | None) -> str:
    """HTML as it is, plain text with its lines as HTML, so that more HTML can follow it."""
    if not words or is_markup(words):
        return words or ""
    return f"<p>{_escaped(words)}</p>"


def _escaped(words: str) -> str:
    return words if is_markup(words) else words.replace("<", "&lt; ").replace("\n", "<br>")


def is_markup(words: str) -> bool:
    """Whether it is HTML, perhaps entity-escaped."""
    return _MARKUP.search(words) is not None


def section(heading: str, entries: Sequence[str]) -> str:
    """HTML of a heading with what stands below it; nothing if nothing does."""
    if not entries:
        return ""
    if len(entries) == 1:
        return f"<h3>{heading}</h3><p>{_escaped(entries[0])}</p>"
    return f"<h3>{heading}</h3><ul>" + "".join(f"<li>{_escaped(e)}</li>" for e in entries) + "</ul>"


def number(raw: object) -> float | None:
    """A positive number, also one written as text; None for anything else."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return None
    try:
        value = float(raw.replace(",", "")[:_LONGEST_VALUE] if isinstance(raw, str) else raw)
    except (ValueError, OverflowError):
        return None
    return value if 0 < value < 1e12 else None


def employment(*words: str | None) -> dict[str, object]:
    """The keys of the record for FULL_TIME, Full-time, “Regular Full Time (Salary)”, and several
    at once: “Full-time / Contract”.

    Permanent posts are full-time unless part-time is named beside, and their contract is none.
    """
    said = [
        _BOTH_TIMES.sub("fulltime, parttime", (one or "")[:_LONGEST_VALUE].lower()) for one in words
    ]
    forms = [form for one in said for piece in _SEVERAL.split(one) for form in _forms(piece)]
    if "permanent" in forms:
        is_part_time = "part_time" in forms and "full_time" not in forms
        forms = [
            form if form != "permanent" else "part_time" if is_part_time else "full_time"
            for form in forms
        ]
    first, *further = dict.fromkeys(forms) or (None,)
    return {"employment_type": first, "further_employment_types": further}


def _forms(words: str) -> list[str]:
    words = _NOT_PERMANENT.sub("temporary", words)
    bare = "".join(c for c in words if c.isalpha())
    found = [form for name, form in _EMPLOYMENT.items() if name in bare]
    found += [
        _EMPLOYMENT_WORDS[word] for word in re.findall("[a-z]+", words) if word in _EMPLOYMENT_WORDS
    ]
    if not found or found == ["permanent"]:
        told = [str(form) for form in title_facts(words).employment_types]
        found += [form for form in told if not found or form == "part_time"]
    if "permanent" not in found:
        return found
    return [form for form in found if form not in ("permanent", "contract")] or ["permanent"]


def salary(
    low: object, high: object, currency: str | None, period: str | None, per: float = 1
) -> dict[str, object] | None:
    """A salary of the record, or None where amount, currency or period is missing or odd; an end
    may be open. `per`: how many periods the amounts are for."""
    code = _CURRENCIES.get(currency or "", currency or "").upper()
    ends = [end and round(end / per, 2) for end in (number(low), number(high))]
    told = sorted(end for end in ends if end)
    if not told or not period or not re.fullmatch("[A-Z]{3}", code) or told[-1] >= 1e12:
        return None
    if len(told) == 2:
        ends = [*told]
    return {"min": ends[0], "max": ends[1], "currency": code, "period": period}


def moment(raw: object) -> str | None:
    """An ISO 8601 time from ISO text, a date, RFC 822 or milliseconds (or seconds) since 1970;
    None if it is none of them."""
    try:
        found = _moment(raw)
        return found.astimezone(UTC).isoformat() if found and found.tzinfo else _naive(found)
    except (ValueError, OverflowError, OSError, TypeError, IndexError):
        return None


def last_moment(raw: object) -> str | None:
    """The same, a date being over with its last second."""
    date_only = isinstance(raw, str) and re.fullmatch(r"\s*\d{4}-\d{2}-\d{2}\s*", raw)
    return moment(f"{raw.strip()}T23:59:59" if isinstance(raw, str) and date_only else raw)


def _naive(found: datetime | None) -> str | None:
    return found.replace(tzinfo=UTC).isoformat() if found else None


def _moment(raw: object) -> datetime | None:
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return datetime.fromtimestamp(raw / 1000 if abs(raw) > 1e11 else raw, UTC)
    if not isinstance(raw, str) or len(raw) > _LONGEST_VALUE:
        return None
    try:
        return datetime.fromisoformat(raw.strip())
    except ValueError:
        return parsedate_to_datetime(raw)
