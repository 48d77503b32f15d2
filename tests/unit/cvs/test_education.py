"""Schools and degrees of many writers."""

import pytest

from jobr_core.cvs.parsing import parse

LAYOUTS = {
    "a line each": """
B.E in Computer Science
Deccan Valley University - Pune, Maharashtra
August 2012 to June 2016

Class XII
Kendriya Vidyalaya
2012
""",
    "all on one line": """
B.E in Computer Science, Deccan Valley University, Pune, 2012 - 2016
Class XII, Kendriya Vidyalaya, 2012
""",
    "a table": """
Degree\tInstitute\tBoard/University\tYear
B.E in Computer Science\tDeccan Valley University\tPune University\t2016
Class XII\tKendriya Vidyalaya\tCBSE\t2012
""",
    "sentences": """
- B.E in Computer Science from Deccan Valley University in the year 2016 with CGPA 8.1/10
- Class XII from Kendriya Vidyalaya in the year 2012 with 84%
""",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_two_schools_however_they_are_written(layout: str) -> None:
    education = parse(f"Ada King\n\nEducation\n{LAYOUTS[layout]}").profile.education
    assert [(e.study_type, e.area, e.institution, e.end_date[:4]) for e in education] == [
        ("B.E", "Computer Science", "Deccan Valley University", "2016"),
        ("Class XII", "", "Kendriya Vidyalaya", "2012"),
    ]


def test_a_school_named_for_a_certificate_is_a_school() -> None:
    text = "Education\nHigh School Diploma\nLincoln Park High School, Portland, OR\n2010 - 2012"
    [education] = parse(text).profile.education
    assert (education.study_type, education.institution) == (
        "High School Diploma",
        "Lincoln Park High School",
    )


@pytest.mark.parametrize(
    ("line", "score"),
    [("CGPA: 3.8/4", "3.8/4"), ("Result: 84%", "84%"), ("BSc, Uni Ulm, 2014", "")],
)
def test_results(line: str, score: str) -> None:
    [education] = parse(
        f"Education\nBSc in Physics, University of Ulm, 2014\n{line if score else ''}"
    ).profile.education
    assert education.score == score


@pytest.mark.parametrize(
    ("line", "degree", "school"),
    [
        ("Dipl.-Ing. (FH), Hochschule München, 2009", "Dipl.-Ing. (FH)", "Hochschule München"),
        ("Laurea magistrale, Università di Bologna, 2012", "Laurea magistrale", "Università di Bologna"),
        ("पीएचडी, दिल्ली विश्वविद्यालय, 2020", "पीएचडी", "दिल्ली विश्वविद्यालय"),
    ],
)  # fmt: skip
def test_degrees_of_other_countries(line: str, degree: str, school: str) -> None:
    [education] = parse(f"Ada King\n\nEducation\n{line}").profile.education
    assert (education.study_type, education.institution) == (degree, school)


@pytest.mark.parametrize(
    ("line", "degree", "school"),
    [
        ("BS Biology, Boston College, Boston, MA, 2010", "BS Biology", "Boston College"),
        ("High School, Boston, MA, 2006", "High School", ""),
        ("High School Diploma, Jackson, MS 39201, 2010", "High School Diploma", ""),
        ("Physics, MS, University of Texas, 2010", "MS", "University of Texas"),
    ],
)
def test_a_state_behind_its_city_is_no_degree(line: str, degree: str, school: str) -> None:
    [education] = parse(f"Ada King\n\nEducation\n{line}").profile.education
    assert (education.study_type, education.institution) == (degree, school)
