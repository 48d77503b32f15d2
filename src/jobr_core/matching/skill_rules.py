"""Judging the skills a posting asks for."""

from collections.abc import Iterator, Sequence

from jobr_core.jobs.requirements import Importance, SkillRequirement
from jobr_core.matching import weights
from jobr_core.matching.lines import Comparison, Judgement, posting_line, requirement_line
from jobr_core.matching.report import Cap, LineKind, MatchLine
from jobr_core.vocabulary.skills import all_skills


def skill_lines(here: Comparison) -> Iterator[MatchLine]:
    """A line per skill; all shown, they weigh `weights.ALL_SKILLS` together.

    One that is not shown weighs less, as CVs leave much unsaid.
    """
    asked = here.asked.skills
    if not asked:
        unknown = Judgement(None, "the posting names no skill Jobr knows")
        yield posting_line(LineKind.SKILL, "skills", weights.UNKNOWN_SKILLS, unknown, None, here)
        return
    decisive = list(map(is_decisive, asked))
    factor = weights.ALL_SKILLS / sum(map(_weight, decisive))
    cap = _cap([one for one, is_must in zip(asked, decisive, strict=True) if is_must], here)
    for requirement, is_must in zip(asked, decisive, strict=True):
        found = _judged(requirement, cap, here)
        weight = _weight(is_must) * factor * _part(found.share or 0.0)
        yield requirement_line(LineKind.SKILL, requirement, weight, found, here)


def _part(share: float) -> float:
    """The part of its weight a skill has. Points grow by as much as the weight does, or more: no
    score is so high that a skill shown in part lowers it."""
    return 1.0 if share > 1 - weights.UNSHOWN else weights.UNSHOWN / (1 - share)


def _cap(musts: Sequence[SkillRequirement], here: Comparison) -> Cap | None:
    """Where nearly nothing is shown of many skills that must be there: the same occupation with
    other tools, however near."""
    held = here.cv.skills
    shown = sum(
        any(name in held and not held[name].is_near for name in one.any_of) for one in musts
    )
    if len(musts) < weights.MANY_MUSTS or shown > weights.FEW_OF_MUSTS * len(musts):
        return None
    reason = f"asks for {len(musts)} skills, the CV shows {shown or 'none'} of them"
    return Cap(value=weights.CAP_SKILLS, reason=reason)


def _weight(is_must: bool) -> float:  # noqa: FBT001
    return weights.MUST_SKILL if is_must else weights.NICE_SKILL


def is_decisive(requirement: SkillRequirement) -> bool:
    """Something that must be there and is a skill, not a field of knowledge (marketing, software
    development), which nobody lists and everybody of the occupation has."""
    if requirement.importance is not Importance.MUST:
        return False
    known = all_skills()
    named = map(known.get, requirement.any_of)
    return not all(skill is not None and skill.is_knowledge for skill in named)


def _judged(requirement: SkillRequirement, cap: Cap | None, here: Comparison) -> Judgement:
    if not here.cv.text.strip():
        return Judgement(None, "the CV has no text")
    proofs = [proof for name in requirement.any_of if (proof := here.cv.skills.get(name))]
    if not proofs:
        return Judgement(0.0, "not in the CV", cap=cap)
    best = max(proofs, key=lambda proof: proof.strength)
    return Judgement(best.strength, best.rule, best.span, cap if best.is_near else None)
