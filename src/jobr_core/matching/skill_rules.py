"""Judging the skills a posting asks for."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from jobr_core.jobs.requirements import Importance, SkillRequirement
from jobr_core.matching import weights
from jobr_core.matching.lines import Comparison, Judgement, posting_line, requirement_line
from jobr_core.matching.report import Cap, LineKind, MatchLine
from jobr_core.vocabulary.skills import all_skills


def skill_lines(here: Comparison) -> Iterator[MatchLine]:
    """A line per skill; all shown, they weigh `weights.ALL_SKILLS` together.

    One that is not shown weighs less, as CVs leave much unsaid; a little shown weighs just so
    much more that it never lowers a score.
    """
    asked = here.asked.skills
    if not asked:
        unknown = Judgement(None, "the posting names no skill Jobr knows")
        yield posting_line(LineKind.SKILL, "skills", weights.UNKNOWN_SKILLS, unknown, None, here)
        return
    factor = weights.ALL_SKILLS / sum(map(_weight, asked))
    cap = _cap(asked, here)
    for requirement in asked:
        found = _judged(requirement, here)
        found = found if found.share else replace(found, cap=cap)
        weight = _weight(requirement) * factor * min(1.0, weights.UNSHOWN + (found.share or 0.0))
        yield requirement_line(LineKind.SKILL, requirement, weight, found, here)


def _cap(asked: Sequence[SkillRequirement], here: Comparison) -> Cap | None:
    """Where nearly nothing is shown of many skills that must be there: the same occupation with
    other tools."""
    musts = [one for one in asked if _is_decisive(one)]
    shown = sum(any(name in here.cv.skills for name in one.any_of) for one in musts)
    if len(musts) < weights.MANY_MUSTS or shown > weights.FEW_OF_MUSTS * len(musts):
        return None
    reason = f"asks for {len(musts)} skills, the CV shows {shown or 'none'} of them"
    return Cap(value=weights.CAP_SKILLS, reason=reason)


def _weight(requirement: SkillRequirement) -> float:
    return weights.MUST_SKILL if _is_decisive(requirement) else weights.NICE_SKILL


def _is_decisive(requirement: SkillRequirement) -> bool:
    """Something that must be there and is a skill, not a field of knowledge (marketing, software
    development), which nobody lists and everybody of the occupation has."""
    named = (all_skills().get(name) for name in requirement.any_of)
    general = all(skill is not None and skill.is_knowledge for skill in named)
    return requirement.importance is Importance.MUST and not general


def _judged(requirement: SkillRequirement, here: Comparison) -> Judgement:
    if not here.cv.text.strip():
        return Judgement(None, "the CV has no text")
    proofs = [proof for name in requirement.any_of if (proof := here.cv.skills.get(name))]
    if not proofs:
        return Judgement(0.0, "not in the CV")
    best = max(proofs, key=lambda proof: proof.strength)
    return Judgement(best.strength, best.rule, best.span)
