"""CVs and postings made of what can be told, and the report on one of each."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from hypothesis import settings
from hypothesis import strategies as st

from jobr_core.cvs.model import Cv
from jobr_core.cvs.parsing import parse
from jobr_core.jobs.model import JobPosting
from jobr_core.matching.report import MatchReport
from jobr_core.matching.scoring import score

TODAY: Final = date(2026, 11, 22)
FEW: Final = settings(max_examples=25, deadline=None)

ROLES: Final = (
    "Software developer", "Staff nurse", "Accountant", "Pastry chef", "Truck driver", "Data analyst",
    "Electrician", "Primary school teacher",
)  # fmt: skip
SKILLS: Final = (
    "Python", "Django", "PostgreSQL", "Kafka", "Docker", "Kubernetes", "Terraform", "HubSpot",
    "QuickBooks", "AutoCAD", "Wound care", "Photoshop",
)  # fmt: skip
"""None that is an ordinary word too (Salesforce, Go): those count by the company they keep, and so
depend on words that are not cited."""
DEEDS: Final = (
    "Worked with {} every day", "Taught two colleagues to use {}", "Used {} for 40 customers",
    "Kept {} in good order", "Introduced {} and saved 20% of the time",
)  # fmt: skip
DEGREES: Final = ("BSc in Physics", "Master of Arts in History", "Diploma in Business")
LANGUAGES: Final = ("German (fluent)", "Spanish (native)", "Polish (B1)")
CERTIFICATES: Final = ("PMP", "CISSP", "ACCA", "BLS")
NAMES: Final = (
    "Ada King", "Emily Baker", "Lakisha Washington", "Mason Porter", "Mohammed Khan", "Nguyễn Thị Hoa",
    "Jürgen Müller", "Priya Cook", "Ruby Swift",
)  # fmt: skip
PRONOUNS: Final = (("She", "her"), ("He", "his"), ("They", "their"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a CV is made of. Each thing is said in one line of its own, but for skills, which may
    be listed as well as used."""

    name: str = "Ada King"
    pronouns: tuple[str, str] = PRONOUNS[0]
    role: str
    years: tuple[int, int]
    used: tuple[str, ...]
    listed: tuple[str, ...]
    degree: str
    languages: tuple[str, ...]
    certificates: tuple[str, ...]

    @property
    def text(self) -> str:
        subject, possessive = self.pronouns
        deeds = [f"- {DEEDS[n % len(DEEDS)].format(skill)}" for n, skill in enumerate(self.used)]
        parts = (
            [f"{self.name} ({subject.lower()}/{possessive})", "someone@example.org"],
            ["Summary", f"{subject} likes {possessive} work and puts {possessive} team first."],
            ["Experience", f"{self.role}, Acme Ltd\t{self.years[0]} - {self.years[1]}", *deeds],
            ["Skills", ", ".join(self.listed)],
            ["Education", f"{self.degree}, University of Leeds, 2001 - 2004"],
            ["Languages", *self.languages],
            ["Certificates", *self.certificates],
        )
        return "\n\n".join("\n".join(part) for part in parts)


FITTER: Final = Told(
    role="Electrician", years=(2014, 2022), used=("AutoCAD",), listed=("AutoCAD",),
    degree=DEGREES[0], languages=LANGUAGES[:1], certificates=("BLS",),
)  # fmt: skip


def some(of: tuple[str, ...], most: int) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(of), min_size=1, max_size=most, unique=True).map(tuple)


people = st.builds(
    Told,
    name=st.sampled_from(NAMES),
    pronouns=st.sampled_from(PRONOUNS),
    role=st.sampled_from(ROLES),
    years=st.tuples(st.integers(2006, 2014), st.integers(2014, 2025)),
    used=some(SKILLS, 4),
    listed=some(SKILLS, 4),
    degree=st.sampled_from(DEGREES),
    languages=some(LANGUAGES, 2),
    certificates=some(CERTIFICATES, 2),
)


def a_posting(number: int, title: str, must: tuple[str, ...], nice: tuple[str, ...]) -> JobPosting:
    asked = ["Requirements", *(f"- {one}" for one in must)]
    wished = ["Nice to have", *(f"- {one}" for one in nice)]
    return JobPosting.from_record(
        {
            "id": str(number),
            "title": title,
            "company": "Acme",
            "description": "\n".join([*asked, *wished]),
        }
    )


ASKED: Final = (
    *SKILLS, *CERTIFICATES, "Fluent German", "Spanish language", "Bachelor's degree", "Diploma",
    "5+ years of experience", "12 years of experience", "AutoCAD or Photoshop",
)  # fmt: skip
postings = st.builds(
    a_posting,
    st.integers(0, 99),
    st.sampled_from(["", "Senior ", "Junior "]).flatmap(
        lambda level: st.sampled_from(ROLES).map(lambda role: level + role)
    ),
    some(ASKED, 6),
    some(ASKED, 3),
)


@cache
def read(text: str) -> Cv:
    return parse(text)


def report_of(text: str, posting: JobPosting) -> MatchReport:
    return score(read(text), posting, today=TODAY)


def judged(report: MatchReport) -> object:
    """Everything of a report but where its quotations stand."""
    lines = [(x.requirement, x.judged, x.weight, x.points, x.rule) for x in report.lines]
    return report.score, report.confidence, report.verdict, report.cap, lines
