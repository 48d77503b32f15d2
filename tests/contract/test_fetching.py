"""The promise of Fetcher, kept whatever the other side does."""

import asyncio
import gzip
import os
import threading
import tracemalloc
import zlib
from asyncio import StreamReader, StreamWriter
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from importlib.metadata import version
from pathlib import Path
from time import monotonic
from typing import Final

import pytest
from fetching_servers import (
    OTHER_PUBLIC,
    PUBLIC,
    PUBLIC_V6,
    Act,
    Answer,
    and_stays,
    answer,
    body_of,
    dripping,
    fetcher_of,
    in_chunks,
    public_fetcher,
    serving,
)

from jobr_adapters.fetching.addresses import AllowedHosts
from jobr_adapters.fetching.fetcher import HttpFetcher
from jobr_adapters.fetching.limits import Limits
from jobr_core.jobs.errors import SourceFailed, SourceMissing, SourceTooLarge
from jobr_core.jobs.ports import Fetched, NotModified

JOBS: Final = b'{"jobs": []}'
MEGABYTE: Final = 1024 * 1024
_SOON: Final = 0.3


async def test_what_an_address_answers_is_a_file() -> None:
    said = answer(
        JOBS,
        "Content-Type: Application/JSON; charset=utf-8",
        'ETag: W/"7"',
        "Last-Modified: Sun, 22 Nov 2026 08:00:00 GMT",
    )
    async with serving(said) as site:
        url = site.url("/v1/boards/acme/jobs?content=true&q=a%20b#top")
        async with fetcher_of(site)(url) as fetched:
            assert isinstance(fetched, Fetched)
            assert fetched.content.read() == JOBS
            assert fetched.url == url.removesuffix("#top")
            assert fetched.media_type == "application/json"
            assert fetched.etag == 'W/"7"'
            assert fetched.last_modified == "Sun, 22 Nov 2026 08:00:00 GMT"
    assert site.asked_for == ["/v1/boards/acme/jobs?content=true&q=a%20b"]


async def test_nothing_of_the_file_remains() -> None:
    async with serving(answer(JOBS)) as site:
        async with fetcher_of(site)(site.url()) as fetched:
            assert isinstance(fetched, Fetched)
            assert os.fstat(fetched.content.fileno()).st_nlink == 0
        assert fetched.content.closed
        with pytest.raises(KeyError):
            async with fetcher_of(site)(site.url()) as fetched:
                raise KeyError
        assert isinstance(fetched, Fetched)
        assert fetched.content.closed


async def test_it_says_who_asks_and_nothing_of_anybody_else(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login asha password secret")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    async with serving(answer(JOBS, "Set-Cookie: session=1; Path=/")) as site:
        fetch = fetcher_of(site)
        await body_of(fetch, site.url())
        await body_of(fetch, site.url())
        assert site.headers["host"] == f"127.0.0.1:{site.port}"
    assert site.requests[0].startswith("GET /jobs.json HTTP/1.1\r\n")
    assert site.headers["user-agent"].startswith(f"Jobr/{version('jobr')} ")
    assert site.headers["accept"].startswith("application/json")
    assert site.headers.keys() == {"host", "user-agent", "accept", "accept-encoding"}


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"])
async def test_no_proxy_hears_of_it(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    async with serving(answer(b"proxy")) as proxy, serving(answer(JOBS)) as site:
        monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        assert await body_of(fetcher_of(site), site.url()) == JOBS
    assert proxy.connections == 0


# What was fetched before


async def test_what_has_not_changed_is_not_sent_again() -> None:
    async with serving(b"HTTP/1.1 304 Not Modified\r\n\r\n") as site:
        fetch = fetcher_of(site)
        async with fetch(site.url(), etag='"7"', last_modified="Sun, 22 Nov 2026") as fetched:
            assert fetched == NotModified()
    assert site.headers["if-none-match"] == '"7"'
    assert site.headers["if-modified-since"] == "Sun, 22 Nov 2026"


async def test_a_304_nobody_asked_for_is_no_answer() -> None:
    async with serving(b"HTTP/1.1 304 Not Modified\r\n\r\n") as site:
        with pytest.raises(SourceFailed, match="304 Not Modified"):
            await body_of(fetcher_of(site), site.url())


@pytest.mark.parametrize("etag", ["", '"a"\r\nHost: evil', "\x00", '"ä"', "x" * 5_000, " "])
async def test_what_cannot_be_sent_back_is_left_out(etag: str) -> None:
    async with (
        serving(answer(JOBS)) as site,
        fetcher_of(site)(site.url(), etag=etag, last_modified=etag) as fetched,
    ):
        assert isinstance(fetched, Fetched)
    assert not {"if-none-match", "if-modified-since"} & site.headers.keys()


async def test_a_strange_validator_is_not_kept() -> None:
    said = answer(JOBS, 'ETag: "' + "x" * 300 + '"', "Last-Modified: \xe4")
    async with serving(said) as site, fetcher_of(site)(site.url()) as fetched:
        assert isinstance(fetched, Fetched)
        assert (fetched.etag, fetched.last_modified) == (None, None)


# How it is sent


def _gzipped(body: bytes, length: int | None = None) -> bytes:
    return answer(gzip.compress(body)[:length], "Content-Encoding: gzip")


SENT_WHOLE: Final = {
    "with its length": answer(JOBS),
    "in chunks": in_chunks(JOBS[:3], JOBS[3:]),
    "until the end": b"HTTP/1.1 200 OK\r\n\r\n" + JOBS,
    "by an old server": b"HTTP/1.0 200 OK\r\n\r\n" + JOBS,
    "packed": _gzipped(JOBS),
    "packed under the old name": answer(gzip.compress(JOBS), "Content-Encoding: X-GZip"),
    "packed in chunks": in_chunks(
        *(bytes([byte]) for byte in gzip.compress(JOBS)), headers=["Content-Encoding: gzip"]
    ),
    "packed in parts": answer(
        gzip.compress(JOBS[:5]) + gzip.compress(b"") + gzip.compress(JOBS[5:]) + b"\0\0",
        "Content-Encoding: gzip",
    ),
    "packed and filled up": in_chunks(
        *(gzip.compress(JOBS) + b"\0", b"\0\0"), headers=["Content-Encoding: gzip"]
    ),
    "not packed": answer(JOBS, "Content-Encoding: identity"),
    "in chunks whatever length it says": in_chunks(JOBS, headers=["Content-Length: 3"]),
    "after early hints": b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + answer(JOBS),
    "with a name for its reason": answer(JOBS, status="200 Here you are"),
}


@pytest.mark.parametrize("how", SENT_WHOLE)
async def test_however_it_is_sent(how: str) -> None:
    async with serving(SENT_WHOLE[how]) as site:
        assert await body_of(fetcher_of(site), site.url()) == JOBS


@pytest.mark.parametrize("packed", [False, True])
async def test_a_large_one_comes_whole(*, packed: bool) -> None:
    body = os.urandom(MEGABYTE) + bytes(4 * MEGABYTE) + os.urandom(MEGABYTE // 2)
    async with serving(_gzipped(body) if packed else answer(body)) as site:
        assert await body_of(fetcher_of(site), site.url()) == body


@pytest.mark.parametrize("packed", [False, True])
async def test_nothing_is_an_empty_file(*, packed: bool) -> None:
    async with serving(_gzipped(b"", 0) if packed else answer(b"")) as site:
        assert await body_of(fetcher_of(site), site.url()) == b""


BROKEN: Final[dict[str, Answer]] = {
    "half of it": answer(JOBS, length=len(JOBS) + 1),
    "none of it": answer(b"", length=5),
    "half in chunks": in_chunks(JOBS, whole=False),
    "amid a chunk": in_chunks(JOBS, whole=False)[:-4],
    "a chunk of no length": in_chunks(whole=False) + b"zz\r\nabc",
    "half a packet": _gzipped(JOBS * 100, -9),
    "a packet without its sum": _gzipped(JOBS, -8),
    "no packet": answer(JOBS, "Content-Encoding: gzip"),
    "a packet with a wrong sum": answer(
        gzip.compress(JOBS)[:-8] + b"12345678", "Content-Encoding: gzip"
    ),
    "packed as nobody asked": answer(JOBS, "Content-Encoding: br"),
    "packed twice": answer(gzip.compress(gzip.compress(JOBS)), "Content-Encoding: gzip, gzip"),
    "two lengths": b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "a length below zero": b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nab",
    "a length of 5,000 digits": b"HTTP/1.1 200 OK\r\nContent-Length: %s\r\n\r\nab" % (b"9" * 5_000),
    "a chunk of nearly all there is": in_chunks(whole=False) + b"FFFFFFFFFFFFFFF\r\nabc",
    "a chunk of more than there is": in_chunks(whole=False) + b"F" * 30 + b"\r\nabc",
    "a chunk with an endless note": in_chunks(whole=False) + b"1;" + b"x" * MEGABYTE,
    "an endless trailer": in_chunks(JOBS, whole=False) + b"0\r\n" + b"X: y\r\n" * 100_000,
    "packed for the way": in_chunks(JOBS).replace(b"chunked", b"gzip, chunked"),
    "HTTP/0.9": b"<html>hello</html>",
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "a status of zero": b"HTTP/1.1 000 OK\r\n\r\nab",
    "a zero in a header": answer(JOBS, "X: a\0b"),
    "no answer": b"",
    "no HTTP": b"SSH-2.0-OpenSSH_9.6\r\n",
    "no HTTP at all": bytes(range(256)) * 10,
    "a status of four digits": b"HTTP/1.1 2000 OK\r\n\r\n",
    "half a head": b"HTTP/1.1 200 OK\r\nContent-Le",
    "an endless head": b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100_000,
    "an endless line": b"HTTP/1.1 200 OK\r\nX: " + b"y" * MEGABYTE,
    "another protocol": b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n" + JOBS,
}


@pytest.mark.parametrize("broken", BROKEN)
async def test_what_is_not_whole_is_nothing(broken: str) -> None:
    async with serving(BROKEN[broken]) as site, asyncio.timeout(20):
        with pytest.raises(SourceFailed, match=r"127\.0\.0\.1 "):
            await body_of(fetcher_of(site), site.url())


# How much


async def test_the_limit_itself_is_allowed() -> None:
    async with serving(answer(bytes(1_000)), _gzipped(bytes(1_000))) as site:
        fetch = fetcher_of(site, size=1_000)
        assert len(await body_of(fetch, site.url())) == 1_000
        assert len(await body_of(fetch, site.url())) == 1_000


TOO_LARGE: Final[dict[str, Answer]] = {
    "as it says beforehand": and_stays(answer(b"", length=1_001)),
    "as it turns out": and_stays(in_chunks(bytes(600), bytes(401), whole=False)),
    "without an end": and_stays(b"HTTP/1.0 200 OK\r\n\r\n" + bytes(1_001)),
    "when unpacked": and_stays(in_chunks(
        gzip.compress(bytes(1_001)), headers=["Content-Encoding: gzip"], whole=False)),
    "only when packed": and_stays(in_chunks(
        gzip.compress(b"") * 60, headers=["Content-Encoding: gzip"], whole=False)),
}  # fmt: skip


@pytest.mark.parametrize("too_large", TOO_LARGE)
async def test_more_is_refused_as_soon_as_it_shows(too_large: str) -> None:
    async with serving(TOO_LARGE[too_large]) as site, asyncio.timeout(20):
        with pytest.raises(SourceTooLarge, match=r"more than 1,000 bytes.*IMPORT_SIZE_LIMIT"):
            await body_of(fetcher_of(site, size=1_000), site.url())
        await site.left.wait()


def _bomb(gigabytes: int) -> bytes:
    """One member, of blocks that need nothing of those before them."""
    pack = zlib.compressobj(level=9, wbits=31)
    head = pack.compress(b"") + pack.flush(zlib.Z_FULL_FLUSH)
    block = pack.compress(bytes(16 * MEGABYTE)) + pack.flush(zlib.Z_FULL_FLUSH)
    return head + block * (64 * gigabytes)


async def test_a_bomb_stops_at_the_limit_in_little_memory() -> None:
    bomb = _bomb(1)
    assert len(bomb) < 3 * MEGABYTE
    said = answer(bomb, "Content-Encoding: gzip")
    async with serving(said) as site, asyncio.timeout(30):
        fetch = fetcher_of(site, size=64 * MEGABYTE)
        tracemalloc.start()
        try:
            with pytest.raises(SourceTooLarge):
                await body_of(fetch, site.url())
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < 8 * MEGABYTE


async def test_others_go_on_while_a_bomb_unpacks() -> None:
    async with serving(answer(_bomb(1), "Content-Encoding: gzip")) as site:
        fetching = asyncio.create_task(body_of(fetcher_of(site), site.url()))
        turns = 0
        while not fetching.done():
            turns += 1
            await asyncio.sleep(0)
        assert isinstance(fetching.exception(), SourceTooLarge)
    assert turns > 60


# What it says


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone", "404 Nope"])
async def test_what_is_not_there(status: str) -> None:
    async with serving(answer(b"no", status=status)) as site:
        with pytest.raises(SourceMissing, match=rf"^127\.0\.0\.1 answers {status[:3]} .*board"):
            await body_of(fetcher_of(site), site.url())
    assert len(site.requests) == 1


@pytest.mark.parametrize("status", ["400", "401", "403", "405", "406", "418", "451", "499"])
async def test_what_is_not_for_everybody(status: str) -> None:
    async with serving(answer(b"no", status=f"{status} No")) as site:
        with pytest.raises(SourceMissing, match=rf"answers {status}.*that anybody may read"):
            await body_of(fetcher_of(site), site.url())
    assert len(site.requests) == 1


@pytest.mark.parametrize("status", ["408", "425", "429", "500", "501", "507", "599", "999"])
async def test_what_may_come_later(status: str) -> None:
    async with serving(answer(b"no", status=f"{status} No")) as site:
        with pytest.raises(SourceFailed, match=rf"answers {status}") as failed:
            await body_of(fetcher_of(site), site.url())
    assert failed.value.retry_after == 60
    assert len(site.requests) == 1


@pytest.mark.parametrize("status", ["201", "202", "204", "206", "300", "302", "305"])
async def test_what_is_no_answer(status: str) -> None:
    async with serving(f"HTTP/1.1 {status} Well\r\n\r\n".encode()) as site:
        with pytest.raises(SourceFailed, match=f"answers {status}"):
            await body_of(fetcher_of(site), site.url())


def _in(seconds: float) -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
@pytest.mark.parametrize(
    ("said", "least", "most"),
    [("7", 7, 7), ("0", 1, 1), ("86400", 3_600, 3_600), ("9" * 400, 3_600, 3_600),
     (600, 500, 600), (-600, 1, 1), ("soon", 60, 60), ("-7", 60, 60), ("", 60, 60),
     ("٧", 60, 60), ("Sun, 99 Nov 2026 08:00:00 GMT", 60, 60),
     ("Sun, 22 Nov 2026 08:00:00 +99999999999999", 60, 60),
     ("Fri, 31 Dec 9999 23:59:59 -2359", 3_600, 3_600), ("Mon, 1 Jan 0001 00:00:00 +2359", 1, 1)],
)  # fmt: skip
async def test_when_to_come_back(status: str, said: str | int, least: int, most: int) -> None:
    """As a text, or as the date in so many seconds."""
    value = said if isinstance(said, str) else _in(said)
    header = f"Retry-After: {value}".encode().decode("latin-1")
    async with serving(answer(b"", header, status=status)) as site:
        with pytest.raises(SourceFailed) as failed:
            await body_of(fetcher_of(site), site.url())
    assert least <= failed.value.retry_after <= most
    assert len(site.requests) == 1


# A second try


async def _reset(_: StreamReader, writer: StreamWriter) -> None:
    writer.transport.abort()


HICCUPS: Final[dict[str, Answer]] = {
    "502": answer(b"", status="502 Bad Gateway"),
    "503": answer(b"", status="503 Service Unavailable"),
    "504": answer(b"", status="504 Gateway Timeout"),
    "hung up": b"",
    "reset": _reset,
}


@pytest.mark.parametrize("hiccup", HICCUPS)
async def test_a_hiccup_gets_a_second_try(hiccup: str) -> None:
    async with serving(HICCUPS[hiccup], answer(JOBS)) as site:
        assert await body_of(fetcher_of(site), site.url()) == JOBS
    assert len(site.requests) == 2


@pytest.mark.parametrize("hiccup", HICCUPS)
async def test_and_no_third_one(hiccup: str) -> None:
    async with serving(HICCUPS[hiccup]) as site:
        with pytest.raises(SourceFailed):
            await body_of(fetcher_of(site), site.url())
    assert len(site.requests) == 2


async def test_the_second_try_comes_after_a_pause_within_the_time_limit() -> None:
    async with serving(HICCUPS["502"]) as site:
        with pytest.raises(SourceFailed, match="502"):
            await body_of(fetcher_of(site, before_retry=_SOON), site.url())
        assert site.at[1] - site.at[0] >= _SOON
        with pytest.raises(SourceFailed, match=r"within 0\.3 seconds.*IMPORT_TIME_LIMIT"):
            await body_of(fetcher_of(site, before_retry=20, total=_SOON), site.url())
    assert len(site.requests) == 3


async def test_who_is_away() -> None:
    async with serving(answer(JOBS)) as site:
        pass
    with pytest.raises(SourceFailed, match=r"^127\.0\.0\.1 cannot be reached, or hung up\.$"):
        await body_of(fetcher_of(site), site.url())


# How long


def _endlessly(*parts: bytes) -> Act:
    *head, last = parts
    return dripping(*head, *[last] * 100_000, pause=0)


async def test_who_does_not_answer() -> None:
    async with serving(and_stays(b"")) as site, asyncio.timeout(20):
        with pytest.raises(SourceFailed, match=r"has not answered within 0\.3 seconds"):
            await body_of(fetcher_of(site, first_byte=_SOON), site.url())
        await site.left.wait()
    assert len(site.requests) == 1


async def test_a_head_that_drips() -> None:
    head = dripping(*(b"HTTP/1.1 200 OK\r\n", *([b"X: y\r\n"] * 200)), pause=_SOON / 3)
    async with serving(head) as site, asyncio.timeout(20):
        with pytest.raises(SourceFailed, match=r"has not answered within 0\.3 seconds"):
            await body_of(fetcher_of(site, first_byte=_SOON), site.url())
        await site.left.wait()


async def test_hints_without_an_end() -> None:
    async with serving(_endlessly(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 500)) as site:
        with pytest.raises(SourceFailed, match=r"has not answered within 0\.3 seconds"):
            await body_of(fetcher_of(site, first_byte=_SOON), site.url())
        await site.left.wait()


FINELY_CUT: Final = {
    "one byte a chunk": (in_chunks(whole=False), b"1\r\nx\r\n" * 1_000),
    "nothing a packet": (
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n",
        gzip.compress(b"") * 1_000,
    ),
}


@pytest.mark.parametrize("how", FINELY_CUT)
async def test_what_is_cut_so_finely_that_it_takes_forever(how: str) -> None:
    async with serving(_endlessly(*FINELY_CUT[how])) as site:
        with pytest.raises(SourceFailed, match=r"within 0\.3 seconds.*IMPORT_TIME_LIMIT"):
            await body_of(fetcher_of(site, total=_SOON), site.url())
        await site.left.wait()


async def test_who_stops_amid_the_answer() -> None:
    async with serving(and_stays(answer(JOBS, length=50))) as site, asyncio.timeout(20):
        with pytest.raises(SourceFailed, match=r"nothing came for 0\.3 seconds"):
            await body_of(fetcher_of(site, stall=_SOON), site.url())
        await site.left.wait()


async def test_who_takes_forever() -> None:
    body = dripping(answer(b"", length=1_000), *([b"x"] * 1_000), pause=_SOON / 10)
    async with serving(body) as site, asyncio.timeout(20):
        with pytest.raises(SourceFailed, match=r"within 0\.5 seconds.*IMPORT_TIME_LIMIT"):
            await body_of(fetcher_of(site, total=0.5, stall=_SOON), site.url())
        await site.left.wait()


async def test_a_slow_board_is_waited_for() -> None:
    async with serving(dripping(b"", answer(JOBS), pause=_SOON)) as site:
        fetch = fetcher_of(site, first_byte=5, stall=_SOON / 3)
        assert await body_of(fetch, site.url()) == JOBS


async def test_the_time_of_who_reads_does_not_count() -> None:
    async with (
        serving(answer(JOBS)) as site,
        fetcher_of(site, total=_SOON)(site.url()) as fetched,
    ):
        await asyncio.sleep(2 * _SOON)
        assert isinstance(fetched, Fetched)
        assert fetched.content.read() == JOBS


async def test_who_gives_up_leaves_no_connection() -> None:
    async with serving(and_stays(answer(JOBS, length=50))) as site, asyncio.timeout(20):
        fetching = asyncio.create_task(body_of(fetcher_of(site), site.url()))
        await site.asked.wait()
        fetching.cancel()
        with pytest.raises(asyncio.CancelledError):
            await fetching
        await site.left.wait()


# How often


async def test_a_host_is_asked_at_most_so_often() -> None:
    async with serving(answer(JOBS)) as site:
        fetch = fetcher_of(site, between=0.1)
        await asyncio.gather(*(body_of(fetch, site.url()) for _ in range(5)))
    at = sorted(site.at)
    assert at[-1] - at[0] >= 4 * 0.1 - 0.05
    assert len(at) == 5


async def test_a_second_try_waits_for_its_turn_too() -> None:
    async with serving(HICCUPS["502"], answer(JOBS)) as site:
        await body_of(fetcher_of(site, between=_SOON), site.url())
    assert site.at[1] - site.at[0] >= _SOON - 0.05


async def test_other_hosts_do_not_wait_for_it() -> None:
    names = {f"jobs{number}.example.com": [PUBLIC] for number in range(10)}
    async with serving(answer(JOBS)) as site:
        fetch = public_fetcher(names, {PUBLIC: site}, between=10)
        start = monotonic()
        await asyncio.gather(*(body_of(fetch, f"http://{name}/") for name in names))
    assert monotonic() - start < 5


async def test_nobody_waits_for_a_turn_that_comes_too_late() -> None:
    async with serving(answer(JOBS)) as site:
        fetch = fetcher_of(site, between=40, total=30)
        await body_of(fetch, site.url())
        with pytest.raises(SourceFailed, match="waiting for their turn") as failed:
            await body_of(fetch, site.url())
    assert 30 <= failed.value.retry_after <= 40
    assert len(site.requests) == 1


def test_lever_and_ashby_are_met_as_they_wish() -> None:
    limits = Limits()
    assert limits.between >= 1 / 2
    assert limits.first_byte > 30
    assert (limits.size, limits.total) == (64 * MEGABYTE, 120)


# Where


async def test_a_public_name_is_asked_by_its_name() -> None:
    async with serving(answer(JOBS)) as site:
        fetch = public_fetcher({"jobs.example.com": [PUBLIC]}, {PUBLIC: site})
        assert await body_of(fetch, "http://Jobs.Example.COM.:8080/a") == JOBS
    assert site.headers["host"] == "jobs.example.com:8080"


@pytest.mark.parametrize("address", [PUBLIC, f"[{PUBLIC_V6}]"])
async def test_a_public_address_is_asked_as_it_is(address: str) -> None:
    async with serving(answer(JOBS)) as site:
        fetch = public_fetcher({}, {address.strip("[]"): site})
        assert await body_of(fetch, f"http://{address}/") == JOBS
    assert site.headers["host"] == address


async def test_a_name_of_any_alphabet() -> None:
    async with serving(answer(JOBS)) as site:
        fetch = public_fetcher({"xn--mnchen-3ya.de": [PUBLIC]}, {PUBLIC: site})
        assert await body_of(fetch, "http://MÜNCHEN.de/köche?q=süß") == JOBS
    assert site.asked_for == ["/k%C3%B6che?q=s%C3%BC%C3%9F"]


async def test_another_address_of_the_host_is_tried_where_one_is_away() -> None:
    async with serving(answer(JOBS)) as site:
        names = {"jobs.example.com": [PUBLIC_V6, PUBLIC, OTHER_PUBLIC]}
        fetch = public_fetcher(names, {OTHER_PUBLIC: site})
        assert await body_of(fetch, "http://jobs.example.com/") == JOBS


async def test_but_not_hundreds() -> None:
    names = {"jobs.example.com": [*(f"93.184.216.{last}" for last in range(100)), PUBLIC]}
    async with serving(answer(JOBS)) as site:
        fetch = public_fetcher(names, {"93.184.216.99": site})
        with pytest.raises(SourceFailed, match="cannot be reached"):
            await body_of(fetch, "http://jobs.example.com/")


async def test_what_has_no_address() -> None:
    fetch = public_fetcher({"jobs.example.com": []}, {})
    for host in ("jobs.example.com", "no.example.com"):
        with pytest.raises(SourceFailed, match=f"There is no host {host}"):
            await body_of(fetch, f"https://{host}/")


async def test_name_servers_that_do_not_answer_hold_up_nobody() -> None:
    release = threading.Event()

    def hang(*_: object) -> list[str]:
        release.wait(20)
        return [PUBLIC]

    fetch = HttpFetcher(AllowedHosts(), Limits(resolving=_SOON), resolve=hang)
    with pytest.raises(SourceFailed, match=r"not resolved within 0\.3 seconds"):
        await body_of(fetch, "https://jobs.example.com/")
    release.set()


async def test_a_trusted_server_is_found_by_the_names_of_this_machine() -> None:
    async with serving(answer(JOBS)) as site:
        allowed = AllowedHosts(internal=(f"localhost:{site.port}",))
        fetch = HttpFetcher(allowed, Limits())
        assert await body_of(fetch, f"http://LOCALHOST:{site.port}/") == JOBS
