"""`jobr rematch-user` and `jobr rematch-all`: matches computed again, for operators."""

from typing import Annotated

import typer

from jobr_cli.output import print_json, progress
from jobr_cli.session import Jobr, ask_jobr
from jobr_core.matching.model import RematchRun

AsJson = Annotated[bool, typer.Option("--json", help="as JSON")]


def add_to(app: typer.Typer) -> None:
    app.command("rematch-user")(rematch_user)
    app.command("rematch-all")(rematch_all)


def rematch_user(
    email: Annotated[str, typer.Argument(help="the account's e-mail address")],
    json: AsJson = False,  # noqa: FBT002
) -> None:
    """Compute somebody's matches again, now.

    Example: jobr rematch-user ada@example.org
    """
    new: int | None = ask_jobr(lambda jobr: _rematched(jobr, email))
    if json:
        print_json({"email": email, "has_cv": new is not None, "new": new or 0})
    elif new is None:
        typer.echo(f"{email} has no CV that was read, so there is nothing to match.")
    else:
        typer.echo(f"The matches of {email} are computed; {new} of them are new.")


async def _rematched(jobr: Jobr, email: str) -> int | None:
    user = await jobr.accounts.find_user()(email=email)
    new: int | None = await jobr.matching.rematch_user()(user_id=user.id)
    return new


def rematch_all(
    background: Annotated[  # noqa: FBT002
        bool, typer.Option("--background", help="leave it to the workers")
    ] = False,
    json: AsJson = False,  # noqa: FBT002
) -> None:
    """Compute everybody's matches again; interrupted, the next call goes on where it was.

    Example: jobr rematch-all --background
    """
    if background:
        ask_jobr(_left_to_workers)
        typer.echo("Queued; `jobr tasks list` shows how it goes.")
        return
    run = ask_jobr(_all_rematched)
    if json:
        print_json({"people": run.total, "computed": run.done})
    else:
        typer.echo(f"The matches of {run.done} people are computed.")


async def _left_to_workers(jobr: Jobr) -> None:
    await jobr.matching.ask_for_rematch_all()()


async def _all_rematched(jobr: Jobr) -> RematchRun:
    await jobr.finding.index_keeper().follow()  # read once, not once for each person
    total = await jobr.storage.matches().count_owners()
    with progress("Rematching", total) as show:
        run: RematchRun = await jobr.matching.rematch_all()(lambda run: show(run.done))
    return run
