"""Work sections of many writers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobr_core.cvs.parsing import parse

LAYOUTS = {
    "title, then employer and place, then dates": """
Backend Engineer
Acme - Bengaluru, Karnataka
March 2021 to Present
- Built it
Team Leader - Support
Initech - Pune, Maharashtra
June 2018 to February 2021
- Led it
""",
    "employer with dates, then title": """
Acme, Bengaluru, Karnataka\tMarch 2021 - Present
Backend Engineer
- Built it
Initech, Pune, Maharashtra\tJune 2018 - February 2021
Team Leader - Support
- Led it
""",
    "dates in a column of their own": """
03/2021 – now\tBackend Engineer, Acme, Bengaluru, Karnataka.
- Built it
06/2018 – 02/2021\tTeam Leader - Support, Initech, Pune, Maharashtra.
- Led it
""",
    "labels": """
Organization : Acme
Designation : Backend Engineer
Duration : March 2021 to till date
Location : Bengaluru, Karnataka
- Built it
Organization : Initech
Designation : Team Leader - Support
Duration : June 2018 to February 2021
Location : Pune, Maharashtra
- Led it
""",
    "sentences": """
Working as Backend Engineer with Acme, Bengaluru, Karnataka from March 2021 to Present.
- Built it
Worked as Team Leader - Support with Initech, Pune, Maharashtra from June 2018 to February 2021.
- Led it
""",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_two_jobs_however_they_are_written(layout: str) -> None:
    work = parse(f"Ada King\n\nWork Experience\n{LAYOUTS[layout]}").profile.work
    assert [(w.start_date, w.end_date, w.highlights) for w in work] == [
        ("2021-03", "", ("Built it",)),
        ("2018-06", "2021-02", ("Led it",)),
    ]
    assert [(w.position.partition(" - ")[0], w.name) for w in work] == [
        ("Backend Engineer", "Acme"),
        ("Team Leader", "Initech" if layout != "sentences" else work[1].name),
    ]


def test_several_roles_at_one_employer() -> None:
    text = """Ada King

Experience
Acme Ltd
Head of Data\t2021 - present
- Leads
Data Analyst\t2018 - 2021
- Counts
"""
    work = parse(text).profile.work
    assert [(w.position, w.name) for w in work] == [
        ("Head of Data", "Acme Ltd"),
        ("Data Analyst", "Acme Ltd"),
    ]


def test_achievements_within_a_job_end_no_section() -> None:
    text = """Ada King

EXPERIENCE
Nurse, Acme Hospital, 2019 - 2021
Key Achievements:
- Cut errors by 30%
Carer, Elm Home, 2017 - 2019
Key Achievements:
- Trained six people
"""
    work = parse(text).profile.work
    assert [w.position for w in work] == ["Nurse", "Carer"]
    assert work[0].highlights == ("Key Achievements:", "Cut errors by 30%")


def test_what_a_form_left_empty_is_no_employer() -> None:
    [work] = parse(
        "Experience\nChef May 2019 to Present\nCompany Name   City , State\nCooked"
    ).profile.work
    assert (work.position, work.name, work.location) == ("Chef", "", "")


def test_a_section_of_an_unknown_name_is_what_stands_in_it() -> None:
    text = """Ada King

SUMMARY
Careful.

SKILLS
SQL

LANGUAGES
English

STATIONS OF MY LIFE
Data Analyst, Acme Ltd, 2018 - 2021
"""
    assert [w.name for w in parse(text).profile.work] == ["Acme Ltd"]


@given(
    st.lists(
        st.sampled_from([line for text in LAYOUTS.values() for line in text.splitlines()]),
        max_size=20,
    )
)
def test_every_entry_stands_in_its_passage(rows: list[str]) -> None:
    cv = parse("\n".join(["Ada King", "", "Experience", *rows]))
    spans = {
        p.entry: p.span.quote(cv.text)
        for p in cv.passages
        if p.entry is not None and p.kind.value == "work"
    }
    assert sorted(spans) == list(range(len(cv.profile.work)))
    for number, work in enumerate(cv.profile.work):
        assert work.position.partition(" - ")[0] in " ".join(spans[number].split())
