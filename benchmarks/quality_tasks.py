"""The matching tasks of the quality benchmark: those that rank, and the list of all.

The question of each is told by its function.
"""

from collections.abc import Callable, Sequence

from quality_data import Collections, Posting, Resume, drawn
from quality_fits import cvs_and_postings, fit_pairs, fit_panoslin, grade_of
from quality_invariants import invariants
from quality_labels import IT_OCCUPATIONS, OCCUPATIONS, Counterparts, occupation_grade
from quality_metrics import (
    Figure,
    Row,
    average_precision,
    mean,
    ndcg,
    precision,
    reciprocal_rank,
    sampled,
)
from quality_names import skills_skillspan, title_norm, title_norm_installed
from quality_scorers import MatcherMaker, Trial, trial_of_matchers

Grade = Callable[[Resume, Posting], int]
MOST_OF_A_TRADE = 12


def rank_google(collections: Collections) -> Trial:
    """A CV → real postings, graded by the department they are of."""
    return _ranking(*cvs_and_postings(collections), grade_of)


def rank_onet(collections: Collections) -> Trial:
    """A CV of any trade → profiles of occupations."""
    resumes = collections.resumes("livecareer_resumes")
    cvs = [cv for trade in OCCUPATIONS for cv in _some_of(resumes, trade)]
    return _ranking(cvs, collections.occupation_postings(), _by_occupation(OCCUPATIONS))


def _some_of(resumes: Sequence[Resume], trade: str) -> list[Resume]:
    mine = (cv for cv in resumes if cv.category == trade)
    return sorted(mine, key=lambda cv: drawn("cap", cv.id))[:MOST_OF_A_TRADE]


def rank_onet_it(collections: Collections) -> Trial:
    """A CV, mostly of IT → profiles of occupations."""
    cvs = collections.resumes("updated_resumes")
    return _ranking(cvs, collections.occupation_postings(), _by_occupation(IT_OCCUPATIONS))


def _by_occupation(table: dict[str, Counterparts]) -> Grade:
    return lambda cv, posting: occupation_grade(table[cv.category], posting.category)


def _ranking(cvs: Sequence[Resume], postings: Sequence[Posting], grade: Grade) -> Trial:
    def measure(make: MatcherMaker) -> Row:
        matcher, by_id = make(postings), {posting.id: posting for posting in postings}
        graded = [[grade(cv, by_id[id_]) for id_ in matcher.ranking(cv)] for cv in cvs]
        answered = [grades for grades in graded if any(grades)]
        return {
            "nDCG@10": sampled([ndcg(grades) for grades in answered], mean),
            "P@5": Figure(mean(precision(grades, 5) for grades in answered)),
            "MRR": Figure(mean(map(reciprocal_rank, answered))),
            "MAP": Figure(mean(map(average_precision, answered))),
        }

    return trial_of_matchers(f"{len(cvs)} CVs, {len(postings)} postings", measure)


TASKS: dict[str, Callable[[Collections], Trial]] = {
    task.__name__: task
    for task in (
        rank_google,
        rank_onet,
        rank_onet_it,
        fit_pairs,
        fit_panoslin,
        title_norm,
        title_norm_installed,
        skills_skillspan,
        invariants,
    )
}
