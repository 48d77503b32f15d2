"""A dictionary of skills that learns nothing: the technologies O*NET counts, by name and short name."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from quality_data import Collections, Technology

_LONGEST = 5
_KIND_BEHIND = re.compile(r" (?:software|programs?|systems?|platform|suite)$")
_MAKER_BEFORE = re.compile(
    r"^(?:adobe|amazon|apache|apple|atlassian|autodesk|cisco|esri|facebook|google|ibm|intuit|(?:the )?mathworks|"
    r"microsoft|oracle|red hat|salesforce|sap|symantec|vmware) "
)
_SHORT_NAME = re.compile(
    r"(?P<name>.*?)\s+(?P<short>[A-Z][A-Z0-9/+#.-]{1,7})(?: software| programming language)?$"
)
_ORDINARY = frozenset(
    "access ace arena box c canvas chef edge excel express flash front go impact make maya outlook page prime pro project "
    "puppet r rapid safari sage scratch sketch slack spark stata swift teams unity vision word zoom".split()
)
"""Left out unless O*NET says that many ask for the technology."""
_LINE_END = re.compile(r"[\n;•|]|(?<=[a-z])\.\s")


def spelling(name: str) -> str:
    """Lower case and single spaces; of other signs only those inside a name, and + and #."""
    kept = re.sub(r"[^\w+#./&-]+", " ", name.casefold())
    return " ".join(re.sub(r"(?<!\w)[./&-]+|[./&-]+(?!\w)", " ", kept).split())


class TechnologyNames:
    def __init__(self, collections: Collections) -> None:
        self._collections = collections

    def __call__(self, text: str) -> Sequence[str]:
        """The names in the order of the text, the longest at each place, each once."""
        found = (name for line in _LINE_END.split(text) for name in self._in_line(line))
        return list(dict.fromkeys(found))

    @cached_property
    def _names(self) -> frozenset[str]:
        technologies = self._collections.technologies()
        return frozenset(name for technology in technologies for name in _names_of(technology))

    def _in_line(self, line: str) -> Iterator[str]:
        words, at = spelling(re.sub(r"([,(/)])", r" \1 ", line)).split(), 0
        while at < len(words):
            lengths = range(min(_LONGEST, len(words) - at), 0, -1)
            length = next((n for n in lengths if " ".join(words[at : at + n]) in self._names), 0)
            if length:
                yield " ".join(words[at : at + length])
            at += max(1, length)


def _names_of(technology: Technology) -> Iterator[str]:
    whole = spelling(technology.name)
    bare = _KIND_BEHIND.sub("", whole)
    names = {whole, bare, _MAKER_BEFORE.sub("", bare)}
    if shortened := _SHORT_NAME.match(technology.name):
        names |= {spelling(shortened["name"]), spelling(shortened["short"])}
    for name in names:
        if len(name) > 1 and not name.isdigit() and (technology.hot or name not in _ORDINARY):
            yield name
