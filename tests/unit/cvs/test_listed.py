"""Lists: skills, languages, certificates, projects, publications."""

import pytest

from jobr_core.cvs.parsing import parse


def profile_of(section: str) -> object:
    return parse(f"Ada King\n\n{section}").profile


@pytest.mark.parametrize(
    ("section", "groups"),
    [
        ("Skills\nJava (5 years), SQL (Less than 1 year), Go", [("", ("Java", "SQL", "Go"))]),
        ("Skills\nTools: Git, Docker\nOther: Excel", [("Tools", ("Git", "Docker")), ("Other", ("Excel",))]),
        ("Skills\nPython\tExpert\nSQL ●●●○○", [("", ("Python",)), ("", ("SQL",))]),
        ("Skills\nLab work (1\nyear), HPLC", [("", ("Lab work", "HPLC"))]),
        ("Skills\nI have built many services with Python and Docker for years", [("", ("Python", "Docker"))]),
        ("Skills: Python, SQL", [("", ("Python", "SQL"))]),
    ],
)  # fmt: skip
def test_skills(section: str, groups: list[tuple[str, tuple[str, ...]]]) -> None:
    skills = parse(f"Ada King\n\n{section}").profile.skills
    assert [(group.name, group.keywords) for group in skills] == groups


def test_languages_among_personal_details_end_nothing() -> None:
    profile = parse(
        "Ada King\n\nPersonal Details\nLanguages Known: English, Hindi\nAddress: 5 Elm Road, Pune, India"
    ).profile
    assert [skill.language for skill in profile.languages] == ["English", "Hindi"]
    assert profile.basics.location.city == "Pune"


def test_certificates_have_an_issuer_and_a_date() -> None:
    [certificate] = parse(
        "Certifications\n- AWS Developer – Amazon, March 2021"
    ).profile.certificates
    assert (certificate.name, certificate.issuer, certificate.date) == (
        "AWS Developer",
        "Amazon",
        "2021-03",
    )


def test_projects_have_what_was_done() -> None:
    text = "Projects\nWeather Station, 2021 - 2022\n- Wired sensors\n- Wrote firmware\nChess Engine\n- Won"
    first, second = parse(text).profile.projects
    assert (first.name, first.start_date, first.highlights) == (
        "Weather Station",
        "2021",
        ("Wired sensors", "Wrote firmware"),
    )
    assert (second.name, second.highlights) == ("Chess Engine", ("Won",))


def test_publications_go_over_lines() -> None:
    text = "Publications\n1. King, A. On the analytical engine and\nits uses. Annals, 2019.\n2. King, A. Notes. 2020."
    assert [p.release_date for p in parse(text).profile.publications] == ["2019", "2020"]


def test_a_bullet_that_stands_alone_belongs_to_the_line_below() -> None:
    cv = parse("Ada King\n\nSkills\n•\nPython, SQL\n•\nKubernetes")
    names = [name for group in cv.profile.skills for name in group.keywords]
    assert names == ["Python", "SQL", "Kubernetes"]
