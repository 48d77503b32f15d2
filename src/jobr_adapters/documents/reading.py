"""Bytes of a known kind → what they say as a CV. Runs in the sandbox."""

import json
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import Final

from jobr_adapters.documents.extracted import Extracted
from jobr_adapters.documents.kinds import Kind
from jobr_core.cvs.bounds import within_bounds
from jobr_core.cvs.errors import Corrupt, JsonResumeInvalid, TooComplex
from jobr_core.cvs.model import Cv
from jobr_core.cvs.parsing import parse

_READERS: Final = {
    Kind.PDF: ("pdf", "text_of_pdf"),
    Kind.DOCX: ("docx", "text_of_docx"),
    Kind.DOC: ("doc", "text_of_doc"),
    Kind.RTF: ("rtf", "text_of_rtf"),
    Kind.TEXT: ("plain", "text_of_plain"),
    Kind.MARKDOWN: ("markdown", "text_of_markdown"),
}
_SECTIONS: Final = ("basics", "work", "education", "skills")


def cv_in_document(kind: Kind, content: bytes) -> Cv:
    """Raises the refusals of `cvs.errors`."""
    cv = _from_json(content) if kind is Kind.JSON else _from_text(reader_of(kind)(content))
    return within_bounds(cv)


def reader_of(kind: Kind) -> Callable[[bytes], Extracted]:
    """Imported on first use, which is before a sandbox is forked: one command pays for one kind."""
    module, name = _READERS[kind]
    read: Callable[[bytes], Extracted] = getattr(
        import_module(f"jobr_adapters.documents.{module}"), name
    )
    return read


def _from_text(extracted: Extracted) -> Cv:
    cv = parse(extracted.text)
    return replace(cv, warnings=(*extracted.warnings, *cv.warnings))


def _from_json(content: bytes) -> Cv:
    document = _json(content)
    if not isinstance(document, dict) or not set(_SECTIONS) & set(document):
        raise Corrupt(f"This JSON is no JSON Resume: it has none of {', '.join(_SECTIONS)}.")
    try:
        return Cv.from_json_resume(document)
    except JsonResumeInvalid as error:
        raise Corrupt(str(error)) from error


def _json(content: bytes) -> object:
    """NaN, Infinity and a key given twice are no JSON a database keeps."""
    try:
        return json.loads(
            content.decode("utf-8-sig"),
            parse_constant=_no_constant,
            parse_int=_short_number,
            object_pairs_hook=_each_key_once,
        )
    except RecursionError:
        raise TooComplex("The JSON is nested deeper than any CV.") from None
    except ValueError as error:
        raise Corrupt(f"This is not valid JSON: {error}.") from error


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is not JSON (RFC 8259 §6)")


def _short_number(digits: str) -> object:
    """No field of a CV is a number; this one is only refused in words a person understands."""
    if len(digits) > 100:
        raise ValueError("a number has too many digits")
    return int(digits)


def _each_key_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    document = dict(pairs)
    if len(document) < len(pairs):
        raise ValueError("an object names a key twice")
    return document
