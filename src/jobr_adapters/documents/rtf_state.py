"""What holds for a stretch of RTF: groups take it over and leave it as it was."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from enum import Enum, auto
from operator import attrgetter
from typing import Final, Self


class Place(Enum):
    """What text stands for where it stands."""

    PAGE = auto()
    SKIPPED = auto()
    FONTS = auto()
    COLORS = auto()
    STYLES = auto()
    CODE = auto()


@dataclass(slots=True)
class State:
    """Of a group; sizes in half-points, spaces in twentieths of a point."""

    place: Place = Place.PAGE
    encoding: str = "cp1252"
    fallbacks: int = 1
    vanish: bool = False
    deleted: bool = False
    size: int = 24
    color: int = 0
    behind: int = 0
    behind_paragraph: int = 0
    in_table: bool = False
    listed: bool = False
    heading: bool = False
    before: int = 0
    after: int = 0
    at_end: Callable[[], None] | None = None

    def inner(self) -> Self:
        """For a group in this one."""
        return type(self)(*_TAKEN_OVER(self))

    def set(self, word: str, number: int | None) -> None:
        """As a formatting control word says."""
        act = _SETTERS.get(word)
        if act:
            act(self, number)


# Groups are many: this takes a quarter of the time of copy.copy.
_TAKEN_OVER: Final = attrgetter(*(one.name for one in fields(State) if one.name != "at_end"))


def _plain(state: State, _: int | None) -> None:
    state.vanish = state.deleted = False
    state.size, state.color, state.behind = 24, 0, 0


def _new_paragraph(state: State, _: int | None) -> None:
    state.in_table = state.listed = state.heading = False
    state.before = state.after = state.behind_paragraph = 0


def _toggle(name: str) -> Callable[[State, int | None], None]:
    def act(state: State, number: int | None) -> None:
        setattr(state, name, number != 0)

    return act


def _number(name: str, default: int = 0) -> Callable[[State, int | None], None]:
    def act(state: State, number: int | None) -> None:
        setattr(state, name, default if number is None else number)

    return act


def _fallbacks(state: State, number: int | None) -> None:
    state.fallbacks = min(max(number or 0, 0), 100)


def _outline(state: State, number: int | None) -> None:
    state.heading = number is not None and number < 9


_SETTERS: Final[Mapping[str, Callable[[State, int | None], None]]] = {
    "plain": _plain,
    "pard": _new_paragraph,
    "v": _toggle("vanish"),
    "deleted": _toggle("deleted"),
    "intbl": _toggle("in_table"),
    "fs": _number("size", 24),
    "cf": _number("color"),
    "highlight": _number("behind"),
    "chcbpat": _number("behind"),
    "cb": _number("behind"),
    "cbpat": _number("behind_paragraph"),
    "ls": _toggle("listed"),
    "outlinelevel": _outline,
    "uc": _fallbacks,
    "sb": _number("before"),
    "sa": _number("after"),
}
