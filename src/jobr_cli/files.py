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
        raise FileUnreadable(
            f"{path} cannot be read: {(error.strerror or str(error)).lower()}."
        ) from error
