"""CV uploads, end to end over HTTP: time beside bare pypdf, and memory under load.

    nox -s bench -- intake

A `jobr serve` on the embedded database takes one-page CVs and PDFs of the largest size there is.
Then a fresh one takes such files from several persons at once, while another process adds up the
proportional set size (proc_pid_smaps_rollup) of the server, its nursery and its sandboxes every
20 ms; PostgreSQL is not counted. Ends with 1 if memory rose above the bound, if an answer was
none of 201, 202, 413 and 503, or if a file that was accepted does not come back as it was.
"""

import asyncio
import io
import multiprocessing
import os
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.resources import files
from multiprocessing.connection import Connection
from pathlib import Path

import httpx2
import typst
from pypdf import PdfReader
from serving import SIZE_LIMIT, Server, serving, somebody

from jobr_http.cvs import _IN_MEMORY as IN_MEMORY

sys.path.append(str(Path(__file__).parents[1] / "tests"))
from pdf_files import flate, pdf_of, stream

SMALL_LIMIT, LARGE_LIMIT = 0.15, 2.0
UPLOADS, LARGE_UPLOADS, ALONE = 50, 3, 5
AT_ONCE = (8, 32, 100)
PERSONS, CHECKED = 8, 24
READERS = os.cpu_count() or 1
SAMPLE = Path(str(files("jobr_cli"))) / "samples" / "backend-engineer.pdf"
MIB = 2**20
ONE_PAGE = r"""
#set page(paper: "a4", margin: 1.8cm)
#set text(size: 10pt)
#align(center)[#text(size: 20pt)[Ada King] \ Data Engineer · London, UK · ada\@example.org · +44 7700 900123]
= Experience
*Senior Data Engineer*, Acme Ltd, London #h(1fr) Mar 2021 – Present
- Rebuilt the settlement engine in Python, which clears two million orders a day in a third of the time
- Led a team of five engineers in two cities and hired three of them
- Moved forty services to Kubernetes and cut what they cost by 35%
*Data Engineer*, Widget GmbH, Berlin #h(1fr) Jan 2018 – Feb 2021
- Wrote the billing service used by every customer, in Python and later in Go
- Cut the nightly PostgreSQL load from six hours to forty minutes
*Junior Engineer*, Foo AG, Zurich #h(1fr) Aug 2015 – Dec 2017
- Kept the warehouse running, and wrote down how
= Education
*MSc Computer Science*, University of Leeds #h(1fr) 2013 – 2015 \
*BSc Mathematics*, University of York #h(1fr) 2010 – 2013
= Skills
Python, SQL, Go, PostgreSQL, Kafka, Terraform, Kubernetes, Airflow, dbt, AWS
= Languages
English: native, German: B2
"""

Headers = dict[str, str]


# The files


def one_page() -> bytes:
    document = typst.compile(ONE_PAGE.encode())
    assert isinstance(document, bytes)
    return document


@dataclass(frozen=True, slots=True)
class Pdf:
    name: str
    content: bytes

    def numbered(self, number: int) -> bytes:
        """The same to a reader, and yet no two alike."""
        return self.content + b"%%%08d\n" % number


def large_files() -> Iterator[Pdf]:
    """Just under the limit."""
    dice = random.Random(1)
    words = _words(dice)
    yield Pdf("3 pages and pictures that do not compress", _pictures(dice, words(3_000), 3))
    yield Pdf("50 pages of 3,500 characters, and a picture", _pictures(dice, words(3_500), 50))
    text = [flate(_page_of(words(205_000)())) for _ in range(6)]
    pages = [text[number % 6] for number in range((SIZE_LIMIT - 40_000) // max(map(len, text)))]
    yield Pdf(f"{len(pages)} pages of 205,000 characters, compressed", _document(pages))
    pages = [stream(_page_of(words(500)())) for _ in range(50)]
    room = SIZE_LIMIT - 20_000 - sum(map(len, pages))
    yield Pdf("50 pages and 18,900 objects", _document(pages, _fillers(dice, 18_800, room)))
    yield Pdf("9,900 pages", _document([stream(_page_of(words(168)()))] * 9_900))


def _words(dice: random.Random) -> Callable[[int], Callable[[], bytes]]:
    """Text of so many characters, no two times the same."""
    letters = b"aaabcdeeeeefghiiijklmnnnooopqrrrsssttttuuvwxyz"
    known = [bytes(dice.choices(letters, k=dice.randint(2, 11))) for _ in range(5_000)]
    return lambda length: lambda: b" ".join(dice.choices(known, k=length // 6))[:length]


def _page_of(text: bytes) -> bytes:
    lines = b" T*\n".join(b"(%s) Tj" % text[at : at + 90] for at in range(0, len(text), 90))
    return b"BT /F1 8 Tf 12 TL 40 800 Td\n%s\nET" % lines


def _pictures(dice: random.Random, text: Callable[[], bytes], pages: int) -> bytes:
    """A picture of so many bytes that the file has the size it should have."""
    contents = [flate(b"q 99 0 0 99 9 9 cm /X Do Q " + _page_of(text())) for _ in range(pages)]
    room = SIZE_LIMIT - 20_000 - sum(map(len, contents))
    height = room // 3_000
    entries = (b"/Type /XObject /Subtype /Image /Width 1000 /Height %d /ColorSpace /DeviceRGB "
               b"/BitsPerComponent 8" % height)  # fmt: skip
    return _document(contents, [stream(dice.randbytes(3_000 * height), entries)])


def _fillers(dice: random.Random, count: int, room: int) -> list[bytes]:
    size = room // count - 60  # what a number, a frame and a line of the table take
    letters = b"abcdefghijklmnopqrstuvwxyz "
    return [b"<< /Note (%s) >>" % bytes(dice.choices(letters, k=size)) for _ in range(count)]


def _document(contents: Sequence[bytes], more: Sequence[bytes] = ()) -> bytes:
    """Pages that draw these streams; /X is the first of the other objects."""
    first = 4 + 2 * len(contents)
    kids = b" ".join(b"%d 0 R" % number for number in range(4, first, 2))
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(contents)),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }
    resources = b"<< /Font << /F1 3 0 R >> %s >>" % (
        b"/XObject << /X %d 0 R >>" % first if more else b""
    )
    for number, content in zip(range(4, first, 2), contents, strict=True):
        objects[number] = (b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
                           b"/Resources %s >>" % (number + 1, resources))  # fmt: skip
        objects[number + 1] = content
    objects.update(enumerate(more, first))
    return pdf_of(objects)


# Time


def small_files() -> Iterator[Pdf]:
    yield Pdf("one page, set with typst", one_page())
    yield Pdf(f"{SAMPLE.name}, two pages", SAMPLE.read_bytes())


def small_times(server: Server) -> None:
    for file in small_files():
        with httpx2.Client(base_url=server.url, headers=somebody(server), timeout=60) as http:
            timed = [_beside_bare(http, file.numbered(n)) for n in range(UPLOADS)]
        ours, bare = zip(*timed, strict=True)
        ratio = statistics.median(ours) / statistics.median(bare)
        print(f"{file.name}: median {_against(statistics.median(ours), SMALL_LIMIT)}; "
              f"95th percentile {_against(statistics.quantiles(ours, n=20)[-1], SMALL_LIMIT)}; "
              f"bare pypdf {statistics.median(bare) * 1000:.0f} ms, ratio {ratio:.2f}; {UPLOADS} uploads")  # fmt: skip


def _beside_bare(http: httpx2.Client, content: bytes) -> tuple[float, float]:
    started = time.perf_counter()
    answer = _upload(http, content)
    uploaded = time.perf_counter()
    answer.raise_for_status()
    begun = time.perf_counter()
    for page in PdfReader(io.BytesIO(content)).pages:
        page.extract_text()
    return uploaded - started, time.perf_counter() - begun


def large_times(server: Server, large: Sequence[Pdf]) -> None:
    headers = somebody(server)
    for file in large:
        with httpx2.Client(base_url=server.url, headers=headers, timeout=60) as http:
            answers = [_upload(http, file.numbered(n)) for n in range(LARGE_UPLOADS)]
        slowest = max(answer.elapsed.total_seconds() for answer in answers)
        print(f"{len(file.content) / MIB:.2f} MiB, {file.name}: {_counted(Counter(map(_told, answers)))}, "
              f"the slowest {_against(slowest, LARGE_LIMIT)}")  # fmt: skip


def _upload(http: httpx2.Client, content: bytes) -> httpx2.Response:
    return http.post("/api/cvs", files={"file": ("cv.pdf", content, "application/pdf")})


def _told(answer: httpx2.Response) -> str:
    code = answer.json().get("code", "")
    return f"{answer.status_code} {code}".strip()


def _against(seconds: float, limit: float) -> str:
    shown = f"{seconds * 1000:.0f} ms" if limit < 1 else f"{seconds:.2f} s"
    return f"{shown}, {seconds / limit:.2f} of the limit"


def _counted(told: "Counter[str]") -> str:
    return ", ".join(f"{number} × {what}" for what, number in sorted(told.items()))


# Memory


@dataclass(frozen=True, slots=True)
class Sizes:
    """Of one moment, in MiB."""

    server: float
    sandboxes: float
    """With the nursery, whose pages they share."""

    @property
    def all(self) -> float:
        return self.server + self.sandboxes


Watch = Callable[[], list[Sizes]]
"""The sizes since it was last asked."""


@contextmanager
def watched(pid: int) -> Iterator[Watch]:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=watch, args=(pid, there), daemon=True)
    process.start()

    def sizes() -> list[Sizes]:
        here.send(True)
        seen: list[Sizes] = here.recv()
        return seen

    sizes()
    yield sizes
    here.send(False)
    process.join()


def watch(pid: int, connection: Connection) -> None:
    """A process of its own, so that what is watched and who loads it cannot slow it down."""
    seen, going_on = list[Sizes](), True
    while going_on:
        started = time.monotonic()
        seen.append(_sizes(pid))
        if connection.poll(max(0.0, 0.02 - (time.monotonic() - started))):
            going_on = connection.recv()
            connection.send(seen)
            seen = []


def _sizes(pid: int) -> Sizes:
    return Sizes(_size(pid), sum(map(_size, _below(pid))))


def _below(pid: int) -> Iterator[int]:
    for child in _children(pid):
        if not _is_database(child):
            yield child
            yield from _below(child)


def _children(pid: int) -> list[int]:
    """Of all its threads."""
    with suppress(OSError):
        listed = [path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children")]
        return [int(child) for children in listed for child in children.split()]
    return []


def _is_database(pid: int) -> bool:
    """The keeper, that is, under which PostgreSQL runs."""
    with suppress(OSError):
        return b"embedded.keeper" in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False


def _size(pid: int) -> float:
    with suppress(OSError):  # it may have ended
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


class Crowd:
    """Several persons who upload at once, and remember what was accepted."""

    def __init__(self, server: Server, file: Pdf) -> None:
        self._server, self._file = server, file
        self._persons = [somebody(server) for _ in range(PERSONS)]
        self._sent = 0
        self.accepted: list[tuple[str, int]] = []
        """Ids, and the numbers of their files."""
        self.faults: list[str] = []

    async def upload(self, at_once: int) -> "tuple[Counter[str], list[float]]":
        """Answers and how long they took."""
        numbers = range(self._sent, self._sent + at_once)
        self._sent += at_once
        most = httpx2.Limits(max_connections=at_once)
        async with httpx2.AsyncClient(base_url=self._server.url, timeout=120, limits=most) as http:
            done = await asyncio.gather(*(self._one(http, number) for number in numbers))
        return Counter(status for status, _ in done), [seconds for _, seconds in done]

    async def _one(self, http: httpx2.AsyncClient, number: int) -> tuple[str, float]:
        started = time.perf_counter()
        head = (b'--cv\r\nContent-Disposition: form-data; name="file"; filename="cv.pdf"\r\n'
                b"Content-Type: application/pdf\r\n\r\n")  # fmt: skip
        tail = self._file.numbered(number)[len(self._file.content) :] + b"\r\n--cv--\r\n"
        length = len(head) + len(self._file.content) + len(tail)
        headers = {
            "content-type": "multipart/form-data; boundary=cv",
            "content-length": str(length),
        }
        answer = await http.post(
            "/api/cvs",
            content=self._pieces(head, tail),
            headers={**self._of(number), **headers},
        )
        if answer.status_code in (201, 202):
            self.accepted.append((answer.json()["id"], number))
        elif answer.status_code not in (413, 503):
            self.faults.append(f"unexpected answer: {_told(answer)}")
        return _told(answer), time.perf_counter() - started

    async def _pieces(self, head: bytes, tail: bytes) -> AsyncIterator[bytes]:
        """No client here holds a file of its own."""
        yield head
        for at in range(0, len(self._file.content), 65_536):
            yield self._file.content[at : at + 65_536]
        yield tail

    def _of(self, number: int) -> Headers:
        return self._persons[number % PERSONS]

    def wait_until_read(self) -> None:
        """What was answered 202."""
        with httpx2.Client(base_url=self._server.url, timeout=60) as http:
            give_up = time.monotonic() + 60
            while any(self._reading(http, headers) for headers in self._persons):
                if time.monotonic() > give_up:
                    self.faults.append("some are still not read")
                    return
                time.sleep(0.1)

    @staticmethod
    def _reading(http: httpx2.Client, headers: Headers) -> bool:
        listed = http.get("/api/cvs", params={"limit": 100}, headers=headers).json()["items"]
        return any(item["status"] == "reading" for item in listed)

    def check(self, most: int) -> int:
        """How many of them came back as they were."""
        chosen = random.Random(1).sample(self.accepted, min(most, len(self.accepted)))
        with httpx2.Client(base_url=self._server.url, timeout=60) as http:
            same = sum(
                http.get(f"/api/cvs/{cv}/file", headers=self._of(number)).content
                == self._file.numbered(number)
                for cv, number in chosen
            )
        if same < len(chosen):
            self.faults.append(f"{len(chosen) - same} accepted files are lost or changed")
        return same


def memory(server: Server, file: Pdf) -> list[str]:
    """What was wrong."""
    crowd = Crowd(server, file)
    with watched(_pid(server)) as seen:
        idle = _idle(seen)
        for _ in range(ALONE):
            asyncio.run(crowd.upload(1))
        alone = seen()
        sandbox = max(sizes.sandboxes for sizes in alone) - idle.sandboxes
        bound = idle.all + IN_MEMORY * 4 * SIZE_LIMIT / MIB + READERS * sandbox
        print(f"memory idle {idle.all:.0f} MiB (server {idle.server:.0f}, nursery {idle.sandboxes:.0f}); "
              f"one upload at a time {_peak(alone):.0f} MiB, its sandbox {sandbox:.0f}")  # fmt: skip
        print(
            f"bound: idle + {IN_MEMORY} × 4 × {SIZE_LIMIT / MIB:.0f} MiB + {READERS} readers × {sandbox:.0f} MiB = {bound:.0f} MiB"
        )
        peaks = [_under_load(crowd, at_once, seen, bound) for at_once in AT_ONCE]
        crowd.wait_until_read()
        seen()
        after = _idle(seen)
        print(f"idle again {after.all:.0f} MiB (server {after.server:.0f}), {after.all / idle.all:.2f} of before; "
              f"{len(crowd.accepted)} files accepted, {crowd.check(CHECKED)} of {CHECKED} looked at came back byte for byte")  # fmt: skip
    over = [f"{peak:.0f} MiB are more than the bound" for peak in peaks if peak > bound]
    return [*over, *crowd.faults]


def _under_load(crowd: Crowd, at_once: int, seen: Watch, bound: float) -> float:
    started = time.perf_counter()
    told, times = asyncio.run(crowd.upload(at_once))
    took, sizes = time.perf_counter() - started, seen()
    peak = _peak(sizes)
    print(f"{at_once} uploads at once: peak {peak:.0f} MiB, {peak / bound:.2f} of the bound; {_counted(told)}; "
          f"answered after {statistics.median(times):.1f} s, the last {max(times):.1f} s; "
          f"{len(sizes)} samples, one every {took / len(sizes) * 1000:.0f} ms")  # fmt: skip
    return peak


def _peak(sizes: Sequence[Sizes]) -> float:
    return max(moment.all for moment in sizes)


def _idle(seen: Watch) -> Sizes:
    seen()
    time.sleep(1)
    sizes = seen()
    return Sizes(
        *(
            statistics.median(column)
            for column in zip(*((s.server, s.sandboxes) for s in sizes), strict=True)
        )
    )


def _pid(server: Server) -> int:
    assert server._process  # noqa: SLF001 - nobody but a benchmark asks
    return server._process.pid  # noqa: SLF001


def main() -> None:
    large = list(large_files())
    with serving() as server:
        small_times(server)
        large_times(server, large)
    with serving() as server:
        faults = memory(server, large[0])
    sys.exit("\n".join(faults) or None)


if __name__ == "__main__":
    main()
