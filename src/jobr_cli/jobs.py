"""`jobr jobs`: postings in the database."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from jobr_cli.files import content_of
from jobr_cli.session import ask_jobr
from jobr_core.jobs.use_cases.importing import ImportOutcome

app = typer.Typer(help="Import postings.", no_args_is_help=True)


@app.callback()
def _commands() -> None:
    """Import postings."""


@app.command("import")
def import_(
    source: Annotated[Path, typer.Argument(help="a file of postings, “-” for standard input")],
    format: Annotated[  # noqa: A002
        str,
        typer.Option(
            help="jobr, schema.org, greenhouse, lever, ashby or jobspy; recognised by content"
        ),
    ] = "auto",
) -> None:
    """Import postings; importing the same again changes nothing.

    Example: jobr jobs import postings.jsonl
    """
    content = content_of(source)
    outcome: ImportOutcome = ask_jobr(
        lambda jobr: jobr.use_cases.import_postings()(content, format=format)
    )
    for record in outcome.broken:
        print(f"record {record.position} left out: {record.reason}", file=sys.stderr)  # noqa: T201
    typer.echo(
        f"{outcome.created} new, {outcome.updated} changed, {outcome.unchanged} unchanged, "
        f"{len(outcome.broken)} left out ({outcome.format})"
    )
