"""Plain text → CV."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import BACKEND_CV
from jobr_core.cvs.headings import heading_kind
from jobr_core.cvs.parsing import parse
from jobr_core.cvs.passages import PassageKind
from jobr_core.cvs.skills import cv_skill_mentions


def test_a_plain_cv_is_read_whole() -> None:
    document = parse(BACKEND_CV).to_json_resume()
    assert document["basics"] == {
        "name": "Asha Verma",
        "label": "Senior Python Engineer",
        "email": "asha@example.com",
        "phone": "+91 98765 43210",
        "location": {"city": "Pune", "countryCode": "IN"},
    }
    assert document["work"] == [
        {
            "name": "Example Pvt Ltd",
            "position": "Backend Engineer",
            "startDate": "2021-03",
            "highlights": [
                "Built a payment service in Python for 2 million users",
                "Cut latency by 40% with Redis",
            ],
        },
        {
            "name": "Acme GmbH",
            "position": "Software Developer",
            "startDate": "2018-06",
            "endDate": "2021-02",
            "highlights": ["Django and PostgreSQL behind a shop"],
        },
    ]
    assert document["education"] == [
        {
            "institution": "University of Pune",
            "studyType": "B.E.",
            "area": "Computer Engineering",
            "startDate": "2014",
            "endDate": "2018",
        }
    ]
    assert document["skills"] == [{"keywords": ["Python", "Go", "SQL", "Docker", "Kubernetes"]}]
    assert document["languages"] == [
        {"language": "English", "fluency": "C1"},
        {"language": "Hindi", "fluency": "C2"},
        {"language": "German", "fluency": "B1"},
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Work Experience:", PassageKind.WORK),
        ("S K I L L S", PassageKind.SKILLS),
        ("Berufserfahrung", PassageKind.WORK),
        ("Formación académica", PassageKind.EDUCATION),
        ("Langues", PassageKind.LANGUAGES),
        ("शिक्षा", PassageKind.EDUCATION),
        ("Skills & Tools", PassageKind.SKILLS),
        ("LICENSES AND CERTIFICATIONS", PassageKind.CERTIFICATES),
        ("I have experience with people", None),
    ],
)
def test_headings_in_many_forms(line: str, kind: PassageKind | None) -> None:
    assert heading_kind(line) == kind


def test_a_name_behind_a_side_column_is_known_by_the_address() -> None:
    text = "Contact\nmaeve.rafferty@example.org\nSkills\nWound care\nMaeve Rafferty\nNurse\n"
    assert parse(text).profile.basics.name == "Maeve Rafferty"


def test_contact_facts_at_the_end_hide_nothing() -> None:
    cv = parse("Jane Roe\nEngineer\n\nSkills\nPython, SQL\n\nPersonal Information\nBorn 1990")
    assert [p.kind.value for p in cv.passages] == ["identity", "headline", "skills", "identity"]


def test_dates_may_stand_on_lines_of_their_own() -> None:
    cv = parse(
        "Jane Roe\n\nExperience\nSoftware Engineer\nJune 2013\nto\nCurrent\nAcme\n- Built it"
    )
    (work,) = cv.profile.work
    assert (work.position, work.name, work.start_date, work.end_date) == (
        "Software Engineer",
        "Acme",
        "2013-06",
        "",
    )
    assert work.highlights == ("Built it",)


@pytest.mark.parametrize("name", ["Jordan Cook", "Mary Baker", "Anna Driver", "Jane Roe"])
def test_a_surname_that_is_a_trade_is_a_name(name: str) -> None:
    basics = parse(f"{name}\nWarehouse Worker\nLondon, UK\n\nSkills\nPython").profile.basics
    assert (basics.name, basics.label) == (name, "Warehouse Worker")


def test_a_title_above_the_name_is_no_name() -> None:
    basics = parse("Line Cook\nJane Roe\n\nSkills\nBaking").profile.basics
    assert (basics.name, basics.label) == ("Jane Roe", "Line Cook")


def test_hostile_text_is_read_in_linear_time() -> None:
    parse("x\n" + "a." * 50_000 + "@")  # took minutes when addresses were matched without bounds


def test_what_is_missing_is_said() -> None:
    assert "No work experience with dates found." in parse("Ada Lovelace\nada@example.org").warnings


def test_the_head_of_a_cv_is_identity_but_for_its_headline() -> None:
    cv = parse(BACKEND_CV)
    identity = [p.span.quote(cv.text) for p in cv.passages if p.kind is PassageKind.IDENTITY]
    headline = [p.span.quote(cv.text) for p in cv.passages if p.kind is PassageKind.HEADLINE]
    assert identity == ["Asha Verma", "Pune, India | asha@example.com | +91 98765 43210"]
    assert headline == ["Senior Python Engineer"]


@pytest.mark.parametrize("head", ["Ruby Java", "Ruby Java – Python and Go since 2015"])
def test_a_name_made_of_skills_is_identity(head: str) -> None:
    cv = parse(BACKEND_CV.replace("Asha Verma", head))
    assert cv.profile.basics.name == "Ruby Java"
    assert cv.passages[0].kind is PassageKind.IDENTITY
    assert cv.passages[0].span.quote(cv.text) == "Ruby Java"
    assert not {"Ruby", "Java"} & {mention.skill for mention in cv_skill_mentions(cv)}


def test_skills_in_the_head_are_evidence() -> None:
    cv = parse("Ada King\nada@example.org\nPython, SQL and Docker for five years\n")
    assert [p.kind.value for p in cv.passages] == ["identity", "identity", "summary"]


_lines = st.lists(
    st.one_of(
        st.sampled_from(BACKEND_CV.splitlines()),
        st.sampled_from(["Experience", "Skills", "2019 - 2020", "- x", "Education", "B.Sc., Uni"]),
        st.text(max_size=40),
    ),
    max_size=25,
)


@given(_lines)
def test_any_text_gives_a_cv_whose_passages_are_in_order(rows: list[str]) -> None:
    cv = parse("\n".join(rows))
    spans = [passage.span for passage in cv.passages]
    assert all(0 <= s.start <= s.end <= len(cv.text) for s in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


@given(_lines)
def test_nothing_is_made_up(rows: list[str]) -> None:
    cv = parse("\n".join(rows))
    words = "".join(cv.text.split())
    for work in cv.profile.work:
        assert "".join(work.position.split()) in words
        assert "".join(work.name.split()) in words
