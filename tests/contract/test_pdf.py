"""The promise of `text_of_pdf`: text as a person reads it, one clear refusal of all that can act,
hide or swell."""

import io
import re
from collections.abc import Callable, Iterable
from itertools import pairwise

import pypdf
import pytest
from pypdf.generic import NameObject

import pdf_files
from jobr_adapters.documents.extracted import MOST_PAGES
from jobr_adapters.documents.pdf import text_of_pdf
from jobr_core.cvs.errors import (
    ActiveContent,
    ArchiveBomb,
    Corrupt,
    Encrypted,
    TooComplex,
    XmlEntity,
)
from pdf_files import (
    flate,
    link,
    pdf_of,
    plain_pdf,
    stream,
    updated,
    with_attachment,
    with_late_objects,
)

SIDEBAR = (
    "Contact",
    "London, UK",
    "Skills",
    "- Python",
    "- Kubernetes",
    "Languages",
    "Hobbies",
)
MAIN = ("Experience", "Senior Engineer", "Engineer, Widget", "Education", "MSc", "BSc")


def assert_order(text: str, parts: Iterable[str]) -> None:
    """Each part stands in the text, behind the one before."""
    places = [(text.index(part), part) for part in parts]
    for (place, part), (other, next_part) in pairwise(places):
        assert place < other, f"{next_part!r} is read before {part!r}"


@pytest.mark.parametrize(
    ("build", "order"),
    [
        (pdf_files.sidebar_on_the_left, (*SIDEBAR, *MAIN)),
        (pdf_files.sidebar_on_the_right, (*MAIN, *SIDEBAR)),
        (pdf_files.header_over_two_columns, ("Ada King", "I build", *MAIN, *SIDEBAR, "References")),
        (pdf_files.dark_sidebar, ("Ada King", *SIDEBAR, *MAIN)),
        (pdf_files.landscape, (*SIDEBAR, *MAIN)),
        (pdf_files.columns_on_common_lines, ("Platform engineer", "every day.\n\nSpeaker")),
        (pdf_files.german, ("Jürgen Weiß\nStraße 5\n", "Größenmessung", "Berufserfahrung")),
        (pdf_files.three_columns, ("Skills", "Helm", "Profile", "for years.", "Awards", "Rowing")),
        (
            pdf_files.columns_that_begin_half_way_down,
            ("Profile", "nine years", "Skills", "Prometheus", "Education", "Distinction"),
        ),
    ],
)  # fmt: skip
def test_columns_are_read_one_after_the_other(
    build: Callable[[], bytes], order: tuple[str, ...]
) -> None:
    assert_order(text_of_pdf(build()).text, order)


@pytest.mark.parametrize(
    ("build", "line"),
    [
        (pdf_files.sidebar_on_the_right, "Senior Engineer, Acme Ltd\tMar 2021 – Present"),
        (pdf_files.table_of_jobs, "Widget GmbH\tEngineer\t2018 – 2021"),
        (pdf_files.dates_in_the_margin, "2016 – 2018\tJunior Engineer, Foo AG"),
        (
            pdf_files.dates_of_solid_lines,
            "On the scheduling of large files in shared machines\t2013",
        ),
        (
            pdf_files.table_with_wrapped_cells,
            "Jan 2016 – Dec 2019\tWidget Manufacturing GmbH, Berlin\tWrote the billing service",
        ),
        (pdf_files.margin_headings, "EXPERIENCE\nSenior Engineer, Acme Ltd\t2020 – 2024"),
        (pdf_files.spaced_headings, "WORK EXPERIENCE"),
        (pdf_files.spaced_headings, "SKILLS"),
        (pdf_files.spaced_headings, "ADA KING"),
        (pdf_files.french, "Ingénieure d’études chez Société Générale\tdepuis février 2019"),
        (pdf_files.french, "Chargée de l’efficacité énergétique : œuvre conçue à Besançon"),
        (
            pdf_files.german,
            "Sachbearbeiter für Kreditorenbuchhaltung und Zahlungsverkehrsabwicklung",
        ),
        (pdf_files.hindi, "आशा वर्मा\nपुणे, महाराष्ट्र"),
        (
            pdf_files.from_the_right,
            "مهندسة برمجيات في شركة Acme Ltd منذ 2019\nמהנדסת תוכנה בחברת Acme",
        ),
        (pdf_files.bullets_of_all_kinds, "- First\n- Second\n- Third, with a drawn bullet"),
        (pdf_files.bullets_of_all_kinds, "Pune • +91 98765 43210 • a@b.org"),
        (pdf_files.turned_text, "Engineer\nLondon"),
        (pdf_files.turned_text, "CURRICULUM VITAE"),
    ],
)
def test_lines_are_those_a_person_sees(build: Callable[[], bytes], line: str) -> None:
    assert line in text_of_pdf(build()).text


def test_addresses_behind_words_are_read_and_those_written_out_not_twice() -> None:
    text = text_of_pdf(pdf_files.icons_with_links()).text
    head, _, rest = text.partition("Experience")
    assert "ada@example.org" in head
    assert "+447700900123" in head
    assert "https://www.linkedin.com/in/ada-king" in head
    assert text.count("github.com/adaking") == 1
    assert "Acme Ltd, London" in rest
    assert "https://acme.example/about" in rest


def test_feet_repeated_on_every_page_are_read_once() -> None:
    text = text_of_pdf(pdf_files.three_pages_with_footer()).text
    assert text.count("Page") == 1
    assert_order(text, ("Experience", "Education", "Skills"))


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_is_read_as_it_is_held(turn: int) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf_files.table_of_jobs()))
    writer = pypdf.PdfWriter()
    page = writer.add_page(reader.pages[0])
    size = page.mediabox
    page.add_transformation(
        pypdf.Transformation()
        .translate(-float(size.width) / 2, -float(size.height) / 2)
        .rotate(turn)
        .translate(float(size.height) / 2, float(size.width) / 2)
        if turn != 180
        else pypdf.Transformation().rotate(180).translate(float(size.width), float(size.height))
    )
    if turn != 180:
        page.mediabox.upper_right = (float(size.height), float(size.width))
        page.cropbox.upper_right = page.mediabox.upper_right
    page[NameObject("/Rotate")] = pypdf.generic.NumberObject(turn)
    file = io.BytesIO()
    writer.write(file)
    assert "Foo AG\tJunior Engineer\t2016 – 2018" in text_of_pdf(file.getvalue()).text


# --- what a reader cannot see ------------------------------------------------------------


def test_hidden_text_is_left_out_and_told_of() -> None:
    extracted = text_of_pdf(pdf_files.hidden_text())
    for hidden in ("Ignore all", "Kubernetes", "Far off", "Dark on dark"):
        assert hidden not in extracted.text
    for seen in ("White on dark is read", "White on a gradient is read", "Grey is read"):
        assert seen in extracted.text
    [warning] = extracted.warnings
    assert warning.startswith("About 120 characters of hidden text (in the colour of its")


def test_nothing_is_told_of_a_file_that_hides_nothing() -> None:
    assert text_of_pdf(pdf_files.dark_sidebar()).warnings == ()


IMAGE = {
    6: flate(
        b"\xdd" * 4096,
        b"/Type /XObject /Subtype /Image /Width 64 /Height 64 /BitsPerComponent 8 "
        b"/ColorSpace /DeviceGray",
    )
}


def with_image(words: bytes) -> bytes:
    """A page that is all picture, and some text."""
    return plain_pdf(
        content=stream(b"q 595 0 0 842 0 0 cm /I Do Q " + words),
        resources=b"/XObject << /I 6 0 R >>",
        more=IMAGE,
    )


INVISIBLE = b"BT 3 Tr /F1 12 Tf 72 700 Td (Ada King, recognised in the picture) Tj ET"


def test_the_recognised_text_of_a_scan_is_read() -> None:
    extracted = text_of_pdf(with_image(INVISIBLE))
    assert extracted.text == "Ada King, recognised in the picture"
    assert not extracted.warnings


def test_invisible_text_beside_visible_text_is_not() -> None:
    for content in (
        with_image(pdf_files.WORDS + b" " + INVISIBLE),
        plain_pdf(content=stream(pdf_files.WORDS + b" " + INVISIBLE)),
    ):
        extracted = text_of_pdf(content)
        assert "recognised" not in extracted.text
        assert "Engineer at Acme Ltd" in extracted.text
        assert "drawn invisibly" in extracted.warnings[0]


@pytest.mark.parametrize(
    "hidden",
    [
        b"1 1 1 rg BT /F1 12 Tf 72 500 Td (secret) Tj ET",
        b"0.97 g BT /F1 12 Tf 72 500 Td (secret) Tj ET",
        b"0 0 0 0 k BT /F1 12 Tf 72 500 Td (secret) Tj ET",
        b"0 g 60 480 200 40 re f BT /F1 12 Tf 72 500 Td (secret) Tj ET",
        b"1 1 1 rg BT /F1 12 Tf 0.05 0 0 0.05 72 500 Tm (secret) Tj ET",
        b"BT /F1 12 Tf 0.05 0 0 0.05 72 500 Tm (secret) Tj ET",
        b"BT /F1 12 Tf 72 -500 Td (secret) Tj ET",
        b"BT /F1 12 Tf 700 500 Td (secret) Tj ET",
        b"BT 7 Tr /F1 12 Tf 72 500 Td (secret) Tj ET",
    ],
)
def test_text_is_hidden_in_many_ways(hidden: bytes) -> None:
    extracted = text_of_pdf(plain_pdf(content=stream(pdf_files.WORDS + b" q " + hidden + b" Q")))
    assert "secret" not in extracted.text
    assert "Python, SQL" in extracted.text
    assert extracted.warnings[0].startswith("About 6 characters")


@pytest.mark.parametrize(
    "seen",
    [
        b"0 0 1 rg 60 480 200 40 re f 1 g BT /F1 12 Tf 72 500 Td (shown) Tj ET",
        b"0 g 60 480 200 40 re f 1 g BT /F1 12 Tf 72 500 Td (shown) Tj ET",
        b"0 g 0 0 595 842 re f 1 g 60 480 200 40 re f 0 g BT /F1 12 Tf 72 500 Td (shown) Tj ET",
        # A white area that a clip keeps away from the text.
        b"0 g 60 480 200 40 re f q 300 300 9 9 re W n 1 g 0 0 595 842 re f Q 1 g BT /F1 12 Tf 72 500 Td (shown) Tj ET",
        b"0.8 g BT /F1 12 Tf 72 500 Td (shown) Tj ET",
        b"1 g 0 G 1 w BT 2 Tr /F1 12 Tf 72 500 Td (shown) Tj ET",
        b"BT /F1 1 Tf 12 0 0 12 72 500 Tm (shown) Tj ET",
    ],
)
def test_visible_text_is_never_dropped(seen: bytes) -> None:
    extracted = text_of_pdf(plain_pdf(content=stream(b"q " + seen + b" Q")))
    assert extracted.text == "shown"
    assert not extracted.warnings


def test_what_is_cropped_away_is_not_read() -> None:
    extracted = text_of_pdf(plain_pdf(page=b"/CropBox [0 717 595 842]"))
    assert extracted.text == "Ada King"
    assert "outside the page" in extracted.warnings[0]


# --- what can act ------------------------------------------------------------------------


SCRIPT = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"


@pytest.mark.parametrize(
    "content",
    [
        plain_pdf(catalog=b"/OpenAction " + SCRIPT),
        plain_pdf(catalog=b"/Open#41ction << /S /J#61vaScript /J#53 (x) >>"),
        plain_pdf(catalog=b"/Names << /JavaScript << /Names [(a) " + SCRIPT + b"] >> >>"),
        plain_pdf(catalog=b"/OpenAction << /S /Named /N /Print >>"),
        plain_pdf(catalog=b"/OpenAction << /S /URI /URI (https://example.org) >>"),
        plain_pdf(catalog=b"/AA << /WC " + SCRIPT + b" >>"),
        plain_pdf(page=b"/AA << /O << /S /GoToR /F (\\\\\\\\host\\\\x.pdf) /D [0 /Fit] >> >>"),
        plain_pdf(more={6: SCRIPT}),
        plain_pdf(more={6: b"<< /S 7 0 R /JS (x) >>", 7: b"/JavaScript"}),
        plain_pdf(more={6: b"[[<< /A << /S /Launch /F (cmd.exe) >> >>]]"}),
        plain_pdf(page=b"/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /Launch /F (x) >> >>]"),
        plain_pdf(page=b"/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (javascript:x) >> >>]"),
        plain_pdf(page=b"/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (file:///etc/passwd) >> >>]"),
        plain_pdf(page=b"/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (\\\\\\\\host\\\\share) >> >>]"),
        plain_pdf(page=b"/Annots [<< /Subtype /RichMedia /Rect [0 0 9 9] >>]"),
        plain_pdf(page=b"/Annots [<< /Subtype /Screen /Rect [0 0 9 9] >>]"),
        plain_pdf(more={6: b"<< /S /SubmitForm /F << /FS /URL /F (http://example.org) >> >>"}),
        plain_pdf(more={6: b"<< /S /ImportData /F (x.fdf) >>"}),
        plain_pdf(more={6: b"<< /S /Rendition /OP 0 >>"}),
        plain_pdf(more={6: b"<< /S /GoToE /D [0 /Fit] >>"}),
        plain_pdf(more={6: b"<< /Type /Filespec /F (other.pdf) >>"}),
        plain_pdf(catalog=b"/AcroForm << /XFA 6 0 R /Fields [] >>", more={6: stream(b"<x/>")}),
        plain_pdf(content=b"<< /Length 0 /F (/etc/passwd) >>\nstream\n\nendstream"),
        plain_pdf(
            more={
                6: b"<< /Type /Filespec /F (cv.exe) /EF << /F 7 0 R >> >>",
                7: stream(b"MZ\x90\x00", b"/Type /EmbeddedFile"),
            }
        ),
        plain_pdf(more={6: stream(b"<html>Candidate</html>", b"/Type /EmbeddedFile")}),
    ],
)  # fmt: skip
def test_what_can_act_is_refused(content: bytes) -> None:
    with pytest.raises(ActiveContent, match="try again"):
        text_of_pdf(content)


def test_what_can_act_is_seen_in_object_streams() -> None:
    members = b"7 0 << /S /JavaScript /JS (x) >>"
    with pytest.raises(ActiveContent):
        text_of_pdf(with_object_stream(flate(members, b"/Type /ObjStm /N 1 /First 4")))


def with_object_stream(packed: bytes) -> bytes:
    """A file whose object 7 is in the object stream 6, with its cross-reference stream 8."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
        b"/Resources << /Font << /F1 4 0 R >> >> >>",
        4: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        5: stream(pdf_files.WORDS),
        6: packed,
    }
    body, entries = b"%PDF-1.7\n", [b"\0\0\0\0"]
    for number, content in objects.items():
        entries.append(b"\1" + len(body).to_bytes(2, "big") + b"\0")
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    entries += [b"\2\0\6\0", b"\1" + len(body).to_bytes(2, "big") + b"\0"]
    table = stream(b"".join(entries), b"/Type /XRef /Size 9 /W [1 2 1] /Root 1 0 R")
    return body + b"8 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, len(body))


@pytest.mark.parametrize("member", [b"<< /Harmless true >>", b"12 ", b"12 99", b"(x)"])
def test_an_object_stream_of_harmless_things_is_read(member: bytes) -> None:
    packed = flate(b"7 0 " + member, b"/Type /ObjStm /N 1 /First 4")
    assert text_of_pdf(with_object_stream(packed)).text.startswith("Ada King")


@pytest.mark.parametrize(
    "content",
    [
        plain_pdf(),
        plain_pdf(catalog=b"/OpenAction [3 0 R /Fit]"),
        plain_pdf(catalog=b"/OpenAction << /S /GoTo /D [3 0 R /Fit] >>"),
        plain_pdf(catalog=b"/OpenAction 6 0 R", more={6: b"null"}),
        plain_pdf(catalog=b"/AcroForm << /Fields [<< /T (Name) /FT /Tx /V (Ada) >>] >>"),
        plain_pdf(page=b"/AA << >>"),
        plain_pdf(page=b"/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (mailto:a@b.org) >> >>]"),
        plain_pdf(page=b"/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (www.example.org) >> >>]"),
        plain_pdf(catalog=b"/StructTreeRoot << /Type /StructTreeRoot /K << /S /P /A << /O /Layout >> >> >>"),
        plain_pdf(more={6: stream(b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>", b"/Type /Metadata /Subtype /XML")}),
        plain_pdf(
            catalog=b"/Names << /EmbeddedFiles << /Names [(attachment.xml) 6 0 R] >> >>",
            more={
                6: b"<< /Type /Filespec /F (attachment.xml) /EF << /F 7 0 R >> >>",
                7: stream(
                    b'<?xml version="1.0"?><Candidate xmlns="http://www.europass.eu/1.0"/>',
                    b"/Type /EmbeddedFile /Subtype /text#2Fxml",
                ),
            },
        ),
        b"\r\n" + plain_pdf(),
    ],
)  # fmt: skip
def test_what_real_programs_write_is_accepted(content: bytes) -> None:
    assert text_of_pdf(content).text.startswith("Ada King\nEngineer at Acme Ltd\nPython, SQL")


@pytest.mark.parametrize(
    "content",
    [
        plain_pdf(catalog=b"/Names << /Dests << /Names [] >> >> /Names << /Limits [] >>"),
        plain_pdf(page=b"/Annots [] /Annots [<< /Subtype /Link >>]"),
        plain_pdf(page=link(b"/S /URI /URI (http://a.b) /Next << /S /Named >> /Next << /S /GoTo >>")),
        plain_pdf(catalog=b"/AcroForm << /Fields [] >> /AcroForm << /Fields [] /DA () >>"),
        plain_pdf(catalog=b"/Outlines << >> /Outlines << /First << /Title (x) >> >>"),
        plain_pdf(catalog=b"/AcroForm << /Fields [] /Fields [<< /T (a) >>] >>"),
        plain_pdf(more={6: b"<< /Length 4 /Length 9 >>"}),
        plain_pdf(more={6: b"<< /ModDate 7 0 R /ModDate (D:2024) >>", 7: b"[]"}),
    ],
)  # fmt: skip
def test_a_key_with_two_values_is_refused_whatever_it_is_for(content: bytes) -> None:
    with pytest.raises(Corrupt):
        text_of_pdf(content)


def test_a_key_given_twice_is_read_if_that_changes_nothing() -> None:
    for entries in (
        b"/Ascent 9 /Ascent 10",
        b"/ModDate (D:2023) /ModDate (D:2024)",
        b"/Names << /A [1 2 R] >> /Names << /A [1 2 R] >>",
    ):
        assert text_of_pdf(plain_pdf(more={6: b"<< %s >>" % entries})).text.startswith("Ada King")


EUROPASS = b'<?xml version="1.0"?>\n<Candidate xmlns="http://www.europass.eu/1.0"/>'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (b"cv.hta", b"<html><!-- europass --><script>1</script></html>"),
        (b"cv.wsf", b'<job id="europass"><script language="JScript">1</script></job>'),
        (b"cv.bat", b"<!-- : europass\r\n@calc.exe\r\n-->"),
        (b"cv.svg", b'<svg xmlns="http://www.w3.org/2000/svg" id="europass"><script/></svg>'),
        (b"cv.hta", EUROPASS),
        (b"..\\\\cv.xml", EUROPASS),
        (b"cv.xml", b'<Candidate xmlns="http://evil.example"/>'),
        (b"cv.xml", b"<Candidate>"),
        (b"cv.xml", b"<Candidate/>MZ"),
        (b"cv.xml", b"<html id='europass'/>"),
        (b"cv.xml", b"<?xml-stylesheet href='http://a.b/x.xsl'?><Candidate/>"),
        (b"cv.xml", b'<Candidate><s:script xmlns:s="http://www.w3.org/1999/xhtml"/></Candidate>'),
        (b"cv.xml", b"<Candidate>" + b" " * 2_000_000 + b"</Candidate>"),
    ],
)
def test_an_attachment_that_is_not_from_europass_is_refused(name: bytes, content: bytes) -> None:
    with pytest.raises(ActiveContent):
        text_of_pdf(with_attachment(name, content))


@pytest.mark.parametrize(
    "content",
    [
        EUROPASS,
        b"\xef\xbb\xbf<Candidate/>",
        b'<e:SkillsPassport xmlns:e="http://europass.cedefop.europa.eu/Europass"><e:x/></e:SkillsPassport>',
    ],
)
def test_what_europass_attaches_is_ignored(content: bytes) -> None:
    assert text_of_pdf(with_attachment(b"attachment.xml", content)).text.startswith("Ada King")


ATTACHED = b"/Annots [<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS %s >>]"


@pytest.mark.parametrize(
    "content",
    [
        plain_pdf(page=ATTACHED % b"<< /F (\\\\\\\\evil\\\\a.exe) >>"),
        plain_pdf(page=ATTACHED % b"<< /UF (a.exe) >>"),
        plain_pdf(page=ATTACHED % b"(\\\\\\\\evil\\\\a.exe)"),
        *(
            plain_pdf(catalog=b"/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next %s >>" % following)
            for following in (
                b"<< /S /URI /URI (http://a.b) >>",
                b"[<< /S /GoTo /Next << /S /Named /N /Print >> >>]",
                b"<< /S /Named /N /NextPage >>",
                b"6 0 R",
            )
        ),
    ],
)
def test_what_leads_elsewhere_by_a_detour_is_refused(content: bytes) -> None:
    with pytest.raises(ActiveContent):
        text_of_pdf(content)


def test_a_file_that_opens_at_one_place_after_the_other_is_read() -> None:
    content = plain_pdf(catalog=b"/OpenAction << /S /GoTo /Next [<< /S /GoTo >>] >>")
    assert text_of_pdf(content).text.startswith("Ada King")


@pytest.mark.parametrize(
    "address",
    [
        b"(\\240javascript:1)", b"<FEFF200B006A006100760061007300630072006900700074003A0031>",
        b"<FFFE6A00610076006100730063007200690070007400 3A00>", b"<EFBBBF6A6176617363726970743A31>",
        b"(%6Aavascript:1)", b"(/\\\\evil/x)", b"(\\\\/evil/x)", b"(//evil/x)", b"(\\\\\\\\evil\\\\x)",
        b"(%5C%5Cevil\\\\x)", b"(C:/x.exe)", b"(" + b" " * 9_000 + b"javascript:1)",
        *(
            b"(%s:x)" % scheme
            for scheme in b"VBScript data file jar smb ldap ssh telnet onenote vscode intent ms-word "
            b"ms-settings search-ms nfs view-source feed microsoft-edge foo".split()
        ),
    ],
)  # fmt: skip
def test_links_that_start_something_are_refused(address: bytes) -> None:
    with pytest.raises(ActiveContent, match="links to"):
        text_of_pdf(plain_pdf(page=link(b"/S /URI /URI " + address)))


@pytest.mark.parametrize(
    "address",
    b"http://a.b/x?y=c:d|HTTPS://a.b|http:\\\\\\\\a.b|mailto:a@b.org|tel:+44 7700|www.a.b|#top|a.b:8080/x|"
    b"cv/x.html|/x|?q=1|http%3A//a.b|skype:ada.king?call|".split(b"|"),
)
def test_links_to_the_web_and_to_people_are_not(address: bytes) -> None:
    page = link(b"/S /URI /URI (%s)" % address)
    assert text_of_pdf(plain_pdf(page=page)).text.startswith("Ada King")


ACTING = b"<< /Type /Catalog /Pages 2 0 R /OpenAction %s >>" % SCRIPT
HYBRID = plain_pdf(more={6: SCRIPT}, catalog=b"/OpenAction 6 0 R")


@pytest.mark.parametrize(
    "content",
    [
        with_late_objects(b"1 0 obj\n%s\nendobj\n" % ACTING),
        with_late_objects(b"6%\n0 obj%\n" + SCRIPT + b"\nendobj\n"),
        with_late_objects(b"6 0 obj [" + SCRIPT + b"] endobj\n"),
        with_late_objects(b"6 0 obj" + flate(b"7 0 " + SCRIPT, b"/Type /ObjStm /N 0 /First 4") + b"endobj\n"),
        with_late_objects(b"6 0 obj /Launch endobj\n"),
        plain_pdf() + b"1 0 obj\n%s\nendobj\n" % ACTING,
        plain_pdf() + b"trailer << /Root %s >>\n" % ACTING,
        updated(plain_pdf(catalog=b"/OpenAction " + SCRIPT), 1, b"<< /Type /Catalog /Pages 2 0 R >>"),
        # Free in the table, as the objects of a hybrid file are.
        HYBRID.replace(b"%010d 00000 n" % HYBRID.index(b"6 0 obj"), b"0000000000 00000 f"),
        with_object_stream(flate(b"7 0 " + SCRIPT, b"/Type /ObjStm /N 0 /First 4")),
        with_object_stream(flate(b"7 0 8 5 null " + SCRIPT, b"/Type /ObjStm /N 1 /First 8")),
    ],
)  # fmt: skip
def test_what_can_act_is_seen_where_only_other_readers_look(content: bytes) -> None:
    with pytest.raises(ActiveContent):
        text_of_pdf(content)


@pytest.mark.parametrize(
    "content",
    [
        updated(plain_pdf(catalog=b"/Lang (en)"), 1, b"<< /Type /Catalog /Pages 2 0 R >>"),
        with_late_objects(b"1 0 obj\n<< /Type /Catalog >>\nendobj\n"),
        plain_pdf(content=stream(pdf_files.WORDS + b" BT (An object: obj, 1 0 obj.) Tj ET")),
    ],
)
def test_former_versions_of_harmless_objects_do_no_harm(content: bytes) -> None:
    assert text_of_pdf(content).text.startswith("Ada King\nEngineer")


@pytest.mark.parametrize("where", ["metadata", "europass"])
def test_declared_entities_are_refused(where: str) -> None:
    xml = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><Candidate>&a;</Candidate>'
    entries = {
        "metadata": b"/Type /Metadata /Subtype /XML",
        "europass": b"/Type /EmbeddedFile /Subtype /text#2Fxml",
    }
    with pytest.raises(XmlEntity):
        text_of_pdf(plain_pdf(more={6: stream(b"<?xml version='1.0'?>" + xml, entries[where])}))


# --- what swells, is locked or broken ----------------------------------------------------


def locked(user: str, content: bytes | None = None) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(content or plain_pdf()))
    writer.encrypt(user_password=user, owner_password="owner", algorithm="AES-256")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_a_password_to_open_is_asked_for_and_one_to_print_is_not() -> None:
    assert text_of_pdf(locked("")).text.startswith("Ada King")
    with pytest.raises(Encrypted):
        text_of_pdf(locked("secret"))


@pytest.mark.parametrize(
    ("address", "refused"), [(b"https://example.org/a", False), (b"javascript:1", True)]
)
def test_former_versions_of_a_locked_file_are_read_unlocked(
    address: bytes, *, refused: bool
) -> None:
    action = b"<< /S /URI /URI (%s) >>" % address
    page = b"/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A 6 0 R >>]"
    content = locked("", plain_pdf(page=page, more={6: action}))
    assert address not in content
    # Taken off the table: its entry is now free.
    number = re.findall(rb"(\d+) 0 obj\n<<\n/S /URI", content)[0]
    entry = b"%010d 00000 n" % content.index(b"\n%s 0 obj\n<<\n/S /URI" % number)
    entry = b"%010d 00000 n" % (int(entry[:10]) + 1)
    assert entry in content
    content = content.replace(entry, entry[:-1] + b"f")
    if refused:
        with pytest.raises(ActiveContent):
            text_of_pdf(content)
    else:
        assert text_of_pdf(content).text.startswith("Ada King")


def pages(count: int, declared: int | None = None) -> bytes:
    kids = b" ".join(b"%d 0 R" % (number + 4) for number in range(count))
    return pdf_of(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, declared or count),
            3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            **{
                number + 4: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
                for number in range(count)
            },
        }
    )


def test_pages_are_counted_and_not_believed() -> None:
    assert text_of_pdf(pages(MOST_PAGES, declared=2_147_483_647)).text == ""
    with pytest.raises(TooComplex, match="50 pages"):
        text_of_pdf(pages(MOST_PAGES + 1, declared=1))


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (plain_pdf(content=flate(b" " * 11_000_000)), ArchiveBomb),
        (plain_pdf(content=flate(b"BT " + b"() Tj " * 2_000_000 + b"ET")), ArchiveBomb),
        (plain_pdf(content=b"[" + b"6 0 R " * 9_000 + b"]", more={6: flate(b" " * 9_000)}), ArchiveBomb),
        (plain_pdf(content=stream(b"x", b"/Filter [" + b"/FlateDecode " * 5 + b"]")), ArchiveBomb),
        (plain_pdf(more=dict.fromkeys(range(6, 20100), b"null")), TooComplex),
        (plain_pdf(content=flate(b"BT /F1 1 Tf 9 0 0 9 9 9 Tm " + b"(aaaaaaaaa b) Tj " * 20_000 + b"ET")), TooComplex),
        (plain_pdf(more={6: flate(b"\x04a" * 600_000, b"/DecodeParms << /Predictor 15 /Columns 1 >>")}), ArchiveBomb),
        (plain_pdf(more={6: b"<" + b"41" * 300_000 + b">"}), TooComplex),
        (plain_pdf(more={6: flate(b"7 0 <" + b"41" * 300_000 + b">", b"/Type /ObjStm /N 1 /First 4")}), TooComplex),
        (pdf_files.shapes_in_many_colours(), TooComplex),
        (plain_pdf(catalog=b"/OpenAction [3 0 R /Fit] /OpenAction << /S /JavaScript >>"), Corrupt),
        (b"%PDF-1.7", Corrupt),
        (plain_pdf()[:300], Corrupt),
        (b"%PDF-1.7\n" + b"\0" * 1000, Corrupt),
    ],
)  # fmt: skip
def test_what_swells_or_is_broken_is_refused(content: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        text_of_pdf(content)


def test_each_refusal_says_what_to_do() -> None:
    with pytest.raises(TooComplex) as refused:
        text_of_pdf(pages(MOST_PAGES + 1))
    assert "save the CV alone and try again" in str(refused.value)


def test_characters_that_are_none_do_no_harm() -> None:
    def mapped_to(code: bytes) -> bytes:
        cmap = (
            b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <41> <%s> endbfchar"
            % code
        )
        return plain_pdf(
            more={
                4: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
                6: stream(cmap),
            }
        )

    for code in (b"0000", b"D800", b"FFFF", b"FDD0", b"E000"):
        assert "Engineer" in text_of_pdf(mapped_to(code)).text
