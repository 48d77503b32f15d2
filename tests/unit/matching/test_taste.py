"""What is learned from “more like this” and “not for me”."""

import json
import random
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import BACKEND_POSTING, NOON
from jobr_core.jobs.model import JobPosting
from jobr_core.matching.features import featured
from jobr_core.matching.feedback_rules import FEEDBACK, feedback_line
from jobr_core.matching.signals import Aspect, Signal, Signals, SignalsInvalid, signals_of
from jobr_core.matching.taste import NO_TASTE, Label, leaning, taste_of

NAMES = [(aspect, value) for aspect in Aspect for value in ("one", "two", "three")]
SIGNALS = st.builds(
    lambda shares: Signals(tuple(Signal(a, v, share) for (a, v), share in shares.items())),
    st.dictionaries(
        st.sampled_from(NAMES), st.sampled_from((0.1, 0.5, 0.707, 1.0)), min_size=1, max_size=12
    ),
)
LABELS = st.lists(
    st.builds(
        Label,
        signals=SIGNALS,
        liked=st.booleans(),
        given_at=st.integers(0, 5).map(lambda days: NOON + timedelta(days=days)),
    ),
    max_size=15,
)


def signals(title: str, asks: str = "Python", **facts: object) -> Signals:
    record = {"title": title, "company": "Acme", "description": f"Requirements:\n- {asks}"}
    return signals_of(featured(JobPosting.from_record(record | facts)))


def label(of: Signals, *, liked: bool) -> Label:
    return Label(signals=of, liked=liked, given_at=NOON)


BACKEND = signals("Backend Engineer", "Python, PostgreSQL", workplace="remote")
SENIOR = signals("Senior Sales Manager", "Salesforce", workplace="onsite")
COOK = signals("Pastry Chef", "HACCP")


def test_signals_name_the_sides_of_a_posting() -> None:
    salary = {"min": 60_000, "max": 80_000, "currency": "EUR", "period": "year"}
    posting = JobPosting.from_record(BACKEND_POSTING | {"salary": salary})
    named = signals_of(featured(posting)).to_json()
    assert {
        "level:senior", "years:5–7", "skill:Python", "city:Pune", "country:IN",
        "pay:EUR 75,000+", "title:backend",
    } <= named.keys()  # fmt: skip
    assert named["skill:Python"] > named["skill:Kafka"]


def test_signals_are_few_however_long_the_posting() -> None:
    words = "Python, Go, SQL, Docker, Kubernetes, Kafka, Redis, Java, React, Angular, Django, Flask"
    assert len(signals("Engineer " * 30, f"{words}, Rust, C++, Ruby, PHP, Perl, Scala").of) <= 60


def test_without_labels_there_is_no_line() -> None:
    assert taste_of([]) == NO_TASTE
    assert leaning(NO_TASTE, BACKEND).share == 0.5
    assert feedback_line(leaning(taste_of([]), BACKEND)) is None


def test_likes_and_dislikes_are_told_apart_with_reasons() -> None:
    taste = taste_of([label(BACKEND, liked=True), label(SENIOR, liked=False)] * 5)
    alike, unlike = leaning(taste, BACKEND), leaning(taste, SENIOR)
    assert alike.share > 0.9
    assert unlike.share < 0.1
    line = feedback_line(alike)
    assert line is not None
    assert line.weight == pytest.approx(FEEDBACK * taste.evidence, abs=0.1)
    assert line.points > 0.9 * line.weight
    assert line.rule.startswith("you liked: ")
    assert "you declined: " in (feedback_line(unlike) or line).rule


def test_what_shares_nothing_with_the_labelled_is_neither() -> None:
    strange = Signals((Signal(Aspect.SKILL, "Falconry", 1.0),))
    found = leaning(taste_of([label(BACKEND, liked=False)]), strange)
    assert found.share == 0.5
    line = feedback_line(found)
    assert line is not None
    assert line.rule == "little in common with what you judged"


def test_contradictory_labels_are_nearly_neutral() -> None:
    taste = taste_of([label(COOK, liked=True), label(COOK, liked=False)] * 10)
    assert leaning(taste, COOK).share == pytest.approx(0.5, abs=0.01)


def test_evidence_grows_with_labels_of_both_kinds() -> None:
    def evidence(liked: int, declined: int) -> float:
        labels = [label(BACKEND, liked=True)] * liked + [label(COOK, liked=False)] * declined
        return taste_of(labels).evidence

    steps = [evidence(n, n) for n in range(0, 60, 5)]
    assert steps == sorted(set(steps))
    assert evidence(1, 0) < 0.05
    assert evidence(40, 0) < 0.1 < evidence(3, 3) < 0.5 < evidence(40, 40) < 1


def test_only_the_newest_five_hundred_count() -> None:
    old = Label(signals=COOK, liked=True, given_at=NOON - timedelta(days=1))
    new = [label(BACKEND, liked=True)] * 500
    assert taste_of([*new, old]) == taste_of(new)


def test_a_taste_is_told_in_the_order_of_names() -> None:
    told = taste_of([label(COOK, liked=True)]).to_json()
    assert told["liked"] == 1
    weights = told["weights"]
    assert isinstance(weights, dict)
    assert list(weights) == sorted(weights)


@settings(deadline=None, max_examples=50)
@given(labels=LABELS, seed=st.integers(0, 99))
def test_the_order_of_labels_does_not_matter(labels: list[Label], seed: int) -> None:
    shuffled = random.Random(seed).sample(labels, len(labels))
    assert json.dumps(taste_of(shuffled).to_json()) == json.dumps(taste_of(labels).to_json())


@settings(deadline=None, max_examples=100)
@given(labels=LABELS, liked=SIGNALS)
def test_a_like_never_lowers_what_it_was_given_for(labels: list[Label], liked: Signals) -> None:
    before = leaning(taste_of(labels), liked).share
    after = leaning(taste_of([*labels, label(liked, liked=True)]), liked).share
    assert after >= before - 0.001


@settings(deadline=None, max_examples=50)
@given(labels=LABELS, of=SIGNALS)
def test_points_stay_within_the_weight(labels: list[Label], of: Signals) -> None:
    line = feedback_line(leaning(taste_of(labels), of))
    assert (line is None) == (not labels)
    if line:
        assert 0 < line.points < line.weight < FEEDBACK


@given(of=SIGNALS)
def test_signals_survive_json(of: Signals) -> None:
    assert Signals.from_json(json.loads(json.dumps(of.to_json()))) == of


@pytest.mark.parametrize(
    ("name", "share"),
    [("skill", 1), ("skill:", 1), ("mood:good", 1), ("skill:Go", "1"), ("skill:Go", True),
     ("skill:Go", 2), ("skill:Go", float("nan")), ("skill:Go", None), ("", 1)],
)  # fmt: skip
def test_what_are_no_signals_is_refused(name: str, share: object) -> None:
    with pytest.raises(SignalsInvalid):
        Signals.from_json({name: share})
