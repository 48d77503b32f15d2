"""Names of languages that speak of no language, and of one somebody does not speak."""

import re
from collections.abc import Set as AbstractSet
from typing import Final

from jobr_core.shared.text import Span
from jobr_core.vocabulary.fluency import fluency_of

_REACH: Final = 50
_FOLLOWER = re.compile(r"[ -]([^\W\d_]+)\b")
_NO_THING = re.compile(
    r"(?:languages?|tongue|mother|first|second|skills?|speak\w*|spoken|writ\w+|read\w*|oral\w*|verbal\w*|communicat\w*|literacy"
    r"|grammar|spelling|vocabulary|understanding|comprehension|conversation\w*|level|knowledge|proficien\w*|fluen\w*|command"
    r"|abilit\w+|competen\w+|cefr|ielts|toefl|a|an|the|and|or|und|oder|sowie|et|y|e|ou|o|of|to|in|on|at|as|for|with|by|from|is|are"
    r"|be|will|would|can|must|should|has|have|not|no|none|nor|but|plus|also|because|since|if|so|which|that|who|when|while|both|only"
    r"|you|we|your|our|i|he|she|they|minimum|min|required|requir\w+|preferred|preferabl\w+|essential|mandatory|desir\w+|necessary"
    r"|needed|ideal\w*|advantag\w+|optional|appreciated|welcome|beneficial|bonus|equivalent|via|through|mit|ist|sind|auf|von|als"
    r"|kenntnis\w*|sprach\w*|sprech\w*|erforderlich|wünschenswert|en|est|es|avec|con|com|por|para|nivel|niveau)",
    re.I,
)


def is_adjective(text: str, clause: Span, at: Span, names: AbstractSet[int]) -> bool:
    """Whether an English name only describes the thing behind it: “German tax law”; `names`
    are where languages are named."""
    follower = _FOLLOWER.match(text, at.end, clause.end)
    if follower is None or follower.start(1) in names:
        return False
    return not (_NO_THING.fullmatch(follower[1]) or fluency_of(follower[1]))


_DENIED_BEFORE = re.compile(
    r"(?:\b(?:no|not|never|cannot|without|keine?n?|sin|sem|pas de|aucune?)|n['’]t) "
    r"(?:(?:any|have|speak|know|read|write|understand|knowledge|command|skills?|kenntnisse|of|in) ){0,4}$",
    re.I,
)
_DENIED_BEHIND = re.compile(
    r"\s*(?:[(:=–—-]\s*)+(?:none|nil|no|keine|aucune?|ningun[oa])\b(?! (?:problem|issue))", re.I
)


def is_denied(text: str, clause: Span, at: Span) -> bool:
    """Whether somebody says not to speak it: “no French”, “French (none)”."""
    before = text[max(clause.start, at.start - _REACH) : at.start]
    return bool(_DENIED_BEFORE.search(before) or _DENIED_BEHIND.match(text, at.end, clause.end))
