"""The order of words in lines of scripts that run from right to left."""

import unicodedata
from collections.abc import Sequence
from itertools import groupby
from typing import Final, Protocol, TypeVar

_FROM_THE_RIGHT: Final = frozenset({"R", "AL"})
_FROM_THE_LEFT: Final = frozenset({"L", "EN", "AN"})


class _Text(Protocol):
    @property
    def text(self) -> str: ...


_W = TypeVar("_W", bound=_Text)


def is_from_the_right(words: Sequence[_W]) -> bool:
    """Whether a line is mostly Arabic or Hebrew, so that it begins on the right."""
    directions = [found for word in words if (found := _runs_left(word.text)) is not None]
    return any(directions) and 2 * sum(directions) >= len(directions)


def from_the_right(words: Sequence[_W]) -> list[_W]:
    """Words given from left to right as they are read: names and numbers in such a line still
    run from left to right."""
    ordered: list[_W] = []
    for runs_left, run in groupby(words, lambda word: _runs_left(word.text)):
        part = list(run)
        ordered[:0] = part[::-1] if runs_left else part
    return ordered


def _runs_left(text: str) -> bool | None:
    """By the first strong character; None if there is none."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in _FROM_THE_RIGHT:
            return True
        if direction in _FROM_THE_LEFT:
            return False
    return None
