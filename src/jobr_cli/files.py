"""Files named on the command line."""

import sys
from pathlib import Path

from jobr_cli.errors import FileUnreadable


def content_of(path: Path) -> bytes:
    """The bytes of a file, or of standard input for “-”. Raises FileUnreadable."""
    if str(path) == "-":
        return sys.stdin.buffer.read()
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: OSError) -> FileUnreadable:
    """Says why. An empty name, as an unset variable leaves one, has become “.”."""
    why = (error.strerror or str(error)).lower()
    if isinstance(error, IsADirectoryError):
        also = ", and what an empty name stands for" if path == Path() else ""
        why = f"it is a folder{also}"
    return FileUnreadable(f"{path} cannot be read: {why}.")
