"""`jobr worker`: background work in a process of its own."""

import asyncio
import signal

import typer

from jobr_cli.session import Jobr, ask_jobr, indexing, working


def add_to(app: typer.Typer) -> None:
    @app.command()
    def worker() -> None:
        """Deliver events and run background tasks until told to stop.

        `jobr serve` does the same beside serving, unless it is given --no-worker. Any number of
        workers share the work. On SIGTERM running tasks end, or after 20 seconds are handed back.

        Example: jobr worker
        """
        ask_jobr(_work, log_level=None)


async def _work(jobr: Jobr) -> None:
    stopped = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    async with working(jobr), indexing(jobr):
        typer.echo("Working until SIGTERM or Ctrl-C.")
        await stopped.wait()
