"""Postings from JSON Lines into PostgreSQL by the real command, beside a bare COPY.

    nox -s bench -- imports [--postings 60000] [--gigabyte]

Made-up postings of about 2.2 kB (`postings_corpus`) are written to a file and imported with
`jobr jobs import` on a durable PostgreSQL of its own: parsed, normalised, their skills looked up,
described, stored, compared with copies on other sites, indexed for search, told as events. What
an import of one posting takes is the start, and left out of the sustained rate. Then the finished
rows of `jobs` are copied by COPY into a table without any index. `--gigabyte`
imports a file of 1 GB (a quarter of an hour) to show that memory does not grow.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from own_databases import migrated
from postings_corpus import Corpus

LIMIT = 1_500
"""Postings a second on two cores."""
GIGABYTE = 1_000_000_000
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass
class Memory:
    """MiB of the command and its workers, sampled every half second; not PostgreSQL's."""

    root: int
    samples: list[float] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def watch(self) -> None:
        while not self.over.wait(0.5):
            self.samples.append(sum(map(_resident, _family(self.root))) / 2**20)

    def told(self) -> str:
        """The highest of each quarter of the run."""
        size = max(1, len(self.samples) // 4)
        quarters = [max(self.samples[at : at + size]) for at in range(0, size * 4, size)]
        return " · ".join(f"{most:.0f}" for most in quarters)


def _family(root: int) -> Iterator[int]:
    """The process and its children, without the database's keeper, a session of its own."""
    yield root
    try:
        children = Path(f"/proc/{root}/task/{root}/children").read_text().split()
    except OSError:
        return
    for child in map(int, children):
        if os.getsid(child) == os.getsid(root):
            yield from _family(child)


def _resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE
    except (OSError, IndexError):
        return 0


def written(file: Path, postings: int, size: int) -> int:
    """Writes so many records, again and again under new ids until the file has `size` bytes;
    answers how many in all."""
    records = [json.dumps(record) for record in Corpus(total=postings).records(postings)]
    count = length = 0
    with file.open("w") as lines:
        while not count or length < size:
            for number, record in enumerate(records):
                own = record.replace(
                    f'"external_id": "{number:08}"', f'"external_id": "{count:08}"'
                )
                length += lines.write(own + "\n")
                count += 1
    return count


def alone(home: Path) -> Path:
    """A file of one posting that is no other's."""
    file = home / "one.jsonl"
    record = {"source": "alone", "external_id": "1", "title": "Cook", "company": "Inn"}
    file.write_text(json.dumps(record))
    return file


@contextmanager
def database() -> Iterator[tuple[Path, str]]:
    with tempfile.TemporaryDirectory() as folder, migrated(Path(folder)) as url:
        yield Path(folder), url


def imported(home: Path, file: Path) -> tuple[float, Memory, str]:
    """Seconds, memory, and what the command printed."""
    environment = {**os.environ, "JOBR_HOME": str(home)}
    command = [sys.executable, "-m", "jobr_cli.main", "jobs", "import", str(file)]
    started = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    memory = Memory(process.pid)
    watching = threading.Thread(target=memory.watch)
    watching.start()
    said, _ = process.communicate()
    seconds = time.perf_counter() - started
    memory.over.set()
    watching.join()
    if process.returncode:
        sys.exit(f"the import ended with {process.returncode}")
    return seconds, memory, said.strip()


def copied(url: str, folder: Path) -> float:
    """Seconds of a bare COPY of the finished rows."""
    file = folder / "rows"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE bare (LIKE jobs)")
        cursor = connection.cursor()
        with file.open("wb") as rows, cursor.copy("COPY jobs TO STDOUT (FORMAT binary)") as copy:
            rows.writelines(copy)
        started = time.perf_counter()
        with file.open("rb") as rows, cursor.copy("COPY bare FROM STDIN (FORMAT binary)") as copy:
            while piece := rows.read(2**20):
                copy.write(piece)
        return time.perf_counter() - started


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--postings", type=int, default=60_000)
    arguments.add_argument("--gigabyte", action="store_true")
    chosen = arguments.parse_args()
    with database() as (home, url):
        file = home / "postings.jsonl"
        start, _, _ = imported(home, alone(home))
        count = written(file, chosen.postings, GIGABYTE if chosen.gigabyte else 0)
        print(f"{count:,} postings, {file.stat().st_size / 1e6:,.0f} MB of JSON Lines")
        seconds, memory, said = imported(home, file)
        rate = count / (seconds - start)
        print(f"jobr jobs import: {said}")
        print(
            f"  {seconds:.1f} s, of them {start:.1f} s to start; sustained {rate:,.0f} a second, "
            f"{rate / LIMIT:.2f} of the limit of {LIMIT:,}"
        )
        print(f"  memory by quarters of the run: {memory.told()} MiB, command and workers")
        bare = copied(url, home)
        print(f"bare COPY of the rows: {bare:.1f} s, {count / bare:,.0f} a second; the import takes "
              f"{seconds / bare:.0f} times as long")  # fmt: skip
        if chosen.gigabyte:
            return
        seconds, _, said = imported(home, file)
        print(f"imported again: {said}; {count / seconds:,.0f} a second")


if __name__ == "__main__":
    main()
