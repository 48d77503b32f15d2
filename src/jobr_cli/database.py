"""`jobr db`: the schema of the database."""

from typing import Annotated

import typer

from jobr_cli.session import database_url

app = typer.Typer(help="Look after the database schema.", no_args_is_help=True)


@app.command()
def upgrade(revision: Annotated[str, typer.Argument(help="a revision, or head")] = "head") -> None:
    """Bring the schema forward.

    Example: jobr db upgrade
    """
    from jobr_adapters.postgres import migrating, schema

    with database_url(current=False) as url:
        migrating.upgrade(url, revision)
        typer.echo(schema.schema_state(url))


@app.command()
def downgrade(revision: Annotated[str, typer.Argument(help="a revision, -1, or base")]) -> None:
    """Take the schema back; tables and columns added since lose their data.

    Example: jobr db downgrade -- -1
    """
    from jobr_adapters.postgres import migrating, schema

    with database_url(current=False) as url:
        migrating.downgrade(url, revision)
        typer.echo(schema.schema_state(url))


@app.command()
def current() -> None:
    """Show which schema the database has.

    Example: jobr db current
    """
    from jobr_adapters.postgres import schema

    with database_url(current=False) as url:
        typer.echo(schema.schema_state(url))


@app.command()
def check() -> None:
    """Fail unless the schema is current and as described.

    Example: jobr db check
    """
    from jobr_adapters.postgres import migrating, schema

    with database_url(current=False) as url:
        state = schema.schema_state(url)
        differences = migrating.differences(url) if state.is_current else []
        typer.echo(state)
        for difference in differences:
            typer.echo(difference, err=True)
        if differences or not state.is_current:
            raise typer.Exit(1)
