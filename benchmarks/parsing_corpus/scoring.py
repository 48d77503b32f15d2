"""Comparing what was read with the truth, field by field."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from statistics import mean
from typing import Self

from parsing_corpus.model import Facts
from parsing_corpus.tongues import one_name

SEVEN = ("positions", "employers", "schools", "degrees", "skills", "locations", "graduation_years")
"""The list fields of the macro F1."""
HONORIFICS = set(
    "mr mrs ms miss dr prof professor engr eng md phd cpa ca mba rn bsn obe ch hon dipl ing esq".split()
)


@dataclass
class Count:
    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __iadd__(self, other: Self) -> Self:
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed
        return self

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        asked = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / asked if asked else 1.0


@dataclass
class Tally:
    """Counts by field."""

    fields: dict[str, Count] = field(default_factory=dict)

    def add(self, counts: dict[str, Count]) -> None:
        for name, count in counts.items():
            self.fields.setdefault(name, Count())
            self.fields[name] += count

    @property
    def macro(self) -> float:
        """The mean F1 of the seven list fields, as far as they are asked."""
        return mean(self.f1(name) for name in SEVEN if name in self.fields)

    def f1(self, name: str) -> float:
        return self.fields.get(name, Count()).f1


def compared(truth: Facts, read: Facts) -> dict[str, Count]:
    """Right, wrong and missed by field; what is not asked is left out."""
    return {
        name: count(getattr(truth, name), getattr(read, name))
        for name, count in COUNTS.items()
        if getattr(truth, name) is not None
    }


def normal(text: str) -> str:
    """Without case, diacritics and punctuation, but for the signs of C++, C# and Devanagari."""
    kept = (
        c for c in unicodedata.normalize("NFKD", text.casefold()) if not "\u0300" <= c <= "\u036f"
    )
    return " ".join(re.sub(r"[^\w+#\u0900-\u097f]+", " ", "".join(kept)).split())


def _alike(a: str, b: str) -> bool:
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    if len(short) > 4 and short in long and len(short) * 2 >= len(long):
        return True
    return SequenceMatcher(None, a, b).ratio() >= 0.85


def matched(truth: Sequence[str], read: Sequence[str]) -> tuple[list[str], list[str]]:
    """What was missed and what is wrong after pairing one with one, best pairs first."""
    wanted = dict.fromkeys(filter(None, map(normal, truth)))
    found = dict.fromkeys(filter(None, map(normal, read)))
    left = list(found)
    missed = []
    for value in sorted(wanted, key=lambda v: v not in found):
        near = [value] if value in left else [other for other in left if _alike(value, other)]
        if near:
            left.remove(max(near, key=lambda other: SequenceMatcher(None, value, other).ratio()))
        else:
            missed.append(value)
    return missed, left


def _list(truth: Sequence[str], read: Sequence[str]) -> Count:
    missed, wrong = matched(truth, read)
    total = len(dict.fromkeys(filter(None, map(normal, truth))))
    return Count(total - len(missed), len(wrong), len(missed))


def _languages(truth: Sequence[str], read: Sequence[str]) -> Count:
    return _exact(list(map(one_name, truth)), list(map(one_name, read)))


def _exact(truth: Sequence[str], read: Sequence[str]) -> Count:
    wanted, found = Counter(truth), Counter(read)
    right = (wanted & found).total()
    return Count(right, found.total() - right, wanted.total() - right)


def _one(same: Callable[[str, str], bool]) -> Callable[[str, str], Count]:
    def count(truth: str, read: str) -> Count:
        if truth and read:
            return Count(right=1) if same(truth, read) else Count(wrong=1, missed=1)
        return Count(wrong=int(bool(read)), missed=int(bool(truth)))

    return count


def _same_name(truth: str, read: str) -> bool:
    return _name_words(truth) == _name_words(read)


def _name_words(name: str) -> list[str]:
    words = normal(name.replace("'", "").replace("’", "")).split()
    return sorted(word for word in words if word not in HONORIFICS) or sorted(words)


def _same_text(truth: str, read: str) -> bool:
    return _alike(normal(truth), normal(read))


def _phones(truth: Sequence[str], read: Sequence[str]) -> Count:
    """The first one read must be one of the person's."""
    wanted = {_digits(number) for phone in truth for number in phone.split(", ")}
    if not wanted or not read:
        return Count(wrong=int(bool(read)), missed=int(bool(wanted)))
    return Count(right=1) if _digits(read[0]) in wanted else Count(wrong=1, missed=1)


def _digits(phone: str) -> str:
    return re.sub(r"\D", "", re.split(r"(?i)\s*(?:ext|extn|x)\b", phone)[0])[-8:]


def _dates(truth: Sequence[str], read: Sequence[str]) -> Count:
    """Start and end; where the CV gives years only, so does what is compared."""
    by_year = all(len(date) <= 4 for pair in truth for date in pair.split("/"))
    cut = 4 if by_year and truth else 7
    return _exact(truth, ["/".join(date[:cut] for date in pair.split("/")) for pair in read])


def _places(truth: Sequence[str], read: Sequence[str]) -> Count:
    return _list(truth, [city_of(place) for place in read])


def city_of(place: str) -> str:
    """Of "20095 Hamburg", "Pune, Maharashtra" or "Porto Alegre – RS"."""
    first = re.split(r"[,;(]|\s[-–/]\s", place.strip())[0]
    return " ".join(word for word in first.split() if not any(map(str.isdigit, word)))


def _years(truth: float, read: float | None) -> Count:
    if read is None:
        return Count(missed=1)
    return Count(right=1) if abs(truth - read) <= 1 else Count(wrong=1, missed=1)


def _number(truth: int, read: int) -> Count:
    return Count(min(truth, read), max(0, read - truth), max(0, truth - read))


def _links(truth: Sequence[str], read: Sequence[str]) -> Count:
    return _exact(sorted({_bare(link) for link in truth}), sorted({_bare(link) for link in read}))


def _bare(link: str) -> str:
    return re.sub(r"^(https?://)?(www\.)?", "", link.strip().lower()).rstrip("/")


COUNTS: dict[str, Callable[..., Count]] = {
    "name": _one(_same_name), "email": _one(lambda a, b: a.casefold() == b.casefold()), "phones": _phones, "headline": _one(_same_text),
    "city": _one(lambda a, b: normal(city_of(a)) == normal(city_of(b))), "country": _one(lambda a, b: a == b),
    "positions": _list, "employers": _list, "schools": _list, "degrees": _list, "skills": _list, "locations": _places, "graduation_years": _exact,
    "certificates": _list, "projects": _list, "publications": _list, "languages": _languages, "language_levels": _languages,
    "work_dates": _dates, "years": _years, "highlights": _number, "links": _links,
}  # fmt: skip
"""How each field is compared."""


def missing(truth: Facts, read: Facts) -> dict[str, tuple[object, object]]:
    """What was missed and what is wrong, by field; only fields that are not all right."""
    shown: dict[str, tuple[object, object]] = {}
    for name, count in compared(truth, read).items():
        if count.wrong or count.missed:
            wanted, found = getattr(truth, name), getattr(read, name)
            listed = COUNTS[name] is _list
            shown[name] = matched(wanted, found) if listed else (wanted, found)
    return shown
