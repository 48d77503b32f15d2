"""When somebody worked."""

import re
from collections.abc import Iterable
from typing import Final

from jobr_core.cvs.dates import iso_date
from jobr_core.cvs.profile import Work

_BREAK: Final = re.compile(
    r"\W*(?:on |planned |full[- ]time )?"
    r"(?:(?:career|family) (?:break|gap|pause)|(?:parental|maternity|paternity|family) leave"
    r"|sabbatical|elternzeit)\b"
    r"(?! (?:cover|replacement|officer|specialist|co-?ordinator|administrator|manager|advis[eo]r"
    r"|consultant|analyst)\b)",
    re.I,
)


def worked(work: Iterable[Work]) -> tuple[tuple[str, str], ...]:
    """(start, end) of all dated work in ISO 8601, "" as end: still going on."""
    return tuple(
        (start, iso_date(entry.end_date))
        for entry in work
        if (start := iso_date(entry.start_date)) and not is_break(entry)
    )


def is_break(entry: Work) -> bool:
    """Told among the jobs and none: a career break, a sabbatical; but not a sabbatical officer."""
    return any(_BREAK.match(said) for said in (entry.position, entry.name))
