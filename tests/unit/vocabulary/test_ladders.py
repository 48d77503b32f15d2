"""Degrees, seniority, languages, certificates, countries."""

import pytest

from jobr_core.shared.text import Span
from jobr_core.vocabulary.certificates import certificates_named
from jobr_core.vocabulary.countries import country_of
from jobr_core.vocabulary.degrees import Degree, degrees_named
from jobr_core.vocabulary.languages import Fluency, language_mentions, written_in
from jobr_core.vocabulary.seniority import Seniority, seniority_after, seniority_of


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("BSc (Hons) Nursing", [Degree.BACHELOR]),
        ("Ph.D. in Physics", [Degree.DOCTORATE]),
        ("M.Sc. Informatik", [Degree.MASTER]),
        ("B.E. in Computer Engineering", [Degree.BACHELOR]),
        ("MBA", [Degree.MASTER]),
        ("Bachelor’s or Master’s required", [Degree.BACHELOR, Degree.MASTER]),
        ("Abgeschlossenes Studium", [Degree.BACHELOR]),
        ("Scrum Master", []),
        ("experience with LLMs", []),
        ("Scrum master in a team", []),
        ("a level of independence and a degree of detail", []),
        ("A-levels", [Degree.SECONDARY]),
        ("Master's degree in Computer Science", [Degree.MASTER]),
        ("BS/MS/PhD in CS", [Degree.BACHELOR, Degree.MASTER, Degree.DOCTORATE]),
        ("BA/BS degree or equivalent", [Degree.BACHELOR, Degree.BACHELOR]),
        ("MS Office, Boston", []),
        ("a bed in a hospital", []),
        ("Bed in a care home", []),
        ("BEd in Mathematics", [Degree.BACHELOR]),
    ],
)
def test_degrees(text: str, degrees: list[Degree]) -> None:
    assert [degree for degree, _, _ in degrees_named(text)] == degrees


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Sr. Software Engineer", Seniority.SENIOR),
        ("Werkstudent Marketing", Seniority.INTERN),
        ("Head of Finance", Seniority.HEAD),
        ("Staff Engineer", Seniority.LEAD),
        ("Staff Nurse", None),
        ("Chief Technology Officer", Seniority.EXECUTIVE),
        ("Nurse", None),
        ("Software Architect", Seniority.LEAD),
        ("SAP Solution Architect", Seniority.LEAD),
        ("Architect", None),
        ("Landscape Architect", None),
        ("Project Architect (Part 3)", None),
        ("Senior Architect", Seniority.SENIOR),
        ("Sr. Landscape Architect", Seniority.SENIOR),
    ],
)
def test_seniority(title: str, level: Seniority | None) -> None:
    assert seniority_of(title) == level


def test_years_lead_to_a_level() -> None:
    assert [seniority_after(y) for y in (1, 3, 9)] == [
        Seniority.JUNIOR,
        Seniority.MID,
        Seniority.SENIOR,
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("English (fluent), Hindi native", [("English", Fluency.C1), ("Hindi", Fluency.C2)]),
        ("Deutsch: B2", [("German", Fluency.B2)]),
        ("Fluent German", [("German", Fluency.C1)]),
        ("Spanish", [("Spanish", None)]),
        ("Englishman in New York", []),
        (
            "English: Native, Swedish: Conversational (B1)\nProfessional Qualifications",
            [("English", Fluency.C2), ("Swedish", Fluency.B1)],
        ),
    ],
)
def test_languages(text: str, found: list[tuple[str, Fluency | None]]) -> None:
    mentions = language_mentions(text, [Span(0, len(text))])
    assert [(m.language, m.fluency) for m in mentions] == found


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We are looking for a nurse to work with us in our team", "en"),
        ("Wir suchen für die Station eine Pflegekraft mit Herz", "de"),
        ("Nous cherchons une infirmière pour la clinique et les patients", "fr"),
        ("xyzzy", None),
    ],
)
def test_the_language_a_text_is_written_in(text: str, language: str | None) -> None:
    assert written_in(text) == language


def test_certificates_are_known_by_their_names_and_short_ones_in_capitals_only() -> None:
    text = "NMC registered, ALS and PMP; als and pmp are not"
    assert [name for name, _ in certificates_named(text)] == ["NMC registration", "ALS", "PMP"]


@pytest.mark.parametrize(
    ("place", "country"),
    [
        ("Pune, Maharashtra, India", "IN"),
        ("Austin, TX", "US"),
        ("London, England", "GB"),
        ("Remote", None),
    ],
)
def test_countries(place: str, country: str | None) -> None:
    assert country_of(place) == country


@pytest.mark.parametrize("step", Seniority)
def test_a_step_is_known_by_its_own_name(step: Seniority) -> None:
    assert seniority_of(str(step)) is step
