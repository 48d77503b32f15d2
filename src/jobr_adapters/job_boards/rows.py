"""A file of postings → its records, one at a time, whatever shape it has."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from jobr_adapters.job_boards.json_documents import is_wrapper, json_records
from jobr_adapters.job_boards.json_ld import is_linked, json_ld_in, postings_in
from jobr_adapters.job_boards.lines import csv_rows, json_lines
from jobr_adapters.job_boards.microdata import microdata_postings
from jobr_adapters.job_boards.opening import Opened, Readable, opened
from jobr_adapters.job_boards.pages import decoded
from jobr_adapters.job_boards.row import CHUNK, LONGEST_RECORD, Broken, BrokeOff, Row
from jobr_adapters.job_boards.xml_feeds import xml_records
from jobr_core.jobs.errors import PostingsCutOff, PostingsUnreadable

_LARGEST_PAGE: Final = 20 * 1024 * 1024
_LOOKED_AT: Final = 64 * 1024
"""Bytes of the start that tell pages from feeds."""
_PROLOGUE: Final = rb"(?>\s++|<\?(?>.*?\?>)|<!--(?>.*?-->))*+"
_PAGE = re.compile(_PROLOGUE + rb"<(?:!doctype\s+html|html|head|body)\b", re.DOTALL | re.IGNORECASE)
_FEED = re.compile(
    rb"\s*<\?xml\s|" + _PROLOGUE + rb"<(?:!doctype\s|source[\s>]|jobs?[\s>])",
    re.DOTALL | re.IGNORECASE,
)
_OPENERS: Final = (b"{", b"[", b",", b":")
"""What lines of a document over several lines end with."""
_DELIMITERS: Final = (",", ";", "\t")


def rows_of(file: Readable) -> Iterator[Row]:
    """Every record of a file, which is read once, from where it stands, in constant memory.

    JSON, JSON Lines, JobSpy CSV, an XML feed or an HTML page, recognised by content, gzipped or
    not, in UTF-8 or UTF-16. Raises PostingsUnreadable, also once the first rows are out; its
    kind PostingsCutOff comes after all the records before the damage.
    """
    last = 0
    try:
        for row in _rows(opened(file)):
            last = row.position
            yield row
    except BrokeOff as error:
        far = f"can be read up to record {last} only" if last else "cannot be read"
        raise PostingsCutOff(f"This file {far}: {error}.") from None


def _rows(file: Opened) -> Iterator[Row]:
    head = file.head.lstrip()
    if head.startswith(b"<"):
        return _markup_rows(file, head[:_LOOKED_AT])
    document = _json(head) if len(file.head) < LONGEST_RECORD else None
    if is_linked(document):  # its references need all of it at once
        return _numbered(postings_in([document]))
    first, *more = head.split(b"\n", 11)[:11]
    if delimiter := _delimiter(first):
        return csv_rows(file.content, delimiter)
    if _is_lines(first, more):
        return json_lines(file.content)
    if head.startswith((b"{", b"[")):
        return _numbered(json_records(iter(lambda: file.content.read1(CHUNK), b"")))
    file.content.read(1)  # tells of damage before the first byte
    raise PostingsUnreadable


def _numbered(
    records: Iterable[Mapping[str, object] | Broken], name: str | None = None
) -> Iterator[Row]:
    for position, record in enumerate(records, 1):
        yield Row(position, record, name)


def _markup_rows(file: Opened, head: bytes) -> Iterator[Row]:
    if not _PAGE.match(head) and _FEED.match(head):
        return _numbered(xml_records(file.content, "utf-8" if file.marked else None), "indeed")
    content = file.content.read(_LARGEST_PAGE + 1)
    if len(content) > _LARGEST_PAGE:
        raise PostingsUnreadable("A page of postings must not be larger than 20 MB.")
    return _numbered(_page_records(decoded(content)))


def _page_records(page: str) -> Iterator[Mapping[str, object] | Broken]:
    """Microdata only where JSON-LD tells nothing: pages that have both say the same twice."""
    found = list(postings_in(list(json_ld_in(page))))
    yield from found
    if not any(isinstance(record, dict) for record in found):
        yield from microdata_postings(page)


def _delimiter(header: bytes) -> str | None:
    """What parts the columns of a JobSpy table, if this is the header of one."""
    words = header[:_LOOKED_AT].decode("utf-8", "replace").lower()
    for delimiter in _DELIMITERS:
        names = {name.strip(' "\r') for name in words.split(delimiter)}
        if {"job_url", "title"} <= names:
            return delimiter
    return None


def _is_lines(first: bytes, more: list[bytes]) -> bool:
    """A first line that is broken does not hide the others."""
    told = _json(first)
    if isinstance(told, dict):
        return not is_wrapper(told)
    if first.rstrip().endswith(_OPENERS) or isinstance(told, list):
        return False
    return any(isinstance(_json(line), dict) for line in more)


def _json(words: bytes) -> object:
    """None for what is no JSON."""
    try:
        return json.loads(words) if words[:1] in (b"{", b"[") else None
    except (ValueError, RecursionError):
        return None
