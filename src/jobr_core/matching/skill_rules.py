"""Judging the skills a posting asks for."""

from collections.abc import Iterator

from jobr_core.jobs.requirements import Importance, SkillRequirement
from jobr_core.matching import weights
from jobr_core.matching.lines import Comparison, Judgement, posting_line, requirement_line
from jobr_core.matching.report import LineKind, MatchLine


def skill_lines(here: Comparison) -> Iterator[MatchLine]:
    """A line per skill; together they weigh `weights.ALL_SKILLS`."""
    asked = here.asked.skills
    if not asked:
        unknown = Judgement(None, "the posting names no skill Jobr knows")
        yield posting_line(LineKind.SKILL, "skills", weights.UNKNOWN_SKILLS, unknown, None, here)
        return
    factor = weights.ALL_SKILLS / sum(map(_weight, asked))
    for requirement in asked:
        weight = _weight(requirement) * factor
        yield requirement_line(
            LineKind.SKILL, requirement, weight, _judged(requirement, here), here
        )


def _weight(requirement: SkillRequirement) -> float:
    return weights.MUST_SKILL if requirement.importance is Importance.MUST else weights.NICE_SKILL


def _judged(requirement: SkillRequirement, here: Comparison) -> Judgement:
    if not here.cv.text.strip():
        return Judgement(None, "the CV has no text")
    proofs = [proof for name in requirement.any_of if (proof := here.cv.skills.get(name))]
    if not proofs:
        return Judgement(0.0, "not in the CV")
    best = max(proofs, key=lambda proof: proof.strength)
    return Judgement(best.strength, best.rule, best.span)
