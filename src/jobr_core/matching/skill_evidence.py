"""How well a CV proves that somebody has a skill."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from jobr_core.cvs.model import Cv
from jobr_core.cvs.passages import Passage, PassageKind, passage_at
from jobr_core.matching import weights
from jobr_core.matching.quotation import line_around
from jobr_core.shared.text import Span
from jobr_core.vocabulary.mentions import SkillMention, skill_mentions
from jobr_core.vocabulary.skills import all_skills, all_terms

_RESULT: Final = re.compile(
    r"\d\s?%|\d[\d,.]*\s?(?:k|m|bn|million|users|customers|patients|people|staff|hours|days|x)\b"
    r"|[$€£₹]\s?\d|\bby \d|\d+x\b",
    re.I,
)
_CLAIMING: Final = (PassageKind.SKILLS, PassageKind.SUMMARY, PassageKind.HEADLINE)
_DOING: Final = (PassageKind.WORK, PassageKind.PROJECTS, PassageKind.VOLUNTEER)
_WORD: Final = re.compile(r"\w+")
_BETWEEN_NAMES: Final = frozenset(("and", "or", "und", "et", "y", "e"))


@dataclass(frozen=True, slots=True)
class SkillEvidence:
    """The best proof of a skill: how strong (0 to 1), by which rule, in which words."""

    strength: float
    rule: str
    span: Span


def skills_proven(cv: Cv, mentions: Iterable[SkillMention]) -> Mapping[str, SkillEvidence]:
    """The best proof of each skill that a CV names, or that one it names implies."""
    best: dict[str, SkillEvidence] = {}
    for mention in mentions:
        line = line_around(cv.text, Span(mention.start, mention.end))
        strength, rule = _strength(cv, passage_at(cv.passages, mention.start), line)
        _keep_best(best, mention.skill, SkillEvidence(strength, rule, line))
    for name in tuple(best):
        _credit_parents(best, name)
    return best


def _keep_best(best: dict[str, SkillEvidence], skill: str, found: SkillEvidence) -> None:
    """The stronger proof wins; of equals the first in the text."""
    if skill not in best or found.strength > best[skill].strength:
        best[skill] = found


def _credit_parents(best: dict[str, SkillEvidence], name: str) -> None:
    known, child = all_skills(), best[name]
    for parent in known[name].parents:
        credit = round(child.strength * weights.IMPLIED, 3)
        _keep_best(best, parent, SkillEvidence(credit, f"implied by {name}", child.span))


def _strength(cv: Cv, passage: Passage | None, line: Span) -> tuple[float, str]:
    kind = passage.kind if passage else PassageKind.OTHER
    if kind in _CLAIMING or _is_bare_list(line.quote(cv.text)):
        return weights.LISTED, "claimed without a use"
    if kind is PassageKind.WORK and passage and passage.entry is not None:
        if _RESULT.search(line.quote(cv.text)):
            return weights.RESULT_IN_WORK, "used in dated work, with a result"
        return weights.WORK, "used in dated work"
    if kind in _DOING:
        return weights.PROJECT, "used in a project"
    return weights.ELSEWHERE, "mentioned in passing"


@lru_cache(maxsize=64)
def _is_bare_list(line: str) -> bool:
    """“Tools: Python, SQL”: nothing but names, wherever it stands, tells of no use.

    Kept, because each name of a line asks about it.
    """
    label, _, behind = line.partition(":")
    listed = behind if behind and len(label.split()) <= 3 else line
    if not _words_of_names().issuperset(_WORD.findall(listed.lower())):
        return False
    rest, at = [], 0
    for mention in skill_mentions(listed, [Span(0, len(listed))]):
        rest.append(listed[at : mention.start])
        at = mention.end
    left = _WORD.findall(" ".join((*rest, listed[at:])).lower())
    return at > 0 and _BETWEEN_NAMES.issuperset(left)


@cache
def _words_of_names() -> frozenset[str]:
    """Words a bare list may have: a look at them spares most lines the search for names."""
    names = all_terms().meanings
    return _BETWEEN_NAMES.union(*(_WORD.findall(" ".join(keys)) for keys in names))
