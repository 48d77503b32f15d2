"""Which kind a file is: its content says so, and neither name nor media type may disagree."""

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobr_adapters.documents.kinds import Kind, kind_of
from jobr_core.cvs.errors import Encrypted, TypeMismatch, UnsupportedType
from office_files import Doc, Ole, a_docx, a_zip, an_rtf

PDF = b"%PDF-1.7\n1 0 obj\n"
DOCX, DOC, RTF = a_docx(), Doc("Ada\r").written(), an_rtf("Ada")
TEXT, JSON = b"Ada Lovelace\nEngineer", b' \n{"basics": {}}'


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (PDF, "cv.pdf", Kind.PDF),
        (b"\n\n" + PDF, "cv.pdf", Kind.PDF),
        (b"X-Mail: gateway\r\n" + PDF, "cv.pdf", Kind.PDF),
        (PDF, "", Kind.PDF),
        (DOCX, "cv.docx", Kind.DOCX),
        (DOCX, "cv.doc", Kind.DOCX),
        (DOC, "cv.doc", Kind.DOC),
        (RTF, "cv.doc", Kind.RTF),
        (RTF, "cv.rtf", Kind.RTF),
        (b"\xef\xbb\xbf" + RTF, "cv.rtf", Kind.RTF),
        (TEXT, "cv.txt", Kind.TEXT),
        (TEXT, "cv.text", Kind.TEXT),
        (TEXT, "cv", Kind.TEXT),
        (TEXT, "cv.md", Kind.MARKDOWN),
        (TEXT, "CV.MARKDOWN", Kind.MARKDOWN),
        (JSON, "cv.json", Kind.JSON),
        (JSON, "cv.txt", Kind.TEXT),
        (JSON, "", Kind.JSON),
        ('{"a"'.encode("utf-16"), "cv.json", Kind.JSON),
        (TEXT, "cv.json", Kind.JSON),
        (b"about %PDF-1.7 files", "cv.txt", Kind.TEXT),
        ("Zürich, Łódź".encode("utf-16"), "cv.txt", Kind.TEXT),
        ("Ada Lovelace, engineer".encode("utf-16-le"), "cv.txt", Kind.TEXT),
        ("Ada Lovelace, engineer".encode("utf-16-be"), "cv.txt", Kind.TEXT),
        ("Ada Lovelace, engineer".encode("utf-32-le"), "cv.txt", Kind.TEXT),
        ("Прив".encode("cp1251") * 9, "cv.txt", Kind.TEXT),
        (b"<h1>Ada</h1>", "cv.md", Kind.MARKDOWN),
    ],
)
def test_what_is_read(content: bytes, name: str, kind: Kind) -> None:
    assert kind_of(content, name, "") is kind


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (PDF, "cv.docx"), (DOCX, "cv.pdf"), (PDF, "cv.txt"), (DOCX, "cv.txt"), (RTF, "cv.txt"),
        (DOC, "cv.docx"), (DOC, "cv.rtf"), (DOCX, "cv.rtf"), (TEXT, "cv.doc"), (TEXT, "cv.pdf"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "cv.txt"), (b"MZ\x90\x00\x03\x00" * 99, "cv.pdf"),
        (b"<!DOCTYPE html><p>%PDF-1.7", "cv.pdf"), (b"<svg onload='x'/>", "cv.pdf"),
        (b"<html><body>Ada", "cv.doc"), (b"<html>", "cv.txt"), (b"<?xml version='1.0'?>", "cv.md"),
        (a_zip({"xl/workbook.xml": b""}), "cv.docx"), (a_zip({"a.txt": b""}), "cv.docx"),
        (Ole({"Workbook": b""}).written(), "cv.doc"), (bytes(1_000), "cv.txt"), (bytes(9), "cv.pdf"),
        (b" " * 1_000, "cv.pdf"), (b"", "cv.pdf"), (PDF + DOCX, "cv.docx"),
        (b"Ada\x00Lovelace\x00Engineer", "cv.txt"), (bytes(range(256)) * 9, "cv.json"),
        (b"GIF89a\x01\x00\x01\x00" + b"\x00" * 9 + PDF, "cv.pdf"),
    ],
)  # fmt: skip
def test_a_name_that_promises_something_else(content: bytes, name: str) -> None:
    with pytest.raises(TypeMismatch):
        kind_of(content, name, "")


@pytest.mark.parametrize(
    "name",
    ["cv.exe", "cv.pdf.exe", "cv\u202efdp.exe", "cv.pdf\x00.exe", "cv.docm", "cv.pdf::$DATA",
     "cv.exe. ", "cv.html", "a/b.pdf/c.dll", ".exe"],
)  # fmt: skip
def test_names_of_other_kinds(name: str) -> None:
    with pytest.raises(UnsupportedType):
        kind_of(PDF, name, "application/pdf")


@pytest.mark.parametrize(
    "name",
    ["", "resume", ".pdf", "cv.exe.pdf", "cv.pdf.", "cv.pdf ", "..\\..\\x.pdf", "/etc/passwd.pdf",
     "C:\\Users\\me\\cv.pdf", "cv\r\nSet-Cookie: a=b\r\n.pdf", "简历-📄.PDF", "a" * 5_000 + ".pdf",
     "J. Smith CV", "CV 12.2024"],
)  # fmt: skip
def test_names_a_person_may_give(name: str) -> None:
    assert kind_of(PDF, name, "application/pdf") is Kind.PDF


@pytest.mark.parametrize(
    "content",
    [b"\x89PNG\r\n\x1a\n" + bytes(99), a_zip({"xl/workbook.xml": b""}), b"<html>", bytes(99)],
)
def test_content_nobody_reads_without_a_name(content: bytes) -> None:
    with pytest.raises(UnsupportedType):
        kind_of(content, "", "")


@pytest.mark.parametrize(
    ("content", "declared"),
    [
        (PDF, "application/octet-stream"), (PDF, "binary/octet-stream"), (PDF, "Application/PDF; x=y"),
        (PDF, "application/x-pdf"), (TEXT, "text/plain; charset=utf-8"), (TEXT, "text/x-markdown"),
        (RTF, "text/rtf"), (RTF, "application/x-rtf"), (RTF, "application/msword"),
        (DOCX, "application/msword"), (JSON, "text/json"), (JSON, "application/ld+json"),
        (JSON, "text/plain"),
    ],
)  # fmt: skip
def test_media_types_that_agree(content: bytes, declared: str) -> None:
    kind_of(content, "", declared)


@pytest.mark.parametrize(
    ("content", "declared"),
    [
        (PDF, "text/html"), (PDF, "image/png"), (PDF, "text/plain"), (TEXT, "application/pdf"),
        (DOCX, "application/zip"), (DOC, Kind.DOCX), (JSON, "application/pdf"), (TEXT, "nonsense"),
    ],
)  # fmt: skip
def test_media_types_that_do_not(content: bytes, declared: str) -> None:
    with pytest.raises(TypeMismatch):
        kind_of(content, "", declared)


def test_a_word_file_behind_a_password() -> None:
    with pytest.raises(Encrypted):
        kind_of(Ole({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}).written(), "cv.docx", "")


@given(st.binary(max_size=100), st.text(max_size=20), st.text(max_size=20))
def test_anything_is_some_kind_or_refused(content: bytes, name: str, declared: str) -> None:
    with suppress(TypeMismatch, UnsupportedType):
        assert kind_of(content, name, declared) in Kind


def test_a_large_file_takes_no_time() -> None:
    started = time.process_time()
    for content in (
        b"a " * 2_500_000,
        b"PK\x03\x04" + bytes(5_000_000),
        DOC[:512] + bytes(5_000_000),
    ):
        with pytest.raises(TypeMismatch):
            kind_of(content, "cv.pdf", "")
    assert time.process_time() - started < 0.5
