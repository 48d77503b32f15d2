"""What a posting asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_posting
from jobr_core.jobs.analysis import analyze
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.requirements import Analysis, Importance
from jobr_core.vocabulary.degrees import Degree
from jobr_core.vocabulary.seniority import Seniority


def asked(description: str, title: str = "Engineer") -> Analysis:
    return analyze(
        JobPosting.from_record({"title": title, "company": "Acme", "description": description})
    )


def labels(analysis: Analysis, importance: Importance) -> list[str]:
    return [r.label for r in analysis.skills if r.importance is importance]


def test_headings_tell_musts_from_nices_and_offers_are_not_read() -> None:
    analysis = analyze(a_posting())
    assert labels(analysis, Importance.MUST) == ["Python", "PostgreSQL or MySQL"]
    assert labels(analysis, Importance.NICE) == ["Kubernetes", "Kafka"]


@pytest.mark.parametrize(
    ("must", "nice", "offer"),
    [
        ("Voraussetzungen", "Von Vorteil", "Das bieten wir"),
        ("Profil recherché", "Serait un plus", "Avantages"),
        ("Requisitos", "Se valorará", "Ofrecemos"),
        ("Requisitos", "Desejável", "O que oferecemos"),
        ("आवश्यक योग्यता", "वांछनीय", "लाभ"),
    ],
)
def test_headings_of_other_languages(must: str, nice: str, offer: str) -> None:
    analysis = asked(f"{must}\n- Python\n{nice}\n- Docker\n{offer}\n- Kubernetes")
    assert labels(analysis, Importance.MUST) == ["Python"]
    assert labels(analysis, Importance.NICE) == ["Docker"]


def test_the_words_of_a_line_win_over_its_heading() -> None:
    analysis = asked("Requirements\n- Python\n- Docker is a plus\n- Kubernetes preferred")
    assert labels(analysis, Importance.NICE) == ["Docker", "Kubernetes"]


def test_without_headings_everything_is_a_must() -> None:
    assert labels(asked("You know Python and SQL."), Importance.MUST) == ["Python", "SQL"]


def test_a_heading_may_go_on_behind_its_colon() -> None:
    analysis = asked("Must have: Python, SQL\nNice to have: Kafka")
    assert labels(analysis, Importance.MUST) == ["Python", "SQL"]
    assert labels(analysis, Importance.NICE) == ["Kafka"]


@pytest.mark.parametrize(
    ("description", "must", "nice"),
    [
        ("Requirements: Python. Kubernetes is a plus.", ["Python"], ["Kubernetes"]),
        (
            "Requirements\nKnowledge of benefits administration\nPython",
            ["Benefits administration", "Python"],
            [],
        ),
        (
            "Preferred qualifications:\nKafka\nStrong communication skills\nTerraform",
            [],
            ["Kafka", "Terraform"],
        ),
        ("Requirements\nExperience with Python and SQL", ["Python", "SQL"], []),
        (
            "Minimum qualifications\n- Python\nPreferred qualifications\n- Kafka\nBenefits\n- SQL",
            ["Python"],
            ["Kafka"],
        ),
        ("- Degree in statistics, economics or electrical engineering", [], []),
        ("- Bachelor's degree in CS and experience with Python", ["Python"], []),
    ],
)
def test_lines_that_only_look_like_headings(
    description: str, must: list[str], nice: list[str]
) -> None:
    analysis = asked(description)
    assert (labels(analysis, Importance.MUST), labels(analysis, Importance.NICE)) == (must, nice)


@pytest.mark.parametrize(
    ("line", "groups"),
    [
        ("AWS, GCP or Azure", [("AWS", "GCP", "Azure")]),
        ("AWS or Azure, Python and SQL", [("AWS", "Azure"), ("Python",), ("SQL",)]),
        ("Python and Java", [("Python",), ("Java",)]),
        ("PostgreSQL/MySQL", [("PostgreSQL", "MySQL")]),
        ("Python, Docker", [("Python",), ("Docker",)]),
        ("frameworks like React, Angular or Vue", [("React", "Angular", "Vue")]),
        ("any of React, Angular, Vue", [("React", "Angular", "Vue")]),
        ("a frontend framework (React, Vue, Angular)", [("React", "Vue", "Angular")]),
        ("a modern language such as Python, Java", [("Python", "Java")]),
        ("some frontend frameworks (React, Vue)", [("React",), ("Vue",)]),
        ("a background in Python (Django, Flask)", [("Python",), ("Django",), ("Flask",)]),
    ],
)
def test_either_or(line: str, groups: list[tuple[str, ...]]) -> None:
    found = [r.any_of for r in asked(f"Requirements\n- Experience with {line}").skills]
    assert found == groups


@pytest.mark.parametrize(
    ("line", "years"),
    [
        ("5+ years of experience", 5),
        ("at least three years in a similar role", 3),
        ("3-5 years", 3),
        ("2 to 4 years of Java", 2),
        ("mindestens 3 Jahre Erfahrung", 3),
        ("over 5 years of experience in Java", 5),
        ("Python for 5 years", 5),
        ("at least 5-year experience", 5),
        ("at least five (5) years of experience", 5),
        ("minimum 5 (five) years' experience", 5),
        ("60 months of experience", 5),
        ("18 months relevant experience", 1.5),
        ("5+ YoE", 5),
        ("Between 3 and 5 years of experience", 3),
        ("Must be experienced: at least 4 years", 4),
    ],
)
def test_years(line: str, years: float) -> None:
    (requirement,) = asked(f"Requirements\n- {line}").experience
    assert requirement.years == years


@pytest.mark.parametrize(
    "line",
    [
        "Must be 18 years or over",
        "Applicants must be at least 18 years",
        "Must be aged 18 years and over",
        "Experience working with children aged 5 to 11 years",
        "Teaching pupils aged 16-18 years",
        "up to 5 years",
        "less than 3 years",
        "No more than 5 years' experience",
        "lived in the UK for the last 5 years",
        "Licence held for 3 years",
        "For over 20 years we have built pumps",
        "You are 18 years old",
        "0-1 years",
        "We are a leading company with 20 years of history.",
        "a 3 year degree",
        "a 12 month contract",
        "6 months probation, experience of life welcome",
        "Our team has 15 years of experience.",
    ],
)
def test_what_is_no_requirement_of_years(line: str) -> None:
    assert not asked(line).experience


@pytest.mark.parametrize(
    ("line", "skills"),
    [
        ("Java is not required", []),
        ("No prior Java experience needed", []),
        ("No Java experience required.", []),
        ("JavaScript, not Java", ["JavaScript"]),
        ("Python (Java experience is not necessary)", ["Python"]),
        ("Not only Java but Python", ["Java", "Python"]),
        ("No downtime on Kubernetes", ["Kubernetes"]),
        ("No nonsense, just Python", ["Python"]),
    ],
)
def test_what_is_not_asked_for(line: str, skills: list[str]) -> None:
    found = asked(f"Requirements\n- {line}").skills
    assert [r.label for r in found] == skills


def test_of_several_degrees_in_a_line_the_lowest_will_do() -> None:
    (requirement,) = asked(
        "Requirements\n- Bachelor's or Master's degree, or equivalent experience"
    ).education
    assert (requirement.degree, requirement.or_equivalent) == (Degree.BACHELOR, True)


def test_certificates_joined_by_or_are_one_requirement() -> None:
    (requirement,) = asked(
        "Requirements\n- Qualified accountant (CIMA, ACCA, ACA or CIPFA)"
    ).certificates
    assert requirement.any_of == ("CIMA", "ACCA", "ACA")


def test_languages_and_permits() -> None:
    analysis = asked("Requirements\n- Fluent German (C1)\n- Right to work in the UK")
    assert [r.label for r in analysis.languages] == ["German (C1)"]
    assert [(r.label, r.country) for r in analysis.permits] == [("right to work in UK", "GB")]


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        ("Fluent English or German", ["English or German (C1)"]),
        ("Fluent English or good German", ["English or German (B1)"]),
        ("Deutsch (C1) oder Englisch (C1)", ["German or English (C1)"]),
        (
            "Good English and one of these fluently: Dutch, Swedish, Norwegian or Finnish",
            ["English (B1)", "Dutch or Swedish or Norwegian or Finnish (C1)"],
        ),
        ("Fluent in German and English", ["German (C1)", "English (C1)"]),
        (
            "Excellent communication skills in English and German",
            ["English (C1)", "German (C1)"],
        ),
        ("Fluent French, good English", ["French (C1)", "English (B1)"]),
        ("Gute deutsche Sprachkenntnisse", ["German (B1)"]),
        ("Deutschkenntnisse mindestens B2", ["German (B2)"]),
        ("Fluent German is not required", []),
        ("Excellent French pastry skills", []),
        ("Strong Chinese cooking skills", []),
        ("Good knowledge of German tax law", []),
    ],
)
def test_languages_asked_for(line: str, labels: list[str]) -> None:
    assert [r.label for r in asked(f"Requirements\n- {line}").languages] == labels


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        ("Must be a US citizen", ["US citizenship"]),
        ("U.S. citizenship required", ["U.S. citizenship"]),
        ("Good citizen of the team", []),
        ("Arbeitserlaubnis", ["right to work"]),
    ],
)
def test_the_right_to_work_and_more(line: str, labels: list[str]) -> None:
    assert [r.label for r in asked(f"Requirements\n- {line}").permits] == labels


def test_a_verb_is_no_language_and_the_an_article() -> None:
    analysis = asked("Requirements\n- Polish and refine designs\n- authorized to work in the U.S.")
    assert not analysis.languages
    assert [r.country for r in analysis.permits] == ["US"]


def test_seniority_is_read_from_the_title_alone() -> None:
    assert asked("Principal responsibilities: support the senior team", "Analyst").seniority is None
    assert asked("", "Junior Analyst").seniority is Seniority.JUNIOR


@given(st.text(max_size=300))
def test_every_requirement_quotes_the_posting(description: str) -> None:
    posting = JobPosting.from_record(
        {
            "title": "Nurse",
            "company": "Acme",
            "description": f"Requirements\n- 3 years, Python\n{description}",
        }
    )
    analysis = analyze(posting)
    everything = (*analysis.skills, *analysis.experience, *analysis.education, *analysis.languages)
    assert all(r.span.quote(posting.text).strip() for r in everything)
