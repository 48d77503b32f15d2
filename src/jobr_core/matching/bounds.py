"""What a score can be at most, told before it is computed."""

from jobr_core.jobs.terms import Workplace
from jobr_core.matching import weights
from jobr_core.matching.lines import Comparison

_SKILL_RATIO = weights.MUST_SKILL / weights.NICE_SKILL


def most_possible(here: Comparison) -> float:
    """No score of this comparison is higher (0 to 100), whatever its other lines say: all of them
    are taken for met in full, skills that are shown for musts, the others for wishes."""
    if here.occupation_share is None or here.leaning or here.preferences.weights:
        return 100.0
    points, weight = _skills(here)
    if here.wording_share is not None:
        points += weights.WORDING * here.wording_share
        weight += weights.WORDING
    others = _others(here)
    points += weights.OCCUPATION * here.occupation_share + others
    return 100 * points / (weights.OCCUPATION + weight + others)


def _skills(here: Comparison) -> tuple[float, float]:
    """The most points the skill lines may have, and their weight then."""
    asked, known = here.asked.skills, here.cv.skills.keys()
    if not asked:
        return 0.0, 0.0
    shown = sum(not known.isdisjoint(one.any_of) for one in asked)
    part = _SKILL_RATIO * shown / (_SKILL_RATIO * shown + len(asked) - shown)
    return weights.ALL_SKILLS * part, weights.ALL_SKILLS * (part + weights.UNSHOWN * (1 - part))


def _others(here: Comparison) -> float:
    """The weight of all lines but those of occupation, wording and skills."""
    asked, wanted = here.asked, here.preferences
    nowhere = not (here.cv.city or here.cv.country or wanted.cities or wanted.countries)
    is_remote = here.posting.workplace is Workplace.REMOTE
    return (
        weights.TITLE
        + (weights.SENIORITY if asked.seniority is not None else 0.0)
        + (0.0 if nowhere and not is_remote else weights.LOCATION)
        + (weights.SALARY if wanted.salary else 0.0)
        + weights.EXPERIENCE * len(asked.experience)
        + weights.EDUCATION * len(asked.education)
        + weights.CERTIFICATE * len(asked.certificates)
        + weights.LANGUAGE * (len(asked.languages) + bool(wanted.languages))
        + weights.PERMIT * len(asked.permits)
    )
