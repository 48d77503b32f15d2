"""What a scorer does when a CV changes in ways that tell nothing of the work in it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from quality_data import Collections, Posting, Resume, drawn
from quality_fits import cvs_and_postings, grade_of
from quality_labels import OTHER, SAME
from quality_metrics import Figure, Row, mean
from quality_scorers import Matcher, MatcherMaker, Trial, trial_of_matchers

Pair = tuple[Resume, Posting]
Change = Callable[[str, Posting], str]
NAMES = ("Lakisha Washington", "Greg Baker")
PRONOUNS = (
    "She led her team; chair of the women's network.",
    "He led his team; chair of the men's network.",
)
TIMES, LOOKED_AT, RANKED = 30, 30, 10


def invariants(collections: Collections) -> Trial:
    """What must change no score: a name, a pronoun, the order of postings, a title said thirty times."""
    cvs, postings = cvs_and_postings(collections)
    chosen = sorted(cvs, key=lambda cv: drawn("inv", cv.id))[:LOOKED_AT]
    pairs = [(cv, posting) for cv in chosen for posting in _one_good_one_bad(cv, postings)]
    return trial_of_matchers(f"{len(pairs)} pairs", partial(_behaviour, postings, pairs))


def _one_good_one_bad(cv: Resume, postings: Sequence[Posting]) -> list[Posting]:
    ordered = sorted(postings, key=lambda posting: drawn("inv", cv.id, posting.id))
    return [next(p for p in ordered if grade_of(cv, p) == grade) for grade in (SAME, OTHER)]


def _behaviour(postings: Sequence[Posting], pairs: Sequence[Pair], make: MatcherMaker) -> Row:
    """Changes are shares of the range of all scores; of swaps the largest, of stuffing the mean."""
    matcher = make(postings)
    plain, again = (_scores(matcher, pairs) for _ in range(2))
    spread = (max(plain) - min(plain)) or 1.0
    one, other = (_scores(matcher, pairs, _headed(name)) for name in NAMES)
    she, he = (_scores(matcher, pairs, _ended(line)) for line in PRONOUNS)
    stuffed = _scores(matcher, pairs, _stuffed)
    return {
        "deterministic": Figure(mean(map(float.__eq__, plain, again))),
        "name swap": Figure(max(_changes(one, other)) / spread),
        "pronoun swap": Figure(max(_changes(she, he)) / spread),
        "title stuffing": Figure((mean(stuffed) - mean(plain)) / spread),
        "any order": Figure(_same_in_any_order(postings, pairs, make)),
    }


def _scores(
    matcher: Matcher, pairs: Sequence[Pair], change: Change = lambda text, _: text
) -> list[float]:
    return [
        float(matcher.score(replace(cv, text=change(cv.text, posting)), posting))
        for cv, posting in pairs
    ]


def _changes(one: Sequence[float], other: Sequence[float]) -> list[float]:
    return [abs(before - after) for before, after in zip(one, other, strict=True)]


def _headed(name: str) -> Change:
    return lambda text, _: f"{name}\n{text}"


def _ended(line: str) -> Change:
    return lambda text, _: f"{text}\n{line}"


def _stuffed(text: str, posting: Posting) -> str:
    return f"{text}\n{f'{posting.title} ' * TIMES}"


def _same_in_any_order(
    postings: Sequence[Posting], pairs: Sequence[Pair], make: MatcherMaker
) -> float:
    """The share of CVs whose ranking is the same when the postings come in another order."""
    shuffled = sorted(postings, key=lambda posting: drawn("order", posting.id))
    one, other = make(postings), make(shuffled)
    cvs = list(dict.fromkeys(cv for cv, _ in pairs))[:RANKED]
    return mean(list(one.ranking(cv)) == list(other.ranking(cv)) for cv in cvs)
