"""Reading CVs: invented files with known truth, Jobr beside “first line and regular expressions”.

    nox -s bench -- parsing [--seed 7] [--family NAME] [--show N] [--keep DIR] [--data DIR]

--show prints the N worst files and what was missed in them; --keep leaves the files in DIR.
--data reads every PDF, DOCX and DOC below DIR as well, of which no truth is known, and prints counts.
How the files are made: benchmarks/parsing_corpus.
"""

import argparse
import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from parsing_corpus import Sample, corpus
from parsing_corpus.model import Facts
from parsing_corpus.readers import read_by_first_line, read_by_jobr
from parsing_corpus.scoring import SEVEN, Count, Tally, compared, missing

from jobr_adapters.documents.reader import SandboxedReader
from jobr_core.cvs.ports import DocumentReader
from jobr_core.shared.errors import JobrError

AT_ONCE = 2
LARGEST = 20 * 1024 * 1024
FILES = {".pdf", ".docx", ".doc"}


@dataclass(frozen=True)
class Reading:
    """`verdict` is read, refused or crashed, with the reason."""

    facts: Facts
    verdict: str
    seconds: float


@dataclass(frozen=True)
class Result:
    sample: Sample
    jobr: Reading
    counts: dict[str, Count]
    baseline: dict[str, Count]

    @property
    def grade(self) -> float:
        """The mean F1 of all fields, for showing the worst first."""
        return mean(count.f1 for count in self.counts.values())


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--seed", type=int, default=7)
    arguments.add_argument("--family", default="", help="only families with this in their name")
    arguments.add_argument("--show", type=int, default=0, metavar="N")
    arguments.add_argument("--keep", "--out", type=Path, metavar="DIR")
    arguments.add_argument("--data", type=Path, metavar="DIR")
    chosen = arguments.parse_args()
    samples = [sample for sample in corpus(chosen.seed) if chosen.family in sample.family]
    if chosen.keep:
        _keep(samples, chosen.keep)
    results = asyncio.run(_results(samples))
    _print(results)
    for result in sorted(results, key=lambda result: result.grade)[: chosen.show]:
        _show(result)
    if chosen.data:
        _count_real(chosen.data)


def _keep(samples: Iterable[Sample], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for sample in samples:
        (folder / sample.file_name).write_bytes(sample.content)


async def _results(samples: Sequence[Sample]) -> list[Result]:
    return [
        Result(
            sample,
            reading,
            compared(sample.truth, reading.facts),
            compared(sample.truth, _baseline(sample)),
        )
        for sample, reading in zip(samples, await _read_all(samples), strict=True)
    ]


async def _read_all(sources: Sequence[Sample | Path]) -> list[Reading]:
    turns = asyncio.Semaphore(AT_ONCE)
    read = SandboxedReader(size_limit=LARGEST, at_once=AT_ONCE)
    await read.open()

    async def one(source: Sample | Path) -> Reading:
        async with turns:
            return await _read(read, *_name_and_content(source))

    try:
        return await asyncio.gather(*map(one, sources))
    finally:
        read.close()


def _name_and_content(source: Sample | Path) -> tuple[str, bytes]:
    if isinstance(source, Path):
        return source.name, source.read_bytes()
    return source.file_name, source.content


async def _read(read: DocumentReader, file_name: str, content: bytes) -> Reading:
    started = time.perf_counter()
    try:
        facts, verdict = await read_by_jobr(read, content, file_name), "read"
    except JobrError as error:
        facts, verdict = Facts(), f"refused: {type(error).__name__}"
    except Exception as error:  # noqa: BLE001 - a crash is a result here
        facts, verdict = Facts(), f"crashed: {error!r}"
    return Reading(facts, verdict, time.perf_counter() - started)


def _baseline(sample: Sample) -> Facts:
    try:
        return read_by_first_line(sample.content, sample.file_name)
    except Exception:  # noqa: BLE001 - pypdf raises what it likes
        return Facts()


def _print(results: Sequence[Result]) -> None:
    jobr, baseline = Tally(), Tally()
    for result in results:
        jobr.add(result.counts)
        baseline.add(result.baseline)
    print(f"{len(results)} files\n\n{'':<18}{'Jobr':^24}   {'baseline':^24}")
    print(f"{'':<18}" + f"{'P':>8}{'R':>8}{'F1':>8}   " * 2)
    for name in jobr.fields:
        print(f"{name:<18}{_figures(jobr.fields[name])}   {_figures(baseline.fields[name])}")
    print(f"{'macro F1 of ' + str(len(SEVEN)):<18}{jobr.macro:>24.3f}   {baseline.macro:>24.3f}")
    for title, key in (
        ("format", lambda r: r.sample.format),
        ("layout", lambda r: r.sample.family),
    ):
        _print_by(title, results, key)
    print(
        f"\nms per file: {mean(r.jobr.seconds for r in results) * 1000:.0f}; "
        + _verdicts(r.jobr for r in results)
    )


def _figures(count: Count) -> str:
    return f"{count.precision:>8.3f}{count.recall:>8.3f}{count.f1:>8.3f}"


def _print_by(title: str, results: Sequence[Result], key: Callable[[Result], str]) -> None:
    some = ("name", "email", "phones", *SEVEN, "work_dates", "highlights")
    print(
        f"\n{title:<24}{'files':>5}{'read':>5}{'ms':>6}{'macro':>7}"
        + "".join(f"{name[:9]:>10}" for name in some)
        + f"{'baseline':>10}"
    )
    for value in dict.fromkeys(map(key, results)):
        mine = [result for result in results if key(result) == value]
        jobr, baseline = Tally(), Tally()
        for result in mine:
            jobr.add(result.counts)
            baseline.add(result.baseline)
        read = sum(result.jobr.verdict == "read" for result in mine)
        ms = mean(result.jobr.seconds for result in mine) * 1000
        columns = "".join(
            f"{jobr.f1(name):>10.2f}" if name in jobr.fields else f"{'–':>10}" for name in some
        )
        print(
            f"{value:<24}{len(mine):>5}{read:>5}{ms:>6.0f}{jobr.macro:>7.3f}{columns}{baseline.macro:>10.3f}"
        )


def _verdicts(readings: Iterable[Reading]) -> str:
    return ", ".join(
        f"{verdict} {count}"
        for verdict, count in Counter(r.verdict for r in readings).most_common()
    )


def _show(result: Result) -> None:
    print(f"\n{result.sample.file_name}: {result.grade:.2f}, {result.jobr.verdict}")
    for name, (missed, wrong) in missing(result.sample.truth, result.jobr.facts).items():
        print(f"  {name:<17} missed {missed!r}\n  {'':<17} wrong  {wrong!r}")


def _count_real(folder: Path) -> None:
    """Real files: how many give anything at all."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in FILES)
    readings = asyncio.run(_read_all(paths))
    print(f"\n{len(paths)} files below {folder.name}: {_verdicts(readings)}")
    if not readings:
        return
    for label in ("name", "email", "phones", "positions", "schools", "skills", "work_dates"):
        print(f"  with {label:<12}{sum(bool(getattr(r.facts, label)) for r in readings):>6}")
    print(f"  ms per file {mean(r.seconds for r in readings) * 1000:>9.0f}")


if __name__ == "__main__":
    main()
