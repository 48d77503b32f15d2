"""Which words of a text name skills."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobr_core.shared.text import Span
from jobr_core.vocabulary.mentions import skill_mentions

NAMED = [
    ("We need C++, C#, Go, R, Node.js and .NET", ["C++", "C#", "Go", "R", "Node.js", ".NET"]),
    ("Java and JavaScript", ["Java", "JavaScript"]),
    ("k8s on AWS", ["Kubernetes", "AWS"]),
    ("REST APIs and a REST API", ["REST API", "REST API"]),
    ("NodeJS, node js and Node-js", ["Node.js", "Node.js", "Node.js"]),
    ("ASP.NET Core", ["ASP.NET Core"]),
    ("CI/CD", ["CI/CD"]),
    ("scikit learn", ["scikit-learn"]),
    ("Golang developer", ["Go"]),
    ("Go developer wanted", ["Go"]),
    ("Experience in R and SQL", ["R", "SQL"]),
    ("PostgreSQL/MySQL", ["PostgreSQL", "MySQL"]),
    ("wound  care", ["Wound care"]),
    ("- Experience with React", ["React"]),
    ("- Proficient in Tableau", ["Tableau"]),
    ("- Rust", ["Rust"]),
    ("Salesforce and SAP", ["Salesforce", "SAP"]),
    ("Access, Excel", ["Access", "Excel"]),
    ("PowerBI", ["Power BI"]),
    ("docker agile go jenkins", ["Docker", "Agile", "Go", "Jenkins"]),
    ("knows JavaScript React Redux and Node.js", ["JavaScript", "React", "Redux", "Node.js"]),
    ("SQL (Oracle)", ["SQL", "Oracle"]),
    ("Python in use, with React for our shop", ["Python", "React"]),
    ("degree in economics, statistics or mathematics", ["Economics", "Statistics", "Mathematics"]),
    ("experience in marketing", ["Marketing"]),
    ("Java, testing, monitoring and security", ["Java", "Testing", "Monitoring", "Security"]),
    ("a degree in computer science or biology", ["Computer science", "Biology"]),
    ("Amazon Web Services (AWS)", ["AWS"]),
    ("AWS (Azure)", ["AWS", "Azure"]),
    ("C & C++", ["C", "C++"]),
    ("asp.net/C#, vb.net", ["ASP.NET", "C#", "VB.NET"]),
    ("machine learning, databases, algorithms", ["Machine learning", "Databases", "Algorithms"]),
    ("Moved services from Java to Go on Kubernetes.", ["Java", "Go", "Kubernetes"]),
    ("Built a Go service on AWS", ["Go", "AWS"]),
    ("Rewrote firmware in C for Linux", ["C", "Linux"]),
    ("in Go 1.22", ["Go"]),
    ("React 18 apps", []),
    ("TypeScript with React 18 and tests", ["TypeScript", "React"]),
    ("Strong Go skills", ["Go"]),
    ("5+ years of Go experience", ["Go"]),
    ("our Rust codebase", ["Rust"]),
]
NOT_NAMED = [
    "We keep going and go fast",
    "Go to market with a smile",
    "R&D department",
    "R & D, with plans",
    "a blank canvas",
    "mail me at python@example.org or see https://django.example.com/java",
    "example.net is our site",
    "we react quickly and excel in a word",
    "spring into action, rust never sleeps",
    "access to express lanes",
    "Staff nurse in Leeds and Manchester",
    "our marketing team is fun",
    "Security engineer wanted, testing is key",
    "with React in the air",
    "job descriptions, health insurance, medical insurance, a pension and background checks",
    "cutting-edge AI",
]
BESIDE_SKILLS = [
    ("SQL access to systems", ["SQL"]),
    ("Python and go to AWS", ["Python", "AWS"]),
    ("You excel in SQL and excel in Java", ["SQL", "Java"]),
    ("Der Chef arbeitet in Teams mit Python.", ["Python"]),
    ("React Labs hires; we use SQL", ["SQL"]),
    ("We use SQL. React to change", ["SQL"]),
    ("our sales team uses SQL, the rest is history", ["SQL"]),
    ("Spring 2024, SQL", ["SQL"]),
    ("Excel, R & D, SQL, Vitamin C, hepatitis C", ["Excel", "SQL"]),
    ("our Go-to-market plan needs SQL", ["SQL"]),
    ("SQL for C-level and C suite clients", ["SQL"]),
    ("SQL for Cell C customers", ["SQL"]),
    ("we update C of A's in SQL", ["SQL"]),
    ("SQL for our Teams abroad", ["SQL"]),
    ("we use SQL. Go 10 miles", ["SQL"]),
    ("SQL, later Fast Access experience", ["SQL"]),
]


@pytest.mark.parametrize(("text", "skills"), NAMED)
def test_names_are_found(text: str, skills: list[str]) -> None:
    assert [mention.skill for mention in skill_mentions(text)] == skills


@pytest.mark.parametrize("text", NOT_NAMED)
def test_ordinary_words_are_no_skills(text: str) -> None:
    assert not skill_mentions(text)


@pytest.mark.parametrize(("text", "skills"), BESIDE_SKILLS)
def test_ordinary_words_beside_skills_are_none(text: str, skills: list[str]) -> None:
    assert [mention.skill for mention in skill_mentions(text)] == skills


def test_a_name_and_its_abbreviation_are_one_mention() -> None:
    (mention,) = skill_mentions("in Amazon Web Services (AWS), daily")
    assert (mention.start, mention.end) == (3, 28)


def test_a_listed_name_needs_no_company() -> None:
    text = "Skills\nGo"
    assert not skill_mentions(text)
    assert [m.skill for m in skill_mentions(text, listed=[Span(6, 9)])] == ["Go"]


@given(st.text(alphabet="Go Python,R/.#+\n&é", max_size=60))
def test_mentions_are_in_order_and_never_overlap(text: str) -> None:
    mentions = skill_mentions(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(mentions))
    assert all(0 <= m.start < m.end <= len(text) for m in mentions)
