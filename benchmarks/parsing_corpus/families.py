"""Which layouts there are, for whom, and in which formats."""

from collections.abc import Callable
from dataclasses import dataclass

from parsing_corpus import layouts_boards as boards
from parsing_corpus import layouts_designed as designed
from parsing_corpus import layouts_exports as exports
from parsing_corpus import layouts_plain as plain
from parsing_corpus import layouts_regional as regional
from parsing_corpus.model import Person
from parsing_corpus.sheet import Sheet
from parsing_corpus.style import Style

SOUTH_ASIA = "india bangladesh pakistan"
ATLANTIC = "usa uk ireland"
AFRICA = "nigeria kenya"
EAST = "china vietnam philippines"
EASTERN = "poland turkey"
EUROPE = "germany france spain brazil portugal"
ANYWHERE = f"{SOUTH_ASIA} {ATLANTIC} {AFRICA} {EAST} {EASTERN} gulf"
OFFICE = "accountant sales hr admin customer lawyer"
HANDS = "nurse driver chef warehouse customer electrical"
TECHNICAL = "developer data civil electrical lab designer"
ALL = f"{OFFICE} {HANDS} {TECHNICAL} teacher"

ENGLISH = (
    "Mar 2019 – Present; March 2019 to Present; 03/2019 – present; Mar 2019 – Present; Jan. 2020 – Present; March 2019 - Current; 2019-03 – ongoing; MAR 2019 - JUN 2022; "
    "Sept 2016 until Aug 2018; 2018 - 2020; Mar 2019 — Ongoing; Mar 2019-Jun 2022; 03.2019 - today; 2015–17; since 03/2019; 2018 to date; Summer 2018 – Fall 2019; Q1 2019 – Q3 2021; March, 2019 – Till now; 03/2019-now; 2019/03 – 2022/06"
)
INDIAN = "Mar'19 - Till Date; Mar’19 to till now; 01/03/2019 to 31/12/2020; 1st March 2019 to 31st December 2020; 01-Mar-2019 to 31-Dec-2020; Mar-2019 to Jun-2022; March 2019 to Present; 01.03.2019–31.12.2020; 2018 to date"
ABROAD = {
    "de": "de 03/2019; de heute; de März 2019; de Tage", "fr": "fr mars 2019; fr De mars 2019 à; fr abrégé; 2018 - 2020", "es": "es marzo 2019; es marzo de 2019; es mar. 2019",
    "pt": "pt março de 2019; pt mar/2019; pt 03/2019", "hi": "hi; hi से",
}  # fmt: skip
"""Notations of dates by language, one after `;`."""


@dataclass(frozen=True, kw_only=True)
class Family:
    """A layout with the people who use it.

    `drops`: what the layout does not print: fields of Person, "levels" (of languages) or "employers".
    `unasked`: facts not compared because the layout blurs them.
    """

    name: str
    lay: Callable[[Person, Style], Sheet]
    formats: str
    people: str = ANYWHERE
    trades: str = ALL
    dates: str = ENGLISH
    jobs: str = "2 3 4"
    promoted: bool = False
    drops: str = ""
    unasked: str = ""
    words: str = ""
    look: str = ""
    bullet: str | None = None
    headline: bool = True


FAMILIES = (
    Family(name="indeed", lay=exports.indeed, formats="txt pdf txt docx txt pdf txt txt", people="india india usa india philippines", dates="March 2019 to Present", drops="email phones links languages certificates projects publications interests", unasked="links"),
    Family(name="livecareer", lay=exports.livecareer, formats="pdf txt pdf pdf docx pdf", people="usa", dates="Mar 2019 – Present; March 2019 to Present; March 2019 to Present", drops="name email phones where links languages certificates projects employers", bullet="", unasked="highlights"),
    Family(name="skill details dump", lay=boards.skill_details, formats="txt txt txt docx", people="india", trades=TECHNICAL, drops="name email phones where links languages certificates projects publications interests", unasked="positions work_dates years locations highlights", headline=False),
    Family(name="linkedin", lay=exports.linkedin, formats="pdf", people=f"usa india {EAST} {AFRICA} usa", drops="projects interests", promoted=True, dates="March 2019 to Present"),
    Family(name="europass", lay=exports.europass, formats="docx pdf doc docx pdf rtf", people=f"{EASTERN} {AFRICA} ireland", dates="01/03/2019 to 31/12/2020; 03/2019 – present; March 2019 to Present; 01.03.2019–31.12.2020", drops="links summary certificates projects interests", unasked="language_levels"),
    Family(name="naukri", lay=boards.naukri, formats="docx pdf doc pdf docx rtf", people="india", dates="Since Mar'19; Mar'19 - Till Date; Mar’19 to till now", words="odd", drops="levels links projects publications interests", headline=False),
    Family(name="bio-data with table", lay=regional.biodata_table, formats="docx pdf doc docx doc pdf docx rtf", people="bangladesh pakistan india bangladesh", trades=f"accountant sales teacher civil electrical lab hr {OFFICE}", dates=INDIAN, drops="levels projects publications interests", headline=False),
    Family(name="indian professional", lay=regional.indian_professional, formats="docx doc pdf docx rtf doc pdf", people="india pakistan india", trades=f"{TECHNICAL} {OFFICE}", dates=INDIAN, drops="levels links", headline=False),
    Family(name="gulf", lay=regional.gulf, formats="docx doc pdf docx", people="gulf philippines gulf pakistan", trades=f"{HANDS} accountant civil", dates=f"{INDIAN}; {ENGLISH}", drops="projects publications interests"),
    Family(name="us chronological", lay=plain.us_chronological, formats="pdf docx pdf docx doc", people=f"usa usa {AFRICA} usa"),
    Family(name="us functional", lay=plain.functional, formats="docx pdf docx txt", people="usa", unasked="highlights"),
    Family(name="uk statement", lay=plain.uk_statement, formats="docx rtf pdf docx doc", people="uk ireland uk", headline=False),
    Family(name="german lebenslauf", lay=regional.tabular, formats="pdf docx doc pdf docx pdf", people="germany", headline=False, drops="summary publications links"),
    Family(name="french", lay=regional.continental, formats="pdf docx pdf docx txt", people="france"),
    Family(name="spanish", lay=regional.continental, formats="pdf docx pdf txt", people="spain"),
    Family(name="portuguese", lay=regional.continental, formats="docx pdf txt pdf docx", people="brazil portugal"),
    Family(name="romance tabular", lay=regional.tabular, formats="docx pdf rtf docx", people="france spain brazil portugal", headline=False, drops="summary publications links"),
    Family(name="hindi", lay=regional.tabular, formats="docx txt docx txt rtf", people="hindi", headline=False, drops="summary publications links"),
    Family(name="academic", lay=designed.academic, formats="pdf doc pdf docx", people=f"{AFRICA} uk china usa gulf", trades="academic", drops="summary projects interests"),
    Family(name="moderncv", lay=designed.moderncv, formats="pdf", people=f"{EASTERN} china vietnam usa", trades=f"{TECHNICAL} academic", drops="summary projects interests"),
    Family(name="altacv", lay=designed.altacv, formats="pdf", people=f"{ATLANTIC} {EASTERN} {EUROPE}", trades=TECHNICAL, drops="publications interests"),
    Family(name="sidebar left", lay=designed.sidebar_left, formats="pdf docx pdf pdf docx pdf", people=f"{ATLANTIC} {EUROPE} {EAST}", drops="street publications"),
    Family(name="sidebar right", lay=designed.sidebar_right, formats="pdf pdf docx pdf", people=f"{ANYWHERE} germany spain", drops="street publications"),
    Family(name="skills grid", lay=designed.skills_grid, formats="docx pdf docx pdf", trades=TECHNICAL),
    Family(name="job table", lay=designed.job_table, formats="docx pdf doc docx", people="india gulf kenya pakistan", unasked="highlights"),
    Family(name="header and footer", lay=designed.header_footer, formats="docx docx pdf docx doc rtf"),
    Family(name="text boxes", lay=designed.text_boxes, formats="docx", drops="street publications"),
    Family(name="several roles", lay=plain.several_roles, formats="pdf docx txt pdf docx", people=f"{ATLANTIC} india", promoted=True),
    Family(name="title at company", lay=plain.at_company, formats="pdf md txt docx pdf"),
    Family(name="bars and tabs", lay=plain.bars_and_tabs, formats="docx txt pdf doc docx txt"),
    Family(name="lines apart", lay=plain.lines_apart, formats="txt pdf docx txt rtf pdf"),
    Family(name="spaced capitals", lay=plain.us_chronological, formats="pdf docx pdf doc", look="spaced"),
    Family(name="unusual headings", lay=plain.us_chronological, formats="pdf docx md txt pdf docx", words="odd"),
    Family(name="emoji headings", lay=plain.lines_apart, formats="pdf docx md txt", look="emoji", trades=TECHNICAL),
    Family(name="decorated headings", lay=plain.bars_and_tabs, formats="txt docx pdf rtf doc txt", look="decorated"),
    Family(name="markdown", lay=plain.us_chronological, formats="md", trades=TECHNICAL),
    Family(name="ascii rules", lay=plain.ascii_rules, formats="txt"),
    Family(name="paragraphs", lay=plain.paragraphs, formats="docx pdf txt pdf", unasked="highlights"),
    Family(name="student", lay=plain.student, formats="pdf docx pdf docx", people=f"usa {SOUTH_ASIA} uk {EAST}", jobs="0 0 1", trades=TECHNICAL),
    Family(name="executive", lay=plain.executive, formats="docx rtf pdf docx", trades="executive", people=f"{ATLANTIC} india gulf", jobs="4 5", drops="projects publications interests"),
    Family(name="military and changers", lay=plain.career_changer, formats="docx doc pdf txt", trades="military teacher chef nurse", people="usa uk usa", jobs="3"),
)  # fmt: skip
DECORATIONS = "roman number dash boxed starred ruled lower bracketed colon".split()
