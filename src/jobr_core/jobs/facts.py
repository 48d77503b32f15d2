"""A posting as it came → the same with its blanks filled in, and what it is searched by."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from jobr_core.jobs.analysis import asked_skills
from jobr_core.jobs.duplicates import city_keys, company_key, opening_key
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.places import FindCity, Place, facet_name, place_keys, placed
from jobr_core.jobs.terms import Location, Workplace
from jobr_core.jobs.titles import plain_role, title_facts
from jobr_core.jobs.workplaces import WorkplaceFacts, workplace_facts
from jobr_core.jobs.written_in import posting_language
from jobr_core.shared.text import folded
from jobr_core.vocabulary.areas import WORLDWIDE
from jobr_core.vocabulary.seniority import seniority_of
from jobr_core.vocabulary.skills import skill_called

InEuro = Callable[[float, str], float | None]
"""An amount of a currency (ISO 4217) in euro at the reference rate; None where there is none."""
_MOST_SKILLS: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingFacts:
    """What rules read out of a posting, once, when it comes in.

    `role` and `company` are keys in lower case without accents; `keys` are looked up by filters;
    `pay` is in euro for a full-time year, only ever compared, never shown; `opening` is shared by
    postings that may be the same opening, `cities` tell those apart.
    """

    role: str
    company: str
    skills: tuple[str, ...]
    keys: tuple[str, ...]
    cities: frozenset[str]
    opening: str
    office_days: int | None
    pay: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class DescribedPosting:
    """A posting ready to be stored and found again."""

    posting: JobPosting
    facts: PostingFacts


Describe = Callable[[JobPosting], DescribedPosting]
"""`described` with a gazetteer and rates."""


def described(posting: JobPosting, *, find_city: FindCity, in_euro: InEuro) -> DescribedPosting:
    """Fills in what title and description say where the board says nothing, and reads the facts.

    A board's own word about workplace, employment type, seniority and language stands.
    """
    where = workplace_facts(posting)
    title = title_facts(posting.title)
    places = _placed(posting.locations, find_city)
    limits = _placed(where.limits, find_city)
    stated = seniority_of(posting.seniority or "")
    level = title.seniority if stated is None else stated
    first_type, *further_types = posting.employment_types or title.employment_types or (None,)
    whole = replace(
        posting,
        locations=tuple(place.location for place in places or limits),
        workplace=where.workplace,
        employment_type=first_type,
        further_employment_types=tuple(further_types),
        seniority=posting.seniority or (str(level) if level is not None else None),
    )
    language = posting_language(whole)  # told by the text with its places
    if language != whole.language:
        whole = replace(whole, language=language)
    keys = (
        *_place_keys((*places, *limits), where),
        *_facet_keys(places or limits),
        *_form_keys(whole, level),
    )
    skills = _skills(whole)
    return DescribedPosting(
        whole,
        PostingFacts(
            role=plain_role(posting.title),
            company=company_key(posting.company),
            skills=skills,
            keys=tuple(dict.fromkeys((*keys, *map(skill_key, skills)))),
            cities=city_keys(places),
            opening=opening_key(posting),
            office_days=where.office_days,
            pay=_pay(whole, in_euro),
        ),
    )


def _skills(posting: JobPosting) -> tuple[str, ...]:
    """What the text asks for, and what the board has put down beside it."""
    named = (*asked_skills(posting), *map(skill_called, posting.skills))
    once: dict[str, str] = {}
    for name in named:
        once.setdefault(folded(name), name)
    return tuple(once.values())[:_MOST_SKILLS]


def skill_key(skill: str) -> str:
    """What postings asking for a skill are looked up by."""
    return f"s:{folded(skill)}"


def _placed(locations: Iterable[Location], find_city: FindCity) -> tuple[Place, ...]:
    """Those that are somewhere: “Remote” is no place. A city spelled in two ways is one."""
    once: dict[object, Place] = {}
    for place in (placed(location, find_city) for location in locations):
        if place.location != Location():
            once.setdefault(place.city or place.location, place)
    return tuple(once.values())


def _place_keys(places: tuple[Place, ...], where: WorkplaceFacts) -> Iterator[str]:
    keys = [key for place in places for key in place_keys(place)]
    yield from keys
    if where.workplace is Workplace.REMOTE:
        countries = [key[2:] for key in keys if key.startswith("c:")]
        yield from (f"r:{country}" for country in countries)
        if not countries and not any(key.startswith("a:") for key in keys):
            yield f"a:{WORLDWIDE}"


def _facet_keys(places: Iterable[Place]) -> Iterator[str]:
    yield from (f"@:{name}" for name in map(facet_name, places) if name)


def _form_keys(posting: JobPosting, level: object) -> Iterator[str]:
    if posting.workplace:
        yield f"w:{posting.workplace}"
    yield from (f"t:{employment_type}" for employment_type in posting.employment_types)
    if level is not None:
        yield f"l:{level}"


def _pay(posting: JobPosting, in_euro: InEuro) -> tuple[float, float] | None:
    if posting.salary is None:
        return None
    low, high = (in_euro(end, posting.salary.currency) for end in posting.salary.yearly)
    return None if low is None or high is None else (round(low), round(high))
