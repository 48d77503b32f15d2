"""Whose CV it is: the lines that may bear the person's name."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from jobr_core.cvs.name_forms import (
    address_likeness,
    address_words,
    bare_name,
    form_strength,
    is_called_like_a_trade,
    is_name,
)
from jobr_core.shared.text import Span, folded, lines
from jobr_core.vocabulary.roles import role_strength

_OWN_LABEL = re.compile(
    r"(?i)^(?:\d{1,2}[.)]\s*)?\W{0,4}(?:full\s+name|candidate(?:'s)?\s+name|name\s+of\s+(?:the\s+)?(?:candidate|applicant)|name\s+in\s+full|my\s+name|"
    r"surname\s+and\s+name|first\s+name\(?s?\)?\s*/?\s*surname\(?s?\)?|name|vor-?\s?und\s+(?:nachname|zuname)|nom\s+(?:et\s+)?pr[ée]noms?|"
    r"nombre(?:\s+(?:completo|y\s+apellidos))?|nome(?:\s+completo)?|नाम)\s*(?:[:：\t–=]|\s-|-\s)[\s:：\-–]*"
)
_TITLE_OF_DOCUMENT = re.compile(
    r"(?i)^\W*(?:(?:the\s+)?(?:curriculum\s+vita?e?|curriculam\s+vitae|curriculum|resume|résumé|cv|c\.v\.|bio-?\s?data|lebenslauf|personal\s+resume)\s*(?:of|for|von|de|do|da|[-–:|])+\s*)"
)
_FIRST_LINES: Final = 12
_MOST_LINES: Final = 80
_LIKELY: Final = 2.5
_CLOSE: Final = 3
_LONGEST_TITLE: Final = 5


@dataclass(frozen=True, slots=True)
class _Candidate:
    span: Span
    score: float


def find_name(
    text: str, heads: Sequence[Span], email: str, foreign: Sequence[Span] = ()
) -> Span | None:
    """The person's name, without honorifics and degrees.

    Evidence, summed: a label (“Name:”, “CV of …”), words of the e-mail address, standing first,
    the form of a name. `heads` are the stretches that tell who the person is, `foreign` ones tell
    of others (referees).
    """
    email = email or _slug(text)
    candidates = [
        *_labelled(text),
        *_at_the_top(text, heads, email),
        *_like_the_address(text, email),
        *_before_a_title(text, email),
        *_above_a_title(text),
    ]
    own = [c for c in candidates if not any(f.start <= c.span.start < f.end for f in foreign)]
    best = max(own, key=lambda c: (c.score, -c.span.start), default=None)
    return best.span if best and best.score >= _LIKELY else None


def _slug(text: str) -> str:
    """A profile's address tells the name as an e-mail address does."""
    found = re.search(r"(?:indeed\.com/r|linkedin\.com/in)/([A-Za-z][\w-]{4,60})", text)
    return f"{found[1]}@" if found else ""


def _labelled(text: str) -> Iterator[_Candidate]:
    rows = list(lines(text))
    for number, row in enumerate(rows):
        words = row.quote(text)
        label = _OWN_LABEL.match(words)
        if label:
            value = Span(row.start + label.end(), row.end)
            if value.start >= value.end and number + 1 < len(rows):
                value = rows[number + 1]
            yield from _candidate(text, _first_part(text, value), 6.0)
        title = _TITLE_OF_DOCUMENT.match(words)
        if title and number < _FIRST_LINES:
            value = Span(row.start + title.end(), row.end)
            if value.start >= value.end and number + 1 < len(rows):
                value = rows[number + 1]
            yield from _candidate(text, _first_part(text, value), 5.0)


def _at_the_top(text: str, heads: Sequence[Span], email: str) -> Iterator[_Candidate]:
    """Lines that say who somebody is: the earlier, the likelier."""
    rank = 0
    first = next((row.start for row in lines(text)), 0)
    for head in heads:
        for row in lines(text, head):
            for part in _parts(text, row):
                if rank < 4 * _FIRST_LINES:
                    score = 4.0 if row.start == first else max(0.0, 3.0 - rank * 0.15)
                    yield from _candidate(text, part, score, email)
                rank += 1


def _like_the_address(text: str, email: str) -> Iterator[_Candidate]:
    """Any line that says what the e-mail address does: a side column may come first."""
    if address_words(email):
        for row in lines(text):
            if row.end - row.start <= 60:
                for part in _parts(text, row):
                    if address_likeness(part.quote(text), email) >= 2.0:
                        yield from _candidate(text, part, 1.0, email)


def _before_a_title(text: str, email: str) -> Iterator[_Candidate]:
    """Behind a side column: a line that can be a name, and below it what the person is."""
    rows = list(lines(text))[:_MOST_LINES]
    for row, below in itertools.pairwise(rows):
        words = row.quote(text)
        title = next((part.quote(text) for part in _parts(text, below)), "")
        if 1 < len(words.split()) <= 5 and role_strength(title.split(" at ")[0]) >= 1.0:
            yield from _candidate(text, row, 3.0, email)


def _above_a_title(text: str) -> Iterator[_Candidate]:
    """Farokh Engineer on the first line, and close below what he is; any other name there is
    comes before it."""
    rows = itertools.islice(lines(text), 1 + _CLOSE)
    own = next(rows, Span(0, 0))
    words = own.quote(text)
    if is_called_like_a_trade(words) and any(
        _is_bare_title(row.quote(text), words) for row in rows
    ):
        yield _Candidate(own, _LIKELY)


def _is_bare_title(line: str, above: str) -> bool:
    """A line that is nothing but a title, and not the one above once more."""
    return (
        len(line.split()) <= _LONGEST_TITLE
        and not folded(line).startswith(folded(above))
        and role_strength(line) >= 1.0
    )


def _candidate(text: str, span: Span, score: float, email: str = "") -> Iterator[_Candidate]:
    bare = bare_name(text, span)
    words = bare.quote(text)
    if is_name(words, email):
        yield _Candidate(bare, score + form_strength(words) + address_likeness(words, email))


def _parts(text: str, row: Span) -> Iterator[Span]:
    """A line cut at bars, bullets and wide gaps."""
    at = row.start
    for part in re.split(r"\s*[|•·●▪♦]\s*|\t+|\s{3,}|\s[-–—]\s|,\s(?=[^\W\d_]+@)", row.quote(text)):
        start = text.find(part, at, row.end)
        if part.strip() and start >= 0:
            yield Span(start, start + len(part))
            at = start + len(part)


def _first_part(text: str, value: Span) -> Span:
    return next(_parts(text, value), value) if value.start < value.end else value
