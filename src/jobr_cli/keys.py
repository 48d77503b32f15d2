"""`jobr keys`: what access tokens are signed with."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated

import typer

from jobr_cli.output import print_json
from jobr_cli.session import ask_jobr
from jobr_core.accounts.signing_keys import NOTICE, StandingKey

app = typer.Typer(help="Keys that sign access tokens.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="as JSON")]


@app.command()
def rotate(
    after: Annotated[
        int, typer.Option(min=0, max=86_400, help="seconds until the new key signs")
    ] = int(NOTICE.total_seconds()),
    json: AsJson = False,  # noqa: FBT002
) -> None:
    """Make a new key; nobody is signed out.

    Servers notice within a minute. In less, tokens of one may be refused by another.

    Example: jobr keys rotate
    """
    notice = timedelta(seconds=after)
    _print(ask_jobr(lambda jobr: jobr.sign_in.rotate_keys()(notice=notice)), json=json)


@app.command("list")
def list_(json: AsJson = False) -> None:  # noqa: FBT002
    """List the keys and their states: next, active, retiring, gone.

    Example: jobr keys list
    """
    _print(ask_jobr(lambda jobr: jobr.sign_in.list_keys()()), json=json)


def _print(stands: Sequence[StandingKey], *, json: bool) -> None:
    if json:
        print_json([_facts(stand) for stand in stands])
        return
    for stand in stands:
        key = stand.key
        typer.echo(f"{stand.state:<8}  {key.active_from:%Y-%m-%d %H:%M}  {key.algorithm}  {key.id}")


def _facts(stand: StandingKey) -> dict[str, str]:
    return {
        "id": stand.key.id,
        "algorithm": stand.key.algorithm,
        "state": stand.state.value,
        "active_from": stand.key.active_from.isoformat(),
    }
