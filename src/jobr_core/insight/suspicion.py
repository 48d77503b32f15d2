"""What makes signing in suspicious: the kinds of rules (`suspicion_rules.py` has the rules)."""

from abc import abstractmethod
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Protocol

from jobr_core.insight.sign_ins import Sighting

Aspect = Callable[[Sighting], str | None]
"""Something of a sighting; None where it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something an operator should look at. What `count` counts is the rule's."""

    rule: str
    subject: str
    since: datetime
    until: datetime
    count: int
    explanation: str


class Rule(Protocol):
    """Finds one kind of thing among sightings in any order.

    More sightings never take a finding away: there is one of the same subject that covers its
    time and counts no less.
    """

    @property
    def name(self) -> str: ...

    @property
    def reads(self) -> frozenset[str]:
        """The names of the events it has to see."""

    @abstractmethod
    def __call__(self, sightings: Sequence[Sighting]) -> Iterable[Finding]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowding:
    """Many different things around one subject in a short time: at least `least` different `each`
    around one `about` within `within`, both ends included. Periods that share a sighting are one.

    One event of `proofs` is enough, whatever else there is: Jobr has counted already.
    """

    name: str
    reads: frozenset[str]
    about: Aspect
    each: Aspect
    least: int
    within: timedelta
    explanation: str
    """`{count}` stands for the different things."""
    proofs: frozenset[str] = frozenset()
    explanation_if_proven: str = ""

    def __call__(self, sightings: Sequence[Sighting]) -> Iterator[Finding]:
        for subject, own in _grouped(self._counted(sightings), self.about).items():
            for first, last in _joined(self._crowded(own)):
                yield self._finding(subject, own[first : last + 1])

    def _counted(self, sightings: Sequence[Sighting]) -> Iterator[Sighting]:
        return (s for s in sightings if s.name in self.reads and self._key(s) is not None)

    def _key(self, sighting: Sighting) -> str | None:
        return sighting.name if sighting.name in self.proofs else self.each(sighting)

    def _crowded(self, own: Sequence[Sighting]) -> Iterator[tuple[int, int]]:
        """Of each sighting that ends a crowded period the longest such, by first and last."""
        first, inside = 0, Counter[str | None]()
        for last, newest in enumerate(own):
            inside[self._key(newest)] += 1
            while own[first].at < newest.at - self.within:
                left = self._key(own[first])
                inside[left] -= 1
                if not inside[left]:
                    del inside[left]
                first += 1
            if len(inside) >= self.least or not self.proofs.isdisjoint(inside):
                yield first, last

    def _finding(self, subject: str, own: Sequence[Sighting]) -> Finding:
        keys = {self._key(sighting) for sighting in own}
        count = len(keys - self.proofs)
        explanation = self.explanation_if_proven if keys & self.proofs else self.explanation
        return Finding(
            rule=self.name,
            subject=subject,
            since=own[0].at,
            until=own[-1].at,
            count=count,
            explanation=explanation.format(count=count),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Somebody got in where others were tried: events named `entered` that come from a source
    while there is a finding of `amid` about it, or until `within` after. One finding of an
    account, counting its entries."""

    name: str
    entered: str
    amid: Crowding
    within: timedelta
    explanation: str

    @property
    def reads(self) -> frozenset[str]:
        return self.amid.reads | {self.entered}

    def __call__(self, sightings: Sequence[Sighting]) -> Iterator[Finding]:
        entries = _grouped((s for s in sightings if s.name == self.entered), _source)
        amid: set[Sighting] = set()
        for finding in self.amid(sightings):
            own = entries.get(finding.subject, [])
            start = bisect_left(own, finding.since, key=_at)
            amid |= set(own[start : bisect_right(own, finding.until + self.within, key=_at)])
        for account, own in _grouped(amid, _account).items():
            yield Finding(
                rule=self.name,
                subject=account,
                since=own[0].at,
                until=own[-1].at,
                count=len(own),
                explanation=self.explanation,
            )


_at: Callable[[Sighting], datetime] = attrgetter("at")
_source: Aspect = attrgetter("source")
_account: Aspect = attrgetter("account")


def _grouped(sightings: Iterable[Sighting], about: Aspect) -> dict[str, list[Sighting]]:
    """In order of time; without those that are about nothing."""
    groups: defaultdict[str, list[Sighting]] = defaultdict(list)
    for sighting in sorted(sightings, key=_at):
        subject = about(sighting)
        if subject is not None:
            groups[subject].append(sighting)
    return groups


def _joined(periods: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Periods in order of both their ends, those that share a sighting made one."""
    joined: list[tuple[int, int]] = []
    for first, last in periods:
        if joined and first <= joined[-1][1]:
            joined[-1] = joined[-1][0], last
        else:
            joined.append((first, last))
    return joined
