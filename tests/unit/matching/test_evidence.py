"""What is gathered from a CV before any posting is read."""

from datetime import date

import pytest

from jobr_core.cvs.parsing import parse
from jobr_core.matching.evidence import CvEvidence, evidence_of
from jobr_core.matching.telling_words import telling_lines

TODAY = date(2026, 11, 22)


def evidence(*lines: str, name: str = "Sam Poe") -> CvEvidence:
    return evidence_of(parse("\n".join([name, "sam@example.org", "", *lines])))


def test_a_title_held_six_times_is_held_and_one_pasted_six_times_is_not() -> None:
    jobs = [f"Staff nurse\t{year} - {year + 1}" for year in range(2010, 2022, 2)]
    assert [held.title for held in evidence("Experience", *jobs).titles] == ["Staff nurse"] * 6
    assert not evidence("Experience", *["Staff nurse"] * 6).titles


def test_a_career_break_is_neither_work_nor_a_title_nor_cited() -> None:
    found = evidence(
        "Experience",
        "Career break, full-time parent",
        "2020 - 2023",
        "Software developer, Acme Ltd",
        "2016 - 2019",
        "- Built web services",
    )
    assert found.years_worked(TODAY) == 4
    assert [held.title for held in found.titles] == ["Software developer"]
    assert found.work_span
    assert found.work_span.quote(found.text) == "Software developer, Acme Ltd\n2016 - 2019"


@pytest.mark.parametrize(
    ("name", "job", "told"),
    [
        ("Mason Hill", "Carpenter", "-       laid floors with            "),
        ("Mason Hill", "Mason", "- Mason laid floors with            "),
        ("Mas Hill", "Carpenter", "- Mason laid floors with Mason Hill"),
    ],
)
def test_a_name_told_in_a_sentence_is_not_read_but_the_job_is(
    name: str, job: str, told: str
) -> None:
    cv = parse(
        f"{name}\nsam@example.org\n\nExperience\n{job}, Acme Ltd\t2016 - 2019\n"
        "- Mason laid floors with Mason Hill"
    )
    assert cv.profile.basics.name == name
    assert told.strip("- ") in [line.text.strip("- ") for line in telling_lines(cv, ())]


@pytest.mark.parametrize(
    ("line", "held"),
    [
        ("Not certified in CISSP", []),
        ("CISSP expired in 2019", []),
        ("Part-qualified ACCA", []),
        ("Currently pursuing the Certified Public Accountant (CPA) program", []),
        ("Studying for CIMA and ACCA", []),
        ("PMP, CISM in progress", ["PMP"]),
        ("Holds PMP and supervised students", ["PMP"]),
        ("BLS trained staff nurse", ["BLS"]),
        ("Award for Personal Licence Holders", ["Personal licence"]),
    ],
)
def test_what_is_said_around_a_certificate_tells_whose_it_is(line: str, held: list[str]) -> None:
    assert list(evidence("Certificates", line).certificates) == held
