"""The promise of PostingsReader: every format by its content, broken records by position."""

import json

import pytest
from boards_reading import ASHBY, GREENHOUSE, INDEED, JOBSPY, LEVER, OWN, SCHEMA_ORG

from jobr_adapters.job_boards.reader import ContentReader
from jobr_adapters.job_boards.recognition import CHOICES
from jobr_core.jobs.errors import (
    FormatUnknown,
    NoPostings,
    PostingsCutOff,
    PostingsUnreadable,
)

read = ContentReader()


@pytest.mark.parametrize(
    ("document", "name"),
    [
        ({"jobs": [GREENHOUSE]}, "greenhouse"), ([LEVER], "lever"), ({"jobs": [ASHBY]}, "ashby"),
        (SCHEMA_ORG, "schema.org"), ([JOBSPY], "jobspy"), (OWN, "jobr"), ([OWN, OWN, LEVER], "jobr"),
    ],
)  # fmt: skip
def test_formats_are_recognised(document: object, name: str) -> None:
    found = read(json.dumps(document).encode())
    assert (found.format, found.broken) == (name, ())
    assert all(posting.payload_hash for posting in found.postings)


def test_a_feed() -> None:
    assert read(INDEED.encode()).format == "indeed"


def test_a_format_can_be_forced() -> None:
    record = json.dumps({**OWN, "job_url": "https://x.example"}).encode()
    assert [read(record, format=name).format for name in ("auto", "jobr")] == ["jobspy", "jobr"]
    with pytest.raises(FormatUnknown, match=r"auto, schema\.org"):
        read(b"[]", format="monster")
    assert CHOICES[0] == "auto"


def test_broken_lines_are_named_and_the_others_read() -> None:
    lines = [
        json.dumps(OWN),
        "{broken",
        json.dumps({"title": "No company"}),
        "",
        json.dumps({**OWN, "title": "Chef"}),
    ]
    found = read("\n".join(lines).encode())
    assert [posting.title for posting in found.postings] == ["Cook", "Chef"]
    assert [(b.position, b.reason) for b in found.broken] == [
        (2, "not a JSON object: it starts with “{broken”."),
        (3, "`company` is missing."),
    ]


def test_what_is_no_job_is_named_too() -> None:
    documents = [GREENHOUSE, {**GREENHOUSE, "internal_job_id": None}, {**ASHBY, "isListed": False}]
    found = read(json.dumps({"jobs": documents}).encode())
    assert [b.position for b in found.broken] == [2, 3]


@pytest.mark.parametrize("content", [b"[]", b"{}", b"[1, 2]", b'{"title": "x"}', b"<html></html>"])
def test_a_file_without_a_posting_is_refused(content: bytes) -> None:
    with pytest.raises(NoPostings):
        read(content)


@pytest.mark.parametrize(
    "content", [b"", b"hello", bytes(range(256)), b"[" * 100_000, b'[{"title": "cut', b"\x00" * 9]
)
def test_a_file_that_is_none_is_refused(content: bytes) -> None:
    with pytest.raises(PostingsUnreadable):
        read(content)


def test_half_a_file_is_refused() -> None:
    with pytest.raises(PostingsCutOff, match="up to record 1 only"):
        read(json.dumps([OWN, OWN]).encode()[:-9])
