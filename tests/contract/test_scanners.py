"""The promise of MalwareScanner; and that ours keeps it whatever its daemon does."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from structlog.testing import CapturingLogger

from jobr_adapters.malware import clamd
from jobr_adapters.malware.clamd import ClamdScanner
from jobr_adapters.malware.none import no_scan
from jobr_core.cvs.errors import Malware, ScannerUnavailable
from jobr_core.cvs.ports import MalwareScanner

FIVE_MEGABYTES: Final = os.urandom(5 * 1024 * 1024)
MARKER: Final = b"a file nobody wants"
_SOON: Final = 0.3

Say = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Daemon:
    """Speaks what clamd speaks, and knows two signatures; `say` replaces its answer."""

    def __init__(self, say: Say | None = None, size_limit: int = 6 * 1024 * 1024) -> None:
        self.url = ""
        self.scanned: list[bytes] = []
        self.connected = asyncio.Event()
        self.closed = asyncio.Event()
        self._say = say or self._scan
        self._size_limit = size_limit

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connected.set()
        try:
            await self._say(reader, writer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()
            self.closed.set()

    async def _scan(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert await reader.readexactly(10) == b"zINSTREAM\0"
        content = b""
        while length := int.from_bytes(await reader.readexactly(4), "big"):
            content += await reader.readexactly(length)
            if len(content) > self._size_limit:
                writer.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.scanned.append(content)
        writer.write(self._verdict(content))

    def _verdict(self, content: bytes) -> bytes:
        if MARKER in content:
            return b"stream: Jobr.Marker.UNOFFICIAL FOUND\0"
        if content.startswith(b"X5O!P%@AP") and len(content) == 68:
            return b"stream: Eicar-Test-Signature FOUND\0"
        return b"stream: OK\0"


@asynccontextmanager
async def _over_tcp(daemon: Daemon) -> AsyncIterator[Daemon]:
    server = await asyncio.start_server(daemon.serve, "127.0.0.1", 0)
    async with server:
        daemon.url = f"tcp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        yield daemon


@asynccontextmanager
async def _over_unix(daemon: Daemon) -> AsyncIterator[Daemon]:
    with TemporaryDirectory() as folder:  # tmp_path may be too long for a socket
        path = Path(folder) / "clamd.ctl"
        async with await asyncio.start_unix_server(daemon.serve, path):
            daemon.url = f"unix://{path}"
            yield daemon


def _says(*words: bytes, pause: float = 0, stay: bool = False) -> Say:
    async def say(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        reading = asyncio.create_task(reader.read())
        for word in words:
            writer.write(word)
            await writer.drain()
            await asyncio.sleep(pause)
        if stay:
            await reading
        reading.cancel()

    return say


class ScannerContract:
    @pytest.mark.parametrize("content", [b"", b"A", b"Asha Verma", FIVE_MEGABYTES])
    async def test_a_good_file_passes(self, scan: MalwareScanner, content: bytes) -> None:
        await scan(content)


class ClamdContract(ScannerContract):
    @pytest.fixture
    def scan(self, daemon: Daemon) -> ClamdScanner:
        return ClamdScanner(daemon.url)

    async def test_the_daemon_is_shown_all_of_it(self, daemon: Daemon, scan: ClamdScanner) -> None:
        for content in (b"", FIVE_MEGABYTES[: 64 * 1024], FIVE_MEGABYTES):
            await scan(content)
            assert daemon.scanned.pop() == content

    @pytest.mark.parametrize("around", [b"", FIVE_MEGABYTES[:100_000]])
    async def test_what_it_finds_is_named(self, scan: ClamdScanner, around: bytes) -> None:
        with pytest.raises(Malware, match=r"this file: Jobr\.Marker\.UNOFFICIAL\.$"):
            await scan(around + MARKER + around)

    async def test_many_at_once_get_each_their_answer(self, scan: ClamdScanner) -> None:
        answers = await asyncio.gather(
            *(scan(MARKER if number % 2 else b"fine") for number in range(20)),
            return_exceptions=True,
        )
        assert [type(answer) for answer in answers] == [type(None), Malware] * 10

    async def test_a_scanner_with_signatures_passes_its_test(self, scan: ClamdScanner) -> None:
        await scan.self_test()

    async def test_what_exceeds_its_limit_it_did_not_scan(self, daemon: Daemon) -> None:
        daemon._size_limit = 100_000
        with pytest.raises(ScannerUnavailable):
            await ClamdScanner(daemon.url)(FIVE_MEGABYTES)
        assert not daemon.scanned


class TestClamdOverTcp(ClamdContract):
    @pytest.fixture
    async def daemon(self) -> AsyncIterator[Daemon]:
        async with _over_tcp(Daemon()) as daemon:
            yield daemon


class TestClamdOverUnix(ClamdContract):
    @pytest.fixture
    async def daemon(self) -> AsyncIterator[Daemon]:
        async with _over_unix(Daemon()) as daemon:
            yield daemon


class TestNoScan(ScannerContract):
    @pytest.fixture
    def scan(self) -> MalwareScanner:
        return no_scan


WRONG: Final = {
    "hangs": _says(stay=True),
    "drips": _says(*([b"s"] * 1000), pause=_SOON / 10),
    "hangs up": _says(),
    "hangs up amid its answer": _says(b"stream: O"),
    "hangs up before the end of its answer": _says(b"stream: OK"),
    "error": _says(b"stream: Can't allocate memory ERROR\0", stay=True),
    "size limit": _says(b"INSTREAM size limit exceeded. ERROR\0", stay=True),
    "unknown command": _says(b"UNKNOWN COMMAND\0", stay=True),
    "nothing": _says(b"\0", stay=True),
    "fine, but what": _says(b"OK\0", stay=True),
    "fine, in lower case": _says(b"stream: ok\0", stay=True),
    "fine and more": _says(b"stream: OK, I think\0", stay=True),
    "found nothing": _says(b"stream:  FOUND\0", stay=True),
    "another protocol": _says(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"),
    "no end": _says(b"x" * 100_000, stay=True),
    "a far end": _says(b"x" * 5_000 + b"\0", stay=True),
    "noise": _says(bytes(range(1, 256)) + b"\0", stay=True),
}


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("content", [b"fine", FIVE_MEGABYTES])
async def test_what_is_no_answer_lets_nothing_pass(wrong: str, content: bytes) -> None:
    async with _over_tcp(Daemon(WRONG[wrong])) as daemon, asyncio.timeout(20):
        with pytest.raises(ScannerUnavailable):
            await ClamdScanner(daemon.url, seconds=_SOON)(content)


@pytest.mark.parametrize("wrong", WRONG)
async def test_or_everything_with_a_warning(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    log = CapturingLogger()
    monkeypatch.setattr(clamd, "_log", log)
    async with _over_tcp(Daemon(WRONG[wrong])) as daemon, asyncio.timeout(20):
        await ClamdScanner(daemon.url, fail_open=True, seconds=_SOON)(b"fine")
    [call] = log.calls
    assert (call.method_name, call.args) == ("warning", ("a file passes unscanned",))
    assert call.kwargs["reason"].startswith("The malware scanner ")


async def test_a_daemon_that_reads_nothing_is_waited_for_only_so_long() -> None:
    release = asyncio.Event()

    async def ignore(_: asyncio.StreamReader, __: asyncio.StreamWriter) -> None:
        await release.wait()

    async with _over_tcp(Daemon(ignore)) as daemon, asyncio.timeout(20):
        with pytest.raises(ScannerUnavailable, match=r"has not answered within 0\.3 seconds"):
            await ClamdScanner(daemon.url, seconds=_SOON)(FIVE_MEGABYTES * 4)
        release.set()
        await daemon.closed.wait()


async def test_a_daemon_that_is_away(tmp_path: Path) -> None:
    async with _over_tcp(Daemon()) as daemon:
        pass
    for url in (daemon.url, f"unix://{tmp_path}/clamd.ctl", f"unix:///{'x' * 300}"):
        with pytest.raises(ScannerUnavailable, match="cannot be reached"):
            await ClamdScanner(url)(b"fine")
        await ClamdScanner(url, fail_open=True)(b"fine")


async def test_a_finding_counts_even_where_files_may_pass_unscanned() -> None:
    async with _over_tcp(Daemon()) as daemon:
        with pytest.raises(Malware):
            await ClamdScanner(daemon.url, fail_open=True)(MARKER)


async def test_a_refusal_names_the_daemons_words() -> None:
    async with _over_tcp(Daemon(WRONG["size limit"])) as daemon:
        with pytest.raises(ScannerUnavailable, match="INSTREAM size limit exceeded"):
            await ClamdScanner(daemon.url)(FIVE_MEGABYTES)


async def test_a_strange_name_is_cleaned() -> None:
    found = b"stream: " + b"Evil\r\n\x1b[31m\xff" + b"x" * 500 + b" FOUND\0"
    async with _over_tcp(Daemon(_says(found, stay=True))) as daemon:
        with pytest.raises(Malware) as refused:
            await ClamdScanner(daemon.url)(b"anything")
    assert str(refused.value).isprintable()
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize("fail_open", [False, True])
async def test_a_scanner_without_signatures_fails_its_test(*, fail_open: bool) -> None:
    async with _over_tcp(Daemon(_says(b"stream: OK\0", stay=True))) as daemon:
        with pytest.raises(ScannerUnavailable, match="signatures are missing"):
            await ClamdScanner(daemon.url, fail_open=fail_open).self_test()


async def test_a_scanner_that_is_away_fails_its_test_whatever_may_pass() -> None:
    with pytest.raises(ScannerUnavailable):
        await ClamdScanner("unix:///nowhere/clamd.ctl", fail_open=True).self_test()


async def test_who_gives_up_leaves_no_connection() -> None:
    async with _over_tcp(Daemon(_says(stay=True))) as daemon:
        scanning = asyncio.create_task(ClamdScanner(daemon.url)(FIVE_MEGABYTES))
        await daemon.connected.wait()
        scanning.cancel()
        with pytest.raises(asyncio.CancelledError):
            await scanning
        async with asyncio.timeout(5):
            await daemon.closed.wait()


@pytest.mark.parametrize(
    "url",
    ["", "clamd", "localhost:3310", "http://localhost:3310", "tcp://", "tcp://:3310",
     "tcp://localhost:0", "tcp://localhost:99999", "unix://", "unix://run/clamd.ctl"],
)  # fmt: skip
def test_what_is_no_address_of_a_daemon(url: str) -> None:
    with pytest.raises(ValueError):
        ClamdScanner(url)


def test_this_product_is_no_malware() -> None:
    assert clamd._EICAR not in Path(clamd.__file__).read_bytes()
    assert len(clamd._EICAR) == 68
