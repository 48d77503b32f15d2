"""The process that reads one untrusted document: forked from a warm one, limited, then gone.

It takes its limits before it touches the document. Whatever goes wrong in here, the asker sees a
connection that closes without an answer.
"""

import fcntl
import json
import os
import resource
import select
import signal
import socket
from typing import Final

from jobr_adapters.documents.answers import READY
from jobr_adapters.documents.kinds import Kind
from jobr_adapters.documents.reading import cv_in_document
from jobr_core.cvs.errors import TooComplex
from jobr_core.cvs.plain_form import PlainCv, plain_form
from jobr_core.shared.errors import JobrError

_MEMORY: Final = 512 * 1024 * 1024
_CPU_SECONDS: Final = 4
_SECONDS: Final = 6.0


def answer(connection: socket.socket) -> None:
    """Says that it is there; takes kind and length on one line and then the document; answers with
    the CV or with the refusal."""
    _limit(connection.fileno())
    connection.sendall(READY)
    with connection, connection.makefile("rb") as incoming:
        kind, length = incoming.readline().split()
        content = incoming.read(int(length))
        _end_with(connection)
        answer = _answer(Kind(kind.decode()), content)
        connection.sendall(json.dumps(answer, ensure_ascii=False).encode(errors="replace"))


def _answer(kind: Kind, content: bytes) -> PlainCv | dict[str, str]:
    try:
        return plain_form(cv_in_document(kind, content))
    except JobrError as error:
        return {"refused": error.code, "detail": str(error)}
    except (MemoryError, RecursionError):
        return {"refused": TooComplex.code, "detail": str(TooComplex())}
    except Exception as error:  # noqa: BLE001 - told to the log of the server
        return {"failed": f"{type(error).__name__}: {error}"[:500]}


def _limit(connection: int) -> None:
    """No memory, no time, no files, no sockets beyond what reading one CV takes.

    The last descriptor that may be open is the connection's own: whatever a reader is led to
    open, it cannot.
    """
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, _SECONDS)
    resource.setrlimit(resource.RLIMIT_AS, (_address_space() + _MEMORY,) * 2)
    for limit, most in (
        (resource.RLIMIT_CPU, _CPU_SECONDS),
        (resource.RLIMIT_NOFILE, connection + 1),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))


def _address_space() -> int:
    """What the warm process has mapped already: libraries, no data."""
    try:
        with open("/proc/self/statm", "rb") as sizes:  # noqa: PTH123 - no pathlib for one read
            return int(sizes.read().split()[0]) * resource.getpagesize()
    except OSError:  # no Linux
        return 0


def _end_with(connection: socket.socket) -> None:
    """From here on nothing can come but the end of the asker; then this process ends too.

    SIGIO ends a process that does not handle it (signal(7)).
    """
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(connection, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(connection, fcntl.F_SETFL, fcntl.fcntl(connection, fcntl.F_GETFL) | os.O_ASYNC)
    if select.select([connection], [], [], 0)[0]:
        raise SystemExit  # it ended before that
