"""Words by which a text names something and says that it is not there, or not asked for.

Only set phrases: “not only Java” and “no downtime on Kubernetes” deny nothing.
"""

import re
from typing import Final

from jobr_core.shared.text import line_parts

_THINGS: Final = r"(?:[\w.+#/&-]+(?:,? (?:and|or) |, )){0,4}"
_NO: Final = r"(?:no|not(?: yet)?|nor|without|ohne|kein(?:e[nmr]?)?|sans|pas de|sin|lack(?:ing|s)?)(?: any| an?| the)?"
_EXPERIENCE: Final = (
    r"(?:experience|knowledge|exposure|background|skills?|(?:er)?kenntnisse?|erfahrung(?:en)?)"
)
_LACKED = re.compile(
    rf"\b(?:(?:no|without(?: any)?|not (?:any|much)|kein(?:e[nmr]?)?|ohne|lack(?:ing|s)?(?: of)?|never had(?: any)?)"
    rf" (?:\w+ ){{0,2}}{_EXPERIENCE} (?:with|of|in|using|to|mit|von) "
    rf"|(?:have not|haven.t|has not|never) (?:yet )?(?:used|worked with|learn(?:ed|t)) "
    rf"|(?:do not|don.t|does not|doesn.t|did not|didn.t) (?:yet |currently )?(?:have|hold|know|possess|own)(?: yet)? (?:(?:any|an?|the|my) )?"
    rf"|(?:not (?:yet )?(?:familiar|experienced|proficient|skilled|conversant|certified|qualified)|unfamiliar) (?:with|in) "
    rf"|(?:currently|still|now|i.m|am) (?:learning|teaching myself) (?:about |to use )?"
    rf"|(?:would (?:like|love)|want(?:s|ing)?|eager|keen|willing|hop(?:e|ing)|interested) (?:to work|in working) (?:more )?with "
    rf"|(?:want(?:s|ing)?|like|love|eager|keen|willing|hop(?:e|ing)|plan(?:s|ning)?|interested) (?:to (?:learn|obtain|earn|pass)|in learning) (?:more )?(?:about )?(?:the )?"
    rf"){_THINGS}$",
    re.I,
)
_LACKED_BEFORE = re.compile(rf"\b(?<!or ){_NO} (?:[\w.+#/&-]+ n?or )?$", re.I)
_LACKED_BEHIND = re.compile(
    r" (?:certificat\w+|certificates?|licen[cs]e|degree|experience|knowledge)?(?: as)? ?yet\b"
    r"| (?:certificat\w+|certificates?|licen[cs]e|card|degree|experience|knowledge)\b(?! with| in| of)"
    r"| (?:certified|qualified|registered|licen[cs]ed|chartered|accredited)\b"
    r"|\s*$|[.,;:!)]|,? n?or\b|,? but\b",
    re.I,
)
_NONE_BEHIND = re.compile(
    r"(?: experience| knowledge| skills?)?(?:: ?| ?\(| [–-] )"
    r"(?:no(?: experience| knowledge)?|none(?: yet)?|nil|n/a|not (?:yet|held)|kein(?:e[nr]?)?|nein"
    r"|(?:(?:currently|still) )?learning|to learn|want to learn)\s*(?:$|[).,;|/•])",
    re.I,
)
_UNFINISHED_BEFORE = re.compile(
    r"\b(?:(?:preparing|studying|training|working|revising) (?:for|towards?)|pursuing|part[- ]qualified)"
    r" (?:(?:an?|the|my) )?(?:(?:\w+ )?|(?:\w+ ){2,4}\()(?:[\w.+#/&-]+ (?:and|or) ){0,2}$",
    re.I,
)
_UNFINISHED_BEHIND = re.compile(
    r"^(?: \w+){0,3} \(?candidates?\b|^ (?:student|finalist|part[- ]qualified)\b"
    r"|\b(?:in progress|not (?:yet )?(?:completed?|finished|obtained|awarded|passed)|incomplete|unfinished|uncompleted"
    r"|(?:dropped|dropping) out|withdrew|discontinued|abandoned|expired|lapsed|revoked|no longer (?:valid|held|active)"
    r"|(?:exam\w*|test) (?:is )?(?:scheduled|booked|planned|due|pending)"
    r"|(?:scheduled|planned|expected) (?:(?:for|in) )?(?:\w+ )?(?:20\d\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
    r"|(?:\bplanned|\bpursuing|\bstudying)\s*(?:$|[).,;])",
    re.I,
)
_CLAUSE = re.compile(r"(?:(?![;|•]|(?<=[a-z\d)]{4})[.!?] ).)*")
_WAIVING: Final = (" no", "(no", "no ", "n't", "n’t", "obtain", "gain ", "undergo", "eligib")
_WAIVED_BEHIND = re.compile(
    r"(?: (?:experience|knowledge|skills?))?,? (?:(?:is|are) )?(?:not|n.t) (?:strictly )?(?:required|needed|necessary|mandatory|a must|essential)\b",
    re.I,
)
_WAIVED_BEFORE = re.compile(r"\bno (?:prior |previous )?(?:\w+ )?$", re.I)
_WAIVED_OUTRIGHT = re.compile(
    r"(?:, |\()not $|\b(?:do not|don['’]t|no) need (?:to know |any )?$|\b(?:do not|don['’]t) use $",
    re.I,
)
_ALONE: Final = re.compile(r"\W*no $", re.I)
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
    before, behind = line_parts(text, start, end)
    if _LACKED.search(before) or _NONE_BEHIND.match(behind):
        return True
    return _LACKED_BEFORE.search(before) is not None and _LACKED_BEHIND.match(behind) is not None


def is_unfinished(text: str, start: int, end: int, until: int | None = None) -> bool:
    """Whether the degree or certificate there is not held: not yet, or no longer.

    `until` is where the next one is named, of which what follows is said.

    >>> is_unfinished("PMP (in progress)", 0, 3), is_unfinished("PMP, 2020", 0, 3)
    (True, False)
    """
    before, behind = line_parts(text, start, end)
    said = _CLAUSE.match(behind if until is None else behind[: max(0, until - end)])
    return _UNFINISHED_BEFORE.search(before) is not None or (
        said is not None and _UNFINISHED_BEHIND.search(said[0]) is not None
    )


def is_waived(text: str, start: int, end: int) -> bool:
    """Whether a posting names this only to say that it does not ask for it.

    >>> said = "Java is not required"
    >>> is_waived(said, 0, 4)
    True
    """
    before, behind = line_parts(text, start, end)
    said = f"{before} {behind}".lower()
    if not any(cue in said for cue in _WAIVING):  # nearly always, and much faster
        return False
    if _WAIVED_BEHIND.match(behind) or _TO_BE_GOT_BEFORE.search(before):
        return True
    if _WAIVED_OUTRIGHT.search(before) or (_ALONE.fullmatch(before) and behind.strip(" .;") == ""):
        return True
    denied = _WAIVED_BEFORE.search(before)
    return denied is not None and _WAIVED_AFTER_NO.match(behind) is not None
