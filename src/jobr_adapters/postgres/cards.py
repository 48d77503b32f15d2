"""Postings that tell of one opening are shown as one card: `duplicate_of` names the one shown."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID

from jobr_adapters.postgres.statements import Connections, Statement, fetch
from jobr_core.jobs.duplicates import Opening, cards, words_compared

_MOST_OF_ONE_OPENING: Final = 200
_RELEASE: Final = Statement(
    "UPDATE jobs SET duplicate_of = NULL WHERE id = ANY(%(ids)s) OR duplicate_of = ANY(%(ids)s) "
    "RETURNING id, opening"
)
"""What leaned on a changed posting, or leaned itself, is told apart anew."""
_ON_SEVERAL_SITES: Final = Statement(
    """
    SELECT opening FROM unnest(%(openings)s::text[]) AS asked (opening)
    WHERE (SELECT source FROM jobs WHERE opening = asked.opening ORDER BY source LIMIT 1)
        < (SELECT source FROM jobs WHERE opening = asked.opening ORDER BY source DESC LIMIT 1)
    """
)
_OF_OPENINGS: Final = Statement(
    """
    SELECT job.id, job.opening, job.source, job.cities, job.description, job.duplicate_of,
        coalesce(job.posted_at, job.created_at) AS seen_at
    FROM unnest(%(openings)s::text[]) AS asked (opening), LATERAL (
        SELECT * FROM jobs WHERE opening = asked.opening AND closed_at IS NULL
        ORDER BY created_at DESC LIMIT %(most)s
    ) AS job
    """
)
_LEAN: Final = Statement(
    "UPDATE jobs SET duplicate_of = leaning.card FROM unnest(%(ids)s::uuid[], %(cards)s::uuid[]) "
    "AS leaning (id, card) WHERE jobs.id = leaning.id"
)


async def arrange_cards(
    connections: Connections, changed: Sequence[UUID], openings: Iterable[str]
) -> list[UUID]:
    """Says anew which postings are shown, for all that share an opening with those that changed;
    returns the ids of those for which the answer may be another one now."""
    released = await fetch(connections, _RELEASE, ids=list(changed)) if changed else []
    asked = sorted({*openings, *(row["opening"] for row in released)} - {""})
    several = await fetch(connections, _ON_SEVERAL_SITES, openings=asked)
    touched = [row["id"] for row in released]
    if not several:
        return touched
    rows = await fetch(
        connections,
        _OF_OPENINGS,
        openings=[row["opening"] for row in several],
        most=_MOST_OF_ONE_OPENING,
    )
    leaning = {row["id"]: row["duplicate_of"] for row in rows}
    moved = {posting: card for posting, card in _cards(rows) if leaning[posting] != card}
    if moved:
        await fetch(connections, _LEAN, ids=list(moved), cards=list(moved.values()))
    return [*touched, *moved]


def _cards(rows: Sequence[Any]) -> list[tuple[UUID, UUID | None]]:
    """For each posting the one it is shown under, None where it is shown itself."""
    by_opening: dict[str, list[Opening]] = defaultdict(list)
    for row in rows:
        by_opening[row["opening"]].append(
            Opening(
                id=str(row["id"]),
                source=row["source"],
                seen_at=row["seen_at"],
                places=frozenset(row["cities"]),
                words=words_compared(row["description"]),
            )
        )
    shown = {k: v for openings in by_opening.values() for k, v in cards(openings).items()}
    return [(UUID(own), None if own == card else UUID(card)) for own, card in shown.items()]
