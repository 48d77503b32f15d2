"""Starting, stopping and the schema, as an operator sees them."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from openapi_spec_validator import validate
from system_types import Run

from jobr_adapters.embedded.server import embedded_postgres

SECRET = "x" * 48


@pytest.fixture(scope="module")
def remote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Settings of a database that is not Jobr's own to migrate."""
    with embedded_postgres(tmp_path_factory.mktemp("remote"), durable=False) as url:
        yield {"DATABASE_URL": url, "JWT_SECRET": SECRET}


def test_the_schema_of_a_remote_database_is_the_operators_to_move(
    run: Run, remote: dict[str, str]
) -> None:
    refused = run("serve", "--port", "0", env=remote)
    assert refused.returncode == 1
    assert "run `jobr db upgrade`" in refused.stderr
    assert refused.stderr.count("\n") == 1
    assert run("db", "check", env=remote).returncode == 1
    assert run("db", "upgrade", env=remote).stdout == "schema 0015, current\n"
    assert run("db", "check", env=remote).returncode == 0
    assert "behind 0015" in run("db", "downgrade", "--", "-1", env=remote).stdout
    assert run("db", "upgrade", env=remote).returncode == 0
    assert run("db", "current", env=remote).stdout == "schema 0015, current\n"
    assert run("users", "list", env=remote).returncode == 0


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (
            {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/x", "JWT_SECRET": SECRET},
            "does not answer",
        ),
        ({"DATABASE_URL": "nonsense", "JWT_SECRET": SECRET}, "DATABASE_URL"),
        ({"DATABASE_URL": "mysql://x@127.0.0.1/x", "JWT_SECRET": SECRET}, "DATABASE_URL"),
        (
            {"DATABASE_URL": "postgresql://127.0.0.1/x?foo=bar", "JWT_SECRET": SECRET},
            "DATABASE_URL",
        ),
        ({"JOBR_HOME": "/dev/null"}, "JOBR_HOME cannot be used"),
        ({"JOBR_HOME": "/proc/jobr"}, "JOBR_HOME cannot be used"),
        ({"JWT_ALGORITHM": "HS256"}, "JWT_SECRET is not set"),
        ({"JWT_ALGORITHM": "none"}, "JWT_ALGORITHM"),
        ({"JWT_SECRET": "short"}, "JWT_SECRET is too short"),
        ({"FILE_SIZE_LIMIT": "5 MB"}, "FILE_SIZE_LIMIT"),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL"),
        ({"SMTP_URL": "mail.example.org"}, "SMTP_URL"),
        ({"KAFKA_OPTIONS": "{"}, "KAFKA_OPTIONS"),
        ({"KAFKA_OPTIONS": "[1]"}, "KAFKA_OPTIONS"),
        ({"UPKEEP_AT": "soon"}, "UPKEEP_AT"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_its_name(
    run: Run, settings: dict[str, str], words: str
) -> None:
    result = run("serve", "--port", "0", env=settings)
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert words in result.stderr


def test_a_port_in_use_is_one_sentence(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = run("serve", "--port", taken.getsockname()[1])
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert "Cannot listen on 127.0.0.1" in result.stderr


def test_a_relative_home_is_one_below_the_current_folder(
    environment: dict[str, str], tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "jobr_cli.main", "users", "list"]
    env = {**environment, "JOBR_HOME": "home"}
    result = subprocess.run(
        command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert (tmp_path / "home" / "postgres").is_dir()


def test_the_openapi_document_can_be_printed(run: Run) -> None:
    validate(json.loads(run("openapi").stdout))


@pytest.fixture(scope="module")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nothing is there for the demo that comes first, its database for those that follow."""
    return tmp_path_factory.mktemp("demo")


def test_the_demo_shows_matches_and_what_to_try_next(run: Run, demo_home: Path) -> None:
    """Of another person than the one it shows by itself; `test_match` ranks for all three."""
    home = {"JOBR_HOME": str(demo_home)}
    result = run("demo", "--exit", "--cv", "nurse", "--port", "0", env=home)
    assert result.returncode == 0, result.stderr
    assert "72 sample postings loaded." in result.stdout
    assert "✓" in result.stdout
    assert result.stdout.count("curl ") == 3


def test_the_demo_goes_on_serving_until_it_is_told_to_stop(
    environment: dict[str, str], demo_home: Path
) -> None:
    command = [sys.executable, "-u", "-m", "jobr_cli.main", "demo", "--port", "0"]
    env = {**environment, "JOBR_HOME": str(demo_home)}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as demo:
        assert demo.stdout
        for line in demo.stdout:
            if line.startswith("Serving on"):
                break
        time.sleep(0.2)
        assert demo.poll() is None
        demo.send_signal(signal.SIGINT)
        demo.communicate(timeout=20)
    assert demo.returncode == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_an_ordinary_user_can_run_it(tmp_path: Path) -> None:
    """Root's virtual environment may lie where others may not read; then there is nothing to try."""
    for folder in (tmp_path, *tmp_path.parents[:-2]):
        folder.chmod(folder.stat().st_mode | 0o011)
    tmp_path.chmod(0o777)
    probe = [sys.executable, "-c", "import jobr_cli"]
    try:
        subprocess.run(probe, user="nobody", group="nogroup", env={}, check=True)
    except (PermissionError, subprocess.CalledProcessError):
        pytest.skip("the interpreter is out of reach for others")
    result = subprocess.run(
        [sys.executable, "-m", "jobr_cli.main", "users", "list"], user="nobody", group="nogroup", check=False,
        capture_output=True, text=True, timeout=60,
        env={"PATH": os.environ["PATH"], "JOBR_HOME": str(tmp_path / "home"), "HOME": str(tmp_path)},
    )  # fmt: skip
    assert (result.returncode, result.stderr) == (0, "")
