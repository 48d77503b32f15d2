"""How commands print data for programs, and how far they are for people."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def print_json(value: object) -> None:
    """Readable JSON, the same bytes for the same value."""
    print(json.dumps(value, ensure_ascii=False, indent=2), flush=True)  # noqa: T201


@contextmanager
def progress(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal, nothing elsewhere; call it with how much is done."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda done: bar.update(task, completed=done)
