"""Human languages and how well somebody speaks them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from jobr_core.shared.text import Span
from jobr_core.vocabulary.phrases import Phrases, canonical_names

_NAMES: Final = """
English: englisch, anglais, inglés, inglês, अंग्रेज़ी, अंग्रेजी, इंग्लिश
German: deutsch, allemand, alemán, alemão, जर्मन
French: französisch, français, francés, francês, फ्रेंच, फ़्रेंच
Spanish: spanisch, espagnol, español, castellano, espanhol, स्पेनिश
Portuguese: portugiesisch, portugais, portugués, português
Italian: italienisch, italien, italiano
Dutch: niederländisch, néerlandais, neerlandés, holandês, nederlands, flemish
Polish: polnisch, polonais, polaco, polonês, polski
Hindi: हिन्दी, हिंदी
Marathi: मराठी
Tamil: तमिल
Telugu: तेलुगु, तेलुगू
Bengali: बंगाली, बांग्ला
Gujarati: गुजराती
Punjabi: पंजाबी
Kannada: कन्नड़
Malayalam: मलयालम
Urdu: उर्दू
Arabic: arabisch, arabe, árabe, अरबी
Mandarin: chinese, mandarin chinese
Cantonese
Japanese: japanisch, japonais, japonés, japonês
Korean
Russian: russisch, russe, ruso
Ukrainian: ukrainisch
Turkish: türkisch
Swedish: svenska
Norwegian
Danish
Finnish
Greek
Czech
Romanian
Hungarian
Hebrew
Vietnamese
Thai
Indonesian
Tagalog: filipino
Swahili
Irish: gaeilge
Welsh
"""


_PHRASES: Final = Phrases.of(canonical_names(_NAMES))


class Fluency(IntEnum):
    """The steps of the Common European Framework (CEFR), C2 also for native speakers."""

    A1 = 1
    A2 = 2
    B1 = 3
    B2 = 4
    C1 = 5
    C2 = 6


_LEVELS: Final = (
    (Fluency.C2, r"native|mother tongue|biling|muttersprach|zweisprachig|langue maternelle|lengua materna|língua materna|nativ[oa]\b|मातृ ?भाषा"),
    (Fluency.C1, r"fluent|full professional|verhandlungssicher|flie(?:ß|ss)end|couramment|courant|proficient|excellent|fluente|fluência|fluid[oa]|fluidez|excelente|धाराप्रवाह|पूर्ण व्यावसायिक|उत्कृष्ट|प्रवीण"),
    (Fluency.B2, (r"profession|profesional|profissional|upper.intermediate|very good|advanced|business|strong|sehr gut|fortgeschritten|konversationssicher"
                 r"|wort und schrift|très bon|avancé|avanzad[oa]|avançad[oa]|nivel alto|muy buen|muito bo[am]|व्यावसायिक|पेशेवर|उन्नत|बहुत अच्छ")),
    (Fluency.B1, r"interm[ée]di|conversational|working|limited working|\bgood\b|gute?\b|medio|bon niveau|bonnes? (?:connaissance|maîtrise)|buen[oa]?\b|\bbo[am]\b|कार्यसाधक|मध्यम|अच्छ"),
    (Fluency.A2, r"elementary|basic|grundkenntnisse|schulkenntnisse|notions|scolaire|élémentaire|básic[oa]|elemental|noções|बुनियादी|कामचलाऊ"),
    (Fluency.A1, r"beginner|anfänger|débutant|principiante|iniciante|प्रारंभिक|शुरुआती"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LanguageMention:
    """A language named in a text; `fluency` is None where the words around say nothing."""

    language: str
    fluency: Fluency | None
    span: Span


def fluency_of(words: str) -> Fluency | None:
    """The level some words describe (“Fluent”, “B2”, “native speaker”), or None."""
    code = re.search(r"\b[ABC][12]\b", words)
    if code:
        return Fluency[code.group()]
    return next((level for level, pattern in _LEVELS if re.search(pattern, words, re.I)), None)


def language_mentions(text: str, lines: Iterable[Span]) -> Iterator[LanguageMention]:
    """Languages named within some stretches of a text; the level is read from the words between
    a name and its neighbours in the same stretch."""
    named = [(name, Span(start, end)) for name, start, end in _PHRASES.found_in(text)]
    if not named:
        return
    for line in lines:
        inside = [(name, at) for name, at in named if line.start <= at.start and at.end <= line.end]
        yield from _with_levels(text, line, inside)


def _with_levels(text: str, line: Span, named: list[tuple[str, Span]]) -> Iterator[LanguageMention]:
    for index, (name, at) in enumerate(named):
        before = named[index - 1][1].end if index else line.start
        after = named[index + 1][1].start if index + 1 < len(named) else line.end
        level = fluency_of(_same_line(text[at.end : min(after, at.end + _NEAR)], 0))
        level = level or fluency_of(_same_line(text[max(before, at.start - _NEAR) : at.start], -1))
        yield LanguageMention(name, level, at)


_NEAR: Final = 25


def _same_line(words: str, part: int) -> str:
    return words.split("\n")[part]


_STOP_WORDS: Final = {
    "en": "the and of to in with for you we our is are on as your will or an by this",
    "de": "und der die das mit für wir sie ist ein eine im von zu auf den bei als ihre",
    "fr": "et de la le les des vous nous pour dans un une en avec sur est du votre",
    "es": "y de la el los las con para en un una por que se del su es nuestro",
    "pt": "e de da do os as com para em um uma por que se sua nosso é no na",
    "hi": "और के में की है का से को पर हम आप",
}
_STOP: Final = {code: frozenset(words.split()) for code, words in _STOP_WORDS.items()}
_CODES: Final = (
    "en English, de German, fr French, es Spanish, pt Portuguese, it Italian, nl Dutch, pl Polish, "
    "hi Hindi, mr Marathi, ta Tamil, te Telugu, bn Bengali, gu Gujarati, pa Punjabi, kn Kannada, "
    "ml Malayalam, ur Urdu, ar Arabic, zh Mandarin, ja Japanese, ko Korean, ru Russian, "
    "uk Ukrainian, tr Turkish, sv Swedish, no Norwegian, nb Norwegian, nn Norwegian, da Danish, "
    "fi Finnish, el Greek, cs Czech, ro Romanian, hu Hungarian, he Hebrew, vi Vietnamese, th Thai, "
    "id Indonesian, tl Tagalog, sw Swahili, ga Irish, cy Welsh"
)
LANGUAGE_NAMES: Final = {code[:2]: code[3:] for code in _CODES.split(", ")}
"""By ISO 639-1."""


def written_in(text: str) -> str | None:
    """The language a text is written in (`en de fr es pt hi`), None if it does not show.

    >>> written_in("Wir suchen eine Fachkraft für die Pflege, die mit uns arbeitet.")
    'de'
    """
    words = re.findall(r"\w+(?:[\u0900-\u097f]+\w*)*", text[:4000].lower())
    counts = {code: sum(word in stop for word in words) for code, stop in _STOP.items()}
    best = max(counts, key=lambda code: (counts[code], code == "en"))
    return best if counts[best] >= 3 else None
