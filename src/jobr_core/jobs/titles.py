"""A posting's title → the role, and what else people write into titles."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from jobr_core.jobs.limits import limits_named
from jobr_core.jobs.terms import EmploymentType, Workplace
from jobr_core.shared.text import folded
from jobr_core.vocabulary.gender_tags import GENDER_TAG
from jobr_core.vocabulary.seniority import Seniority, seniority_of
from jobr_core.vocabulary.title_words import GRADE, NOISE, STEPS, TERMS

_FORMS: Final = {
    "intern": (EmploymentType.INTERN,),
    "either": (EmploymentType.FULL_TIME, EmploymentType.PART_TIME),
    "full_time": (EmploymentType.FULL_TIME,),
    "part_time": (EmploymentType.PART_TIME,),
    "contract": (EmploymentType.CONTRACT,),
    "temporary": (EmploymentType.TEMPORARY,),
    "months": (EmploymentType.TEMPORARY,),
    "volunteer": (EmploymentType.VOLUNTEER,),
    "per_diem": (EmploymentType.PER_DIEM,),
}
_PLACES: Final = {place.value: place for place in (Workplace.HYBRID, Workplace.REMOTE, Workplace.ONSITE)}  # fmt: skip
"""Of several a title names, the first here counts."""
_LIMITED: Final = re.compile(
    r"\bremote\s*\((?P<inside>(?-i:[A-Z])[^()\[\]|–—]{1,40})\)"
    r"|\bremote\s*(?:[-–—:,/(]|(?:with)?in\b|from\b)?\s*(?P<limit>(?-i:[A-Z])[^()\[\]|–—]{1,40})"
    r"|\b(?P<before>(?-i:[A-Z])[A-Za-z]+)[ -]remote\b",
    re.I,
)
_NO_STEP: Final = re.compile(
    r"\blead[- ]gen\w*|\bmid[- ]market|\bexpert (?:witness|comptable)|\bexperienced hire", re.I
)
_STEPS: Final = re.compile(f"{STEPS.pattern}|{GRADE.pattern}", re.I)
_SAME_STEP: Final = {
    "sr": "senior",
    "snr": "senior",
    "jr": "junior",
    "jnr": "junior",
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
}
_RANK = re.compile(r"^(?:level|grade|band|lvl)\.? |(?<=^mid)[- ]?(?:level|weight)$")
_MARKS = re.compile(r"[^\w\s&'’-]|_|[ert]In|mwd|genders?$", re.ASCII)
_NOISY = re.compile(r"\d|iring|rgent|mmediate|URGENT|HIRING|IMMEDIATE")
_EMPTY = re.compile(r"[(\[{][\s\-–,/|&+!.]*[)\]}]")
_DANGLING = re.compile(r"\s[-–—|,/:]+\s*(?=[-–—|,/(\[)\]]|$)|(?<=[(\[])\s*[-–—|,/:]\s*|(?<=\S)\s*[-–—|,/:]+\s*(?=[)\]])")  # fmt: skip
_LOOSE = re.compile(r"^(?:(?:im bereich|in|im|en|em|als|as|for|at|per|di|de)\s)+|\s(?:in|im|en|em|at|oder|und|or|and)$", re.I)  # fmt: skip
_EDGE = " \t-–—|,;:/•·*&+!"
_WORD = re.compile(r"(?:\.(?=net\b))?[\w\u0300-\u036f\u0900-\u0eff]+(?:\.\w+)*[+#]*")
"""With the vowel signs of Indian scripts, which are no letters to Python."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleFacts:
    """What a title says. `role` is the title without seniority, form, workplace and gender;
    `steps` are the words that tell this opening from others of the role: senior, 2, intern."""

    role: str
    seniority: Seniority | None
    employment_types: tuple[EmploymentType, ...]
    workplace: Workplace | None
    steps: frozenset[str] = frozenset()


def _employment_types(terms: Collection[str]) -> tuple[EmploymentType, ...]:
    named = (form for name, forms in _FORMS.items() if name in terms for form in forms)
    return tuple(dict.fromkeys(named))


@lru_cache(maxsize=20_000)
def title_facts(title: str) -> TitleFacts:
    """Reads a title.

    >>> facts = title_facts("Senior Python-Entwickler:in (m/w/d) – Remote, Vollzeit")
    >>> facts.role, str(facts.seniority), *map(str, facts.employment_types), str(facts.workplace)
    ('Python-Entwickler', 'senior', 'full_time', 'remote')
    """
    marked = _MARKS.search(title)
    bare = GENDER_TAG.sub(" ", title) if marked else title
    if "emote" in bare:
        bare = _LIMITED.sub(_without_limit, bare)
    terms, bare = _taken(bare, TERMS)
    bare = _tidied(NOISE.sub(" ", bare) if _NOISY.search(bare) else bare)
    steps, role = _taken(bare, _STEPS)
    return TitleFacts(
        role=(_whole(role) if role != title else role) or bare or title,
        seniority=seniority_of(_NO_STEP.sub(" ", title)),
        employment_types=_employment_types(terms),
        workplace=next((place for name, place in _PLACES.items() if name in terms), None),
        steps=frozenset(map(_step, (*steps.values(), terms.get("intern", "")))) - {""},
    )


def plain_role(title: str) -> str:
    """The role of a title as a key: lower case, no accents, single blanks.

    >>> plain_role("Sr. Data  Engineer (f/m/x)")
    'data engineer'
    """
    return " ".join(_WORD.findall(folded(title_facts(title).role)))


def _taken(title: str, kinds: re.Pattern[str]) -> tuple[dict[str, str], str]:
    """The kinds a title names with the words for them, and the title without these."""
    found = {
        match.lastgroup or match[0]: match[match.lastgroup or 0] for match in kinds.finditer(title)
    }
    return found, kinds.sub(" ", title) if found else title


def _without_limit(match: re.Match[str]) -> str:
    words = match["inside"] or match["limit"] or match["before"]
    return " remote " if limits_named(words) else match[0]


def _step(words: str) -> str:
    """One spelling of each: “Sr.” as “senior”, “II” as “2”, “Praktikum” as “Praktikantin”."""
    word = _RANK.sub("", folded(words).strip(" ."))
    return _SAME_STEP.get(word) or word[:6]


def _whole(role: str) -> str:
    """Without the “in” that stood before what was taken away."""
    return _tidied(_LOOSE.sub("", _tidied(role)))


def _tidied(words: str) -> str:
    if " -" not in words and not _MARKS.search(words):
        return " ".join(words.split()).strip(_EDGE)
    while (emptied := _EMPTY.sub(" ", words)) != words:
        words = emptied
    return " ".join(_DANGLING.sub(" ", words).split()).strip(_EDGE)
