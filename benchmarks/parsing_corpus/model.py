"""A person as invented, and the facts a reader should find in the person's CV."""

from dataclasses import dataclass, replace

PRESENT = (2026, 10)
"""The month the corpus is written in; open positions are counted up to it."""


@dataclass(frozen=True, kw_only=True)
class Where:
    """A place; `shown` is how the CV writes it."""

    city: str
    shown: str
    country_code: str = ""
    """Only where the CV names the country."""


@dataclass(frozen=True, kw_only=True)
class Role:
    title: str
    start: str
    end: str = ""
    bullets: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Job:
    employer: str
    where: Where | None
    roles: tuple[Role, ...]


@dataclass(frozen=True, kw_only=True)
class Study:
    degree: str
    area: str
    school: str
    where: Where | None
    start: str
    end: str
    score: str = ""

    @property
    def full(self) -> str:
        return f"{self.degree} {self.area}".strip()


@dataclass(frozen=True, kw_only=True)
class SkillGroup:
    name: str
    items: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Certificate:
    name: str
    issuer: str
    year: str


@dataclass(frozen=True, kw_only=True)
class Person:
    """Everything a layout may arrange. What a layout does not print is taken out before it prints."""

    name: str
    shown_name: str
    headline: str
    email: str
    phones: tuple[str, ...]
    where: Where | None
    street: str
    links: tuple[str, ...]
    summary: str
    jobs: tuple[Job, ...]
    studies: tuple[Study, ...]
    skills: tuple[SkillGroup, ...]
    languages: tuple[tuple[str, str], ...]
    certificates: tuple[Certificate, ...]
    projects: tuple[tuple[str, str], ...]
    publications: tuple[str, ...]
    interests: tuple[str, ...]
    personal: tuple[tuple[str, str], ...]
    """Father's name, date of birth and the like: labels and values."""
    references: tuple[tuple[str, ...], ...]
    """Other people: name, position, phone, e-mail."""
    language: str = "en"

    @property
    def all_skills(self) -> tuple[str, ...]:
        return tuple(item for group in self.skills for item in group.items)

    @property
    def roles(self) -> tuple[tuple[Job, Role], ...]:
        return tuple((job, role) for job in self.jobs for role in job.roles)

    def without(self, *fields: str) -> "Person":
        """The person of a CV that does not say these."""
        empty: dict[str, object] = {"where": None}
        emptied = {f: empty.get(f, "" if isinstance(getattr(self, f), str) else ()) for f in fields}
        return replace(self, **emptied)  # type: ignore[arg-type]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a CV says, or what a reader says it says. None: not asked of this CV."""

    name: str | None = ""
    email: str | None = ""
    phones: tuple[str, ...] | None = ()
    headline: str | None = ""
    city: str | None = ""
    country: str | None = ""
    positions: tuple[str, ...] | None = ()
    employers: tuple[str, ...] | None = ()
    schools: tuple[str, ...] | None = ()
    degrees: tuple[str, ...] | None = ()
    skills: tuple[str, ...] | None = ()
    locations: tuple[str, ...] | None = ()
    graduation_years: tuple[str, ...] | None = ()
    certificates: tuple[str, ...] | None = ()
    projects: tuple[str, ...] | None = ()
    publications: tuple[str, ...] | None = ()
    languages: tuple[str, ...] | None = ()
    language_levels: tuple[str, ...] | None = ()
    work_dates: tuple[str, ...] | None = ()
    """`start/end`; a year alone where the CV gives no month."""
    years: float | None = None
    highlights: int | None = 0
    links: tuple[str, ...] | None = ()


def facts_of(
    person: Person, *, months: bool, highlights: bool = True, headline: bool = True
) -> Facts:
    """The truth; `months`: whether the dates of work are written to the month."""
    cut = 7 if months else 4
    roles = [role for _, role in person.roles]
    return Facts(
        name=person.name,
        email=person.email,
        phones=person.phones,
        headline=person.headline if headline and person.headline else None,
        city=person.where.city if person.where else "",
        country=(person.where.country_code or None) if person.where else "",
        positions=_distinct(role.title for role in roles),
        employers=_distinct(job.employer for job in person.jobs),
        schools=_distinct(study.school for study in person.studies),
        degrees=_distinct(study.full for study in person.studies),
        skills=_distinct(person.all_skills),
        locations=_distinct(
            place.city for place in (person.where, *(job.where for job in person.jobs)) if place
        ),
        graduation_years=_distinct(study.end[:4] for study in person.studies),
        certificates=_distinct(certificate.name for certificate in person.certificates),
        projects=_distinct(name for name, _ in person.projects),
        publications=_distinct(person.publications),
        languages=_distinct(name for name, _ in person.languages),
        language_levels=_distinct(f"{name}: {level}" for name, level in person.languages if level),
        work_dates=tuple(f"{role.start[:cut]}/{role.end[:cut]}" for role in roles),
        years=worked_years([(role.start, role.end) for role in roles]) if roles else None,
        highlights=sum(len(role.bullets) for role in roles) if highlights else None,
        links=person.links,
    )  # fmt: skip


def worked_years(spans: list[tuple[str, str]]) -> float:
    """Years covered by dated work, overlaps counted once."""
    months: set[int] = set()
    for start, end in spans:
        if first := _month(start, 1):
            months.update(range(first, (_month(end, 12) or PRESENT[0] * 12 + PRESENT[1]) + 1))
    return len(months) / 12


def _month(date: str, otherwise: int) -> int:
    year, _, rest = date.partition("-")
    if not year.isdigit():
        return 0
    month = rest[:2]
    return int(year) * 12 + (int(month) if month.isdigit() else otherwise)


def _distinct(values: object) -> tuple[str, ...]:
    assert hasattr(values, "__iter__")
    return tuple(dict.fromkeys(value for value in values if value))
