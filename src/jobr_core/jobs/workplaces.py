"""Where the work may be done: on site, partly, from anywhere, or from anywhere within limits."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from jobr_core.jobs.limits import limits_named
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.terms import Location, Workplace
from jobr_core.jobs.titles import title_facts

_DAY = r"(?P<{0}>[1-5]|one|two|three|four|five)(?:\s?(?:-|–|to|or)\s?(?P<{0}_most>[1-5]|two|three|four|five))?\s+days?"
_WEEKLY = r"(?:\s*(?:(?:a|per|each|every)\s+week|/\s?week|weekly))"
_OFFICE = r"(?:the |our |your )?(?:[A-Z][\w-]+,? ){0,2}(?:office|on-?\s?site|site|hq)"
_DAYS = re.compile(
    rf"\b{_DAY.format('first')}{_WEEKLY}?\s*(?:in|at|from|on)?[- ]{_OFFICE}"
    rf"|\b(?:in|at|from)[- ]{_OFFICE}s?(?: (?:in [A-Z]\w+ )?(?:at least|for|about|around|up to|minimum(?: of)?))?\s+{_DAY.format('last')}{_WEEKLY}"
    rf"|\bon-?\s?site,?\s+(?:at least |for )?{_DAY.format('site')}{_WEEKLY}",
    re.I,
)
_NUMBERS: Final = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_AWAY = r"home ?-?office|home|remote(?:ly)?|remoto|mobil\w*|t[ée]l[ée]travail|teletrabajo|teletrabalho|smart working|zdaln\w+|thuis\w*"
_AWAY_DAYS = re.compile(
    r"\b(?:[1-4]|one|two|three|four)(?:\s?(?:-|–|to|à|bis|or)\s?\w+)?\s+(?:days?|tage?n?|jours?|d[íi]as?|giorn[oi]|dag(?:en)?|dni)\b"
    rf"(?:[ /](?!office)\w+){{0,4}}?[ /](?:{_AWAY})\b"
    rf"|\b(?:{_AWAY})(?: [\w/]+){{0,3}}? (?:[1-4]|one|two|three|four)(?:\s?(?:-|–|to|à|bis)\s?\w+)? (?:days?|tage?|jours?|d[íi]as?|giorn[oi]|dagen|dni)\b"
    r"(?=(?: (?:a|per|each|pro|par|por|alla|in der)|/| weekly))",
    re.I,
)
_LINE = re.compile(
    r"^[^\w\n]{0,8}(?:(?:work|job|office|primary|role)[ -]?)?(?:locations?|place|style|model|mode|type|arrangement|workplace|standort|arbeitsort|lieu|ubicación|modalidad|sede|lokalizacja)"
    r"(?: \w+)?\s*[:–-]\s*(?P<told>[^\n]{2,80})"
    r"|^(?P<alone>(?:fully )?(?:remote|hybrid|on-?site))(?=$| ?[(|,]| [-–—] )",
    re.I | re.M,
)
_PLACE_NAME = r"(?:the )?[A-Z][A-Za-z.&]{0,24}(?:[ /][A-Z][A-Za-z.]{0,24}){0,2}"
_PLACES = rf"{_PLACE_NAME}(?:(?:,| or| and|,? (?:or|and)| &|/) ?{_PLACE_NAME}){{0,5}}"
_IN = r"(?:from |work(?:ing)? |to work )?(?:anywhere |any state )?(?:within|in|from|across|based in|aus|innerhalb|in ganz|en|desde|dentro de|depuis|no)\b"
_LIMIT = re.compile(
    rf"\b(?i:remot(?:e|o)|work(?:ing)? (?:remotely|from home)|home ?office|wfh),?(?:\s*(?:[-–—:,(\[]|\b(?i:{_IN})))?\s*(?P<behind>{_PLACES})"
    rf"|(?=\b(?P<before>{_PLACE_NAME})(?:[- ](?i:only|based),?)? (?i:remote)\b)"
    rf"|\b(?i:must|should|need to|have to|required to) (?i:(?:currently |already )?(?:be )?(?:currently )?(?:physically )?(?:based|located|resid\w+|liv\w+|live)) (?i:in|within|anywhere in) (?P<home>{_PLACES})"
)
_NOT_REMOTE = re.compile(
    r"\b(?:not|no|isn't|cannot be|neither|nicht|kein|pas de)(?: \w+){0,3} (?:remote|home ?office|télétravail)|remote (?:work )?is not",
    re.I,
)
_REMOTE = re.compile(
    r"\b(?:fully|100 ?%|completely|entirely|full|vollständig|komplett|zu 100 ?%|totalmente|totally) (?:remote|remoto|home ?office|télétravail|teletrabajo|zdaln\w+)\b"
    r"|\b(?:remoto|teletrabajo|t[ée]l[ée]travail|zdalna|zdalnie|home ?office)(?: al| à| total| complet| zu)? ?\(?(?:100 ?%|total|complet)"
    r"|\bremote[- ](?:first|only|position|role|job|opportunity)\b"
    r"|\b(?:role|position|job|opportunity) (?:is|will be)(?: \w+)? (?:remote\b(?!-)|home-based)"
    r"|\bwork(?:ing)? (?:remotely )?from (?:home|anywhere)\b(?! (?:day|allowance|budget|option|polic|stipend|up to))",
    re.I,
)
_HYBRID = re.compile(
    r"\bhybrid(?:-|e |es | )(?:remote|work\w*|role|position|model|schedule|setup|set-up|arrangement|working|job|basis|environment|arbeit\w*|werken)\b"
    r"|\b(?:modelo|trabajo|trabalho|regime|modalidade?|formato|modèle|travail|mode|lavoro|modalità|praca|tryb) (?:h[íi]brid[oae]|hybride|ibrid[oa]|hybrydow\w+)",
    re.I,
)
_ONSITE = re.compile(
    r"\b(?:fully|100 ?%|entirely) (?:on-?\s?site|in[- ](?:the )?office|in[- ]person)"
    r"|\b(?:is|are)(?: an?)? (?:on-?site|in[- ]office|in-person)(?: (?:only|role|position|job|opportunity)\b|[.,;])|\bon-?site (?:role|position|only)\b",
    re.I,
)
_CUES: Final = (
    "emot EMOT brid BRID bryd ffice site SITE ravail eletrab daln huis WFH home Home person resencial résentiel"
    " mart-work HQ"
).split()
_LIMIT_CUES: Final = ("emot", "ffice", "WFH", "home", "must ", "should ", "eed to", "ave to", "equired")  # fmt: skip
"""Parts of words without which nothing is told; lines that have none are not looked at."""

_IN_PLACE: Final = {
    "remote": Workplace.REMOTE,
    "home office": Workplace.REMOTE,
    "homeoffice": Workplace.REMOTE,
    "work from home": Workplace.REMOTE,
    "hybrid": Workplace.HYBRID,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkplaceFacts:
    """`limits` are the countries or areas remote work is limited to; empty where none is named.
    `office_days` a week are asked for where the work is hybrid."""

    workplace: Workplace | None
    limits: tuple[Location, ...] = ()
    office_days: int | None = None


def workplace_facts(posting: JobPosting) -> WorkplaceFacts:
    """What the board says, else its places, the title, the plain words of the description.

    >>> job = JobPosting.from_record({"title": "Cook (Remote)", "company": "Inn",
    ...     "description": "Remote within the EU."})
    >>> facts = workplace_facts(job)
    >>> str(facts.workplace), [str(place) for place in facts.limits]
    ('remote', ['eu'])
    """
    stated = (
        posting.workplace
        or _instead_of_place(posting.locations)
        or title_facts(posting.title).workplace
    )
    if stated is Workplace.ONSITE:
        return WorkplaceFacts(workplace=stated)
    text = _telling(posting.description, _CUES)
    days = _office_days(text)
    stated = stated or _told(text, days)
    if stated is Workplace.REMOTE:
        return WorkplaceFacts(workplace=stated, limits=tuple(dict.fromkeys(_limits(posting))))
    return WorkplaceFacts(
        workplace=stated, office_days=days if stated is Workplace.HYBRID else None
    )


def _instead_of_place(locations: Iterable[Location]) -> Workplace | None:
    """“Remote” where a city should stand; Remote, Oregon is one."""
    names = (
        place.city or place.region or "" for place in locations if not (place.city and place.region)
    )
    return next((said for name in names if (said := _IN_PLACE.get(name.lower()))), None)


def _telling(text: str, cues: Sequence[str]) -> str:
    """The lines and sentences that have a cue, a line each."""
    present = [cue for cue in cues if cue in text]
    if not present:
        return ""
    pieces = text.replace(". ", ".\n").split("\n")
    return "\n".join([piece for piece in pieces if any(cue in piece for cue in present)])


def _told(text: str, days: int | None) -> Workplace | None:
    if days is not None:
        return Workplace.ONSITE if days == 5 else Workplace.HYBRID
    for line in _LINE.finditer(text):
        if stated := title_facts(line["told"] or line["alone"]).workplace:
            return stated
    return _in_sentences(text) if text else None


def _in_sentences(text: str) -> Workplace | None:
    if _HYBRID.search(text) or _AWAY_DAYS.search(text):
        return Workplace.HYBRID
    if _REMOTE.search(text) and not _NOT_REMOTE.search(text):
        return Workplace.REMOTE
    return Workplace.ONSITE if _ONSITE.search(text) else None


def _office_days(text: str) -> int | None:
    if " day" not in text or not ("ffice" in text or "site" in text or "HQ" in text):
        return None
    match = _DAYS.search(text)
    if match is None:
        return None
    kind = "first" if match["first"] else "last" if match["last"] else "site"
    word = (match[f"{kind}_most"] or match[kind]).lower()
    return _NUMBERS.get(word) or int(word)


def _limits(posting: JobPosting) -> Iterator[Location]:
    text = f"{posting.title}\n{_telling(posting.description, _LIMIT_CUES)}"
    for match in _LIMIT.finditer(text):
        words = (match["behind"] or match["before"] or match["home"]).split()
        yield from limits_named(" ".join(words)) or _first_named(words)


def _first_named(words: Sequence[str]) -> tuple[Location, ...]:
    """Without the words behind a country, which begin a sentence or name a trade."""
    shorter = (" ".join(words[:end]) for end in range(len(words) - 1, 0, -1))
    return next((found for some in shorter if (found := limits_named(some, places=False))), ())
