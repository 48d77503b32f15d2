"""Words of a search as a person typed them → a tsquery.

Each term is asked for in several forms. They are put together here, term by term: a term that is
excluded must occur in none of its forms, and `websearch_to_tsquery` knows one form at a time.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from jobr_core.shared.text import folded

STOP_NAMES: Final = ("AI", "IT")
"""Names that, in small letters, are stop words of some language: English *it*, French *ai*. In
capitals they are looked up as they are."""
LEXEME: Final = re.compile(r"'((?:[^']|'')*)'(?::\*?[A-D]*)?")
_ONE: Final = re.compile(rf"{LEXEME.pattern}|\([^()]*\)")
_TERM: Final = re.compile(r'(-?)(?:"([^"]*)"|([^\s"]+))')
_NAMED: Final = re.compile(rf"(?<!\w)(?:{'|'.join(STOP_NAMES)})(?!\w)")


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase."""

    text: str
    is_excluded: bool = False

    @property
    def forms(self) -> tuple[str, ...]:
        """As typed, without accents, and with what a slash joins apart."""
        plain = folded(self.text)
        return tuple(dict.fromkeys((self.text, plain, plain.replace("/", " "))))

    def query(self, known: Mapping[str, str]) -> str:
        """As a tsquery, by those of its forms; empty where these are stop words."""
        names = (lexeme(name.lower()) for name in _NAMED.findall(self.text))
        query = _grouped(" & ", (_grouped(" | ", (known[form] for form in self.forms)), *names))
        return f"!{query}" if query and self.is_excluded else query


def alternatives(words: str) -> tuple[tuple[Term, ...], ...]:
    """Terms, all of which must be met, between each `or`.

    >>> [[term.text for term in terms] for terms in alternatives('cook or "pastry chef" -night')]
    [['cook'], ['pastry chef', 'night']]
    """
    found: list[list[Term]] = [[]]
    for excluded, phrase, word in _TERM.findall(words):
        if word.lower() == "or" and not excluded:
            found.append([])
        else:
            found[-1].append(Term(phrase or word, bool(excluded)))
    return tuple(tuple(terms) for terms in found if terms)


def joined(asked: Iterable[Iterable[Term]], known: Mapping[str, str]) -> str:
    """The alternatives as one tsquery; `known` has that of each form.

    >>> joined(alternatives("chef -café"), {"chef": "'chef'", "café": "'café'", "cafe": "'cafe'"})
    "'chef' & !('café' | 'cafe')"
    """
    every = (" & ".join(filter(None, (term.query(known) for term in terms))) for terms in asked)
    met = dict.fromkeys(query for query in every if query)
    return next(iter(met)) if len(met) == 1 else " | ".join(f"({query})" for query in met)


def lexeme(word: str) -> str:
    """A word as a tsquery, as it is."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _grouped(operator: str, parts: Iterable[str]) -> str:
    """Each part there is, once; in brackets unless it is one word."""
    whole = operator.join(dict.fromkeys(filter(None, parts)))
    return whole if not whole or _ONE.fullmatch(whole) else f"({whole})"
