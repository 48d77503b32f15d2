"""JSON Resume documents ↔ Profile."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import Final, TypeVar, get_args, get_origin, get_type_hints

from jobr_core.cvs.dates import iso_date
from jobr_core.cvs.errors import JsonResumeInvalid
from jobr_core.cvs.profile import Profile
from jobr_core.shared.text import cleaned

JsonObject = Mapping[str, object]
Section = TypeVar("Section")

SCHEMA: Final = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
# Names of the 2014 draft that are still written.
_LEGACY: Final = {"picture": "image", "company": "name", "website": "url", "gpa": "score"}


def profile_from(document: JsonObject) -> Profile:
    """Reads a document of version 1.0.0 or of the 2014 draft; unknown keys are left out.

    Raises JsonResumeInvalid, naming the key that is wrong.
    """
    return profile_and_warnings(document)[0]


def profile_and_warnings(document: JsonObject) -> tuple[Profile, tuple[str, ...]]:
    """The same, and sentences about values that were left out because the schema does not allow
    them: dates that are none, addresses that are none."""
    left_out: list[str] = []

    def checked(check: _Check) -> _Form:
        def form(words: str, path: str) -> str:
            try:
                return check(words)
            except ValueError as error:
                left_out.append(f"`{path}` was left out: {error}.")
                return ""

        return form

    forms = {name: checked(check) for name, check in _CHECKS.items()}
    return _section(Profile, document, "", forms), tuple(left_out)


def own_profile_from(document: JsonObject) -> Profile:
    """Reads a document `document_of` has written, of whatever version of Jobr: what was accepted
    once is not questioned again."""
    return _section(Profile, document, "", {})


def document_of(profile: Profile) -> dict[str, object]:
    """The profile as a valid JSON Resume 1.0.0 document; absent fields are left out."""
    return {"$schema": SCHEMA, **_written(profile)}


def _camel(name: str) -> str:
    return re.sub(r"_(\w)", lambda match: match[1].upper(), name)


@cache
def _keys(section: type) -> Mapping[str, tuple[str, object]]:
    """JSON key → (field name, field type) of a section."""
    hints = get_type_hints(section)
    known = {_camel(name): (name, kind) for name, kind in hints.items()}
    old = {old: known[new] for old, new in _LEGACY.items() if new in known and old not in known}
    return known | old


_Check = Callable[[str], str]
_Form = Callable[[str, str], str]
_Forms = Mapping[str, _Form]


def _section(section: type[Section], document: object, path: str, forms: _Forms) -> Section:
    if not isinstance(document, Mapping):
        raise JsonResumeInvalid(f"`{path or 'the document'}` must be an object.")
    values: dict[str, object] = {}
    for key, (name, kind) in _keys(section).items():  # type: ignore[arg-type]
        if document.get(key) is not None and name not in values:
            at = f"{path}.{key}" if path else key
            value = _value(kind, document[key], at, forms)
            values[name] = forms[name](str(value), at) if name in forms else value
    return section(**values)


def _value(kind: object, value: object, path: str, forms: _Forms) -> object:
    if get_origin(kind) is tuple:
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise JsonResumeInvalid(f"`{path}` must be a list.")
        entry = get_args(kind)[0]
        return tuple(_value(entry, item, f"{path}[{n}]", forms) for n, item in enumerate(value))
    if kind is str:
        if not isinstance(value, str):
            raise JsonResumeInvalid(f"`{path}` must be text.")
        return cleaned(value)
    assert isinstance(kind, type)
    return _section(kind, value, path, forms)


def _date(words: str) -> str:
    """As the schema writes dates; what other programs write (“March 2021”) is understood, and a
    current job has no end (resume-schema#175)."""
    if not words or _ISO_DATE.fullmatch(words):
        return words
    if _PRESENT.fullmatch(words):
        return ""
    date = iso_date(words)
    if not date:
        raise ValueError(f"“{words[:40]}” is no date such as 2021, 2021-03 or 2021-03-15")
    return date


def _address(words: str) -> str:
    if words and not _EMAIL.fullmatch(words):
        raise ValueError(f"“{words[:40]}” is no e-mail address")
    return words


def _link(words: str) -> str:
    """A bare domain is one of the web."""
    if not words or _URI.fullmatch(words):
        return words
    if not _BARE_LINK.fullmatch(words):
        raise ValueError(f"“{words[:40]}” is no address such as https://example.org")
    return f"https://{words}"


_ISO_DATE = re.compile(r"[12][0-9]{3}(?:-[01][0-9](?:-[0-3][0-9])?)?")
_PRESENT = re.compile(r"(?i)present|current|now|today|ongoing|to date")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_BARE_LINK = re.compile(r"[^\s<>\"{}|\\^`:/?#]+\.[^\s<>\"{}|\\^`]+")
_CHECKS: Final[Mapping[str, _Check]] = {
    "start_date": _date, "end_date": _date, "date": _date, "release_date": _date,
    "email": _address, "url": _link,
}  # fmt: skip


def _written(section: object) -> dict[str, object]:
    pairs = ((_camel(f.name), _plain(getattr(section, f.name))) for f in fields(section))  # type: ignore[arg-type]
    return {key: value for key, value in pairs if value not in ("", [], {})}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value if isinstance(value, str) else _written(value)
