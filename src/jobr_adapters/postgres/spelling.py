"""Words nobody uses → the word a person may have meant."""

from datetime import datetime
from typing import Final

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from jobr_adapters.postgres.statements import Connections, Statement, fetch
from jobr_core.shared.clock import Clock

_ALL: Final = Statement("SELECT word FROM search_words")
_COUNT: Final = Statement("SELECT count(*) AS words FROM search_words")
_REST: Final = 20
"""How many times as long as looking took nobody looks again: at most a twentieth of the time."""
_LONG_WORD: Final = 6
"""Letters from which on two slips are forgiven."""


class Spelling:
    """Looks in the words of titles and companies, read again when there are more of them: none is
    ever removed."""

    def __init__(self, connections: Connections, *, now: Clock) -> None:
        self._connections = connections
        self._now = now
        self._words: frozenset[str] = frozenset()
        self._rest_until: datetime | None = None

    async def nearest(self, word: str) -> str | None:
        """None where the word is known or nothing is near."""
        if self._rest_until is None or self._now() >= self._rest_until:
            began = self._now()
            await self._look()
            ended = self._now()
            self._rest_until = ended + _REST * (ended - began)
        return nearest_word(word, self._words)

    async def _look(self) -> None:
        [row] = await fetch(self._connections, _COUNT)
        if row["words"] != len(self._words):
            rows = await fetch(self._connections, _ALL)
            self._words = frozenset(row["word"] for row in rows)


def nearest_word(word: str, words: frozenset[str]) -> str | None:
    """The word with the fewest slips (a letter wrong, missing, too many, or two swapped); of
    several the one that begins alike, for people seldom mistake the first letter.

    >>> nearest_word("enginer", frozenset({"engineer", "engines", "ginger"}))
    'engineer'
    """
    if len(word) < 4 or word in words:
        return None
    slips = 2 if len(word) >= _LONG_WORD else 1
    near = extract(word, words, scorer=OSA.distance, score_cutoff=slips, limit=20)
    ordered = sorted(
        near, key=lambda found: (found[1], found[0][0] != word[0], -len(found[0]), found[0])
    )
    return ordered[0][0] if ordered else None
