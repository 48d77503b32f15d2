"""What a DOCX must not hold, and where in it the words are (ECMA-376 part 2, OPC)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from jobr_adapters.documents.addresses import is_local, refuse_if_active
from jobr_adapters.documents.docx_watch import Watch
from jobr_adapters.documents.office_xml import Attributes, Budget, XmlReader
from jobr_adapters.documents.packages import Room, parts_of
from jobr_core.cvs.errors import ActiveContent, Corrupt, TypeMismatch

_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ACTIVE_TYPES: Final = re.compile(
    r"macroenabled|vbaproject|vbadata|activex|oleobject|text/html|message/rfc822|xhtml"
    r"|application/rtf|text/rtf|x-msdownload|javascript|webextension",
    re.I,
)
# By the last word of the relationship type, whichever namespace it is in.
_ACTIVE_RELATIONS: Final = frozenset(
    "oleobject control activexcontrolbinary vbaproject vbaprojectsignature "
    "vbaprojectsignatureagile wordvbadata afchunk frame subdocument keymapcustomizations "
    "attachedtoolbars mailmergesource mailmergeheadersource recipientdata xlmacrosheet "
    "xlintlmacrosheet externallink externallinkpath audio video media htmlpubsaveas webextension "
    "webextensiontaskpanes".split()
)
# What Windows runs, mounts or fetches on a double click; dots and blanks at the end it drops.
_ACTIVE_ENDINGS: Final = (
    "7z ace application appref-ms bat cab chm cmd com cpl dll dotm docm dqy exe gadget hta htm "
    "html img inf iqy iso jar js jse library-ms lnk mht mhtml msc msi msp odc one oqy pif ppam "
    "pptm ps1 py pyw rar rdp reg rqy rtf scf scr sct search-ms settingcontent-ms sh slk udl url vb "
    "vbe vbs vhd vhdx wsc wsf wsh xla xlam xll xlsb xlsm zip"
)
_ACTIVE_NAMES: Final = re.compile(
    r"(?:^|/)(?:vbaproject|vbadata|activex|webextensions/)"
    rf"|\.(?:{'|'.join(_ACTIVE_ENDINGS.split())})[. ]*$",
    re.I,
)
_PROGRAMS_AND_ARCHIVES: Final = (
    b"\xd0\xcf\x11\xe0", b"MZ", b"\x7fELF", b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf",
    b"MSCF", b"ITSF", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa", b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe", b"\x4c\x00\x00\x00\x01\x14\x02\x00", b"#!", b"BZh", b"\xfd7zXZ",
    b"{\\rtf", b"dex\n",
)  # fmt: skip
_GZIP: Final = b"\x1f\x8b"
_PACKED_PICTURES: Final = (".emz", ".wmz", ".svgz")
_OBFUSCATED: Final = ".odttf"  # a font whose first 32 bytes are as good as random
_CONTENT_TYPES: Final = "[content_types].xml"
_XML_NAMES: Final = (".xml", ".vml")
_LOOKS_LIKE_XML: Final = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\x00\x09\x0a\x0d\x20]*<\x00?[?!A-Za-z_:]"
)


@dataclass(frozen=True, slots=True)
class Relationship:
    """One end of it: `kind` is the last word of its type, `target` a part's name or an address."""

    id: str
    kind: str
    target: str
    outside: bool


@dataclass(frozen=True, slots=True)
class Docx:
    """A package that was looked through."""

    parts: Mapping[str, bytes]
    main: str
    relationships: Mapping[str, Mapping[str, Relationship]]

    def related(self, source: str) -> Mapping[str, Relationship]:
        """What a part refers to, by the id it uses."""
        return self.relationships.get(source, {})


def safe_docx(content: bytes) -> Docx:
    """Raises ActiveContent, ArchiveBomb, Corrupt, Encrypted, TooComplex, TypeMismatch or
    XmlEntity."""
    # Names of parts are the same whatever their case (ECMA-376 part 2 §6.2.2.3).
    room = Room()
    parts = {name.casefold(): data for name, data in parts_of(content, room).items()}
    budget = Budget()
    types = _ContentTypes()
    types.read(parts.get(_CONTENT_TYPES, b""), budget)
    relationships = {
        _source_of(name): _relationships(name, parts[name], budget)
        for name in parts
        if name.endswith(".rels")
    }
    main = _main_part(relationships.get("", {}))
    _check_main_type(types.of(main))
    if main not in parts:
        raise Corrupt
    for name, data in parts.items():
        _check_part(name, data, types.of(name), room)
    for name, data in parts.items():
        if _is_unread_xml(name, data, types.of(name)):
            Watch().check(data, budget)
    return Docx(parts, main, relationships)


def _is_unread_xml(name: str, data: bytes, content_type: str) -> bool:
    """By its name, its type or its first bytes, in any encoding that XML may be in."""
    if not data or name == _CONTENT_TYPES or name.endswith(".rels"):
        return False
    return (
        name.endswith(_XML_NAMES)
        or "xml" in content_type.rpartition("/")[2].lower().split("+")
        or (_LOOKS_LIKE_XML.match(data) is not None and not name.endswith(_OBFUSCATED))
    )


class _ContentTypes(XmlReader):
    def __init__(self) -> None:
        super().__init__()
        self._by_part: dict[str, str] = {}
        self._by_ending: dict[str, str] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        content_type = attributes.get("ContentType", "").strip()
        if name == "ct:Override":
            part = attributes.get("PartName", "").lstrip("/").casefold()
            if self._by_part.setdefault(part, content_type) != content_type:
                raise Corrupt
        elif name == "ct:Default":
            self._by_ending.setdefault(attributes.get("Extension", "").casefold(), content_type)

    def of(self, part: str) -> str:
        low = part.casefold()
        return self._by_part.get(low) or self._by_ending.get(low.rpartition(".")[2], "")


class _Relationships(XmlReader):
    def __init__(self, folder: str) -> None:
        super().__init__()
        self.found: dict[str, Relationship] = {}
        self._folder = folder

    def start(self, name: str, attributes: Attributes) -> None:
        if name != "rel:Relationship":
            return
        kind = attributes.get("Type", "").rpartition("/")[2]
        target = attributes.get("Target", "")
        outside = attributes.get("TargetMode", "").strip().lower() == "external"
        _check_relationship(kind.lower(), target, outside=outside)
        if not outside:
            target = _inside(self._folder, target)
        one = Relationship(attributes.get("Id", ""), kind, target, outside)
        self.found.setdefault(one.id, one)


def _relationships(name: str, xml: bytes, budget: Budget) -> dict[str, Relationship]:
    reader = _Relationships(_source_of(name).rpartition("/")[0])
    reader.read(xml, budget)
    return reader.found


def _check_relationship(kind: str, target: str, *, outside: bool) -> None:
    """Following a link is the reader's choice; everything else outside is fetched by itself.
    A path on the writer's own disk fetches nothing: Word notes the template and pasted pictures
    that way in many a CV."""
    if kind in _ACTIVE_RELATIONS:
        raise ActiveContent
    if outside and kind == "hyperlink":
        refuse_if_active(target)
    elif outside and not is_local(target):
        raise ActiveContent(
            "The file refers to something on the network that opening it would fetch "
            f"({kind or 'unknown'}); save it with everything embedded and try again."
        )


def _source_of(rels: str) -> str:
    """`word/_rels/document.xml.rels` speaks for `word/document.xml`."""
    folder, _, name = rels.rpartition("/")
    return f"{folder.removesuffix('_rels')}{name.removesuffix('.rels')}"


def _inside(folder: str, target: str) -> str:
    """The part's name. Raises Corrupt for what is not in the package."""
    path = unquote(target.partition("#")[0])
    if ":" in path or "\\" in path or path.startswith("//"):
        raise Corrupt
    steps: list[str] = [] if path.startswith("/") else [step for step in folder.split("/") if step]
    for step in path.split("/"):
        if step == "..":
            if not steps:
                raise Corrupt
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps).casefold()


def _main_part(of_package: Mapping[str, Relationship]) -> str:
    mains = [one.target for one in of_package.values() if one.kind == "officeDocument"]
    if len(mains) != 1:
        raise Corrupt
    return mains[0]


def _check_main_type(content_type: str) -> None:
    if _ACTIVE_TYPES.search(content_type):
        raise ActiveContent("The file can run macros; save it as a plain DOCX and try again.")
    if content_type != _MAIN:
        raise TypeMismatch("The file is not a Word document; save the CV as DOCX and try again.")


def _check_part(name: str, data: bytes, content_type: str, room: Room) -> None:
    if _ACTIVE_TYPES.search(content_type) or _ACTIVE_NAMES.search(name):
        raise ActiveContent
    is_program = data.startswith(_PROGRAMS_AND_ARCHIVES) and not name.endswith(_OBFUSCATED)
    if is_program and not _is_sheet(name, data, room):
        raise ActiveContent("The file holds another file (a program, an archive or an object).")
    if data.startswith(_GZIP) and not name.endswith(_PACKED_PICTURES):
        raise ActiveContent


def _is_sheet(name: str, data: bytes, room: Room) -> bool:
    """The numbers behind a chart, which Word keeps as a plain workbook."""
    if not name.endswith(".xlsx"):
        return False
    names = parts_of(data, room).keys()
    return "xl/workbook.xml" in names and not any(map(_ACTIVE_IN_SHEET.search, names))


_ACTIVE_IN_SHEET: Final = re.compile(
    r"vbaproject|activex|embeddings|macrosheets|externallinks|connections|querytables|webextensions"
    r"|\.(?!xml$|rels$|vml$|bin$|png$|jpe?g$)",
    re.I,
)
