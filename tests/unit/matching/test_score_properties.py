"""What holds of every score, whoever the person is and whatever the posting."""

import itertools
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobr_core.jobs.model import JobPosting
from jobr_core.matching.report import MatchReport
from jobr_core.matching.scoring import rank
from jobr_core.vocabulary.skills import all_skills
from told_people import (
    FEW,
    FITTER,
    NAMES,
    PRONOUNS,
    SKILLS,
    Told,
    a_posting,
    judged,
    people,
    postings,
    read,
    report_of,
)

ROUNDING: Final = 1e-9
STUFFING_GAINS: Final = 3.0

ALONE: Final = tuple(skill for skill in SKILLS if not all_skills()[skill].parents)
"""Skills that imply no other. Fields of knowledge are not among `SKILLS`: they are words of the
occupation besides, and may well speak for another one."""


def with_one_more(told: Told, skill: str) -> Iterator[str]:
    """The CV with a skill listed, and with it used in a job."""
    listed = ", ".join(told.listed)
    yield told.text.replace(f"Skills\n{listed}", f"Skills\n{listed}, {skill}")
    yield told.text.replace(f" {told.used[0]} ", f" {told.used[0]}, {skill} ", 1)


@FEW
@given(people, postings, st.sampled_from(ALONE))
def test_one_more_proven_skill_never_lowers_the_sum(
    told: Told, posting: JobPosting, skill: str
) -> None:
    before = report_of(told.text, posting).exact
    for more in with_one_more(told, skill):
        assert report_of(more, posting).exact >= before - ROUNDING


def test_one_more_skill_that_implies_what_is_asked_never_lowers_the_sum() -> None:
    developer = replace(FITTER, role="Software developer", used=("PostgreSQL",))
    posting = a_posting(0, "Software developer", ("Python",), ("Python",))
    before = report_of(developer.text, posting).exact
    after = [report_of(more, posting).exact for more in with_one_more(developer, "Django")]
    assert min(after) >= before - ROUNDING


@FEW
@given(people, st.lists(postings, max_size=6, unique_by=lambda posting: posting.id), st.data())
def test_the_order_of_postings_never_matters(
    told: Told, offered: list[JobPosting], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(offered))
    limit = data.draw(st.integers(0, 7))
    assert rank(read(told.text), offered, limit) == rank(read(told.text), shuffled, limit)


@FEW
@given(people, postings, st.sampled_from(NAMES), st.sampled_from(PRONOUNS))
def test_name_and_pronouns_change_nothing(
    told: Told, posting: JobPosting, name: str, pronouns: tuple[str, str]
) -> None:
    before = report_of(told.text, posting)
    after = report_of(replace(told, name=name, pronouns=pronouns).text, posting)
    assert judged(before) == judged(after)


@pytest.mark.parametrize("name", ["Ruby Carpenter", "Emily Baker", "Priya Cook"])
def test_a_name_told_in_a_sentence_changes_nothing(name: str) -> None:
    first, last = name.split()
    posting = a_posting(0, last, ("Python",), ("Docker",))
    sentence = "likes to work in a team"
    plain, named = (
        FITTER.text.replace("She likes her work", f"{who} {sentence}") for who in ("She", "{}")
    )
    named = named.format(f"{name}, called {first},").replace(FITTER.name, name)
    assert report_of(named, posting).exact == report_of(plain, posting).exact


@pytest.mark.parametrize("name", ["Emily Baker", "Emily Mason", "Priya Cook", "Java Singh"])
@pytest.mark.parametrize(
    "sentence", ["Ms {last} likes tea", "{last} has a dog", "{first} has a dog"]
)
def test_a_name_told_in_the_third_person_changes_nothing(name: str, sentence: str) -> None:
    def told(whole: str) -> str:
        first, last = whole.split()
        return FITTER.text.replace(FITTER.name, whole).replace(
            "She likes her work", sentence.format(first=first, last=last)
        )

    for title in (f"Head {name.split()[1]}", "Java developer"):
        posting = a_posting(0, title, ("Java",), ("Docker",))
        reports = (report_of(told(whole), posting) for whole in (name, "Sam Poe"))
        assert len({(report.exact, tuple(report.missing)) for report in reports}) == 1


PASTED: Final[dict[str, Callable[[str], str]]] = {
    "lines": lambda words: "\n".join([words] * 30),
    "bullets": lambda words: "\n".join([f"- {words}"] * 30),
    "numbers": lambda words: "\n".join(f"{n}. {words}" for n in range(30)),
    "one line": lambda words: " ".join([words] * 30),
    "commas": lambda words: ", ".join([words] * 30),
    "slashes": lambda words: "/".join([words] * 30),
    "bars": lambda words: " | ".join([words] * 30),
    "rows of six": lambda words: "\n".join([", ".join([words] * 6)] * 5),
}
PLACES: Final = {"head": "@example.org", "summary": "Summary", "work": "day", "skills": "Skills"}
"""Behind which words of `FITTER` it is pasted."""


def gained(told: Told, posting: JobPosting, paste: Callable[[str], str]) -> float:
    """The most that pasting the posting's title, or its skills, adds."""
    before = report_of(told.text, posting).exact
    skills = ", ".join(skill for skill in SKILLS if skill in posting.description)
    return max(report_of(paste(words), posting).exact - before for words in (posting.title, skills))


@pytest.mark.parametrize("way", ["lines", "bullets", "one line", "commas"])
@settings(FEW, max_examples=8)
@given(told=people, posting=postings)
def test_pasting_gains_next_to_nothing(way: str, told: Told, posting: JobPosting) -> None:
    stuffed = f"{told.text}\n\n{{}}\n"
    assert gained(told, posting, lambda w: stuffed.format(PASTED[way](w))) <= STUFFING_GAINS


ELSEWHERE: Final = a_posting(0, "Software developer", ("Python", "Kafka", "Docker"), ("Django",))


@pytest.mark.parametrize(("way", "place"), list(itertools.product(PASTED, PLACES)))
def test_pasting_gains_next_to_nothing_anywhere(way: str, place: str) -> None:
    def pasted(words: str) -> str:
        behind = PLACES[place]
        return FITTER.text.replace(behind, f"{behind}\n{PASTED[way](words)}", 1)

    assert gained(FITTER, ELSEWHERE, pasted) <= STUFFING_GAINS


@FEW
@given(people, postings)
def test_a_report_survives_json(told: Told, posting: JobPosting) -> None:
    report = report_of(told.text, posting)
    sent = json.loads(json.dumps(report.to_json()))
    again = MatchReport.from_json(sent)
    assert again.to_json() == report.to_json()
    assert (again.exact, again.missing, judged(again)) == (
        report.exact, report.missing, judged(report),
    )  # fmt: skip
