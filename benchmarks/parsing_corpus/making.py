"""From families to files; the same seed makes the same files."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import cycle
from random import Random

from parsing_corpus.as_docx import docx_file
from parsing_corpus.as_pdf import pdf_file
from parsing_corpus.as_rtf import rtf_file
from parsing_corpus.as_text import markdown_file, text_file
from parsing_corpus.as_word97 import word97_file
from parsing_corpus.careers import split
from parsing_corpus.cultures import CULTURES
from parsing_corpus.families import ABROAD, DECORATIONS, FAMILIES, Family
from parsing_corpus.model import Facts, Person, facts_of
from parsing_corpus.people import Inventor
from parsing_corpus.sheet import Sheet, Text, strings
from parsing_corpus.style import style_of
from parsing_corpus.trades import TRADES, Trade
from parsing_corpus.trades_abroad import TRADES_ABROAD

EACH = 6
"""Files of a family, or one a format it names if these are more."""
SUFFIXES = {"rtf": "doc"}
"""RTF is what many people's .doc is."""


@dataclass(frozen=True)
class Sample:
    file_name: str
    family: str
    format: str
    content: bytes
    truth: Facts


def corpus(seed: int) -> Iterator[Sample]:
    rng = Random(seed)
    inventor = Inventor(rng)
    for family in FAMILIES:
        formats = family.formats.split()
        people, trades = (
            cycle(family.people.split()),
            cycle(rng.sample(family.trades.split(), len(family.trades.split()))),
        )
        for n, format_ in zip(range(max(EACH, len(formats))), cycle(formats), strict=False):
            culture = next(people)
            yield _sample(
                family, culture, _trade(culture, next(trades), rng), format_, n, inventor, rng
            )


def _trade(culture: str, name: str, rng: Random) -> Trade:
    language = CULTURES[culture].speaks
    return TRADES[name] if language == "en" else rng.choice(TRADES_ABROAD[language])


def _sample(
    family: Family,
    culture: str,
    trade: Trade,
    format_: str,
    n: int,
    inventor: Inventor,
    rng: Random,
) -> Sample:
    jobs = int(rng.choice(family.jobs.split()))
    person = _printed(
        inventor.person(culture, trade, jobs=jobs, promoted=family.promoted), family.drops.split()
    )
    language = CULTURES[culture].speaks
    notation = rng.choice(split(ABROAD.get(language, family.dates)))
    look = rng.choice(DECORATIONS) if family.look == "decorated" else family.look
    style = style_of(
        rng,
        language=language,
        notation=notation,
        words=family.words,
        look=look,
        bullet=family.bullet,
    )
    sheet = family.lay(person, style)
    truth = facts_of(person, months=style.notation.months, headline=family.headline)
    truth = replace(truth, **dict.fromkeys(family.unasked.split()))
    _check(truth, sheet, family.name)
    sheet = _with_foot(sheet, person, rng)
    name = f"{family.name.replace(' ', '-')}-{n + 1}.{SUFFIXES.get(format_, format_)}"
    return Sample(name, family.name, format_, _writer(format_, n)(sheet), truth)


def _with_foot(sheet: Sheet, person: Person, rng: Random) -> Sheet:
    """Some pages have a number or a title at their foot."""
    if sheet.bottom or rng.random() > 0.15:
        return sheet
    words = (
        "Page 1",
        "Page 1 of 1",
        "1",
        f"Curriculum Vitae {person.shown_name}".strip(),
        "Last updated: September 2026",
    )
    return replace(sheet, bottom=(Text(rng.choice(words), "center"),))


def _printed(person: Person, drops: list[str]) -> Person:
    fields = [drop for drop in drops if drop not in {"levels", "employers"}]
    if "levels" in drops:
        person = replace(person, languages=tuple((name, "") for name, _ in person.languages))
    if "employers" in drops:
        person = replace(
            person, jobs=tuple(replace(job, employer="", where=None) for job in person.jobs)
        )
    return person.without(*fields)


def _writer(format_: str, n: int) -> Callable[[Sheet], bytes]:
    writers: dict[str, Callable[[Sheet], bytes]] = {
        "pdf": pdf_file, "docx": docx_file, "doc": word97_file, "rtf": rtf_file, "md": markdown_file,
        "txt": lambda sheet: text_file(sheet, n),
    }  # fmt: skip
    return writers[format_]


def _check(truth: Facts, sheet: Sheet, family: str) -> None:
    """Nothing is asked that the CV does not say."""
    text = _squeezed(" ".join(strings((*sheet.top, *sheet.blocks, *sheet.bottom))))
    for field in ("name", "email", "city"):
        assert _squeezed(getattr(truth, field) or "") in text, f"{family}: {field} is not printed"
    for field in (
        "phones",
        "positions",
        "employers",
        "schools",
        "skills",
        "locations",
        "graduation_years",
        "certificates",
        "projects",
        "publications",
        "languages",
        "links",
    ):
        for value in getattr(truth, field) or ():
            assert _squeezed(value) in text, f"{family}: {field} {value} is not printed"
    if truth.highlights:
        assert text.count("") > truth.highlights


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFC", text).casefold())
