"""Where the work may be done: on site, partly, from anywhere, or from anywhere within limits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.terms import Location, Workplace
from jobr_core.jobs.titles import title_facts
from jobr_core.vocabulary.areas import area_named
from jobr_core.vocabulary.countries import country_name_code

_DAYS = re.compile(
    r"\b(?P<days>[1-5]|one|two|three|four|five)(?:\s?(?:-|–|to)\s?(?P<most>[1-5]))?\s+days?\s*"
    r"(?:(?:a|per|each|every)\s+week\s*|/\s?week\s*|weekly\s*)?"
    r"(?:in|at|from|on)[- ](?:the |our |your )?(?:[A-Z]\w+ )?(?:office|on-?site|site|hq)",
    re.I,
)
_NUMBERS: Final = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_PLACE_NAME = r"[A-Z][A-Za-z.&]*(?:[ /][A-Z][A-Za-z.]*){0,2}"
_LIMIT = re.compile(
    r"\b(?i:remote(?:ly)?),?\s*(?i:work\s+)?(?:-|–|—|:|(?i:within|in|from|across|anywhere in|based in)\b)\s*"
    rf"(?:the )?(?P<place>{_PLACE_NAME})"
    rf"|\b(?i:remote)\s*\((?P<only>{_PLACE_NAME})(?: only)?\)"
    rf"|\b(?P<before>{_PLACE_NAME})[- ](?i:only|based),? (?i:remote)\b"
)
_NOT_REMOTE = re.compile(
    r"\b(?:not|no|isn't|cannot be|neither)(?: \w+){0,3} remote|remote (?:work )?is not", re.I
)
_REMOTE = re.compile(
    r"\b(?:fully|100 ?%|completely) remote\b|\bremote[- ](?:first|only|position|role|job|opportunity)\b"
    r"|\bwork(?:ing)? (?:remotely )?from (?:home|anywhere)\b(?! (?:day|allowance|budget|option|polic))",
    re.I,
)
_HYBRID = re.compile(
    r"\bhybrid (?:work|role|position|model|schedule|setup|arrangement|working|job)\b", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkplaceFacts:
    """`limits` are the countries or areas remote work is limited to; empty where none is named.
    `office_days` a week are asked for where the work is hybrid."""

    workplace: Workplace | None
    limits: tuple[Location, ...] = ()
    office_days: int | None = None


def workplace_facts(posting: JobPosting) -> WorkplaceFacts:
    """What the board says, else the title, else the plain words of the description.

    >>> job = JobPosting.from_record({"title": "Cook (Remote)", "company": "Inn",
    ...     "description": "Remote within the EU."})
    >>> facts = workplace_facts(job)
    >>> str(facts.workplace), [str(place) for place in facts.limits]
    ('remote', ['europe'])
    """
    text = posting.description
    days = _office_days(text)
    stated = posting.workplace or title_facts(posting.title).workplace or _told(text, days)
    if stated is Workplace.REMOTE:
        return WorkplaceFacts(workplace=stated, limits=tuple(dict.fromkeys(_limits(posting))))
    return WorkplaceFacts(
        workplace=stated, office_days=days if stated is Workplace.HYBRID else None
    )


def _told(text: str, days: int | None) -> Workplace | None:
    if "emote" not in text and "ybrid" not in text and "ork" not in text:
        return None
    if _HYBRID.search(text) or days is not None:
        return Workplace.HYBRID
    if _REMOTE.search(text) and not _NOT_REMOTE.search(text):
        return Workplace.REMOTE
    return None


def _office_days(text: str) -> int | None:
    if "office" not in text and "site" not in text:
        return None
    match = _DAYS.search(text)
    if match is None:
        return None
    word = (match["most"] or match["days"]).lower()
    return _NUMBERS.get(word) or int(word)


def _limits(posting: JobPosting) -> Iterator[Location]:
    for match in _LIMIT.finditer(f"{posting.title}\n{posting.description}"):
        words = match["place"] or match["only"] or match["before"]
        for part in (words, words.split()[0]):
            if area := area_named(part):
                yield Location(region=area)
                break
            if code := country_name_code(part):
                yield Location(country=code)
                break
