"""A release of O*NET or ESCO → its occupations with their titles and skills."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
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
_ESCO_OCCUPATIONS: Final = "occupations_en.csv"
_ESCO_SKILLS: Final = "skills_en.csv"
_WANTED: Final = (_OCCUPATIONS, *(n for n, _ in _TITLES), _TOOLS, _ESCO_OCCUPATIONS, _ESCO_SKILLS)
_LONGEST: Final = 200
"""Of a title in letters; longer ones are no titles, and left out."""
_MOST_TITLES: Final = 500_000
_ONET_VERSION: Final = re.compile(r"\bdb_(\d+)_(\d+)")
_ESCO_VERSION: Final = re.compile(r"\bv(\d+\.\d+(?:\.\d+)?)\b")


def read_release(path: Path) -> InstalledTitles:
    """What a ZIP or folder tells. Task statements are not kept: titles do not name tasks.

    Raises TaxonomyFileMissing, TaxonomyUnreadable, TaxonomyTooLarge.
    """
    release = opened_release(path, _WANTED)
    if _OCCUPATIONS in release.files:
        installed = _onet(release)
    elif _ESCO_OCCUPATIONS in release.files:
        installed = _esco(release)
    else:
        raise TaxonomyUnreadable(
            f"{path.name} is no release of O*NET or ESCO: it has neither “{_OCCUPATIONS}” nor "
            f"“{_ESCO_OCCUPATIONS}”."
        )
    _limited(installed, path.name)
    return installed


def _limited(installed: InstalledTitles, name: str) -> None:
    if not installed.occupations:
        raise TaxonomyUnreadable(f"{name} names no occupations.")
    if sum(len(one.titles) for one in installed.occupations) > _MOST_TITLES:
        raise TaxonomyTooLarge(f"{name} has more than {_MOST_TITLES:,} titles.")


def _onet(release: Release) -> InstalledTitles:
    if not any(name in release.files for name, _ in _TITLES):
        raise TaxonomyUnreadable(f"The release has “{_OCCUPATIONS}”, but no “{_TITLES[0][0]}”.")
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


def _esco(release: Release) -> InstalledTitles:
    columns = ("preferredLabel", "iscoGroup", "altLabels")
    rows = release.rows(_ESCO_OCCUPATIONS, columns, tabs=False)
    skills = release.rows(_ESCO_SKILLS, columns[:1], tabs=False)
    version = _ESCO_VERSION.search(release.label)
    return InstalledTitles(
        name="ESCO",
        release=version[1] if version else "",
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
