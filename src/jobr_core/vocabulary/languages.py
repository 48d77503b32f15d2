"""Human languages, where a text names them, and the one it is written in."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from jobr_core.shared.text import Span
from jobr_core.vocabulary.fluency import Fluency
from jobr_core.vocabulary.language_clauses import clauses, levels_told
from jobr_core.vocabulary.language_senses import is_adjective, is_denied
from jobr_core.vocabulary.phrases import Keys, Phrases, canonical_names

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


def _names() -> Iterator[tuple[Keys, str]]:
    """The names, and those in German compounds (“Deutschkenntnisse”, “deutsche Sprache”)."""
    for keys, name in canonical_names(_NAMES):
        yield keys, name
        if keys[-1].endswith("sch"):
            yield from (((f"{keys[-1]}{known}",), name) for known in _KNOWLEDGE)
            yield from (
                ((keys[-1] + ending, known), name)
                for ending in ("e", "en", "er")
                for known in ("sprache", *_KNOWLEDGE)
            )


_Named = tuple[str, Span]
_KNOWLEDGE: Final = ("kenntnisse", "kenntnissen", "sprachkenntnisse", "sprachkenntnissen")
_PHRASES: Final = Phrases.of(_names())


@dataclass(frozen=True, slots=True)
class LanguageMention:
    """A language named in a text; `fluency` is None where the words around say nothing.

    `told` takes in the words beside it that tell the level. `is_adjective`: it describes another
    thing (“German tax law”), and nothing is said of speaking it.
    """

    language: str
    fluency: Fluency | None
    span: Span
    told: Span
    is_adjective: bool = False


def language_mentions(text: str, lines: Iterable[Span]) -> Iterator[LanguageMention]:
    """Languages named within some stretches of a text, but for those somebody says not to speak;
    the level is read from the words beside a name, in its own part of the sentence."""
    named = [(name, Span(start, end)) for name, start, end in _PHRASES.found_in(text)]
    if not named:
        return
    for line in lines:
        if _named_within(line, named):
            for clause in clauses(text, line):
                yield from _of_clause(text, clause, _named_within(clause, named))


def _named_within(span: Span, named: list[_Named]) -> list[_Named]:
    first = bisect_left(named, span.start, key=lambda found: found[1].start)
    behind = bisect_right(named, span.end, key=lambda found: found[1].end)
    return named[first:behind]


def _of_clause(text: str, clause: Span, named: list[_Named]) -> Iterator[LanguageMention]:
    places = [at for _, at in named]
    starts = {at.start for at in places}
    for (name, at), told in zip(named, levels_told(text, clause, places), strict=True):
        if not is_denied(text, clause, at):
            is_english = at.quote(text).title() in (name, "Chinese")
            adjective = is_english and is_adjective(text, clause, at, starts)
            fluency = None if adjective else told.fluency
            yield LanguageMention(name, fluency, at, told.span, adjective)


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
