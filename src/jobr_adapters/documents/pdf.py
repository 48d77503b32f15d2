"""Text of a PDF by pdfium. Runs in the sandboxed child only: pdfium may abort its process."""

from collections.abc import Iterator

import pypdfium2 as pdfium
from pypdfium2.raw import FPDF_ERR_PASSWORD

from jobr_adapters.documents.verdicts import MOST_CHARACTERS, MOST_PAGES, Unreadable, Verdict


def text_of_pdf(content: bytes) -> str:
    """The text of the first pages, in the order of the file. Raises Unreadable."""
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        locked = error.err_code == FPDF_ERR_PASSWORD
        raise Unreadable(Verdict.ENCRYPTED if locked else Verdict.CORRUPT) from error
    return "\n".join(_pages(document))


def _pages(document: pdfium.PdfDocument) -> Iterator[str]:
    room = MOST_CHARACTERS
    for number in range(min(len(document), MOST_PAGES)):
        try:
            text: str = document[number].get_textpage().get_text_range()
        except pdfium.PdfiumError as error:
            raise Unreadable(Verdict.CORRUPT) from error
        # pdfium writes U+FFFE where it joined a word hyphenated over two lines.
        yield text.replace("\ufffe", "-")[:room]
        room -= len(text)
        if room <= 0:
            return
