"""The promise of DocumentReader: text of real files, one clear refusal of all others."""

import io
import zipfile
from importlib.resources import files

import pytest
from docx import Document as Docx

from documents import an_empty_pdf, an_encrypted_pdf
from jobr_adapters.documents.reader import SandboxedReader
from jobr_core.cvs.errors import (
    DocumentCorrupt,
    DocumentEncrypted,
    DocumentMisnamed,
    DocumentTooComplex,
    DocumentTooLarge,
    DocumentUnsupported,
)
from jobr_core.cvs.parsing import parse

SAMPLES = files("jobr_cli") / "samples"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture
def read() -> SandboxedReader:
    return SandboxedReader(size_limit=2_000_000)


def a_docx(body: str, prolog: str = "") -> bytes:
    """A minimal DOCX around the XML of a body."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        document = (
            f'<?xml version="1.0"?>{prolog}<w:document {WORD}><w:body>{body}</w:body></w:document>'
        )
        archive.writestr("word/document.xml", document)
    return file.getvalue()


@pytest.mark.parametrize("person", ["backend-engineer", "nurse", "accountant"])
async def test_the_same_cv_reads_alike_as_pdf_and_docx(read: SandboxedReader, person: str) -> None:
    profiles = [
        parse(
            (await read((SAMPLES / f"{person}.{kind}").read_bytes(), file_name=f"cv.{kind}")).text
        ).profile
        for kind in ("pdf", "docx")
    ]
    pdf, docx = profiles
    assert pdf.basics.name == docx.basics.name != ""
    assert pdf.basics.label == docx.basics.label
    assert pdf.basics.location == docx.basics.location
    assert [(w.position, w.name, w.start_date, w.end_date) for w in pdf.work] == [
        (w.position, w.name, w.start_date, w.end_date) for w in docx.work
    ]
    assert pdf.education == docx.education
    assert pdf.languages == docx.languages


async def test_a_docx_is_read_in_its_order_with_tables_and_bullets(read: SandboxedReader) -> None:
    document = Docx()
    document.add_heading("Ada King")
    table = document.add_table(rows=2, cols=2)
    for row, cells in zip(
        table.rows, [("Mar 2021 – Present", "Engineer"), ("2019", "Intern")], strict=True
    ):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    document.add_paragraph("Built things", style="List Bullet")
    file = io.BytesIO()
    document.save(file)
    text = (await read(file.getvalue())).text
    assert [line for line in text.split("\n") if line.strip()] == [
        "Ada King", "Mar 2021 – Present", "Engineer", "2019", "Intern", "- Built things",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Zürich".encode(), "Zürich"),
        ("Zürich".encode("utf-16"), "Zürich"),
        ("Zürich".encode("utf-8-sig"), "Zürich"),
        ("Zürich".encode("cp1252"), "Zürich"),
    ],
)
async def test_text_in_its_encodings(read: SandboxedReader, content: bytes, text: str) -> None:
    assert (await read(content, file_name="cv.txt")).text == text


async def test_a_page_without_text_has_none(read: SandboxedReader) -> None:
    assert not (await read(an_empty_pdf(), file_name="scan.pdf")).text.strip()


DEEP = "<w:p>" * 500 + "</w:p>" * 500
BOMB = "<w:t>" + "A" * 30_000_000 + "</w:t>"
ENTITY = '<!DOCTYPE d [<!ENTITY x "boom">]>'
REFUSED = [
    (b"%PDF-1.7\n nonsense", "cv.pdf", DocumentCorrupt),
    (an_empty_pdf()[:100], "cv.pdf", DocumentCorrupt),
    (an_encrypted_pdf(), "cv.pdf", DocumentEncrypted),
    (b"PK\x03\x04 word/document.xml", "cv.docx", DocumentCorrupt),
    (a_docx("<w:p>never closed"), "cv.docx", DocumentCorrupt),
    (a_docx("", ENTITY), "cv.docx", DocumentCorrupt),
    (a_docx(DEEP), "cv.docx", DocumentTooComplex),
    (a_docx(BOMB), "cv.docx", DocumentTooComplex),
    (b"just words", "cv.docx", DocumentMisnamed),
    (b"just words", "cv.pdf", DocumentMisnamed),
    (an_empty_pdf(), "cv.docx", DocumentMisnamed),
    (b"{\\rtf1 words}", "cv.rtf", DocumentUnsupported),
    (bytes(range(256)) * 10, "cv", DocumentUnsupported),
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0d", "cv.png", DocumentUnsupported),
    (b"x" * 2_000_001, "cv.txt", DocumentTooLarge),
    (
        bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
        "cv.docx",
        DocumentEncrypted,
    ),
]


@pytest.mark.parametrize(("content", "name", "refusal"), REFUSED)
async def test_what_cannot_be_read_is_refused_for_its_reason(
    read: SandboxedReader, content: bytes, name: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        await read(content, file_name=name)
