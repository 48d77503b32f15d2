"""Where CVs and postings stand in the space of occupations."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from jobr_core.cvs.model import Cv
from jobr_core.jobs.model import JobPosting
from jobr_core.matching.occupation_space import (
    OccupationVector,
    Standing,
    occupation_vector,
    skills_speak_for,
    title_grams,
)
from jobr_core.matching.telling_words import cv_words, named_titles, posting_words, telling_lines
from jobr_core.shared.text import Span
from jobr_core.vocabulary.mentions import SkillMention
from jobr_core.vocabulary.word_grams import grams_of

_OLDER: Final = 0.3
"""The n-th title counts 1 / (1 + 0.3 n)."""


def posting_vector(posting: JobPosting) -> OccupationVector:
    """The occupations a posting is about."""
    return _vector_of(posting.title, posting.description)


@lru_cache(maxsize=4_096)
def _vector_of(title: str, description: str) -> OccupationVector:
    """Remembered by the words, which siblings in many cities share."""
    named = title_grams([(grams_of(title), 1.0)])
    return occupation_vector(posting_words(title, description), named)


def standing_of(
    cv: Cv, held: Iterable[str], skills: Sequence[SkillMention], stuffed: Sequence[Span]
) -> Standing:
    """Where a person stands by the CV, who they are left aside; `held` are the titles held,
    newest first, `skills` what the text names, in order, `stuffed` the lines that tell nothing."""
    told = list(telling_lines(cv, stuffed))
    titles = list(dict.fromkeys((*held, *named_titles(told))))
    weighted = [(grams_of(title), 1 / (1 + _OLDER * n)) for n, title in enumerate(titles)]
    names = {cv.text[skill.start : skill.end].lower() for skill in skills}
    return Standing(
        about=occupation_vector(cv_words(told, titles, skills), title_grams(weighted)),
        skills=skills_speak_for(gram for name in names for gram in grams_of(name)),
    )
