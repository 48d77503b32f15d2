"""`jobr cv`: reading CVs, and looking after their files."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Final

import typer

from jobr_cli.cv_page import page_of
from jobr_cli.files import content_of
from jobr_cli.output import print_json
from jobr_cli.session import ask_jobr, cv_in

_MOST_HOURS: Final = 100 * 365 * 24

app = typer.Typer(help="Read CVs, and look after their files.", no_args_is_help=True)


@app.callback()
def _commands() -> None:
    """Read CVs, and look after their files."""


@app.command()
def parse(
    file: Annotated[
        Path, typer.Argument(help="PDF, DOCX, DOC, RTF, text, Markdown or JSON Resume")
    ],
    json: Annotated[bool, typer.Option("--json", help="as a JSON Resume document")] = False,  # noqa: FBT002
) -> None:
    """Show what Jobr reads in a CV.

    Example: jobr cv parse cv.pdf --json
    """
    cv = asyncio.run(cv_in(content_of(file), file.name))
    if json:
        print_json(cv.to_json_resume())
    else:
        typer.echo(page_of(cv, datetime.now(UTC).date()))


def _hours(hours: float) -> float:
    """Fewer than none would take files that are just being uploaded."""
    if not 0 <= hours <= _MOST_HOURS:
        raise typer.BadParameter(f"it must be a number from 0 to {_MOST_HOURS:,}")
    return hours


@app.command()
def sweep(
    older_than: Annotated[
        float, typer.Option(help="hours a file must have been there", callback=_hours)
    ] = 1.0,
    json: Annotated[bool, typer.Option("--json", help="for programs")] = False,  # noqa: FBT002
) -> None:
    """Remove files that belong to no CV; the server does so every day.

    Example: jobr cv sweep --older-than 24
    """
    removed = ask_jobr(
        lambda jobr: jobr.cvs.sweep_originals()(older_than=timedelta(hours=older_than))
    )
    if json:
        print_json({"removed": removed})
    else:
        typer.echo(f"{removed:,} files removed." if removed else "Nothing to remove.")
