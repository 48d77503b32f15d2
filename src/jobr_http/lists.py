"""How lists are answered."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Items(Generic[Item]):
    """A page of a list; `next_cursor` asks for the next one, null where there is none."""

    items: tuple[Item, ...]
    next_cursor: str | None = None
