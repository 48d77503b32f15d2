"""Postings without end, always the same for the same seed.

Words follow Zipf's law over 40,000 of them, and so do skills, employers and cities, which is what
makes a search expensive: a few words are everywhere. Titles are a role with or without a step and
a field; each description has about 250 words, names its skills under a heading of requirements,
and every third states its pay.
"""

import bisect
import itertools
import math
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any, TypeVar

from jobr_core.jobs.facts import DescribedPosting, PostingFacts, skill_key
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.salary import PayPeriod, Salary
from jobr_core.jobs.terms import EmploymentType, Location, Workplace
from jobr_core.vocabulary.skills import all_terms

NEWEST = datetime(2026, 11, 22, tzinfo=UTC)
DAYS = 400
COMMON = """the and of to in for with you your our we will is are on as an be or this that from at have their work
experience team skills business development support customer management working ability strong services company
knowledge clients projects across environment quality process data opportunity responsible ensure provide including
solutions new years people benefits growth culture join help build deliver lead technical communication required
excellent position role degree related product design systems training time within high health safety""".split()
ROLES = """Software Engineer, Data Engineer, Data Analyst, Accountant, Registered Nurse, Sales Manager, Project Manager,
Product Manager, Marketing Manager, Teacher, Mechanical Engineer, Electrical Engineer, Civil Engineer, Chef, Waiter,
Electrician, Plumber, Truck Driver, Warehouse Operative, Customer Service Advisor, HR Officer, Recruiter, Lawyer,
Paralegal, Pharmacist, Dentist, Physiotherapist, Care Assistant, Graphic Designer, Copywriter, Web Developer,
Python Developer, Java Developer, Security Analyst, Network Engineer, Database Administrator, Business Analyst,
Financial Analyst, Auditor, Actuary""".replace("\n", " ").split(", ")
STEPS = ("", "", "", "", "Senior", "Senior", "Junior", "Lead", "Principal", "Graduate")
CITIES = """London GB,New York US,Berlin DE,Bengaluru IN,Paris FR,Toronto CA,Munich DE,Mumbai IN,Austin US,Madrid ES,
Amsterdam NL,Dublin IE,Pune IN,Chicago US,Hyderabad IN,Hamburg DE,Manchester GB,Barcelona ES,Warsaw PL,Lisbon PT,
Boston US,Seattle US,Zurich CH,Vienna AT,Stockholm SE,Delhi IN,Chennai IN,Singapore SG,Sydney AU,Melbourne AU,
Copenhagen DK,Oslo NO,Helsinki FI,Prague CZ,Budapest HU,Rome IT,Milan IT,Lyon FR,Cologne DE,Leeds GB,Reykjavik IS"""
PLACES = [tuple(entry.strip().rsplit(" ", 1)) for entry in CITIES.replace("\n", "").split(",")]
WORKPLACES = ("onsite", "onsite", "onsite", "hybrid", "remote", None)
FORMS = ("full_time", "full_time", "full_time", "full_time", "part_time", "contract", "intern")

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Zipf:
    """Draws from a ranked list, the n-th 1/(n + 2.7) as often."""

    things: Sequence[str]

    @cached_property
    def _up_to(self) -> list[float]:
        return list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(self.things))))

    def draw(self, chance: random.Random) -> str:
        return self.things[bisect.bisect(self._up_to, chance.random() * self._up_to[-1])]

    def some(self, chance: random.Random, count: int) -> list[str]:
        return chance.choices(self.things, cum_weights=self._up_to, k=count)


@dataclass(frozen=True)
class Corpus:
    """`records` for importers, `described` for a search table: what rules would find in each
    posting is known, for it was made with it."""

    seed: int = 1
    total: int = 0
    """Of how many postings these are, in the order of their dates, as they come in from day to
    day; 0 for any order."""

    @cached_property
    def words(self) -> Zipf:
        chance = random.Random(self.seed)
        syllables = [
            c + v for c in "bcdfghjklmnprstvwz" for v in ("a", "e", "i", "o", "u", "en", "or")
        ]
        made = {"".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(60_000)}
        return Zipf([*COMMON, *sorted(made, key=lambda _: chance.random())][:40_000])

    @cached_property
    def skills(self) -> Zipf:
        names = {term.skill.name for term in all_terms().meanings.values() if term.spelling is None}
        return Zipf(sorted(names, key=lambda name: random.Random(f"{self.seed}{name}").random()))

    @cached_property
    def companies(self) -> Zipf:
        chance = random.Random(self.seed + 1)
        return Zipf(
            [" ".join(chance.choices(self.words.things[100:], k=2)).title() for _ in range(20_000)]
        )

    def records(self, count: int) -> Iterator[dict[str, Any]]:
        """Public posting records."""
        return (self._record(n) for n in range(count))

    def described(self, count: int, start: int = 0) -> Iterator[DescribedPosting]:
        """Postings ready to be stored."""
        return (_described(self._record(n)) for n in range(start, start + count))

    def _record(self, number: int) -> dict[str, Any]:
        chance = random.Random(f"{self.seed}/{number}")
        skills = list(dict.fromkeys(self.skills.some(chance, chance.randint(4, 12))))
        city, country = PLACES[min(int(chance.expovariate(0.12)), len(PLACES) - 1)]
        low = chance.randrange(28, 120)
        pay = f"Salary: €{low},000 - €{low + 12},000 per year\n" if chance.random() < 0.33 else ""
        words = self.words.some(chance, chance.randint(150, 290))
        age = self._age(chance, number)
        return {
            "source": "corpus",
            "external_id": f"{number:08}",
            "title": self._title(chance, skills),
            "company": self.companies.draw(chance),
            "locations": [{"city": city, "country": country}],
            "workplace": chance.choice(WORKPLACES),
            "employment_type": chance.choice(FORMS),
            "posted_at": (NEWEST - timedelta(days=age, seconds=number % 97)).isoformat(),
            "url": f"https://jobs.example/{number}",
            "skills": skills[:3],
            "language": "en",
            "description": f"{_sentences(words[:90])}\n{pay}Requirements\n"
            + "".join(f"- {skill} {word}\n" for skill, word in zip(skills, words, strict=False))
            + _sentences(words[90:]),
        }  # fmt: skip

    def _age(self, chance: random.Random, number: int) -> float:
        """Days; the 90 newest have two thirds of all postings."""
        if not self.total:
            return min(chance.expovariate(1 / 90), DAYS)
        return min(-90 * math.log(min(1, (number + 1) / self.total)), DAYS)

    def _title(self, chance: random.Random, skills: Sequence[str]) -> str:
        role = ROLES[min(int(chance.expovariate(0.14)), len(ROLES) - 1)]
        field = f", {chance.choice(skills)}" if chance.random() < 0.2 else ""
        return f"{chance.choice(STEPS)} {role}{field}".strip()


def _sentences(words: Sequence[str]) -> str:
    return " ".join(
        " ".join(words[at : at + 14]).capitalize() + "." for at in range(0, len(words), 14)
    )


def _described(record: dict[str, Any]) -> DescribedPosting:
    """What the importer makes of a record, without the work."""
    [place] = record["locations"]
    pay = re.search(r"€(\d+),000 - €(\d+),000", record["description"])
    low, high = map(float, pay.groups()) if pay else (0.0, 0.0)
    yearly = (low * 1000, high * 1000) if pay else None
    workplace = record["workplace"] and Workplace(record["workplace"])
    posting = JobPosting(
        **{
            **record,
            "id": record["external_id"],
            "locations": (Location(**place),),
            "workplace": workplace,
            "employment_type": EmploymentType(record["employment_type"]),
            "skills": tuple(record["skills"]),
            "posted_at": datetime.fromisoformat(record["posted_at"]),
            "salary": yearly and Salary(
                min=yearly[0], max=yearly[1], currency="EUR", period=PayPeriod.YEAR
            ),
        }
    )  # fmt: skip
    city, country = place["city"].lower(), place["country"].lower()
    role = posting.title.lower().replace(",", "")
    keys = (
        f"n:{city}", f"c:{country}", f"t:{posting.employment_type}",
        *((f"w:{workplace}",) if workplace else ()),
        *((f"r:{country}",) if workplace is Workplace.REMOTE else ()),
        *map(skill_key, posting.skills),
    )  # fmt: skip
    return DescribedPosting(
        posting,
        PostingFacts(
            role=role, company=posting.company.lower(), skills=posting.skills, keys=keys,
            cities=frozenset(keys[:1]), opening=f"{posting.company}||{role}", office_days=None,
            pay=yearly,
        ),
    )  # fmt: skip
