"""Postings and CVs of all occupations, always the same for the same seed.

Made of Jobr's own vocabulary, so that they read like what they are of: duties and terms of the
occupation and now and then of a neighbour, skills of its field under headings of musts and nices,
years, degrees, languages. How often an occupation is advertised follows Zipf's law.
"""

import random
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from uuid import UUID

from jobr_core.cvs import Cv, parse
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.terms import Location, Workplace
from jobr_core.shared.text import Span
from jobr_core.vocabulary.mentions import skill_mentions
from jobr_core.vocabulary.occupations import (
    Occupation,
    all_occupations,
    field_of,
    fields_by_key,
)

ABOUT = (
    "We are a growing company with an open culture and short ways.",
    "For more than twenty years our customers have trusted us.",
    "Join a friendly team that values learning and honest feedback.",
    "Our client is a leading employer in the region.",
)
OFFER = (
    "What we offer\n- 28 days of holiday\n- Pension scheme\n- Free parking",
    "Benefits\n- Flexible hours\n- Health insurance\n- Team events",
    "",
)
STEPS = ("", "", "", "Senior ", "Junior ", "Lead ")
DEGREES = ("Bachelor's degree", "Master's degree", "Completed apprenticeship")
LANGUAGES = ("Fluent English", "Good German", "French is a plus")
CITIES = (("Berlin", "DE"), ("London", "GB"), ("Pune", "IN"), ("Austin", "US"), ("Lyon", "FR"))
EMPLOYERS = ("Acme", "Globex", "Initech", "Umbrella Care", "Northwind", "Contoso", "Fabrikam")


@dataclass(frozen=True)
class Corpus:
    seed: int = 1

    def postings(self, number: int) -> Iterator[JobPosting]:
        draw = random.Random(self.seed)
        for n in range(number):
            yield self._posting(UUID(int=(7 << 76) | (2 << 62) | n + 1), draw)

    def cvs(self, number: int) -> Iterator[Cv]:
        draw = random.Random(self.seed + 1)
        for _ in range(number):
            yield parse(self._cv(draw))

    @cached_property
    def _occupations(self) -> Sequence[Occupation]:
        shuffled = list(all_occupations())
        random.Random(0).shuffle(shuffled)
        return shuffled

    @cached_property
    def _up_to(self) -> list[float]:
        return list(accumulate(1 / (n + 8) for n in range(len(self._occupations))))

    @cached_property
    def _by_field(self) -> dict[str, list[Occupation]]:
        keys = fields_by_key()
        grouped: dict[str, list[Occupation]] = defaultdict(list)
        for occupation in self._occupations:
            grouped[field_of(occupation, keys).name].append(occupation)
        return grouped

    @cached_property
    def _skills(self) -> dict[str, list[str]]:
        """The skills among the terms of each occupation, else terms themselves."""
        found = {}
        for occupation in self._occupations:
            terms = "\n".join(occupation.terms)
            named = [m.skill for m in skill_mentions(terms, [Span(0, len(terms))])]
            found[occupation.name] = list(dict.fromkeys(named)) or list(occupation.terms[:6])
        return found

    def _drawn(self, draw: random.Random) -> Occupation:
        return self._occupations[bisect(self._up_to, draw.random() * self._up_to[-1])]

    def _near(self, occupation: Occupation, draw: random.Random) -> Occupation:
        return draw.choice(self._by_field[field_of(occupation, fields_by_key()).name])

    def _posting(self, own: UUID, draw: random.Random) -> JobPosting:
        occupation = self._drawn(draw)
        city, country = draw.choice(CITIES)
        return JobPosting(
            id=str(own),
            source="bench",
            external_id=str(own),
            title=draw.choice(STEPS) + draw.choice((occupation.name, *occupation.titles[:8])),
            company=draw.choice(EMPLOYERS),
            description=self._description(occupation, draw),
            locations=(Location(city=city, country=country),),
            workplace=draw.choice((Workplace.ONSITE, Workplace.HYBRID, Workplace.REMOTE, None)),
        )

    def _description(self, occupation: Occupation, draw: random.Random) -> str:
        neighbour = self._near(occupation, draw)
        duties = [*_some(occupation.duties, 3, 6, draw), *_some(neighbour.duties, 0, 1, draw)]
        skills = [*_some(self._skills[occupation.name], 2, 9, draw)]
        skills += _some(self._skills[neighbour.name], 0, 3, draw)
        must, nice = skills[: len(skills) * 2 // 3], skills[len(skills) * 2 // 3 :]
        asked = [*must, *_some(occupation.terms, 1, 4, draw)]
        if draw.random() < 0.5:
            asked.append(f"{draw.randint(1, 8)}+ years of experience")
        if draw.random() < 0.4:
            asked.append(draw.choice(DEGREES))
        if draw.random() < 0.3:
            asked.append(draw.choice(LANGUAGES))
        parts = [draw.choice(ABOUT), _listed("Your tasks", duties), _listed("Requirements", asked)]
        parts += [_listed("Nice to have", nice), draw.choice(OFFER)]
        return "\n\n".join(part for part in parts if part)

    def _cv(self, draw: random.Random) -> str:
        occupation = self._drawn(draw)
        lines = ["Robin Example", occupation.name, "", "Experience"]
        year = 2026
        for _ in range(draw.randint(1, 4)):
            held = occupation if draw.random() < 0.7 else self._near(occupation, draw)
            began = year - draw.randint(1, 5)
            lines += [f"{draw.choice((held.name, *held.titles[:5]))}, {draw.choice(EMPLOYERS)}"]
            lines += [f"{began} - {year}", *(f"- {d}" for d in _some(held.duties, 2, 5, draw)), ""]
            year = began
        known = [*_some(self._skills[occupation.name], 2, 9, draw)]
        lines += ["Skills", ", ".join([*known, *_some(occupation.terms, 2, 6, draw)])]
        if draw.random() < 0.7:
            lines += ["", "Education", f"{draw.choice(DEGREES)}, City College, {year - 3} - {year}"]
        return "\n".join(lines)


def _some(things: Sequence[str], least: int, most: int, draw: random.Random) -> list[str]:
    return draw.sample(list(things), min(len(things), draw.randint(least, most)))


def _listed(head: str, things: Sequence[str]) -> str:
    return "\n".join([head, *(f"- {thing}" for thing in things)]) if things else ""
