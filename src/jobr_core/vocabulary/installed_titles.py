"""Titles an operator has installed beside Jobr's own: those of a published taxonomy.

Set once when a process starts. Without any, titles mean what `occupations/` says.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InstalledOccupation:
    """An occupation of a release; `group` is its code there, O*NET-SOC or ISCO-08."""

    name: str
    group: str
    titles: tuple[str, ...]
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class InstalledTitles:
    """A release as installed; `skills` are those it tells of no occupation. Equal to itself only,
    as what was computed of 50,000 titles is remembered by it."""

    name: str
    release: str
    sha256: str
    occupations: tuple[InstalledOccupation, ...]
    skills: tuple[str, ...] = ()

    @property
    def version(self) -> str:
        """Changes with the file it was read from: “O*NET 29.3 (3f2a91c0b5d4)”."""
        named = f"{self.name} {self.release}".strip()
        return f"{named} ({self.sha256[:12]})"


class _InUse:
    titles: InstalledTitles | None = None


def use(installed: InstalledTitles | None) -> None:
    """From now on, in the whole process; None is for Jobr's own alone."""
    _InUse.titles = installed


def in_use() -> InstalledTitles | None:
    return _InUse.titles


def titles_version() -> str | None:
    """Which taxonomy has a part in the scores of titles; None for none beside Jobr's own."""
    return _InUse.titles.version if _InUse.titles else None
