"""The occupations Jobr knows and their fields of work, read from `occupations/`
(format: docs/reference/vocabulary.md)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

_LISTS: Final = {"titles": ",", "de": ",", "fr": ",", "es": ",", "pt": ",", "hi": ",",
                 "duties": ";", "terms": ","}  # fmt: skip
_TITLES: Final = ("titles", "de", "fr", "es", "pt", "hi")
_FIELDS_FILE: Final = "fields.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupation:
    """What people do for a living, finer than ISCO-08.

    `code` is the ISCO-08 unit group; `titles` stand on CVs and in advertisements for it, in six
    languages, `english` are those of them in English; `duties` are short sentences; `terms` nouns
    by which the trade is known.
    """

    name: str
    code: str
    titles: tuple[str, ...]
    english: tuple[str, ...]
    duties: tuple[str, ...]
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """People who work on the same things, whatever their rank. `sector` has several of them."""

    name: str
    sector: str
    codes: tuple[str, ...]
    occupations: tuple[str, ...]


@cache
def all_occupations() -> tuple[Occupation, ...]:
    """Every occupation, in the order of files and lines: takes 0.06 s."""
    texts = (text for name, text in source_texts() if name != _FIELDS_FILE)
    return tuple(occupation for text in texts for occupation in read_occupations(text))


@cache
def all_fields() -> tuple[Field, ...]:
    return tuple(read_fields(dict(source_texts())[_FIELDS_FILE]))


def source_texts() -> Iterator[tuple[str, str]]:
    """The files of this vocabulary by name, in order."""
    from importlib.resources import files  # 15 ms that only packaging and tests need

    folder = files(__package__) / "occupations"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".txt"):
            yield file.name, file.read_text(encoding="utf-8")


def read_occupations(text: str) -> Iterator[Occupation]:
    """Reads the vocabulary format. Raises ValueError with the line that is not of it."""
    for block in f"\n{text}".split("\n## ")[1:]:
        yield _occupation(block)


def _occupation(block: str) -> Occupation:
    head, *lines = (line for line in block.splitlines() if line.strip() and line[:2] != "# ")
    code, _, name = head.partition(" ")
    if len(code) != 4 or not code.isdecimal() or not name:
        raise ValueError(f"not an occupation: {head!r}")
    lists = dict(map(_list, lines))
    if missing := _LISTS.keys() - lists.keys():
        raise ValueError(f"{name} has no {', '.join(sorted(missing))}")
    return Occupation(
        name=name.strip(),
        code=code,
        titles=tuple(title for key in _TITLES for title in lists[key]),
        english=lists["titles"],
        duties=lists["duties"],
        terms=lists["terms"],
    )


def _list(line: str) -> tuple[str, tuple[str, ...]]:
    key, colon, rest = line.partition(": ")
    if not colon or key not in _LISTS:
        raise ValueError(f"not of an occupation: {line!r}")
    return key, tuple(item.strip() for item in rest.split(_LISTS[key]) if item.strip())


def read_fields(text: str) -> Iterator[Field]:
    """Reads the format of `fields.txt`. Raises ValueError with the line that is not of it."""
    sector = ""
    for line in text.splitlines():
        if line.startswith("## "):
            sector = line[3:].strip()
        elif line.strip() and not line.startswith("# "):
            name, colon, rest = line.partition(":")
            if not colon:
                raise ValueError(f"not a field of work: {line!r}")
            codes, _, named = rest.partition("also ")
            yield Field(
                name=name.strip(),
                sector=sector,
                codes=tuple(codes.split()),
                occupations=tuple(n.strip() for n in named.split(",") if n.strip()),
            )


def field_of(occupation: Occupation, fields: Mapping[str, Field]) -> Field:
    """By its name, else by the longest code; `fields` is `fields_by_key()`. Raises KeyError."""
    if found := fields.get(occupation.name):
        return found
    code = next(occupation.code[:n] for n in (4, 3, 2, 1, 0) if occupation.code[:n] in fields)
    return fields[code]


def fields_by_key() -> Mapping[str, Field]:
    """Fields by ISCO-08 codes and by names of occupations."""
    return {key: field for field in all_fields() for key in (*field.codes, *field.occupations)}
