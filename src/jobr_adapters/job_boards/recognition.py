"""What format a record has, and the posting it tells."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from jobr_adapters.job_boards.ashby import ashby_record, is_ashby
from jobr_adapters.job_boards.greenhouse import greenhouse_record, is_greenhouse
from jobr_adapters.job_boards.indeed import indeed_record, is_indeed
from jobr_adapters.job_boards.jobspy import is_jobspy, jobspy_record
from jobr_adapters.job_boards.json_resume import is_json_resume, json_resume_record
from jobr_adapters.job_boards.lever import is_lever, lever_record
from jobr_adapters.job_boards.records import Raw, text
from jobr_adapters.job_boards.row import Broken, Row
from jobr_adapters.job_boards.schema_org import is_schema_org, schema_org_record
from jobr_core.jobs.errors import FormatUnknown, PostingInvalid, PostingUnlisted
from jobr_core.jobs.imports import BrokenRecord
from jobr_core.jobs.model import JobPosting
from jobr_core.shared.text import cleaned


def _own_record(raw: Raw, board: str | None) -> Raw:
    return raw if board is None else {**raw, "board": board}


@dataclass(frozen=True, slots=True)
class _Format:
    name: str
    matches: Callable[[Raw], bool]
    record: Callable[[Raw, str | None], Raw]
    """Raw record and board → the public record. Raises PostingInvalid for what is no posting."""


_FORMATS: Final = (
    _Format("schema.org", is_schema_org, schema_org_record),
    _Format("greenhouse", is_greenhouse, greenhouse_record),
    _Format("lever", is_lever, lever_record),
    _Format("ashby", is_ashby, ashby_record),
    _Format("jobspy", is_jobspy, jobspy_record),
    _Format("indeed", is_indeed, indeed_record),
    _Format("json-resume", is_json_resume, json_resume_record),
    _Format("jobr", lambda _: True, _own_record),
)
_BY_NAME: Final = {known.name: known for known in _FORMATS}
FORMAT_NAMES: Final = tuple(_BY_NAME)
AUTO: Final = "auto"
CHOICES: Final = (AUTO, *FORMAT_NAMES)
"""What may be asked for."""
_DECODER: Final = json.JSONDecoder(parse_constant=lambda _: None)
"""Python writes NaN for the gaps of a table."""
_ID: Final = tuple(
    re.compile(rb'"%s"\s{0,9}:\s{0,9}(?:"([^"\\]{1,300})"|(\d{1,20})\b)' % name)
    for name in (b"external_id", b"id")
)


def format_named(name: str) -> str | None:
    """The format asked for; None where each record shows its own. Raises FormatUnknown."""
    if name == AUTO:
        return None
    if name not in _BY_NAME:
        raise FormatUnknown(f"There is no format “{name}”; choose {', '.join(CHOICES)}.")
    return name


def told_by(
    row: Row,
    *,
    format: str | None = None,  # noqa: A002
    board: str | None = None,
) -> tuple[str, JobPosting] | BrokenRecord:
    """What `posting_of` answers, or why this is no posting."""
    try:
        return posting_of(row, format=format, board=board)
    except PostingInvalid as error:
        return BrokenRecord(
            position=row.position,
            reason=str(error),
            external_id=external_id_of(row, format=format),
            is_unlisted=isinstance(error, PostingUnlisted),
        )


def posting_of(
    row: Row,
    *,
    format: str | None = None,  # noqa: A002
    board: str | None = None,
) -> tuple[str, JobPosting]:
    """The name of the format, recognised unless given, and the posting.

    `board` overrules the one that the record names. Raises PostingInvalid, saying why, and
    FormatUnknown.
    """
    raw = _raw(row)
    known = _format(raw, format or row.format)
    posting = JobPosting.from_record(known.record(raw, board))
    return known.name, replace(posting, payload_hash=_payload_hash(raw))


def external_id_of(row: Row, *, format: str | None = None) -> str | None:  # noqa: A002
    """The id of a record that is no valid posting, as far as it tells one: its posting may be
    live, and a record that cannot be read does not end it. None for records that no posting is
    meant by, such as those a board does not list."""
    try:
        raw = _raw(row)
    except PostingInvalid:
        return _id_in(row.content, format or row.format)
    return _told_id(raw, format or row.format)


def _told_id(raw: Raw, name: str | None) -> str | None:
    try:
        record = _format(raw, name).record(raw, None)
    except PostingInvalid:
        return None
    found = text(record.get("external_id")) or text(record.get("id"))
    return cleaned(found).replace("\n", " ") or None if found else None


def _id_in(content: object, name: str | None) -> str | None:
    if isinstance(content, Broken):
        return _told_id(content.said, name) if content.said else None
    if isinstance(content, bytes):
        found = next((match for name in _ID if (match := name.search(content))), None)
        return (found[1] or found[2]).decode(errors="replace") if found else None
    return None


def _raw(row: Row) -> Raw:
    if isinstance(row.content, Broken):
        raise PostingInvalid(row.content.reason)
    if isinstance(row.content, bytes):
        return _parsed(row.content)
    return row.content


def _parsed(line: bytes) -> Raw:
    try:
        told = _DECODER.decode(line.decode())
    except UnicodeDecodeError:
        raise PostingInvalid("not UTF-8 text; save the file as UTF-8.") from None
    except RecursionError:
        raise PostingInvalid("nested too deeply.") from None
    except json.JSONDecodeError:
        start = cleaned(line[:60].decode(errors="replace"))[:30]
        raise PostingInvalid(f"not a JSON object: it starts with “{start}”.") from None
    except ValueError:
        raise PostingInvalid("it has a number that is too long.") from None
    if isinstance(told, dict):
        return told
    kinds = {str: "text", list: "a list", bool: "true or false", type(None): "null"}
    raise PostingInvalid(f"not a JSON object: it is {kinds.get(type(told), 'a number')}.")


def _format(raw: Raw, name: str | None) -> _Format:
    if name is None:
        return next(known for known in _FORMATS if known.matches(raw))
    if name not in _BY_NAME:
        raise FormatUnknown(f"There is no format “{name}”; choose {', '.join(FORMAT_NAMES)}.")
    return _BY_NAME[name]


def _payload_hash(raw: Mapping[str, object]) -> str:
    """Equal for equal records, whatever order, spacing or file they came in."""
    try:
        written = json.dumps(raw, sort_keys=True, separators=(",", ":"))
    except RecursionError:
        raise PostingInvalid("nested too deeply.") from None
    return hashlib.sha256(written.encode()).hexdigest()
