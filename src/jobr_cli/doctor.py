"""`jobr doctor`: what works, what is missing, what is broken, and what to do."""

import asyncio
from dataclasses import asdict
from typing import Annotated

import typer

from jobr_cli.output import print_json
from jobr_cli.session import diagnoses
from jobr_core.insight.diagnosis import Diagnosis, Standing


def add_to(app: typer.Typer) -> None:
    app.command("doctor")(doctor)


def doctor(
    json: Annotated[bool, typer.Option("--json", help="as JSON")] = False,  # noqa: FBT002
) -> None:
    """Look at every setting and at everything Jobr rests on; exit code 1 if something is broken.

    Nothing is sent to anybody. What is missing is no fault: Jobr does without.

    Example: jobr doctor
    """
    found = asyncio.run(diagnoses())
    if json:
        print_json([asdict(one) for one in found])
    else:
        for one in found:
            typer.echo(_line(one))
    if any(one.standing is Standing.BROKEN for one in found):
        raise typer.Exit(1)


def _line(one: Diagnosis) -> str:
    line = f"{one.standing:<8} {one.subject:<20} {one.says}"
    return f"{line}\n{'':29} → {one.advice}" if one.advice else line
