"""Old versions of events, read as the current one.

The log keeps what was written; whoever reads it sees the versions of the catalogue only.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from jobr_core.events.model import Event, Value

Upcaster = Callable[[Mapping[str, Value]], Mapping[str, Value]]
Upcasters = Mapping[tuple[str, int], Upcaster]
"""By (name, version): what turns the data of that version into the data of the next."""


def _without_origin(data: Mapping[str, Value]) -> Mapping[str, Value]:
    """Where a sign-in came from was not told in the first version."""
    return {**data, "source_id": None, "agent_id": None}


UPCASTERS: Final[Upcasters] = {
    ("user.login", 1): _without_origin,
    ("user.login_failed", 1): _without_origin,
}


def upcast(event: Event, upcasters: Upcasters = UPCASTERS) -> Event:
    """The event in the newest version there is a way to."""
    while step := upcasters.get((event.name, event.version)):
        event = replace(event, version=event.version + 1, data=step(event.data))
    return event
