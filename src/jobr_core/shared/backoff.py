"""How long to wait before trying again."""

from datetime import timedelta


def pause_after(failures: int, *, first: float = 1.0, longest: float = 300.0) -> timedelta:
    """Doubles with every failure in a row, counted from 1; seconds.

    >>> [pause_after(n).total_seconds() for n in (1, 2, 3, 20)]
    [1.0, 2.0, 4.0, 300.0]
    """
    return timedelta(seconds=min(first * 2 ** min(failures - 1, 30), longest))
