"""The words of a document that tell what somebody does.

Left out: who the person is (names, addresses, pronouns have no part in a score), what stands in
any advertisement, and what was only repeated to please a machine.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from jobr_core.cvs.model import Cv
from jobr_core.cvs.own_name import third_person_names
from jobr_core.cvs.passages import Passage, PassageKind
from jobr_core.jobs.sections import Part, posting_lines
from jobr_core.shared.text import Span, lines, within, words_of
from jobr_core.vocabulary.boilerplate import own_words
from jobr_core.vocabulary.common_words import SAID_OF_ANY_WORK
from jobr_core.vocabulary.mentions import SkillMention, skill_mentions
from jobr_core.vocabulary.occupation_table import is_title_word, occupation_table
from jobr_core.vocabulary.roles import role_strength
from jobr_core.vocabulary.text_language import text_language
from jobr_core.vocabulary.word_grams import grams_of, pairs, telling_stems

_PERSONAL: Final = frozenset((PassageKind.INTERESTS, PassageKind.REFERENCES))
_HEADS: Final = (PassageKind.IDENTITY, PassageKind.HEADLINE)
_DOING: Final = (PassageKind.WORK, PassageKind.PROJECTS, PassageKind.VOLUNTEER, PassageKind.OTHER)
_MOST_TITLES: Final = 12
_LONGEST_TITLE: Final = 70
_NUMBER: Final = re.compile(r"\W*\d+\W*")
_DATES_BEHIND: Final = re.compile(
    r"\b(?:(?:0?[1-9]|1[0-2])/|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? )"
    r"(?:19|20)\d\d.*$",
    re.I,
)


def description_words(description: str) -> Counter[str]:
    """Grams of what a posting's description says of the work."""
    told = (
        line.span.quote(description)
        for line in posting_lines(description, 0)
        if line.part is not Part.OFFER
    )
    return grams_of("\n".join(map(own_words, told)))


def tells_work(description: str, words: Iterable[str]) -> bool:
    """Whether a description, of which these are the grams, says anything of the work: a word of
    some occupation that is none of every advertisement, or a skill. One in a language we have few
    words of is believed to."""
    own = [word for word in words if word not in SAID_OF_ANY_WORK]
    terms = occupation_table().terms
    if any(word in terms for word in own):
        return True
    return bool(own) and (
        text_language(description) not in ("en", None) or bool(skill_mentions(description))
    )


@dataclass(frozen=True, slots=True)
class TellingLine:
    """A line of a CV and what part of it the line stands in."""

    text: str
    span: Span
    kind: PassageKind


def telling_lines(cv: Cv, stuffed: Sequence[Span]) -> Iterator[TellingLine]:
    """What the CV says of the person's work, line by line, but for its `stuffed` lines."""
    nameless = _nameless(cv)
    for passage in cv.passages:
        for line in lines(cv.text, passage.span):
            said = line.quote(cv.text)
            if stuffed and within(line.start, line.end, stuffed):
                continue
            if tells_of_work(said, passage, cv):
                yield TellingLine(line.quote(nameless), line, passage.kind)


def _names(cv: Cv) -> tuple[str, ...]:
    """The person's whole name, and the first one alone: “Mason laid floors” tells of no mason.
    Not where it is no name, but a title at the head of a CV, and no first name that is the job
    somebody holds."""
    name = cv.profile.basics.name
    if not name or _holds_title(telling_stems(words_of(name).keys)):
        return ()
    first = name.split()[0]
    held = any(first in work.position for work in cv.profile.work)
    return (name,) if held else (name, first)


def _nameless(cv: Cv) -> str:
    """The text with the person's names blanked out, which keeps the places of its words."""
    text = cv.text
    for span in third_person_names(cv):
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    for name in _names(cv):
        if name in text:
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " " * len(name), text)
    return text


def cv_words(
    told: Iterable[TellingLine], titles: Iterable[str], skills: Sequence[SkillMention]
) -> Counter[str]:
    """Grams of the lines of a CV that tell, but for the `skills` named there (in order): those
    only ever add to what a CV shows. Titles held count once more."""
    starts = [skill.start for skill in skills]
    words = grams_of("\n".join(_without_skills(skills, starts, line) for line in told))
    for title in titles:
        words.update(grams_of(title))
    return words


def _without_skills(
    skills: Sequence[SkillMention], starts: Sequence[int], line: TellingLine
) -> str:
    first, behind = bisect_left(starts, line.span.start), bisect_left(starts, line.span.end)
    if first == behind:
        return line.text
    kept, at = [], line.span.start
    for skill in skills[first:behind]:
        kept.append(line.text[at - line.span.start : skill.start - line.span.start])
        at = skill.end
    return " ".join((*kept, line.text[at - line.span.start :]))


def named_titles(told: Iterable[TellingLine]) -> list[str]:
    """Lines that are a job title and little else, at most 12, the newest first as CVs have them;
    what differs by its number alone (“Engineer 1”, “Engineer 2”) is one."""
    found: dict[str, str] = {}
    for line in told:
        bare = _without_dates(line.text).strip(" -–|,•*")
        if 3 < len(bare) < _LONGEST_TITLE and bare[-1] not in ".:" and _is_title(bare, line.kind):
            found.setdefault(_NUMBER.sub("", bare), bare)
            if len(found) == _MOST_TITLES:
                break
    return list(found.values())


def _without_dates(line: str) -> str:
    dated = "19" in line or "20" in line
    return _DATES_BEHIND.sub("", line) if dated else line


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
    together = len(stems) == 1 or _holds_title(stems)
    return enough and together and line != cv.profile.basics.name


def _holds_title(stems: Sequence[str]) -> bool:
    return any(map(is_title_word, pairs(stems)))
