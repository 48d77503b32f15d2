"""Where each fact of a profile stands in the text it was read from.

One mechanism for two promises: every fact read from a document carries its span, and a fact a
language model names that stands nowhere in the document is dropped.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Final, TypeVar, cast

from jobr_core.cvs.dates import date_ranges, iso_date, single_dates
from jobr_core.cvs.model import Cv
from jobr_core.cvs.passages import Passage, PassageKind
from jobr_core.cvs.profile import Profile
from jobr_core.shared.text import Span
from jobr_core.vocabulary.countries import country_code
from jobr_core.vocabulary.languages import fluency_of, language_mentions

Section = TypeVar("Section")
_Find = Callable[[str, Span, str], Span | None]
_KINDS: Final = {
    "work": PassageKind.WORK,
    "volunteer": PassageKind.VOLUNTEER,
    "education": PassageKind.EDUCATION,
    "awards": PassageKind.AWARDS,
    "certificates": PassageKind.CERTIFICATES,
    "publications": PassageKind.PUBLICATIONS,
    "skills": PassageKind.SKILLS,
    "languages": PassageKind.LANGUAGES,
    "interests": PassageKind.INTERESTS,
    "references": PassageKind.REFERENCES,
    "projects": PassageKind.PROJECTS,
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of a profile: `path` as in `work[0].position`, and where it may stand."""

    path: str
    name: str
    value: str
    areas: tuple[Span, ...]

    def span_in(self, text: str) -> Span | None:
        """Where it stands first: in its own entry, else its section, else anywhere."""
        find = _FINDERS.get(self.name, _words)
        return next((span for area in self.areas if (span := find(text, area, self.value))), None)


def spans_of(cv: Cv) -> Mapping[str, Span]:
    """The span of every fact of a CV that stands in its text, by path.

    >>> from jobr_core.cvs import parse
    >>> cv = parse("Ada King\\nada@example.org")
    >>> spans_of(cv)["basics.email"].quote(cv.text)
    'ada@example.org'
    """
    found = ((fact.path, fact.span_in(cv.text)) for fact in _facts(cv.profile, cv))
    return {path: span for path, span in found if span}


def grounded(said: Profile, read: Cv) -> Cv:
    """What somebody says a document says, as far as the document does; the rest is dropped and
    listed in `warnings`. `read` is the same document, read by rules."""
    spans = {fact.path: fact.span_in(read.text) for fact in _facts(said, read)}
    dropped = [path for path, span in spans.items() if span is None]
    profile = _without(said, frozenset(dropped), "")
    warnings = tuple(f"`{path}` was left out: the document does not say it." for path in dropped)
    cv = replace(read, profile=profile, warnings=(*read.warnings, *warnings))
    return replace(cv, passages=tuple(_renumbered(cv, passage) for passage in read.passages))


def _renumbered(cv: Cv, passage: Passage) -> Passage:
    """Entries are the profile's own: a passage belongs to the one that stands in it."""
    if passage.entry is None:
        return passage
    section = next(name for name, kind in _KINDS.items() if kind is passage.kind)
    for number in range(len(getattr(cv.profile, section))):
        own = [f for f in _facts(cv.profile, cv) if f.path.startswith(f"{section}[{number}].")]
        if any(f.name in _HEADS and _words(cv.text, passage.span, f.value) for f in own):
            return replace(passage, entry=number)
    return replace(passage, entry=None)


_HEADS: Final = ("position", "name", "institution", "organization", "title")


def _facts(profile: Profile, cv: Cv) -> Iterator[Fact]:
    everywhere = Span(0, len(cv.text))
    for path, name, value in _leaves(profile, ""):
        yield Fact(path, name, value, (*_areas(path, cv), everywhere))


def _areas(path: str, cv: Cv) -> Iterator[Span]:
    section, _, rest = path.partition("[")
    number = int(rest.partition("]")[0]) if rest and section in _KINDS else None
    own = [p for p in cv.passages if p.kind is _KINDS.get(section, PassageKind.IDENTITY)]
    if number is not None:
        yield from (p.span for p in own if p.entry == number)
    yield from (p.span for p in own)


def _leaves(section: object, path: str) -> Iterator[tuple[str, str, str]]:
    """(path, field name, value) of every text there is."""
    assert is_dataclass(section)
    for field in fields(section):
        value, below = getattr(section, field.name), f"{path}{field.name}"
        items = enumerate(value) if isinstance(value, tuple) else ((None, value),)
        for number, item in items:
            at = below if number is None else f"{below}[{number}]"
            if isinstance(item, str):
                if item:
                    yield at, field.name, item
            else:
                yield from _leaves(item, f"{at}.")


def _without(section: Section, dropped: frozenset[str], path: str) -> Section:
    """The section without some of its values; entries that have none left go too."""
    assert is_dataclass(section)
    kept: dict[str, object] = {}
    for field in fields(section):
        value, below = getattr(section, field.name), f"{path}{field.name}"
        if isinstance(value, tuple):
            items = (_kept(item, dropped, f"{below}[{n}]") for n, item in enumerate(value))
            kept[field.name] = tuple(item for item in items if item)
        else:
            kept[field.name] = _kept(value, dropped, below) or type(value)()
    return cast("Section", replace(section, **kept))  # type: ignore[type-var]


def _kept(value: object, dropped: frozenset[str], path: str) -> object:
    if isinstance(value, str):
        return "" if path in dropped else value
    left = _without(value, dropped, f"{path}.")
    return left if any(True for _ in _leaves(left, "")) else None


def _words(text: str, area: Span, value: str) -> Span | None:
    """The same words, whatever stands between them where lines break."""
    pattern = r"\W*?\s\W*?".join(map(re.escape, value.split()))
    found = re.compile(pattern, re.I).search(text, area.start, area.end)
    return Span(*found.span()) if found else None


def _date(text: str, area: Span, value: str) -> Span | None:
    for found in date_ranges(text, area):
        if value in (found.start, found.end):
            return found.span
    for point in single_dates(text, area):
        if value in (point.start, point.start[:4]):
            return point.span
    return _words(text, area, value) if iso_date(value) != value else None


def _country(text: str, area: Span, value: str) -> Span | None:
    for match in re.finditer(r"[^\W\d_][^\n,|•·/()]*", text[area.start : area.end]):
        if country_code(match.group().strip()) == value:
            return Span(*match.span()).moved(area.start)
    return _words(text, area, value)


def _language(text: str, area: Span, value: str) -> Span | None:
    named = (m.span for m in language_mentions(text, [area]) if m.language == value)
    return next(named, None) or _words(text, area, value)


def _fluency(text: str, area: Span, value: str) -> Span | None:
    levels = (m.span for m in language_mentions(text, [area]) if m.fluency)
    level = fluency_of(value)
    return _words(text, area, value) or (next(levels, None) if level else None)


def _address(text: str, area: Span, value: str) -> Span | None:
    bare = re.sub(r"^(?:https?://)?(?:www\.)?|/$", "", value)
    return _words(text, area, bare)


_FINDERS: Final[Mapping[str, _Find]] = {
    **dict.fromkeys(("start_date", "end_date", "date", "release_date"), _date),
    "country_code": _country,
    "language": _language,
    "fluency": _fluency,
    "url": _address,
}
