"""Is the score itself right: for one CV among many, and for one person's own wishes."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from quality_data import Collections, Posting, Resume, drawn
from quality_labels import DEPARTMENTS, NEAR, OTHER, SAME, department_grade
from quality_metrics import (
    UNKNOWN,
    Figure,
    Row,
    auc,
    calibration_error,
    mean,
    precision,
    sampled,
    spearman,
)
from quality_scorers import JobrMatcher, Matcher, MatcherMaker, Trial, _job, trial_of_matchers

from jobr_core.cvs import parse
from jobr_core.matching import MatchLine, MatchReport, score
from jobr_core.matching.features import featured
from jobr_core.matching.feedback_rules import feedback_line
from jobr_core.matching.report import summed
from jobr_core.matching.signals import Signals, signals_of
from jobr_core.matching.taste import Label, leaning, taste_of

LABELS, DRAWS = (5, 10, 20, 50, 100), 200
NEVER_HURT = 20
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Pair:
    score: float
    grade: int


def cvs_and_postings(collections: Collections) -> tuple[list[Resume], list[Posting]]:
    """CVs of the trades that have a department among the postings."""
    resumes = collections.resumes("livecareer_resumes")
    return [cv for cv in resumes if cv.category in DEPARTMENTS], collections.google_postings()


def fit_pairs(collections: Collections) -> Trial:
    """Is one score worth the same whatever the CV: a CV with a posting of its work, one of the next, two of other work."""
    cvs, postings = cvs_and_postings(collections)
    chosen = [(cv, _drawn_for(cv, postings)) for cv in cvs]

    def measure(make: MatcherMaker) -> Row:
        matcher = make(postings)
        pairs = [
            [Pair(matcher.score(cv, posting), grade_of(cv, posting)) for posting in mine]
            for cv, mine in chosen
        ]
        return {
            "AUC": sampled(pairs, _auc_of_pairs),
            "Spearman": sampled(pairs, _spearman_of_pairs),
            "ECE": _calibration(matcher, pairs),
        }

    count = sum(len(mine) for _, mine in chosen)
    return trial_of_matchers(f"{count} pairs of {len(cvs)} CVs", measure)


def grade_of(cv: Resume, posting: Posting) -> int:
    return department_grade(cv.category, posting.category)


def _drawn_for(cv: Resume, postings: Sequence[Posting]) -> list[Posting]:
    chosen: list[Posting] = []
    for grade, count in ((SAME, 1), (NEAR, 1), (OTHER, 2)):
        pool = [posting for posting in postings if grade_of(cv, posting) == grade]
        chosen += sorted(pool, key=lambda posting: drawn("pair", cv.id, posting.id))[:count]
    return chosen


def _clear(pairs: Sequence[Sequence[Pair]]) -> tuple[list[float], list[bool]]:
    """Scores of all but what is near, and whether it is the same work."""
    clear = [pair for mine in pairs for pair in mine if pair.grade != NEAR]
    return [pair.score for pair in clear], [pair.grade == SAME for pair in clear]


def _auc_of_pairs(pairs: Sequence[Sequence[Pair]]) -> float:
    return auc(*_clear(pairs))


def _spearman_of_pairs(pairs: Sequence[Sequence[Pair]]) -> float:
    every = [pair for mine in pairs for pair in mine]
    return spearman([pair.score for pair in every], [pair.grade for pair in every])


def _calibration(matcher: Matcher, pairs: Sequence[Sequence[Pair]]) -> Figure:
    """Without an interval: samples drawn from the same pairs are worse calibrated than they are."""
    marks = matcher.full_marks
    if marks is None:
        return UNKNOWN
    scores, same = _clear(pairs)
    return Figure(calibration_error([score / marks for score in scores], same))


def fit_panoslin(collections: Collections) -> Trial:
    """Which of these postings did this person want? One person's own word."""
    cv, judged = collections.asked_person(), collections.wanted_postings()
    postings = [posting for posting, _ in judged]
    wanted = {posting.id: yes for posting, yes in judged}

    def measure(make: MatcherMaker) -> Row:
        matcher = make(postings)
        scores = {posting.id: matcher.score(cv, posting) for posting in postings}
        best = sorted(scores, key=lambda id_: (-scores[id_], drawn("tie", cv.id, id_)))
        return {
            "AUC": sampled(postings, partial(_auc_of_postings, scores, wanted)),
            "P@50": Figure(precision([wanted[id_] for id_ in best], 50)),
            **(_after_labels(cv, judged) if isinstance(matcher, JobrMatcher) else NO_LABELS),
        }

    share = sum(wanted.values()) / len(wanted)
    return trial_of_matchers(f"{len(postings)} postings, {share:.0%} wanted", measure)


def _auc_of_postings(
    scores: dict[str, float], wanted: dict[str, bool], postings: Sequence[Posting]
) -> float:
    ids = [posting.id for posting in postings]
    return auc([scores[id_] for id_ in ids], [wanted[id_] for id_ in ids])


@dataclass(frozen=True)
class Judged:
    """A posting with the person's word on it."""

    signals: Signals
    report: MatchReport
    wanted: bool


@dataclass(frozen=True)
class Learned:
    """The AUC of the postings not drawn, without the labels of those drawn and with them."""

    cold: float
    warm: float


def _after_labels(cv: Resume, judged: Sequence[tuple[Posting, bool]]) -> Row:
    """The AUC of all others after some of the person's own labels, drawn anew many times: the
    mean, and where 95 % of the draws lie; what the draws gain, at the lower quartile."""
    read = parse(cv.text)
    jobs = [(_job(posting), wanted) for posting, wanted in judged]
    known = [Judged(signals_of(featured(job)), score(read, job), yes) for job, yes in jobs]
    drawn_of = {count: [_learned(known, count, n) for n in range(DRAWS)] for count in LABELS}
    gains = sorted(of.warm - of.cold for of in drawn_of[NEVER_HURT])
    return {
        **{f"AUC after {count}": _spread([of.warm for of in drawn_of[count]]) for count in LABELS},
        f"gain of {NEVER_HURT}": _spread(gains),
        f"gain of {NEVER_HURT}, lower quartile": Figure(gains[DRAWS // 4]),
    }


NO_LABELS: Row = dict.fromkeys(
    (
        *(f"AUC after {count}" for count in LABELS),
        f"gain of {NEVER_HURT}",
        f"gain of {NEVER_HURT}, lower quartile",
    ),
    UNKNOWN,
)
"""Of scorers that learn nothing of a person."""


def _learned(judged: Sequence[Judged], count: int, seed: int) -> Learned:
    order = random.Random(seed).sample(judged, len(judged))
    taste = taste_of(
        [Label(signals=of.signals, liked=of.wanted, given_at=EPOCH) for of in order[:count]]
    )
    rest, wanted = order[count:], [of.wanted for of in order[count:]]
    warm = [_with_line(of.report, feedback_line(leaning(taste, of.signals))) for of in rest]
    return Learned(auc([of.report.exact for of in rest], wanted), auc(warm, wanted))


def _with_line(report: MatchReport, line: MatchLine | None) -> float:
    return summed((*report.lines, *filter(None, [line])), report.cap)


def _spread(values: Sequence[float]) -> Figure:
    ordered = sorted(values)
    last = len(ordered) - 1
    return Figure(mean(ordered), (ordered[round(0.025 * last)], ordered[round(0.975 * last)]))
