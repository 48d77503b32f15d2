"""Which words of a sentence tell the level of which language.

A level belongs to the name in its own part between commas or “and”: right behind it in brackets,
before it, or else behind. What stands before a list (“Fluent: English, German”, “Fluent in …”) is
said of all of it; “Fluent English and German” of both, “Fluent English, German” of the first.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from jobr_core.shared.text import Span
from jobr_core.vocabulary.fluency import Fluency, fluency_of

_NEAR: Final = 25
_NEAR_WORDS = re.compile(rf".{{0,{_NEAR}}}\w*")
_CLAUSE_END = re.compile(r"[\n;•·।]|(?<!\bmin)(?<!\bmind)[.!?](?=\s)", re.I)
_AND: Final = r"(?:and/or|and|or|und|oder|sowie|et|ou|y|e|o|तथा|और|[&/+])"
_BUT: Final = r"\s(?:with|but|plus|aber|mit|mais|pero)\s"
_COMMA = re.compile(r"[,|\t]")
_PARTING = re.compile(rf"{_BUT}|(?<=[\s-]){_AND}\s|/", re.I)
_OPENING = re.compile(rf"[,|\t]|{_BUT}", re.I)
_JOINT = re.compile(rf"[\s-]*(?P<comma>[,|])?\s*(?:{_AND}\s*)?", re.I)
_BRACKET = re.compile(r"[(\[][^()\[\]]*[)\]]")
_LEVEL_ALONE = re.compile(
    r"\s*\w+(?:[ -](?:speaker|level|proficiency|fluency|working|professional))*\s*", re.I
)
_FILLING: Final = (
    r"(?:in|of|the|both|written|spoken|oral|verbal|writing|speaking|reading|read|write|speak|communication|command"
    r"|knowledge|skills?|level|proficiency|languages?|following|users?|speakers?|and|or|to|at|least|one|idiomatically"
    r"|kenntnisse|sprachkenntnisse|sprachen?|wort|schrift|und|der|die|connaissances?|maîtrise|langues?|de|du|des|la|en|del"
    r"|dominio|nivel|conocimientos|conhecimentos|em|do|da)"
)
_HEAD = re.compile(
    rf"(?:\b(?:very|sehr|très|muy|muito) )?[\w-]+(?:[\s,/&()]+{_FILLING})*(?:\s+|[\s)]*:\s*)$", re.I
)
_LIST_HEAD = re.compile(r"(?:\s(?:in|of|de|du|en|em|del|do)(?:\s+(?:the|both))?\s+|:\s*)$", re.I)


@dataclass(frozen=True, slots=True)
class Told:
    """The level told of a name, and the name with the words that tell it."""

    fluency: Fluency | None
    span: Span


@dataclass(frozen=True, slots=True)
class _Part:
    """A name, and from where to where words belong to it and no other."""

    at: Span
    span: Span


@dataclass(frozen=True, slots=True)
class _Level:
    """A level said before a name; `of_list`: and of all that are listed on."""

    fluency: Fluency
    of_list: bool


def clauses(text: str, line: Span) -> Iterator[Span]:
    """The sentences, bullets and lines of a stretch of text."""
    start = line.start
    for match in _CLAUSE_END.finditer(text, line.start, line.end):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, line.end)


def levels_told(text: str, clause: Span, names: Sequence[Span]) -> list[Told]:
    """What a clause tells of each of the names in it."""
    found: list[Told] = []
    said: _Level | None = None
    parts = _parts(text, clause, names)
    for index, part in enumerate(parts):
        before = _level_before(text, part)
        joint = _joint(text, names[index - 1], part.at) if index else None
        said = before or _carried(said, joint)
        remark = _remark(text, part)
        behind = None if remark or said else fluency_of(_behind(text, part))
        level = remark or (said.fluency if said else behind)
        begin = part.span.start if before and not before.of_list else part.at.start
        end = part.span.end if remark or behind else part.at.end
        found.append(Told(level, Span(begin, end)))
    return _shared_backwards(text, parts, found)


def _parts(text: str, clause: Span, names: Sequence[Span]) -> list[_Part]:
    """“B2 German, C1 English” parted at the comma; without one at “and”; else a level that
    stands before the first name stands before each."""
    if not names:
        return []
    before = Span(clause.start, names[0].start).quote(text)
    leads = fluency_of(before) is not None
    starts = [clause.start + len(before) - len(before.lstrip())]
    ends = []
    for one, other in pairwise(names):
        left, right = _border(text[one.end : other.start], leads=leads)
        ends.append(one.end + left)
        starts.append(one.end + right)
    last = text[names[-1].end : clause.end]
    ends.append(names[-1].end + _own_length(last, last + ","))
    return [_Part(at, Span(start, end)) for at, start, end in zip(names, starts, ends, strict=True)]


def _border(gap: str, *, leads: bool) -> tuple[int, int]:
    """Where the words behind a name end, and those before the next one begin."""
    if _COMMA.search(_masked(gap)):
        end = _own_length(gap, gap)
        return end, end + 1
    if parting := _PARTING.search(_masked(gap)):
        return parting.start(), parting.end()
    return (0, 0) if leads else (len(gap), len(gap))


def _own_length(words: str, closed: str) -> int:
    """Up to the first comma, or the second where a level stands alone between the two."""
    commas = [match.start() for match in _COMMA.finditer(_masked(closed))]
    if len(commas) > 1:
        piece = words[commas[0] + 1 : commas[1]]
        if _LEVEL_ALONE.fullmatch(piece) and fluency_of(piece):
            return commas[1]
    return commas[0]


def _masked(words: str) -> str:
    """The same without commas and “and” in brackets."""
    return _BRACKET.sub(lambda match: "_" * len(match[0]), words)


def _level_before(text: str, part: _Part) -> _Level | None:
    words = text[part.span.start : part.at.start]
    head = _HEAD.search(words[-4 * _NEAR :])
    if head and (level := fluency_of(head[0])):
        return _Level(level, of_list=_LIST_HEAD.search(words) is not None)
    near = _OPENING.split(_masked(words) if _OPENING.search(words) else words)[-1]
    level = fluency_of(near[-_NEAR:])
    return _Level(level, of_list=False) if level else None


def _remark(text: str, part: _Part) -> Fluency | None:
    """The level in brackets, or behind a colon or dash, right behind a name."""
    words = text[part.at.end : part.span.end].lstrip()
    if bracket := _BRACKET.match(words):
        return fluency_of(bracket[0])
    return fluency_of(_behind(text, part)) if words[:1] in tuple("([:=–—-") else None


def _behind(text: str, part: _Part) -> str:
    near = _NEAR_WORDS.match(text, part.at.end, part.span.end)
    return near[0] if near else ""


def _joint(text: str, one: Span, other: Span) -> re.Match[str] | None:
    """What joins two names of a list, but for remarks in brackets; None if they are in none."""
    return _JOINT.fullmatch(_BRACKET.sub("", text[one.end : other.start]))


def _carried(said: _Level | None, joint: re.Match[str] | None) -> _Level | None:
    if said is None or joint is None or (joint["comma"] and not said.of_list):
        return None
    return said


def _shared_backwards(text: str, parts: list[_Part], found: list[Told]) -> list[Told]:
    """“Deutsch und Englisch fließend” tells it of both."""
    for index in range(len(parts) - 2, -1, -1):
        at, other = parts[index].at, parts[index + 1]
        joint = _JOINT.fullmatch(text, at.end, other.at.start)
        is_plain = (
            joint and not joint["comma"] and not _BRACKET.match(text[other.at.end :].lstrip())
        )
        if is_plain and found[index].fluency is None and found[index + 1].span.end > other.at.end:
            found[index] = replace(found[index], fluency=found[index + 1].fluency)
    return found
