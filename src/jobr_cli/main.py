"""Joins the commands. What a command needs is imported when it runs, so that `--help` is quick."""

import sys

import typer

from jobr_cli import cvs, database, demo, jobs, match, openapi, serve, users
from jobr_cli.errors import exit_code
from jobr_core.shared.errors import JobrError

app = typer.Typer(
    name="jobr",
    help="Job search with reasons: rank postings for a CV and read why.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (match, demo, serve, openapi):
    module.add_to(app)
app.add_typer(cvs.app, name="cv")
app.add_typer(jobs.app, name="jobs")
app.add_typer(users.app, name="users")
app.add_typer(database.app, name="db")


def main() -> None:
    """Exit code 0; 1 with one sentence on stderr where it failed; 2 for wrong usage."""
    try:
        app()
    except JobrError as error:
        print(f"Error: {error}", file=sys.stderr)  # noqa: T201 - the CLI's way to speak
        sys.exit(exit_code(error))
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        sys.stderr.close()
        sys.exit(1)


if __name__ == "__main__":
    main()
