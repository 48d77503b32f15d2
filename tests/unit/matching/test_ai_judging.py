"""A language model judges lines; the sum stays with the rules, and nothing unquoted is believed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import BACKEND_CV, a_cv, a_posting
from jobr_core.accounts.model import UserId
from jobr_core.billing.plans import Plan
from jobr_core.matching.ai_judging import JUDGED_KINDS, AiJudgement, asked_of, judged_by_ai
from jobr_core.matching.ports import JudgeByAi
from jobr_core.matching.preferences import Preferences
from jobr_core.matching.report import LineKind, MatchReport, summed
from jobr_core.matching.scoring import best_first, score
from jobr_core.matching.use_cases.ranking import RankPostings
from jobr_core.shared.errors import Unavailable
from matching_world import World

ENGINE = "ai:test"
CV = a_cv()
REPORT = score(CV, a_posting())
TEXT = CV.text


def judged(said: Mapping[int, AiJudgement], report: MatchReport = REPORT) -> MatchReport:
    return judged_by_ai(report, said, cv_text=TEXT, engine=ENGINE)


def says(share: float, quote: str = "Cut latency by 40% with Redis") -> AiJudgement:
    return AiJudgement(share=share, why="the model says so", quote=quote)


ASKED = asked_of(REPORT)
NUMBER = next(n for n, label in ASKED.items() if label == "Kafka")
CAPPED = score(a_cv("Ada King\nBackend Engineer\n\nSkills\nGo"), a_posting())


def test_requirements_in_words_are_asked() -> None:
    assert {REPORT.lines[n].kind for n in ASKED} <= JUDGED_KINDS
    assert {"Python", "Kafka"} <= set(ASKED.values())
    assert len(ASKED) < len(REPORT.lines)


def test_a_judgement_with_its_words_is_believed() -> None:
    report = judged({NUMBER: says(0.5)})
    line = report.lines[NUMBER]
    assert (line.judged, line.rule) == (True, "the model says so")
    assert line.points == pytest.approx(line.weight / 2)
    assert line.cv is not None
    assert TEXT[line.cv.start : line.cv.end] == line.cv.quote == "Cut latency by 40% with Redis"
    assert report.engine == ENGINE
    assert (report.job_id, report.title, report.company) == (
        REPORT.job_id, REPORT.title, REPORT.company,
    )  # fmt: skip
    others = [line for n, line in enumerate(report.lines) if n != NUMBER]
    assert others == [line for n, line in enumerate(REPORT.lines) if n != NUMBER]


@pytest.mark.parametrize(
    "said",
    [
        says(1.0, "Ten years of Kafka"), says(1.0, ""), says(1.0, "  \n"),
        says(1.0, "cut latency by 40% with redis"), says(1.5), says(-0.1), says(float("nan")),
        says(float("inf")),
    ],
)  # fmt: skip
def test_what_is_not_quoted_or_no_share_is_not_believed(said: AiJudgement) -> None:
    assert judged({NUMBER: said}).lines == REPORT.lines


def test_that_nothing_is_shown_needs_no_words() -> None:
    python = next(n for n, label in ASKED.items() if label == "Python")
    line = judged({python: says(0.0, "")}).lines[python]
    assert (line.points, line.cv, line.judged) == (0.0, None, True)


def test_numbers_that_were_not_asked_change_nothing() -> None:
    others = [n for n in range(len(REPORT.lines)) if n not in ASKED]
    assert judged({n: says(0.0) for n in (*others, 99, -1)}).lines == REPORT.lines


def test_a_requirement_that_is_met_caps_nothing() -> None:
    education = score(a_cv("Ada\n\nExperience\nDeveloper, A\t2020 - 2024\n- Python"), a_posting(
        description="Requirements\n- Registered Nurse licence\n- Python"))  # fmt: skip
    capped = [n for n, line in enumerate(education.lines) if line.cap and n in asked_of(education)]
    for n in capped:
        said = {n: replace(says(1.0), quote="Python")}
        report = judged_by_ai(education, said, cv_text="Ada Python", engine=ENGINE)
        assert report.lines[n].cap is None


@given(
    st.dictionaries(
        st.sampled_from(sorted(ASKED)),
        st.builds(
            AiJudgement,
            share=st.floats(-0.5, 1.5),
            why=st.text(max_size=5),
            quote=st.sampled_from(["Python", "Redis", "nowhere", ""]),
        ),
    )
)
def test_the_sum_is_that_of_the_lines(said: dict[int, AiJudgement]) -> None:
    report = judged(said)
    assert report.score is not None
    assert report.score == round(summed(report.lines, report.cap))
    assert 0 <= report.score <= 100
    assert [line.weight for line in report.lines] == [line.weight for line in REPORT.lines]
    for line in report.lines:
        assert 0 <= line.points <= line.weight
        assert line.cv is None or TEXT[line.cv.start : line.cv.end] == line.cv.quote


# Whom it judges for


@dataclass
class Model(JudgeByAi):
    """Says the same of everything, until it is away."""

    said: AiJudgement
    answers: int = 100
    asked: list[Mapping[int, str]] = field(default_factory=list)
    engine: str = ENGINE

    async def __call__(
        self, cv_text: str, posting_text: str, asked: Mapping[int, str]
    ) -> Mapping[int, AiJudgement]:
        assert cv_text
        assert posting_text
        if len(self.asked) == self.answers:
            raise Unavailable
        self.asked.append(asked)
        return dict.fromkeys(asked, self.said)


@pytest.fixture
def world(jobr: Any) -> World:
    return World(jobr)


def _ranked(world: World, model: JudgeByAi | None, plan: Plan) -> RankPostings:
    async def plan_of(_: UserId) -> Plan:
        return plan

    ranked: RankPostings = world.jobr.matching.rank_postings()
    return replace(ranked, ai=model, plan_of=plan_of, cache={})


async def test_without_the_plan_the_model_is_never_asked(world: World) -> None:
    await world.jobs()
    owner, model = await world.person(), Model(says(0.0))
    found = await _ranked(world, model, Plan.FREE)(owner=owner)
    assert model.asked == []
    assert found == await world.ranked(owner)
    assert await _ranked(world, None, Plan.PRO)(owner=owner) == found


async def test_the_first_few_are_judged_and_sorted_again(world: World) -> None:
    for number in range(7):
        await world.job("backend", external_id=str(number), company=f"C{number}")
    owner, model = await world.person(), Model(says(0.0, ""))
    ranked = _ranked(world, model, Plan.PREMIUM)
    found = await ranked(owner=owner)
    assert len(model.asked) == 5
    assert sum(report.engine == ENGINE for report in found) == 5
    assert [report.engine == ENGINE for report in found[:2]] == [False, False]
    assert list(found) == sorted(found, key=best_first)
    assert await ranked(owner=owner) == found
    assert len(model.asked) == 5  # the answer was kept


@pytest.mark.parametrize("answers", [0, 2])
async def test_where_the_model_is_away_the_rules_answer(world: World, answers: int) -> None:
    await world.jobs()
    owner = await world.person()
    ranked = _ranked(world, Model(says(0.0, ""), answers), Plan.PRO)
    assert await ranked(owner=owner) == await world.ranked(owner)


async def test_what_the_model_finds_lacking_is_not_shown_where_it_is_required(
    world: World,
) -> None:
    await world.job("backend", description="Requirements\n- Python")
    owner = await world.person()
    await world.wants(owner, Preferences(required=frozenset((LineKind.SKILL,))))
    lenient = await _ranked(world, Model(says(1.0)), Plan.PRO)(owner=owner)
    strict = await _ranked(world, Model(says(0.0, "")), Plan.PRO)(owner=owner)
    assert (len(await world.ranked(owner)), len(lenient), len(strict)) == (1, 1, 0)


def test_the_texts_of_the_tests_are_as_they_say() -> None:
    assert "Cut latency by 40% with Redis" in BACKEND_CV
    assert CAPPED.lines
