"""`jobr taxonomy`: a published taxonomy over Jobr's own vocabulary."""

from pathlib import Path
from typing import Annotated

import typer

from jobr_cli.output import print_json
from jobr_cli.session import install_taxonomy, installed_taxonomy, remove_taxonomy
from jobr_core.shared.errors import NotFound
from jobr_core.vocabulary.installed_titles import InstalledTitles

AsJson = Annotated[bool, typer.Option("--json", help="for programs")]


class TermUnknown(NotFound):
    """The term is no occupation or skill Jobr knows."""


def add_to(app: typer.Typer) -> None:
    commands = typer.Typer(help="Install O*NET or ESCO, and look terms up.", no_args_is_help=True)
    for command in (install, show, remove):
        commands.command()(command)
    app.add_typer(commands, name="taxonomy")


def install(
    file: Annotated[
        Path,
        typer.Argument(
            help="a ZIP or folder of O*NET (text) or ESCO (CSV), or ESCO's occupations_en.csv alone"
        ),
    ],
    json: AsJson = False,  # noqa: FBT002
) -> None:
    """Let titles mean what a release of O*NET or ESCO says too; replaces the one installed.

    Example: jobr taxonomy install db_29_3_text.zip
    """
    installed = install_taxonomy(file)
    titles = sum(1 + len(one.titles) for one in installed.occupations)
    if json:
        told = {"taxonomy": installed.version, "sha256": installed.sha256}
        print_json({**told, "occupations": len(installed.occupations), "titles": titles})
    else:
        counted = f"{len(installed.occupations):,} occupations, {titles:,} titles"
        typer.echo(f"{installed.version} is installed: {counted}.")


def show(
    term: Annotated[str, typer.Argument(help="a job title or a skill")],
    json: AsJson = False,  # noqa: FBT002
) -> None:
    """Show which occupations and skills a term means, and by which source.

    Example: jobr taxonomy show "ward sister"
    """
    from jobr_cli.meanings_table import print_meanings
    from jobr_core.matching.term_meanings import meanings

    if not term.strip():
        raise typer.BadParameter("it is empty: give a job title or a skill", param_hint="term")
    installed = installed_taxonomy()
    found = meanings(term, installed)
    if not found:
        raise TermUnknown(f"“{term}” is no occupation or skill Jobr knows.{_near(term, installed)}")
    print_meanings(term, found, json=json)


def _near(term: str, installed: InstalledTitles | None) -> str:
    from jobr_core.matching.term_meanings import spelled_like

    near = spelled_like(term, installed)
    return f" Written nearly so: {', '.join(near)}." if near else ""


def remove(json: AsJson = False) -> None:  # noqa: FBT002
    """Remove the installed taxonomy; titles mean what Jobr alone says.

    Example: jobr taxonomy remove
    """
    removed = remove_taxonomy()
    if json:
        print_json({"removed": removed})
    else:
        typer.echo("Removed." if removed else "Nothing is installed.")
