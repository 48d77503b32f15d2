"""The words of one part of a DOCX in reading order (ECMA-376 part 1 §17)."""

from collections.abc import Callable, Mapping
from typing import ClassVar, Final

from jobr_adapters.documents.addresses import with_address
from jobr_adapters.documents.docx_safety import Relationship
from jobr_adapters.documents.docx_seen import Seen, StyledParagraph
from jobr_adapters.documents.docx_styles import Styles, fill_of, number, spacing
from jobr_adapters.documents.fields import Fields, address_in
from jobr_adapters.documents.office_xml import Attributes, XmlReader
from jobr_adapters.documents.paragraphs import Flow
from jobr_adapters.documents.tables import Cell, add_block, lines_of
from jobr_core.cvs.bounds import MOST_CHARACTERS
from jobr_core.cvs.errors import TooComplex

# Not shown, though no less dangerous for that (docx_watch): removed and former text, properties
# that look like content, reading aids above characters, a drawing once more for older programs.
_SKIPPED: Final = frozenset(
    "del moveFrom rPrChange pPrChange sectPrChange tblPrChange tblGridChange tcPrChange trPrChange "
    "tblPrExChange numberingChange sdtPr sdtEndPr rt mc:Fallback".split()
)


class Words(XmlReader):
    """Reads one part; `lines` are its text, `hidden` counts the characters nobody sees."""

    def __init__(
        self, styles: Styles, related: Mapping[str, Relationship], *, white_is_seen: bool = False
    ) -> None:
        super().__init__()
        self.hidden = 0
        self.references: list[tuple[str, str, str]] = []
        """Headers and footers of the sections: element, which pages, relationship."""
        self._styles = styles
        self._related = related
        self._seen = Seen(white_is_seen=white_is_seen)
        self._flows = [Flow()]
        self._tables: list[list[list[Cell]]] = []
        self._paragraphs: list[StyledParagraph] = []
        self._fields = Fields()
        self._skipping = 0
        self._length = 0

    @property
    def lines(self) -> list[str]:
        """Once all was read. Raises ActiveContent for a field that was left open."""
        self._fields.close()
        return self._flows[0].lines

    def start(self, name: str, attributes: Attributes) -> None:
        if self._skipping or name in _SKIPPED:
            self._skipping += 1
        elif name in self._STARTS:
            self._STARTS[name](self, attributes)
        elif self._in_run_properties or self.path[-1:] == ["w14:textFill"]:
            self._seen.set_run(name, attributes)
        else:
            self._seen.shapes.start(name, attributes, self.path)

    def end(self, name: str) -> None:
        if self._skipping:
            self._skipping -= 1
        elif name in self._ENDS:
            self._ENDS[name](self)
        else:
            self._seen.shapes.end(name)

    def characters(self, text: str) -> None:
        if self._skipping:
            return
        if self.path[-1] in ("t", "m:t"):
            self._add(text)
        elif self.path[-1] == "instrText":
            self._fields.add_code(text)

    def _add(self, text: str) -> None:
        paragraph = self._paragraph
        if paragraph is None or not self._fields.showing:
            return
        if self._seen.hides(paragraph):
            self.hidden += len(text) - text.count(" ")
            return
        self._length += len(text)
        if self._length > MOST_CHARACTERS:
            raise TooComplex(f"The file holds more than {MOST_CHARACTERS:,} characters.")
        paragraph.pieces.append(text)

    @property
    def _paragraph(self) -> StyledParagraph | None:
        return self._paragraphs[-1] if self._paragraphs else None

    @property
    def _properties(self) -> StyledParagraph | None:
        """The paragraph, if it is its own properties that are being read."""
        return self._paragraph if self.path[-1] in ("pPr", "numPr") else None

    @property
    def _in_run_properties(self) -> bool:
        return self.path[-2:] == ["r", "rPr"]

    # Paragraphs

    def _start_paragraph(self, _: Attributes) -> None:
        self._paragraphs.append(StyledParagraph())

    def _end_paragraph(self) -> None:
        self._flows[-1].add(self._paragraphs.pop())

    def _set_style(self, attributes: Attributes) -> None:
        if paragraph := self._properties:
            paragraph.take(self._styles.of(attributes.get("val", "")))

    def _set_list(self, attributes: Attributes) -> None:
        if paragraph := self._properties:
            paragraph.listed = attributes.get("val") != "0"

    def _set_outline(self, attributes: Attributes) -> None:
        if paragraph := self._properties:
            paragraph.heading = number(attributes.get("val")) < 9

    def _set_spacing(self, attributes: Attributes) -> None:
        if paragraph := self._properties:
            before, after = spacing(attributes)
            paragraph.before = paragraph.before if before is None else before
            paragraph.after = paragraph.after if after is None else after

    # Runs

    def _start_run(self, _: Attributes) -> None:
        self._seen.start_run()

    def _end_run(self) -> None:
        self._seen.end_run()

    def _set_run_style(self, attributes: Attributes) -> None:
        if self._in_run_properties:
            self._seen.style_run(self._styles.of(attributes.get("val", "")).look)

    def _set_fill(self, attributes: Attributes) -> None:
        if self._in_run_properties:
            self._seen.set_run("shd", attributes)
        elif paragraph := self._properties:
            paragraph.fill = fill_of(attributes)
        elif self.path[-1] in ("tcPr", "tblPr"):
            self._seen.fill(attributes)

    def _set_page(self, attributes: Attributes) -> None:
        self._seen.paint(attributes.get("color", ""))

    def _tab(self, _: Attributes) -> None:
        if self.path[-1] == "r":  # within w:tabs it is a definition
            self._add("\t")

    def _break(self, _: Attributes) -> None:
        self._add("\n")

    def _hyphen(self, _: Attributes) -> None:
        self._add("-")

    def _symbol(self, attributes: Attributes) -> None:
        """A glyph of a symbol font: the reader of all formats knows the bullets among them."""
        code = int(attributes.get("char", "0")[-4:], 16)
        self._add(chr(code if code > 0xFF else code | 0xF000))

    # Fields and links

    def _field_character(self, attributes: Attributes) -> None:
        match attributes.get("fldCharType"):
            case "begin":
                self._fields.begin(self._paragraph)
            case "separate":
                self._fields.separate()
            case "end":
                self._fields.end(self._paragraph)

    def _start_simple_field(self, attributes: Attributes) -> None:
        self._fields.begin_link(address_in(attributes.get("instr", "")), self._paragraph)

    def _start_link(self, attributes: Attributes) -> None:
        self._fields.begin_link(self._target(attributes), self._paragraph)

    def _end_link(self) -> None:
        self._fields.end_link(self._paragraph)

    def _drawing_link(self, attributes: Attributes) -> None:
        """A picture that is a link, such as an icon."""
        if self.path[-1] == "wp:docPr" and self._paragraph:
            address = with_address("", self._target(attributes))
            self._paragraph.pieces.append(f" {address} " if address else "")

    def _target(self, attributes: Attributes) -> str:
        found = self._related.get(attributes.get("r:id", ""))
        return found.target if found and found.outside else ""

    # Tables, text boxes, sections

    def _start_table(self, _: Attributes) -> None:
        self._tables.append([])
        self._seen.enter()

    def _style_table(self, attributes: Attributes) -> None:
        if self._styles.of(attributes.get("val", "")).fills:
            self._seen.paint("table")

    def _end_table(self) -> None:
        self._seen.leave()
        add_block(self._flows[-1].lines, lines_of(self._tables.pop()))

    def _start_row(self, _: Attributes) -> None:
        self._tables[-1].append([])

    def _start_cell(self, _: Attributes) -> None:
        self._flows.append(Flow())
        self._seen.enter()

    def _merge_cell(self, attributes: Attributes) -> None:
        self._flows[-1].tall = attributes.get("val") == "restart"

    def _end_cell(self) -> None:
        flow = self._flows.pop()
        self._seen.leave()
        self._tables[-1][-1].append(Cell(flow.lines, tall=flow.tall))

    def _start_box(self, _: Attributes) -> None:
        self._flows.append(Flow())
        self._seen.enter(self._seen.shapes.fill)

    def _end_box(self) -> None:
        lines = self._flows.pop().lines
        self._seen.leave()
        if self._paragraph:
            self._paragraph.boxes.append(lines)
        else:
            add_block(self._flows[-1].lines, lines)

    def _header(self, attributes: Attributes) -> None:
        self._refer("headerReference", attributes)

    def _footer(self, attributes: Attributes) -> None:
        self._refer("footerReference", attributes)

    def _refer(self, name: str, attributes: Attributes) -> None:
        pages = attributes.get("type", "default")
        self.references.append((name, pages, attributes.get("r:id", "")))

    _STARTS: ClassVar[Mapping[str, Callable[["Words", Attributes], None]]] = {
        "p": _start_paragraph, "pStyle": _set_style, "numId": _set_list,
        "outlineLvl": _set_outline, "spacing": _set_spacing, "r": _start_run,
        "rStyle": _set_run_style, "shd": _set_fill, "background": _set_page, "tab": _tab,
        "ptab": _tab, "br": _break, "cr": _break, "noBreakHyphen": _hyphen, "sym": _symbol,
        "fldChar": _field_character, "fldSimple": _start_simple_field, "hyperlink": _start_link,
        "a:hlinkClick": _drawing_link, "tbl": _start_table, "tblStyle": _style_table,
        "tr": _start_row, "tc": _start_cell, "vMerge": _merge_cell, "txbxContent": _start_box,
        "headerReference": _header, "footerReference": _footer,
    }  # fmt: skip
    _ENDS: ClassVar[Mapping[str, Callable[["Words"], None]]] = {
        "p": _end_paragraph, "r": _end_run, "fldSimple": _end_link, "hyperlink": _end_link,
        "tc": _end_cell, "tbl": _end_table, "txbxContent": _end_box,
    }  # fmt: skip
