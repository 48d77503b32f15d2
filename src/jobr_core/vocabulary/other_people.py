"""Words by which somebody tells that other people have a certificate or a skill.

Only set phrases, so that “Passed ACCA” and “Hired as a CPA” stay the person's own.
"""

import re
from typing import Final

from jobr_core.shared.text import line_parts

_FURTHER: Final = r"(?:(?:,? (?:and|or|&) |, |/)(?-i:[A-Z])[\w.+#&/-]*){0,3}"
_QUALIFIED: Final = (
    r"(?:[- ](?:certified|qualified|registered|licen[cs]ed|chartered|accredited|trained|holding))?"
)
_PEOPLE: Final = (
    r"(?:candidates|students|trainees|apprentices|learners|pupils|engineers|developers|programmers"
    r"|analysts|consultants|contractors|accountants|nurses|drivers|operators|staff(?! nurse)|colleagues"
    r"|employees|members|holders|professionals|specialists|people|personnel)"
)
_PEOPLE_BEHIND = re.compile(
    rf"{_FURTHER}{_QUALIFIED}(?: (?!(?:and|as|at|for|of|to|who|with)\b)\w+)? {_PEOPLE}\b", re.I
)
_THEIRS_BEFORE = re.compile(
    r"\b(?:(?:under|alongside|assist(?:ed|ing)|report(?:ed|ing) to|shadow(?:ed|ing)|team of|group of)"
    r" (?:(?:an?|the|our|\d+) )?"
    r"|(?:their|clients.?) "
    r"|(?:trained|taught|coached|mentored|tutored|prepared|supervised) (?:\w+ ){1,5}(?:for|to|towards|through)"
    r" (?:(?:an?|the) )?"
    r")(?:\w+ )?$",
    re.I,
)
_RECRUITED_BEFORE = re.compile(
    r"\b(?:recruit(?:ed|ing|s)?|headhunt(?:ed|ing)|sourc(?:ed|ing)|screen(?:ed|ing)"
    r"|interview(?:ed|ing))(?! as\b)(?: [\w+#/&-]+,?){0,5} $",
    re.I,
)


def is_of_others(text: str, start: int, end: int) -> bool:
    """Whether somebody says that other people have what stands there.

    >>> said = "Supervised five CPA candidates"
    >>> is_of_others(said, said.index("CPA"), said.index(" cand"))
    True
    """
    before, behind = line_parts(text, start, end)
    return bool(_PEOPLE_BEHIND.match(behind) or _THEIRS_BEFORE.search(before))


def is_of_recruited(text: str, start: int, end: int) -> bool:
    """Whether it is what somebody looks for in people to hire.

    Who leads five Java developers, or hires them for a team, may well know Java; who recruits
    them need not.
    """
    before, behind = line_parts(text, start, end)
    return bool(_PEOPLE_BEHIND.match(behind) and _RECRUITED_BEFORE.search(before))
