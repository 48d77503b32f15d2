"""Sentences that stand in any advertisement, whatever the work: law, benefits, how to apply."""

import re
from typing import Final

_ANY_EMPLOYER: Final = re.compile(
    r"""
    \b(?: equal[ -]opportunit | affirmative\ action | without\ regard\ to | regardless\ of\ (?:race|age|gender|sex)
    | (?:race|religion|sexual\ orientation|gender\ identity|national\ origin|veteran\ status),
    | reasonable\ (?:accommodation|adjustment) | background\ check | drug\ (?:test|screen) | e-verify
    | privacy\ (?:policy|notice) | gdpr | cookies? \ policy | terms\ of\ use
    | 401\s?\(?k | dental | paid\ (?:time\ off|holiday|leave|vacation) | parental\ leave | health\ insurance
    | pension | annual\ leave | gym\ membership | stock\ options | benefits\ (?:include|package)
    | (?:base|starting)\ (?:pay|salary) | salary\ range | pay\ range | compensation\ (?:range|package)
    | (?:click|tap)\ (?:here|apply) | apply\ (?:now|today|online) | send\ (?:us\ )?your\ (?:cv|resume)
    | recruitment\ agenc | no\ agencies | unsolicited\ (?:cv|resume)
    | chancengleichheit | geschlecht,?\ | schwerbehindert | egalite\ des\ chances | igualdad\ de\ oportunidades )
    """,
    re.X,
)


def is_boilerplate(line: str) -> bool:
    """Whether a line of a posting would stand in any other one too.

    >>> is_boilerplate("We are an equal opportunity employer."), is_boilerplate("You repair lifts.")
    (True, False)
    """
    return _ANY_EMPLOYER.search(line.lower()) is not None
