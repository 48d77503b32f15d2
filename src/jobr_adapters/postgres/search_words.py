"""Words of a search → conditions on `job_search`.

A posting is stemmed in its own language, so the words of a search are stemmed in all languages
there are postings in; languages that agree about them share a condition.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from jobr_adapters.postgres.search_index import TITLE_MARK
from jobr_adapters.postgres.statements import Connections, Statement, fetch
from jobr_core.jobs.search import Criteria
from jobr_core.shared.text import folded

_QUERIES: Final = Statement(
    """
    SELECT language, websearch_to_tsquery(search_language(language), %(words)s)::text AS query,
        websearch_to_tsquery(search_language(language), %(plain)s)::text AS plain_query
    FROM (SELECT language FROM search_languages UNION SELECT 'en') AS known ORDER BY language
    """
)
_LEXEME = re.compile(r"'((?:[^']|'')*)'(?::\*?[A-D]*)?")
_FOLLOWED_BY = re.compile(r"<(?:-|\d+)>")


@dataclass(frozen=True, slots=True)
class Condition:
    """SQL over a row of `job_search`, and its parameters."""

    sql: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class WordQueries:
    """tsquery → the languages whose postings it is meant for; empty where no words restrict."""

    by_query: Mapping[str, tuple[str, ...]]

    def __bool__(self) -> bool:
        return bool(self.by_query)

    def matching(self, vector: str, keys: str) -> Condition:
        """Rows whose `vector` has the words and, in the same look into its index, the keys."""
        return _any_of(
            f"{vector} @@ {{}}::tsquery",
            {_and(query, keys): languages for query, languages in self.by_query.items()},
        )

    def in_title(self, keys: str) -> Condition:
        """Rows with all the words in the title, found by the title's marks."""
        marked = {_marked(query): languages for query, languages in self.by_query.items()}
        return _any_of(
            "headline @@ {}::tsquery",
            {_and(query, keys): languages for query, languages in marked.items()},
        )

    def rank(self, vector: str) -> Condition:
        """How well a row has the words: title 1, skills 0.6, company and places 0.3, text 0.1."""
        values: dict[str, object] = {}
        cases = []
        for n, (query, languages) in enumerate(self.by_query.items()):
            values |= {f"rank_{n}": query, f"rank_languages_{n}": list(languages)}
            cases.append(
                f"WHEN language = ANY(%(rank_languages_{n})s) THEN ts_rank('{{0.1,0.3,0.6,1.0}}', "
                f"{vector}, %(rank_{n})s::tsquery)"
            )
        return Condition(f"CASE {' '.join(cases)} ELSE 0 END" if cases else "0", values)


async def word_queries(connections: Connections, words: str) -> WordQueries:
    """The words as one tsquery for each way to stem them."""
    if not words.strip():
        return WordQueries({})
    rows = await fetch(connections, _QUERIES, words=words, plain=folded(words))
    by_query: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        both = dict.fromkeys(query for query in (row["query"], row["plain_query"]) if query)
        if both:
            by_query[" | ".join(f"({query})" for query in both)].append(row["language"])
    return WordQueries({query: tuple(languages) for query, languages in by_query.items()})


def key_query(wanted: Criteria) -> str:
    """The keys asked for as a tsquery; empty where none are."""
    groups = ["(" + " | ".join(map(_lexeme, group)) + ")" for group in wanted.any_of]
    return " & ".join((*groups, *(f"!{_lexeme(key)}" for key in wanted.none_of)))


def _any_of(condition: str, queries: Mapping[str, Sequence[str]]) -> Condition:
    if not queries:
        return Condition("true", {})
    values: dict[str, object] = {}
    branches = []
    for n, (query, languages) in enumerate(queries.items()):
        values[f"query_{n}"] = query
        branch = condition.format(f"%(query_{n})s")
        if len(queries) > 1:
            values[f"languages_{n}"] = list(languages)
            branch = f"({branch} AND language = ANY(%(languages_{n})s))"
        branches.append(branch)
    return Condition(f"({' OR '.join(branches)})", values)


def _and(query: str, keys: str) -> str:
    return f"({query}) & {keys}" if keys else query


def _marked(query: str) -> str:
    """The same for the marks of titles, which have no positions."""
    marked = _LEXEME.sub(lambda match: f"'{TITLE_MARK}{match[1]}'", query)
    return _FOLLOWED_BY.sub("&", marked)


def _lexeme(key: str) -> str:
    return "'" + key.replace("\\", "\\\\").replace("'", "''") + "'"
