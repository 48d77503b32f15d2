"""The languages a posting asks for."""

import re
from collections.abc import Iterator

from jobr_core.jobs.alternatives import grouped_by_or
from jobr_core.jobs.asking import AskingLine, AskingLines
from jobr_core.jobs.requirements import LanguageRequirement
from jobr_core.shared.text import Span
from jobr_core.vocabulary.denial import is_waived
from jobr_core.vocabulary.languages import LanguageMention, language_mentions

_SPEAKING = re.compile(
    r"language|speak|spoken|written|sprach|langue|idioma|kenntnisse"
    r"|communicat\w+ (?:\w+ ){0,2}in\b",
    re.I,
)


def languages_asked(text: str, asking: AskingLines) -> Iterator[LanguageRequirement]:
    """Those named with a level, or in words of speaking; joined by “or” they are one requirement,
    and of its levels the lowest will do."""
    named = {mention.told: mention for mention in _asked(text, asking)}
    told = [(mention.language, span) for span, mention in named.items()]
    for line, names, span in grouped_by_or(text, told, asking):
        members = [m for at, m in named.items() if span.start <= at.start and at.end <= span.end]
        yield _requirement(line, names, members)


def _asked(text: str, asking: AskingLines) -> Iterator[LanguageMention]:
    for mention in language_mentions(text, (line.span for line in asking.lines)):
        line = asking.at(mention.span.start)
        if line is None or mention.is_adjective or _is_waived(text, mention.span):
            continue
        if mention.fluency or _SPEAKING.search(line.span.quote(text)):
            yield mention


def _is_waived(text: str, span: Span) -> bool:
    return is_waived(text, span.start, span.end)


def _requirement(
    line: AskingLine, names: tuple[str, ...], members: list[LanguageMention]
) -> LanguageRequirement:
    fluency = min((m.fluency for m in members if m.fluency), default=None)
    return LanguageRequirement(
        importance=line.importance,
        span=Span(members[0].span.start, members[-1].span.end),
        label=" or ".join(names) + (f" ({fluency.name})" if fluency else ""),
        any_of=names,
        fluency=fluency,
    )
