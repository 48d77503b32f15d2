"""`jobr reset-lockout`: an account opened again, for operators."""

from typing import Annotated

import typer

from jobr_cli.output import print_json
from jobr_cli.session import Jobr, ask_jobr


def add_to(app: typer.Typer) -> None:
    app.command("reset-lockout")(reset_lockout)


def reset_lockout(
    email: Annotated[str, typer.Argument(help="the account's e-mail address")],
    json: Annotated[bool, typer.Option("--json", help="as JSON")] = False,  # noqa: FBT002
) -> None:
    """Let an account sign in at once that too many wrong passwords have locked.

    Example: jobr reset-lockout ada@example.org
    """
    was_locked: bool = ask_jobr(lambda jobr: _unlocked(jobr, email))
    if json:
        print_json({"email": email, "was_locked": was_locked})
    elif was_locked:
        typer.echo(f"{email} was locked and can sign in again.")
    else:
        typer.echo(f"{email} was not locked; its failed attempts are forgotten.")


async def _unlocked(jobr: Jobr, email: str) -> bool:
    user = await jobr.accounts.find_user()(email=email)
    was_locked: bool = await jobr.accounts.unlock()(user_id=user.id)
    return was_locked
