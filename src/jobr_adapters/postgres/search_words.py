"""Words of a search → conditions on `job_search`.

A posting is stemmed in its own language, so the words of a search are stemmed in all languages
there are postings in; languages that agree about them share a condition.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from jobr_adapters.postgres.search_index import TITLE_MARK
from jobr_adapters.postgres.search_terms import LEXEME, alternatives, joined, lexeme
from jobr_adapters.postgres.statements import Connections, Statement, fetch
from jobr_core.jobs.search import Criteria

_QUERIES: Final = Statement(
    """
    SELECT language, ARRAY(
            SELECT phraseto_tsquery(search_language(language), form)::text
            FROM unnest(%(forms)s::text[]) WITH ORDINALITY AS asked (form, place) ORDER BY place
        ) AS queries,
        coalesce(pg_sequence_last_value(pg_get_serial_sequence('job_search', 'number')), 0) AS last
    FROM (SELECT language FROM search_languages UNION SELECT 'en') AS known ORDER BY language
    """
)
_FOLLOWED_BY = re.compile(r"<(?:-|\d+)>")
_JOINED = re.compile(r"('(?:[^']|'')*')|&|<(?:-|\d+)>")
_WEIGHTS: Final = "'{0.1,0.3,0.6,1.0}'"
"""Of description, company and places, skills, title."""
_HEADLINE: Final = "headline @@ {}::tsquery"
_ANYWHERE: Final = "document @@ {}::tsquery AND read_apart(document)"
_Look = Callable[[str], Iterator[tuple[str, str]]]
"""A query → conditions, each with the query it is to be filled in with."""


@dataclass(frozen=True, slots=True)
class Condition:
    """SQL over a row of `job_search`, and its parameters."""

    sql: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class WordQueries:
    """tsquery → the languages whose postings it is meant for; empty where no words restrict.
    `last` is the newest number in `job_search` at that moment."""

    by_query: Mapping[str, tuple[str, ...]]
    last: int

    def __bool__(self) -> bool:
        return bool(self.by_query)

    def in_headline(self, keys: str) -> Condition:
        """Rows with the words in the headline and, in the same look into the index, the keys."""
        return self._matching(_in_headline, keys)

    def anywhere(self, keys: str) -> Condition:
        """The same, words of the description counting too."""
        return self._matching(_anywhere, keys)

    def having(self, keys: str) -> Condition:
        """Rows with the keys, whatever their words."""
        if not keys:
            return Condition("true", {})
        return Condition("headline @@ %(keys)s::tsquery", {"keys": keys})

    def in_title(self, keys: str) -> Condition:
        """Rows with all the words in the title, found by the title's marks."""
        return self._matching(_in_title, keys)

    def _matching(self, look: _Look, keys: str) -> Condition:
        if not self.by_query:
            return Condition("true", {})
        values: dict[str, object] = {}
        branches = []
        for n, (query, languages) in enumerate(self.by_query.items()):
            parts = []
            for place, (condition, asked) in enumerate(look(query)):
                values[f"query_{n}_{place}"] = _and(asked, keys)
                parts.append(condition.format(f"%(query_{n}_{place})s"))
            if len(self.by_query) > 1:
                values[f"languages_{n}"] = list(languages)
                parts.append(f"language = ANY(%(languages_{n})s)")
            branches.append(f"({' AND '.join(parts)})")
        return Condition(f"({' OR '.join(branches)})", values)

    def rank(self) -> Condition:
        """How well a headline has the words, all together and each: up to 1.2 in the title, three
        fifths of it in the skills, a third in company and places."""
        values: dict[str, object] = {}
        cases = []
        for n, (query, languages) in enumerate(self.by_query.items()):
            values |= {
                f"rank_{n}": query,
                f"each_{n}": _either(query),
                f"rank_languages_{n}": list(languages),
            }
            ranks = (
                f"ts_rank({_WEIGHTS}, headline, %({name}_{n})s::tsquery)"
                for name in ("rank", "each")
            )
            cases.append(f"WHEN language = ANY(%(rank_languages_{n})s) THEN {' + '.join(ranks)}")
        return Condition(f"CASE {' '.join(cases)} ELSE 0 END" if cases else "0", values)


async def word_queries(connections: Connections, words: str) -> WordQueries:
    """The words as one tsquery for each way to stem them."""
    asked = alternatives(words)
    forms = list(dict.fromkeys(form for terms in asked for term in terms for form in term.forms))
    rows = await fetch(connections, _QUERIES, forms=forms)
    by_query: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        known = dict(zip(forms, row["queries"], strict=True))
        by_query[joined(asked, known)].append(row["language"])
    queries = {query: tuple(languages) for query, languages in by_query.items() if query}
    return WordQueries(queries, rows[0]["last"])


def key_query(wanted: Criteria) -> str:
    """The keys asked for as a tsquery; empty where none are."""
    groups = ["(" + " | ".join(map(lexeme, group)) + ")" for group in wanted.any_of]
    return " & ".join((*groups, *(f"!{lexeme(key)}" for key in wanted.none_of)))


def _and(query: str, keys: str) -> str:
    return f"({query}) & {keys}" if keys else query


def _in_headline(query: str) -> Iterator[tuple[str, str]]:
    yield _HEADLINE, query
    if "!" in _operators(query):  # what is excluded may stand in the description
        yield _ANYWHERE, query


def _anywhere(query: str) -> Iterator[tuple[str, str]]:
    yield _ANYWHERE, query


def _in_title(query: str) -> Iterator[tuple[str, str]]:
    yield _HEADLINE, _marked(query)
    if "<" in _operators(query):
        yield _HEADLINE, query
    if "!" in _operators(query):
        yield _ANYWHERE, query


def _operators(query: str) -> str:
    return LEXEME.sub("", query)


def _marked(query: str) -> str:
    """The same for the marks of titles, which have no positions."""
    marked = LEXEME.sub(lambda match: f"'{TITLE_MARK}{match[1]}'", query)
    return _FOLLOWED_BY.sub("&", marked)


def _either(query: str) -> str:
    """The same words, each by itself."""
    return _JOINED.sub(lambda match: match[1] or "|", query)
