"""What a system under test is made of: a database, a mail server, processes of Jobr."""

import email
import fcntl
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
import psycopg
import starting
from aiosmtpd.controller import Controller

from jobr_adapters.embedded.server import SUPERUSER, Files
from jobr_adapters.postgres import migrating

PASSWORD = "long enough"


def a_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def until(condition: Callable[[], bool], seconds: float = 60, every: float = 0.1) -> None:
    give_up = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < give_up, (
            f"not within {seconds} s: {condition.__doc__ or condition}"
        )
        time.sleep(every)


class Database:
    """A PostgreSQL that stops and starts when it is told to, and only then."""

    def __init__(self, home: Path) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self._files = Files(home)
        self._keeper: subprocess.Popen[bytes] | None = None
        self.url = f"postgresql://{SUPERUSER}@/jobr?host={self._files.sockets}"

    def start(self) -> None:
        command = [sys.executable, "-m", "jobr_adapters.embedded.keeper", str(self._files.home)]
        self._keeper = subprocess.Popen([*command, "--no-sync"])
        until(self._answers, every=0.02)

    def stop(self) -> None:
        assert self._keeper
        self._keeper.terminate()
        self._keeper.wait(timeout=30)

    def _answers(self) -> bool:
        try:
            with psycopg.connect(self.url, connect_timeout=2):
                return True
        except psycopg.OperationalError:
            return False

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.url) as connection:
            return connection.execute(query.encode()).fetchall()

    def value(self, query: str) -> Any:
        return self.rows(query)[0][0]


@contextmanager
def database(home: Path) -> Iterator[Database]:
    """Running, and of the current schema."""
    server = Database(home)
    with (home / "users.lock").open("w") as in_use:
        fcntl.flock(in_use, fcntl.LOCK_SH)  # or the keeper would stop it
        server.start()
        try:
            migrating.upgrade(server.url)
            yield server
        finally:
            for process in _started:  # those a failed test has left
                if process.is_running and process.environment["DATABASE_URL"] == server.url:
                    process.kill()
            server.stop()


class MailServer:
    """Takes every message and counts by Message-ID and recipient."""

    def __init__(self) -> None:
        self.messages: Counter[str] = Counter()
        self.recipients: Counter[str] = Counter()
        self._lock = threading.Lock()

    async def handle_DATA(self, _: Any, __: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's
        message = email.message_from_bytes(envelope.content)
        with self._lock:
            self.messages[message["Message-ID"].strip("<>").partition(".")[0]] += 1
            self.recipients.update(envelope.rcpt_tos)
        return "250 taken"


@contextmanager
def mail_server() -> Iterator[tuple[MailServer, str]]:
    """A mail server and its SMTP_URL."""
    server, port = MailServer(), a_free_port()
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield server, f"smtp://127.0.0.1:{port}"
    finally:
        controller.stop()


_started: list["Process"] = []


@dataclass
class Process:
    """One process of Jobr; its log goes to a file, started again or not."""

    arguments: tuple[str, ...]
    environment: Mapping[str, str]
    log: Path
    starts: int = 0
    _process: starting.Running | None = field(default=None, repr=False)

    def start(self) -> None:
        self.starts += 1
        _started.append(self)
        with self.log.open("ab") as log:
            self._process = starting.start(
                self.arguments, self.environment,
                stdin=0, stdout=log.fileno(), stderr=log.fileno(),
                nursery="processes again" if self.starts % 2 == 0 else "processes",
            )  # fmt: skip

    def kill(self) -> None:
        """As the kernel does when memory is short: no word of warning."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        return self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> int:
        assert self._process
        self._process.send_signal(how)
        return self._process.wait(timeout=40)

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None


class Server(Process):
    """`jobr serve` on a port of its own."""

    @classmethod
    def on_a_free_port(
        cls, environment: Mapping[str, str], folder: Path, *options: str
    ) -> "Server":
        port = a_free_port()
        arguments = ("serve", "--port", str(port), *options)
        return cls(arguments, environment, folder / f"server-{port}.log")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.arguments[2]}"

    def health(self) -> int:
        """The status, 0 where nobody listens."""
        try:
            return httpx2.get(f"{self.url}/health", timeout=10).status_code
        except httpx2.TransportError:
            return 0

    def start_and_wait(self) -> None:
        self.start()
        until(lambda: self.health() == 200)


def environment_for(database_url: str, smtp_url: str, home: Path, **more: str) -> dict[str, str]:
    kept = {n: v for n, v in os.environ.items() if n == "PATH" or n.startswith("COVERAGE_")}
    return {
        **kept,
        "JOBR_HOME": str(home),
        "LANG": "C.UTF-8",
        "DATABASE_URL": database_url,
        "JWT_SECRET": "x" * 48,
        "SMTP_URL": smtp_url,
        "TASK_HEARTBEAT": "0.5",
        "RATE_LIMIT_MAX": "0",
        **more,
    }


def undelivered(database: Database) -> int:
    """Events somebody has not had yet, and tasks nobody has done yet."""
    return int(
        database.value(
            "SELECT (SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')) + "
            "(SELECT count(*) FROM parked_events) + (SELECT count(*) FROM events e "
            "JOIN subscriber_checkpoints c ON (e.transaction, e.number) > (c.transaction, c.number) "
            "WHERE c.subscriber = 'daily_counts' "
            "OR c.subscriber = 'welcome_mail' AND e.name = 'user.registered')"
        )
    )
