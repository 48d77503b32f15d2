"""Words that tell something, alone and in pairs, by which texts are compared."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import Final

from jobr_core.shared.text import lower_as_long, words_of
from jobr_core.vocabulary.gender_forms import in_one_gender

STOP_WORDS: Final = frozenset(
    """
    a about above across after again against all almost alone along already also although always am among an and
    another any anyone anything are around as at back be became because become been before behind being below
    between both but by can cannot could did do does doing done down due during each either else enough etc even
    ever every everyone everything few for found from full further get give go had has have having he her here hers
    herself him himself his how however i if in indeed into is it its itself just keep last least less made many may
    me might mine more most mostly much must my myself name namely neither never next no nobody none nor not nothing
    now of off often on once one only onto or other others our ours ourselves out over own part per perhaps please
    put rather re s same see seem several she should show side since so some someone something sometimes still such
    take than that the their theirs them themselves then there therefore these they thing this those though through
    throughout thus to together too toward towards under until up upon us very via was we well were what whatever
    when where whether which while who whole whom whose why will with within without would yet you your yours
    yourself xe xem xyr xyrs ze zir hir mr mrs ms mx
    """.split()
)

_LONGEST_REMEMBERED: Final = 200
"""A document of one endless word is not kept in memory."""


def stem(word: str) -> str:
    """A word without the ending of its plural, in one gender. Cutting more (-ing, -ment, -ant) was
    measured to tell occupations apart less well.

    >>> stem("companies"), stem("buses"), stem("analysis"), stem("c++"), stem("waitresses")
    ('company', 'bus', 'analysis', 'c++', 'waiter')
    """
    return in_one_gender(_singular(word)) if len(word) > 3 and word.isalpha() else word


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "uses")):
        return word[:-2]
    return word[:-1] if word[-1] == "s" and word[-2] not in "sui" else word


def telling_stems(keys: Iterable[str]) -> list[str]:
    """Stems of the words that are not about grammar or numbers, in order."""
    return [stem(key) for key in keys if key not in STOP_WORDS and not key.isdigit()]


def pairs(stems: Sequence[str]) -> list[str]:
    return [f"{one} {other}" for one, other in pairwise(stems)]


@lru_cache(maxsize=30_000)
def _stems_between_blanks(written: str) -> tuple[str, ...]:
    """Remembered for one word and its comma, as texts are long and their words the same."""
    return tuple(telling_stems(words_of.__wrapped__(written).keys))


def grams_of(text: str) -> Counter[str]:
    """Stems and pairs of neighbouring stems, counted. No word has a blank inside, so that each
    stretch between blanks is read by itself.

    >>> sorted(grams_of("Repairs the gas boilers"))
    ['boiler', 'gas', 'gas boiler', 'repair', 'repair gas']
    """
    stems = stems_of(text)
    return Counter(stems + pairs(stems))


def stems_of(text: str) -> list[str]:
    """The stems of a text's telling words, in order."""
    between_blanks = lower_as_long(text).split()
    is_short = len(max(between_blanks, key=len, default="")) <= _LONGEST_REMEMBERED
    read = _stems_between_blanks if is_short else _stems_between_blanks.__wrapped__
    return list(chain.from_iterable(map(read, between_blanks)))
