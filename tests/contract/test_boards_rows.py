"""Files of postings record by record: every shape and encoding, damage, and no end of data."""

import gzip
import hashlib
import io
import json
import tracemalloc
from collections.abc import Callable, Iterator

import pytest
from boards_reading import OWN, SCHEMA_ORG, rows, written

from jobr_adapters.job_boards import opening
from jobr_adapters.job_boards.row import Broken, Row
from jobr_adapters.job_boards.rows import rows_of
from jobr_core.jobs.errors import PostingsCutOff, PostingsUnreadable

LINE = json.dumps(OWN)
LONG_LINE = json.dumps({**OWN, "description": "x" * 4000}).encode()
MB = 1024 * 1024


def until_damage(content: bytes) -> tuple[list[Row], str]:
    """The rows before the file breaks off, and what is said about it."""
    found: list[Row] = []
    with pytest.raises(PostingsCutOff) as cut:
        found.extend(rows_of(io.BytesIO(content)))
    return found, str(cut.value)


def collected(content: bytes) -> list[Row]:
    """Rows as far as they come."""
    return list(_gently(rows_of(io.BytesIO(content))))


def _gently(found: Iterator[Row]) -> Iterator[Row]:
    try:
        yield from found
    except PostingsCutOff:
        return


class Endless:
    """A file of `size` bytes that exist only while they are read."""

    def __init__(self, head: bytes, piece: bytes, size: int, tail: bytes = b"") -> None:
        self._piece = piece * max(1, MB // len(piece))
        self._ready, self._left, self._tail = head, size, tail

    def read(self, size: int, /) -> bytes:
        while len(self._ready) < size and self._left > 0:
            self._ready += self._piece
            self._left -= len(self._piece)
        if self._left <= 0:
            self._ready, self._tail = self._ready + self._tail, b""
        answer, self._ready = self._ready[:size], self._ready[size:]
        return answer


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be-mark"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize(
    ("document", "count"),
    [
        (OWN, 1), ([OWN, OWN], 2), ({"jobs": [OWN, OWN, OWN], "meta": {"total": 3}}, 3),
        ({"data": {"results": [OWN, OWN]}}, 2), ({"postings": []}, 0), ([], 0),
        (f"{LINE}\n\n{LINE}\r\n", 2), (f"{LINE}{LINE}", 2), (f"[{LINE}]\n[{LINE}]", 2),
        (json.dumps({"jobs": [OWN, OWN]}, indent=1), 2), (f"oops\n{LINE}", 2), (f"  \n{LINE}\n", 1),
        ("job_url,title\nhttps://x.example,Cook\n", 1), ("<source><job><title>Köchin</title></job></source>", 1),
        ({"@graph": [{"@type": "WebPage"}, SCHEMA_ORG]}, 1), ("<html></html>", 0),
    ],
)  # fmt: skip
def test_every_shape_in_every_encoding(
    document: object, count: int, pack: Callable[[bytes], bytes], encoding: str
) -> None:
    text = written(document).decode()
    content = ("\ufeff" + text).encode("utf-16-be") if "mark" in encoding else text.encode(encoding)
    found = rows(pack(content))
    assert [row.content for row in found if isinstance(row.content, Broken)] == []
    assert len(found) == count


def test_lines_stay_unread() -> None:
    found = rows(f"{LINE}\n{{broken\n\n{LINE}")
    assert found == [Row(1, LINE.encode()), Row(2, b"{broken"), Row(4, LINE.encode())]


def test_lists_hold_records_only() -> None:
    found = rows([OWN, 7, None, "x", [OWN], True])
    reasons = [row.content.reason for row in found if isinstance(row.content, Broken)]
    assert len(found) == 6
    assert reasons == [
        f"not a JSON object: it is {kind}."
        for kind in ("a number", "null", "text", "true or false")
    ]


def test_not_a_number_is_no_value() -> None:
    document = '[{"title": "a \\": NaN, b", "min_amount": NaN, "max_amount":-Infinity}]'
    (row,) = rows(document)
    assert row.content == {"title": 'a ": NaN, b', "min_amount": None, "max_amount": None}


@pytest.mark.parametrize("size", [MB, 70_000, 65_536, 65_600])
def test_chunks_may_end_anywhere(size: int) -> None:
    record = {**OWN, "description": "ü" * (size // 2), "min_amount": float("nan")}
    (first, second) = rows([record, OWN])
    assert first.content == {**record, "min_amount": None}
    assert second.content == OWN


@pytest.mark.parametrize(
    ("content", "whole", "said"),
    [
        (f"[{LINE}, {LINE[:-3]}", 1, "up to record 1 only: it is cut off"),
        (f"[{LINE}, {LINE}, {{bro}}, {LINE}]", 2, "up to record 2 only: it is not valid JSON"),
        (f'{{"jobs": [{LINE}, {LINE}', 2, "it is cut off"),
        ('[{"title": "cut', 0, "cannot be read: it is cut off"),
        ("[" * 100_000, 0, "nested too deeply"),
        ("<source><job><title>a</title></job><job><title>b", 1, "it is cut off"),
        (f"[{LINE}, {{\"id\": {'9' * 5000}}}]", 1, "a number that is too long"),
    ],
)  # fmt: skip
def test_all_whole_records_before_damage(content: str, whole: int, said: str) -> None:
    for raw in (content.encode(), content.encode("utf-8-sig"), content.encode("utf-16")):
        found, message = until_damage(raw)
        assert (len(found), said in message) == (whole, True)


IDS = [hashlib.sha256(bytes([n % 256, n // 256])).hexdigest() for n in range(400)]


@pytest.mark.parametrize(
    "document",
    [
        "".join(f'{{"title": "Cook", "id": "{name}"}}\n' for name in IDS),
        [{**OWN, "id": name} for name in IDS],
        "<source>" + "".join(f"<job><title>{name}</title></job>" for name in IDS),
    ],
    ids=["lines", "list", "feed"],
)
def test_gzip_that_was_cut_off_or_damaged(document: object) -> None:
    whole = gzip.compress(written(document), mtime=0)
    for damaged in (
        whole[:-200],
        whole[:-1],
        whole[:-6] + b"\x00" * 6,
        whole[:60] + b"\xff" * 20 + whole[80:],
    ):
        found, message = until_damage(damaged)
        assert all(not isinstance(row.content, Broken) for row in found)
        assert "gzip" in message or "cut off" in message
    assert len(collected(whole[:-1])) >= 399


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", bytes(range(256)), b"\x00" * 9, "[]".encode("utf-32"), b"\xff\xfe{", b"\x1f\x8b", gzip.compress(gzip.compress(b"[]", mtime=0), mtime=0)],
)  # fmt: skip
def test_what_is_no_file_of_postings(content: bytes) -> None:
    with pytest.raises(PostingsUnreadable):
        rows(content)


@pytest.mark.parametrize(
    "file",
    [
        Endless(b"", LONG_LINE + b"\n", 48 * MB),
        Endless(b"[" + LONG_LINE, b"," + LONG_LINE, 48 * MB, b"]"),
        Endless(f"{LINE}\n".encode(), b"x" * 1000, 48 * MB, f"\n{LINE}".encode()),
        Endless(b'[{"a":1', b',"b":"' + b"c" * 1000 + b'"', 48 * MB, b"}]"),
        Endless(b"title,job_url,description\n", b"Cook,https://x.example," + b"x" * 4000 + b"\n", 48 * MB),
        Endless(b'title,job_url\n"', b"x" * 1000, 48 * MB),
        Endless(b"<source>", b"<job><title>a</title><company>" + b"b" * 4000 + b"</company></job>", 48 * MB, b"</source>"),
        Endless(b"<source><job><description>", b"x" * 1000, 48 * MB, b"</description></job></source>"),
    ],
    ids=["lines", "list", "line", "record", "table", "cell", "feed", "element"],
)  # fmt: skip
def test_memory_is_constant(file: Endless) -> None:
    tracemalloc.start()
    try:
        count = sum(1 for _ in rows_of(file))
        assert tracemalloc.get_traced_memory()[1] < 40 * MB
        assert count > 0
    finally:
        tracemalloc.stop()


def test_what_is_too_long_is_left_out() -> None:
    found = rows(
        Endless(f"{LINE}\n".encode(), b"x" * 1000, 5 * MB, f"\n{LINE}".encode()).read(9 * MB)
    )
    assert [row.content for row in found] == [
        LINE.encode(),
        Broken("longer than 4 MB."),
        LINE.encode(),
    ]
    whole = [row.content for row in rows([{"id": 7, "a": ["x" * 1000] * 5000}, OWN])]
    assert whole == [Broken("longer than 4 MB.", {"id": 7}), OWN]


def test_what_is_nested_too_deeply_is_left_out() -> None:
    deep = '{"id": 7, "a": ' + "[" * 100 + "]" * 100 + ', "b": 1}'
    assert [row.content for row in rows(f"[{deep}, {LINE}]")] == [
        Broken("nested too deeply.", {"id": 7}),
        OWN,
    ]


@pytest.mark.parametrize("piece", [b" ", b"\n", b"\0"])
def test_gzip_of_nothing(piece: bytes) -> None:
    packed = gzip.compress(f"{LINE}\n".encode() + piece * 64 * MB)
    assert len(collected(packed)) in (1, 2)


@pytest.mark.parametrize(
    ("limit", "said"), [("_LARGEST_UNPACKED", "10 GB"), ("_UNSUSPECTED", "100 times")]
)
def test_gzip_has_its_limits(limit: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, limit, 6 * MB)
    found, message = until_damage(gzip.compress(LONG_LINE + b"\n" + (LONG_LINE + b"\n") * 4000))
    assert found
    assert said in message


def test_a_page_has_its_limit() -> None:
    with pytest.raises(PostingsUnreadable, match="20 MB"):
        list(rows_of(Endless(b"<html>", b" " * 1000, 21 * MB)))
