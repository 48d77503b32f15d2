"""Skills that do the work of one another, read from `neighbours.txt` (format:
docs/reference/vocabulary.md)."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from jobr_core.vocabulary.texts import vocabulary_text


def read_neighbours(text: str) -> Iterator[tuple[str, ...]]:
    """The groups of a list: a line each, names between commas."""
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield tuple(name.strip() for name in line.split(","))


@cache
def neighbours() -> Mapping[str, tuple[str, ...]]:
    """The others of all groups a skill stands in; read once, on first use.

    >>> "MySQL" in neighbours()["PostgreSQL"], "PostgreSQL" in neighbours()["PostgreSQL"]
    (True, False)
    """
    near: dict[str, dict[str, None]] = {}
    for group in read_neighbours(vocabulary_text("neighbours.txt")):
        for name in group:
            near.setdefault(name, {}).update(dict.fromkeys(group))
    return MappingProxyType(
        {name: tuple(other for other in others if other != name) for name, others in near.items()}
    )
