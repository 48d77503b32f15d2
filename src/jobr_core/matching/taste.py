"""What somebody likes, learned from “more like this” and “not for me”.

Logistic regression on the signals of the labelled postings, the weight of every signal drawn to 0
(a Gaussian prior) and without an intercept: a posting that shares nothing with what was labelled
is neither liked nor disliked, and one more like never lowers what it was given for. Learned anew
from all labels each time; sums are exact (`fsum`), so that the order of labels changes nothing.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import mul
from typing import Final

from jobr_core.matching.signals import Aspect, Signal, Signals

_COUNTS: Final[Mapping[Aspect, float]] = {
    Aspect.OCCUPATION: 1.0, Aspect.TITLE: 1.0, Aspect.SKILL: 0.7, Aspect.FIELD: 0.5,
    Aspect.SECTOR: 0.3,
}  # fmt: skip
_FACT_COUNTS: Final = 0.2
"""What an aspect counts beside the others. Set by hand; on fit_panoslin half or twice of each
changes the AUC after 20 and 50 labels by about 0.01 at most."""
_PULL: Final = 0.25
"""To 0, of every weight (a prior variance of 4); 0.25 to 1 differ by less than 0.005."""
_ROUNDS: Final = 15
"""100 change the AUC by less than 0.001."""
_MOST_LABELS: Final = 500
"""The newest; tastes change, and learning takes time."""
_HALF: Final = 10.0
"""Labels, half of each kind, with which a taste counts half of what it may."""
_MOST_SURE: Final = 0.99
_TOLD: Final = 3
_WORTH_TELLING: Final = 0.05
_DIGITS: Final = 6

_Sparse = tuple[Sequence[int], Sequence[float]]
"""Places and what stands there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Somebody's word on one posting."""

    signals: Signals
    liked: bool
    given_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Taste:
    """`weights` of signals by name, in log-odds; of how many labels of each kind."""

    weights: Mapping[str, float]
    liked: int
    declined: int

    @property
    def evidence(self) -> float:
        """0 without labels, towards 1 with many of both kinds; of one kind alone at most 0.09."""
        yes, no = self.liked + 0.5, self.declined + 0.5
        balanced = 4 * yes * no / (yes + no) - 1
        return balanced / (balanced + _HALF)

    def to_json(self) -> dict[str, object]:
        """In the order of names."""
        return {
            "weights": dict(sorted(self.weights.items())),
            "liked": self.liked,
            "declined": self.declined,
        }


NO_TASTE: Final = Taste(weights={}, liked=0, declined=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaning:
    """How likely a posting is liked (`share`, 0 to 1; 0.5 where nothing is known), how much that
    is worth (`evidence`, 0 to 1), and what speaks for and against it, in words."""

    share: float
    evidence: float
    liked: tuple[str, ...]
    declined: tuple[str, ...]


def taste_of(labels: Collection[Label]) -> Taste:
    """What the newest 500 labels tell. Where somebody judged a posting twice, hand in the last."""
    used = _newest(labels)
    rows = [_counted(label.signals) for label in used]
    names = sorted({name for row in rows for name in row})
    place = {name: number for number, name in enumerate(names)}
    sparse = [(tuple(map(place.__getitem__, row)), tuple(row.values())) for row in rows]
    learned = _learned(sparse, [float(label.liked) for label in used], len(names))
    rounded = (round(weight, _DIGITS) for weight in learned)
    return Taste(
        weights={name: w for name, w in zip(names, rounded, strict=True) if w},
        liked=sum(label.liked for label in used),
        declined=sum(not label.liked for label in used),
    )


def leaning(taste: Taste, signals: Signals) -> Leaning:
    """How much a posting with these signals is to the taste."""
    parts = [
        (signal, taste.weights.get(signal.name, 0.0) * _strength(signal)) for signal in signals.of
    ]
    likely = _likely(math.fsum(part for _, part in parts))
    return Leaning(
        share=round(min(max(likely, 1 - _MOST_SURE), _MOST_SURE), 3),
        evidence=round(taste.evidence, 3),
        liked=_told(parts),
        declined=_told((signal, -part) for signal, part in parts),
    )


def _newest(labels: Collection[Label]) -> Collection[Label]:
    return labels if len(labels) <= _MOST_LABELS else sorted(labels, key=_age)[-_MOST_LABELS:]


def _age(label: Label) -> tuple[datetime, bool, str]:
    return label.given_at, label.liked, str(sorted(label.signals.to_json().items()))


def _counted(signals: Signals) -> dict[str, float]:
    return {signal.name: _strength(signal) for signal in signals.of}


def _strength(signal: Signal) -> float:
    return signal.share * _COUNTS.get(signal.aspect, _FACT_COUNTS)


def _likely(log_odds: float) -> float:
    return 1 / (1 + math.exp(-min(max(log_odds, -30.0), 30.0)))


def _learned(rows: Sequence[_Sparse], wished: Sequence[float], width: int) -> list[float]:
    """Nesterov's accelerated gradient, a fixed number of rounds."""
    columns = _turned(rows, width)
    steepest = _PULL + _steepness(rows, columns) / 4
    momentum = (math.sqrt(steepest) - math.sqrt(_PULL)) / (math.sqrt(steepest) + math.sqrt(_PULL))
    weights = ahead = [0.0] * width
    for _ in range(_ROUNDS):
        missed = [
            wish - _likely(_product(row, ahead)) for row, wish in zip(rows, wished, strict=True)
        ]
        before = weights
        weights = [
            here + (_product(column, missed) - _PULL * here) / steepest
            for here, column in zip(ahead, columns, strict=True)
        ]
        ahead = [now + momentum * (now - was) for now, was in zip(weights, before, strict=True)]
    return weights


def _turned(rows: Sequence[_Sparse], width: int) -> list[_Sparse]:
    places: list[list[int]] = [[] for _ in range(width)]
    values: list[list[float]] = [[] for _ in range(width)]
    for number, row in enumerate(rows):
        for place, value in zip(*row, strict=True):
            places[place].append(number)
            values[place].append(value)
    return list(zip(places, values, strict=True))


def _steepness(rows: Sequence[_Sparse], columns: Sequence[_Sparse]) -> float:
    """No less than the largest eigenvalue of the Gram matrix: its largest sum of a row, as
    nothing in it is negative."""
    total = [math.fsum(values) for _, values in columns]
    return max((_product(row, total) for row in rows), default=0.0)


def _product(sparse: _Sparse, dense: Sequence[float]) -> float:
    places, values = sparse
    if len(places) == 1:  # most signals are those of one posting
        return dense[places[0]] * values[0]
    return math.fsum(map(mul, map(dense.__getitem__, places), values))


def _told(parts: Iterable[tuple[Signal, float]]) -> tuple[str, ...]:
    """The strongest, in words; fields and sectors only repeat what the occupations tell."""
    worth = [
        (signal, part)
        for signal, part in parts
        if part >= _WORTH_TELLING and signal.aspect not in {Aspect.FIELD, Aspect.SECTOR}
    ]
    best = sorted(worth, key=lambda one: (-one[1], one[0].aspect, one[0].value))
    return tuple(dict.fromkeys(_words(signal) for signal, _ in best))[:_TOLD]


def _words(signal: Signal) -> str:
    value = signal.value.replace("_", " ")
    behind = {
        Aspect.LEVEL: f"{value} level",
        Aspect.YEARS: f"{value} years asked",
        Aspect.TITLE: f"“{value}” in the title",
        Aspect.PERMIT: "a work permit asked",
    }
    return behind.get(signal.aspect, value)
