"""`jobr cv`: reading CVs, and looking after their files."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from jobr_cli.cv_page import page_of
from jobr_cli.files import content_of
from jobr_cli.output import print_json
from jobr_cli.session import ask_jobr, cv_in

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


@app.command()
def sweep(
    older_than: Annotated[float, typer.Option(help="hours a file must have been there")] = 1.0,
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
