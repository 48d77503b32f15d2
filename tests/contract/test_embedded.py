"""The embedded PostgreSQL: shared, stopped, recovered."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from jobr_adapters.embedded.errors import EmbeddedMissing
from jobr_adapters.embedded.server import Files, embedded_postgres

pytestmark = pytest.mark.postgres

USER = """
import sys
from pathlib import Path
from jobr_adapters.embedded.server import embedded_postgres
with embedded_postgres(Path(sys.argv[1]), durable=False) as url:
    print(url, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("embedded")


def _eventually(true: Callable[[], bool]) -> bool:
    give_up = time.monotonic() + 20
    while not true() and time.monotonic() < give_up:
        time.sleep(0.05)
    return true()


def _processes(home: Path) -> list[int]:
    """The keeper and the server of a home."""
    listed = subprocess.run(
        ["ps", "-eo", "pid=,args="], capture_output=True, text=True, check=True
    ).stdout
    lines = (line.strip().split(maxsplit=1) for line in listed.splitlines())
    return [
        int(pid)
        for pid, args in lines
        if str(home) in args and ("keeper" in args or "bin/postgres" in args)
    ]


def _answers(url: str) -> bool:
    try:
        with psycopg.connect(url, connect_timeout=2) as connection:
            return connection.execute("SELECT 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


def test_it_starts_on_first_need_keeps_its_data_and_stops_with_its_last_user(home: Path) -> None:
    with embedded_postgres(home, durable=False) as url, psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (x int)")
        connection.execute("INSERT INTO kept VALUES (1)")
    assert _eventually(lambda: not _processes(home))
    with embedded_postgres(home, durable=False) as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT count(*) > 0 FROM kept").fetchone() == (True,)


def test_several_processes_share_one_server(home: Path) -> None:
    users = [
        subprocess.Popen([sys.executable, "-c", USER, str(home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]  # fmt: skip
    urls = {user.stdout.readline().strip() for user in users if user.stdout}
    (url,) = urls
    assert _answers(url)
    users[0].kill()  # one is killed, the others go on
    users[0].wait()
    assert _answers(url)
    for user in users:
        user.communicate()
    assert _eventually(lambda: not _processes(home))


@pytest.mark.parametrize("victim", ["keeper", "postgres"])
def test_a_killed_server_comes_back_under_its_user(home: Path, victim: str) -> None:
    with embedded_postgres(home, durable=False) as url:
        listed = subprocess.run(
            ["pgrep", "-f", f"{victim}.*{home}"], capture_output=True, text=True, check=True
        )
        for pid in listed.stdout.split():
            os.kill(int(pid), signal.SIGKILL)
        time.sleep(0.2)
        assert _eventually(lambda: _answers(url))
    assert _eventually(lambda: not _processes(home))


def test_a_crash_of_everything_leaves_nothing_in_the_way(home: Path) -> None:
    with embedded_postgres(home, durable=False):
        pass
    _eventually(lambda: not _processes(home))
    (Files(home).data / "postmaster.pid").write_text(f"{os.getpid()}\n{home}\n")
    with embedded_postgres(home, durable=False) as url:
        assert _answers(url)


def test_without_the_extra_it_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(EmbeddedMissing, match=r"jobr\[embedded\]"), embedded_postgres(tmp_path):
        pass
