"""`jobr demo`: all of Jobr in one command, on sample data."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from enum import StrEnum
from importlib.resources import files
from io import BytesIO
from typing import Annotated, Any, Final

import typer

from jobr_cli.serve import AddressUnusable, ensure_free
from jobr_cli.session import Jobr, demo_server, working
from jobr_core.jobs.imports import PostingsContent
from jobr_core.matching.report import MatchReport, ReportJson

_EMAIL: Final = "demo@example.org"
_PASSWORD: Final = "demo password"  # noqa: S105 - printed below for everybody to use
_SAMPLES: Final = files("jobr_cli") / "samples"


class SampleCv(StrEnum):
    """The CVs that ship with Jobr."""

    BACKEND_ENGINEER = "backend-engineer"
    NURSE = "nurse"
    ACCOUNTANT = "accountant"


def add_to(app: typer.Typer) -> None:
    @app.command()
    def demo(
        cv: Annotated[SampleCv, typer.Option(help="whose CV to use")] = SampleCv.BACKEND_ENGINEER,
        port: Annotated[
            int, typer.Option(min=0, max=65535, help="port to serve on; 0: any free one")
        ] = 8000,
        exit: Annotated[bool, typer.Option("--exit", help="end after printing")] = False,  # noqa: A002, FBT002
    ) -> None:
        """Show Jobr at work on sample data, then serve.

        Ranks sample postings for a sample CV with the reasons and prints what to try next. Uses
        a database of its own in JOBR_HOME; nothing of yours is touched.

        Example: jobr demo --cv nurse --exit
        """
        with suppress(KeyboardInterrupt):
            asyncio.run(_demo(cv, port, ends=exit))


async def _demo(cv: SampleCv, port: int, *, ends: bool) -> None:
    import httpx2

    port = port if _is_free(port) else 0
    typer.echo("Starting PostgreSQL and the server …")
    async with demo_server(port) as (jobr, address, stopped):
        await _load(jobr)
        async with httpx2.AsyncClient(base_url=address, timeout=30) as http:
            token = await _sign_in(http)
            headers = {"Authorization": f"Bearer {token}"}
            cv_id = await _upload(http, cv, headers)
            answer = await http.get(
                "/api/matches", params={"cv_id": cv_id, "limit": 5}, headers=headers
            )
        matches = answer.raise_for_status().json()["items"]
        await _print(jobr, cv, matches)
        _print_next(address, matches[0])
        if not ends:
            typer.echo(
                f"\nServing on {address} until Ctrl-C; the API reference is {address}/schema"
            )
            async with working(jobr):
                await stopped


def _is_free(port: int) -> bool:
    try:
        ensure_free("127.0.0.1", port)
    except AddressUnusable:
        return False
    return True


async def _load(jobr: Jobr) -> None:
    content = PostingsContent(file=BytesIO((_SAMPLES / "jobs.jsonl").read_bytes()))
    outcome = await jobr.jobs.import_postings()(content)
    typer.echo(f"{outcome.stored} sample postings loaded.")


async def _sign_in(http: Any) -> str:
    """Registers the demo user, or signs it in where an earlier demo registered it."""
    person = {"email": _EMAIL, "password": _PASSWORD}
    answer = await http.post("/api/auth/register", json={**person, "full_name": "Demo"})
    if answer.status_code == 409:
        answer = await http.post("/api/auth/login", json=person)
    token: str = answer.raise_for_status().json()["access_token"]
    return token


async def _upload(http: Any, cv: SampleCv, headers: Mapping[str, str]) -> str:
    name = f"{cv}.pdf"
    file = {"file": (name, (_SAMPLES / name).read_bytes(), "application/pdf")}
    answer = (await http.post("/api/cvs", files=file, headers=headers)).raise_for_status().json()
    cv_id: str = answer["id"]
    return cv_id


async def _print(jobr: Jobr, cv: SampleCv, matches: list[ReportJson]) -> None:
    from jobr_cli.ranking_table import print_ranking

    postings = jobr.storage.postings()
    typer.echo(f"The best matches for samples/{cv}.pdf, asked for over HTTP:\n")
    ranked = [(await postings.by_id(m["job_id"]), MatchReport.from_json(m)) for m in matches]
    print_ranking(ranked)


def _print_next(address: str, best: ReportJson) -> None:
    login = f'{{"email": "{_EMAIL}", "password": "{_PASSWORD}"}}'
    print_token = "python3 -c 'import json, sys; print(json.load(sys.stdin)[\"access_token\"])'"  # noqa: S105
    typer.echo("\nTry next:\n")
    typer.echo(f"  TOKEN=$(curl -s {address}/api/auth/login --json '{login}' | {print_token})")
    typer.echo(f'  curl -s "{address}/api/matches?limit=3" -H "Authorization: Bearer $TOKEN"')
    typer.echo(
        f'  curl -s {address}/api/matches/{best["job_id"]} -H "Authorization: Bearer $TOKEN"'
    )
