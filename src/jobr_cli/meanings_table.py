"""What a term means, as a table and for programs."""

import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from jobr_cli.output import print_json
from jobr_core.matching.term_meanings import TermMeaning

_NARROWEST: Final = 100


def print_meanings(term: str, found: Sequence[TermMeaning], *, json: bool) -> None:
    if json:
        print_json({"term": term, "meanings": [asdict(one) for one in found]})
    else:
        console = Console(width=None if sys.stdout.isatty() else _NARROWEST, highlight=False)
        console.print(_table(found))
        for one in found:
            if one.ambiguous:
                console.print(Text(_only_in_company(one.name)), soft_wrap=True)


def _only_in_company(name: str) -> str:
    return (
        f"“{name}” is an ordinary word too: in a text it counts as the skill only in company, "
        "as in a list with another skill."
    )


def _table(found: Sequence[TermMeaning]) -> Table:
    table = Table(box=None, pad_edge=False)
    for head in ("kind", "name", "field", "source"):
        table.add_column(head)
    table.add_column("near", justify="right")
    for one in found:
        table.add_row(*map(Text, (one.kind, one.name, one.field, one.source, f"{one.near:.2f}")))
    return table
