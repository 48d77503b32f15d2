"""How lists are answered."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Items(Generic[Item]):
    """Items of a list, at most 100; `next_cursor` asks for those behind, null if there are none."""

    items: tuple[Item, ...]
    next_cursor: str | None = None
