"""The parts of a posting: which lines ask, which only tell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Final

from jobr_core.shared.text import Span, folded, lines


class Part(StrEnum):
    """What a line of a posting is for."""

    UNKNOWN = "unknown"
    MUST = "must"
    NICE = "nice"
    DUTIES = "duties"
    OFFER = "offer"


@dataclass(frozen=True, slots=True)
class PostingLine:
    """A line of a posting's text and the part it stands in."""

    span: Span
    part: Part


# Headings; English, German, French, Spanish, Portuguese, Hindi. First match wins.
_HEADINGS: Final = (
    (Part.NICE, r"nice[ -]to[ -]have|desirabl|bonus|preferred|preference|would be (?:a plus|great|nice)|pluses|plus points|good to have|advantage|brownie|extra credit|ideally|wunschenswert|von vorteil|pluspunkte|idealerweise|un plus|souhait|apprecie|atout|deseable|se valorara|valorable|desejavel|desejaveis|diferencia|वांछनीय|वांछित|अतिरिक्त योग्यता"),
    (Part.OFFER, r"benefit|perks|we offer|what you.ll get|you.ll get|what.s in it for you|package|about us|about the company|who we are|our (?:company|team|culture|values|story|mission)|equal opportunit|diversity|compensation|pay and|how to apply|application process|why (?:join|us|work)|wir bieten|uber uns|nous offrons|ofrecemos|oferecemos|beneficios|salary|das bieten|bieten wir|unser angebot|deine vorteile|ihre vorteile|avantages|ce que nous offrons|se ofrece|लाभ|सुविधा|हम प्रदान|वेतन"),
    (Part.MUST, r"require|qualif|must[ -]have|essential|what you.ll (?:bring|need)|you.ll (?:bring|need)|you (?:bring|have|need|are|should)|we.re looking for|we are looking for|looking for|what we (?:need|expect|ask|want)|who you are|about you|your (?:profile|skills|background|experience)|skills|experience|the ideal candidate|person specification|candidate|credentials|criteria|licen[cs]e|education|minimum|basic|need to have|ihr profil|dein profil|anforderungen|das bringst|profil|competences|requisitos|perfil|voraussetzungen|exigences|prerequis|imprescindible|obrigatori|अनिवार्य|आवश्यक|योग्यता|अपेक्षित|कौशल"),
    (Part.DUTIES, r"responsibilit|duties|what you.ll (?:do|be doing)|you.ll (?:do|be doing)|you will|the role|role|job (?:description|purpose|summary)|your (?:day|tasks|mission|role|work|responsib)|day[ -]to[ -]day|key tasks|tasks|overview|about the (?:job|position|role)|accountabilit|aufgaben|missions|funciones|responsabilidad|tareas|atividades|जिम्मेदार|कर्तव्य|in this (?:role|job)|shift|hours"),
)  # fmt: skip


@cache
def _patterns() -> tuple[tuple[Part, re.Pattern[str]], ...]:
    """Compiled on first use."""
    return tuple((part, re.compile(rf"\b(?:{folded(words)})\w*")) for part, words in _HEADINGS)


@cache
def _any_keyword() -> re.Pattern[str]:
    return re.compile("|".join(pattern.pattern for _, pattern in _patterns()))


_FILLERS: Final = frozenset(
    "the a an and or of for in to we you your our us this that what key job work position role general "
    "additional other some more well as will be do it is are if about und der die das wir et les de la ce nous o que se".split()
)
_OFFERING = re.compile(
    r"(?i)[-•*–·\s]*(?:(?:free (?!(?:to|of|from|and|cash|software)\b)|complimentary |(?:in return )?(?:we (?:also )?offer|we provide|benefits include|our benefits|you(?:'|’)ll (?:get|receive|learn)|you will learn|we(?:'|’| wi)ll (?:teach|train) you|(?:an? )?(?:opportunity|chance) to learn|(?:an? )?company (?:laptop|car|phone|bike)|(?:a |yearly |annual |training )*budget for|paid (?:[\w-]+ )?(?:training|leave|holidays?|vacation|time off)|wir bieten))\b)"
    r"|[^.;\n]{0,80}\b(?:paid(?: for)? by (?:us|the company)|reimbursed|at our expense)\b"
)
_ASKING_START = re.compile(
    r"(?:experience|experienced|knowledge|understanding|familiarity|proficiency|skilled|expertise|"
    r"qualified|licensed|certified|educated)\b (?:in|with|of|to|as|on|working|using)\b|strong|ability|proven|"
    r"excellent|good|must have \w"
)
_NUMBERING = re.compile(r"^[\s\W\d]+")


def posting_lines(text: str, body: int) -> Iterator[PostingLine]:
    """Lines of `text` from offset `body` on, headings left out.

    A heading is a short line without a full stop that ends in a colon or stands alone
    (not a bullet) and says what follows.
    """
    part = Part.UNKNOWN
    for span in lines(text, Span(body, len(text))):
        line = span.quote(text)
        heading, rest = _heading(line)
        part = heading or part
        if heading is None:
            yield PostingLine(span, Part.OFFER if _OFFERING.match(line) else part)
        elif rest:
            yield PostingLine(Span(span.start + rest, span.end), part)


def _heading(line: str) -> tuple[Part | None, int]:
    """The part a heading opens, and where the line goes on behind its colon (0: nowhere)."""
    if line[0] in "-•*–·":
        return None, 0
    colon = line.find(":")
    title = line if colon < 0 else line[:colon]
    part = _part_headed(title, alone=colon < 0) if len(title) <= 60 else None
    if part is None:
        return None, 0
    rest = len(line) - len(line[colon + 1 :].lstrip()) if colon >= 0 else 0
    return part, rest if rest < len(line) else 0


@lru_cache(maxsize=8_192)
def _part_headed(title: str, *, alone: bool) -> Part | None:
    """Remembered, as many postings have the same headings."""
    if len(title.split()) > 8 or title.endswith((".", ",", ";")):
        return None
    bare = folded(_NUMBERING.sub("", title))
    part = next((part for part, pattern in _patterns() if pattern.search(bare)), None)
    return None if part and alone and not _is_bare_heading(bare, part) else part


def _is_bare_heading(bare: str, part: Part) -> bool:
    """Whether a line without a colon is all heading: requirements and offers hold the same words
    (“Experience with SQL”, “Knowledge of benefits administration”)."""
    if any(character.isdigit() or character in ",/" for character in bare):
        return False
    left = [
        word
        for word in _any_keyword().sub(" ", bare).split()
        if word.strip("?!’'&-") not in _FILLERS
    ]
    left = [word for word in left if any(map(str.isalnum, word))]
    return len(left) <= (0 if part is Part.OFFER else 1) and not _ASKING_START.match(bare)
