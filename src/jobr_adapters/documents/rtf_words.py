"""What the control words of RTF mean for its text (Rich Text Format Specification 1.9.1)."""

import codecs
from typing import Final

# They stand for characters.
CHARACTERS: Final = {
    "par": "\n", "line": "\n", "lbr": "\n", "sect": "\n", "page": "\n", "column": "\n",
    "softline": "\n", "tab": "\t", "nestcell": "\t", "nestrow": "\n", "emdash": "—",
    "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ", "zwj": "\u200d",
    "zwnj": "\u200c",
}  # fmt: skip
SYMBOLS: Final = {"~": " ", "_": "-", "\n": "\n", "\r": "\n", "{": "{", "}": "}", "\\": "\\"}
# Objects, links that update themselves, documents and data fetched from elsewhere.
ACTIVE: Final = frozenset(
    "object objdata objemb objlink objautlink objupdate objocx objhtml objsub objpub objicemb "
    "subdocument mailmerge mmconnectstr mmdatasource mmquery".split()
)
# Groups whose text is not of the page; those marked \* are left out unless named below.
SKIPPED: Final = frozenset(
    "info pict nonshppict shprslt sp listtext pntext pn xe tc rxe annotation atnid atnauthor "
    "bkmkstart bkmkend ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn themedata datastore revtbl "
    "listtable listoverridetable generator pgptbl rsidtbl filetbl private nonesttables upr "
    "fldpriv formfield template datafield docvar userprops xmlnstbl".split()
)
READ_ALTHOUGH_OPTIONAL: Final = frozenset({"shpinst", "shptxt", "fldinst", "ud"})
# After \* these still mean what they do without, since Word knows them.
KNOWN: Final = frozenset(
    "b i ul ulnone strike caps scaps v f fs cf cb lang langfe langnp loch hich dbch af rtlch ltrch "
    "insrsid charrsid rsid plain pard par field fldinst fldrslt flddirty fldedit fldlock footnote "
    "header headerf headerl headerr footer footerf footerl footerr cs s ud upr".split()
)
HEADERS: Final = ("headerf", "header", "headerr", "headerl")
FOOTERS: Final = ("footerf", "footer", "footerr", "footerl")
SYMBOL_FONT: Final = "symbol"
# \fcharset to code page; 0 and 1 are the document's own.
_CHARSETS: Final = {
    2: SYMBOL_FONT, 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030",
    136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256",
    186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_CODE_PAGES: Final = {10000: "mac_roman", 65001: "utf-8", 936: "gb18030", 42: SYMBOL_FONT}


def encoding_of_charset(number: int) -> str:
    """Nothing for the document's own."""
    return _CHARSETS.get(number, "")


def encoding_of_code_page(number: int) -> str:
    """Windows-1252 if Python does not know it."""
    name = _CODE_PAGES.get(number, f"cp{number}")
    try:
        return name if name == SYMBOL_FONT else codecs.lookup(name).name
    except LookupError:
        return "cp1252"


def decoded(data: bytes, encoding: str) -> str:
    """Glyphs of a symbol font go where other word processors put them."""
    if encoding == SYMBOL_FONT:
        return "".join(chr(0xF000 | byte) if byte > 0x20 else chr(byte) for byte in data)
    return data.decode(encoding, "replace")
