"""How well a CV proves that somebody has a skill."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Final

from jobr_core.cvs.dates import iso_date
from jobr_core.cvs.model import Cv
from jobr_core.cvs.passages import PassageKind, passage_at
from jobr_core.matching import weights
from jobr_core.matching.quotation import line_around
from jobr_core.shared.text import Span
from jobr_core.vocabulary.mentions import SkillMention, skill_mentions
from jobr_core.vocabulary.neighbours import neighbours
from jobr_core.vocabulary.other_people import is_of_recruited
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
    """The best proof of a skill: how strong (0 to 1), by which rule, in which words.

    `until` is when the work ended in which it was used (ISO 8601), "" where that is not told or
    goes on. It decides between equal proofs and is told, but takes no points (ADR 0022). What
    `is_near` proves another skill than the one it is credited to.
    """

    strength: float
    rule: str
    span: Span
    until: str = ""
    is_near: bool = False


def skills_proven(cv: Cv, mentions: Iterable[SkillMention]) -> Mapping[str, SkillEvidence]:
    """The best proof of each skill that a CV names, or that one it names implies."""
    best: dict[str, SkillEvidence] = {}
    for mention in mentions:
        _keep_best(best, mention.skill, _proof(cv, mention))
    named = tuple(best.items())
    for name, proof in named:
        for parent in all_skills()[name].parents:
            credit = _part(proof, weights.IMPLIED)
            _keep_best(best, parent, replace(credit, rule=f"implied by {name}"))
    for name, proof in named:
        for other in neighbours().get(name, ()):
            credit = _part(proof, weights.NEIGHBOUR)
            _keep_best(best, other, replace(credit, rule=f"near {name}", is_near=True))
    return best


def _keep_best(best: dict[str, SkillEvidence], skill: str, found: SkillEvidence) -> None:
    """The stronger proof wins; of equals the one that goes on, then the one that ended last, then
    the first in the text."""
    if skill not in best or _standing(found) > _standing(best[skill]):
        best[skill] = found


def _standing(proof: SkillEvidence) -> tuple[float, bool, str]:
    return proof.strength, not proof.until, proof.until


def _part(proof: SkillEvidence, part: float) -> SkillEvidence:
    return replace(proof, strength=round(proof.strength * part, 3))


def _proof(cv: Cv, mention: SkillMention) -> SkillEvidence:
    passage = passage_at(cv.passages, mention.start)
    line = line_around(cv.text, Span(mention.start, mention.end))
    kind = passage.kind if passage else PassageKind.OTHER
    if kind in _CLAIMING or _is_bare_list(line.quote(cv.text)):
        return SkillEvidence(weights.LISTED, "claimed without a use", line)
    if is_of_recruited(cv.text, mention.start, mention.end):
        return SkillEvidence(weights.ELSEWHERE, "mentioned in passing", line)
    if kind is PassageKind.WORK and passage and passage.entry is not None:
        return _proof_in_work(cv, passage.entry, line)
    if kind in _DOING:
        return SkillEvidence(weights.PROJECT, "used in a project", line)
    return SkillEvidence(weights.ELSEWHERE, "mentioned in passing", line)


def _proof_in_work(cv: Cv, entry: int, line: Span) -> SkillEvidence:
    until = iso_date(cv.profile.work[entry].end_date)
    rule = f"used in dated work until {until[:4]}" if until else "used in dated work"
    if _RESULT.search(line.quote(cv.text)):
        return SkillEvidence(weights.RESULT_IN_WORK, f"{rule}, with a result", line, until)
    return SkillEvidence(weights.WORK, rule, line, until)


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
