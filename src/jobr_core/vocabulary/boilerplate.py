"""Sentences that stand in any advertisement, whatever the work: law, benefits, how to apply."""

import re
from functools import cache
from itertools import groupby
from typing import Final

# How they begin; regular expressions of lower case that begin with a letter or digit.
_BEGINNINGS: Final = r"""
equal[ -]opportunit; affirmative action; without regard to; regardless of (?:race|age|gender|sex)
race,; religion,; sexual orientation,; gender identity,; national origin,; veteran status,
reasonable (?:accommodation|adjustment); background check; drug (?:test|screen); e-verify
privacy (?:policy|notice); gdpr; cookies? policy; terms of use
401\s?\(?k; dental; paid (?:time off|holiday|leave|vacation); parental leave; health insurance
pension; annual leave; gym membership; stock options; benefits (?:include|package)
base (?:pay|salary); starting (?:pay|salary); salary range; pay range; compensation (?:range|package)
click (?:here|apply); tap (?:here|apply); apply (?:now|today|online); send (?:us )?your (?:cv|resume)
recruitment agenc; no agencies; unsolicited (?:cv|resume)
chancengleichheit; geschlecht,?[ ]; schwerbehindert; egalite des chances; igualdad de oportunidades
"""


@cache
def _any_employer() -> re.Pattern[str]:
    """Compiled on first use; by first letters, so that at most words one of them is tried."""
    each = sorted(map(str.strip, re.split("[;\n]", _BEGINNINGS.strip())))
    by_letter = [
        f"{letter}(?:{'|'.join(beginning[1:] for beginning in same)})"
        for letter, same in groupby(each, key=lambda beginning: beginning[0])
    ]
    return re.compile(rf"\b(?=\w)(?:{'|'.join(by_letter)})")


_LONGEST_LINE: Final = 200
_SENTENCE_END = re.compile(r"(?<=[.!?;:])\s*(?=[A-Z•*–-])")


def own_words(line: str) -> str:
    """A line of a posting without what would stand in any other one. Whole lines are left out, of
    a text that has no lines (some boards send it so) only the sentences.

    >>> own_words("Apply now! You repair lifts."), own_words("You repair lifts. " * 20 + "Apply now!")[-8:]
    ('', 'r lifts.')
    """
    if not is_boilerplate(line):
        return line
    if len(line) <= _LONGEST_LINE:
        return ""
    return " ".join(part for part in _SENTENCE_END.split(line) if not is_boilerplate(part))


def is_boilerplate(line: str) -> bool:
    """Whether a line of a posting would stand in any other one too.

    >>> is_boilerplate("We are an equal opportunity employer."), is_boilerplate("You repair lifts.")
    (True, False)
    """
    return _any_employer().search(line.lower()) is not None
