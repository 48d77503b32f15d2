"""`jobr events`: what has happened, and who has heard of it."""

import asyncio
import json as json_module
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated, Final
from uuid import UUID

import typer

from jobr_cli.output import print_json, progress
from jobr_cli.session import Jobr, ask_jobr, next_batch
from jobr_core.events.catalogue import CATALOGUE
from jobr_core.events.errors import DeliveredElsewhere
from jobr_core.events.model import LoggedEvent, Position
from jobr_core.events.ports import EventFilter, EventLog
from jobr_core.events.subscribers import ParkedEvent, Period, Relay
from jobr_core.events.use_cases.replay import Standing, named
from jobr_core.shared.errors import Unavailable

app = typer.Typer(help="Look at events and at who has heard of them.", no_args_is_help=True)

_LOOK_SECONDS: Final = 0.5
_LONG: Final = timedelta(seconds=5)
AsJson = Annotated[bool, typer.Option("--json", help="as JSON")]
_DAY: Final = ["%Y-%m-%d"]
Name = Annotated[str, typer.Option("--subscriber", help="see `jobr events subscribers`")]


@app.command()
def tail(
    follow: Annotated[bool, typer.Option("--follow", "-f", help="go on with new ones")] = False,  # noqa: FBT002
    limit: Annotated[int, typer.Option(min=0, max=10_000, help="how many of the past")] = 20,
    name: Annotated[list[str] | None, typer.Option(help="only these, as cv.uploaded")] = None,
    subject: Annotated[str, typer.Option(help="only of this, as user:ID")] = "",
    json: Annotated[bool, typer.Option("--json", help="as JSON, one a line")] = False,  # noqa: FBT002
) -> None:
    """Print the newest events, the newest last.

    Example: jobr events tail --follow --name user.registered
    """
    known = {kind.name for kind in CATALOGUE}
    for unknown in set(name or ()) - known:
        raise typer.BadParameter(f"{unknown!r} is none of {', '.join(sorted(known))}.")
    wanted = EventFilter(names=frozenset(name or ()), subject=subject)

    async def print_tail(jobr: Jobr) -> None:
        log: EventLog = jobr.storage.event_log()
        end = await log.end()
        newest = await log.before(None, limit, wanted=wanted) if limit else ()
        _print(newest[::-1], json=json)
        if not newest and not follow:
            typer.echo("No such events.", err=True)
        if follow:
            at = max((logged.position for logged in newest), default=end)
            await _follow(log, at, wanted, json=json)

    try:
        ask_jobr(print_tail)
    except KeyboardInterrupt:
        raise typer.Exit from None


async def _follow(log: EventLog, at: Position, wanted: EventFilter, *, json: bool) -> None:
    while True:
        try:
            batch = await log.after(at, 100, wanted=wanted)
        except Unavailable as error:
            typer.echo(f"{error} Trying again …", err=True)
            await asyncio.sleep(1)
            continue
        _print(batch, json=json)
        if batch:
            at = batch[-1].position
        else:
            await asyncio.sleep(_LOOK_SECONDS)


def _print(events: Sequence[LoggedEvent], *, json: bool) -> None:
    for logged in events:
        event = logged.event
        if json:
            line = json_module.dumps(event.to_json())
        else:
            facts = json_module.dumps(event.data)
            when = f"{event.occurred_at.astimezone(UTC):%Y-%m-%d %H:%M:%S}"
            line = f"{when}  {event.name:<20} {event.subject}  by {event.actor}  {facts}"
        typer.echo(line)


@app.command()
def subscribers(json: AsJson = False) -> None:  # noqa: FBT002
    """Show who hears of events: how far each has come, and what is parked.

    Example: jobr events subscribers
    """
    standings, held_up_since = ask_jobr(_review)
    if json:
        since = held_up_since.isoformat() if held_up_since else None
        print_json({"subscribers": list(map(_standing, standings)), "held_up_since": since})
        return
    for standing in standings:
        replayed = "  being replayed" if standing.checkpoint.replay else ""
        typer.echo(
            f"{standing.checkpoint.subscriber:<16} {standing.behind:>6} behind "
            f"{standing.parked:>4} parked{replayed}"
        )

    if held_up_since and datetime.now(UTC) - held_up_since > _LONG:
        typer.echo(
            f"Events since {held_up_since:%Y-%m-%d %H:%M:%S} are hidden and not counted: they wait "
            "for an older transaction on this PostgreSQL server to end."
        )


async def _review(jobr: Jobr) -> tuple[Sequence[Standing], datetime | None]:
    log: EventLog = jobr.storage.event_log()
    return await jobr.events.review_subscribers()(), await log.held_up_since()


def _standing(standing: Standing) -> dict[str, object]:
    checkpoint = standing.checkpoint
    return {
        "subscriber": checkpoint.subscriber,
        "position": str(checkpoint.at),
        "updated_at": checkpoint.updated_at.isoformat(),
        "behind": standing.behind,
        "parked": standing.parked,
        "replaying": checkpoint.replay is not None,
    }


@app.command()
def parked(
    subscriber: Annotated[str | None, typer.Option(help="only this one's")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="how many")] = 100,
    json: AsJson = False,  # noqa: FBT002
) -> None:
    """Show the events handlers have failed on, and why.

    Example: jobr events parked --subscriber welcome_mail
    """

    async def parked_events(jobr: Jobr) -> Sequence[ParkedEvent]:
        if subscriber is not None:
            named(subscriber, jobr.events.subscribers())
        events: Sequence[ParkedEvent] = await jobr.storage.subscriptions().parked(
            subscriber, limit=limit
        )
        return events

    found = ask_jobr(parked_events)
    if json:
        print_json([_parked(event) for event in found])
        return
    for event in found:
        then = f"again at {event.retry_at:%H:%M:%S}" if event.retry_at else "left to you"
        typer.echo(
            f"{event.failed_at:%Y-%m-%d %H:%M:%S}  {event.subscriber}  {event.event_id}  "
            f"{event.name}  failed {event.attempts}×, {then}\n    {event.reason}"
        )
    if not found:
        typer.echo("Nothing is parked.")


def _parked(event: ParkedEvent) -> dict[str, object]:
    return {
        "subscriber": event.subscriber,
        "event_id": str(event.event_id),
        "name": event.name,
        "attempts": event.attempts,
        "reason": event.reason,
        "failed_at": event.failed_at.isoformat(),
        "retry_at": event.retry_at.isoformat() if event.retry_at else None,
    }


@app.command()
def retry(
    subscriber: Name,
    event: Annotated[UUID | None, typer.Option(help="only this one, by its id")] = None,
) -> None:
    """Have parked events tried again, once what they failed on is mended.

    Example: jobr events retry --subscriber welcome_mail
    """
    count: int = ask_jobr(
        lambda jobr: jobr.events.retry_parked()(subscriber=subscriber, event_id=event)
    )
    typer.echo(f"{count} to be tried again by the next worker.")


@app.command()
def replay(
    subscriber: Name,
    since: Annotated[datetime, typer.Option(formats=_DAY, help="first day, in UTC")],
    until: Annotated[
        datetime | None,
        typer.Option(formats=_DAY, help="the day it ends before; open if left out"),
    ] = None,
) -> None:
    """Hand a subscriber the events of some days again; a read model is built anew.

    Messages that were sent are not sent again. Interrupted, it is finished by a worker.

    Example: jobr events replay --subscriber daily_counts --since 2026-11-01
    """
    period = Period(since=_utc(since), until=until and _utc(until))

    async def replayed(jobr: Jobr) -> str:
        await jobr.events.start_replay()(subscriber=subscriber, period=period)
        if isinstance(named(subscriber, jobr.events.subscribers()), Relay):
            return "The worker that relays will send them again."
        return f"{await _carry_out(jobr, subscriber)} events replayed."

    typer.echo(ask_jobr(replayed))


async def _carry_out(jobr: Jobr, subscriber: str) -> int:
    """Beside the workers: who is first has a batch delivered, the other takes the next one."""
    left = jobr.events.count_replay()
    total: int = await left(subscriber=subscriber) or 0
    delivering = asyncio.create_task(_deliver_all(jobr, subscriber))
    with progress("Replaying", total) as show:
        while not delivering.done():
            show(total - (await left(subscriber=subscriber) or 0))
            await asyncio.wait([delivering], timeout=1)
        show(total)
    await delivering
    return total


async def _deliver_all(jobr: Jobr, subscriber: str) -> None:
    deliver = next_batch(jobr, subscriber)
    while (await jobr.storage.subscriptions().checkpoint(subscriber)).replay is not None:
        try:
            await deliver()
        except DeliveredElsewhere:
            await asyncio.sleep(_LOOK_SECONDS)


def _utc(day: datetime) -> datetime:
    return day.replace(tzinfo=UTC)
