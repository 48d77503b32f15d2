"""The warm process every sandbox is forked from:
`python -P -m jobr_adapters.documents.nursery FD [MEDIA_TYPE …]`, by default for all kinds.

Importing the readers takes 300 ms, forking a process that has them 2 ms. It is single-threaded,
never looks at a document, and ends when the other end of its socket closes, so also with a server
that is killed.
"""

import encodings
import importlib
import os
import pkgutil
import signal
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Final, NoReturn

from jobr_adapters.documents.answers import READY
from jobr_adapters.documents.kinds import Kind
from jobr_adapters.documents.reading import reader_of
from jobr_adapters.documents.sandbox import answer
from jobr_core.cvs.parsing import parse

# What is imported or compiled on first use is so now: a sandbox cannot open files.
_WARMING_UP: Final = """Ada Lovelace
Engineer
London, UK | ada@example.org | +44 20 7946 0000

Experience
Engineer, Acme Ltd, March 2019 – present
- Cut costs by 40% with Python

Education
BSc in Mathematics, University of London, 2012 – 2015

Skills
Python, SQL

Languages
English (native)
"""


def main() -> NoReturn:
    """Answers every connection it is handed, each in a process of its own."""
    asking = socket.socket(fileno=int(sys.argv[1]))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel buries the dead
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the server, and that ends this
    _warm_up([Kind(name) for name in sys.argv[2:]] or list(Kind))
    asking.sendall(READY)
    while True:
        _, handed, _, _ = socket.recv_fds(asking, 1, 1)
        if not handed:
            os._exit(0)  # who closed waits for it, and tidying up takes 50 ms
        _fork(asking, handed[0])


def _fork(asking: socket.socket, handed: int) -> None:
    if os.fork():
        os.close(handed)
        return
    asking.close()
    with suppress(BaseException):
        answer(socket.socket(fileno=handed))
    os._exit(0)


def _warm_up(kinds: Sequence[Kind]) -> None:
    for kind in set(kinds) - {Kind.JSON}:
        reader_of(kind)
    for package in (encodings, *(sys.modules[n] for n in _LAZY if n in sys.modules)):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                with suppress(ImportError):  # those of other systems, or for pictures
                    importlib.import_module(module.name)
    parse(_WARMING_UP)


_LAZY: Final = ("charset_normalizer", "pypdf")
"""Libraries that import parts of themselves when they are needed."""


if __name__ == "__main__":
    main()
