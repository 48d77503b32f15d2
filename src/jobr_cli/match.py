"""`jobr match`: the main job in one line, with no database and no network."""

import asyncio
import gc
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import chain
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from typing import Annotated

import typer

from jobr_cli.files import content_of
from jobr_cli.output import print_json
from jobr_cli.session import cv_in, read_postings
from jobr_core.cvs.model import Cv
from jobr_core.jobs.imports import BrokenRecord
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.ports import ReadPostings
from jobr_core.matching import weights
from jobr_core.matching.evidence import evidence_of
from jobr_core.matching.features import (
    FeaturedPosting,
    PostingFeatures,
    featured,
    features_of,
)
from jobr_core.matching.report import MatchReport
from jobr_core.matching.scoring import rank_featured
from jobr_core.shared.errors import JobrError

_MOST_REPORTED = 10
_MOST_REMEMBERED = 4_000
_WORTH_FORKING = 200


def add_to(app: typer.Typer) -> None:
    @app.command()
    def match(
        cv: Annotated[Path, typer.Argument(help="PDF, DOCX, text, Markdown or JSON Resume")],
        jobs: Annotated[
            Path, typer.Option(help="postings: JSON, JSON Lines, CSV or a board's document")
        ],
        top: Annotated[int, typer.Option(min=1, help="how many to show")] = 10,
        json: Annotated[bool, typer.Option("--json", help="full reports with spans")] = False,  # noqa: FBT002
        format: Annotated[  # noqa: A002
            str,
            typer.Option(
                help="jobr, schema.org, greenhouse, lever, ashby or jobspy; recognised by content"
            ),
        ] = "auto",
    ) -> None:
        """Rank postings for a CV and say why.

        Example: jobr match cv.pdf --jobs postings.jsonl --top 5
        """
        if str(cv) == str(jobs) == "-":
            raise typer.BadParameter("of CV and postings only one of them can be standard input")
        gc.disable()  # one short run that frees nothing worth looking for
        read_cv, found, ready = asyncio.run(_read(cv, jobs, format))
        ready += _featured(found.postings[len(ready) : _MOST_REMEMBERED])
        everything = chain(ready, map(featured, found.postings[len(ready) :]))
        today = datetime.now(UTC).date()
        reports = rank_featured(evidence_of(read_cv), everything, top, today=today)
        _report_broken(jobs, found.broken)
        (_print_json if json else _print_table)(read_cv, found, reports)


async def _read(cv: Path, jobs: Path, name: str) -> tuple[Cv, ReadPostings, list[FeaturedPosting]]:
    """Reads both; while the CV's process works, postings and the features of the first are read
    here."""
    cv_content, jobs_content = content_of(cv), content_of(jobs)
    reading = asyncio.create_task(cv_in(cv_content, cv.name))
    try:
        found, ready = await asyncio.to_thread(_first_read, jobs_content, name, reading.done)
    except JobrError:
        await asyncio.wait([reading])  # a process being started cannot be cancelled
        reading.exception()
        raise
    return await reading, found, ready


def _first_read(
    content: bytes, name: str, is_time: Callable[[], bool]
) -> tuple[ReadPostings, list[FeaturedPosting]]:
    """The postings, and as many features as there is time for."""
    found = read_postings(content, format=name)
    ready: list[FeaturedPosting] = []
    for posting in found.postings[:_MOST_REMEMBERED]:
        if is_time():
            break
        ready.append(featured(posting))
    return found, ready


def _featured(postings: Sequence[JobPosting]) -> list[FeaturedPosting]:
    """With their features; of many, half are computed in a second process where forking is cheap
    (no thread is running here)."""
    if len(postings) < _WORTH_FORKING or "fork" not in get_all_start_methods():
        return list(map(featured, postings))
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    features_of(postings[0])  # reads the vocabulary once, for both
    middle = len(postings) // 2
    with ProcessPoolExecutor(1, mp_context=get_context("fork")) as second:
        rest = second.submit(_features, postings[middle:])
        ready = list(map(featured, postings[:middle]))
        try:
            features = rest.result()
        except BrokenProcessPool:
            features = _features(postings[middle:])
    return ready + list(map(FeaturedPosting, postings[middle:], features))


def _features(postings: Sequence[JobPosting]) -> list[PostingFeatures]:
    return list(map(features_of, postings))


def _report_broken(jobs: Path, broken: tuple[BrokenRecord, ...]) -> None:
    for record in broken[:_MOST_REPORTED]:
        print(f"{jobs.name}, record {record.position} left out: {record.reason}", file=sys.stderr)  # noqa: T201
    if len(broken) > _MOST_REPORTED:
        print(f"{jobs.name}: {len(broken) - _MOST_REPORTED} more records left out", file=sys.stderr)  # noqa: T201


def _print_json(cv: Cv, found: ReadPostings, reports: list[MatchReport]) -> None:
    by_id = {posting.id: posting for posting in found.postings}
    print_json(
        {
            "engine": weights.ENGINE,
            "cv": {"text": cv.text, "profile": cv.to_json_resume()},
            "matches": [
                {
                    "job": {"id": report.job_id, "text": by_id[report.job_id].text},
                    "report": report.to_json(),
                }
                for report in reports
            ],
        }
    )


def _print_table(_: Cv, found: ReadPostings, reports: list[MatchReport]) -> None:
    from jobr_cli.ranking_table import print_ranking

    by_id = {posting.id: posting for posting in found.postings}
    print_ranking([(by_id[report.job_id], report) for report in reports])
