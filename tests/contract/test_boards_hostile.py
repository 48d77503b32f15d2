"""Content made to break readers: no crash, no hang, no quadratic time."""

import io
import json
from contextlib import suppress
from time import process_time

import pytest
from boards_reading import OWN

from jobr_adapters.job_boards.recognition import external_id_of, posting_of
from jobr_adapters.job_boards.rows import rows_of
from jobr_core.jobs.errors import PostingInvalid, PostingsUnreadable

LINE = json.dumps(OWN).encode()
PAGE = b'<html><body itemscope itemtype="https://schema.org/JobPosting">'
LINKED = b'<script type="application/ld+json">'
KB = 1024


def read(content: bytes) -> int:
    """Everything an import does with it."""
    count = 0
    with suppress(PostingsUnreadable):
        for row in rows_of(io.BytesIO(content)):
            count += 1
            external_id_of(row)
            with suppress(PostingInvalid):
                posting_of(row)
    return count


REPEATED = {
    "lists": (b"", b"["), "objects": (b"", b'{"a":'), "list in a record": (b'[{"a":', b"["),
    "list in a line": (LINE + b'\n{"a":', b"["), "digits": (b"[", b"9"), "digits in a line": (LINE + b'\n{"a":', b"9"),
    "digits behind a point": (b"[1.", b"9"), "exponent": (b"[1e", b"9"), "colons": (b"[", b":"), "escapes": (b'["', b"\\ud800"),
    "nan": (b"[", b"NaN,"), "nan in a text": (b'["', b'\\":NaN,'), "blanks": (b"[", b" "), "lines": (LINE + b"\n", b"\n"),
    "broken lines": (LINE + b"\n", b"{\n"), "keys": (b"{", b'"a":1,'), "ids": (LINE + b'\n{"', b'"id":'),
    "quotes in a table": (b"title,job_url\n", b'"'), "commas in a table": (b"title,job_url\n", b","),
    "header": (b"title,job_url", b",x"), "rows": (b"title,job_url\n", b"x\n"), "zeros": (b"title,job_url\n", b"\0"),
    "elements": (b"<source>", b"<job>"), "attributes": (b"<source><job ", b'a="b" '), "tag": (b"<source><job><", b"a"),
    "ends": (b"<source>", b"<job></a>"), "amps": (b"<source><job><title>", b"&amp;"), "comment": (b"<source><!--", b"-"),
    "prologue": (b"", b"<!---->"), "prologue of instructions": (b"", b"<?a?>"), "open prologue": (b"", b"<!--"),
    "tags": (PAGE, b"<a "), "comments": (PAGE, b"<!--"), "scripts": (PAGE, b"<script "), "json-ld": (PAGE, LINKED), "ends in json-ld": (PAGE + LINKED, b"</"),
    "items": (PAGE, b'<i itemscope itemtype="JobPosting">'), "values": (PAGE, b'<i itemprop="description">'), "properties": (PAGE + b'<i itemprop="', b"title "),
    "quotes in a tag": (PAGE + b"<a ", b"\"'"), "equals": (PAGE + b"<a ", b"="), "closing": (PAGE, b"</i>"), "less": (PAGE, b"<"),
    "entities": (PAGE + b'<i itemprop="title">', b"&amp"), "open attribute": (PAGE, b'<a b="'), "blanks in a tag": (PAGE + b"<a", b" "),
}  # fmt: skip


@pytest.mark.parametrize(("head", "piece"), list(REPEATED.values()), ids=list(REPEATED))
def test_time_grows_with_size(head: bytes, piece: bytes) -> None:
    def seconds(size: int) -> float:
        start = process_time()
        read(head + piece * (size // len(piece)))
        return process_time() - start

    small = min(seconds(60 * KB) for _ in range(2))
    assert seconds(360 * KB) < 0.2 + 18 * small, (
        "six times the size takes more than 18 times as long"
    )


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 3_000_000,
        LINE + b"\n" + b"[" * 3_000_000,
        b'[{"a":' + b"[" * 1_000_000 + b"]" * 1_000_000 + b"}," + LINE + b"]",
        b'[{"title":"a","company":"b","salary":{"min":1e999,"currency":"USD"}}]',
        b'[{"a":1e99999999999999999999},' + LINE + b"]",
        b'[{"a":12345678901234567890,"title":"a","company":"b"}]',
        b'{"title":"a\\ud800","company":"\\udfff b","external_id":"\\ud800x","url":"https://x/\\ud800"}',
        b'["\xed\xa0\x80"]', b'["\xc0\x80"]', b'{"\xf5\x80\x80\x80":1}',
        b'{"title":"a\\u0000b","company":"c\\u0000"}',
        PAGE + LINKED + b'{"@type":"JobPosting","a":' * 20_000,
        json.dumps([{"@type": "JobPosting", "@id": f"#{n}", "title": {"@id": f"#{n + 1}"}} for n in range(2000)]).encode(),
        json.dumps([{"@type": "JobPosting", "skills": [{"@id": "#x"}] * 2000}] * 20 + [{"@id": "#x", "name": ["y" * 90] * 1000}]).encode(),
    ],
    ids=range(14),
)  # fmt: skip
def test_odd_content(content: bytes) -> None:
    start = process_time()
    read(content)
    assert process_time() - start < 5


def test_damage_anywhere() -> None:
    feed = b"<source>" + b"<job><title>a</title><company>b</company></job>" * 3 + b"</source>"
    for whole in (
        b"[" + LINE + b"," + LINE + b"]",
        LINE + b"\n" + LINE,
        feed,
        PAGE + LINKED + LINE + b"</script>",
    ):
        for at in range(len(whole)):
            read(whole[:at])
            for byte in (b"\x00", b"\xff", b'"', b"<", b"{"):
                read(whole[:at] + byte + whole[at + 1 :])
