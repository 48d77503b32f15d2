"""Originals in a bucket or a local folder, sealed before they leave us."""

import asyncio
import os
import re
import secrets
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import unquote, urlsplit

import structlog
from obstore.exceptions import BaseError
from obstore.store import from_url

from jobr_adapters.files.key_ring import KeyRing
from jobr_core.cvs.errors import FilesUnavailable, OriginalMissing
from jobr_core.cvs.ports import Originals

_KEY = re.compile(r"cvs(?:/[A-Za-z0-9_][\w.-]*)+", re.ASCII)
_TOP: Final = "cvs"
_UNFINISHED: Final = "cvs/incoming"
_BATCH: Final = 500
_ATTEMPTS: Final = 20
_BUCKETS: Final = ("s3", "gs", "az", "memory")
_NO_BUCKET = re.compile("NoSuchBucket|ContainerNotFound|bucket does not exist")
_log = structlog.get_logger("jobr.files")

_Entry = tuple[str, datetime]
"""A key, and when it was written."""


class _Place(Protocol):
    async def put(self, key: str, content: bytes) -> None:
        """All of it or nothing."""

    async def get(self, key: str) -> bytes | None: ...

    async def delete(self, key: str) -> None: ...

    def entries(self) -> AsyncIterator[Sequence[_Entry]]: ...


class ObjectStoreOriginals(Originals):
    """`/a/folder` or `file:///a/folder`, `s3://bucket/prefix`, `gs://bucket/prefix`,
    `az://container/prefix` with what else they need from the environment (AWS_…, GOOGLE_…,
    AZURE_…), or `memory://`.

    Jobr reads, lists and removes only below `cvs/` there; nobody else may keep anything in it.
    """

    def __init__(self, url: str, ring: KeyRing, *, seconds: float = 10.0) -> None:
        """Raises ValueError. `seconds` is the longest a single answer may take."""
        self._place = _place(url)
        self._ring = ring
        self._seconds = seconds

    async def keep(self, key: str, content: bytes) -> None:
        sealed = await asyncio.to_thread(self._ring.seal, content, bound_to=_checked(key))
        async with self._answering():
            await self._place.put(key, sealed)

    async def read(self, key: str) -> bytes:
        async with self._answering():
            sealed = await self._place.get(_checked(key))
        if sealed is None:
            raise OriginalMissing
        return await asyncio.to_thread(self._ring.open, sealed, bound_to=key)

    async def remove(self, key: str) -> None:
        async with self._answering():
            await self._place.delete(_checked(key))

    async def kept_before(self, moment: datetime) -> AsyncIterator[tuple[str, ...]]:
        """Also names what a crash has left unfinished in a local folder."""
        entries = self._place.entries()
        while True:
            async with self._answering():
                batch = await anext(entries, None)
            if batch is None:
                return
            keys = tuple(key for key, at in batch if at < moment and _KEY.fullmatch(key))
            if keys:
                yield keys

    @asynccontextmanager
    async def _answering(self) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(self._seconds):
                yield
        except (OSError, BaseError) as error:
            reason = str(error).partition("\n")[0] or type(error).__name__
            _log.warning("the file store cannot be used", reason=reason)
            raise FilesUnavailable from error


def _checked(key: str) -> str:
    if not _KEY.fullmatch(key):
        raise ValueError("no key of ours")
    return key


def _place(url: str) -> _Place:
    parts = urlsplit(url)
    if parts.scheme == "file" and parts.netloc in ("", "localhost") and parts.path[:1] == "/":
        return _Folder(Path(unquote(parts.path)))
    if url and not parts.scheme:
        return _Folder(Path(url).expanduser().absolute())
    if parts.scheme not in _BUCKETS or parts.query or parts.fragment:
        raise ValueError(
            "it should look like /a/folder, s3://bucket/prefix, gs://bucket/prefix or "
            "az://container/prefix"
        )
    try:
        return _Bucket(url)
    except (BaseError, ValueError) as error:
        raise ValueError(str(error).partition("\n")[0].rstrip(".")) from error


class _Bucket:
    """No options of the client are set here, as obstore would then leave out all that the
    environment sets (AWS_ALLOW_HTTP, say)."""

    def __init__(self, url: str) -> None:
        self._store = from_url(
            url, retry_config={"max_retries": 2, "retry_timeout": timedelta(seconds=5)}
        )

    async def put(self, key: str, content: bytes) -> None:
        """In one request: of uploads in parts broken ones would stay, paid for and unseen."""
        await self._store.put_async(key, content, use_multipart=False)

    async def get(self, key: str) -> bytes | None:
        try:
            found = await self._store.get_async(key)
            return bytes(await found.bytes_async())
        except FileNotFoundError as error:
            _ensure_bucket(error)
            return None

    async def delete(self, key: str) -> None:
        try:
            await self._store.delete_async(key)
        except FileNotFoundError as error:
            _ensure_bucket(error)

    async def entries(self) -> AsyncIterator[Sequence[_Entry]]:
        async for batch in self._store.list(_TOP, chunk_size=_BATCH):
            yield [(found["path"], found["last_modified"]) for found in batch]


def _ensure_bucket(error: FileNotFoundError) -> None:
    """A bucket that is not there is no answer about a file."""
    if _NO_BUCKET.search(str(error)):
        raise error


class _Folder:
    """For its owner only. obstore's own local store neither syncs what it writes nor keeps it from
    other users, and what a crash leaves of a write it neither lists nor removes."""

    def __init__(self, root: Path) -> None:
        self._root = root

    async def put(self, key: str, content: bytes) -> None:
        await asyncio.to_thread(self._put, self._root / key, content)

    async def get(self, key: str) -> bytes | None:
        with suppress(FileNotFoundError):
            return await asyncio.to_thread((self._root / key).read_bytes)
        return None

    async def delete(self, key: str) -> None:
        await asyncio.to_thread(self._delete, self._root / key)

    async def entries(self) -> AsyncIterator[Sequence[_Entry]]:
        found = self._found()
        while batch := await asyncio.to_thread(lambda: tuple(islice(found, _BATCH))):
            yield batch

    def _put(self, path: Path, content: bytes) -> None:
        unfinished = self._root / _UNFINISHED / secrets.token_hex(16)
        try:
            for _ in range(_ATTEMPTS - 1):
                # A folder may go with its last file while we are about to use it.
                with suppress(FileNotFoundError):
                    return self._write(unfinished, path, content)
            return self._write(unfinished, path, content)
        finally:
            unfinished.unlink(missing_ok=True)

    def _write(self, unfinished: Path, path: Path, content: bytes) -> None:
        """The file and the folders it is named in are on the disk when this returns."""
        _make(unfinished.parent)
        _make(path.parent)
        unfinished.touch(mode=0o600)
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        for folder in self._above(path):
            _sync(folder)

    def _delete(self, path: Path) -> None:
        """Empty folders go with it: their names tell who had which file."""
        path.unlink(missing_ok=True)
        with suppress(OSError):  # one that is not empty
            for folder in self._above(path)[:-1]:
                folder.rmdir()

    def _above(self, path: Path) -> list[Path]:
        """The folders a file is in, the innermost first, our own last."""
        return [self._root / folder for folder in path.relative_to(self._root).parents]

    def _found(self) -> Iterator[_Entry]:
        for folder, _, names in os.walk(self._root / _TOP, onerror=_unless_gone):
            for path in (Path(folder, name) for name in names):
                with suppress(FileNotFoundError):
                    written = datetime.fromtimestamp(path.lstat().st_mtime, UTC)
                    yield path.relative_to(self._root).as_posix(), written


def _make(folder: Path) -> None:
    """Path.mkdir would make those above it for everybody."""
    if not folder.is_dir():
        _make(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def _sync(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _unless_gone(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error
