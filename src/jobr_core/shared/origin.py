"""Who is acting, and in which trace: known at the edge, stamped on what is recorded."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """`actor` is `user:<id>`, `operator` (the command line), `anybody` or `system`.

    `trace_id` is that of W3C Trace Context, or empty.
    """

    actor: str
    trace_id: str = ""


JOBR_ITSELF: Final = Origin(actor="system")
_ORIGIN: ContextVar[Origin] = ContextVar("origin", default=JOBR_ITSELF)


def current_origin() -> Origin:
    """Whoever the work of this context is done for; Jobr itself where nobody said."""
    return _ORIGIN.get()


@contextmanager
def acting(origin: Origin) -> Iterator[None]:
    """What is recorded meanwhile has this origin."""
    token = _ORIGIN.set(origin)
    try:
        yield
    finally:
        _ORIGIN.reset(token)
