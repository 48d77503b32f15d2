"""Search among 10,000, 100,000 and 1,000,000 postings, beside the specification's own query.

    nox -s bench -- search [--sizes 10000,100000,1000000] [--home DIR]

Made-up postings of about 250 words (`postings_corpus`: words, skills, employers and cities after
Zipf's law) are stored as the importer stores them, on a PostgreSQL of its own. 200 searches in
three classes are timed as a client waits for them: words resolved, candidates weighed, 20 postings
fetched, facets counted. The specification's query (`ts_rank` over the wide vector, ordered, the
first 20) is timed on every tenth of them in the same run. Then what the shortcuts lose: the first
20 beside those of a ranking without limits, and whether an old posting that fits best is found.
Ends with 1 if a promise is broken. `--home` keeps the database for another run.
"""

import argparse
import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import psycopg
from own_databases import connected, migrated
from postings_corpus import NEWEST, PLACES, ROLES, Corpus
from uuid_utils.compat import uuid7

from jobr_adapters.gazetteer.geonames import find_city
from jobr_adapters.postgres.candidates import Scored, Sought
from jobr_adapters.postgres.job_search import PostgresPostingIndex
from jobr_adapters.postgres.unit_of_work import PostgresUnitOfWork
from jobr_adapters.rates.ecb import in_euro
from jobr_core.jobs.facts import DescribedPosting
from jobr_core.jobs.search import Criteria, PostingSearch, criteria
from jobr_core.jobs.terms import EmploymentType

LIMIT_MS, TIMES_FASTER, RECALL = 50.0, 20.0, 0.95
SEARCHES, SHOWN = 200, 20
PLANTED = 20
OLD = NEWEST - timedelta(days=390)
SPECIFIED = """
    SELECT job_id, ts_rank(document, plainto_tsquery('english', %(words)s)) AS rank
    FROM job_search WHERE document @@ plainto_tsquery('english', %(words)s) {filters}
    ORDER BY rank DESC LIMIT 20
"""


@dataclass(frozen=True)
class Query:
    """A search, and the same for the specification's query."""

    kind: str
    asked: PostingSearch

    @property
    def wanted(self) -> Criteria:
        return criteria(self.asked, find_city=find_city, in_euro=in_euro)


def now() -> datetime:
    return NEWEST


def queries() -> list[Query]:
    """A third each of rare words, frequent ones, and frequent ones with filters."""
    chance, words = random.Random(7), Corpus().words.things
    each = SEARCHES // 3 + 1
    rare = [Query("rare", PostingSearch(words=_rare(chance, words))) for _ in range(each)]
    frequent = [
        Query("frequent", PostingSearch(words=_frequent(chance, words))) for _ in range(each)
    ]
    filtered = [
        Query("frequent + filter", PostingSearch(words=_frequent(chance, words), **_filter(chance)))
        for _ in range(SEARCHES // 3)
    ]
    return [*rare, *frequent, *filtered][:SEARCHES]


def _rare(chance: random.Random, words: Sequence[str]) -> str:
    """In less than a hundredth of all postings."""
    if chance.random() < 0.3:
        return f"{chance.choice(ROLES[-8:])} {words[chance.randrange(300, 3_000)]}".lower()
    return words[chance.randrange(3_000, 20_000)]


def _frequent(chance: random.Random, words: Sequence[str]) -> str:
    """In a tenth of all postings, up to nearly all."""
    return chance.choice(
        (
            "engineer",
            chance.choice(ROLES[:6]).lower(),
            "manager",
            f"senior {chance.choice(ROLES[:10])}".lower(),
            words[chance.randrange(20, 90)],
            f"{words[chance.randrange(20, 60)]} {words[chance.randrange(20, 60)]}",
        )
    )


def _filter(chance: random.Random) -> dict[str, Any]:
    city = str(chance.choice(PLACES[:25])[0])
    filters: tuple[dict[str, Any], ...] = (
        {"location": city},
        {"remote": True},
        {"employment_type": EmploymentType.PART_TIME},
        {"location": city, "remote": False},
        {"skills": (chance.choice(Corpus().skills.things[:30]),)},
        {"salary_min": 60_000.0},
        {"posted_since": NEWEST - timedelta(days=chance.choice((3, 30)))},
    )
    return chance.choice(filters)


class WithoutLimits(PostgresPostingIndex):
    """Weighs every match there is."""

    async def _weighed(self, sought: Sought) -> Sequence[Scored]:
        words, keys = sought.words, sought.keys
        found, _ = await self._candidates.matching(sought, words.anywhere(keys), 10**9)
        return list(found.values())


def planted() -> list[DescribedPosting]:
    """Old postings, each the only one with three frequent words in its title."""
    chance, words = random.Random(3), Corpus().words.things
    some = Corpus().described(PLANTED, 10**9)
    return [_planted(posting, chance, words) for posting in some]


def _planted(
    described: DescribedPosting, chance: random.Random, words: Sequence[str]
) -> DescribedPosting:
    title = " ".join(chance.sample(list(words[25:85]), 3)).title()
    return DescribedPosting(
        replace(described.posting, title=title, posted_at=OLD),
        replace(described.facts, role=title.lower(), opening=title),
    )


# Filling


def fill(url: str, start: int, size: int) -> None:
    """Every second posting, from `start` on."""
    asyncio.run(_filled(url, islice(Corpus(total=size).described(size), start, None, 2)))


async def _filled(url: str, postings: Iterator[DescribedPosting]) -> None:
    async with connected(url) as pool:
        while batch := list(islice(postings, 500)):
            async with PostgresUnitOfWork(pool, now=now, new_id=uuid7) as work:
                await work.postings.store(batch)
                await work.commit()


def fill_up(url: str, size: int) -> None:
    """Stores so many postings, in the order of their dates."""
    started = time.perf_counter()
    with ProcessPoolExecutor(2, get_context("spawn")) as processes:
        parts = [processes.submit(fill, url, start, size) for start in range(2)]
        for part in parts:
            part.result()
    seconds = time.perf_counter() - started
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE jobs")
        connection.execute("VACUUM ANALYZE job_search")
    print(f"{size:,} postings stored in {seconds:.0f} s, {size / seconds:,.0f} a second")


def is_filled(url: str, size: int) -> bool:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT count(*) FROM jobs").fetchone()
    return row is not None and row[0] >= size


@contextmanager
def database(home: Path | None, size: int) -> Iterator[str]:
    with ExitStack() as stack:
        place = home or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        yield stack.enter_context(migrated(place / str(size), durable=False))


# Measuring


async def timed(index: PostgresPostingIndex, asked: Sequence[Query]) -> dict[str, list[float]]:
    spent: dict[str, list[float]] = {}
    for query in asked:
        started = time.perf_counter()
        await index.search(query.wanted, limit=SHOWN, cursor=None)
        spent.setdefault(query.kind, []).append((time.perf_counter() - started) * 1000)
    return spent


def specified(url: str, asked: Sequence[Query]) -> dict[str, list[float]]:
    """Milliseconds of the specification's query, with the same filters."""
    spent: dict[str, list[float]] = {}
    with psycopg.connect(url, autocommit=True) as connection:
        for query in asked:
            wanted = query.wanted
            parts = ["(" + " | ".join(f"'{key}'" for key in group) + ")" for group in wanted.any_of]
            parts += [f"!'{key}'" for key in wanted.none_of]
            filters = "AND document @@ %(keys)s::tsquery" if parts else ""
            filters += " AND pay_high >= %(pay)s" if wanted.pay_from else ""
            filters += " AND posted_at >= %(since)s" if wanted.posted_since else ""
            started = time.perf_counter()
            connection.execute(
                SPECIFIED.format(filters=filters),
                {
                    "words": query.asked.words, "keys": " & ".join(parts),
                    "pay": wanted.pay_from, "since": wanted.posted_since,
                },
            ).fetchall()  # fmt: skip
            spent.setdefault(query.kind, []).append((time.perf_counter() - started) * 1000)
    return spent


async def recalls(
    index: PostgresPostingIndex, everything: PostgresPostingIndex, asked: Sequence[Query]
) -> dict[str, list[float]]:
    """The share of the best 20 of a ranking without limits that is among the 20 found."""
    found: dict[str, list[float]] = {}
    for query in asked:
        best, shown = [
            {p.id for p in (await one.search(query.wanted, limit=SHOWN, cursor=None)).postings}
            for one in (everything, index)
        ]
        if best:
            found.setdefault(query.kind, []).append(len(best & shown) / len(best))
    return found


async def kept(url: str, index: PostgresPostingIndex) -> int:
    """How many old postings that fit best are found first."""
    postings = planted()
    await _filled(url, iter(postings))
    first = 0
    for described in postings:
        title = described.posting.title
        wanted = Query("old", PostingSearch(words=title.lower())).wanted
        found = await index.search(wanted, limit=SHOWN, cursor=None)
        first += bool(found.postings) and found.postings[0].title == title
    return first


def _p95(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


async def measured(url: str, size: int) -> dict[str, float]:
    """Prints the figures of one size; the 95th percentile of each class."""
    asked = queries()
    async with connected(url) as pool:
        index = PostgresPostingIndex(pool.autocommit, now=now)
        await timed(index, asked[::5])  # caches warm, as they are in use
        spent = await timed(index, asked)
        spec = specified(url, asked[::10] if size > 10_000 else asked)
        print(
            f"{size:>9,} postings     p50 ms   p95 ms   specified p50   p95 ms   times faster (p50)"
        )
        for kind, values in spent.items():
            p50, theirs = statistics.median(values), statistics.median(spec[kind])
            print(f"  {kind:18} {p50:9.1f} {_p95(values):8.1f} {theirs:15.1f} "
                  f"{_p95(spec[kind]):8.1f} {theirs / p50:14.1f}")  # fmt: skip
    return {kind: _p95(values) for kind, values in spent.items()} | {
        f"{kind}/times": statistics.median(spec[kind]) / statistics.median(values)
        for kind, values in spent.items()
    }


async def lost(url: str) -> tuple[float, int]:
    async with connected(url) as pool:
        index = PostgresPostingIndex(pool.autocommit, now=now)
        everything = WithoutLimits(pool.autocommit, now=now)
        shares = await recalls(index, everything, queries()[::4])
        for kind, values in shares.items():
            print(
                f"recall@20 beside a ranking without limits, {kind}: {statistics.mean(values):.3f}"
            )
        first = await kept(url, index)
        print(f"old postings that fit best and come first: {first} of {PLANTED}")
        return statistics.mean(shares["rare"]), first


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sizes", default="10000,100000,1000000")
    arguments.add_argument("--home", type=Path)
    chosen = arguments.parse_args()
    sizes = [int(size) for size in chosen.sizes.split(",")]
    seen, recall, first = {}, 0.0, 0
    for size in sizes:
        with database(chosen.home, size) as url:
            if not is_filled(url, size):
                fill_up(url, size)
            seen[size] = asyncio.run(measured(url, size))
            if size == sizes[-1]:
                recall, first = asyncio.run(lost(url))
    last = seen[sizes[-1]]
    growth = {kind: last[kind] / seen[sizes[0]][kind] for kind in last if "/" not in kind}
    print(f"{sizes[-1] // sizes[0]} times the postings take " + ", ".join(
        f"{times:.1f} times as long ({kind})" for kind, times in growth.items()))  # fmt: skip
    broken = [kind for kind in growth if last[kind] > LIMIT_MS]
    if broken or last["frequent/times"] < TIMES_FASTER or recall < RECALL or first < PLANTED:
        sys.exit("a promise is broken")


if __name__ == "__main__":
    main()
