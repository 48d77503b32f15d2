"""What the quality tasks measure, and how sure one can be of it."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

Group = TypeVar("Group")
SAMPLES, SEED = 1_000, 7


@dataclass(frozen=True)
class Figure:
    """A value, and where 95 % of the values of other samples lie."""

    value: float
    interval: tuple[float, float] | None = None

    def __str__(self) -> str:
        if math.isnan(self.value):
            return "–"
        if self.interval is None:
            return f"{self.value:.3f}"
        return f"{self.value:.3f} ({self.interval[0]:.3f}–{self.interval[1]:.3f})"


Row = dict[str, Figure]
UNKNOWN = Figure(math.nan)


def sampled(groups: Sequence[Group], statistic: Callable[[Sequence[Group]], float]) -> Figure:
    """A statistic with the percentile bootstrap over what is independent: CVs, postings, titles."""
    draws = np.random.default_rng(SEED).integers(0, len(groups), (SAMPLES, len(groups)))
    values = [statistic([groups[n] for n in draw]) for draw in draws.tolist()]
    low, high = np.nanpercentile(values, (2.5, 97.5))
    return Figure(statistic(groups), (float(low), float(high)))


def mean(values: Iterable[float]) -> float:
    return float(np.mean(list(values)))


def ndcg(grades: Sequence[int], depth: int = 10) -> float:
    """`grades` of everything that was ranked, best first; a grade gains 2^grade − 1."""
    ideal = _gain(sorted(grades, reverse=True)[:depth])
    return _gain(grades[:depth]) / ideal if ideal else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum((math.exp2(grade) - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def precision(grades: Sequence[int], depth: int) -> float:
    return sum(grade > 0 for grade in grades[:depth]) / depth


def reciprocal_rank(grades: Sequence[int]) -> float:
    return next((1 / place for place, grade in enumerate(grades, 1) if grade > 0), 0.0)


def average_precision(grades: Sequence[int]) -> float:
    places = [place for place, grade in enumerate(grades, 1) if grade > 0]
    return sum(n / place for n, place in enumerate(places, 1)) / len(places) if places else 0.0


def auc(scores: Sequence[float], wanted: Sequence[bool]) -> float:
    """How often what is wanted scores higher than what is not; a tie is half of that."""
    yes = np.asarray(wanted)
    count, others = int(yes.sum()), int((~yes).sum())
    if not count or not others:
        return math.nan
    return float((_ranks(scores)[yes].sum() - count * (count + 1) / 2) / (count * others))


def spearman(one: Sequence[float], other: Sequence[float]) -> float:
    ranks = _ranks(one), _ranks(other)
    if not all(side.std() for side in ranks):
        return 0.0
    return float(np.corrcoef(*ranks)[0, 1])


def _ranks(values: Sequence[float]) -> NDArray[np.float64]:
    return np.asarray(rankdata(values), dtype=np.float64)


def calibration_error(chances: Sequence[float], came: Sequence[bool], bins: int = 10) -> float:
    """How far, in bins of equal width, the mean chance is from the share that came true."""
    given, true = np.asarray(chances), np.asarray(came, dtype=np.float64)
    bin_of = np.minimum((given * bins).astype(int), bins - 1)
    gaps = (abs((given - true)[bin_of == number].sum()) for number in range(bins))
    return float(sum(gaps) / len(given))


@dataclass(frozen=True)
class Hits:
    """What was found rightly, found wrongly and missed."""

    right: int
    wrong: int
    missed: int


def f1(hits: Sequence[Hits]) -> float:
    """Over all texts together."""
    right = sum(of.right for of in hits)
    return 2 * right / max(1, sum(2 * of.right + of.wrong + of.missed for of in hits))
