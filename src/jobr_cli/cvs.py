"""`jobr cv`: reading CVs."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from jobr_cli.files import content_of
from jobr_cli.output import print_json
from jobr_cli.session import cv_in
from jobr_core.cvs.model import Cv

app = typer.Typer(help="Read CVs.", no_args_is_help=True)


@app.callback()
def _commands() -> None:
    """Read CVs."""


@app.command()
def parse(
    file: Annotated[Path, typer.Argument(help="PDF, DOCX, text, Markdown or JSON Resume")],
    json: Annotated[bool, typer.Option("--json", help="as a JSON Resume document")] = False,  # noqa: FBT002
) -> None:
    """Show what Jobr reads in a CV.

    Example: jobr cv parse cv.pdf --json
    """
    cv = asyncio.run(cv_in(content_of(file), file.name))
    if json:
        print_json(cv.to_json_resume())
    else:
        typer.echo(_summary(cv))


def _summary(cv: Cv) -> str:
    profile, basics = cv.profile, cv.profile.basics
    place = ", ".join(part for part in (basics.location.city, basics.location.country_code) if part)
    contact = " · ".join(part for part in (basics.email, basics.phone, place) if part)
    head = [basics.name, basics.label, contact]
    work = [
        f"{w.start_date or '?'} – {w.end_date or 'present'}  {w.position}, {w.name}"
        for w in profile.work
    ]
    education = [
        f"{e.end_date or '?'}  "
        + ", ".join(
            filter(None, (" in ".join(filter(None, (e.study_type, e.area))), e.institution))
        )
        for e in profile.education
    ]
    skills = [
        f"{group.name}: {', '.join(group.keywords)}" if group.name else ", ".join(group.keywords)
        for group in profile.skills
    ]
    languages = [f"{item.language} {item.fluency}".strip() for item in profile.languages]
    certificates = [certificate.name for certificate in profile.certificates]
    sections = (
        ("Work", work),
        ("Education", education),
        ("Skills", skills),
        ("Languages", languages),
        ("Certificates", certificates),
        ("Warnings", cv.warnings),
    )
    blocks = [
        f"{title}\n" + "\n".join(f"  {line}" for line in lines)
        for title, lines in sections
        if lines
    ]
    return "\n\n".join(["\n".join(line for line in head if line), *blocks])
