"""How alike two job titles are."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from jobr_core.matching.occupation_space import dot, title_vector
from jobr_core.shared.text import folded, words_of
from jobr_core.vocabulary.gender_tags import GENDER_TAG
from jobr_core.vocabulary.occupation_table import occupation_table
from jobr_core.vocabulary.phrases import singular
from jobr_core.vocabulary.seniority import without_seniority
from jobr_core.vocabulary.title_synonyms import in_english
from jobr_core.vocabulary.word_grams import stems_of

_NOISE: Final = frozenset(
    "the a an of and for in at to with or full part time temporary contract permanent remote hybrid onsite "
    "job position role i ii iii iv band grade level urgent immediate start shift days nights uk us eu "
    "und fur de des du da do del".split()
)
_SAME: Final = {
    "developer": "engineer", "programmer": "engineer", "sw": "software", "swe": "software",
    "dev": "engineer", "coder": "engineer", "rn": "nurse", "sre": "reliability",
    "bookkeeper": "accountant", "accounting": "accountant", "accounts": "accountant",
    "finance": "financial", "teaching": "teacher",
    "nursing": "nurse", "cook": "chef", "carer": "care", "caregiver": "care",
    "rep": "representative", "exec": "executive", "mgr": "manager", "admin": "administrator",
    "ux": "ui", "hr": "human", "fullstack": "stack", "back": "backend", "front": "frontend",
    "ml": "machine", "qa": "quality", "tester": "quality", "lorry": "hgv", "truck": "hgv",
}  # fmt: skip
_GENERIC: Final = frozenset(
    "engineer manager assistant specialist officer executive consultant representative coordinator analyst "
    "administrator associate advisor adviser technician worker agent operator supervisor director member team "
    "staff professional general".split()
)
_RANKS: Final = frozenset("head chief lead senior managing principal general junior".split())
_GENERIC_WEIGHT: Final = 0.4
_FAINT: Final = 0.1
"""Titles that have less in common by their occupations are not alike."""


def match_titles(title: str, labels: Iterable[str]) -> list[float]:
    """How likely a job title means each label, 0 to 1; seniority, gender tags and shifts aside.

    By the words of both, and by the occupations they may mean: a charge nurse and a ward sister
    share no word. A label nobody calls a job is less likely meant; so it is not symmetric. What
    is installed over Jobr's own titles (`installed_titles`) has its part.

    >>> [round(x, 1) for x in match_titles("Lorry driver", ["Truck driver", "Pastry chef"])]
    [0.9, 0.0]
    """
    from jobr_core.matching.title_labels import meaning, read_labels  # 6 ms few need
    from jobr_core.vocabulary.installed_titles import in_use

    installed = in_use()
    return read_labels(tuple(labels), installed).likeness_to(title, meaning(title, installed))


@lru_cache(maxsize=20_000)
def bare_title(title: str) -> str:
    """A title without its seniority and gender tags, in lower case."""
    return without_seniority(GENDER_TAG.sub(" ", title)).lower()


@lru_cache(maxsize=50_000)
def title_terms(title: str) -> frozenset[str]:
    """The words of a title that tell the occupation; of “Head Chef” or “Managing Director”, which
    are levels as a whole, those that are no mere rank."""
    return _told(bare_title(title)) or _told(title.lower()) - _RANKS


def _told(title: str) -> frozenset[str]:
    found = (
        _SAME.get(word) or _SAME.get(singular(word)) or singular(word)
        for word in in_english(words_of(folded(title)).keys)
    )
    return frozenset(word for word in found if word not in _NOISE and not word.isdigit())


def titles_alike(one: str, other: str) -> float:
    """0 to 1, by the words that tell the occupation; where one of them is not English, by the
    occupations both may mean as well.

    >>> titles_alike("Cook", "Chef"), titles_alike("Hebamme", "Midwife")
    (1.0, 0.9...)
    """
    by_words = likeness(title_terms(one), title_terms(other))
    if not (_is_abroad(one) or _is_abroad(other)):
        return by_words
    same = dot(title_vector(bare_title(one)), title_vector(bare_title(other)))
    return max(by_words, round(same, 4) if same > _FAINT else 0.0)


@lru_cache(maxsize=50_000)
def _is_abroad(title: str) -> bool:
    abroad = occupation_table().abroad
    return not abroad.isdisjoint(stems_of(bare_title(title)))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared weight over that of the weightier; words common to many trades weigh less."""
    if not one or not other:
        return 0.0
    whole = max(_weight(one), _weight(other))
    return round(_weight(one & other) / whole, 4)


def _weight(terms: frozenset[str]) -> float:
    return sum(_GENERIC_WEIGHT if term in _GENERIC else 1.0 for term in terms)
