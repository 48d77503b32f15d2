"""The promise of DocumentReader: real files are read, others refused for one clear reason, and
whatever happens to a reader happens to nobody else."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import suppress
from importlib.resources import files
from pathlib import Path

import pytest

from documents import an_empty_pdf, an_encrypted_pdf
from jobr_adapters.documents.reader import SandboxedReader
from jobr_core.cvs.errors import (
    Corrupt,
    Empty,
    Encrypted,
    FileTooLarge,
    NoText,
    ReadersBusy,
    TooComplex,
    TypeMismatch,
    UnsupportedType,
)
from jobr_core.shared.errors import JobrError
from waiting import until

SAMPLES = files("jobr_cli") / "samples"
RESUME = b'{"basics": {"name": "Ada King", "label": "Engineer", "email": "ada@example.org"}}'


@pytest.fixture
async def read() -> AsyncIterator[SandboxedReader]:
    reader = SandboxedReader(size_limit=2_000_000, at_once=2)
    yield reader
    reader.close()


@pytest.mark.parametrize("person", ["backend-engineer", "nurse", "accountant"])
async def test_the_same_cv_reads_alike_as_pdf_and_docx(read: SandboxedReader, person: str) -> None:
    pdf, docx = [
        (await read((SAMPLES / f"{person}.{kind}").read_bytes(), file_name=f"cv.{kind}")).cv.profile
        for kind in ("pdf", "docx")
    ]
    assert pdf.basics.name == docx.basics.name != ""
    assert pdf.basics.label == docx.basics.label
    assert pdf.basics.location == docx.basics.location
    assert [(w.position, w.name, w.start_date, w.end_date) for w in pdf.work] == [
        (w.position, w.name, w.start_date, w.end_date) for w in docx.work
    ]
    assert pdf.education == docx.education
    assert pdf.languages == docx.languages


REFUSED = [
    (b"", "cv.pdf", Empty),
    (b"%PDF-1.7\n nonsense", "cv.pdf", Corrupt),
    (an_encrypted_pdf(), "cv.pdf", Encrypted),
    (an_empty_pdf(), "scan.pdf", NoText),
    (b"short", "cv.txt", NoText),
    (b"just words", "cv.pdf", TypeMismatch),
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0d", "cv.png", UnsupportedType),
    (b"x" * 2_000_001, "cv.txt", FileTooLarge),
    (b'{"basics": {"name": ["Ada"]}}', "cv.json", Corrupt),
    (b'{"basics": NaN}', "cv.json", Corrupt),
    (b'{"basics": {}, "basics": {}}', "cv.json", Corrupt),
    (b'{"plan": "Pro"}', "cv.json", Corrupt),
    (b'{"basics": ' + b"[" * 200_000, "cv.json", TooComplex),
    (b"a@" * 150_000, "cv.txt", TooComplex),
]


@pytest.mark.parametrize(("content", "name", "refusal"), REFUSED)
async def test_what_cannot_be_read_is_refused_for_its_reason(
    read: SandboxedReader, content: bytes, name: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        await read(content, file_name=name)


async def test_a_json_resume_is_read(read: SandboxedReader) -> None:
    reading = await read(RESUME)
    assert (reading.media_type, reading.cv.profile.basics.name) == ("application/json", "Ada King")


async def test_a_refusal_says_what_is_wrong(read: SandboxedReader) -> None:
    with pytest.raises(Corrupt, match=r"`basics\.name` must be text"):
        await read(b'{"basics": {"name": ["Ada"]}}')


async def test_nobody_waits_longer_than_he_wants(read: SandboxedReader) -> None:
    one = SandboxedReader(size_limit=1_000, at_once=0)
    with pytest.raises(ReadersBusy):
        await one(RESUME, patience=0.01)


def _children(pid: int) -> list[int]:
    """Of all its threads."""
    listed = [path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    return [int(child) for children in listed for child in children.split()]


def _open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def _nursery() -> int:
    """The newest: a test before may have left one that has yet to end."""
    return max(
        (
            child
            for child in _children(os.getpid())
            if b"documents.nursery" in Path(f"/proc/{child}/cmdline").read_bytes()
        ),
        key=_started,
    )


def _started(pid: int) -> int:
    """In ticks since the machine started (proc(5), field 22)."""
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19])


async def _somebody_reads() -> bool:
    return bool(_children(_nursery()))


async def _nobody_reads() -> bool:
    return not await _somebody_reads()


async def test_a_killed_nursery_is_started_again(read: SandboxedReader) -> None:
    await read(RESUME)
    os.kill(_nursery(), signal.SIGKILL)
    assert (await read(RESUME)).cv.profile.basics.name == "Ada King"


async def test_many_at_once_leave_nothing_behind(read: SandboxedReader) -> None:
    before = _open_files()
    await read.open()
    contents = [RESUME, b"%PDF-1.7\n nonsense", an_encrypted_pdf(), an_empty_pdf()] * 10
    answers = await asyncio.gather(*(read(c) for c in contents), return_exceptions=True)
    assert sum(isinstance(answer, Exception) for answer in answers) == 30
    await until(_nobody_reads)
    assert _open_files() <= before + 1


async def test_whoever_no_longer_asks_leaves_no_reader_running(read: SandboxedReader) -> None:
    async def ask_again_and_again() -> None:
        """One reading may be over before anybody looks, or refused on a busy machine."""
        while True:
            with suppress(JobrError):
                await read(b"a@ " * 60_000, file_name="cv.txt")

    await read.open()
    asked = [asyncio.ensure_future(ask_again_and_again()) for _ in range(2)]
    await until(_somebody_reads)
    for one in asked:
        one.cancel()
    await asyncio.gather(*asked, return_exceptions=True)
    await until(_nobody_reads)
