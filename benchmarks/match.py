"""`jobr match` on 1,000 postings, the whole process, beside its limit of 1.5 s.

    nox -s bench -- match [--data POSTINGS.jsonl] [--runs 5]

Without --data the sample postings are repeated under new names until there are 1,000.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.resources import files
from itertools import cycle, islice
from pathlib import Path

LIMIT = 1.5
SAMPLES = Path(str(files("jobr_cli"))) / "samples"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, default=SAMPLES / "jobs.jsonl")
    arguments.add_argument("--runs", type=int, default=5)
    chosen = arguments.parse_args()
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as jobs:
        size = _write_thousand(chosen.data, jobs.name)
        _run(jobs.name)
        timed = [_timed(jobs.name) for _ in range(chosen.runs)]
    wall, cpu = (statistics.median(column) for column in zip(*timed, strict=True))
    print(
        f"1,000 postings of {size:,} characters on average, one CV (PDF), {chosen.runs} runs, median"
    )
    print(
        f"wall {wall:.2f} s, {wall / LIMIT:.2f} of the limit; CPU {cpu:.2f} s, {cpu / LIMIT:.2f} of it"
    )


def _write_thousand(source: Path, target: str) -> int:
    records = [json.loads(line) for line in source.read_text().splitlines() if line.strip()]
    thousand = [
        {**record, "id": str(n), "external_id": str(n), "company": record.get("company") or "Acme",
         "description": f"{record['description']}\nReference {n}"}
        for n, record in enumerate(islice(cycle(records), 1000))
    ]  # fmt: skip
    Path(target).write_text("".join(json.dumps(record) + "\n" for record in thousand))
    return sum(len(record["description"]) for record in thousand) // 1000


def _run(jobs: str) -> None:
    cv = SAMPLES / "backend-engineer.pdf"
    command = [sys.executable, "-m", "jobr_cli.main", "match", str(cv), "--jobs", jobs, "--json"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _timed(jobs: str) -> tuple[float, float]:
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    _run(jobs)
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
