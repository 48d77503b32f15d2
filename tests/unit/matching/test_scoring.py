"""The score, its sum and its quotations."""

import random
from collections.abc import Iterable
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import BACKEND_CV, a_cv, a_posting
from jobr_core.cvs.model import Cv
from jobr_core.cvs.parsing import parse
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.requirements import Importance
from jobr_core.jobs.salary import PayPeriod, Salary
from jobr_core.matching import weights
from jobr_core.matching.preferences import Preferences
from jobr_core.matching.report import LineKind, MatchLine, MatchReport, Verdict, summed
from jobr_core.matching.scoring import rank, score
from jobr_core.matching.summing import report_of
from jobr_core.matching.titles import match_titles
from jobr_core.vocabulary.skills import all_skills

TODAY = date(2026, 11, 22)
PLAIN_SKILLS = sorted(
    s.name
    for s in all_skills().values()
    if not s.ambiguous and s.name.isalpha() and not s.is_knowledge
)[::40]
"""Fields of knowledge are words of occupations besides: one more may well speak for another
occupation than the posting's, and so lower a score."""


def line(report: MatchReport, kind: LineKind, about: str = "") -> MatchLine:
    return next(
        found for found in report.lines if found.kind is kind and about in found.requirement
    )


def test_a_fitting_cv_is_told_why() -> None:
    report = score(a_cv(), a_posting(), today=TODAY)
    assert report.verdict is Verdict.STRONG
    assert report.missing == ("Kafka",)
    python = line(report, LineKind.SKILL, "Python")
    assert python.rule == "used in dated work, with a result"
    assert python.cv
    assert python.cv.quote == "Built a payment service in Python for 2 million users"
    assert line(report, LineKind.EXPERIENCE).points == 3.0
    assert line(report, LineKind.LOCATION).rule == "the same city"


@pytest.mark.parametrize(
    ("cv_line", "rule"),
    [
        (
            "Experience\nEngineer, Acme\t2019 - 2021\n- Kafka for 3 million users",
            "used in dated work until 2021, with a result",
        ),
        ("Experience\nEngineer, Acme\t2019 - 2021\n- Ran Kafka", "used in dated work until 2021"),
        ("Experience\nEngineer, Acme\t2019 - Present\n- Ran Kafka", "used in dated work"),
        ("Projects\nKafka at home", "used in a project"),
        ("Skills\nKafka", "claimed without a use"),
        ("Interests\nReading about Kafka", "mentioned in passing"),
        ("Skills\nSQL", "not in the CV"),
        (
            "Experience\nEngineer, Acme\t2019 - 2021\n- Built it\nKafka, SQL, Docker",
            "claimed without a use",
        ),
    ],
)
def test_evidence_has_a_strength(cv_line: str, rule: str) -> None:
    report = score(parse(f"Ada King\nada@example.org\n\n{cv_line}"), a_posting(), today=TODAY)
    assert line(report, LineKind.SKILL, "Kafka").rule == rule


def test_of_equal_proofs_the_last_one_is_cited_and_takes_no_points() -> None:
    """ADR 0022."""
    early, late = (f"Engineer, {firm}\t{years}\n- Ran Kafka at {firm}" for firm, years in (
        ("Acme", "2005 - 2009"), ("Bolt", "2014 - 2016"),
    ))  # fmt: skip
    head = "Ada King\nada@example.org\n\nExperience"
    both = score(parse(f"{head}\n{early}\n\n{late}"), a_posting(), today=TODAY)
    proof = line(both, LineKind.SKILL, "Kafka")
    assert proof.rule == "used in dated work until 2016"
    assert proof.cv
    assert proof.cv.quote == "Ran Kafka at Bolt"
    alone = line(
        score(parse(f"{head}\n{early}"), a_posting(), today=TODAY), LineKind.SKILL, "Kafka"
    )
    assert (alone.rule, alone.points) == ("used in dated work until 2009", proof.points)


def test_knowing_a_neighbour_is_worth_part_of_it() -> None:
    asked = a_posting(description="Requirements:\n- PostgreSQL")
    proofs = {
        listed: line(
            score(parse(f"Ada King\n\nSkills\n{listed}"), asked, today=TODAY), LineKind.SKILL
        )
        for listed in ("PostgreSQL", "MySQL", "Welding")
    }
    assert proofs["MySQL"].rule == "near MySQL"
    assert proofs["Welding"].points == 0 < proofs["MySQL"].points < proofs["PostgreSQL"].points


def test_other_tools_are_other_tools_however_near() -> None:
    asked = "PostgreSQL\n- Ansible\n- Jenkins\n- Angular\n- Redis"
    near = "MySQL, Puppet, GitLab CI, Svelte, Memcached"
    posting = a_posting(description=f"Requirements:\n- {asked}")
    head = "Ada King\nSenior Backend Engineer\n\nExperience\nSenior Backend Engineer, Acme\t2015 - 2026"
    report = score(parse(f"{head}\n\nSkills\n{near}"), posting, today=TODAY)
    skills = [found for found in report.lines if found.kind is LineKind.SKILL]
    assert [found.rule.split()[0] for found in skills] == ["near"] * 5
    assert report.cap
    assert report.cap.reason == "asks for 5 skills, the CV shows none of them"


def test_knowing_a_tool_implies_part_of_what_it_stands_on() -> None:
    report = score(parse("Ada King\n\nSkills\nDjango"), a_posting(), today=TODAY)
    assert line(report, LineKind.SKILL, "Python").rule == "implied by Django"


@pytest.mark.parametrize(
    "start", ["Present", "2020-XX", "12/2019", "²", "-5", "20200101T", "9" * 5000, ""]
)
def test_odd_dates_of_a_json_resume_are_no_obstacle(start: str) -> None:
    cv = Cv.from_json_resume(
        {
            "basics": {"name": "Ada"},
            "work": [{"name": "A", "position": "Python dev", "startDate": start}],
        }
    )
    assert score(cv, a_posting(), today=TODAY).lines


def test_what_cannot_be_judged_costs_nothing() -> None:
    asking = a_posting(description="Requirements\n- Python\n- Right to work in India")
    report = score(a_cv(), asking, today=TODAY)
    judged = tuple(line for line in report.lines if line.judged)
    without = report_of(judged, job_id=report.job_id, title=report.title, company=report.company)
    assert not line(report, LineKind.PERMIT).judged
    assert report.exact == without.exact
    assert report.confidence < without.confidence == 1


@pytest.mark.parametrize(
    "description", ["", "We are an equal opportunity employer with great benefits."]
)
def test_too_little_to_judge_gives_no_number(description: str) -> None:
    report = score(a_cv(), a_posting(description=description, title="Colleague"), today=TODAY)
    assert (report.score, report.verdict) == (None, Verdict.NOT_ENOUGH_TO_JUDGE)


CAPS = [
    ("- PMP certification", "asks for PMP, the CV does not show it", 60),
    ("- PhD in computer science", "asks for a doctorate, the CV shows a bachelor's degree", 65),
    ("- 20 years of experience", "asks for 20 years, the CV shows 8.5", 65),
    ("- Fluent Spanish", "asks for Spanish, the CV does not list it", 70),
]


@pytest.mark.parametrize(("requirement", "reason", "value"), CAPS)
def test_hard_requirements_cap_the_score(requirement: str, reason: str, value: int) -> None:
    report = score(
        a_cv(), a_posting(description=f"Requirements\n- Python\n{requirement}"), today=TODAY
    )
    assert report.cap
    assert (report.cap.reason, report.cap.value) == (reason, value)
    assert report.score is not None
    assert report.score <= value


def test_work_in_another_country_caps_unless_it_is_remote_there() -> None:
    abroad = {"locations": [{"city": "Berlin", "country": "DE"}]}
    assert score(a_cv(), a_posting(**abroad), today=TODAY).cap is not None
    remote = a_posting(locations=[{"country": "IN"}], workplace="remote")
    assert (
        line(score(a_cv(), remote, today=TODAY), LineKind.LOCATION).rule
        == "remote within your country"
    )


def test_preferences_are_judged_where_they_are_told() -> None:
    wanted = Preferences(
        titles=("Backend Engineer",),
        countries=("DE",),
        salary=Salary(min=60000, max=None, currency="EUR", period=PayPeriod.YEAR),
        permits=("DE",),
    )
    posting = a_posting(
        locations=[{"city": "Berlin", "country": "DE"}],
        salary={"min": 50000, "max": 65000, "currency": "EUR"},
        description="Requirements\n- Python\n- Work permit",
    )
    report = score(a_cv(), posting, wanted, today=TODAY)
    assert line(report, LineKind.LOCATION).rule == "a country you want"
    assert line(report, LineKind.SALARY).points == 2.0
    assert line(report, LineKind.PERMIT).rule == "you may work there"


@pytest.mark.parametrize(
    ("title", "heading", "spoken"),
    [
        ("Krankenpflegerin", "Berufserfahrung", "Englisch (fließend), Deutsch (Muttersprache)"),
        ("नर्स", "कार्य अनुभव", "अंग्रेज़ी (धाराप्रवाह), हिन्दी (मातृभाषा)"),
    ],
)
def test_a_cv_in_another_language_is_told_why(title: str, heading: str, spoken: str) -> None:
    cv = f"Ada King\n\n{heading}\n{title}, St. Marien\t2019 - 2024\n\nLanguages\n{spoken}"
    posting = a_posting(title="Registered Nurse", description="Requirements:\n- Fluent English")
    report = score(parse(cv), posting, today=TODAY)
    assert line(report, LineKind.TITLE, "Nurse").rule.endswith(f"“{title}” is close")
    english = line(report, LineKind.LANGUAGE)
    assert english.points == english.weight
    assert english.cv
    assert english.cv.quote == spoken


@pytest.mark.parametrize(
    "name", ["Emily Baker", "Lakisha Walsh", "Go Swift", "Ruby Java", "Mr. Chef"]
)
def test_a_name_is_never_a_reason(name: str) -> None:
    renamed = a_cv(BACKEND_CV.replace("Asha Verma", name))
    assert (
        score(renamed, a_posting(), today=TODAY).score
        == score(a_cv(), a_posting(), today=TODAY).score
    )


def test_repeating_gains_nothing() -> None:
    stuffed = a_cv(
        BACKEND_CV + "\nPython, PostgreSQL, Kubernetes, Kafka is not here\n" * 0 + "\nPython " * 30
    )
    assert (
        score(stuffed, a_posting(), today=TODAY).score
        == score(a_cv(), a_posting(), today=TODAY).score
    )


def test_the_order_of_postings_does_not_matter() -> None:
    postings = [
        a_posting(id=str(n), title=title)
        for n, title in enumerate(["Nurse", "Backend Engineer", "Chef"] * 3)
    ]
    shuffled = random.Random(1).sample(postings, len(postings))
    assert [r.to_json() for r in rank(a_cv(), postings)] == [
        r.to_json() for r in rank(a_cv(), shuffled)
    ]


def test_what_a_cap_makes_equal_is_ordered_by_what_it_would_be_without() -> None:
    """Whichever has the lower id."""
    capped = "Requirements:\n- 20+ years of experience\n- Python\n"
    near, far = capped + "- PostgreSQL", capped + "- Kafka\n- Terraform"
    for near_id, far_id in (("1", "2"), ("2", "1")):
        postings = [
            a_posting(id=near_id, description=near),
            a_posting(id=far_id, description=far),
        ]
        first, second = rank(a_cv(), postings, today=TODAY)
        assert first.exact == second.exact == weights.CAP_EXPERIENCE
        assert (first.job_id, second.job_id) == (near_id, far_id)
        assert first.uncapped > second.uncapped > first.exact


def test_ranking_and_scoring_say_the_same() -> None:
    (ranked,) = rank(a_cv(), [a_posting()], today=TODAY)
    assert ranked == score(a_cv(), a_posting(), today=TODAY)


def test_a_report_survives_json() -> None:
    report = score(a_cv(), a_posting(), today=TODAY)
    assert MatchReport.from_json(report.to_json()).to_json() == report.to_json()


skills = st.lists(st.sampled_from(PLAIN_SKILLS), min_size=1, max_size=8, unique=True)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Cv, JobPosting]:
    used, listed, must, nice = (draw(skills) for _ in range(4))
    cv = parse(
        f"Ada King\n\nExperience\nEngineer, Acme\t2015 - 2020\n- Worked with {', '.join(used)}\n\n"
        f"Skills\n{', '.join(listed)}\n"
    )
    posting = a_posting(
        title=draw(st.sampled_from(["Senior Engineer", "Nurse", "Head of Sales"])),
        description="Requirements\n" + "".join(f"- {s}\n" for s in must)
        + "Nice to have\n" + "".join(f"- {s}\n" for s in nice)
        + draw(st.sampled_from(["", "- 9 years", "- PhD", "- Fluent Greek", "- PMP"])),
    )  # fmt: skip
    return cv, posting


def earning(points: float, weight: float) -> MatchLine:
    return MatchLine(
        requirement="Python",
        kind=LineKind.SKILL,
        importance=Importance.MUST,
        judged=True,
        weight=weight,
        points=points,
        rule="",
    )


def added(numbers: Iterable[float]) -> Fraction:
    """As somebody with a pencil adds what is printed."""
    return sum((Fraction(str(number)) for number in numbers), Fraction())


@pytest.mark.parametrize(
    ("parts", "score"),
    [
        ([(2.0, 4.0), (7.2, 12.0)], 58),  # floats make 57.49999… of 57.5
        ([(2.4, 4.0), (3.8, 4.0)], 78),
        ([(4.2, 12.0), (8.4, 12.0)], 52),  # and 52.50000…1 of 52.5, which goes to the even number
    ],
)
def test_a_half_is_a_half(parts: list[tuple[float, float]], score: int) -> None:
    lines = tuple(earning(points, weight) for points, weight in parts)
    assert report_of(lines, job_id="backend", title="", company="").score == score


@given(st.lists(st.tuples(st.integers(1, 100_000), st.integers(0, 1_000)), min_size=1))
def test_a_score_is_the_sum_of_what_is_printed(parts: list[tuple[int, int]]) -> None:
    lines = [earning(round(w * share / 1e6, 3), w / 1_000) for w, share in parts]
    exactly = 100 * added(f.points for f in lines) / added(f.weight for f in lines)
    assert summed(lines, None) == float(exactly)


@given(pairs())
def test_every_point_can_be_read_back(pair: tuple[Cv, JobPosting]) -> None:
    cv, posting = pair
    report = score(cv, posting)
    judged = [found for found in report.lines if found.judged]
    assert all(0 <= found.points <= found.weight for found in report.lines)
    points = round(100 * added(f.points for f in judged) / added(f.weight for f in judged))
    assert report.score == (min(points, report.cap.value) if report.cap else points)
    for found in report.lines:
        if found.cv:
            assert cv.text[found.cv.start : found.cv.end] == found.cv.quote
        if found.job:
            assert posting.text[found.job.start : found.job.end] == found.job.quote


@given(pairs(), st.sampled_from(PLAIN_SKILLS))
def test_one_more_proven_skill_never_lowers_the_score(
    pair: tuple[Cv, JobPosting], skill: str
) -> None:
    cv, posting = pair
    more = parse(cv.text.replace("- Worked with ", f"- Worked with {skill}, "))
    before, after = score(cv, posting).score, score(more, posting).score
    assert before is not None
    assert after is not None
    assert after >= before


@pytest.mark.parametrize(
    ("title", "label", "low", "high"),
    [
        ("Senior Software Developer (m/w/d)", "Software Engineer", 0.65, 1.0),
        ("Staff Nurse – Critical Care", "Critical Care Nurse", 0.6, 1.0),
        ("Account Manager", "Accountant", 0.0, 0.1),
        ("Pastry Chef", "Software Engineer", 0.0, 0.05),
        ("Data Engineer", "Software Engineer", 0.1, 0.5),
    ],
)
def test_titles_are_compared_by_what_tells_the_occupation(
    title: str, label: str, low: float, high: float
) -> None:
    (alike,) = match_titles(title, [label])
    assert low <= alike <= high


@pytest.mark.parametrize("limit", [0, 1, 3, 7])
def test_what_cannot_come_among_the_best_is_left_out_and_nothing_else(limit: int) -> None:
    """Postings are left after their first line where no other line could save them."""
    cv = parse(BACKEND_CV)
    titles = ("Backend Engineer", "Python Developer", "Nurse", "Cook", "Data Engineer", "Teacher")
    asked = (
        "- Python\n- PostgreSQL",
        "- Kubernetes",
        "- First aid",
        "",
        "- SQL\n- Spark",
        "- German",
    )
    jobs = [
        JobPosting.from_record(
            {
                "id": f"{n}-{m}",
                "title": title,
                "company": "Acme",
                "description": f"Requirements\n{asks}",
            }
        )
        for n, title in enumerate(titles)
        for m, asks in enumerate(asked)
    ]
    in_full = rank(cv, jobs, len(jobs))
    assert rank(cv, jobs, limit) == in_full[:limit]
    assert rank(cv, jobs[::-1], limit) == in_full[:limit]
