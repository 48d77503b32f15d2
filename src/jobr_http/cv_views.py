"""CVs as clients see them. Spans count code points of `text`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from jobr_core.cvs.completeness import completeness
from jobr_core.cvs.grounding import spans_of
from jobr_core.cvs.model import Cv
from jobr_core.cvs.skills import CvSkill, cv_skills, months_worked
from jobr_core.cvs.stored import CvVersion, Refusal, StoredCv
from jobr_core.shared.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillView:
    """A skill the CV names, and where it names it first."""

    skill: str
    category: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CvSummary:
    """A CV in a list. `status`: `reading` (its profile comes with the event `cv.parsed`), `ready`,
    or `refused` with the reason in `refusal`."""

    id: UUID
    file_name: str
    media_type: str
    status: str
    refusal: Refusal | None
    is_default: bool
    version: int
    engine: str
    warnings: tuple[str, ...]
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, stored: StoredCv) -> Self:
        return cls(**_summary(stored))


@dataclass(frozen=True, slots=True, kw_only=True)
class CvView(CvSummary):
    """A CV: `profile` is a JSON Resume 1.0.0 document read from `text` by `engine`; `spans` says
    for each of its facts, by path such as `work[0].position`, where it stands."""

    text: str
    profile: dict[str, Any]
    spans: Mapping[str, Span]
    skills: tuple[SkillView, ...]
    years_worked: float

    @classmethod
    def read(cls, stored: StoredCv, today: date) -> Self:
        cv = stored.cv
        named = sorted(cv_skills(cv, today), key=lambda skill: skill.mentions[0])
        return cls(
            text=cv.text,
            profile=cv.to_json_resume(),
            spans=spans_of(cv),
            skills=tuple(
                SkillView(
                    skill=skill.skill,
                    category=skill.category,
                    start=skill.mentions[0].start,
                    end=skill.mentions[0].end,
                )
                for skill in named
            ),
            years_worked=_years(months_worked(cv, today)),
            **_summary(stored),
        )


def _summary(stored: StoredCv) -> dict[str, Any]:
    return {
        "id": stored.id,
        "file_name": stored.file_name,
        "media_type": stored.media_type,
        "status": stored.status.value,
        "refusal": stored.refusal,
        "is_default": stored.is_default,
        "version": stored.version,
        "engine": stored.engine,
        "warnings": stored.cv.warnings,
        "created_at": stored.created_at,
        "updated_at": stored.updated_at,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class CvVersionView:
    """What a CV said before it was changed."""

    number: int
    engine: str
    profile: dict[str, Any]
    created_at: datetime

    @classmethod
    def of(cls, version: CvVersion) -> Self:
        return cls(
            number=version.number,
            engine=version.engine,
            profile=version.cv.to_json_resume(),
            created_at=version.created_at,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionView:
    """Where the text names a skill, and in which words."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CvSkillView:
    """A skill by its canonical name; `years` of dated work that name it."""

    skill: str
    years: float
    mentions: tuple[MentionView, ...]

    @classmethod
    def of(cls, skill: CvSkill, text: str) -> Self:
        return cls(
            skill=skill.skill,
            years=_years(skill.months),
            mentions=tuple(
                MentionView(start=span.start, end=span.end, quote=span.quote(text))
                for span in skill.mentions
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillCategoryView:
    """The skills of one category, the longest used first."""

    category: str
    skills: tuple[CvSkillView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CvSkillsView:
    """All skills of a CV, by category."""

    categories: tuple[SkillCategoryView, ...]

    @classmethod
    def of(cls, cv: Cv, today: date) -> Self:
        skills = sorted(cv_skills(cv, today), key=lambda skill: (-skill.months, skill.skill))
        names = sorted({skill.category for skill in skills})
        return cls(
            categories=tuple(
                SkillCategoryView(
                    category=name,
                    skills=tuple(CvSkillView.of(s, cv.text) for s in skills if s.category == name),
                )
                for name in names
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GapView:
    """Something missing: the JSON Resume path, the points it gains, and what to do."""

    path: str
    gain: int
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletenessView:
    """`score` of 100; the gains of `missing` add up to the rest."""

    score: int
    missing: tuple[GapView, ...]

    @classmethod
    def of(cls, cv: Cv) -> Self:
        found = completeness(cv.profile)
        return cls(
            score=found.score,
            missing=tuple(
                GapView(path=gap.path, gain=gap.gain, advice=gap.advice) for gap in found.missing
            ),
        )


def _years(months: int) -> float:
    return round(months / 12, 1)
