"""Reading pay: postings whose pay is known, Jobr beside a first regular expression.

    nox -s bench -- salary --data DIR [--show] [--growth]

--data is a folder with gold.jsonl somewhere below it: {"id", "text", "gold": {min, max, currency,
period} or null} a line. --show prints what was read wrongly; --growth times texts of 50 and 100 kB
that are made of one thing only, whose cost must grow no faster than they do.

Exact: both ends (to 2 %), currency and period. False pay: pay read where none is stated. The
baseline is “first $a – $b, else the first $ sum”, which takes every sum for dollars.
"""

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jobr_core.jobs.salary import PayPeriod, Salary
from jobr_core.jobs.salary_text import parse_salary

Reader = Callable[[str], Salary | None]
ROUNDS = 7
ADVERSE = (
    "1", "1 ", "$", "-", " ", "\u00a01", "$1", "$1-", "$1 ", "1,000,", "$1,000,", "100 000 ", "USD ",
    "USD 1 ", "€ 1 – ", "1 kr ", "5 dollars", "£10.50.00 ", "1 lakh ", "$1 per ", "$1(", ")$1",
    "$1 plus bonus ", "$1\n", "salary ", "up to ", "$60,000 salary ", "$5aAaAaAaAaAaAaAaA",
)  # fmt: skip
_RANGE = re.compile(
    r"\$\s?(\d[\d,]*(?:\.\d\d)?)\s?([kK])?\s*(?:-|–|—|to)\s*\$?\s?(\d[\d,]*(?:\.\d\d)?)\s?([kK])?"
)
_SUM = re.compile(r"\$\s?(\d[\d,]*(?:\.\d\d)?)\s?([kK])?")


@dataclass(frozen=True)
class Posting:
    id: str
    text: str
    pay: dict[str, Any] | None


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--data", type=Path, metavar="DIR", required=True)
    arguments.add_argument("--show", action="store_true")
    arguments.add_argument("--growth", action="store_true")
    chosen = arguments.parse_args()
    postings = _postings(chosen.data)
    length = sum(len(posting.text) for posting in postings) // len(postings)
    stated = sum(posting.pay is not None for posting in postings)
    print(
        f"{len(postings)} postings of {length:,} characters on average, {stated} state their pay\n"
    )
    print(f"{'':<12}{'exact':>12}{'wrong':>8}{'missed':>8}{'false pay':>12}{'ms':>8}")
    _print("Jobr", parse_salary, postings)
    _print("baseline", read_by_first_sum, postings)
    bare = [p.text for p in postings if not re.search(r"[$€£₹¥]|\b[A-Z]{3} ?\d", p.text)]
    print(f"\n{len(bare)} without any currency: {_milliseconds(parse_salary, bare):.3f} ms each")
    if chosen.show:
        _show(postings)
    if chosen.growth:
        _print_growth()


def _postings(folder: Path) -> list[Posting]:
    lines = [
        line for path in sorted(folder.rglob("gold.jsonl")) for line in path.open(encoding="utf-8")
    ]
    rows = [json.loads(line) for line in lines]
    return [Posting(row["id"], row["text"], row["gold"]) for row in rows]


def _print(name: str, read: Reader, postings: Sequence[Posting]) -> None:
    verdicts = Counter(_verdict(posting, read(posting.text)) for posting in postings)
    none = sum(posting.pay is None for posting in postings)
    exact, false = (
        f"{count}/{of}"
        for count, of in (
            (verdicts["exact"], len(postings) - none),
            (verdicts["false pay"], none),
        )
    )
    cost = _milliseconds(read, [posting.text for posting in postings])
    print(
        f"{name:<12}{exact:>12}{verdicts['wrong']:>8}{verdicts['missed']:>8}{false:>12}{cost:>8.3f}"
    )


def _verdict(posting: Posting, read: Salary | None) -> str:
    if posting.pay is None:
        return "false pay" if read else "no pay"
    if read is None:
        return "missed"
    named = (read.currency, read.period) == (posting.pay["currency"], posting.pay["period"])
    ends = _alike(read.min, posting.pay["min"]) and _alike(read.max, posting.pay["max"])
    return "exact" if named and ends else "wrong"


def _alike(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= 0.02 * max(one, other)


def _milliseconds(read: Reader, texts: Sequence[str]) -> float:
    """CPU per text, of the best of some rounds."""
    rounds = []
    for _ in range(ROUNDS):
        started = time.process_time()
        for text in texts:
            read(text)
        rounds.append(time.process_time() - started)
    return min(rounds) / max(1, len(texts)) * 1000


def read_by_first_sum(text: str) -> Salary | None:
    if found := _RANGE.search(text):
        high = _number(found[3], found[4])
        low = _number(found[1], found[2] or (found[4] if _number(found[1], None) < 1000 else None))
        period = PayPeriod.HOUR if high < 500 else PayPeriod.YEAR
        return _salary(low, high, period)
    if found := _SUM.search(text):
        return _salary(None, _number(found[1], found[2]), PayPeriod.YEAR)
    return None


def _number(digits: str, thousands: str | None) -> float:
    return float(digits.replace(",", "")) * (1000 if thousands else 1)


def _salary(low: float | None, high: float, period: PayPeriod) -> Salary | None:
    if not 0 < (low or high) <= high:
        return None
    return Salary(min=low, max=high, currency="USD", period=period)


def _show(postings: Sequence[Posting]) -> None:
    for posting in postings:
        read = parse_salary(posting.text)
        if _verdict(posting, read) not in ("exact", "no pay"):
            print(f"  {posting.id}: {posting.pay}, read {read}")


def _print_growth() -> None:
    print(f"\n{'text of':<24}{'50 kB, ms':>12}{'100 kB, ms':>12}{'times':>8}")
    for part in ADVERSE:
        texts = [(part * (size // len(part) + 1))[:size] for size in (50_000, 100_000)]
        half, whole = (_milliseconds(parse_salary, [text]) for text in texts)
        print(f"{part!r:<24}{half:>12.1f}{whole:>12.1f}{whole / max(half, 0.1):>8.1f}")


if __name__ == "__main__":
    main()
