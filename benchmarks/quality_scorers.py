"""What a quality task is, what it asks of a scorer, and Jobr's answer by its public names alone."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from quality_data import Posting, Resume, drawn
from quality_metrics import Row

from jobr_core.cvs import Cv, parse
from jobr_core.jobs import JobPosting
from jobr_core.matching import extract_skills, match_titles, rank, score

Vector = NDArray[np.float64]


class Matcher(Protocol):
    """Made with the postings of a task, of which it may learn what is common among them."""

    @property
    def full_marks(self) -> float | None:
        """The score of a certain fit; None where a score says nothing by itself."""

    def score(self, cv: Resume, posting: Posting) -> float: ...

    def ranking(self, cv: Resume) -> Sequence[str]:
        """The ids of all postings, best first."""


MatcherMaker = Callable[[Sequence[Posting]], Matcher]
TitleMatcher = Callable[[str], Sequence[float]]
"""A title → how alike it is to each label."""
TitleMatcherMaker = Callable[[Sequence[str]], TitleMatcher]
SkillFinder = Callable[[str], Sequence[str]]


@dataclass(frozen=True)
class Scorer:
    """Who takes part, and in what."""

    name: str
    matcher: MatcherMaker | None = None
    titles: TitleMatcherMaker | None = None
    skills: SkillFinder | None = None


@dataclass(frozen=True)
class Trial:
    """A task with its documents read. `measure` is None for whoever does not take part."""

    about: str
    measure: Callable[[Scorer], Row | None]


def trial_of_matchers(about: str, measure: Callable[[MatcherMaker], Row]) -> Trial:
    return Trial(about, lambda scorer: measure(scorer.matcher) if scorer.matcher else None)


class Scored(ABC):
    """A matcher that scores all postings at once. Ties are broken by a hash of both ids."""

    full_marks: float | None = None

    def __init__(self, postings: Sequence[Posting]) -> None:
        self._places = {posting.id: place for place, posting in enumerate(postings)}
        self._last: tuple[str, Vector] | None = None

    @abstractmethod
    def _scores(self, text: str) -> Vector: ...

    def score(self, cv: Resume, posting: Posting) -> float:
        return float(self._of(cv.text)[self._places[posting.id]])

    def ranking(self, cv: Resume) -> Sequence[str]:
        scores = self._of(cv.text).tolist()
        return sorted(
            self._places, key=lambda id_: (-scores[self._places[id_]], drawn("tie", cv.id, id_))
        )

    def _of(self, text: str) -> Vector:
        if self._last is None or self._last[0] != text:
            self._last = text, self._scores(text)
        return self._last[1]


class JobrMatcher:
    full_marks = 100.0

    def __init__(self, postings: Sequence[Posting]) -> None:
        self._jobs = {posting.id: _job(posting) for posting in postings}
        self._read: tuple[str, Cv] | None = None

    def score(self, cv: Resume, posting: Posting) -> float:
        return score(self._parsed(cv.text), self._jobs[posting.id]).score or 0

    def ranking(self, cv: Resume) -> Sequence[str]:
        jobs = self._jobs.values()
        return [report.job_id for report in rank(self._parsed(cv.text), jobs, limit=len(jobs))]

    def _parsed(self, text: str) -> Cv:
        """One CV is asked about many postings in a row."""
        if self._read is None or self._read[0] != text:
            self._read = text, parse(text)
        return self._read[1]


def _job(posting: Posting) -> JobPosting:
    """The public record, which wants a company and a place in its parts."""
    record: dict[str, object] = {
        "id": posting.id,
        "title": posting.title,
        "company": posting.company or "not named",
        "description": posting.description,
    }
    if posting.location:
        record["locations"] = [_place(posting.location.split(", "))]
    return JobPosting.from_record(record)


def _place(parts: Sequence[str]) -> dict[str, str]:
    """A city, with the country behind it, with the region between."""
    names = {1: ("city",), 2: ("city", "country")}.get(len(parts), ("city", "region", "country"))
    return dict(zip(names, parts, strict=False))


def _skills(text: str) -> list[str]:
    return [text[mention.start : mention.end] for mention in extract_skills(text)]


def jobr() -> Scorer:
    return Scorer(
        "Jobr",
        matcher=JobrMatcher,
        titles=lambda labels: partial(match_titles, labels=labels),
        skills=_skills,
    )
