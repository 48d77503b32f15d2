"""Words of a search → conditions on `job_search`.

A posting is stemmed in its own language, so the words of a search are stemmed in all languages
there are postings in; languages that agree about them share a condition.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from jobr_adapters.postgres.search_index import TITLE_MARK
from jobr_adapters.postgres.statements import Connections, Statement, fetch
from jobr_core.jobs.search import Criteria
from jobr_core.shared.text import folded

_QUERIES: Final = Statement(
    """
    SELECT language, websearch_to_tsquery(search_language(language), %(words)s)::text AS query,
        websearch_to_tsquery(search_language(language), %(plain)s)::text AS plain_query,
        coalesce(pg_sequence_last_value(pg_get_serial_sequence('job_search', 'number')), 0) AS last
    FROM (SELECT language FROM search_languages UNION SELECT 'en') AS known ORDER BY language
    """
)
_LEXEME = re.compile(r"'((?:[^']|'')*)'(?::\*?[A-D]*)?")
_FOLLOWED_BY = re.compile(r"<(?:-|\d+)>")
_JOINED = re.compile(r"('(?:[^']|'')*')|&|<(?:-|\d+)>")
_WEIGHTS: Final = "'{0.1,0.3,0.6,1.0}'"
"""Of description, company and places, skills, title."""


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
        return self._matching("headline @@ {}::tsquery", keys, lambda query: query)

    def anywhere(self, keys: str) -> Condition:
        """The same, words of the description counting too."""
        condition = "document @@ {}::tsquery AND read_apart(document)"
        return self._matching(condition, keys, lambda query: query)

    def having(self, keys: str) -> Condition:
        """Rows with the keys, whatever their words."""
        if not keys:
            return Condition("true", {})
        return Condition("headline @@ %(keys)s::tsquery", {"keys": keys})

    def in_title(self, keys: str) -> Condition:
        """Rows with all the words in the title, found by the title's marks."""
        return self._matching("headline @@ {}::tsquery", keys, _marked)

    def _matching(self, condition: str, keys: str, form: Callable[[str], str]) -> Condition:
        if not self.by_query:
            return Condition("true", {})
        values: dict[str, object] = {}
        branches = []
        for n, (query, languages) in enumerate(self.by_query.items()):
            values[f"query_{n}"] = _and(form(query), keys)
            branch = condition.format(f"%(query_{n})s")
            if len(self.by_query) > 1:
                values[f"languages_{n}"] = list(languages)
                branch = f"({branch} AND language = ANY(%(languages_{n})s))"
            branches.append(branch)
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
    rows = await fetch(connections, _QUERIES, words=words, plain=folded(words))
    by_query: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        both = dict.fromkeys(query for query in (row["query"], row["plain_query"]) if query)
        if both:
            by_query[" | ".join(f"({query})" for query in both)].append(row["language"])
    queries = {query: tuple(languages) for query, languages in by_query.items()}
    return WordQueries(queries, rows[0]["last"])


def key_query(wanted: Criteria) -> str:
    """The keys asked for as a tsquery; empty where none are."""
    groups = ["(" + " | ".join(map(_lexeme, group)) + ")" for group in wanted.any_of]
    return " & ".join((*groups, *(f"!{_lexeme(key)}" for key in wanted.none_of)))


def _and(query: str, keys: str) -> str:
    return f"({query}) & {keys}" if keys else query


def _marked(query: str) -> str:
    """The same for the marks of titles, which have no positions."""
    marked = _LEXEME.sub(lambda match: f"'{TITLE_MARK}{match[1]}'", query)
    return _FOLLOWED_BY.sub("&", marked)


def _either(query: str) -> str:
    """The same words, each by itself."""
    return _JOINED.sub(lambda match: match[1] or "|", query)


def _lexeme(key: str) -> str:
    return "'" + key.replace("\\", "\\\\").replace("'", "''") + "'"
