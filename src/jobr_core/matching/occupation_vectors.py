"""Where CVs and postings stand in the space of occupations."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from jobr_core.cvs.model import Cv
from jobr_core.jobs.model import JobPosting
from jobr_core.matching.occupation_space import (
    NOWHERE,
    OccupationVector,
    Standing,
    occupation_vector,
    skills_speak_for,
    title_grams,
)
from jobr_core.matching.telling_words import (
    TellingLine,
    cv_words,
    description_words,
    named_titles,
    tells_work,
)
from jobr_core.matching.wording import Wording, wording_of
from jobr_core.vocabulary.mentions import SkillMention
from jobr_core.vocabulary.word_grams import grams_of

_TITLE_COUNT: Final = 2
_OLDER: Final = 0.3
"""The n-th title counts 1 / (1 + 0.3 n)."""


def posting_vector(posting: JobPosting) -> OccupationVector:
    """The occupations a posting is about."""
    return said_by(posting.title, posting.description, posting.skills)[0]


@lru_cache(maxsize=4_096)
def said_by(
    title: str, description: str, tags: tuple[str, ...]
) -> tuple[OccupationVector, Wording]:
    """The occupations a posting is about, and the words it says so in; remembered by the text,
    which siblings in many cities share. A mere title says too little of the work: anybody who
    ever held it would fit."""
    words = description_words(description)
    if not (tags or tells_work(description, words)):
        return NOWHERE, {}
    named = grams_of(title)
    for gram, count in named.items():
        words[gram] += _TITLE_COUNT * count
    return occupation_vector(words, title_grams([(named, 1.0)])), wording_of(words)


def standing_of(
    cv: Cv, told: Sequence[TellingLine], held: Iterable[str], skills: Sequence[SkillMention]
) -> Standing:
    """Where a person stands by the lines of the CV that tell, who they are left aside; `held` are
    the titles held, newest first, `skills` what the text names, in order."""
    titles = list(dict.fromkeys((*held, *named_titles(told))))
    weighted = [(grams_of(title), 1 / (1 + _OLDER * n)) for n, title in enumerate(titles)]
    names = {cv.text[skill.start : skill.end].lower() for skill in skills}
    return Standing(
        about=occupation_vector(cv_words(told, titles, skills), title_grams(weighted)),
        skills=skills_speak_for(gram for name in names for gram in grams_of(name)),
    )
