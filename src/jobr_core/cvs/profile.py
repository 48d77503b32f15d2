"""The facts of a CV, in the words of JSON Resume 1.0.0 (field names in snake case).

Every field may be absent ("" or ()). Dates are ISO 8601 as far as they are known:
YYYY, YYYY-MM or YYYY-MM-DD; a current position has no `end_date`.
Source: the published schema of jsonresume.org, version 1.0.0.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Place:
    address: str = ""
    postal_code: str = ""
    city: str = ""
    country_code: str = ""
    region: str = ""


@dataclass(frozen=True, kw_only=True)
class NetworkProfile:
    network: str = ""
    username: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Basics:
    name: str = ""
    label: str = ""
    image: str = ""
    email: str = ""
    phone: str = ""
    url: str = ""
    summary: str = ""
    location: Place = Place()
    profiles: tuple[NetworkProfile, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Work:
    name: str = ""
    """The employer."""
    position: str = ""
    location: str = ""
    description: str = ""
    url: str = ""
    start_date: str = ""
    end_date: str = ""
    summary: str = ""
    highlights: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Volunteer:
    organization: str = ""
    position: str = ""
    url: str = ""
    start_date: str = ""
    end_date: str = ""
    summary: str = ""
    highlights: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Education:
    institution: str = ""
    url: str = ""
    area: str = ""
    study_type: str = ""
    start_date: str = ""
    end_date: str = ""
    score: str = ""
    courses: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Award:
    title: str = ""
    date: str = ""
    awarder: str = ""
    summary: str = ""


@dataclass(frozen=True, kw_only=True)
class Certificate:
    name: str = ""
    date: str = ""
    url: str = ""
    issuer: str = ""


@dataclass(frozen=True, kw_only=True)
class Publication:
    name: str = ""
    publisher: str = ""
    release_date: str = ""
    url: str = ""
    summary: str = ""


@dataclass(frozen=True, kw_only=True)
class SkillGroup:
    name: str = ""
    level: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LanguageSkill:
    language: str = ""
    fluency: str = ""


@dataclass(frozen=True, kw_only=True)
class Interest:
    name: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Reference:
    name: str = ""
    reference: str = ""


@dataclass(frozen=True, kw_only=True)
class Project:
    name: str = ""
    description: str = ""
    highlights: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    start_date: str = ""
    end_date: str = ""
    url: str = ""
    roles: tuple[str, ...] = ()
    entity: str = ""
    type: str = ""


@dataclass(frozen=True, kw_only=True)
class Profile:
    """All of it."""

    basics: Basics = Basics()
    work: tuple[Work, ...] = ()
    volunteer: tuple[Volunteer, ...] = ()
    education: tuple[Education, ...] = ()
    awards: tuple[Award, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    publications: tuple[Publication, ...] = ()
    skills: tuple[SkillGroup, ...] = ()
    languages: tuple[LanguageSkill, ...] = ()
    interests: tuple[Interest, ...] = ()
    references: tuple[Reference, ...] = ()
    projects: tuple[Project, ...] = ()
