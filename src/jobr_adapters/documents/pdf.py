"""Text of a PDF: its structure is checked by pypdf, its pages are read by pdfium.

Runs in the sandboxed child only: pdfium may abort its process, and hostile files make it.
"""

from collections import Counter

import pypdfium2 as pdfium
from pypdfium2.raw import FPDF_ERR_PASSWORD

from jobr_adapters.documents.extracted import Extracted
from jobr_adapters.documents.pdf_hidden import Hidden, warning
from jobr_adapters.documents.pdf_layout import reading_order
from jobr_adapters.documents.pdf_lines import Line
from jobr_adapters.documents.pdf_links import links_of
from jobr_adapters.documents.pdf_page import PageReader
from jobr_adapters.documents.pdf_pages import text_of
from jobr_adapters.documents.pdf_safety import checked_pages
from jobr_core.cvs.bounds import MOST_CHARACTERS
from jobr_core.cvs.errors import Corrupt, Encrypted, TooComplex
from jobr_core.shared.errors import JobrError


def text_of_pdf(content: bytes) -> Extracted:
    """What a person reads in the file. Raises Refused if it must not or cannot be read."""
    try:
        return _read(content, checked_pages(content))
    except (JobrError, MemoryError, RecursionError):
        raise
    except Exception as error:
        raise Corrupt from error


def _read(content: bytes, pages: int) -> Extracted:
    document = _opened(content)
    lines: list[list[Line]] = []
    hidden = Counter[Hidden]()
    room = MOST_CHARACTERS
    for number in range(min(pages, len(document))):
        reader = PageReader(document[number])
        room -= reader.count
        if room < 0:
            raise TooComplex(
                f"The file has more than {MOST_CHARACTERS:,} characters, which is more than Jobr "
                "reads; save the CV alone and try again."
            )
        found = reader.read()
        hidden += found.hidden
        links = links_of(document, reader, found.words)
        ordered = reading_order([*found.words, *links.inline])
        lines.append([*ordered, *reader.at_the_end([*found.turned, *links.others])])
    return Extracted(text=text_of(lines), warnings=warning(hidden))


def _opened(content: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise (Encrypted if error.err_code == FPDF_ERR_PASSWORD else Corrupt) from error
