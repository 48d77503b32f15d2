"""What a posting asks for, each requirement with the words that ask."""

from dataclasses import dataclass
from enum import StrEnum

from jobr_core.shared.text import Span
from jobr_core.vocabulary.degrees import Degree
from jobr_core.vocabulary.fluency import Fluency
from jobr_core.vocabulary.permits import Permit
from jobr_core.vocabulary.seniority import Seniority


class Importance(StrEnum):
    """How strongly a posting asks."""

    MUST = "must"
    NICE = "nice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """Something asked for; `span` counts in the posting's text, `label` names it to a person."""

    importance: Importance
    span: Span
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillRequirement(Requirement):
    """One of the skills in `any_of` (“AWS, GCP or Azure”; mostly just one)."""

    any_of: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperienceRequirement(Requirement):
    """Years of work."""

    years: float


@dataclass(frozen=True, slots=True, kw_only=True)
class EducationRequirement(Requirement):
    """A degree, or a higher one; `or_equivalent` where experience may stand for it."""

    degree: Degree
    or_equivalent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageRequirement(Requirement):
    """One of some human languages (mostly just one), at `fluency` or better where the posting
    says so."""

    any_of: tuple[str, ...]
    fluency: Fluency | None

    @property
    def language(self) -> str:
        """The one named first."""
        return self.any_of[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateRequirement(Requirement):
    """One of some licences, registrations or certificates, by canonical name."""

    any_of: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitRequirement(Requirement):
    """What a state has to allow; `country` where the line names one."""

    country: str | None
    permit: Permit = Permit.WORK


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """All a posting asks for. Title, place and pay stand in the posting itself."""

    seniority: Seniority | None
    skills: tuple[SkillRequirement, ...] = ()
    experience: tuple[ExperienceRequirement, ...] = ()
    education: tuple[EducationRequirement, ...] = ()
    languages: tuple[LanguageRequirement, ...] = ()
    certificates: tuple[CertificateRequirement, ...] = ()
    permits: tuple[PermitRequirement, ...] = ()

    @property
    def skill_names(self) -> tuple[str, ...]:
        """Every skill asked for, each once, in the order of the text."""
        return tuple(dict.fromkeys(name for asked in self.skills for name in asked.any_of))
