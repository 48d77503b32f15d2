"""The text of uploaded files, read where a hostile one can harm nobody."""

import asyncio
import json
import os
import sys
from typing import Final

from jobr_adapters.documents.kinds import kind_of
from jobr_adapters.documents.plain import decoded
from jobr_adapters.documents.verdicts import MOST_CHARACTERS, Kind, Verdict
from jobr_core.cvs.errors import (
    DocumentCorrupt,
    DocumentEncrypted,
    DocumentTooComplex,
    DocumentTooLarge,
)
from jobr_core.cvs.ports import Document, DocumentReader
from jobr_core.shared.errors import JobrError

_SECONDS: Final = 10.0
_PASSED_ON: Final = ("PATH", "PYTHONPATH", "SYSTEMROOT", "LD_LIBRARY_PATH")
_ERRORS: Final[dict[str, type[JobrError]]] = {
    Verdict.ENCRYPTED: DocumentEncrypted,
    Verdict.CORRUPT: DocumentCorrupt,
    Verdict.TOO_COMPLEX: DocumentTooComplex,
}


class SandboxedReader(DocumentReader):
    """PDF and DOCX in a child process of their own with hard limits; text right here."""

    def __init__(self, *, size_limit: int, at_once: int | None = None) -> None:
        self._size_limit = size_limit
        self._turns = asyncio.Semaphore(at_once or os.cpu_count() or 1)

    async def __call__(self, content: bytes, *, file_name: str = "") -> Document:
        if len(content) > self._size_limit:
            raise DocumentTooLarge(
                f"The file has {len(content):,} bytes; Jobr reads at most {self._size_limit:,}."
            )
        kind = kind_of(content, file_name)
        if kind is Kind.TEXT:
            return Document(media_type=kind, text=decoded(content)[:MOST_CHARACTERS])
        async with self._turns:
            return Document(media_type=kind, text=await _read_in_child(kind, content))


async def _read_in_child(kind: Kind, content: bytes) -> str:
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-m", "jobr_adapters.documents.child", kind,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
    )  # fmt: skip
    try:
        answer, _ = await asyncio.wait_for(child.communicate(content), _SECONDS)
    except TimeoutError:
        raise DocumentTooComplex from None
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode != 0:
        raise DocumentTooComplex
    return _text_in(answer)


def _text_in(answer: bytes) -> str:
    try:
        said = json.loads(answer)
    except ValueError:
        raise DocumentTooComplex from None
    if "verdict" in said:
        raise _ERRORS[said["verdict"]]
    return str(said["text"])
