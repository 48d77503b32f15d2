"""Degrees, seniority, languages, certificates, countries."""

import pytest

from jobr_core.shared.text import Span
from jobr_core.vocabulary.certificates import certificates_named
from jobr_core.vocabulary.countries import country_of
from jobr_core.vocabulary.degrees import Degree, degrees_named
from jobr_core.vocabulary.fluency import Fluency, fluency_of
from jobr_core.vocabulary.languages import language_mentions, written_in
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
        ("Hospital beds", []),
        ("High School Diploma", [Degree.SECONDARY]),
        ("Diploma: High School", [Degree.SECONDARY]),
        ("Diploma, Lincoln High School, Salem", [Degree.SECONDARY]),
        ("Diploma in Nursing", [Degree.VOCATIONAL]),
        ("BS Biology, Boston College, Boston, MA, 2010", [Degree.BACHELOR]),
        ("High School, Boston, MA, 2006", [Degree.SECONDARY]),
        ("BA, Boston University, MA", [Degree.BACHELOR]),
        ("MD, Johns Hopkins University, Baltimore, MD, 2010", [Degree.MASTER]),
        ("History, MA, University of Leeds", [Degree.MASTER]),
        ("University of Leeds, MA, 2010", [Degree.MASTER]),
        ("A JD from an accredited law school", [Degree.MASTER]),
        ("an MD or PhD", [Degree.MASTER, Degree.DOCTORATE]),
        ("ADN or BSN required", [Degree.VOCATIONAL, Degree.BACHELOR]),
        ("Preferred MS or PhD", [Degree.MASTER, Degree.DOCTORATE]),
        ("Must have MA in history", [Degree.MASTER]),
    ],
)
def test_degrees(text: str, degrees: list[Degree]) -> None:
    assert [degree for degree, _, _ in degrees_named(text)] == degrees


DEGREES_BY_NAME = {
    Degree.DOCTORATE: "पीएचडी; पी.एच.डी.; DPhil; D.Phil.; EdD, Boston University; Doctor of Philosophy",
    Degree.MASTER: "Diplom-Informatiker; Diplom-Kauffrau; Diplom-Ingenieurin; Diplom in Informatik; Diplom Informatik, Universität Ulm;"
    "Mathematik (Diplom); Dipl.-Ing.; Dipl.-Inf.; Zweites Staatsexamen; Magister; Magister Artium; 2001-2005 Magister, Wien;"
    "Laurea magistrale in Economia; Master 2; Master 2 Finance; Mestre em Física; एम.टेक; एम.ए.; एमबीए; स्नातकोत्तर;"
    "MSN, Rush University; JD, Harvard Law School; J.D., Yale; LL.M.; LLM in European Law; MD, Baltimore; MD/DO; MBBS; PharmD; DDS, New York University;"
    "MA History, University of Leeds; MS Biology; Diplôme d'ingénieur; Máster en Dirección",
    Degree.BACHELOR: "Diplom-Betriebswirt (FH); Dipl.-Ing.(FH); Dipl. Ing. (FH); Diplom Informatik, FH Aachen; Laurea; Laurea in Economia;"
    "Licence 3; Licence en droit; Licence, Université de Lille; Grado en Enfermería; grado en Derecho; Licenciado en Derecho;"
    "Bacharel em Direito; Bacharelado em Direito; बी.टेक; बीटेक; बी.एससी; बी.एस.सी.; बीए; स्नातक;"
    "BSN, University of Texas; BE Mechanical, Pune University; B.E. Mechanical; BA History; BEd, University of Leeds; PGCE",
    Degree.VOCATIONAL: "ADN, Dallas College; Associate of Science; Associate of Applied Science in Nursing",
}  # fmt: skip


@pytest.mark.parametrize("degree", DEGREES_BY_NAME)
def test_degrees_by_their_names(degree: Degree) -> None:
    listed = DEGREES_BY_NAME[degree].split(";")
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
        "Based in Boston, MA, in the office",
        "Boston, MA or remote",
        "Jackson, MS (on-site)",
        "Baltimore, MD, 21201",
        "See the JD, then apply",
        "MS Project, MS Excel",
        "LLM in production",
        "DDS, ROS 2 and C++",
        "Extracción de ADN, ARN",
        "to be electrical",
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
        ("Fluent English, basic German", [("English", Fluency.C1), ("German", Fluency.A2)]),
        ("C1 English, A1 German", [("English", Fluency.C1), ("German", Fluency.A1)]),
        ("English C1 German B2", [("English", Fluency.C1), ("German", Fluency.B2)]),
        ("English | Native | French | B2", [("English", Fluency.C2), ("French", Fluency.B2)]),
        ("English, fluent, French, basic", [("English", Fluency.C1), ("French", Fluency.A2)]),
        (
            "Fluent: English, German; Basic: French",
            [("English", Fluency.C1), ("German", Fluency.C1), ("French", Fluency.A2)],
        ),
        (
            "Fluent in English (native), French and German",
            [("English", Fluency.C2), ("French", Fluency.C1), ("German", Fluency.C1)],
        ),
        ("English (native), French", [("English", Fluency.C2), ("French", None)]),
        (
            "English (native speaker), French, Spanish",
            [("English", Fluency.C2), ("French", None), ("Spanish", None)],
        ),
        (
            "Fluent in English and French. Working in teams",
            [("English", Fluency.C1), ("French", Fluency.C1)],
        ),
        ("Native English with good French", [("English", Fluency.C2), ("French", Fluency.B1)]),
        (
            "Englisch und Deutsch fließend in Wort und Schrift",
            [("English", Fluency.C1), ("German", Fluency.C1)],
        ),
        (
            "Verhandlungssichere Deutschkenntnisse und gute Englischkenntnisse",
            [("German", Fluency.C1), ("English", Fluency.B1)],
        ),
        ("Deutschkenntnisse mindestens B2", [("German", Fluency.B2)]),
        ("English (not fluent)", [("English", None)]),
        ("German (native), no French", [("German", Fluency.C2)]),
        ("French (none)", []),
        ("English (native, French", [("English", Fluency.C2), ("French", None)]),
        ("Spanish (", [("Spanish", None)]),
        ("Advanced German car mechanic", [("German", None)]),
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
