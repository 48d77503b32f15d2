"""The process that reads one untrusted document: bytes in on stdin, JSON out on stdout.

It sets limits on itself before it touches the document. Whatever goes wrong in here, the
parent sees a process that did not answer cleanly.
"""

import json
import resource
import sys
from collections.abc import Callable
from typing import Final

from jobr_adapters.documents.verdicts import Kind, Unreadable, Verdict

_MEMORY: Final = 512 * 1024 * 1024
_CPU_SECONDS: Final = 6
_OPEN_FILES: Final = 32


def main() -> None:
    """`python -m jobr_adapters.documents.child MEDIA_TYPE`."""
    read = _reader(Kind(sys.argv[1]))
    _limit()
    content = sys.stdin.buffer.read()
    try:
        answer = {"text": read(content)}
    except Unreadable as error:
        answer = {"verdict": error.verdict}
    except (MemoryError, RecursionError):
        answer = {"verdict": Verdict.TOO_COMPLEX}
    sys.stdout.write(json.dumps(answer))


def _reader(kind: Kind) -> Callable[[bytes], str]:
    """Imports what the kind needs, and only that: it is half of the time a short CV takes."""
    if kind is Kind.PDF:
        from jobr_adapters.documents.pdf import text_of_pdf

        return text_of_pdf
    from jobr_adapters.documents.docx import text_of_docx

    return text_of_docx


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_OPEN_FILES, _OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
