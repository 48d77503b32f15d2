"""The warm process sandboxes are forked from, as the server holds it."""

import os
import select
import socket
import subprocess
import sys
import threading
import weakref
from dataclasses import dataclass
from typing import Final

from jobr_adapters.documents.answers import READY
from jobr_adapters.documents.kinds import Kind

_NURSERY: Final = "jobr_adapters.documents.nursery"
_PASSED_ON: Final = ("PATH", "PYTHONPATH", "SYSTEMROOT", "LD_LIBRARY_PATH")
_SECONDS_TO_WARM_UP: Final = 30.0


class NurseryGone(Exception):
    """The nursery cannot be started, or was killed: no document has anything to do with it."""


@dataclass(frozen=True, slots=True)
class _Running:
    """A nursery and the socket it is asked by; it ends when that closes."""

    asking: socket.socket
    process: "subprocess.Popen[bytes]"

    def end(self) -> None:
        self.asking.close()
        self.process.wait()


class Nursery:
    """Started when it is needed, and again should it have died. Several threads may ask.

    With `for_one` it is warm for the kind of the first document only.
    """

    def __init__(self, *, for_one: bool = False) -> None:
        self._for_one = for_one
        self._lock = threading.Lock()
        self._running: _Running | None = None
        self._finalizer: weakref.finalize[[], Nursery] | None = None

    def sandbox(self, kind: Kind) -> socket.socket:
        """A connection to a sandbox of one's own. Raises NurseryGone."""
        kinds = (kind,) if self._for_one else ()
        ours, theirs = socket.socketpair()
        try:
            with theirs, self._lock:
                asking = self._started(kinds).asking
                socket.send_fds(asking, [b"?"], [theirs.fileno()])
        except OSError as error:
            ours.close()
            self.stop()
            raise NurseryGone(str(error)) from error
        except NurseryGone:
            ours.close()
            raise
        return ours

    def start(self) -> None:
        """Returns when it is warm. Raises NurseryGone."""
        with self._lock:
            self._started(())

    def stop(self) -> None:
        with self._lock:
            self._end()

    def _started(self, kinds: tuple[Kind, ...]) -> _Running:
        if self._running is not None and self._running.process.poll() is None:
            return self._running
        self._end()
        running = _start(kinds)
        self._running = running
        self._finalizer = weakref.finalize(self, running.end)
        return running

    def _end(self) -> None:
        if self._finalizer is not None:
            self._finalizer()
        self._running = self._finalizer = None


def _start(kinds: tuple[Kind, ...]) -> _Running:
    asking, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-P", "-m", _NURSERY, str(theirs.fileno()), *kinds],
            pass_fds=(theirs.fileno(),),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
        )
    warm, _, _ = select.select([asking], [], [], _SECONDS_TO_WARM_UP)
    if not warm or asking.recv(len(READY)) != READY:
        asking.close()
        process.kill()
        process.wait()
        raise NurseryGone(f"it ended with {process.returncode} before it was warm")
    return _Running(asking, process)
