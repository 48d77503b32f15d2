"""Addresses of a page that are not written out on it: behind an icon, or the word “GitHub”."""

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from jobr_adapters.documents.pdf_lines import Word
from jobr_adapters.documents.pdf_page import PageReader

_FOLLOWED: Final = re.compile(r"(?:https?://|mailto:|tel:)\S+$", re.I)
_SCHEME: Final = re.compile(r"^(?:https?://(?:www\.)?|mailto:|tel:)", re.I)
_PLAIN: Final = re.compile(r"^(?:mailto|tel):", re.I)
# Who a person is elsewhere stands at the place of the link, as e-mail and phone do; what else
# is linked (employers, projects) would tear the lines of an entry apart.
_PERSONAL: Final = re.compile(
    r"(?:mailto:|tel:)|https?://(?:[\w-]+\.)?(?:linkedin|github|gitlab|xing|stackoverflow)\.", re.I
)
_MOST_LINKS: Final = 200
_LONGEST: Final = 500


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses placed like words below their line, and others for the end of the page."""

    inline: tuple[Word, ...]
    others: tuple[str, ...]


def links_of(document: pdfium.PdfDocument, reader: PageReader, words: Sequence[Word]) -> Links:
    found = list(_addresses(document, reader.page))
    if not found:
        return Links((), ())
    written = _bare("".join(word.text for word in words))
    inline, others = [], []
    for address, box in found:
        if _bare(address) in written:
            continue
        written += f" {_bare(address)}"
        if _PERSONAL.match(address):
            inline.append(reader.below(_PLAIN.sub("", address).split("?")[0], box))
        else:
            others.append(address)
    return Links(tuple(inline), tuple(others))


def _bare(address: str) -> str:
    bare = _SCHEME.sub("", address).split("?")[0].rstrip("/").lower()
    return re.sub(r"[\s()-]+", "", bare)


def _addresses(document: Any, page: Any) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    box = raw.FS_RECTF()
    for _ in range(_MOST_LINKS):
        if not raw.FPDFLink_Enumerate(page.raw, position, link):
            return
        action = raw.FPDFLink_GetAction(link)
        if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
            continue
        address = _address(document, action)
        if _FOLLOWED.match(address) and raw.FPDFLink_GetAnnotRect(link, box):
            yield address, (box.left, box.bottom, box.right, box.top)


def _address(document: Any, action: Any) -> str:
    buffer = ctypes.create_string_buffer(_LONGEST)
    length = raw.FPDFAction_GetURIPath(document.raw, action, buffer, _LONGEST)
    return buffer.value.decode("utf-8", "replace").strip() if 0 < length <= _LONGEST else ""
