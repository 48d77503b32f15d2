"""Words by which a text names something and says that it is not there, or not asked for.

Only set phrases: “not only Java” and “no downtime on Kubernetes” deny nothing.
"""

import re
from typing import Final

_REACH: Final = 70
_THINGS: Final = r"(?:[\w.+#/&-]+(?:,? (?:and|or) |, )){0,4}"
_LACKED = re.compile(
    rf"\b(?:(?:no|without(?: any)?|not (?:any|much)|lack(?:ing|s)?(?: of)?|never had(?: any)?) (?:\w+ ){{0,2}}"
    rf"(?:experience|knowledge|exposure|background|skills?) (?:with|of|in|using|to) "
    rf"|(?:have not|haven.t|has not|never) (?:yet )?(?:used|worked with|learn(?:ed|t)) "
    rf"|(?:want(?:s|ing)?|like|eager|keen|willing|hop(?:e|ing)|plan(?:s|ning)?|interested) (?:to learn|in learning) (?:more )?(?:about )?"
    rf"){_THINGS}$",
    re.I,
)
_LACKED_BEFORE = re.compile(r"\bno $", re.I)
_LACKED_BEHIND = re.compile(
    r" (?:certificat\w+|certificates?|licen[cs]e|degree|experience|knowledge)?(?: as)? ?yet\b"
    r"| (?:certificat\w+|certificates?|licen[cs]e|experience|knowledge)\b(?! with| in| of)",
    re.I,
)
_UNFINISHED = re.compile(
    r"\b(?:in progress|not (?:yet )?(?:completed?|finished|obtained|awarded|passed)|incomplete|unfinished|uncompleted"
    r"|(?:dropped|dropping) out|withdrew|discontinued|abandoned|(?:preparing|studying|training|working) (?:for|towards?)"
    r"|pursuing|planned|expired|lapsed|revoked|no longer (?:valid|held|active)"
    r"|(?:ph\.?d\.?|doctoral|doctorate|d\.?phil|mba|cfa|cpa|acca|cima)(?: \w+){0,3} candidate)\b",
    re.I,
)
_WAIVED_BEHIND = re.compile(
    r"(?: (?:experience|knowledge|skills?))?,? (?:(?:is|are) )?(?:not|n.t) (?:strictly )?(?:required|needed|necessary|mandatory|a must|essential)\b",
    re.I,
)
_WAIVED_BEFORE = re.compile(r"\bno (?:prior |previous )?(?:\w+ )?$|[,(] not $", re.I)
_TO_BE_GOT_BEFORE = re.compile(
    r"\b(?:obtain|gain|undergo|eligib(?:le|ility) for)(?: and (?:maintain|hold))? (?:\w+ ){0,3}$",
    re.I,
)
_WAIVED_AFTER_NO = re.compile(
    r"(?: \w+)? (?:experience|knowledge|skills?)(?: (?:is|are))?(?: required| needed| necessary|[.,;]|$)",
    re.I,
)


def is_lacked(text: str, start: int, end: int) -> bool:
    """Whether somebody says not to have what stands there, or yet to learn it.

    >>> said = "no experience with Kubernetes"
    >>> is_lacked(said, said.index("K"), len(said))
    True
    """
    before, behind = _around(text, start, end)
    return _LACKED.search(before) is not None or (
        _LACKED_BEFORE.search(before) is not None and _LACKED_BEHIND.match(behind) is not None
    )


def is_unfinished(clause: str) -> bool:
    """Whether a degree or a certificate of these words is not held: not yet, or no longer.

    >>> is_unfinished("PMP (in progress)"), is_unfinished("PMP, 2020")
    (True, False)
    """
    return _UNFINISHED.search(clause) is not None


def is_waived(text: str, start: int, end: int) -> bool:
    """Whether a posting names this only to say that it does not ask for it.

    >>> said = "Java is not required"
    >>> is_waived(said, 0, 4)
    True
    """
    before, behind = _around(text, start, end)
    if _WAIVED_BEHIND.match(behind) or _TO_BE_GOT_BEFORE.search(before):
        return True
    denied = _WAIVED_BEFORE.search(before)
    return denied is not None and (
        before.endswith("not ") or _WAIVED_AFTER_NO.match(behind) is not None
    )


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and behind in the same line."""
    before = text[max(0, start - _REACH) : start].rpartition("\n")[2]
    return before, text[end : end + _REACH].partition("\n")[0]
