"""`jobr --help`, the whole process, beside its limit of 300 ms and an empty interpreter.

nox -s bench -- cli_help
"""

import statistics
import subprocess
import sys
import time

LIMIT = 0.3
RUNS = 11


def main() -> None:
    empty = statistics.median(_timed("-c", "pass") for _ in range(RUNS))
    shown = statistics.median(_timed("-m", "jobr_cli.main", "--help") for _ in range(RUNS))
    print(f"jobr --help {shown * 1000:.0f} ms, {shown / LIMIT:.2f} of the limit of 300 ms; "
          f"{shown / empty:.0f} empty interpreters")  # fmt: skip


def _timed(*arguments: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
