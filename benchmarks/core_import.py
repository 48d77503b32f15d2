"""Importing the core, beside its limit of 100 ms and an empty interpreter.

nox -s bench -- core_import
"""

import statistics
import subprocess
import sys
import time

LIMIT = 0.1
RUNS = 15


def main() -> None:
    empty, core = _median("pass"), _median("from jobr_core.matching import rank")
    took = core - empty
    print(f"empty interpreter {empty * 1000:.0f} ms, with the core {core * 1000:.0f} ms")
    print(f"the import alone {took * 1000:.0f} ms, {took / LIMIT:.2f} of the limit of 100 ms")


def _median(program: str) -> float:
    return statistics.median(_timed(program) for _ in range(RUNS))


def _timed(program: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
