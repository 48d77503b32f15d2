"""One record → the format it has, the posting, its hash, and its id where it is no posting."""

import json
import pickle

import pytest
from boards_reading import (
    ASHBY,
    GREENHOUSE,
    INDEED,
    JOBSPY,
    JSON_RESUME,
    LEVER,
    OWN,
    SCHEMA_ORG,
    Json,
    only,
    rows,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from jobr_adapters.job_boards.recognition import FORMAT_NAMES, external_id_of, posting_of
from jobr_adapters.job_boards.row import Broken, Row
from jobr_core.jobs.errors import FormatUnknown, PostingInvalid

OF_EACH: dict[str, Json] = {
    "jobr": OWN, "greenhouse": GREENHOUSE, "lever": LEVER, "ashby": ASHBY, "schema.org": SCHEMA_ORG,
    "jobspy": JOBSPY, "json-resume": JSON_RESUME,
}  # fmt: skip
(FEED_ROW,) = rows(INDEED)


def line(document: object) -> Row:
    return Row(1, json.dumps(document).encode())


@pytest.mark.parametrize(("name", "document"), list(OF_EACH.items()))
def test_every_format_is_recognised(name: str, document: Json) -> None:
    assert posting_of(Row(1, document))[0] == name
    assert posting_of(line(document))[0] == name


def test_a_posting_of_nothing_but_the_keys_of_json_resume_is_recognised() -> None:
    record: Json = {
        "title": "Web Developer", "company": "Acme", "type": "Full-time", "date": "2026-11",
        "description": "You build web pages.", "remote": "Hybrid", "salary": "100000",
        "location": {"city": "San Francisco", "countryCode": "US", "region": "California"},
        "skills": [{"name": "Web", "level": "Master", "keywords": ["HTML"]}],
    }  # fmt: skip
    for key in ("location", "skills"):
        name, posting = posting_of(line({k: v for k, v in record.items() if k != key}))
        assert (name, posting.title) == ("json-resume", "Web Developer")


def test_feeds_are_recognised_as_files() -> None:
    assert posting_of(FEED_ROW)[0] == "indeed"
    assert {*OF_EACH, "indeed"} == {*FORMAT_NAMES}


def test_a_format_can_be_forced() -> None:
    record = {**OWN, "job_url": "https://x.example"}
    assert posting_of(Row(1, record))[0] == "jobspy"
    assert posting_of(Row(1, record), format="jobr")[0] == "jobr"
    assert posting_of(Row(1, record, "jobspy"), format="jobr")[0] == "jobr"
    with pytest.raises(FormatUnknown, match="json-resume"):
        posting_of(Row(1, record), format="monster")


@pytest.mark.parametrize("document", list(OF_EACH.values()))
def test_the_board_that_was_asked_overrules(document: Json) -> None:
    assert posting_of(Row(1, document), board="mine")[1].board == "mine"


def test_the_hash_is_of_what_was_sent() -> None:
    record = {**OWN, "unknown": [1, 1.5, None, {"b": "ü", "a": True}]}
    turned = dict(reversed(record.items()))
    same = [
        Row(1, record),
        Row(7, turned),
        Row(1, json.dumps(turned, ensure_ascii=False, indent=1).encode()),
        *rows([record]),
        *rows(json.dumps({"jobs": [turned]}, indent=1)),
    ]
    hashes = {posting_of(row)[1].payload_hash for row in same}
    assert len(hashes) == 1
    assert len(hashes.pop()) == 64
    assert (
        posting_of(Row(1, {**record, "unknown": 2}))[1].payload_hash
        != posting_of(same[0])[1].payload_hash
    )


def test_rows_and_postings_travel_between_processes() -> None:
    for row in (line(OWN), FEED_ROW, Row(1, Broken("odd.", {"id": 1}))):
        assert pickle.loads(pickle.dumps(row)) == row
    posting = posting_of(line(LEVER))[1]
    assert pickle.loads(pickle.dumps(posting)) == posting


@pytest.mark.parametrize("depth", [10, 300, 800, 950, 990, 1200, 5000, 50_000])
def test_deep_records_are_read_or_refused(depth: int) -> None:
    deep = json.dumps(OWN)[:-1] + ', "a": ' + "[" * depth + "]" * depth + "}"
    try:
        assert posting_of(Row(1, deep.encode()))[1].title == "Cook"
    except PostingInvalid as wrong:
        assert str(wrong) == "nested too deeply."  # noqa: PT017


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{broken", "not a JSON object: it starts with “{broken”."),
        (b'{"a": "\x00\x1b[31m\xe2\x80\xae"', 'not a JSON object: it starts with “{"a": "[31m"”.'),
        (b"[1]", "not a JSON object: it is a list."),
        (b"null", "not a JSON object: it is null."),
        (b"7", "not a JSON object: it is a number."),
        (b'"\xff"', "not UTF-8 text; save the file as UTF-8."),
        (b'{"a": ' + b"[" * 100_000, "nested too deeply."),
        (b'{"id": ' + b"9" * 5000 + b"}", "it has a number that is too long."),
        (b'{"title": "Cook"}', "`company` is missing."),
        (Broken("longer than 4 MB."), "longer than 4 MB."),
    ],
)  # fmt: skip
def test_reasons(content: bytes | Broken, reason: str) -> None:
    with pytest.raises(PostingInvalid) as wrong:
        posting_of(Row(1, content))
    assert str(wrong.value) == reason


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ({"external_id": "a", "id": "b"}, "a"),
        ({"id": 7}, "7"),
        (b'{"id": " x ", "title": 7, "company": "Inn"}', "x"),
        (b'{"title": "cut", "id": "b", "external_id": "a", "desc', "a"),
        (b'{"id": 127817, "title": "cut', "127817"),
        (b'{"title": "cut', None),
        (b"\xff", None),
        (b"[1]", None),
        (Broken("longer than 4 MB.", {"id": 7}), "7"),
        (Broken("longer than 4 MB."), None),
        ({**LEVER, "text": None}, "9cb4c077"),
        ({**GREENHOUSE, "title": ""}, "127817"),
        ({**ASHBY, "title": ["x"] * 9, "id": "a1"}, "a1"),
        ({**SCHEMA_ORG, "title": None}, "R-123"),
        ({**JOBSPY, "company": ""}, "li-1"),
        ({}, None),
        ({"id": None}, None),
    ],
)  # fmt: skip
def test_ids_of_what_cannot_be_read(content: bytes | Json | Broken, found: str | None) -> None:
    assert external_id_of(Row(1, content)) == found


@pytest.mark.parametrize(
    "document", [{**GREENHOUSE, "internal_job_id": None}, {**ASHBY, "isListed": False}]
)
def test_what_a_board_does_not_show_has_no_id_here(document: Json) -> None:
    assert external_id_of(Row(1, document)) is None


def test_an_id_is_the_one_its_posting_would_have() -> None:
    for document in (*OF_EACH.values(), {**OWN, "id": 5}, {**OWN, "external_id": "a\tb"}):
        if (told := external_id_of(Row(1, document))) is not None:
            assert told == only([document]).external_id


KEYS = sorted({key for document in OF_EACH.values() for key in document} | {
    "location", "address", "name", "value", "unitText", "minValue", "metadata", "compensationTiers", "components",
    "secondaryLocations", "@value", "remotetype", "city", "state", "referencenumber", "jobLocation", "skills", "locations",
})  # fmt: skip
ODD = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=30), st.just("\ud800"), st.just("1" * 5000),
    st.sampled_from(["Remote", "EMEA", "US", "yearly", "1 YEAR", "per-year-salary", "JobPosting", "2026-01-01", "<p>a</p>"]),
    st.just(10**400), st.just(-1e308),
)  # fmt: skip
VALUES = st.recursive(
    ODD,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(
    st.sampled_from(sorted(OF_EACH)),
    st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6),
    st.sampled_from([None, *FORMAT_NAMES]),
)
@settings(max_examples=300, deadline=None)
def test_odd_values_are_read_or_refused(kind: str, changed: Json, name: str | None) -> None:
    row = Row(1, {**OF_EACH[kind], **changed})
    external_id_of(row, format=name)
    try:
        _, posting = posting_of(row, format=name)
    except PostingInvalid:
        return
    assert "\x00" not in posting.title + posting.external_id
    posting.external_id.encode()
    posting.description.encode()
