"""A release of O*NET or ESCO → its occupations with their titles and skills."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Final

from jobr_adapters.taxonomies.release_files import (
    Release,
    TaxonomyTooLarge,
    TaxonomyUnreadable,
    opened_release,
)
from jobr_core.shared.text import cleaned
from jobr_core.vocabulary.installed_titles import InstalledOccupation, InstalledTitles

_OCCUPATIONS: Final = "Occupation Data.txt"
_TITLES: Final = (("Alternate Titles.txt", "Alternate Title"),
                  ("Sample of Reported Titles.txt", "Reported Job Title"))  # fmt: skip
_TOOLS: Final = "Technology Skills.txt"
_CODE: Final = "O*NET-SOC Code"
_ONET: Final = (_OCCUPATIONS, *(name for name, _ in _TITLES), _TOOLS)
_ESCO: Final = re.compile(r"occupations_([a-z]{2})\.csv")
_ESCO_COLUMNS: Final = ("preferredLabel", "iscoGroup", "altLabels")
_ENGLISH: Final = "en"
_NEEDED: Final = (
    "Give the ZIP or the folder of a release: of O*NET as text "
    "(https://www.onetcenter.org/database.html), or of ESCO as CSV "
    "(https://esco.ec.europa.eu/en/use-esco/download), whose file of occupations, such as "
    "“occupations_en.csv”, will do alone."
)
_LONGEST: Final = 200
"""Of a title in letters; longer ones are no titles, and left out."""
_MOST_TITLES: Final = 500_000
_ONET_VERSION: Final = re.compile(r"\bdb_(\d+)_(\d+)")
_ESCO_VERSION: Final = re.compile(r"\bv(\d+\.\d+(?:\.\d+)?)\b")


def read_release(path: Path) -> InstalledTitles:
    """What a ZIP, a folder or ESCO's file of occupations tells. Task statements are not kept:
    titles do not name tasks.

    Raises TaxonomyFileMissing, TaxonomyUnreadable, TaxonomyTooLarge.
    """
    release = opened_release(path, _chosen)
    if any(name in release.files for name in _ONET):
        installed = _onet(release)
    elif occupations := _esco_occupations(release):
        installed = _esco(release, occupations)
    else:
        raise TaxonomyUnreadable(f"{path} is no release of O*NET or ESCO. {_NEEDED}")
    _limited(installed, path.name)
    return installed


def _chosen(names: Collection[str]) -> tuple[str, ...]:
    """O*NET's, else those of one language of ESCO: English if it is there."""
    onet = tuple(name for name in _ONET if name in names)
    languages = sorted(match[1] for match in map(_ESCO.fullmatch, names) if match)
    if _OCCUPATIONS in onet or not languages:
        return onet
    language = _ENGLISH if _ENGLISH in languages else languages[0]
    return tuple(name for name in _esco_files(language) if name in names)


def _esco_files(language: str) -> tuple[str, str]:
    return f"occupations_{language}.csv", f"skills_{language}.csv"


def _esco_occupations(release: Release) -> str | None:
    """The file of occupations, which alone may be called anything."""
    for name in release.files:
        if _ESCO.fullmatch(name) or set(_ESCO_COLUMNS) <= set(release.columns(name)):
            return name
    return None


def _limited(installed: InstalledTitles, name: str) -> None:
    if not installed.occupations:
        raise TaxonomyUnreadable(f"{name} names no occupations.")
    if sum(len(one.titles) for one in installed.occupations) > _MOST_TITLES:
        raise TaxonomyTooLarge(f"{name} has more than {_MOST_TITLES:,} titles.")


def _onet(release: Release) -> InstalledTitles:
    _all_there(release)
    titles: defaultdict[str, list[str]] = defaultdict(list)
    for name, column in _TITLES:
        for code, title in release.rows(name, (_CODE, column), tabs=True):
            titles[code].append(title)
    tools: defaultdict[str, list[str]] = defaultdict(list)
    for code, tool in release.rows(_TOOLS, (_CODE, "Example"), tabs=True):
        tools[code].append(tool)
    rows = release.rows(_OCCUPATIONS, (_CODE, "Title"), tabs=True)
    version = _ONET_VERSION.search(release.label)
    return InstalledTitles(
        name="O*NET",
        release=f"{version[1]}.{version[2]}" if version else "",
        sha256=release.sha256,
        occupations=tuple(_occupations((n, c, titles[c], tools[c]) for c, n in rows)),
    )


def _all_there(release: Release) -> None:
    """Raises TaxonomyUnreadable."""
    needed = (_OCCUPATIONS,), tuple(name for name, _ in _TITLES)
    missing = [any_of[0] for any_of in needed if not release.files.keys() & set(any_of)]
    if missing:
        given = ", ".join(f"“{name}”" for name in release.files)
        wanted = " and ".join(f"“{name}”" for name in missing)
        raise TaxonomyUnreadable(f"This has O*NET's {given}, but no {wanted}. {_NEEDED}")


def _esco(release: Release, occupations: str) -> InstalledTitles:
    match = _ESCO.fullmatch(occupations)
    language = match[1] if match else ""
    rows = release.rows(occupations, _ESCO_COLUMNS, tabs=False)
    skills = release.rows(_esco_files(language)[1], _ESCO_COLUMNS[:1], tabs=False)
    version = _ESCO_VERSION.search(release.label)
    told = (version[1] if version else "", "" if language == _ENGLISH else language)
    return InstalledTitles(
        name="ESCO",
        release=" ".join(filter(None, told)),
        sha256=release.sha256,
        occupations=tuple(_occupations((n, g, t.splitlines(), ()) for n, g, t in rows)),
        skills=_names(skill for (skill,) in skills),
    )


def _occupations(
    told: Iterable[tuple[str, str, Iterable[str], Iterable[str]]],
) -> Iterator[InstalledOccupation]:
    for name, group, titles, skills in told:
        for bare in _names([name]):
            others = tuple(title for title in _names(titles) if title != bare)
            yield InstalledOccupation(bare, cleaned(group)[:_LONGEST], others, _names(skills))


def _names(written: Iterable[str]) -> tuple[str, ...]:
    names = (" ".join(cleaned(name).split()) for name in written)
    return tuple(dict.fromkeys(name for name in names if 0 < len(name) <= _LONGEST))
