"""A posting's title → the role, and what else people write into titles."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeVar

from jobr_core.jobs.terms import EmploymentType, Workplace
from jobr_core.shared.text import folded
from jobr_core.vocabulary.seniority import Seniority, seniority_of

GENDER_TAG: Final = re.compile(
    r"\(?(?<![\w/])[mwfdhxn](?:\s?[/|]\s?[mwfdhxni*]){1,4}(?![\w/])\)?"
    r"|\((?:gn|all genders?|alle geschlechter|any gender|divers)\)|\ball genders?\b"
    r"|(?<=\w)[:*_/-]-?in(?:nen)?\b|(?<=\w)\(in(?:nen)?\)",
    re.I,
)  # (m/w/d), m|f|x, Entwickler:in, Koch/Köchin keeps both
_FORMS: Final = (
    (EmploymentType.INTERN, r"intern(?:ship)?|praktik(?:um|ant(?:in)?)|stage|stagiaire|werkstudent(?:in)?|working student"),
    (EmploymentType.PART_TIME, r"part[- ]?time|teilzeit|temps partiel|tiempo parcial|deeltijd"),
    (EmploymentType.FULL_TIME, r"full[- ]?time|vollzeit|temps plein|tiempo completo|permanent|cdi|unbefristet"),
    (EmploymentType.CONTRACT, r"contract(?:or)?|freelance(?:r)?|ftc|c2c|1099|b2b"),
    (EmploymentType.TEMPORARY, r"temporary|temp|fixed[- ]term|befristet|cdd|seasonal|maternity cover|\d+[- ]months?"),
    (EmploymentType.VOLUNTEER, r"volunteer(?:ing)?|ehrenamt(?:lich)?"),
    (EmploymentType.PER_DIEM, r"per[- ]diem|prn"),
)  # fmt: skip
_PLACES: Final = (
    (Workplace.HYBRID, r"hybrid|partly remote|teilweise remote"),
    (Workplace.REMOTE, r"(?:100 ?% |fully |full )?remote(?:[- ]first)?|home[- ]?office|work from home|wfh|télétravail|teletrabajo"),
    (Workplace.ONSITE, r"on[- ]?site|in[- ]office|vor ort"),
)  # fmt: skip
_COMPILED_FORMS: Final = tuple(
    (form, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.I)) for form, pattern in _FORMS
)
_COMPILED_PLACES: Final = tuple(
    (place, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.I)) for place, pattern in _PLACES
)
_QUALIFIERS: Final = re.compile(
    r"(?<!\w)(?:senior|sr\.?|junior|jr\.?|entry[- ]level|graduate|trainee|newly qualified|early[- ]career|sénior"
    r"|mid(?:[- ]?(?:level|senior|weight))?(?=\W)|intermediate|experienced|(?:lead|principal|staff)(?=\s+\w)"
    r"|expert(?=\s+\w)|i{1,3}v?|iv|l[1-9]|[1-9])(?![\w+#])",
    re.I,
)
"""What tells the step, never the work: a head, a director, an architect stay what they are."""
_FORM_NOT_ROLE: Final = re.compile(
    r"contract(?:s|or)? (?:manager|administrator|specialist|officer|lawyer|analyst|negotiator)"
    r"|(?:stage|intern(?:al)?) (?:manager|technician|design)|hybrid (?:cloud|vehicle)",
    re.I,
)
_EMPTY = re.compile(r"[(\[{]\s*[-–,/|&+]*\s*[)\]}]")
_Kind = TypeVar("_Kind")
_EDGE = " \t-–—|,;:/•·*&+#"


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleFacts:
    """What a title says. `role` is the title without seniority, form, workplace and gender."""

    role: str
    seniority: Seniority | None
    employment_type: EmploymentType | None
    workplace: Workplace | None


@lru_cache(maxsize=20_000)
def title_facts(title: str) -> TitleFacts:
    """Reads a title.

    >>> facts = title_facts("Senior Python-Entwickler:in (m/w/d) – Remote, Vollzeit")
    >>> facts.role, str(facts.seniority), str(facts.employment_type), str(facts.workplace)
    ('Python-Entwickler', 'senior', 'full_time', 'remote')
    """
    bare = GENDER_TAG.sub(" ", title)
    form = place = None
    if not _FORM_NOT_ROLE.search(bare):
        form, bare = _taken(bare, _COMPILED_FORMS)
        place, bare = _taken(bare, _COMPILED_PLACES)
    role = _tidied(_QUALIFIERS.sub(" ", bare)) or _tidied(bare) or title
    return TitleFacts(
        role=role, seniority=seniority_of(title), employment_type=form, workplace=place
    )


def plain_role(title: str) -> str:
    """The role of a title as a key: lower case, no accents, single blanks.

    >>> plain_role("Sr. Data  Engineer (f/m/x)")
    'data engineer'
    """
    return " ".join(re.findall(r"[\w+#.]+", folded(title_facts(title).role)))


def _taken(
    title: str, kinds: tuple[tuple[_Kind, re.Pattern[str]], ...]
) -> tuple[_Kind | None, str]:
    """The first kind a title names, and the title without any of them."""
    named = None
    for kind, pattern in kinds:
        title, found = pattern.subn(" ", title)
        named = named or (kind if found else None)
    return named, title


def _tidied(words: str) -> str:
    while (emptied := _EMPTY.sub(" ", words)) != words:
        words = emptied
    return re.sub(r"\s+", " ", re.sub(r"\s[-–—|,/]\s*(?=[-–—|,/(]|$)", " ", words)).strip(_EDGE)
