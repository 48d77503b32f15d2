"""The promise of Originals, kept by every implementation; and that ours are sealed, whole and
swept wherever they rest."""

import asyncio
import os
import re
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

import pytest

from builders import NOON, a_clock_at, an_id
from jobr_adapters.files import object_store
from jobr_adapters.files.key_ring import KeyRing, SealBroken
from jobr_adapters.files.object_store import ObjectStoreOriginals
from jobr_adapters.memory.originals import MemoryOriginals
from jobr_core.cvs.errors import FilesUnavailable, OriginalMissing
from jobr_core.cvs.ports import Originals

CONTENT: Final = b"Asha Verma, Senior Python Engineer"
FIVE_MEGABYTES: Final = os.urandom(5 * 1024 * 1024)
LONG_AGO: Final = datetime(2000, 1, 1, tzinfo=UTC)
FAR_OFF: Final = datetime(2900, 1, 1, tzinfo=UTC)
_SOON: Final = 0.3
_PAGE: Final = 3
_SECRET: Final = "00112233445566778899aabbccddeeff" * 2


def _a_ring() -> KeyRing:
    return KeyRing.read(f"2026:{_SECRET}")


def _a_key(owner: str = "ada") -> str:
    return f"cvs/{owner}/{'cafe' * 16}/{an_id()}"


def _files(folder: Path) -> set[str]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix() for path in paths}


def _modes(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mode & 0o777 for path in [folder, *folder.rglob("*")]}


async def _kept(originals: Originals, before: datetime = FAR_OFF) -> set[str]:
    return {key async for keys in originals.kept_before(before) for key in keys}


class OriginalsContract:
    @pytest.mark.parametrize("content", [b"", CONTENT, bytes(range(256)), FIVE_MEGABYTES])
    async def test_what_is_kept_is_read_as_it_was(
        self, originals: Originals, content: bytes
    ) -> None:
        key = _a_key()
        await originals.keep(key, content)
        assert await originals.read(key) == content

    async def test_each_key_has_its_own(self, originals: Originals) -> None:
        first, second = _a_key(), _a_key("grace")
        await originals.keep(first, b"first")
        await originals.keep(second, b"second")
        assert await originals.read(first) == b"first"
        assert await originals.read(second) == b"second"

    async def test_what_was_never_kept_is_missing(self, originals: Originals) -> None:
        with pytest.raises(OriginalMissing):
            await originals.read(_a_key())

    async def test_kept_again_it_is_the_latter(self, originals: Originals) -> None:
        key = _a_key()
        await originals.keep(key, FIVE_MEGABYTES)
        await originals.keep(key, CONTENT)
        assert await originals.read(key) == CONTENT
        assert await _kept(originals) == {key}

    async def test_what_is_removed_is_gone_and_nothing_else(self, originals: Originals) -> None:
        gone, stays = _a_key(), _a_key()
        await originals.keep(gone, CONTENT)
        await originals.keep(stays, CONTENT)
        await originals.remove(gone)
        with pytest.raises(OriginalMissing):
            await originals.read(gone)
        assert await originals.read(stays) == CONTENT
        assert await _kept(originals) == {stays}

    async def test_removing_what_is_not_there_is_no_error(self, originals: Originals) -> None:
        key = _a_key()
        await originals.remove(key)
        await originals.keep(key, CONTENT)
        await originals.remove(key)
        await originals.remove(key)

    async def test_the_sweep_hears_of_what_was_kept_before(self, originals: Originals) -> None:
        keys = {_a_key(), _a_key(), _a_key("grace")}
        assert await _kept(originals) == set()
        for key in keys:
            await originals.keep(key, CONTENT)
        assert await _kept(originals) == keys
        assert await _kept(originals, LONG_AGO) == set()

    async def test_the_sweep_may_remove_while_it_listens(
        self, originals: Originals, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(object_store, "_BATCH", 2)
        keys = {_a_key(f"person{number % 3}") for number in range(9)}
        for key in keys:
            await originals.keep(key, CONTENT)
        heard = []
        async for batch in originals.kept_before(FAR_OFF):
            for key in batch:
                await originals.remove(key)
                heard.append(key)
        assert sorted(heard) == sorted(keys)
        assert await _kept(originals) == set()

    async def test_one_comes_while_another_goes(self, originals: Originals) -> None:
        async def come_and_go() -> None:
            for _ in range(5):
                key = _a_key()
                await originals.keep(key, CONTENT)
                assert await originals.read(key) == CONTENT
                await originals.remove(key)

        await asyncio.gather(*(come_and_go() for _ in range(8)))
        assert await _kept(originals) == set()


class TestMemoryOriginals(OriginalsContract):
    @pytest.fixture
    def originals(self) -> Originals:
        return MemoryOriginals(a_clock_at(NOON))

    async def test_before_is_before(self, originals: Originals) -> None:
        key = _a_key()
        await originals.keep(key, CONTENT)
        assert await _kept(originals, NOON) == set()
        assert await _kept(originals, NOON + timedelta(microseconds=1)) == {key}


class TestMemoryOfObstore(OriginalsContract):
    @pytest.fixture
    def originals(self) -> Originals:
        return ObjectStoreOriginals("memory://", _a_ring())


@dataclass
class Resting:
    """Files as they lie in a place, and what else the place can tell."""

    url: str
    files: Callable[[], dict[str, bytes]]
    put: Callable[[str, bytes], None]
    date: Callable[[str, datetime], None]


class SealedContract(OriginalsContract):
    @pytest.fixture
    def originals(self, place: Resting) -> Originals:
        return ObjectStoreOriginals(place.url, _a_ring())

    async def test_what_rests_there_says_nothing(
        self, place: Resting, originals: Originals
    ) -> None:
        key = _a_key()
        await originals.keep(key, CONTENT)
        assert place.files().keys() == {key}
        assert CONTENT not in place.files()[key]
        assert b"Asha" not in place.files()[key]

    async def test_a_file_put_in_the_place_of_another_does_not_open(
        self, place: Resting, originals: Originals
    ) -> None:
        mine, yours = _a_key(), _a_key("grace")
        await originals.keep(mine, CONTENT)
        await originals.keep(yours, b"hers")
        place.put(mine, place.files()[yours])
        with pytest.raises(SealBroken, match="does not open"):
            await originals.read(mine)

    @pytest.mark.parametrize("damage", [b"", b"jobr", CONTENT, b"\0" * 100])
    async def test_a_damaged_file_does_not_open(
        self, place: Resting, originals: Originals, damage: bytes
    ) -> None:
        key = _a_key()
        await originals.keep(key, CONTENT)
        place.put(key, damage)
        with pytest.raises(SealBroken):
            await originals.read(key)

    async def test_keys_may_rotate(self, place: Resting, originals: Originals) -> None:
        key = _a_key()
        await originals.keep(key, CONTENT)
        fresh = KeyRing.fresh_key()
        rotated = ObjectStoreOriginals(place.url, KeyRing.read(f"{fresh},2026:{_SECRET}"))
        assert await rotated.read(key) == CONTENT
        with pytest.raises(SealBroken, match="the key 2026, which is not in ENCRYPTION_KEYS"):
            await ObjectStoreOriginals(place.url, KeyRing.read(fresh)).read(key)

    async def test_it_is_told_by_its_date(self, place: Resting, originals: Originals) -> None:
        old, new = _a_key(), _a_key()
        await originals.keep(old, CONTENT)
        await originals.keep(new, CONTENT)
        place.date(old, NOON - timedelta(days=400))
        place.date(new, NOON - timedelta(days=300))
        assert await _kept(originals, NOON - timedelta(days=400)) == set()
        assert await _kept(originals, NOON - timedelta(days=350)) == {old}
        assert await _kept(originals, NOON) == {old, new}

    @pytest.mark.parametrize("foreign", ["notes.txt", "cvs.zip", "other/a", "cvs/.hidden"])
    async def test_what_is_not_ours_is_never_swept(
        self, place: Resting, originals: Originals, foreign: str
    ) -> None:
        place.put(foreign, b"somebody's")
        key = _a_key()
        await originals.keep(key, CONTENT)
        assert await _kept(originals) == {key}

    async def test_sealing_does_not_hold_up_the_others(self, place: Resting) -> None:
        threads: list[int] = []

        class Watched(KeyRing):
            def seal(self, content: bytes, *, bound_to: str) -> bytes:
                threads.append(threading.get_ident())
                return super().seal(content, bound_to=bound_to)

            def open(self, sealed: bytes, *, bound_to: str) -> bytes:
                threads.append(threading.get_ident())
                return super().open(sealed, bound_to=bound_to)

        originals = ObjectStoreOriginals(place.url, Watched.read(_SECRET))
        key = _a_key()
        await originals.keep(key, CONTENT)
        await originals.read(key)
        assert len(threads) == 2
        assert threading.get_ident() not in threads


class TestFolder(SealedContract):
    @pytest.fixture(params=["", "file://"])
    def place(self, request: pytest.FixtureRequest, tmp_path: Path) -> Resting:
        """Not there before it is used."""
        root = tmp_path / "share" / "my files"
        scheme: str = request.param

        def put(name: str, content: bytes) -> None:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

        def date(name: str, moment: datetime) -> None:
            os.utime(root / name, (moment.timestamp(),) * 2)

        return Resting(
            url=scheme + (str(root).replace(" ", "%20") if scheme else str(root)),
            files=lambda: {name: (root / name).read_bytes() for name in _files(root)},
            put=put,
            date=date,
        )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "files"


@pytest.fixture
def in_folder(folder: Path) -> ObjectStoreOriginals:
    return ObjectStoreOriginals(str(folder), _a_ring())


async def test_only_its_owner_reads_a_folder(folder: Path, in_folder: ObjectStoreOriginals) -> None:
    key = _a_key()
    before = os.umask(0)
    try:
        await in_folder.keep(key, CONTENT)
    finally:
        os.umask(before)
    modes = _modes(folder)
    assert modes.pop(folder / key) == 0o600
    assert set(modes.values()) == {0o700}


async def test_empty_folders_go_with_their_last_file(
    folder: Path, in_folder: ObjectStoreOriginals
) -> None:
    mine, also_mine, hers = _a_key(), _a_key(), _a_key("grace")
    for key in (mine, also_mine, hers):
        await in_folder.keep(key, CONTENT)
    await in_folder.remove(mine)
    assert _files(folder) == {also_mine, hers}
    await in_folder.remove(also_mine)
    assert folder / "cvs/ada" not in _modes(folder)
    assert await in_folder.read(hers) == CONTENT
    await in_folder.remove(hers)
    assert _modes(folder).keys() <= {folder, folder / "cvs", folder / "cvs/incoming"}


async def test_a_file_and_its_folders_are_on_the_disk_before_it_counts_as_kept(
    folder: Path, in_folder: ObjectStoreOriginals, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: set[int] = set()
    sync = os.fsync

    def watched(descriptor: int) -> None:
        synced.add(os.fstat(descriptor).st_ino)
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    key = _a_key()
    await in_folder.keep(key, CONTENT)
    path = folder / key
    above = [above for above in path.parents if above == folder or folder in above.parents]
    assert {place.stat().st_ino for place in (path, *above)} <= synced


async def test_a_folder_may_go_just_when_a_file_is_to_lie_in_it(
    folder: Path, in_folder: ObjectStoreOriginals, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone: list[Path] = []
    replace = Path.replace

    def replace_later(unfinished: Path, path: Path) -> Path:
        if not gone:
            path.parent.rmdir()
            gone.append(path.parent)
        return replace(unfinished, path)

    monkeypatch.setattr(Path, "replace", replace_later)
    key = _a_key()
    await in_folder.keep(key, CONTENT)
    assert gone == [(folder / key).parent]
    assert _files(folder) == {key}


_KILLED_AMID = """
import asyncio, os, signal, sys
from pathlib import Path
from jobr_adapters.files.key_ring import KeyRing
from jobr_adapters.files.object_store import ObjectStoreOriginals
Path.replace = lambda self, target: os.kill(os.getpid(), signal.SIGKILL)
_, folder, secret, key = sys.argv
asyncio.run(ObjectStoreOriginals(folder, KeyRing.read(secret)).keep(key, bytes(5_000_000)))
"""


async def test_what_a_crash_leaves_the_sweep_finds_and_removes(
    folder: Path, in_folder: ObjectStoreOriginals
) -> None:
    key = _a_key()
    child = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", _KILLED_AMID, str(folder), _SECRET, key], check=False
    )
    assert child.returncode == -signal.SIGKILL
    with pytest.raises(OriginalMissing):
        await in_folder.read(key)
    [left] = await _kept(in_folder)
    assert left != key
    assert await _kept(in_folder, LONG_AGO) == set()
    await in_folder.remove(left)
    assert not _files(folder)
    await in_folder.keep(key, CONTENT)
    assert await _kept(in_folder) == {key}


@contextmanager
def _a_full_disk() -> Iterator[None]:
    """Files end at 100,000 bytes: the write fails as it does without space, amid the file."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_a_full_disk_keeps_nothing_and_what_was_there(
    folder: Path, in_folder: ObjectStoreOriginals
) -> None:
    key = _a_key()
    await in_folder.keep(key, CONTENT)
    with _a_full_disk(), pytest.raises(FilesUnavailable):
        await in_folder.keep(key, FIVE_MEGABYTES)
    assert await in_folder.read(key) == CONTENT
    assert await _kept(in_folder) == {key}


async def test_a_folder_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    originals = ObjectStoreOriginals(str(tmp_path / "file"), _a_ring())
    with pytest.raises(FilesUnavailable):
        await originals.keep(_a_key(), CONTENT)
    with pytest.raises(FilesUnavailable):
        await originals.read(_a_key())
    with pytest.raises(FilesUnavailable):
        await originals.remove(_a_key())
    with pytest.raises(FilesUnavailable):
        await _kept(originals)


@dataclass
class Bucket:
    """What S3 stores and says (the API reference of Amazon S3): objects by path, a page at a time.

    `status` is answered instead if it is set; while `is_stuck`, nothing is.
    """

    objects: dict[str, tuple[bytes, datetime]] = field(default_factory=dict)
    status: int = 0
    words: str = "InternalError"
    free: threading.Event = field(default_factory=threading.Event)
    credentials: set[str] = field(default_factory=set)
    port: int = 0

    def answer(self, method: str, target: str, content: bytes) -> tuple[int, bytes]:
        self.free.wait(20)
        if self.status:
            return self.status, f"<Error><Code>{self.words}</Code></Error>".encode()
        path, query = unquote(urlsplit(target).path), parse_qs(urlsplit(target).query)
        if method == "POST":
            return 200, self._delete(content.decode())
        if "list-type" in query:
            return 200, self._list(query["prefix"][0], query.get("continuation-token", [""])[0])
        if method == "PUT":
            self.objects[path.removeprefix("/bucket/")] = content, datetime.now(UTC)
            return 200, b""
        found = self.objects.get(path.removeprefix("/bucket/"))
        return (200, found[0]) if found else (404, b"<Error><Code>NoSuchKey</Code></Error>")

    def _delete(self, request: str) -> bytes:
        keys = re.findall("<Key>(.*?)</Key>", request)
        for key in keys:
            self.objects.pop(key, None)
        deleted = "".join(f"<Deleted><Key>{escape(key)}</Key></Deleted>" for key in keys)
        return f"<DeleteResult>{deleted}</DeleteResult>".encode()

    def _list(self, prefix: str, after: str) -> bytes:
        keys = [key for key in sorted(self.objects) if key.startswith(prefix) and key > after]
        page, more = keys[:_PAGE], len(keys) > _PAGE
        contents = "".join(
            f"<Contents><Key>{escape(key)}</Key><Size>{len(self.objects[key][0])}</Size>"
            f"<LastModified>{self.objects[key][1]:%Y-%m-%dT%H:%M:%S}.000Z</LastModified></Contents>"
            for key in page
        )
        token = f"<NextContinuationToken>{page[-1]}</NextContinuationToken>" if more else ""
        return (
            f"<ListBucketResult><IsTruncated>{str(more).lower()}</IsTruncated>{contents}{token}"
            "</ListBucketResult>"
        ).encode()


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    bucket = Bucket()
    bucket.free.set()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one_request(self) -> None:
            with_error = (ConnectionError, ValueError)
            try:
                super().handle_one_request()
            except with_error:  # who asked is gone
                self.close_connection = True

        def do_GET(self) -> None:
            content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            signed = re.search(r"Credential=(\w+)/", self.headers.get("Authorization") or "")
            bucket.credentials.add(signed[1] if signed else "")
            status, body = bucket.answer(self.command, self.path, content)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("ETag", '"etag"')
            self.send_header("Last-Modified", "Sun, 22 Nov 2026 12:00:00 GMT")
            self.end_headers()
            self.wfile.write(body)

        do_PUT = do_POST = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        serving.start()
        bucket.port = server.server_address[1]
        for name in [name for name in os.environ if name.startswith("AWS_")]:
            monkeypatch.delenv(name)
        monkeypatch.setenv("AWS_ENDPOINT", f"http://127.0.0.1:{bucket.port}")
        monkeypatch.setenv("AWS_ALLOW_HTTP", "true")
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "operator")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        yield bucket
        bucket.free.set()
        server.shutdown()
        serving.join()


class TestS3(SealedContract):
    @pytest.fixture(params=["", "an/inner folder/"])
    def place(self, request: pytest.FixtureRequest, bucket: Bucket) -> Resting:
        prefix: str = request.param

        def put(name: str, content: bytes) -> None:
            bucket.objects[prefix + name] = content, NOON

        def date(name: str, moment: datetime) -> None:
            bucket.objects[prefix + name] = bucket.objects[prefix + name][0], moment

        return Resting(
            url=f"s3://bucket/{prefix}".replace(" ", "%20"),
            files=lambda: {
                name.removeprefix(prefix): content
                for name, (content, _) in bucket.objects.items()
                if name.startswith(prefix)
            },
            put=put,
            date=date,
        )


@pytest.fixture
def in_bucket(bucket: Bucket) -> ObjectStoreOriginals:
    return ObjectStoreOriginals("s3://bucket/jobr", _a_ring(), seconds=5)


async def _refuses_everything(originals: ObjectStoreOriginals) -> None:
    key = _a_key()
    with pytest.raises(FilesUnavailable):
        await originals.keep(key, CONTENT)
    with pytest.raises(FilesUnavailable):
        await originals.read(key)
    with pytest.raises(FilesUnavailable):
        await originals.remove(key)
    with pytest.raises(FilesUnavailable):
        await _kept(originals)


async def test_credentials_come_from_the_environment_and_the_prefix_from_the_url(
    bucket: Bucket, in_bucket: ObjectStoreOriginals
) -> None:
    key = _a_key()
    await in_bucket.keep(key, CONTENT)
    assert bucket.objects.keys() == {f"jobr/{key}"}
    assert bucket.credentials == {"operator"}


@pytest.mark.parametrize(
    ("status", "words"),
    [(403, "AccessDenied"), (401, "InvalidAccessKeyId"), (404, "NoSuchBucket"), (409, "Conflict"),
     (500, "InternalError"), (503, "SlowDown"), (301, "PermanentRedirect")],
)  # fmt: skip
async def test_a_store_that_will_not_is_unavailable(
    bucket: Bucket, in_bucket: ObjectStoreOriginals, status: int, words: str
) -> None:
    bucket.status, bucket.words = status, words
    await _refuses_everything(in_bucket)


async def test_a_store_that_hangs_is_waited_for_only_so_long(bucket: Bucket) -> None:
    bucket.free.clear()
    async with asyncio.timeout(15):
        await _refuses_everything(ObjectStoreOriginals("s3://bucket", _a_ring(), seconds=_SOON))


async def test_a_store_that_is_away_is_unavailable(
    bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT", "http://127.0.0.1:9")
    async with asyncio.timeout(15):
        await _refuses_everything(ObjectStoreOriginals("s3://bucket", _a_ring()))


async def test_a_store_that_recovers_is_asked_again(
    bucket: Bucket, in_bucket: ObjectStoreOriginals
) -> None:
    key = _a_key()
    bucket.status = 500
    with pytest.raises(FilesUnavailable):
        await in_bucket.keep(key, CONTENT)
    bucket.status = 0
    await in_bucket.keep(key, CONTENT)
    assert await in_bucket.read(key) == CONTENT


@pytest.mark.parametrize(
    "key",
    ["", "cvs", "cvs/", "a/b", "/cvs/a", "cvs/../a", "cvs/a/../../b", "cvs//a", "cvs/a/", "cvs/.",
     "cvs/.hidden", "cvs/a#1", "cvs/a?b", "cvs/a\0", "cvs/a\n", "cvs/a b", "cvs/ä", "cvs/a\\b"],
)  # fmt: skip
@pytest.mark.parametrize("url", ["memory://", "folder"])
async def test_a_key_that_is_none_of_ours_is_refused(key: str, url: str, tmp_path: Path) -> None:
    originals = ObjectStoreOriginals(url.replace("folder", str(tmp_path / "in")), _a_ring())
    with pytest.raises(ValueError):
        await originals.keep(key, CONTENT)
    with pytest.raises(ValueError):
        await originals.read(key)
    with pytest.raises(ValueError):
        await originals.remove(key)
    assert _modes(tmp_path).keys() == {tmp_path}


@pytest.mark.parametrize(
    "url",
    ["", "s3://", "gs://", "ftp://host/a", "https://bucket.s3.amazonaws.com", "file://host/a",
     "file:relative", "s3://bucket/a?region=eu", "s3://bucket#a", "s3:bucket"],
)  # fmt: skip
def test_what_is_no_place_for_files(url: str) -> None:
    with pytest.raises(ValueError) as refused:
        ObjectStoreOriginals(url, _a_ring())
    assert "\n" not in str(refused.value)
