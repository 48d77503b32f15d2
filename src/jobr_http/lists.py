"""How lists are answered."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Items(Generic[Item]):
    """The first items of a list, at most 100; `next_cursor` is null while lists have one page."""

    items: tuple[Item, ...]
    next_cursor: str | None = None
