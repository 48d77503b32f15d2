"""Which lines of a posting ask for something, and how strongly."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.requirements import Importance
from jobr_core.jobs.sections import Part, PostingLine, posting_lines
from jobr_core.shared.text import Span

_NICE_CUES: Final = (
    "nice to have", "nice-to-have", "a plus", "preferred", "preferably", "desirabl", "ideally",
    "beneficial", "advantageous", "an advantage", "bonus", "an asset", "optional", "von vorteil",
    "wünschenswert", "un plus",
)  # fmt: skip
_CLAUSE_END = re.compile(r"[.;•](?:(?<=\.)\s+(?=[A-ZÄÖÜ])|(?<=;)\s+|(?<=•)\s*)")
_MUST_CUES: Final = ("must", "required", "essential", "mandatory", "you need", "zwingend")


@dataclass(frozen=True, slots=True)
class AskingLine:
    """A line, or a sentence of one, that asks; its words or its heading give the importance."""

    span: Span
    importance: Importance
    lower: str
    """The words of the line in lower case, to look for stems in."""

    def has(self, stems: tuple[str, ...]) -> bool:
        return any(stem in self.lower for stem in stems)


@dataclass(frozen=True, slots=True)
class AskingLines:
    """The asking lines of a posting, in order."""

    lines: tuple[AskingLine, ...]

    @property
    def title(self) -> AskingLine:
        return self.lines[0]

    @property
    def tags(self) -> AskingLine:
        return self.lines[1]

    def at(self, position: int) -> AskingLine | None:
        """The line a position lies in, None where nothing is asked (benefits, company blurb)."""
        index = bisect_right(self.lines, position, key=lambda line: line.span.start) - 1
        if index < 0 or position >= self.lines[index].span.end:
            return None
        return self.lines[index]


def asking_spans(posting: JobPosting) -> tuple[Span, ...]:
    """Where the same stand: the title, the tags, the lines that ask; much faster."""
    head, read = _parts(posting)
    return (*head, *(line.span for line in read))


def _parts(posting: JobPosting) -> tuple[tuple[Span, Span], list[PostingLine]]:
    """Title and tags, and the lines of the body that do not offer."""
    text = posting.text
    body = len(text) - len(posting.description)
    tags = text.rfind("\nSkills: ", 0, body) + 1 if posting.skills else body
    head = (Span(0, len(posting.title)), Span(tags, max(tags, body - 2)))
    return head, [line for line in posting_lines(text, body) if line.part is not Part.OFFER]


def asking_lines(posting: JobPosting) -> AskingLines:
    """The title, the tags and the body without what is offered.

    Under a heading such as “Requirements” everything is a must, under “Nice to have” a nice,
    and a line's own words win over its heading. Where no heading tells, everything is a must;
    beside headed requirements duties count as nice.
    """
    text = posting.text
    head, read = _parts(posting)
    top = tuple(AskingLine(span, Importance.MUST, span.quote(text).lower()) for span in head)
    headed = any(line.part is Part.MUST for line in read)
    cues = _Cues.of(text.lower())
    clauses = (clause for line in read for clause in _clauses(line, text))
    return AskingLines((*top, *(_asking_line(c, text, cues, headed=headed) for c in clauses)))


def _clauses(line: PostingLine, text: str) -> Iterator[PostingLine]:
    """The sentences of a line: “Python. Kubernetes is a plus.” asks for one of the two."""
    words = line.span.quote(text)
    if ". " not in words and ";" not in words and "•" not in words:
        yield line
        return
    start = line.span.start
    for match in _CLAUSE_END.finditer(text, line.span.start, line.span.end):
        end = match.start() + 1
        if text[match.start()] == "•":
            end = start + len(text[start : match.start()].rstrip())
        yield PostingLine(Span(start, end), line.part)
        start = match.end()
    if start < line.span.end:
        yield PostingLine(Span(start, line.span.end), line.part)


@dataclass(frozen=True, slots=True)
class _Cues:
    """The cues this text has at all, so that each line is asked for a few only."""

    nice: tuple[str, ...]
    must: tuple[str, ...]

    @classmethod
    def of(cls, lower: str) -> "_Cues":
        return cls(
            tuple([cue for cue in _NICE_CUES if cue in lower]),
            tuple([cue for cue in _MUST_CUES if cue in lower]),
        )


def _asking_line(line: PostingLine, text: str, cues: _Cues, *, headed: bool) -> AskingLine:
    lower = line.span.quote(text).lower()
    return AskingLine(line.span, _importance(line.part, lower, cues, headed=headed), lower)


def _importance(part: Part, lower: str, cues: _Cues, *, headed: bool) -> Importance:
    if any(cue in lower for cue in cues.nice):
        return Importance.NICE
    if part is Part.MUST or any(cue in lower for cue in cues.must):
        return Importance.MUST
    return Importance.NICE if part is Part.NICE or headed else Importance.MUST
