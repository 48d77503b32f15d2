"""The words of a document that tell what somebody does.

Left out: who the person is (names, addresses, pronouns have no part in a score), what stands in
any advertisement, and what was only repeated to please a machine.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from jobr_core.cvs.model import Cv
from jobr_core.cvs.passages import Passage, PassageKind
from jobr_core.jobs.sections import Part, posting_lines
from jobr_core.shared.text import Span, lines, words_of
from jobr_core.vocabulary.boilerplate import is_boilerplate
from jobr_core.vocabulary.mentions import SkillMention
from jobr_core.vocabulary.occupation_table import is_title_word
from jobr_core.vocabulary.roles import role_strength
from jobr_core.vocabulary.word_grams import grams_of, pairs, telling_stems

_PERSONAL: Final = frozenset((PassageKind.INTERESTS, PassageKind.REFERENCES))
_HEADS: Final = (PassageKind.IDENTITY, PassageKind.HEADLINE)
_DOING: Final = (PassageKind.WORK, PassageKind.PROJECTS, PassageKind.VOLUNTEER, PassageKind.OTHER)
_TITLE_COUNT: Final = 2
_MOST_TITLES: Final = 12
_LONGEST_TITLE: Final = 70
_DATES_BEHIND: Final = re.compile(
    r"\b(?:(?:0?[1-9]|1[0-2])/|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? )"
    r"(?:19|20)\d\d.*$",
    re.I,
)


def posting_words(title: str, description: str) -> Counter[str]:
    """Grams of what a posting says of the work, its title counting more."""
    told = (
        line.span.quote(description)
        for line in posting_lines(description, 0)
        if line.part is not Part.OFFER
    )
    words = grams_of("\n".join(line for line in told if not is_boilerplate(line)))
    for gram, count in grams_of(title).items():
        words[gram] += _TITLE_COUNT * count
    return words


@dataclass(frozen=True, slots=True)
class TellingLine:
    """A line of a CV and what part of it the line stands in."""

    text: str
    span: Span
    kind: PassageKind


def telling_lines(cv: Cv, stuffed: Collection[Span]) -> Iterator[TellingLine]:
    """What the CV says of the person's work, line by line, but for its `stuffed` lines."""
    for passage in cv.passages:
        for line in lines(cv.text, passage.span):
            said = line.quote(cv.text)
            if line not in stuffed and tells_of_work(said, passage, cv):
                yield TellingLine(said, line, passage.kind)


def cv_words(
    told: Iterable[TellingLine], titles: Iterable[str], skills: Sequence[SkillMention]
) -> Counter[str]:
    """Grams of the lines of a CV that tell, but for the `skills` named there (in order): those
    only ever add to what a CV shows. Titles held count once more."""
    words = grams_of("\n".join(_without(skills, line) for line in told))
    for title in titles:
        words.update(grams_of(title))
    return words


def _without(skills: Sequence[SkillMention], line: TellingLine) -> str:
    kept, at = [], line.span.start
    first = bisect_left(skills, line.span.start, key=lambda skill: skill.start)
    for skill in skills[first:]:
        if skill.start >= line.span.end:
            break
        kept.append(line.text[at - line.span.start : skill.start - line.span.start])
        at = skill.end
    return " ".join((*kept, line.text[at - line.span.start :]))


def named_titles(told: Iterable[TellingLine]) -> list[str]:
    """Lines that are a job title and little else, at most 12, the newest first as CVs have them."""
    found: list[str] = []
    for line in told:
        bare = _DATES_BEHIND.sub("", line.text).strip(" -–|,•*")
        if 3 < len(bare) < _LONGEST_TITLE and bare[-1] not in ".:" and _is_title(bare, line.kind):
            found.append(bare)
            if len(found) == _MOST_TITLES:
                break
    return found


def _is_title(words: str, kind: PassageKind) -> bool:
    return kind in _HEADS or (kind in _DOING and role_strength(words) == 1)


def tells_of_work(line: str, passage: Passage, cv: Cv) -> bool:
    """Of the lines at the head only one of nothing but words of job titles, two of which go
    together: “Pastry chef” tells, and a person called Mason Porter stays unread."""
    if passage.kind not in _HEADS:
        return passage.kind not in _PERSONAL
    stems = telling_stems(words_of(line).keys)
    known = [is_title_word(stem) for stem in stems]
    enough = all(known) if passage.kind is PassageKind.IDENTITY else any(known)
    together = len(stems) == 1 or any(map(is_title_word, pairs(stems)))
    return enough and together and line != cv.profile.basics.name
