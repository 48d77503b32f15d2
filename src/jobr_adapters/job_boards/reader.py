"""Every format postings come in, recognised by content."""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from jobr_adapters.job_boards.ashby import ashby_record, is_ashby
from jobr_adapters.job_boards.greenhouse import greenhouse_record, is_greenhouse
from jobr_adapters.job_boards.jobspy import is_jobspy, jobspy_record
from jobr_adapters.job_boards.lever import is_lever, lever_record
from jobr_adapters.job_boards.records import Raw
from jobr_adapters.job_boards.schema_org import is_schema_org, json_ld_in, schema_org_record
from jobr_core.jobs.errors import FormatUnknown, NoPostings, PostingInvalid, PostingsUnreadable
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.ports import BrokenRecord, PostingsReader, ReadPostings


@dataclass(frozen=True, slots=True)
class _Format:
    name: str
    matches: Callable[[Raw], bool]
    record: Callable[[Raw], Raw]


_FORMATS: Final = (
    _Format("schema.org", is_schema_org, schema_org_record),
    _Format("greenhouse", is_greenhouse, greenhouse_record),
    _Format("lever", is_lever, lever_record),
    _Format("ashby", is_ashby, ashby_record),
    _Format("jobspy", is_jobspy, jobspy_record),
    _Format("jobr", lambda _: True, lambda raw: raw),
)
FORMAT_NAMES: Final = ("auto", *(known.name for known in _FORMATS))

_Row = tuple[int, object]
"""A position counted from 1 and what stands there; a str where it is not even JSON."""


class ContentReader(PostingsReader):
    """JSON, JSON Lines, CSV or a page, of any board in `FORMAT_NAMES`."""

    def __call__(self, content: bytes, *, format: str = "auto") -> ReadPostings:  # noqa: A002
        if format not in FORMAT_NAMES:
            raise FormatUnknown(f"There is no format “{format}”; choose {', '.join(FORMAT_NAMES)}.")
        postings, broken, names = [], [], Counter[str]()
        for position, raw in _rows(_decoded(content)):
            try:
                name, posting = _posting(raw, format)
            except PostingInvalid as error:
                broken.append(BrokenRecord(position=position, reason=str(error)))
            else:
                postings.append(posting)
                names[name] += 1
        if not postings:
            raise NoPostings(_none_good(broken))
        return ReadPostings(
            format=names.most_common(1)[0][0], postings=tuple(postings), broken=tuple(broken)
        )


def _none_good(broken: list[BrokenRecord]) -> str:
    if not broken:
        return "There is no posting in this file."
    first = broken[0]
    return (
        f"None of the {len(broken)} records is a posting; record {first.position}: {first.reason}"
    )


def _posting(raw: object, name: str) -> tuple[str, JobPosting]:
    if not isinstance(raw, dict):
        said = (
            f"it starts with “{raw[:30]}”"
            if isinstance(raw, str)
            else f"it is a {type(raw).__name__}"
        )
        raise PostingInvalid(f"not a JSON object: {said}.")
    found = next(f for f in _FORMATS if (f.matches(raw) if name == "auto" else f.name == name))
    return found.name, JobPosting.from_record(found.record(raw))


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PostingsUnreadable from None
    if "\x00" in text:
        raise PostingsUnreadable
    return text.lstrip()


def _rows(text: str) -> Iterator[_Row]:
    if text.startswith(("{", "[")):
        return _json_rows(text)
    if text.startswith("<"):
        return enumerate((row for document in json_ld_in(text) for row in _unwrapped(document)), 1)
    if "job_url" in text.split("\n", 1)[0]:
        return _csv_rows(text)
    if '{"' in text:  # JSON Lines whose first line is broken
        return _json_lines(text)
    raise PostingsUnreadable


def _json_rows(text: str) -> Iterator[_Row]:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return _json_lines(text)
    return enumerate(_unwrapped(document), 1)


def _json_lines(text: str) -> Iterator[_Row]:
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not any(line.lstrip().startswith("{") and line.rstrip().endswith("}") for _, line in lines):
        raise PostingsUnreadable("This is not valid JSON; it may have been cut off on its way.")
    return ((number, _json_or_text(line)) for number, line in lines)


def _json_or_text(line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return line


def _csv_rows(text: str) -> Iterator[_Row]:
    """Positions are line numbers; rows may span lines, so the reader's own count is used."""
    csv.field_size_limit(16 * 1024 * 1024)
    rows = csv.DictReader(io.StringIO(text, newline=""))
    try:
        for row in rows:
            yield rows.line_num, {key: value for key, value in row.items() if key and value}
    except csv.Error as error:
        yield rows.line_num, f"broken CSV: {error}"


_CONTAINERS: Final = ("jobs", "postings", "@graph", "itemListElement", "items")


def _unwrapped(document: object) -> Iterator[object]:
    """The records of a document, out of the lists and objects boards wrap them in."""
    if isinstance(document, list):
        for entry in document:
            yield from _unwrapped(entry)
        return
    wrapper = document if isinstance(document, dict) and "title" not in document else {}
    inside = next((wrapper[key] for key in _CONTAINERS if isinstance(wrapper.get(key), list)), None)
    if inside is None and isinstance(wrapper.get("item"), dict):
        inside = [wrapper["item"]]
    if inside is None:
        yield document
        return
    for entry in inside:
        if "@graph" not in wrapper or (isinstance(entry, dict) and is_schema_org(entry)):
            yield from _unwrapped(entry)
