"""Damaged files are read or refused: the short version of `nox -s bench -- mutations`."""

import subprocess
import sys
from pathlib import Path

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "mutations.py"


def test_damaged_files_are_read_or_refused(tmp_path: Path) -> None:
    options = ["--count", "300", "--seed", "7", "--keep", str(tmp_path)]
    command = [sys.executable, str(BENCHMARK), *options]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 processes left" in result.stdout
