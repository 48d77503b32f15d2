"""Degrees, seniority, languages, certificates, countries."""

import pytest

from jobr_core.shared.text import Span
from jobr_core.vocabulary.certificates import certificates_named
from jobr_core.vocabulary.countries import country_of
from jobr_core.vocabulary.degrees import Degree, degrees_named
from jobr_core.vocabulary.languages import Fluency, fluency_of, language_mentions, written_in
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


DEGREES_ABROAD = {
    Degree.DOCTORATE: "पीएचडी; पी.एच.डी.",
    Degree.MASTER: "Diplom-Informatiker; Diplom-Kauffrau; Diplom-Ingenieurin; Diplom in Informatik; Diplom Informatik, Universität Ulm;"
    "Mathematik (Diplom); Dipl.-Ing.; Dipl.-Inf.; Zweites Staatsexamen; Magister; Magister Artium; 2001-2005 Magister, Wien;"
    "Laurea magistrale in Economia; Master 2; Master 2 Finance; Mestre em Física; एम.टेक; एम.ए.; एमबीए; स्नातकोत्तर",
    Degree.BACHELOR: "Diplom-Betriebswirt (FH); Dipl.-Ing.(FH); Dipl. Ing. (FH); Diplom Informatik, FH Aachen; Laurea; Laurea in Economia;"
    "Licence 3; Licence en droit; Licence, Université de Lille; Grado en Enfermería; grado en Derecho; Licenciado en Derecho;"
    "Bacharel em Direito; Bacharelado em Direito; बी.टेक; बीटेक; बी.एससी; बी.एस.सी.; बीए; स्नातक",
}  # fmt: skip


@pytest.mark.parametrize("degree", DEGREES_ABROAD)
def test_degrees_of_other_countries(degree: Degree) -> None:
    listed = DEGREES_ABROAD[degree].split(";")
    assert {text.strip(): [d for d, _, _ in degrees_named(text.strip())] for text in listed} == {
        text.strip(): [degree] for text in listed
    }


@pytest.mark.parametrize(
    "text",
    [
        "UK driving licence, clean",
        "A driving licence en route",
        "Licence: full, clean, University of Leeds",
        "Juan Magister",
        "Magister Software GmbH",
        "Laurea Rossi",
        "Laurea University of Applied Sciences",
        "Master 2 new tools a week",
        "en alto grado en la empresa",
        "Grado en que se logra",
        "a diplomatic diplomat",
        "Staatsexamen in der Krankenpflege",
    ],
)
def test_what_only_sounds_like_a_degree_is_none(text: str) -> None:
    assert degrees_named(text) == []


def test_a_diplom_is_quoted_with_its_profession() -> None:
    text = "Wir suchen Diplom-Informatiker (m/w/d)"
    [(_, start, end)] = degrees_named(text)
    assert text[start:end] == "Diplom-Informatiker"


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
        (
            "हिन्दी (मातृभाषा), अंग्रेज़ी (धाराप्रवाह), मराठी: बुनियादी",
            [("Hindi", Fluency.C2), ("English", Fluency.C1), ("Marathi", Fluency.A2)],
        ),
        ("अंग्रेजी - कार्यसाधक ज्ञान", [("English", Fluency.B1)]),
        ("Englisch – fliessend in Wort und Schrift", [("English", Fluency.C1)]),
    ],
)
def test_languages(text: str, found: list[tuple[str, Fluency | None]]) -> None:
    mentions = language_mentions(text, [Span(0, len(text))])
    assert [(m.language, m.fluency) for m in mentions] == found


@pytest.mark.parametrize(
    ("level", "words"),
    [
        (Fluency.C2, "Muttersprache; zweisprachig; bilingue; lengua materna; bilingüe; língua materna; nativa; मातृभाषा"),
        (Fluency.C1, "verhandlungssicher; fliessend; couramment; con fluidez; fluente; धाराप्रवाह; पूर्ण व्यावसायिक दक्षता"),
        (Fluency.B2, "sehr gute Kenntnisse; niveau professionnel; avancé; avanzado; nivel alto; avançado; profissional; व्यावसायिक"),
        (Fluency.B1, "gute Kenntnisse; intermédiaire; bon niveau; intermedio; intermediário; कार्यसाधक; मध्यम; अच्छी"),
        (Fluency.A2, "Grundkenntnisse; Schulkenntnisse; bonnes notions; scolaire; básico; noções; बुनियादी"),
        (Fluency.A1, "Anfänger; débutant; principiante; iniciante; शुरुआती"),
    ],
)  # fmt: skip
def test_levels_in_the_words_of_five_languages(level: Fluency, words: str) -> None:
    assert {said: fluency_of(said) for said in words.split("; ")} == dict.fromkeys(
        words.split("; "), level
    )


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
