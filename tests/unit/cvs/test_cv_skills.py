"""Skills of a CV, where they are named and for how long they were used."""

from datetime import date

import pytest

from builders import a_cv
from jobr_core.cvs.model import Cv
from jobr_core.cvs.skills import cv_skills, months_worked

TODAY = date(2026, 11, 22)


def test_years_are_those_of_the_jobs_that_name_a_skill() -> None:
    skills = {skill.skill: skill for skill in cv_skills(a_cv(), TODAY)}
    assert skills["Python"].months == 69  # March 2021 to November 2026
    assert skills["Django"].months == 33  # June 2018 to February 2021
    assert skills["Docker"].months == 0  # only listed
    assert months_worked(a_cv(), TODAY) == 69 + 33


def test_each_mention_quotes_the_skill() -> None:
    cv = a_cv()
    [python] = [skill for skill in cv_skills(cv, TODAY) if skill.skill == "Python"]
    assert [span.quote(cv.text) for span in python.mentions] == ["Python", "Python", "Python"]


@pytest.mark.parametrize(
    ("position", "months"),
    [
        ("Career break, full-time parent", 0),
        ("Parental leave", 0),
        ("Sabbatical in Asia", 0),
        ("Elternzeit", 0),
        ("Sabbatical officer", 12),
        ("HR manager (maternity leave cover)", 12),
        ("Maternity leave cover, HR", 12),
        ("Family leave specialist", 12),
    ],
)
def test_a_career_break_is_no_work(position: str, months: int) -> None:
    entry = {"name": "", "position": position, "startDate": "2020-01", "endDate": "2020-12"}
    assert months_worked(Cv.from_json_resume({"work": [entry]}), TODAY) == months
