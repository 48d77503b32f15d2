"""Sheets as DOCX."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from parsing_corpus.sheet import (
    Block,
    Box,
    Bullets,
    Columns,
    Heading,
    Link,
    Row,
    Rule,
    Sheet,
    Table,
    Text,
)

BOX = """
<w:r {ns} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml">
<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="251659264" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>{left}</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV><wp:extent cx="2400000" cy="1800000"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapSquare wrapText="bothSides"/><wp:docPr id="{n}" name="Text Box {n}"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2400000" cy="1800000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:shape type="#_x0000_t202" style="width:190pt;height:140pt"><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>
"""  # fmt: skip
ALIGNED = {
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "center-name": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def docx_file(sheet: Sheet) -> bytes:
    document = Document()
    page = document.sections[0]
    page.left_margin = page.right_margin = Cm(2)
    document.styles["Normal"].font.name = "Calibri"
    for place, blocks in ((page.header, sheet.top), (page.footer, sheet.bottom)):
        for block in blocks:
            _Writer(place, document, sheet).put(block)
    writer = _Writer(document, document, sheet)
    for block in sheet.blocks:
        writer.put(block)
    buffer = io.BytesIO()
    document.save(buffer)
    return _without_dates(buffer.getvalue())


class _Writer:
    """Into the body, a header or a cell."""

    def __init__(self, place: Any, document: Any, sheet: Sheet) -> None:
        self._place, self._document, self._sheet = place, document, sheet

    def put(self, block: Block) -> None:  # noqa: C901 - one case per kind of block
        match block:
            case Heading(text):
                self._heading(text)
            case Text(text, look):
                self._text(text, look)
            case Bullets(items):
                for item in items:
                    self._bullet(item)
            case Row(left, right, bold):
                line = self._place.add_paragraph()
                line.paragraph_format.tab_stops.add_tab_stop(Cm(17), WD_TAB_ALIGNMENT.RIGHT)
                line.add_run(left).bold = bold
                line.add_run(f"\t{right}")
            case Table(rows, widths, lined):
                self._table(rows, widths, lined=lined)
            case Columns(left=left_blocks, right=right_blocks):
                self._columns(left_blocks, right_blocks)
            case Box(blocks):
                self._box(blocks)
            case Link(before, text, target):
                self._link(before, text, target)
            case Rule():
                self._place.add_paragraph("_" * 60)

    def _heading(self, text: str) -> None:
        if self._sheet.extra.get("headings") == "bold":
            line = self._place.add_paragraph()
            line.add_run(text).bold = True
            return
        line = self._place.add_paragraph(style="Heading 1")
        line.add_run(text).font.color.rgb = RGBColor.from_string(self._sheet.accent)

    def _text(self, text: str, look: str) -> None:
        line = self._place.add_paragraph()
        run = line.add_run(text)
        run.bold = look in {"bold", "name", "center-name"} or None
        run.italic = look == "italic" or None
        if "name" in look:
            run.font.size = Pt(22)
        if look in ALIGNED:
            line.alignment = ALIGNED[look]

    def _bullet(self, item: str) -> None:
        sign = self._sheet.bullet
        if sign == "list":
            self._place.add_paragraph(item, style="List Bullet")
        else:
            self._place.add_paragraph(f"{sign}\t{item}" if sign else item)

    def _table(
        self, rows: tuple[tuple[str, ...], ...], widths: tuple[float, ...], *, lined: bool
    ) -> None:
        table = self._new_table(len(rows), len(rows[0]))
        table.style = "Table Grid" if lined else None
        for row, cells in zip(rows, table.rows, strict=True):
            for n, (text, cell) in enumerate(zip(row, cells.cells, strict=True)):
                cell.text = text
                if widths:
                    cell.width = Cm(17 * widths[n] / sum(widths))

    def _new_table(self, rows: int, columns: int) -> Any:
        if self._place is self._document:
            return self._place.add_table(rows, columns)
        return (
            self._place.add_table(rows, columns, Cm(16))
            if not hasattr(self._place, "_tc")
            else self._place.add_table(rows, columns)
        )

    def _columns(self, *sides: tuple[Block, ...]) -> None:
        cells = self._new_table(1, 2).rows[0].cells
        for cell, blocks in zip(cells, sides, strict=True):
            inner = _Writer(cell, self._document, self._sheet)
            for block in blocks:
                inner.put(block)
            if len(cell.paragraphs) > 1 and not cell.paragraphs[0].text:
                first = cell.paragraphs[0].paragraph_format.element
                first.getparent().remove(first)

    def _box(self, blocks: tuple[Block, ...]) -> None:
        inside = "".join(
            f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
            for line in _flat(blocks, self._sheet)
        )
        run = parse_xml(BOX.format(ns=nsdecls("w"), n=7, left=3600000, inside=inside))
        self._place.add_paragraph().paragraph_format.element.append(run)

    def _link(self, before: str, text: str, target: str) -> None:
        line = self._place.add_paragraph(before)
        key = line.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = parse_xml(
            f'<w:hyperlink {nsdecls("w", "r")} r:id="{key}"><w:r><w:t>{escape(text)}</w:t></w:r></w:hyperlink>'
        )
        assert link.tag == qn("w:hyperlink")
        line.paragraph_format.element.append(link)


def _flat(blocks: tuple[Block, ...], sheet: Sheet) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(text) | Text(text):
                yield text
            case Bullets(items):
                yield from (
                    f"{'' if sheet.bullet == 'list' else sheet.bullet} {item}".strip()
                    for item in items
                )
            case Row(left, right):
                yield f"{left}  {right}"
            case Link(before, text):
                yield before + text
            case _:
                raise TypeError(block)


def _without_dates(data: bytes) -> bytes:
    """The same archive with one date on every member."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, (2026, 10, 1, 9, 0, 0))
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(info, old.read(name))
    return buffer.getvalue()
