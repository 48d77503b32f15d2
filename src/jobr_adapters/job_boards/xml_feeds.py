"""An XML feed of jobs, `<source><publisher/><job>…</job>…</source>`, element by element."""

import io
import re
from collections.abc import Iterator
from typing import Final, NoReturn
from xml.parsers import expat

from jobr_adapters.job_boards.row import CHUNK, LONGEST_RECORD, TOO_LONG, Broken, BrokeOff
from jobr_core.jobs.errors import PostingsUnreadable

_RECORD: Final = "job"
_JOB: Final = re.compile(rb"<(?:[\w.-]{1,30}:)?job[\s/>]", re.I)
_LONGEST_START: Final = len("<:job") + 30
"""Bytes of a start that only the next piece may complete."""
_LONGEST_TAG: Final = 256 * 1024
"""Bytes; expat looks at an unfinished one again with every piece that comes."""
_DEEPEST: Final = 100
_LONGEST_JOINED: Final = 2_000
"""Characters after which a repeated element adds no more."""
_ENCODING: Final = (
    "This XML is in an encoding Jobr cannot read, or in another one than it declares. "
    "Save it as UTF-8."
)
_WRONG_ENCODING: Final = [
    expat.errors.codes[name]
    for name in (expat.errors.XML_ERROR_UNKNOWN_ENCODING, expat.errors.XML_ERROR_INCORRECT_ENCODING)
]


def xml_records(
    content: io.BufferedReader, encoding: str | None
) -> Iterator[dict[str, object] | Broken]:
    """Broken XML costs the job it stands in; reading goes on with the next `<job>`.

    `encoding` overrules what the document declares. Raises PostingsUnreadable for a document
    type: entities are how a small file becomes a large one. Raises BrokeOff where it is cut off.
    """
    feed = _Feed(encoding)
    problem = None
    while not problem and (chunk := content.read1(CHUNK)):
        problem = feed.read(chunk)
        yield from feed.taken()
    problem = problem or feed.end()
    yield from feed.taken()
    if problem:
        raise BrokeOff(problem)


class _Feed:
    """The records of a feed so far."""

    def __init__(self, encoding: str | None) -> None:
        self._jobs = _Jobs(encoding)
        self._lost = False
        self._searched = b""
        """The end of what was read since an error in the search for the next job."""

    def taken(self) -> list[dict[str, object] | Broken]:
        found, self._jobs.found = self._jobs.found, []
        return found

    def read(self, chunk: bytes) -> str | None:
        """What is so wrong that there is no way on."""
        try:
            while chunk:
                chunk = self._next_job(chunk) if self._lost else self._parsed(chunk)
        except BrokeOff as error:
            return str(error)
        return None

    def end(self) -> str | None:
        """What is wrong with the end."""
        if self._lost:
            return "it is not whole XML"
        try:
            self._jobs.parser.Parse(b"", True)
        except expat.ExpatError:
            return "it is cut off"
        return None

    def _parsed(self, chunk: bytes) -> bytes:
        """What is left behind an error."""
        jobs = self._jobs
        jobs.fed += len(chunk)
        try:
            jobs.parser.Parse(chunk, False)
        except (LookupError, ValueError):
            raise PostingsUnreadable(_ENCODING) from None
        except expat.ExpatError as error:
            if error.code in _WRONG_ENCODING:
                raise PostingsUnreadable(_ENCODING) from None
            behind = jobs.fed - jobs.parser.ErrorByteIndex
            self._lose(f"broken XML: {expat.ErrorString(error.code)}.")
            return chunk[-behind:] if 0 < behind < len(chunk) else b""
        if jobs.fed - jobs.parser.CurrentByteIndex > _LONGEST_TAG:
            self._lose("broken XML: a tag without end.")
        return b""

    def _lose(self, reason: str) -> None:
        self._jobs.give_up(reason)
        self._lost, self._searched = True, b""

    def _next_job(self, chunk: bytes) -> bytes:
        whole = self._searched + chunk
        job = _JOB.search(whole)
        if job is None:
            self._searched = whole[-_LONGEST_START:]
            return b""
        self._lost = False
        self._jobs = self._jobs.anew()
        return whole[job.start() :]


class _Jobs:
    """What one parser has seen: the jobs before its first error."""

    def __init__(self, encoding: str | None, publisher: str = "") -> None:
        self.parser = parser = expat.ParserCreate(encoding)
        parser.XmlDeclHandler = self._declared
        parser.StartDoctypeDeclHandler = _refuse
        parser.EntityDeclHandler = _refuse
        parser.StartElementHandler = self._opens
        parser.EndElementHandler = self._closes
        parser.CharacterDataHandler = self._says
        parser.buffer_text = True
        self.fed = 0
        self.found: list[dict[str, object] | Broken] = []
        self._encoding, self._publisher = encoding, publisher
        self._job: dict[str, object] | None = None
        self._depth = self._job_depth = self._room = 0
        self._name = ""
        self._words: list[str] = []

    def anew(self) -> "_Jobs":
        """What goes on with the next `<job>`."""
        others = _Jobs(self._encoding, self._publisher)
        others.found = self.found
        others.parser.Parse(b"<source>", False)
        others.fed = len(b"<source>")
        return others

    def give_up(self, reason: str) -> None:
        """The job that the parser is in, if it is in one."""
        if self._job is not None:
            self.found.append(Broken(reason, self._job))

    def _declared(self, _: str, encoding: str | None, __: int) -> None:
        self._encoding = self._encoding or encoding

    def _opens(self, name: str, _: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise BrokeOff("its elements are nested too deeply")
        name = name.rsplit(":", 1)[-1].lower()
        if self._job is None:
            if name == _RECORD:
                self._job, self._job_depth, self._room = {}, self._depth, LONGEST_RECORD
            self._words = []
        elif self._depth == self._job_depth + 1:
            self._name, self._words = name, []
            self._room -= len(name) + 16
        else:
            self._says("\n")

    def _says(self, words: str) -> None:
        self._room -= len(words) + 8
        if self._room >= 0 or self._job is None:
            self._words.append(words)
            if self._job is None:
                self._words = self._words[-3:]

    def _closes(self, name: str) -> None:
        if self._job is None:
            if name.lower() == "publisher":
                self._publisher = "".join(self._words).strip()[:200]
        elif self._depth == self._job_depth:
            self._end_job(self._job)
        elif self._depth == self._job_depth + 1:
            self._keep(self._job, "".join(self._words).strip())
        self._depth -= 1

    def _end_job(self, job: dict[str, object]) -> None:
        head = {"publisher": self._publisher} if self._publisher else {}
        self.found.append(head | job if self._room >= 0 else Broken(TOO_LONG, job))
        self._job = None

    def _keep(self, job: dict[str, object], words: str) -> None:
        told = job.get(self._name)
        if words and len(str(told or "")) < _LONGEST_JOINED:
            job[self._name] = f"{told}, {words}" if told else words


def _refuse(*_: object) -> NoReturn:
    raise PostingsUnreadable(
        "This XML declares a document type or entities, which Jobr does not read: a feed of jobs "
        "needs none."
    )
