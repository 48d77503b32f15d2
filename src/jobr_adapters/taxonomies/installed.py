"""What is installed: one file in JOBR_HOME, `taxonomy.titles`.

Gzip of UTF-8 lines, each a JSON value: first `["jobr taxonomy", 1]`; then name, release, SHA-256
of the source and the skills of no occupation; then one line for each occupation, with name, code,
titles and skills. The same release makes the same bytes.
"""

import gzip
import json
import os
import zlib
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from jobr_core.shared.errors import Unsupported
from jobr_core.vocabulary.installed_titles import InstalledOccupation, InstalledTitles, use

FILE: Final = "taxonomy.titles"
_FORMAT: Final = ["jobr taxonomy", 1]
_LARGEST: Final = 256 * 1024 * 1024


class InstalledTaxonomyUnreadable(Unsupported):
    """The installed taxonomy cannot be read; install the release again, or remove it."""


def keep(installed: InstalledTitles, home: Path) -> None:
    """Replaces what was installed, as a whole or not at all."""
    content = gzip.compress(_written(installed).encode(), mtime=0)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with NamedTemporaryFile(dir=home, prefix=f".{FILE}-", delete=False) as fresh:
        try:
            fresh.write(content)
            fresh.flush()
            os.fsync(fresh.fileno())
            Path(fresh.name).replace(home / FILE)
        except BaseException:
            Path(fresh.name).unlink(missing_ok=True)
            raise


def kept(home: Path) -> InstalledTitles | None:
    """What is installed. Raises InstalledTaxonomyUnreadable."""
    try:
        with gzip.open(home / FILE) as file:
            content = file.read(_LARGEST + 1)
        return _read(content[:_LARGEST].decode())
    except FileNotFoundError:
        return None
    except (OSError, EOFError, zlib.error, ValueError, TypeError) as error:
        raise InstalledTaxonomyUnreadable from error


def remove(home: Path) -> bool:
    """Whether anything was installed."""
    try:
        (home / FILE).unlink()
    except FileNotFoundError:
        return False
    return True


def use_kept(home: Path) -> None:
    """Titles mean from now on what is installed too; called when a process starts."""
    use(kept(home))


def _written(installed: InstalledTitles) -> str:
    head = [installed.name, installed.release, installed.sha256, installed.skills]
    rows = [[one.name, one.group, one.titles, one.skills] for one in installed.occupations]
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in (_FORMAT, head, *rows))


def _read(text: str) -> InstalledTitles:
    form, head, *rows = map(json.loads, text.split("\n"))
    if form != _FORMAT:
        raise ValueError("another format")
    name, release, digest, skills = head
    return InstalledTitles(
        name=name,
        release=release,
        sha256=digest,
        occupations=tuple(InstalledOccupation(n, g, tuple(t), tuple(s)) for n, g, t, s in rows),
        skills=tuple(skills),
    )
