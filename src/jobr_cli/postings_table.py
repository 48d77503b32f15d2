"""Postings that were found, as a person reads them."""

import sys
from collections.abc import Mapping
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.use_cases.searching import PostingsPage

_NARROWEST: Final = 100
_SHOWN_VALUES: Final = 6
_SHOWN_SKILLS: Final = 5


def print_postings(page: PostingsPage) -> None:
    """A table, what was found altogether above it, what may narrow it down below."""
    console = Console(width=None if sys.stdout.isatty() else _NARROWEST, highlight=False)
    if page.corrected is not None:
        console.print(f"Nothing has those words; showing “{page.corrected}”.")
    if not page.postings:
        console.print("No posting was found. Fewer words or filters find more.")
        return
    more = "" if page.total_is_exact else "more than "
    console.print(f"{more}{page.total:,} found", style="dim")
    console.print(_table(page))
    for name, counts in page.facets.items():
        if len(counts) > 1:
            console.print(Text.assemble((f"{name.replace('_', ' ')}: ", "bold"), _most(counts)))


def _table(page: PostingsPage) -> Table:
    table = Table(expand=True, border_style="dim", header_style="bold", show_lines=True)
    table.add_column("Posted", width=10)
    table.add_column("Job", ratio=5)
    table.add_column("Where and how", ratio=3)
    table.add_column("Pay", ratio=3)
    for posting in page.postings:
        posted = f"{posting.posted_at:%Y-%m-%d}" if posting.posted_at else "–"
        pay = str(posting.salary) if posting.salary else "–"
        table.add_row(posted, _job(posting), _where(posting), pay)
    return table


def _job(posting: JobPosting) -> Text:
    skills = ", ".join(posting.skills[:_SHOWN_SKILLS])
    told = "\n".join(part for part in (posting.company, skills, posting.url) if part)
    return Text.assemble((posting.title, "bold"), "\n", told)


def _where(posting: JobPosting) -> str:
    places = "; ".join(map(str, posting.locations))
    form = " · ".join(
        str(fact).replace("_", " ")
        for fact in (posting.workplace, *posting.employment_types, posting.seniority)
        if fact
    )
    return "\n".join(part for part in (places, form) if part)


def _most(counts: Mapping[str, int]) -> str:
    shown = list(counts.items())[:_SHOWN_VALUES]
    return " · ".join(f"{value} {count:,}" for value, count in shown)
