"""Events of a JSON parser → the value they tell, within bounds."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from jobr_adapters.job_boards.row import LONGEST_RECORD, TOO_LONG

Event = tuple[str, object]
Events = Iterator[Event]
STARTS: Final[dict[str, type[dict[str, object]] | type[list[object]]]] = {
    "start_map": dict, "start_array": list,
}  # fmt: skip
_ENDS: Final = frozenset(("end_map", "end_array"))
_DEEPEST: Final = 60


@dataclass(slots=True)
class Room:
    """What a record may still take before it is left out."""

    left: int = LONGEST_RECORD
    deep: bool = False

    @property
    def problem(self) -> str | None:
        if self.deep:
            return "nested too deeply."
        return TOO_LONG if self.left < 0 else None


def value_of(events: Events, event: str, value: object, room: Room) -> object:
    """Built without recursion; None, but read to its end, once there is no room for it."""
    if event not in STARTS:
        return _scalar(value, room)
    top = STARTS[event]()
    parents, key = [top], ""
    for event, value in events:  # noqa: PLR1704
        if room.problem:
            _skip(events, event, len(parents))
            return None
        if event == "map_key":
            key = str(value)
            room.left -= len(key)
        elif event in _ENDS:
            parents.pop()
            if not parents:
                break
        else:
            _attach(parents, key, event, _scalar(value, room))
            room.deep = len(parents) > _DEEPEST
    return top


def _attach(
    parents: list[dict[str, object] | list[object]], key: str, event: str, scalar: object
) -> None:
    parent = parents[-1]
    new = STARTS[event]() if event in STARTS else scalar
    if isinstance(parent, dict):
        parent[key] = new
    else:
        parent.append(new)
    if isinstance(new, dict | list):
        parents.append(new)


def _scalar(value: object, room: Room) -> object:
    room.left -= 16 + (len(value) if isinstance(value, str) else 0)
    return float(value) if isinstance(value, Decimal) else value


def _skip(events: Events, event: str, depth: int) -> None:
    while True:
        depth += (event in STARTS) - (event in _ENDS)
        if not depth:
            return
        event, _ = next(events)
