"""Tables and JSON Lines: one record after the other, by line."""

import csv
import io
from collections.abc import Iterator

from jobr_adapters.job_boards.row import CHUNK, LONGEST_RECORD, TOO_LONG, Broken, BrokeOff, Row

_NOTHING = "it holds more than 4 MB of empty lines"
_NOT_UTF_8 = "not UTF-8 text; save the file as UTF-8."


def json_lines(content: io.BufferedReader) -> Iterator[Row]:
    """Every line that is not empty, unread."""
    number = empty = 0
    while line := content.readline(LONGEST_RECORD + 1):
        number += 1
        empty = 0 if len(line) > 2 else empty + len(line)
        if empty > LONGEST_RECORD:
            raise BrokeOff(_NOTHING)
        if len(line) > LONGEST_RECORD and not line.endswith(b"\n"):
            _skip_line(content)
            yield Row(number, Broken(TOO_LONG))
        elif bare := line.strip():
            yield Row(number, bare)


def _skip_line(content: io.BufferedReader) -> None:
    while (piece := content.readline(CHUNK)) and not piece.endswith(b"\n"):
        pass


def csv_rows(content: io.BufferedReader, delimiter: str) -> Iterator[Row]:
    """Positions are the lines on which rows begin; a row may span several."""
    csv.field_size_limit(LONGEST_RECORD)
    lines = _Lines(content)
    rows = csv.reader(lines, delimiter=delimiter)
    header = [name.strip().lower() for name in next(filter(any, rows), [])]
    empty = 0
    while True:
        number = lines.next_row()
        try:
            values = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(number, Broken(f"broken CSV: {error}."))
            continue
        empty = 0 if any(values) else empty + 1
        if empty > LONGEST_RECORD:
            raise BrokeOff(_NOTHING)
        if not empty:
            yield Row(number, _record(header, values))


def _record(header: list[str], values: list[str]) -> dict[str, object] | Broken:
    told = zip(header, values, strict=False)
    record: dict[str, object] = {key: value for key, value in told if key and value}
    try:
        "".join(values).encode()
    except UnicodeEncodeError:
        return Broken(_NOT_UTF_8, record)
    return record


class _Lines:
    """Lines of a table, which stay short in memory even where a quote is never closed.

    A generator would be over after its first error; the rows behind one are still wanted.
    """

    def __init__(self, content: io.BufferedReader) -> None:
        # What is not UTF-8 becomes lone surrogates, so that only its own row is left out.
        self._text = io.TextIOWrapper(content, "utf-8", errors="surrogateescape", newline="")
        self._number = 0
        self._room = LONGEST_RECORD

    def next_row(self) -> int:
        """The line it begins on."""
        self._room = LONGEST_RECORD
        return self._number + 1

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._text.readline(self._room + 1)
        if not line:
            raise StopIteration
        self._number += 1
        self._room -= len(line)
        if self._room >= 0:
            return line
        while line and not line.endswith(("\n", "\r")):
            line = self._text.readline(CHUNK)
        raise csv.Error("a row is " + TOO_LONG.rstrip("."))
