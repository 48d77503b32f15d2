"""`jobr jobs`: postings in the database."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import Annotated, BinaryIO, Final

import typer

from jobr_cli.files import unreadable
from jobr_cli.output import print_json, progress
from jobr_cli.search_filters import currency_code, first_moment, least_pay, seniority_step
from jobr_cli.session import Jobr, ask_jobr
from jobr_core.jobs.addresses import is_address
from jobr_core.jobs.imports import ImportOutcome, ImportRun, PostingsContent
from jobr_core.jobs.search import PostingSearch, Sort
from jobr_core.jobs.terms import EmploymentType
from jobr_core.jobs.use_cases.searching import PostingsPage
from jobr_core.vocabulary.seniority import Seniority

app = typer.Typer(help="Import and search postings.", no_args_is_help=True)

_MOST_REPORTED: Final = 20
_INTERRUPTED: Final = "Interrupted: what was imported is kept. Import the same again to go on."
_FORMATS: Final = (
    "jobr, schema.org, greenhouse, lever, ashby, jobspy, json-resume or indeed; recognised by "
    "content"
)


@app.command("import")
def import_(
    source: Annotated[
        str,
        typer.Argument(
            help="a file, “-” for standard input, JSON itself, an address, or a board: "
            "greenhouse:TOKEN, lever:SITE, ashby:NAME"
        ),
    ],
    format: Annotated[str, typer.Option(help=_FORMATS)] = "auto",  # noqa: A002
    json: Annotated[bool, typer.Option("--json", help="for programs")] = False,  # noqa: FBT002
) -> None:
    """Import postings; importing the same again changes nothing.

    An interrupted import of a file goes on where it stood. Postings that a board's list no
    longer has are closed.

    Example: jobr jobs import greenhouse:acme
    """
    try:
        outcome = _imported(source, format)
    except KeyboardInterrupt:
        print(_INTERRUPTED, file=sys.stderr)  # noqa: T201
        raise
    if json:
        print_json(asdict(outcome))
    else:
        _print_outcome(outcome)


def _imported(source: str, name: str) -> ImportOutcome:
    if not source.strip():
        raise typer.BadParameter(
            "it is empty: name a file such as jobs.json, “-” for standard input, an address, or a "
            "board such as greenhouse:acme",
            param_hint="source",
        )
    return _from_address(source, name) if is_address(source) else _from_file(source, name)


def _from_address(source: str, name: str) -> ImportOutcome:
    async def ask(jobr: Jobr) -> ImportOutcome:
        outcome: ImportOutcome = await jobr.jobs.import_from_address()(source, format=name)
        return outcome

    return ask_jobr(ask)


def _from_file(source: str, name: str) -> ImportOutcome:
    with _opened(source) as (file, run), _bytes_read(file, run) as told:

        async def ask(jobr: Jobr) -> ImportOutcome:
            content = PostingsContent(file=file, format=name, run=run)
            outcome: ImportOutcome = await jobr.jobs.import_postings()(content, told=told)
            return outcome

        return ask_jobr(ask)


@contextmanager
def _opened(source: str) -> Iterator[tuple[BinaryIO, ImportRun | None]]:
    """The file, and what its import is remembered by: where it lies, its size and time. Pasted
    JSON is its own content."""
    if source == "-":
        yield sys.stdin.buffer, None
        return
    if source.lstrip().startswith(("{", "[")):
        yield BytesIO(source.encode(errors="replace")), None
        return
    path = Path(source).resolve()
    try:
        file = path.open("rb")
        state = path.stat()
    except OSError as error:
        raise unreadable(Path(source), error) from error
    with file:
        version = f"{state.st_size}:{state.st_mtime_ns}"
        yield file, ImportRun(source=str(path), version=version)


@contextmanager
def _bytes_read(file: BinaryIO, run: ImportRun | None) -> Iterator[object]:
    """A bar of how far the file is read; nothing for standard input, whose length nobody knows."""
    if run is None:
        yield lambda _: None
        return
    total = int(run.version.split(":")[0])
    with progress("Importing", total) as done:
        yield lambda _: done(file.tell())


def _print_outcome(outcome: ImportOutcome) -> None:
    for record in outcome.broken[:_MOST_REPORTED]:
        own = f" ({record.external_id})" if record.external_id else ""
        print(f"record {record.position}{own} left out: {record.reason}", file=sys.stderr)  # noqa: T201
    if outcome.left_out > _MOST_REPORTED:
        print(f"{outcome.left_out - _MOST_REPORTED:,} more records left out", file=sys.stderr)  # noqa: T201
    if outcome.resumed_behind:
        typer.echo(f"Went on behind record {outcome.resumed_behind:,}.")
    if outcome.is_not_modified:
        typer.echo("Nothing has changed there since the last import.")
        return
    closed = f", {outcome.closed:,} closed" if outcome.closed else ""
    typer.echo(
        f"{outcome.created:,} new, {outcome.updated:,} changed, {outcome.unchanged:,} unchanged"
        f"{closed}, {outcome.left_out:,} left out ({outcome.format})"
    )


@app.command()
def search(  # noqa: PLR0913, PLR0917 - one for each filter
    words: Annotated[
        list[str] | None,
        typer.Argument(help="words, phrases in quotes, “or”, and “-” before what must not occur"),
    ] = None,
    location: Annotated[str | None, typer.Option(help="city, region, country or area")] = None,
    remote: Annotated[
        bool | None, typer.Option("--remote/--no-remote", help="only, or no, remote work")
    ] = None,
    salary_min: Annotated[
        float | None, typer.Option(help="for a full-time year", callback=least_pay)
    ] = None,
    currency: Annotated[
        str, typer.Option(help="of --salary-min, as an ISO 4217 code", callback=currency_code)
    ] = "EUR",
    skill: Annotated[list[str] | None, typer.Option(help="must be asked for; repeatable")] = None,
    employment_type: Annotated[EmploymentType | None, typer.Option()] = None,
    seniority: Annotated[
        str | None, typer.Option(help=", ".join(str(step) for step in Seniority))
    ] = None,
    posted_since: Annotated[str | None, typer.Option(help="a day (UTC), or a time")] = None,
    sort: Annotated[Sort, typer.Option()] = Sort.RELEVANCE,
    limit: Annotated[int, typer.Option(min=1, max=100)] = 20,
    json: Annotated[bool, typer.Option("--json", help="for programs")] = False,  # noqa: FBT002
) -> None:
    """Search live postings; each opening is shown once.

    Example: jobr jobs search "data engineer" --location Berlin --remote
    """
    asked = PostingSearch(
        words=" ".join(words or ()),
        location=location,
        remote=remote,
        salary_min=salary_min,
        currency=currency,
        skills=tuple(name for name in skill or () if name.strip()),
        employment_type=employment_type,
        seniority=seniority_step(seniority),
        posted_since=first_moment(posted_since),
        sort=sort,
    )

    async def ask(jobr: Jobr) -> PostingsPage:
        page: PostingsPage = await jobr.jobs.search_postings()(asked, limit=limit)
        return page

    page = ask_jobr(ask)
    if json:
        print_json(_page_json(page))
    else:
        from jobr_cli.postings_table import print_postings

        print_postings(page)


def _page_json(page: PostingsPage) -> dict[str, object]:
    return {
        "items": [posting.to_record() for posting in page.postings],
        "total": page.total,
        "total_is_exact": page.total_is_exact,
        "facets": {name: dict(counts) for name, counts in page.facets.items()},
        "corrected": page.corrected,
    }


@app.command()
def reindex(
    json: Annotated[bool, typer.Option("--json", help="for programs")] = False,  # noqa: FBT002
) -> None:
    """Describe every live posting again, by the rules of this version.

    Needed once after an upgrade from a version without search, and after changes of the
    vocabulary. Postings stay searchable meanwhile.

    Example: jobr jobs reindex
    """

    async def ask(jobr: Jobr) -> int:
        total: int = await jobr.jobs.reindex_postings()()
        return total

    total = ask_jobr(ask)
    if json:
        print_json({"reindexed": total})
    else:
        typer.echo(f"{total:,} postings described again.")
