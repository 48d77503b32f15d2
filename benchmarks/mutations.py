"""Damaged CVs: each must be read or refused, soon, and nothing may be left of reading it.

    nox -s bench -- mutations [--data DIR] [--count 20000] [--seed 1] [--http] [--keep DIR]

The mutants are made of the PDF, DOCX and DOC files below DIR, of the sample CVs, and of files of
every kind made here: bits flipped, bytes changed, pieces cut, doubled, moved or taken from another
file, and what parsers stumble over inserted, in the file or in what it has packed inside. Each is
read in a sandbox, with --http through a running server. Ends with 1 if one was neither read nor
refused for a documented reason, or too late, or if something was left; --keep is the folder for
such files, and for those a sandbox died of.
"""

import argparse
import asyncio
import io
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from pathlib import Path

import httpx2
from serving import SIZE_LIMIT, serving, somebody

from jobr_adapters.documents.kinds import Kind
from jobr_adapters.documents.reader import SandboxedReader
from jobr_core.cvs import errors
from jobr_core.cvs.errors import TooComplex

sys.path.append(str(Path(__file__).parents[1] / "tests"))
from office_files import Doc, an_rtf, as_rtf, docx_parts, paragraph, table

HANG, LATE_ANSWER = 8.0, 10.0
TOO_LONG = 3.5
"""A sandbox that ended without an answer after so long had used up its time."""
CLIENTS = 4
MOST_EXPLAINED = 20
REFUSALS = (
    errors.Empty, errors.UnsupportedType, errors.TypeMismatch, errors.FileTooLarge,
    errors.Encrypted, errors.Corrupt, errors.ArchiveBomb, errors.XmlEntity, errors.ActiveContent,
    errors.TooComplex, errors.NoText,
)  # fmt: skip
ANSWERS = {201, 202, 413, 415, 422}
SUFFIXES = {".pdf", ".docx", ".doc"}
SAMPLES = Path(str(files("jobr_cli"))) / "samples"
TEXT = """Zoë Brontë
Data Engineer
zoe@example.org | +49 30 901820 | Berlin, Germany

Experience
Senior Data Engineer, Acme GmbH    Mar 2021 – Present
- Cut the nightly PostgreSQL load by 40%
Analyst, Größe & Söhne    2016 – 2021

Education
MSc Computer Science, University of Leeds, 2015

Skills
Python, SQL, Kafka
"""
STUMBLING_BLOCKS = tuple(
    word if isinstance(word, bytes) else word.encode()
    for word in (
        "/JS", "/JavaScript", "/OpenAction", "/Launch", "/EmbeddedFile", "/Encrypt", "/ObjStm",
        "/Filter", "/FlateDecode", "/LZWDecode", "/Length 99999999999", "/Count -1", "/Kids [1 0 R]",
        "/Parent 3 0 R", "/Prev 9", "1 0 obj", "endobj", "stream\n", "endstream", "trailer", "xref",
        "startxref\n0", "%%EOF", "<<", ">>", "[" * 500, "<<" * 500, "(" * 500, " R " * 50, "#00",
        "<!DOCTYPE a [<!ENTITY b 'c'>]>", "&b;", "<![CDATA[", "<w:p>", "</w:p>", "<w:tbl>" * 50,
        "xmlns:w=''", 'TargetMode="External"', "w:vanish", "PK\x03\x04", "PK\x05\x06",
        "{\\object\\objdata ", "{" * 500, "}" * 50, "\\bin999999999 ", "\\u-99999 ", "\\'zz",
        "\\ansicpg99999", "\\uc9999", "4294967295", "-2147483648", "99999999999999999999", "1e999",
        "NaN", "[" * 5000, "\u202e\u200b\ufeff", b"\x00", b"\xff" * 64, b"\xff\xfe", b"\xef\xbb\xbf",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x00" * 512, b"\xfe\xff\xff\xff", b"\r\n",
    )
)  # fmt: skip
"""What formats and their readers give a meaning to."""
EXPLAIN = """
import sys
from pathlib import Path
from jobr_adapters.documents.kinds import kind_of
from jobr_adapters.documents.reading import cv_in_document
path = Path(sys.argv[1])
cv_in_document(kind_of(path.read_bytes(), path.name, ""), path.read_bytes())
"""

Change = Callable[[random.Random, bytes, bytes], bytes]
"""Of a file, with another one at hand."""


class SandboxDied(TooComplex):
    """It ended without an answer, long before its time was up."""


class TimeIsUp(TooComplex):
    """The sandbox had used up its time."""


class AnswerUnusable(Exception):
    """The sandbox tells of a defect of ours, or said more than was heard: the document would be
    refused for nothing."""


# How mutants are made


@dataclass(frozen=True, slots=True)
class File:
    name: str
    content: bytes


def flip_bits(dice: random.Random, content: bytes, _: bytes) -> bytes:
    changed = bytearray(content)
    for __ in range(dice.choice((1, 1, 4, 32))):
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def change_bytes(dice: random.Random, content: bytes, _: bytes) -> bytes:
    changed = bytearray(content)
    for __ in range(dice.choice((1, 4, 32, 256))):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def truncate(dice: random.Random, content: bytes, _: bytes) -> bytes:
    at = dice.randrange(len(content))
    return content[:at] if dice.random() < 0.8 else content[at:]


def delete(dice: random.Random, content: bytes, _: bytes) -> bytes:
    start, end = _piece(dice, content)
    return content[:start] + content[end:]


def duplicate(dice: random.Random, content: bytes, _: bytes) -> bytes:
    start, end = _piece(dice, content)
    at = dice.randrange(len(content))
    return content[:at] + content[start:end] * dice.choice((1, 1, 2, 50)) + content[at:]


def splice(dice: random.Random, content: bytes, other: bytes) -> bytes:
    """The beginning of one and the end of the other, or a piece in place of a piece."""
    if dice.random() < 0.3:
        return content[: dice.randrange(len(content))] + other[dice.randrange(len(other)) :]
    start, end = _piece(dice, content)
    there, until = _piece(dice, other)
    return content[:start] + other[there:until] + content[end:]


def insert(dice: random.Random, content: bytes, _: bytes) -> bytes:
    for __ in range(dice.choice((1, 1, 3))):
        at, word = dice.randrange(len(content) + 1), dice.choice(STUMBLING_BLOCKS)
        content = content[:at] + word + content[at + dice.choice((0, len(word))) :]
    return content


def change_a_number(dice: random.Random, content: bytes, _: bytes) -> bytes:
    """Written in digits, or in four bytes."""
    number = dice.choice((0, -1, 1, 65_535, 2**31 - 1, 2**32 - 1, 10**20))
    written = list(re.finditer(rb"\d+", content))
    if written and dice.random() < 0.7:
        found = dice.choice(written)
        return content[: found.start()] + b"%d" % number + content[found.end() :]
    at = dice.randrange(len(content)) & ~1
    return content[:at] + (number & 0xFFFFFFFF).to_bytes(4, "little") + content[at + 4 :]


def _piece(dice: random.Random, content: bytes) -> tuple[int, int]:
    start = dice.randrange(len(content))
    return start, min(len(content), start + int(2 ** dice.uniform(0, 14)))


PLAIN_CHANGES: tuple[Change, ...] = (
    flip_bits, change_bytes, truncate, delete, duplicate, splice, insert, change_a_number,
)  # fmt: skip


def change_inside(dice: random.Random, content: bytes, other: bytes) -> bytes:
    """What is packed inside is changed and packed again, so that the change gets past the
    unpacking; plainly where nothing is packed."""
    inner = dice.choice(PLAIN_CHANGES)
    if content.startswith(b"PK"):
        with suppress(
            zipfile.BadZipFile,
            zlib.error,
            NotImplementedError,
            EOFError,
            OSError,
            ValueError,
            RuntimeError,
        ):
            return _changed_part(dice, content, inner)
    return _changed_stream(dice, content, inner) or inner(dice, content, other)


def _changed_part(dice: random.Random, content: bytes, inner: Change) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name, another = dice.choice(list(parts)), dice.choice(list(parts))
    parts[name] = inner(dice, parts[name] or b" ", parts[another] or b" ")
    return zipped(parts)


def _changed_stream(dice: random.Random, content: bytes, inner: Change) -> bytes | None:
    """One compressed stream of a PDF, of the same length as before, so that the table of objects
    stays right."""
    streams = list(re.finditer(rb"stream\r?\n(\x78.+?)\r?\nendstream", content, re.DOTALL))
    if not streams:
        return None
    found = dice.choice(streams)
    with suppress(zlib.error):
        unpacked = zlib.decompressobj().decompress(found[1], SIZE_LIMIT) or b" "
        packed = zlib.compress(inner(dice, unpacked, content), 9)
        if len(packed) <= len(found[1]):
            return content[: found.start(1)] + packed.ljust(len(found[1])) + content[found.end(1) :]
    return None


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """The same bytes whenever it is done."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def originals(folder: Path | None) -> tuple[File, ...]:
    found = [path for path in sorted(SAMPLES.iterdir()) if path.suffix in SUFFIXES]
    found += sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES) if folder else []
    return (*(File(path.name, path.read_bytes()) for path in found), *_made_here())


def _made_here() -> Iterator[File]:
    lines = "".join(map(paragraph, TEXT.splitlines()))
    rows = table(("Acme GmbH", "Engineer", "2021 – 2024"), ("Foo AG", "Trainee", "2019 – 2021"))
    yield File("made.docx", zipped(docx_parts(lines + rows)))
    yield File(
        "made.doc", Doc(TEXT.replace("\n", "\r"), pieces=3, headers=("", "", "Zoë\r")).written()
    )
    yield File("made.rtf", an_rtf(as_rtf(TEXT)))
    yield File("made.txt", TEXT.encode())
    yield File("western.txt", TEXT.encode("cp1252"))
    yield File("wide.txt", TEXT.encode("utf-16"))
    yield File("made.md", TEXT.replace("Experience", "## Experience").encode())
    yield File("made.json", json.dumps(RESUME).encode())


RESUME = {
    "basics": {"name": "Zoë Brontë", "email": "zoe@example.org", "location": {"city": "Berlin"}},
    "work": [{"name": "Acme", "position": "Engineer", "startDate": "2021-03", "highlights": ["x"]}],
    "education": [{"institution": "Leeds", "area": "Computing", "endDate": "2015"}],
    "skills": [{"name": "Data", "keywords": ["Python", "SQL"]}],
}


@dataclass(frozen=True, slots=True)
class Mutants:
    """The same ones for the same seed and files."""

    originals: tuple[File, ...]
    seed: int
    count: int

    def __iter__(self) -> Iterator[File]:
        for number in range(self.count):
            yield self.mutant(number)

    def mutant(self, number: int) -> File:
        dice = random.Random(f"{self.seed}/{number}")
        original, other = dice.choice(self.originals), dice.choice(self.originals)
        content = original.content
        for _ in range(dice.choice((1, 1, 1, 2, 3))):
            change = change_inside if dice.random() < 0.4 else dice.choice(PLAIN_CHANGES)
            content = change(dice, content or b" ", other.content)
        return File(f"{number}-{original.name}", content)


# How they are read


@dataclass
class Outcome:
    """What became of them."""

    keep: Path | None
    started: float = field(default_factory=time.monotonic)
    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    died: list[Path] = field(default_factory=list)
    slowest: float = 0.0

    def add(self, mutant: File, became: str, seconds: float) -> None:
        self.counts[became] += 1
        self.slowest = max(self.slowest, seconds)
        if became == SandboxDied.code:
            self.died.append(self._kept(mutant))

    def fault(self, mutant: File, what: str) -> None:
        self.faults.append(f"{what}: {self._kept(mutant)}")

    def _kept(self, mutant: File) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / mutant.name
        path.write_bytes(mutant.content)
        return path

    @cached_property
    def _folder(self) -> Path:
        return self.keep or Path(tempfile.mkdtemp(prefix="jobr-mutants-"))

    def told(self) -> str:
        number, took = self.counts.total(), time.monotonic() - self.started
        counts = ", ".join(f"{became} {count:,}" for became, count in self.counts.most_common())
        return (f"{number:,} mutants in {took:.0f} s, {number / took:.0f} a second, "
                f"the slowest {self.slowest:.1f} s: {counts}")  # fmt: skip


class WatchedReader(SandboxedReader):
    """Tells a sandbox that died from one that refused."""

    async def _answer(self, kind: Kind, content: bytes) -> bytes:
        started = time.monotonic()
        answer = await super()._answer(kind, content)
        if not answer:
            raise TimeIsUp if time.monotonic() - started >= TOO_LONG else SandboxDied
        if answer.startswith(b'{"failed"') or not answer.endswith(b"}"):
            raise AnswerUnusable(answer[:300])
        return answer


Read = Callable[[File], Awaitable[str]]
"""What became of it; raises what nobody should see."""


async def read_all(
    mutants: Mutants, read: Read, at_once: int, late: float, outcome: Outcome
) -> None:
    waiting = iter(mutants)

    async def reader() -> None:
        for mutant in waiting:
            started = time.monotonic()
            try:
                became = await read(mutant)
            except Exception as error:  # noqa: BLE001 - that there is none is what is tested
                became = type(error).__name__
                outcome.fault(mutant, repr(error))
            seconds = time.monotonic() - started
            outcome.add(mutant, became, seconds)
            if seconds > late:
                outcome.fault(mutant, f"took {seconds:.1f} s")

    await asyncio.gather(*(reader() for _ in range(at_once)))


async def by_sandboxes(mutants: Mutants, outcome: Outcome) -> None:
    at_once = os.cpu_count() or 1
    reader = WatchedReader(size_limit=SIZE_LIMIT, at_once=at_once)

    async def read(mutant: File) -> str:
        try:
            await reader(mutant.content, file_name=mutant.name)
        except REFUSALS as error:
            return error.code
        return "read"

    await reader.open()
    before, open_before = _memory(), _open_files()
    await read_all(mutants, read, at_once, HANG, outcome)
    after, open_after = _memory(), _open_files()
    left = await _left()
    reader.close()
    left += len(_children(os.getpid()))
    print(outcome.told())
    print(f"the asking process had {before:.0f} MiB before and {after:.0f} MiB after, "
          f"{open_before} and {open_after} files open; {left} processes left")  # fmt: skip
    if left or open_after > open_before + 2:
        outcome.faults.append("something was left")


async def by_server(mutants: Mutants, outcome: Outcome) -> None:
    with serving() as server:
        free = [somebody(server) for _ in range(CLIENTS)]
        async with httpx2.AsyncClient(base_url=server.url, timeout=60) as http:

            async def upload(mutant: File) -> str:
                async with _one_of(free) as headers:
                    form = {"file": (mutant.name, mutant.content)}
                    answer = await http.post("/api/cvs", files=form, headers=headers)
                    if answer.status_code == 401:  # a token lasts a quarter of an hour
                        headers.update(somebody(server))
                        answer = await http.post("/api/cvs", files=form, headers=headers)
                    if answer.status_code in (201, 202):
                        await http.delete(f"/api/cvs/{answer.json()['id']}", headers=headers)
                if answer.status_code not in ANSWERS:
                    outcome.fault(mutant, f"{answer.status_code} {answer.text}")
                reason = "" if answer.status_code < 400 else f" {answer.json().get('code')}"
                return f"{answer.status_code}{reason}"

            outcome.started = time.monotonic()
            await read_all(mutants, upload, CLIENTS, LATE_ANSWER, outcome)
        print(f"over HTTP, {CLIENTS} at once: {outcome.told()}")
        health = server.health()
        print(f"health afterwards: {health}")
        if health != 200:
            outcome.faults.append("the server is not healthy")


@asynccontextmanager
async def _one_of(free: list[dict[str, str]]) -> AsyncIterator[dict[str, str]]:
    taken = free.pop()
    try:
        yield taken
    finally:
        free.append(taken)


async def _left() -> int:
    """How many sandboxes stay though nobody asks them any more."""
    give_up = time.monotonic() + 2
    while sandboxes := sum(len(_children(child)) for child in _children(os.getpid())):
        if time.monotonic() > give_up:
            break
        await asyncio.sleep(0.02)
    return sandboxes


def _open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def _memory() -> float:
    """Of this process, in MiB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _children(pid: int) -> list[int]:
    """Of all its threads."""
    listed = (path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children"))
    return [int(child) for children in listed for child in children.split()]


def explained(died: list[Path]) -> Iterator[str]:
    """Why: read once more where one can watch."""
    reasons = Counter(map(_reason, died[:MOST_EXPLAINED]))
    for reason, count in reasons.most_common():
        yield f"  a sandbox died, {count} of {len(died)}: {reason}"
    if died:
        yield f"  such files are in {died[0].parent}"


def _reason(path: Path) -> str:
    command = [sys.executable, "-c", EXPLAIN, str(path)]
    try:
        ended = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    except subprocess.TimeoutExpired:
        return "more than 30 s outside of a sandbox"
    told = ended.stderr.strip().splitlines()
    if ended.returncode < 0:
        return f"signal {-ended.returncode}"
    return told[-1][:160] if told else "nothing outside of a sandbox"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path)
    arguments.add_argument("--count", type=int, default=20_000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--http", action="store_true")
    arguments.add_argument("--keep", type=Path)
    chosen = arguments.parse_args()
    mutants = Mutants(originals(chosen.data), chosen.seed, chosen.count)
    print(f"seed {chosen.seed}, {len(mutants.originals)} files to make mutants of")
    outcome = Outcome(chosen.keep)
    asyncio.run((by_server if chosen.http else by_sandboxes)(mutants, outcome))
    for line in explained(outcome.died):
        print(line)
    sys.exit("\n".join(outcome.faults) or None)


if __name__ == "__main__":
    main()
