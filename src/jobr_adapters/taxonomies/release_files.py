"""The files of a release: a ZIP, a folder or one file. Nobody vouches for them: all has limits."""

import csv
import io
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from jobr_core.shared.errors import NotFound, TooLarge, Unsupported

_LARGEST_ARCHIVE: Final = 256 * 1024 * 1024
_LONGEST_CELL: Final = 128 * 1024
_LARGEST_FILE: Final = 64 * 1024 * 1024
"""Unpacked, ten times what the largest of both releases has; what a ZIP says of itself is not
believed, it is counted while unpacking."""
_MOST_FILES: Final = 2_000
_MOST_ROWS: Final = 1_000_000


class TaxonomyFileMissing(NotFound):
    """There is no such file or folder."""


class TaxonomyTooLarge(TooLarge):
    """The release is larger than any O*NET or ESCO has published."""


class TaxonomyUnreadable(Unsupported):
    """This is no release of O*NET (text files) or ESCO (CSV files)."""


Choose = Callable[[Collection[str]], Collection[str]]
"""Of the bare names of all files those that are to be read, in order."""


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    """A file of a release by its bare name."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Release:
    """The chosen files; `label` is what may tell the version: its own names."""

    label: str
    sha256: str
    files: Mapping[str, ReleaseFile]

    def columns(self, name: str) -> Sequence[str]:
        """The column heads of a table with commas; none of what is no text."""
        try:
            return next(_cells(self.files[name], tabs=False), [])
        except (TaxonomyUnreadable, csv.Error):
            return ()

    def rows(self, name: str, columns: Sequence[str], *, tabs: bool) -> Iterator[Sequence[str]]:
        """The cells under some column heads, row by row; none where the file is not there.

        Raises TaxonomyUnreadable, TaxonomyTooLarge.
        """
        file = self.files.get(name)
        if file is None:
            return
        cells = _cells(file, tabs=tabs)
        try:
            places = _places(next(cells, []), columns, name)
            for number, row in enumerate(cells):
                if number >= _MOST_ROWS:
                    raise TaxonomyTooLarge(f"{name} has more than {_MOST_ROWS:,} rows.")
                yield [row[n].strip() if n < len(row) else "" for n in places]
        except csv.Error as error:
            raise TaxonomyUnreadable(f"{name} cannot be read as a table: {error}.") from error


def opened_release(path: Path, choose: Choose) -> Release:
    """The chosen files, whatever folder of a ZIP they are in; a file alone is not chosen from.

    Raises TaxonomyFileMissing, TaxonomyUnreadable, TaxonomyTooLarge.
    """
    if not path.exists():
        raise TaxonomyFileMissing(f"{path}: there is no such file or folder.")
    try:
        if path.is_dir():
            return _of_folder(path, choose)
        is_archive = path.suffix.lower() == ".zip" or zipfile.is_zipfile(path)
        return _of_archive(path, choose) if is_archive else _of_file(path)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise TaxonomyUnreadable(f"{path} cannot be read: {why}.") from error


def _of_folder(path: Path, choose: Choose) -> Release:
    names = choose([file.name for file in path.iterdir() if file.is_file()])
    files = {name: _read(path / name) for name in names}
    digest = sha256(b"".join(file.content for file in files.values()))
    return Release(path.resolve().name, digest.hexdigest(), files)


def _of_file(path: Path) -> Release:
    file = _read(path)
    label = f"{path.resolve().parent.name} {file.name}"
    return Release(label, sha256(file.content).hexdigest(), {file.name: file})


def _read(path: Path) -> ReleaseFile:
    with path.open("rb") as stream:
        return ReleaseFile(path.name, _limited(stream.read(_LARGEST_FILE + 1), path.name))


def _of_archive(path: Path, choose: Choose) -> Release:
    if path.stat().st_size > _LARGEST_ARCHIVE:
        raise TaxonomyTooLarge(f"{path.name} has more than {_LARGEST_ARCHIVE >> 20} MiB.")
    with path.open("rb") as stream, _readable(path.name):
        archive = zipfile.ZipFile(stream)
        members = archive.infolist()
        if len(members) > _MOST_FILES:
            raise TaxonomyTooLarge(f"{path.name} holds more than {_MOST_FILES:,} files.")
        named = {_bare(member): member for member in members}
        found = {name: named[name] for name in choose(named)}
        files = {name: _unpacked(archive, member, name) for name, member in found.items()}
        stream.seek(0)
        digest = sha256(stream.read()).hexdigest()
    folders = " ".join(member.filename for member in found.values())
    return Release(f"{path.name} {folders}", digest, files)


def _bare(member: zipfile.ZipInfo) -> str:
    return "" if member.filename.startswith("__MACOSX/") else member.filename.rpartition("/")[2]


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> ReleaseFile:
    with archive.open(member) as stream:
        return ReleaseFile(name, _limited(stream.read(_LARGEST_FILE + 1), name))


def _limited(content: bytes, name: str) -> bytes:
    if len(content) > _LARGEST_FILE:
        raise TaxonomyTooLarge(f"{name} has more than {_LARGEST_FILE >> 20} MiB.")
    return content


@contextmanager
def _readable(name: str) -> Iterator[None]:
    """What `zipfile` raises of a broken, encrypted or exotic archive becomes one sentence."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError) as error:
        raise TaxonomyUnreadable(f"{name} cannot be read as a ZIP file: {error}.") from error


def _cells(file: ReleaseFile, *, tabs: bool) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)  # of the process; imports of postings raise theirs
    if tabs:
        return csv.reader(_text(file), delimiter="\t", quoting=csv.QUOTE_NONE)
    return csv.reader(_text(file))


def _text(file: ReleaseFile) -> io.StringIO:
    try:
        return io.StringIO(file.content.decode("utf-8-sig"), newline="")
    except UnicodeDecodeError as error:
        raise TaxonomyUnreadable(f"{file.name} is not UTF-8 text.") from error


def _places(head: Sequence[str], columns: Sequence[str], name: str) -> list[int]:
    named = [cell.strip() for cell in head]
    for column in columns:
        if column not in named:
            raise TaxonomyUnreadable(f"{name} has no column “{column}”.")
    return [named.index(column) for column in columns]
