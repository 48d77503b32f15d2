"""`jobr users`: accounts, for operators."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from jobr_cli.output import print_json
from jobr_cli.session import Jobr, ask_jobr
from jobr_core.accounts.model import Role, User

app = typer.Typer(help="Create and look after accounts.", no_args_is_help=True)

Email = Annotated[str, typer.Argument(help="the account's e-mail address")]
AsJson = Annotated[bool, typer.Option("--json", help="as JSON")]


@app.command()
def create(
    email: Email,
    role: Annotated[Role, typer.Option(help="what the account may do")] = Role.USER,
    name: Annotated[str, typer.Option(help="the person's name")] = "",
    json: AsJson = False,  # noqa: FBT002
) -> None:
    """Create an account; the password is asked for, or read from a pipe.

    Example: jobr users create ada@example.org --role admin
    """
    password = _password()
    user: User = ask_jobr(
        lambda jobr: jobr.accounts.register()(
            email=email, password=password, full_name=name, role=role
        )
    )
    _print([user], json=json)


@app.command("set-role")
def set_role(
    email: Email,
    role: Annotated[Role, typer.Argument(help="user or admin")],
    json: AsJson = False,  # noqa: FBT002
) -> None:
    """Give an account a role; it counts from the next access token, taking one away at once.

    Example: jobr users set-role ada@example.org admin
    """
    user: User = ask_jobr(lambda jobr: jobr.accounts.set_role()(email=email, role=role))
    _print([user], json=json)


@app.command()
def disable(email: Email, json: AsJson = False) -> None:  # noqa: FBT002
    """Close an account: its sessions end, and nobody can sign in to it.

    Example: jobr users disable ada@example.org
    """
    user: User = ask_jobr(lambda jobr: jobr.accounts.disable()(email=email))
    _print([user], json=json)


@app.command()
def enable(email: Email, json: AsJson = False) -> None:  # noqa: FBT002
    """Open a closed account again.

    Example: jobr users enable ada@example.org
    """
    user: User = ask_jobr(lambda jobr: jobr.accounts.enable()(email=email))
    _print([user], json=json)


@app.command("sign-out")
def sign_out(email: Email, json: AsJson = False) -> None:  # noqa: FBT002
    """Sign an account out everywhere.

    Example: jobr users sign-out ada@example.org
    """
    user: User = ask_jobr(lambda jobr: _signed_out(jobr, email))
    _print([user], json=json)


@app.command("lift-second-factor")
def lift_second_factor(email: Email, json: AsJson = False) -> None:  # noqa: FBT002
    """Ask an account for no second factor any more; all its sessions end.

    For somebody you know who has lost their app and their recovery codes.

    Example: jobr users lift-second-factor ada@example.org
    """
    user: User = ask_jobr(lambda jobr: jobr.sign_in.lift_second_factor()(email=email))
    _print([user], json=json)


@app.command("send-reset")
def send_reset(email: Email, json: AsJson = False) -> None:  # noqa: FBT002
    """Send an account a link to a new password, which nobody else gets to see.

    Example: jobr users send-reset ada@example.org
    """
    user: User = ask_jobr(lambda jobr: _sent_reset(jobr, email))
    _print([user], json=json)


@app.command()
def show(email: Email, json: AsJson = False) -> None:  # noqa: FBT002
    """Show one account.

    Example: jobr users show ada@example.org
    """
    user: User = ask_jobr(lambda jobr: jobr.accounts.find_user()(email=email))
    _print([user], json=json)


@app.command("list")
def list_(
    limit: Annotated[int, typer.Option(min=1, max=1000, help="how many")] = 50,
    json: AsJson = False,  # noqa: FBT002
) -> None:
    """List the newest accounts.

    Example: jobr users list --limit 10
    """
    users: Sequence[User] = ask_jobr(lambda jobr: jobr.storage.users().newest(limit))
    _print(users, json=json)


async def _signed_out(jobr: Jobr, email: str) -> User:
    user: User = await jobr.accounts.find_user()(email=email)
    await jobr.sign_in.end_sessions()(user.id)
    return user


async def _sent_reset(jobr: Jobr, email: str) -> User:
    user: User = await jobr.accounts.find_user()(email=email)
    await jobr.accounts.ask_for_reset()(email=user.email)
    return user


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    return password


def _print(users: Sequence[User], *, json: bool) -> None:
    if json:
        print_json([_facts(user) for user in users])
        return
    for user in users:
        closed = "  (disabled)" if user.disabled_at else ""
        opened, address = f"{user.created_at:%Y-%m-%d %H:%M}", user.email or "-"
        facts = f"{opened}  {user.role:<5}  {address}  {user.full_name}"
        typer.echo(facts.rstrip() + closed)


def _facts(user: User) -> dict[str, str | bool | None]:
    return {
        "id": str(user.id),
        "email": user.email,
        "full_name": user.full_name,
        "role": user.role.value,
        "language": user.language.value,
        "email_verified": user.email_verified_at is not None,
        "disabled": user.disabled_at is not None,
        "created_at": user.created_at.isoformat(),
    }
