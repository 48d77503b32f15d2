"""Reading Word 97–2003 files: their text, and refusals of what is damaged or runs something."""

import struct
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobr_adapters.documents.doc import text_of_doc
from jobr_core.cvs.errors import (
    ActiveContent,
    Corrupt,
    Encrypted,
    TooComplex,
    TypeMismatch,
    UnsupportedType,
)
from jobr_core.shared.errors import JobrError
from office_files import Doc, Ole

# Single property modifiers ([MS-DOC] §2.6.2)
IN_TABLE, ENDS_ROW = b"\x16\x24\x01", b"\x16\x24\x01\x17\x24\x01"
LISTED, HEADING, SPACED = b"\x0b\x46\x01\x00", b"\x40\x26\x00", b"\x13\xa4\xf0\x00"


def read(text: str) -> str:
    return text_of_doc(Doc(text).written()).text


@pytest.mark.parametrize("pieces", [1, 2, 7])
@pytest.mark.parametrize(("text", "wide"), [("Zoë – naïve\r", False), ("आशा वर्मा 简历 🐍\r", True)])
def test_text_in_pieces_of_either_width(text: str, pieces: int, *, wide: bool) -> None:
    assert text_of_doc(Doc(text, pieces=pieces, wide=wide).written()).text == text.strip()


def test_headers_come_first_footers_and_notes_last() -> None:
    headers = ("even\r", "Ada Lovelace\r", "Page 1\r", "Page 1\r", "", "First\r")
    document = Doc("Engineer\r", headers=headers, footnotes="A note\r", boxes="In a box\r")
    assert text_of_doc(document.written()).text == (
        "Ada Lovelace\n\neven\n\nEngineer\n\nIn a box\n\nFirst\n\nPage 1\n\nA note"
    )


def test_paragraphs_are_what_their_properties_say() -> None:
    text = "Ada\rSkills\rPython\rGo\rEnd\r"
    modifiers = (b"", HEADING, LISTED, LISTED, SPACED)
    assert text_of_doc(Doc(text, modifiers=modifiers).written()).text == (
        "Ada\n\nSkills\n- Python\n- Go\n\nEnd"
    )


def test_rows_and_empty_cells_by_the_properties() -> None:
    text = "a\x07\x07c\x07\x07d\x07e\x07f\x07\x07end\r"
    cells = (IN_TABLE, IN_TABLE, IN_TABLE, ENDS_ROW)
    document = Doc(text, modifiers=(*cells, *cells, b""))
    assert text_of_doc(document.written()).text == "a\tc\nd\te\tf\n\nend"


def test_rows_of_a_file_that_tells_no_properties() -> None:
    assert read("Python\x078 years\x07\x07Go\x072 years\x07\x07end\r") == (
        "Python\t8 years\nGo\t2 years\n\nend"
    )


def test_characters_of_word() -> None:
    assert read("a\x0bb\x1ec\x1fd\xa0e\x01\x08\r") == "a\nb-cd e"


def test_fields_tell_their_result_and_where_links_lead() -> None:
    link = '\x13 HYPERLINK "https://a.example" \x14Site\x15'
    assert read(f"{link} \x13PAGE\x143\x15 \x13TOC\x15end\r") == "Site (https://a.example) 3 end"


@pytest.mark.parametrize(
    "code",
    [
        "DDEAUTO c:\\x",
        "INCLUDEPICTURE http://x",
        "\x13QUOTE 68\x15 x",
        " " * 10_001 + "DDE x",
        'HYPERLINK \\o "t" "javascript:x"',
        "HYPERLINK “javascript:x”",
    ],
)
def test_fields_that_run_or_fetch_are_refused(code: str) -> None:
    with pytest.raises(ActiveContent):
        read(f"\x13{code}\x14x\x15\r")
    with pytest.raises(ActiveContent):
        read(f"\x13{code}")


def with_streams(**streams: bytes) -> bytes:
    return Doc("Ada\r").written(**streams)


@pytest.mark.parametrize(
    "content",
    [
        with_streams(**{"Macros/VBA/dir": b"x"}),
        with_streams(**{"_VBA_PROJECT_CUR/VBA/dir": b"x"}),
        with_streams(**{"ObjectPool/_1/\x01Ole10Native": b"MZ"}),
        with_streams(**{"ObjectPool/_1/CONTENTS": b"x"}),
        with_streams(**{"Sub/Package": b"PK"}),
    ],
)
def test_macros_and_objects_are_refused(content: bytes) -> None:
    with pytest.raises(ActiveContent):
        text_of_doc(content)


def test_word_leaves_an_empty_place_for_objects() -> None:
    assert text_of_doc(Doc("Ada\r").written("ObjectPool")).text == "Ada"


@pytest.mark.parametrize(
    ("document", "refusal"),
    [
        (Doc("Ada\r", flags=0x100), Encrypted),
        (Doc("Ada\r", ident=0xA5DC), UnsupportedType),
        (Doc("Ada\r", ident=0x1234), Corrupt),
        (Doc("Ada\r", clx_size=0x7FFFFFFF), Corrupt),
        (Doc("Ada\r", clx_size=3), Corrupt),
        (Doc("Ada Lovelace\r", repeat=25_000), TooComplex),
        (Doc("Ada Lovelace\r" * 100, repeat=10_000), TooComplex),
        (Doc("A" * 200_001 + "\r"), TooComplex),
    ],
)
def test_documents_that_are_locked_old_damaged_or_endless(
    document: Doc, refusal: type[JobrError]
) -> None:
    with pytest.raises(refusal):
        text_of_doc(document.written())


def test_other_compound_files_are_no_documents() -> None:
    with pytest.raises(TypeMismatch):
        text_of_doc(Ole({"Workbook": b"x"}).written())
    with pytest.raises(Encrypted):
        text_of_doc(Ole({"EncryptedPackage": b"x"}).written())


def patched(*places: tuple[int, str, int]) -> bytes:
    """A document whose bytes at these offsets, packed in that way, say something else."""
    content = bytearray(Doc("Ada\r").written())
    for at, how, value in places:
        struct.pack_into(how, content, at, value)
    return bytes(content)


def fat_at(sector: int) -> int:
    """Where the allocation table has the entry of a sector: it is the file's last sector."""
    return len(Doc("Ada\r").written()) - 512 + 4 * sector


def directory_at(entry: int, offset: int) -> int:
    content = Doc("Ada\r").written()
    first: int = struct.unpack_from("<I", content, 48)[0]
    return 512 * (first + 1) + 128 * entry + offset


@pytest.mark.parametrize(
    "content",
    [
        patched((fat_at(3), "<I", 1)),
        patched((fat_at(3), "<I", 0x7FFFFFFF)),
        patched((fat_at(3), "<I", 0xFFFFFFFE)),
        patched((directory_at(1, 120), "<Q", 1 << 40)),
        patched((directory_at(0, 76), "<I", 0)),
        patched((directory_at(1, 72), "<I", 2), (directory_at(2, 72), "<I", 1)),
        patched((directory_at(2, 116), "<I", 0)),
        patched((30, "<H", 31)),
        patched((32, "<H", 31)),
        patched((44, "<I", 0x7FFFFFFF)),
        patched((68, "<I", 0), (72, "<I", 0x7FFFFFFF)),
        Doc("Ada\r").written()[:5000],
        Doc("Ada\r").written()[:512],
        Doc("Ada\r").written()[:8],
        b"",
    ],
)
def test_chains_and_trees_that_lead_nowhere_or_in_circles(content: bytes) -> None:
    with pytest.raises(Corrupt):
        text_of_doc(content)


LINES = st.lists(
    st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=20),
    min_size=1,
    max_size=9,
)


@given(LINES, st.integers(1, 20))
def test_paragraphs_come_back_as_they_were_written(lines: list[str], pieces: int) -> None:
    document = Doc("".join(f"{line}\r" for line in lines), pieces=pieces)
    assert text_of_doc(document.written()).text.split("\n") == lines


WHOLE = Doc(
    'Ada\r\x13HYPERLINK "http://a"\x14x\x15\ra\x07b\x07\x07', headers=("", "h\r", "", "", "", ""),
    modifiers=(LISTED, HEADING, IN_TABLE, IN_TABLE, ENDS_ROW),
).written()  # fmt: skip
# The parts that steer: headers, the directory, the tables, the pages of properties.
STEERING = [at for at, byte in enumerate(WHOLE) if byte] + list(range(512))


@settings(max_examples=500)
@given(
    st.lists(
        st.tuples(st.sampled_from(STEERING), st.sampled_from([0, 1, 2, 7, 127, 128, 254, 255])),
        min_size=1,
        max_size=5,
    )
)
def test_damaged_files_are_read_or_refused(changes: list[tuple[int, int]]) -> None:
    damaged = bytearray(WHOLE)
    for at, byte in changes:
        damaged[at] = byte
    with suppress(JobrError):
        text_of_doc(bytes(damaged))


@given(st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    for start in (b"", WHOLE[:512]):
        with suppress(JobrError):
            text_of_doc(start + content)
