"""Degrees as a ladder."""

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum
from typing import Final

from jobr_core.vocabulary.phrases import Keys, Phrases, keys_of


class Degree(IntEnum):
    """Steps of formal education; the levels of the European Qualifications Framework."""

    SECONDARY = 3
    VOCATIONAL = 5
    BACHELOR = 6
    MASTER = 7
    DOCTORATE = 8

    def __str__(self) -> str:
        return _TITLES[self]


_TITLES: Final = {
    Degree.SECONDARY: "secondary school",
    Degree.VOCATIONAL: "vocational qualification",
    Degree.BACHELOR: "bachelor's degree",
    Degree.MASTER: "master's degree",
    Degree.DOCTORATE: "doctorate",
}

# As they are written; dots, blanks and hyphens between the words do not matter.
_NAMES: Final = {
    Degree.DOCTORATE: "phd, ph.d, doctorate, doctoral degree, doctoral, dr. rer, dr. ing, dr. phil, doktor, doctorat, doctorado, doutorado",
    Degree.MASTER: "master's, masters degree, master degree, masters in, master in, master of, msc, m.sc, m.s., mtech, m.tech, mba, mcom, m.com, meng, m.eng, mca, m.a., m.ed, mphil, postgraduate degree, postgraduate diploma, ms, ma, diplom ingenieur, dipl. ing, maestría, mestrado",
    Degree.BACHELOR: "postgraduate certificate, pgcert, bachelor, bachelor's, bachelors, bsc, b.sc, b.s., bs, btech, b.tech, b.e., beng, b.eng, bcom, b.com, bba, bca, b.a., ba, bfa, b.ed, bed in, bn hons, llb, university degree, undergraduate degree, college degree, degree in, degree level, degree qualified, degree educated, relevant degree, related degree, engineering degree, nursing degree, science degree, technical degree, year degree, graduate degree, degree from, hochschulabschluss, hochschulstudium, studium, abgeschlossenes studium, licence en, licenciatura, grado en, graduação",
    Degree.VOCATIONAL: "diploma, associate degree, associate's degree, associates degree, apprenticeship, hnd, hnc, nvq, ausbildung, berufsausbildung, foundation degree, vocational qualification, vocational training, city guilds, city & guilds, technician degree, trade certificate, trade qualification, bts",
    Degree.SECONDARY: "high school, a level, ged, gcse, secondary school, abitur, baccalauréat, leaving certificate, higher secondary, hsc, bachillerato",
}  # fmt: skip


def _phrases() -> Phrases[Degree]:
    names: list[tuple[Keys, Degree]] = [
        (keys_of(name), degree) for degree, listed in _NAMES.items() for name in listed.split(", ")
    ]
    return Phrases.of(names)


_PHRASES: Final = _phrases()
# Ordinary words or names of other things unless they begin with two capitals.
_CAPITALS: Final = frozenset(("ba", "bs", "ma", "ms", "ged", "hsc", "bts", "bed in"))
# These need the company of other words of degrees besides: MS Office, Boston, MA.
_SHORT: Final = frozenset(("ba", "bs", "ma", "ms"))
_DEGREE_BEFORE = re.compile(r"(?:/|\bor |\()$")
_DEGREE_AFTER = re.compile(r"/|,? or\b| in\b| degree| \(|,? required|, ")
_GENERIC: Final = ("degree", "university", "undergraduate", "college")


def degrees_named(text: str) -> list[tuple[Degree, int, int]]:
    """Each degree a text names with the range of the words, in the order of the text."""

    def fits(_: Degree, start: int, end: int) -> bool:
        word = text[start:end]
        if word.lower() in _SHORT and not _among_degrees(text, start, end):
            return False
        if word.lower().startswith("a") and word.lower().rstrip("s").endswith("level"):
            return word[0] == "A" and text[max(0, start - 1) : start] != "n"
        if word.lower() == "master in":
            return not text[:start].rstrip().lower().endswith("scrum")
        return word[:2].isupper() or word.lower() not in _CAPITALS

    return list(_without_echoes(text, _PHRASES.found_in(text, fits)))


def _among_degrees(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 4) : start], text[end : end + 10]
    return bool(_DEGREE_BEFORE.search(before) or _DEGREE_AFTER.match(after))


def _without_echoes(
    text: str, found: Iterable[tuple[Degree, int, int]]
) -> Iterator[tuple[Degree, int, int]]:
    """“Master's degree in …” is one degree: the general words behind a degree's own are none."""
    last_end = -10
    for degree, start, end in found:
        if not (text[start:end].lower().startswith(_GENERIC) and start - last_end <= 1):
            yield degree, start, end
        last_end = end
