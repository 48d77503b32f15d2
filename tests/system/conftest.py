"""Jobr as a person runs it: processes, files, a real PostgreSQL."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
import starting
from system_types import Run


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def environment(home: Path) -> dict[str, str]:
    kept = {n: v for n, v in os.environ.items() if n == "PATH" or n.startswith("COVERAGE_")}
    own = {"JOBR_HOME": str(home), "LANG": "C.UTF-8", "RATE_LIMIT_MAX": "0"}
    return {**kept, **own}


@pytest.fixture(scope="session")
def run(environment: dict[str, str]) -> Run:
    """Runs `jobr …` to its end."""

    def run_jobr(
        *arguments: str, stdin: str = "", env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        done = starting.run(
            [*map(str, arguments)], {**environment, **(env or {})}, stdin=stdin.encode()
        )
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
        )

    return run_jobr


@pytest.fixture(scope="session")
def address(
    environment: dict[str, str], unused_port: int, home: Path, mails: Path
) -> Iterator[str]:
    """A real server process on the embedded database."""
    url = f"http://127.0.0.1:{unused_port}"
    command = [sys.executable, "-m", "jobr_cli.main", "serve", "--port", str(unused_port)]
    log = home / "server.log"
    with (
        log.open("w") as stderr,
        mails.open("w") as stdout,
        subprocess.Popen(command, env=environment, stdout=stdout, stderr=stderr) as server,
    ):
        _wait_for(url, server, log)
        yield url
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def mails(home: Path) -> Path:
    """Where the server's mails go: without a mail server they are printed."""
    return home / "server.out"


def _wait_for(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    give_up = time.monotonic() + 30
    while time.monotonic() < give_up and server.poll() is None:
        try:
            if httpx2.get(f"{url}/health").status_code == 200:
                return
        except httpx2.TransportError:
            time.sleep(0.05)
    server.kill()
    raise AssertionError(log.read_text())


@pytest.fixture(scope="session")
def unused_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
