"""`job_search`, the table postings are found in, written from `jobs`.

`headline` has title (A), skills (B), company (C) and places (D); beside these words it has the
posting's keys (`jobs.facts`), so that a filter is one more word of the same index, and the title's
words once more as `T:…`, so that what is in a title is found without reading rows. `document` has
all that and the description, whose words with accents stand in it a second time without them.
"""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from jobr_adapters.postgres.search_terms import STOP_NAMES
from jobr_adapters.postgres.statements import Connections, Statement, fetch

TITLE_MARK: Final = "T:"
FACET_SEPARATOR: Final = "\x1f"
_ROOM: Final = Statement("SELECT set_config('work_mem', '64MB', true)")
"""For what GIN indexes gather before they sort it in; with the usual 4 MB they do that in pieces,
which takes half as long again."""
_FORGET: Final = Statement(
    "DELETE FROM job_search WHERE job_id = ANY(%(ids)s) RETURNING job_id, number"
)
_WRITE: Final = Statement(
    r"""
    INSERT INTO job_search
        (job_id, number, posted_at, language, role, pay_low, pay_high, facets, headline, document)
    OVERRIDING SYSTEM VALUE
    SELECT id, coalesce(number, nextval('job_search_number_seq')), posted_at, language, role,
        pay_low, pay_high, facets, headline,
        headline || array_to_tsvector(names) || words_apart(config, without_accents)
            || to_tsvector(config, replace(description, '/', ' '))
    FROM (
        SELECT id, number, coalesce(language, '') AS language, role, pay_low, pay_high,
            description, config, without_accents, names,
            coalesce(least(posted_at, updated_at), created_at) AS posted_at,
            array_to_string(
                ARRAY(
                    SELECT key FROM unnest(keys) AS key
                    WHERE left(key, 2) IN ('@:', 'w:', 't:', 'l:')
                )
                || ARRAY(SELECT 's:' || skill FROM unnest(skills) AS skill), E'\x1f'
            ) AS facets,
            setweight(in_title, 'A')
            || setweight(words_apart(config, array_to_string(skills, ' 0 ')), 'B')
            || setweight(words_apart(config, company || ' 0 ' || company_key), 'C')
            || setweight(words_apart(config, places), 'D')
            || array_to_tsvector(keys)
            || array_to_tsvector(ARRAY(
                SELECT 'T:' || word FROM unnest(tsvector_to_array(in_title)) AS word
            )) AS headline
        FROM jobs
            LEFT JOIN unnest(%(known)s::uuid[], %(numbers)s::bigint[]) AS kept (own, number)
                ON own = id,
            LATERAL search_language(language) AS config,
            LATERAL (SELECT words_apart(config, title || ' 0 ' || role) || to_tsvector('simple', (
                SELECT coalesce(string_agg(name[1], ' '), '')
                FROM regexp_matches(title, %(stop_names)s, 'g') AS name
            )) OFFSET 0) AS titled (in_title),
            LATERAL (SELECT ARRAY(
                SELECT DISTINCT lower(name[1]) FROM concat_ws(
                    ' ', company, array_to_string(skills, ' '), description
                ) AS said, regexp_matches(said, %(stop_names)s, 'g') AS name
                WHERE said LIKE ANY(%(with_stop_names)s)
            )) AS named_so (names),
            LATERAL (
                SELECT coalesce(regexp_replace(
                    normalize(string_agg(DISTINCT word[1], ' 0 '), NFKD), '[\u0300-\u036f]', '', 'g'
                ), '')
                FROM regexp_matches(replace(description, '/', ' '), '\w*[\u00c0-\u024f]\w*', 'g')
                    AS word
                WHERE octet_length(description) > length(description)
            ) AS plain (without_accents),
            LATERAL (
                SELECT coalesce(string_agg(concat_ws(' ', p ->> 'city', p ->> 'region'), ' 0 '), '')
                FROM jsonb_array_elements(locations) AS p
            ) AS named (places)
        WHERE id = ANY(%(ids)s) AND duplicate_of IS NULL AND closed_at IS NULL
        OFFSET 0
    ) AS described
    """,
    {
        "stop_names": rf"\m({'|'.join(STOP_NAMES)})\M",
        "with_stop_names": [f"%{name}%" for name in STOP_NAMES],
    },
)
_LANGUAGES: Final = Statement(
    """
    INSERT INTO search_languages
    SELECT DISTINCT coalesce(language, '') FROM jobs WHERE id = ANY(%(ids)s) ORDER BY 1
    ON CONFLICT DO NOTHING
    """
)
_WORDS: Final = Statement(
    """
    INSERT INTO search_words
    SELECT DISTINCT word FROM jobs, unnest(string_to_array(role || ' ' || company_key, ' ')) AS word
    WHERE id = ANY(%(ids)s) AND length(word) BETWEEN 4 AND 30 ORDER BY 1
    ON CONFLICT DO NOTHING
    """
)


async def index_postings(
    connections: Connections, *, new: Sequence[UUID], changed: Sequence[UUID]
) -> None:
    """Makes postings found as they are now, or no longer. One that was found before keeps its
    number, or whoever pages through would miss it."""
    forgotten = await fetch(connections, _FORGET, ids=list(changed)) if changed else []
    numbers = {row["job_id"]: row["number"] for row in forgotten}
    ids = [*new, *changed]
    if ids:
        await fetch(connections, _ROOM)
        await fetch(connections, _WRITE, ids=ids, known=list(numbers), numbers=[*numbers.values()])
        await fetch(connections, _LANGUAGES, ids=ids)
        await fetch(connections, _WORDS, ids=ids)
