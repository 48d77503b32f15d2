"""What a term means, as a table and for programs."""

from collections.abc import Sequence
from dataclasses import asdict

from rich.console import Console
from rich.table import Table
from rich.text import Text

from jobr_cli.output import print_json
from jobr_core.matching.term_meanings import TermMeaning


def print_meanings(term: str, found: Sequence[TermMeaning], *, json: bool) -> None:
    if json:
        print_json({"term": term, "meanings": [asdict(one) for one in found]})
    else:
        Console().print(_table(found))


def _table(found: Sequence[TermMeaning]) -> Table:
    table = Table(box=None, pad_edge=False)
    for head in ("kind", "name", "field", "source"):
        table.add_column(head)
    table.add_column("near", justify="right")
    for one in found:
        table.add_row(*map(Text, (one.kind, one.name, one.field, one.source, f"{one.near:.2f}")))
    return table
