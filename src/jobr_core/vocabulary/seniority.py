"""How senior a title is."""

import re
from enum import IntEnum
from functools import cache, lru_cache
from typing import Final


class Seniority(IntEnum):
    """Steps of a career, as titles name them."""

    INTERN = 0
    JUNIOR = 1
    MID = 2
    SENIOR = 3
    LEAD = 4
    HEAD = 5
    EXECUTIVE = 6

    def __str__(self) -> str:
        return self.name.lower()


# Whose architects plan buildings, gardens or ships, or are named by a step of their own.
_NOT_OF_SYSTEMS: Final = "".join(
    rf"(?<!\b{word} )"
    for word in (
        "landscape", "building", "structural", "interior", "project", "design", "garden", "course", "urban", "naval",
        "marine", "conservation", "residential", "licensed", "registered", "chartered", "qualified", "associate",
        "assistant", "senior", "sr", r"sr\.", "snr", "part [123]",
    )
)  # fmt: skip
_PATTERNS: Final = (
    (Seniority.INTERN, r"intern(?:ship)?|trainee|apprentice|working student|werkstudent(?:in)?|praktikant(?:in)?|stagiaire|placement student|becario|estagi[áa]ri[oa]|azubi|auszubildende[rn]?|ausbildung(?= z)|alternante?|praktikum|tirocin(?:io|ante)|est[áa]gio"),
    (Seniority.JUNIOR, r"junior|jr\.?|entry[- ]level|graduate|newly qualified|early[- ]career|nqt|ect|młodsz[yea]"),
    (Seniority.EXECUTIVE, r"chief (?!accountant|engineer)\w+(?: \w+)? officer|c[etfom]o|vice president|vp|managing director|executive director|director"),
    (Seniority.HEAD, r"head (?:of|chef|teacher)|headteacher|leiter(?:in)?"),
    (Seniority.LEAD, rf"lead(?![ -](?:gen|time|paint|acid))|(?<!school )(?<!college )(?<!vice )(?<!vice-)(?<!assistant )(?<!deputy )principal|staff(?= (?:software|engineer|data|machine|backend|frontend|site|platform|product|developer|scientist))|team lead(?:er)?|(?<=\w[ -]){_NOT_OF_SYSTEMS}architect|supervisor|sister|charge nurse"),
    (Seniority.SENIOR, r"s[ée]nior(?! (?:living|citizen))|sr\.?|sous|expert|experienced|sênior|starsz[yea]|snr\.?"),
    (Seniority.MID, r"mid(?:[- ](?:level|senior|weight))?|intermediate|mid-?weight|medior|pleno"),
)  # fmt: skip


@cache
def _compiled() -> tuple[tuple[Seniority, re.Pattern[str]], ...]:
    """On first use: importing the core should not wait for it."""
    return tuple(
        (level, re.compile(rf"(?<!\w)(?:{pattern})(?!\w|['’]s\b)", re.I))
        for level, pattern in _PATTERNS
    )


_SERVED: Final = re.compile(
    r"\b(?:assistant|secretary|pa|ea|adviser|advisor|aide|staff|reporting) to\b.*", re.I | re.S
)


@lru_cache(maxsize=20_000)
def seniority_of(title: str) -> Seniority | None:
    """The step a title names, None where it names none.

    “Principal responsibilities” is a heading, not a title: pass titles only. Whom somebody
    assists is somebody else.

    >>> seniority_of("Sr. Software Engineer"), seniority_of("Assistant to the Managing Director")
    (<Seniority.SENIOR: 3>, None)
    """
    if (name := title.strip().upper()) in Seniority.__members__:  # a posting's own `seniority`
        return Seniority[name]
    own = _SERVED.sub("", title)
    return next((level for level, pattern in _compiled() if pattern.search(own)), None)


def without_seniority(title: str) -> str:
    """The title with the words about seniority blanked out."""
    for _, pattern in _compiled():
        title = pattern.sub(" ", title)
    return title


def seniority_after(years: float) -> Seniority:
    """The step some years of work usually lead to; used where no title tells."""
    if years < 2:
        return Seniority.JUNIOR
    return Seniority.MID if years < 5 else Seniority.SENIOR
