"""How well Jobr matches, by its public names: the tasks of quality_tasks.py, Jobr beside baselines.

    nox -s bench -- quality --data DIR [--task NAME,…] [--split dev] [--ours-only]
        [--taxonomy FILE]

DIR holds the published collections, DIR/NAME/SPLIT/… (quality_data.py); none is part of Jobr. A task
whose collection is not there is left out, and the run ends with 1. In brackets: the 95 %
percentile bootstrap of 1,000 samples over CVs, postings or titles. Ties are broken by a hash.

{tasks}
"""

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from quality_data import Collections, DatasetMissing
from quality_metrics import Row
from quality_scorers import Scorer, Trial, jobr
from quality_tasks import TASKS

from jobr_adapters.taxonomies.releases import read_release
from jobr_core.vocabulary.installed_titles import titles_version, use


@dataclass(frozen=True)
class Target:
    metric: str
    sign: Literal["≥", "≤"]
    limit: float

    def verdict(self, row: Row) -> str:
        value = row[self.metric].value
        reached = value >= self.limit if self.sign == "≥" else value <= self.limit
        said = "reached" if reached else f"missed by {abs(value - self.limit):.3f}"
        return f"target {self.metric} {self.sign} {self.limit:g}: {said}"


TARGETS = {
    "rank_google": (Target("nDCG@10", "≥", 0.66),),
    "rank_onet": (Target("nDCG@10", "≥", 0.54),),
    "rank_onet_it": (Target("nDCG@10", "≥", 0.62),),
    "fit_pairs": (
        Target("AUC", "≥", 0.86),
        Target("Spearman", "≥", 0.58),
        Target("ECE", "≤", 0.04),
    ),
    "fit_panoslin": (
        Target("AUC", "≥", 0.87),
        Target("AUC after 50", "≥", 0.90),
        Target("gain of 20", "≥", 0),
        Target("gain of 20, lower quartile", "≥", 0),
    ),
    "title_norm": (Target("MRR", "≥", 0.45),),
    "title_norm_installed": (Target("MRR", "≥", 0.56),),
    "skills_skillspan": (Target("exact F1", "≥", 0.50),),
    "invariants": (
        Target("deterministic", "≥", 1),
        Target("name swap", "≤", 0),
        Target("pronoun swap", "≤", 0),
        Target("title stuffing", "≤", 0.03),
        Target("any order", "≥", 1),
    ),
}


def main() -> None:
    chosen = _arguments().parse_args()
    if chosen.taxonomy:
        use(read_release(chosen.taxonomy))
        print(f"with {titles_version()}\n")
    collections = Collections(chosen.data, chosen.split)
    scorers = _scorers(collections, ours_only=chosen.ours_only)
    lacking = []
    for name in chosen.task:
        try:
            _run(name, collections, scorers)
        except DatasetMissing as missing:
            lacking.append(f"{name} left out: {missing}")
            print(f"{lacking[-1]}\n")
    if lacking:
        sys.exit("\n".join(lacking))


def _arguments() -> argparse.ArgumentParser:
    tasks = "\n".join(f"{name:<22}{task.__doc__}" for name, task in TASKS.items())
    arguments = argparse.ArgumentParser(
        description=(__doc__ or "").format(tasks=tasks),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    arguments.add_argument("--data", type=Path, metavar="DIR", required=True)
    arguments.add_argument("--task", type=_tasks, metavar="NAME[,NAME]", default=list(TASKS))
    arguments.add_argument("--split", default="dev", help="the folder inside each collection")
    arguments.add_argument(
        "--taxonomy", type=Path, metavar="FILE", help="O*NET or ESCO, as `jobr taxonomy install`"
    )
    arguments.add_argument("--ours-only", action="store_true", help="without baselines")
    return arguments


def _tasks(names: str) -> list[str]:
    chosen = names.split(",")
    if unknown := [name for name in chosen if name not in TASKS]:
        raise argparse.ArgumentTypeError(f"{unknown[0]} is none of {', '.join(TASKS)}")
    return chosen


def _scorers(collections: Collections, *, ours_only: bool) -> Sequence[Scorer]:
    if ours_only:
        return [jobr()]
    from quality_baselines import baselines

    return [jobr(), *baselines(collections)]


def _run(name: str, collections: Collections, scorers: Sequence[Scorer]) -> None:
    trial = TASKS[name](collections)
    rows = {scorer.name: row for scorer in scorers if (row := _measured(name, trial, scorer))}
    print(f"{name}: {trial.about}")
    _print_table(rows)
    for target in TARGETS[name]:
        print(target.verdict(rows["Jobr"]))
    print(flush=True)


def _measured(name: str, trial: Trial, scorer: Scorer) -> Row | None:
    started = time.perf_counter()
    row = trial.measure(scorer)
    if row:
        seconds = time.perf_counter() - started
        print(f"{name}, {scorer.name}: {seconds:.0f} s", file=sys.stderr, flush=True)
    return row


def _print_table(rows: dict[str, Row]) -> None:
    columns = list(rows["Jobr"])
    cells = [["", *columns]] + [[name, *map(str, row.values())] for name, row in rows.items()]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for name, *figures in cells:
        shown = (f"  {figure:<{width}}" for figure, width in zip(figures, widths[1:], strict=True))
        print(f"{name:<{widths[0]}}{''.join(shown)}".rstrip())


if __name__ == "__main__":
    main()
