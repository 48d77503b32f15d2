"""Build the sample CVs (PDF and DOCX) from the JSON Resume files in ``samples/``.

The people are invented. Run from anywhere, in an environment with the two builders::

    python -m pip install typst python-docx
    python tools/make_samples.py [OUTPUT_DIRECTORY]

Without an argument the files go to ``src/jobr_cli/samples``. The same versions of typst and
python-docx give the same bytes on every run: dates are fixed and system fonts are ignored.
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst
from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

HERE = Path(__file__).resolve().parent
SOURCE = HERE / "samples"
TARGET = HERE.parent / "src" / "jobr_cli" / "samples"
BUILT = datetime(2026, 10, 1, 9, 0, 0, tzinfo=UTC)
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
COUNTRIES = {"GB": "United Kingdom", "IN": "India"}


def month_name(date: str) -> str:
    year, month = date.split("-")[:2]
    return f"{MONTHS[int(month) - 1]} {year}"


def month_number(date: str) -> str:
    year, month = date.split("-")[:2]
    return f"{month}/{year}"


def year_only(date: str) -> str:
    return date[:4]


@dataclass(frozen=True)
class Style:
    """How one person's CV looks: date format, headings, PDF layout, DOCX font and colour."""

    slug: str
    date: Callable[[str], str]
    dash: str
    present: str
    layout: str
    font: str
    accent: str
    headings: dict[str, str]


# The layouts below are Typst. Each reads the prepared CV (see `prepare`) from `sys.inputs.cv`.
PRELUDE = """
#let cv = json(bytes(sys.inputs.cv))
#let h = cv.headings
#let accent = rgb("#" + cv.accent)
#set document(title: cv.name + " - CV", author: cv.name, date: datetime(
  year: 2026, month: 10, day: 1, hour: 9, minute: 0, second: 0))
#set text(lang: "en", hyphenate: false)
#set list(indent: 0.4em, body-indent: 0.5em, spacing: 0.6em)
#let split(left, right) = grid(columns: (1fr, auto), column-gutter: 1em, left, right)
#let each(items, body) = for item in items { block(above: 0.65em, below: 0.65em, body(item)) }
#let job(j) = block(above: 1.2em, below: 0.6em, {
  block(below: 0.5em, sticky: true, split([*#j.title*, #j.employer], j.dates))
  block(above: 0.5em, below: 0.65em, sticky: true, text(style: "italic", fill: luma(80), j.place))
  list(..j.bullets)
})
#let study(s) = block(above: 0.9em, {
  split(strong(s.title), s.dates)
  block(above: 0.5em, s.detail)
})
"""

SINGLE_COLUMN = """
#set page(paper: "a4", margin: (x: 2cm, y: 1.7cm))
#set text(font: "Libertinus Serif", size: 10.5pt)
#show heading: it => block(above: 1.3em, below: 0.7em, sticky: true, {
  text(size: 11pt, fill: accent, tracking: 0.06em, upper(it.body))
  v(-0.75em)
  line(length: 100%, stroke: 0.5pt + accent)
})
#text(size: 25pt, weight: "bold", cv.name)
#v(-1.3em)
#text(size: 12.5pt, fill: accent, cv.label)
#v(-0.5em)
#cv.contact.slice(0, 3).join("  |  ") \\
#cv.contact.slice(3).join("  |  ")

= #h.summary
#cv.summary
= #h.work
#for j in cv.jobs { job(j) }
#if cv.projects.len() > 0 [
  = #h.projects
  #each(cv.projects, p => [*#p.name* (#p.url): #p.detail])
]
= #h.education
#for s in cv.studies { study(s) }
= #h.skills
#each(cv.skills, s => [*#s.name:* #s.words])
= #h.languages
#cv.languages.join(", ")
= #h.certificates
#each(cv.certificates, c => split([#c.name, #c.issuer], c.date))
"""

SIDEBAR = """
#set page(paper: "a4", margin: (left: 6.6cm, right: 1.4cm, y: 1.7cm),
  background: place(left + top, rect(width: 5.9cm, height: 100%, fill: accent.lighten(90%))))
#set text(font: "Libertinus Serif", size: 10.5pt)
#show heading: it => block(above: 1.25em, below: 0.75em, sticky: true,
  text(size: 12.5pt, fill: accent, it.body))
#place(top + left, dx: -5.8cm, block(width: 4.7cm, {
  set text(size: 9.5pt)
  set par(justify: false)
  heading(h.contact)
  each(cv.contact, c => c)
  heading(h.skills)
  for s in cv.skills {
    block(above: 1em, below: 0.6em, strong(s.name))
    each(s.keywords, k => k)
  }
  heading(h.languages)
  each(cv.languages, l => l)
  heading(h.certificates)
  for c in cv.certificates {
    block(above: 0.9em, below: 0.5em, strong(c.name))
    block(above: 0.5em)[#c.issuer, #c.date]
  }
}))
#text(size: 27pt, weight: "bold", fill: accent, cv.name)
#v(-1.4em)
#text(size: 12.5pt, cv.label)

= #h.summary
#cv.summary
= #h.work
#for j in cv.jobs { job(j) }
= #h.education
#for s in cv.studies { study(s) }
"""

CLASSIC = """
#set page(paper: "a4", margin: (x: 2.1cm, y: 1.5cm))
#set text(font: "New Computer Modern", size: 10pt)
#show heading: it => block(above: 1.3em, below: 0.75em, width: 100%, sticky: true,
  stroke: (bottom: 0.8pt + accent), inset: (bottom: 0.35em), text(size: 12pt, it.body))
#align(center)[
  #text(size: 23pt, cv.name)
  #v(-1.2em)
  #text(size: 11pt, style: "italic", cv.label)
  #v(-0.5em)
  #cv.contact.slice(0, 3).join(" · ") \\
  #cv.contact.slice(3).join(" · ")
]
= #h.summary
#cv.summary
= #h.certificates
#each(cv.certificates, c => split([#c.name, #c.issuer], c.date))
= #h.work
#for j in cv.jobs { job(j) }
= #h.education
#for s in cv.studies { study(s) }
= #h.skills
#list(..cv.skills.map(s => [#s.name: #s.words]))
= #h.languages
#cv.languages.join(" · ")
"""

HEADINGS = {
    "contact": "Contact",
    "summary": "Summary",
    "work": "Experience",
    "projects": "Projects",
    "education": "Education",
    "skills": "Skills",
    "languages": "Languages",
    "certificates": "Certifications",
}
STYLES = [
    Style("backend-engineer", month_name, " – ", "Present", SINGLE_COLUMN, "Calibri", "1F4E79",
          HEADINGS),
    Style("nurse", month_number, " – ", "present", SIDEBAR, "Arial", "00666B",
          HEADINGS | {"summary": "Profile", "work": "Employment History",
                      "certificates": "Registration and Certificates"}),
    Style("accountant", year_only, " - ", "present", CLASSIC, "Georgia", "333333",
          HEADINGS | {"work": "Professional Experience", "skills": "Key Skills",
                      "certificates": "Professional Qualifications"}),
]  # fmt: skip


def prepare(cv: dict[str, Any], style: Style) -> dict[str, Any]:
    """Turn a JSON Resume document into the strings that both layouts print."""
    basics = cv["basics"]

    def dates(item: dict[str, Any]) -> str:
        end = style.date(item["endDate"]) if "endDate" in item else style.present
        return f"{style.date(item['startDate'])}{style.dash}{end}"

    place = f"{basics['location']['city']}, {COUNTRIES[basics['location']['countryCode']]}"
    profiles = [p["url"].removeprefix("https://").removeprefix("www.") for p in basics["profiles"]]
    return {
        "name": basics["name"],
        "label": basics["label"],
        "contact": [place, basics["phone"], basics["email"], *profiles],
        "summary": basics["summary"],
        "headings": style.headings,
        "accent": style.accent,
        "jobs": [
            {
                "title": w["position"],
                "employer": w["name"],
                "dates": dates(w),
                "place": w["location"],
                "bullets": w["highlights"],
            }
            for w in cv["work"]
        ],
        "projects": [
            {
                "name": p["name"],
                "url": p["url"].removeprefix("https://"),
                "detail": p["description"],
            }
            for p in cv.get("projects", [])
        ],
        "studies": [
            {
                "title": f"{e['studyType']} {e['area']}",
                "dates": dates(e),
                "detail": ", ".join(filter(None, (e["institution"], e.get("score")))),
            }
            for e in cv["education"]
        ],
        "skills": [
            {"name": s["name"], "keywords": s["keywords"], "words": ", ".join(s["keywords"])}
            for s in cv["skills"]
        ],
        "languages": [f"{x['language']}: {x['fluency']}" for x in cv["languages"]],
        "certificates": [
            {"name": c["name"], "issuer": c["issuer"], "date": style.date(c["date"])}
            for c in cv["certificates"]
        ],
    }


def build_pdf(view: dict[str, Any], style: Style) -> bytes:
    pdf = typst.compile(
        (PRELUDE + style.layout).encode(),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"cv": json.dumps(view)},
        timestamp=int(BUILT.timestamp()),
    )
    assert isinstance(pdf, bytes)
    return pdf


def build_docx(view: dict[str, Any], style: Style) -> bytes:
    doc = Document()
    set_up(doc, view["name"], style)
    accent, headings = RGBColor.from_string(style.accent), style.headings

    name = doc.add_paragraph(style="Title").add_run(view["name"])
    name.font.color.rgb = accent
    label = doc.add_paragraph().add_run(view["label"])
    label.bold, label.font.size = True, Pt(12)
    doc.add_paragraph(" | ".join(view["contact"]))

    doc.add_heading(headings["summary"], 1)
    doc.add_paragraph(view["summary"])
    doc.add_heading(headings["work"], 1)
    for job in view["jobs"]:
        line = dated(doc, job["title"], f", {job['employer']}", job["dates"])
        line.paragraph_format.space_before = Pt(6)
        place = doc.add_paragraph()
        place.add_run(job["place"]).italic = True
        place.paragraph_format.keep_with_next = True
        for bullet in job["bullets"]:
            doc.add_paragraph(bullet, style="List Bullet")
    if view["projects"]:
        doc.add_heading(headings["projects"], 1)
        for project in view["projects"]:
            labelled(doc, project["name"], f" ({project['url']}): {project['detail']}")
    doc.add_heading(headings["education"], 1)
    for study in view["studies"]:
        dated(doc, study["title"], "", study["dates"])
        doc.add_paragraph(study["detail"])
    doc.add_heading(headings["skills"], 1)
    for skill in view["skills"]:
        labelled(doc, f"{skill['name']}:", f" {skill['words']}")
    doc.add_heading(headings["languages"], 1)
    doc.add_paragraph(", ".join(view["languages"]))
    doc.add_heading(headings["certificates"], 1)
    for item in view["certificates"]:
        line = dated(doc, "", f"{item['name']}, {item['issuer']}", item["date"])
        line.paragraph_format.keep_with_next = False

    buffer = io.BytesIO()
    doc.save(buffer)
    return fixed_zip(buffer.getvalue())


def set_up(doc: Docx, name: str, style: Style) -> None:
    """Page, fonts, heading looks and fixed properties."""
    section = doc.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.8)
    for key, size, before, after in (
        ("Normal", 10.5, 0, 3), ("Title", 24, 0, 2), ("Heading 1", 13, 10, 4),
        ("List Bullet", 10.5, 0, 2),
    ):  # fmt: skip
        look = doc.styles[key]
        look.font.name, look.font.size = style.font, Pt(size)
        fonts = look.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        look.paragraph_format.space_before = Pt(before)
        look.paragraph_format.space_after = Pt(after)
    doc.styles["Heading 1"].font.color.rgb = RGBColor.from_string(style.accent)
    underline(doc.styles["Heading 1"].element.get_or_add_pPr(), style.accent)
    for border in doc.styles["Title"].element.xpath(".//w:pBdr"):
        border.getparent().remove(border)
    properties = doc.core_properties
    properties.author = properties.last_modified_by = name
    properties.title, properties.comments = f"{name} - CV", ""
    properties.created = properties.modified = BUILT


def underline(paragraph_properties: Any, colour: str) -> None:
    """A thin rule below a paragraph style, placed where the schema wants it."""
    box, rule = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", colour)):
        rule.set(qn(f"w:{key}"), value)
    box.append(rule)
    followers = "shd tabs suppressAutoHyphens spacing ind jc outlineLvl".split()
    paragraph_properties.insert_element_before(box, *(f"w:{tag}" for tag in followers))


def dated(doc: Docx, strong: str, plain: str, date: str) -> Paragraph:
    """One line with the date at the right margin."""
    line = doc.add_paragraph()
    line.paragraph_format.tab_stops.add_tab_stop(Cm(17), WD_TAB_ALIGNMENT.RIGHT)
    line.paragraph_format.keep_with_next = True
    if strong:
        line.add_run(strong).bold = True
    line.add_run(f"{plain}\t{date}")
    return line


def labelled(doc: Docx, strong: str, plain: str) -> None:
    line = doc.add_paragraph()
    line.add_run(strong).bold = True
    line.add_run(plain)


def fixed_zip(data: bytes) -> bytes:
    """The same archive with one date on every member."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, BUILT.timetuple()[:6])
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(info, old.read(name))
    return buffer.getvalue()


def main() -> None:
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    target.mkdir(parents=True, exist_ok=True)
    for style in STYLES:
        cv = json.loads((SOURCE / f"{style.slug}.json").read_text(encoding="utf-8"))
        view = prepare(cv, style)
        for suffix, build in ((".pdf", build_pdf), (".docx", build_docx)):
            path = target / f"{style.slug}{suffix}"
            path.write_bytes(build(view, style))
            print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
