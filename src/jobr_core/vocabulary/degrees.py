"""Degrees as a ladder."""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from functools import cache
from typing import Final

from jobr_core.vocabulary.phrases import Keys, Phrases, keys_of, singular


class Degree(IntEnum):
    """Steps of formal education; the levels of the European Qualifications Framework."""

    SECONDARY = 3
    VOCATIONAL = 5
    BACHELOR = 6
    MASTER = 7
    DOCTORATE = 8

    def __str__(self) -> str:
        return _TITLES[self]


_TITLES: Final = {
    Degree.SECONDARY: "secondary school",
    Degree.VOCATIONAL: "vocational qualification",
    Degree.BACHELOR: "bachelor's degree",
    Degree.MASTER: "master's degree",
    Degree.DOCTORATE: "doctorate",
}

# As they are written; dots, blanks and hyphens between the words do not matter. Levels of other
# countries by their own frameworks: Diplom of a university, Magister and Staatsexamen 7, of a
# Fachhochschule 6 (list of qualifications in the DQR); licence 6, BTS 5 (French decree 2019-14);
# laurea 6, laurea magistrale 7 (Italian QNQ); grado 6 (Spanish MECES, RD 1027/2011), licenciado as
# in most countries, 6, though 7 in Spain (RD 967/2014); diplôme d'ingénieur and MBBS 7. The first
# degrees of American professions (JD, MD, PharmD, DDS) are beside a master's, as in ISCED 2011.
_NAMES: Final = {
    Degree.DOCTORATE: "phd, ph.d, doctorate, doctoral degree, doctoral, dr. rer, dr. ing, dr. phil, doctor of philosophy, doctor of education, dphil, d.phil, edd, ed.d, doktor, doctorat, doctorado, doutorado, पीएचडी, पी.एच.डी, पी.एचडी",
    Degree.MASTER: "master's, masters degree, master degree, masters in, master in, master of, master 2, msc, m.sc, m.s., mtech, m.tech, mba, mcom, m.com, meng, m.eng, mca, m.a., m.ed, mphil, postgraduate degree, postgraduate diploma, ms, ma, msn, m.s.n., llm, ll.m, jd, j.d., juris doctor, md, m.d., doctor of medicine, mbbs, mbchb, pharmd, pharm.d, doctor of pharmacy, dds, máster, diplôme d'ingénieur, diplôme d’ingénieur, diplom, diplom ingenieur, diplomingenieur, diplomingenieurin, dipl, magister, magíster, staatsexamen, laurea magistrale, laurea specialistica, maestría, mestrado, mestre em, mestra em, एम.टेक, एमटेक, एम.एससी, एम.एस.सी, एमएससी, एम.ए, एमए, एम.कॉम, एमकॉम, एम.एड, एमबीए, एम.बी.ए, एमसीए, एम.फिल, स्नातकोत्तर, परास्नातक",
    Degree.BACHELOR: "postgraduate certificate, pgcert, bachelor, bachelor's, bachelors, bsc, b.sc, b.s., bs, btech, b.tech, b.e., beng, b.eng, bcom, b.com, bba, bca, b.a., ba, bfa, b.ed, bed, be, bsn, b.s.n., pgce, bn hons, llb, university degree, undergraduate degree, college degree, degree in, degree level, degree qualified, degree educated, relevant degree, related degree, engineering degree, nursing degree, science degree, technical degree, year degree, graduate degree, degree from, hochschulabschluss, hochschulstudium, studium, abgeschlossenes studium, licence, laurea, licenciatura, licenciado en, licenciada en, grado en, graduado en, graduada en, graduação, bacharel em, bacharela em, bacharelado, बी.टेक, बीटेक, बी.एससी, बी.एस.सी, बीएससी, बी.ए, बीए, बी.कॉम, बीकॉम, बी.एड, बीएड, बी.ई, बीसीए, बीबीए, स्नातक",
    Degree.VOCATIONAL: "diploma, associate degree, associate's degree, associates degree, associate of science, associate of arts, associate of applied science, adn, apprenticeship, hnd, hnc, nvq, ausbildung, berufsausbildung, foundation degree, vocational qualification, vocational training, city guilds, city & guilds, technician degree, trade certificate, trade qualification, bts, डिप्लोमा",
    Degree.SECONDARY: "high school, high school diploma, high school equivalency diploma, secondary school diploma, ged diploma, a level, ged, gcse, secondary school, abitur, baccalauréat, leaving certificate, higher secondary, hsc, bachillerato",
}  # fmt: skip


def _phrases() -> Phrases[Degree]:
    names: list[tuple[Keys, Degree]] = [
        (keys_of(name), degree) for degree, listed in _NAMES.items() for name in listed.split(", ")
    ]
    return Phrases.of(names)


_PHRASES: Final = _phrases()
# Ordinary words or names of other things unless they begin with two capitals.
_CAPITALS: Final = frozenset(("ba", "bs", "ma", "ms", "ged", "hsc", "bts", "bsn", "msn"))
# These need the company of other words of degrees besides: MS Office, Boston, MA.
_SHORT: Final = frozenset(("ba", "bs", "ma", "ms", "msn"))
_STUDIES_EN = (
    r"(?:Account|Anthrop|Archit|Art\b|Arts\b|Biol|Bioch|Business|Chem|Civil|Classics|Comput|Crimin|Econ|Educ|Electr"
    r"|Engin|English|Envir|Financ|French|Geo|German|Graph|Hist|Human|Info|Intern|Journ|Kines|Law\b|Lingu|Liter|Manag"
    r"|Market|Math|Mech|Media|Music|Nurs|Philos|Physic|Physio|Polit|Psych|Public|Socio|Social|Spanish|Stat|Theat|Theol)"
)
_STUDIES = re.compile(rf" {_STUDIES_EN}")
_LONGEST_ENTRY: Final = 120
_STATES: Final = frozenset(("ma", "ms", "md"))
"""Massachusetts, Mississippi and Maryland."""
_PLACE_BEFORE = re.compile(r"(?<!\w)[A-Z](?:[a-z]+|[A-Z]{4,})(?:, ?| )$")
_STUDY_BEFORE = re.compile(rf"(?:Universit|College|Institut|\b{_STUDIES_EN})[^,]*, ?$")
_TITLE_BEFORE = re.compile(r"\b(?:[BA]\.?[AS]|BSc|Bachelor|Associate|Diploma|[Dd]egree)\b")
_MORE_DEGREES = re.compile(
    r" degree| in (?!the\b|our\b|an?\b|person)|(?:,? or |,? and |, ?| ?[/&] ?)(?:[MB][AS]\b|MBA|Ph\.?D|[Dd]octor|DO\b)"
)
_DEGREE_BEFORE = re.compile(r"(?:/|\bor |\()$")
_DEGREE_AFTER = re.compile(r"/|,? or\b| in\b| degree| \(|,? required|, ")
_GENERIC: Final = ("degree", "university", "undergraduate", "college")
_BEGINS = r"(?<!\w)(?<![^\W\d_] )"
_ENDS = r"\s*(?:[,;:(|–—-]|$)"
_STUDIES_DE = r"(?:[^\W\d_]+(?:ik|ie|schaft(?:en)?|bau|wesen|lehre)|Jura)\b"
_STUDIES_FR = (
    r"(?:droit|lettres|sciences?|langues|lea|llce|staps|aes|informatique|math[ée]matiques|physique|chimie"
    r"|biologie|[ée]conomie|gestion|histoire|g[ée]ographie|psychologie|sociologie|philosophie|arts)\b"
)
_ASKED = r"(?=,? (?:from|degree|required|preferred|or [A-Z]\w+)\b|/[A-Z])"
_OF_STUDIES = r"(?=,? \(|, (?:[A-Z]|\d{4})|\.?[ \t]*$)"
_TITLES_DE = r"(?:Ing|Inf|Kf|Betr|Volksw|VW|BW|Wirt|Math|Phys|Chem|Biol|Psych|P[äa]d|Soz|[ÖO]|Geo|Jur|Stat|Des|Arch)"
_WRITTEN: Final = {
    "bed": r"BEd\b|BED(?= in [A-Z])",
    "be": rf"BE (?:in )?{_STUDIES_EN}",
    "jd": rf"JD{_ASKED}|{_BEGINS}JD{_OF_STUDIES}",
    "j d": rf"J\.D\.?{_ASKED}|{_BEGINS}J\.D\.?{_OF_STUDIES}",
    "md": rf"MD{_ASKED}|{_BEGINS}MD{_OF_STUDIES}",
    "m d": rf"M\.D\.?{_ASKED}|{_BEGINS}M\.D\.?{_OF_STUDIES}",
    "edd": r"EdD\b",
    "dds": r"DDS(?= from| degree|/DMD| or DMD|, [^\n]{0,40}(?:Universit|College|Dent))",
    "llm": r"LLM(?= in (?:\w+ ){0,3}[Ll]aw\b|,[^\n]{0,40}(?:[Ll]aw\b|Universit))",
    "adn": rf"ADN{_ASKED}|(?<!de )(?<!del )(?<!el )ADN{_OF_STUDIES}",
    "máster": r"Máster(?= (?:en|de|in|[Uu]niv)|[,:(]|\s*$)",
    "diploma": r"(?i:diploma)(?!\s?[:,|–-][^,\n]{0,30}\b[Hh]igh [Ss]chool)",
    "a level": r"(?<!n)A",
    "a levels": r"(?<!n)A",
    "master in": r"(?i:(?<!scrum[ -]))",
    "master 2": rf"Master 2(?: [A-ZÉ]| (?:en|de|recherche|pro\w*)\b|{_ENDS})",
    "diplom": rf"Diplom(?:-[A-ZÄÖÜ/]|\s?[(/,)]| (?:in|oder|or|FH|HF|{_STUDIES_DE})\b|\s*$)",
    "dipl": rf"Dipl\.?[ -]{{0,2}}{_TITLES_DE}",
    "staatsexamen": r"(?!.{0,40}(?:pflege|schwester|hebamme))",
    "magister": rf"Magister (?:Artium|in|der|en|of)\b|Magister \(|{_BEGINS}Magister{_ENDS}",
    "laurea": rf"(?<!at )Laurea (?:in|triennale|breve)\b|{_BEGINS}Laurea{_ENDS}",
    "licence": (
        rf"Licence (?:3|pro\w*)\b|Licence (?:en |de |d['’])?(?i:{_STUDIES_FR})"
        rf"|{_BEGINS}Licence{_ENDS}(?=[^;]{{0,80}}(?i:universit[ée]|facult[ée])\b)"
    ),
    "grado en": r"Grado en (?!(?:el|l[ao]s?|que|un|una|cual|su)\b)|(?<!alto )(?<!gran )grado en [A-ZÁÉÍÓÚ]",
}  # fmt: skip
"""What must stand where these are found, as they are words of other things as well."""
_APPLIED = re.compile(r"[^;\n]{0,60}?(?:\b(?:FH|HF|Fachhochschule)\b|\((?:BA|DH)\))")

_JOINED = re.compile(r"(?:\.?-\w+)+")


@cache
def _written() -> Mapping[str, re.Pattern[str]]:
    """On first use: importing the core should not wait for it."""
    return {name: re.compile(pattern, re.M) for name, pattern in _WRITTEN.items()}


def _pattern_of(name: str) -> re.Pattern[str] | None:
    return _written().get(name) or _written().get(singular(name))


def degrees_named(text: str) -> list[tuple[Degree, int, int]]:
    """Each degree a text names with the range of the words, in the order of the text."""
    found = _PHRASES.found_in(text, lambda _, start, end: _is_degree(text, start, end))
    whole = (_whole(text, degree, start, end) for degree, start, end in found)
    return list(_without_echoes(text, whole))


def _is_degree(text: str, start: int, end: int) -> bool:
    word = text[start:end].lower()
    if word in _STATES and _is_state(text, start, end):
        return False
    if pattern := _pattern_of(" ".join(keys_of(word))):
        return pattern.match(text, start) is not None
    if word in _SHORT and not _among_degrees(text, start, end):
        return False
    return text[start : start + 2].isupper() or word not in _CAPITALS


def _whole(text: str, degree: Degree, start: int, end: int) -> tuple[Degree, int, int]:
    """A Diplom with the profession it is joined to; that of a university of applied sciences is
    one step lower."""
    if not text.startswith("Dipl", start) or degree is not Degree.MASTER:
        return degree, start, end
    level = Degree.BACHELOR if _APPLIED.match(text, end) else degree
    joined = _JOINED.match(text, end)
    return level, start, joined.end() if joined else end


def _is_state(text: str, start: int, end: int) -> bool:
    """“Boston, MA, 2006” has no degree, but “University of Leeds, MA, 2006” may."""
    before = text[max(0, start - _LONGEST_ENTRY) : start].rpartition("\n")[2]
    if not _PLACE_BEFORE.search(before) or _MORE_DEGREES.match(text, end):
        return False
    return not _STUDY_BEFORE.search(before) or bool(_TITLE_BEFORE.search(before))


def _among_degrees(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 4) : start], text[end : end + 10]
    return bool(
        _DEGREE_BEFORE.search(before) or _DEGREE_AFTER.match(after) or _STUDIES.match(text, end)
    )


def _without_echoes(
    text: str, found: Iterable[tuple[Degree, int, int]]
) -> Iterator[tuple[Degree, int, int]]:
    """“Master's degree in …” is one degree: the general words behind a degree's own are none."""
    last_end = -10
    for degree, start, end in found:
        if not (text[start:end].lower().startswith(_GENERIC) and start - last_end <= 1):
            yield degree, start, end
        last_end = end
