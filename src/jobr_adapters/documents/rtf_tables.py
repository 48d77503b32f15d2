"""The tables at the start of an RTF: fonts, colours and styles by number."""

import re
from typing import Final

from jobr_adapters.documents import rtf_words as words
from jobr_adapters.documents.rtf_state import Place
from jobr_adapters.documents.visible import is_whitish

_HEADING: Final = re.compile(r"\s*(?:heading|title|subtitle)", re.I)
_OTHER_CODE_PAGES: Final = {"mac": 10000, "pc": 437, "pca": 850}


class RtfTables:
    """Filled while they are read, asked afterwards."""

    def __init__(self) -> None:
        self.encoding = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._colors: list[tuple[int, int, int]] = []
        self._color: dict[str, int] = {}
        self._headings: set[int] = set()
        self._style = 0

    def encoding_of(self, font: int) -> str:
        """The document's own for most fonts."""
        return self._fonts.get(font) or self.encoding

    def is_white(self, color: int) -> bool:
        """Of what lies behind: colour 0 is the paper."""
        if color == 0:
            return True
        if not 0 < color < len(self._colors):
            return False
        return is_whitish("".join(f"{part & 0xFF:02x}" for part in self._colors[color]))

    def is_heading(self, style: int) -> bool:
        return style in self._headings

    def take_word(self, place: Place, word: str, number: int | None) -> bool:
        """Whether the control word was for the tables."""
        if word in ("ansicpg", *_OTHER_CODE_PAGES):
            self.encoding = words.encoding_of_code_page(_OTHER_CODE_PAGES.get(word, number or 1252))
        elif place is Place.FONTS:
            self._take_font(word, number or 0)
        elif place is Place.COLORS:
            self._color[word] = number or 0
        elif place is Place.STYLES and word == "s":
            self._style = number or 0
        else:
            return place is Place.STYLES
        return True

    def take_text(self, place: Place, text: str) -> None:
        """A semicolon ends an entry."""
        if place is Place.STYLES and _HEADING.match(text):
            self._headings.add(self._style)
        elif place is Place.COLORS:
            for _ in range(text.count(";")):
                one = self._color
                self._colors.append((one.get("red", 0), one.get("green", 0), one.get("blue", 0)))
                self._color = {}

    def _take_font(self, word: str, number: int) -> None:
        if word == "f":
            self._font = number
        elif word == "fcharset":
            self._fonts[self._font] = words.encoding_of_charset(number)
        elif word == "cpg":
            self._fonts[self._font] = words.encoding_of_code_page(number)
