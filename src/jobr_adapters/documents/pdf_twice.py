"""Dictionaries with two values for one key (ISO 32000-1 §7.3.7 allows one).

pypdf keeps the first, pdfium and Acrobat the last: what is checked is not what is shown. pypdf
mends such a dictionary and only logs that it did.
"""

import inspect
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

from pypdf.generic import (
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from jobr_core.cvs.errors import Corrupt

_log: Final = logging.getLogger("pypdf")
_log.propagate = False  # it reports each oddity it mends; a hostile file would write a novel

# What these say nobody acts on, and no text depends on. Tools that stamp a file add a second one.
_DESCRIPTIVE: Final = frozenset(
    f"/{name}"
    for name in (
        "Author Title Subject Keywords Creator Producer CreationDate ModDate Trapped PageMode "
        "PageLayout Tabs Lang Ascent Descent CapHeight XHeight Leading StemV StemH ItalicAngle "
        "AvgWidth MaxWidth MissingWidth Flags FontFamily FontStretch FontWeight CharSet"
    ).split()
)
_SCALARS: Final = (TextStringObject, ByteStringObject, NameObject, NumberObject, FloatObject)


@contextmanager
def unambiguous() -> Iterator[None]:
    """Raises Corrupt at its end if something parsed meanwhile can be read in two ways."""
    mended = _Mended()
    _log.addHandler(mended)
    try:
        yield
    finally:
        _log.removeHandler(mended)
    if mended.doubtful:
        raise Corrupt


class _Mended(logging.Handler):
    """Notices where pypdf mends a dictionary by leaving out what another reader may see there."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.doubtful = False

    def emit(self, record: logging.LogRecord) -> None:
        partial = record.msg == "%(exception)s"
        twice = str(record.msg).startswith("Multiple definitions")
        self.doubtful |= partial or (twice and not _is_harmless(inspect.currentframe()))


def _is_harmless(frame: FrameType | None) -> bool:
    """Whether both values are the same, or descriptive. The warning does not name them, but they
    are in the frame it comes from; should they ever not be, the file is refused."""
    while frame is not None and frame.f_code is not DictionaryObject.read_from_stream.__code__:
        frame = frame.f_back
    if frame is None:
        return False
    key, kept, other = (frame.f_locals.get(name) for name in ("key", "data", "value"))
    first = kept.get(key) if isinstance(kept, dict) else None
    if first is None:
        return False
    scalar = isinstance(first, _SCALARS) and isinstance(other, _SCALARS)
    return first == other or (scalar and key in _DESCRIPTIVE)
