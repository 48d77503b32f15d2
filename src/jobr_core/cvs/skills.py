"""Which skills a CV names, where, and for how long each was used."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jobr_core.cvs.dates import months_covered
from jobr_core.cvs.model import Cv
from jobr_core.cvs.own_name import third_person_names
from jobr_core.cvs.passages import PassageKind, passage_at
from jobr_core.cvs.profile import Work
from jobr_core.cvs.work_dates import worked
from jobr_core.shared.text import Span, within
from jobr_core.vocabulary.denial import is_lacked
from jobr_core.vocabulary.mentions import SkillMention, skill_mentions


@dataclass(frozen=True, slots=True, kw_only=True)
class CvSkill:
    """A skill by its canonical name, everywhere it is named, and the months of dated work that
    name it (0: none does)."""

    skill: str
    category: str
    months: int
    mentions: tuple[Span, ...]


def cv_skills(cv: Cv, today: date) -> tuple[CvSkill, ...]:
    """All skills of a CV, the one named first first."""
    mentions: dict[str, list[SkillMention]] = defaultdict(list)
    for mention in cv_skill_mentions(cv):
        mentions[mention.skill].append(mention)
    return tuple(
        CvSkill(
            skill=skill,
            category=found[0].category,
            months=_months(_entries_naming(cv, found), today),
            mentions=tuple(Span(mention.start, mention.end) for mention in found),
        )
        for skill, found in mentions.items()
    )


def cv_skill_mentions(cv: Cv) -> tuple[SkillMention, ...]:
    """Where a CV names skills, in its order; lines of identity and references are not read, nor
    the person's own name (“Java has 8 years …”), nor what somebody says to lack or to want to
    learn."""
    listed = [passage.span for passage in cv.passages if passage.kind is PassageKind.SKILLS]
    unread = (None, PassageKind.IDENTITY, PassageKind.REFERENCES)
    names = third_person_names(cv)
    return tuple(
        mention
        for mention in skill_mentions(cv.text, listed)
        if getattr(passage_at(cv.passages, mention.start), "kind", None) not in unread
        and not within(mention.start, mention.end, names)
        and not is_lacked(cv.text, mention.start, mention.end)
    )


def months_worked(cv: Cv, today: date) -> int:
    """Months covered by dated work up to `today`, overlaps counted once."""
    return _months(cv.profile.work, today)


def _months(work: Iterable[Work], today: date) -> int:
    return months_covered(list(worked(work)), today)


def _entries_naming(cv: Cv, mentions: Iterable[SkillMention]) -> list[Work]:
    passages = (passage_at(cv.passages, mention.start) for mention in mentions)
    numbers = {p.entry for p in passages if p and p.kind is PassageKind.WORK}
    return [cv.profile.work[n] for n in sorted(n for n in numbers if n is not None)]
