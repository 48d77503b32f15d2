"""One JSON document of many postings, read event by event."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

import ijson  # type: ignore[import-untyped]

from jobr_adapters.job_boards.json_values import STARTS, Events, Room, value_of
from jobr_adapters.job_boards.row import LONGEST_RECORD, Broken, BrokeOff
from jobr_adapters.job_boards.schema_org import is_schema_org

_LISTS: Final = frozenset(("jobs", "postings", "@graph", "itemListElement"))
_ENVELOPES: Final = frozenset(("data", "results", "items", "item"))
"""Words that a posting might use as well."""
_DEEPEST_WRAPPING: Final = 20
_KINDS: Final = {"null": "null", "boolean": "true or false", "number": "a number", "string": "text"}


def json_records(chunks: Iterable[bytes]) -> Iterator[dict[str, object] | Broken]:
    """The records of a document (or of several, one after the other), out of the lists and
    objects that boards wrap them in. Raises BrokeOff after the last whole one."""
    events = _events(chunks)
    for event, value in events:
        yield from _entries(events, event, value)


def _events(chunks: Iterable[bytes]) -> Events:
    found, silent = ijson.sendable_list(), 0
    parser = ijson.basic_parse_coro(found, multiple_values=True)
    for chunk in _without_long_numbers(_without_nan(chunks)):
        broke = _problem(lambda chunk=chunk: parser.send(chunk))  # type: ignore[misc]
        silent = 0 if found else silent + len(chunk)
        yield from found
        found.clear()
        if broke or silent > LONGEST_RECORD:
            raise BrokeOff(broke or "it has a text that is longer than 4 MB")
    if broke := _problem(parser.close):
        raise BrokeOff(broke)


def _problem(step: Callable[[], object]) -> str | None:
    try:
        step()
    except (ijson.JSONError, ValueError, ArithmeticError) as error:
        return "it is cut off" if "premature EOF" in str(error) else "it is not valid JSON"
    return None


_NAN = re.compile(rb'(?<=[^\\])("\s{0,5}:\s{0,5})(?:NaN|-?Infinity)(?=\s{0,20}[,}])')
"""Inside of a text, the quotation mark would stand behind a backslash."""
_CARRIED: Final = 64
_MANY_DIGITS: Final = 500


def _without_long_numbers(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """A number that Python refuses, one of more than 4,300 digits, makes ijson 3.6 crash."""
    for chunk in chunks:
        for start in range(0, len(chunk) - _MANY_DIGITS + 1, _MANY_DIGITS):
            if chunk[start : start + _MANY_DIGITS].isdigit():
                yield chunk[:start]
                raise BrokeOff("it has a number that is too long")
        yield chunk


def _without_nan(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Python's `json` writes NaN for the gaps of a table, which is no JSON: null."""
    carried = b""
    for chunk in chunks:
        whole = carried + chunk
        if b"NaN" in whole or b"Infinity" in whole:
            whole = _NAN.sub(rb"\1null", whole)
        cut = max(0, len(whole) - _CARRIED)
        carried = whole[cut:]
        if cut:  # nothing at all would tell the parser that this is the end
            yield whole[:cut]
    if carried:
        yield carried


def _entries(
    events: Events, event: str, value: object, *, graph: bool = False, depth: int = 0
) -> Iterator[dict[str, object] | Broken]:
    if depth > _DEEPEST_WRAPPING:
        raise BrokeOff("its lists are nested too deeply")
    if event == "start_array":
        for event, value in events:  # noqa: PLR1704  # the list's own end
            if event == "end_array":
                return
            yield from _entries(events, event, value, graph=graph, depth=depth + 1)
    elif event == "start_map":
        yield from _record_or_wrapper(events, graph=graph, depth=depth)
    else:
        yield Broken(f"not a JSON object: it is {_KINDS.get(event, event)}.")


def _record_or_wrapper(
    events: Events, *, graph: bool, depth: int
) -> Iterator[dict[str, object] | Broken]:
    """A wrapper shows itself by the list it holds; what else it says is left out."""
    record: dict[str, object] = {}
    room, wraps = Room(), False
    for event, key in events:
        if event == "end_map":
            break
        name, (event, value) = str(key), next(events, ("null", None))  # noqa: PLW2901
        if _is_wrapped(name, event, record):
            wraps = True
            inside = graph or name == "@graph"
            yield from _entries(events, event, value, graph=inside, depth=depth + 1)
            continue
        room.left -= len(name)
        told = value_of(events, event, value, room)
        if not room.problem:
            record[name] = told
    if not wraps:
        yield from _told(record, room, graph=graph)


def _told(
    record: dict[str, object], room: "Room", *, graph: bool
) -> Iterator[dict[str, object] | Broken]:
    if room.problem:
        yield Broken(room.problem, record)
    elif not graph or is_schema_org(record):
        yield record


def is_wrapper(document: Mapping[str, object]) -> bool:
    """Whether a JSON object is no record, but holds some."""
    starts = ((dict, "start_map"), (list, "start_array"))
    return any(
        _is_wrapped(name, event, document)
        for name, told in document.items()
        for kind, event in starts
        if isinstance(told, kind)
    )


def _is_wrapped(name: str, event: str, record: Mapping[str, object]) -> bool:
    if name in _LISTS:
        return event == "start_array" and not ("title" in record and "company" in record)
    return name in _ENVELOPES and event in STARTS and "title" not in record
