"""Where each fact of a profile stands in the text it was read from.

One mechanism for two promises: every fact read from a document carries its span, and a fact a
language model names that stands nowhere in the document is dropped.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import islice
from typing import Final, TypeVar, cast

from jobr_core.cvs.dates import DateRange, date_ranges, iso_date, single_dates
from jobr_core.cvs.model import Cv
from jobr_core.cvs.passages import Passage, PassageKind
from jobr_core.cvs.profile import Profile
from jobr_core.cvs.wording import Wording
from jobr_core.shared.text import Span
from jobr_core.vocabulary.countries import country_code
from jobr_core.vocabulary.fluency import fluency_of
from jobr_core.vocabulary.languages import language_mentions
from jobr_core.vocabulary.places import country_from

Section = TypeVar("Section")
_Find = Callable[["_Read", Span, str], Span | None]
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

    def span_in(self, read: "_Read") -> Span | None:
        """Where it stands first: in its own entry, else its section, else anywhere."""
        find = _FINDERS.get(self.name, _words)
        return next((span for area in self.areas if (span := find(read, area, self.value))), None)


class _Read:
    """A text whose dates are looked for once, and its passages by what they are."""

    def __init__(self, cv: Cv) -> None:
        self.text = cv.text
        self.wording = Wording.of(cv.text)
        everywhere = Span(0, len(cv.text))
        ranges = date_ranges(cv.text, everywhere)
        self.dates = sorted(
            (*ranges, *single_dates(cv.text, everywhere)), key=lambda d: (d.span.start, -d.span.end)
        )
        self.passages: dict[tuple[PassageKind, int | None], list[Span]] = defaultdict(list)
        for passage in cv.passages:
            self.passages[passage.kind, passage.entry].append(passage.span)
            if passage.entry is not None:
                self.passages[passage.kind, None].append(passage.span)

    def areas(self, path: str) -> Iterator[Span]:
        section, _, rest = path.partition("[")
        kind = _KINDS.get(section, PassageKind.IDENTITY)
        number = int(rest.partition("]")[0]) if rest and section in _KINDS else None
        if number is not None:
            yield from self.passages.get((kind, number), ())
        yield from self.passages.get((kind, None), ())[:_MOST_AREAS]
        yield Span(0, len(self.text))

    def dates_in(self, area: Span) -> Iterator[DateRange]:
        first = bisect_left(self.dates, area.start, key=lambda date: date.span.start)
        for date in islice(self.dates, first, None):
            if date.span.start >= area.end:
                return
            yield date


_MOST_AREAS: Final = 8
"""Passages of a section that are searched one by one, before everything is."""


def spans_of(cv: Cv) -> Mapping[str, Span]:
    """The span of every fact of a CV that stands in its text, by path.

    >>> from jobr_core.cvs import parse
    >>> cv = parse("Ada King - ada@example.org")
    >>> spans_of(cv)["basics.email"].quote(cv.text)
    'ada@example.org'
    """
    read = _Read(cv)
    found = ((fact.path, fact.span_in(read)) for fact in _facts(cv.profile, read))
    return {path: span for path, span in found if span}


def grounded(said: Profile, read: Cv) -> Cv:
    """What somebody says a document says, as far as the document does; the rest is dropped and
    listed in `warnings`. `read` is the same document, read by rules."""
    text = _Read(read)
    spans = {fact.path: fact.span_in(text) for fact in _facts(said, text)}
    dropped = [path for path, span in spans.items() if span is None]
    cv = replace(read, profile=_without(said, frozenset(dropped), ""))
    warnings = tuple(f"`{path}` was left out: the document does not say it." for path in dropped)
    return replace(cv, passages=_renumbered(cv), warnings=(*cv.warnings, *warnings))


def _renumbered(cv: Cv) -> tuple[Passage, ...]:
    """Entries are the profile's own: a passage belongs to the one most of whose facts stand in
    it, and each has one."""
    read = _Read(cv)
    facts: dict[PassageKind, dict[int, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in _facts(cv.profile, read):
        section, _, rest = fact.path.partition("[")
        if rest and section in _KINDS:
            facts[_KINDS[section]][int(rest.partition("]")[0])].append(fact)
    renumbered = []
    for passage in cv.passages:
        own = facts[passage.kind] if passage.entry is not None else {}
        hits = {entry: _hits(read, passage.span, told) for entry, told in own.items()}
        best = max(hits, key=lambda n: (hits[n], -n), default=None)
        entry = best if best is not None and hits[best] else None
        renumbered.append(replace(passage, entry=entry))
        if entry is not None:
            del own[entry]
    return tuple(renumbered)


def _hits(read: _Read, area: Span, facts: Sequence[Fact]) -> int:
    found = (_FINDERS.get(fact.name, _words)(read, area, fact.value) for fact in facts)
    return sum(span is not None for span in found)


def _facts(profile: Profile, read: _Read) -> Iterator[Fact]:
    for path, name, value in _leaves(profile, ""):
        yield Fact(path, name, value, tuple(read.areas(path)))


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


def _words(read: _Read, area: Span, value: str) -> Span | None:
    return read.wording.find(value, area)


def _date(read: _Read, area: Span, value: str) -> Span | None:
    for found in read.dates_in(area):
        if value in (found.start, found.end, found.start[:4] if found.start == found.end else ""):
            return found.span
    return _words(read, area, value) if iso_date(value) != value else None


def _country(read: _Read, area: Span, value: str) -> Span | None:
    """Its name, else a place that lies in it."""
    pieces = list(re.finditer(r"[^\W\d_][^\n,|•·/()]{0,60}", read.text[area.start : area.end]))
    for means in (country_code, country_from):
        for piece in pieces:
            if means(piece.group().strip()) == value:
                return Span(*piece.span()).moved(area.start)
    return _words(read, area, value)


def _language(read: _Read, area: Span, value: str) -> Span | None:
    named = (m.span for m in language_mentions(read.text, [area]) if m.language == value)
    return next(named, None) or _words(read, area, value)


def _fluency(read: _Read, area: Span, value: str) -> Span | None:
    levels = (m.span for m in language_mentions(read.text, [area]) if m.fluency)
    level = fluency_of(value)
    return _words(read, area, value) or (next(levels, None) if level else None)


def _address(read: _Read, area: Span, value: str) -> Span | None:
    bare = re.sub(r"^(?:https?://)?(?:www\.)?|/$", "", value)
    at = read.text.lower().find(bare.lower(), area.start, area.end) if bare else -1
    return Span(at, at + len(bare)) if at >= 0 else None


_FINDERS: Final[Mapping[str, _Find]] = {
    **dict.fromkeys(("start_date", "end_date", "date", "release_date"), _date),
    "country_code": _country,
    "language": _language,
    "fluency": _fluency,
    "url": _address,
}
