"""Joins the commands. What a command needs is imported when it runs, so that `--help` is quick."""

import gc
import os
import sys
from io import TextIOWrapper

import typer

from jobr_cli import (
    cvs,
    database,
    demo,
    doctor,
    events,
    jobs,
    keys,
    lockout,
    match,
    openapi,
    rematching,
    scores,
    serve,
    tasks,
    taxonomy,
    users,
    worker,
)
from jobr_cli.errors import FAILED, exit_code
from jobr_core.shared.errors import JobrError

app = typer.Typer(
    name="jobr",
    help="Job search with reasons: rank postings for a CV and read why.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help comes in half the time
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (match, demo, serve, worker, doctor, openapi, rematching, lockout, taxonomy):
    module.add_to(app)
app.add_typer(cvs.app, name="cv")
app.add_typer(jobs.app, name="jobs")
app.add_typer(scores.app, name="score")
app.add_typer(users.app, name="users")
app.add_typer(keys.app, name="keys")
app.add_typer(events.app, name="events")
app.add_typer(tasks.app, name="tasks")
app.add_typer(database.app, name="db")


def main() -> None:
    """Exit code 0; 1 with one sentence on stderr where it failed; 2 for wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that cannot show “–” shows it escaped
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except JobrError as error:
        _fail(str(error), exit_code(error))
    except UnicodeError:
        _fail("An argument, a setting or the input has bytes that are not UTF-8.", FAILED)
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILED)
    except OSError as error:
        _fail(f"{error.strerror or error}.", FAILED)
    finally:
        gc.freeze()  # or Python looks for garbage in all that ends now, which takes a tenth of it


def _fail(message: str, code: int) -> None:
    print(f"Error: {message}", file=sys.stderr)  # noqa: T201 - the CLI's way to speak
    sys.exit(code)


if __name__ == "__main__":
    main()
