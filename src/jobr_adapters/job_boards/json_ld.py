"""JSON-LD: the postings of linked documents, with what they refer to put in its place."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jobr_adapters.job_boards.pages import tags_of
from jobr_adapters.job_boards.row import Broken
from jobr_adapters.job_boards.schema_org import is_schema_org

_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[)|(?:-->|//\s*\]\]>)\s*$")
"""What hides a script from browsers of the last century."""
_DEEPEST = 6
_LARGEST_NODE = 100_000
_MOST_REFERRED = 20 * 1024 * 1024


def is_linked(document: object) -> bool:
    """Whether a JSON document is JSON-LD, of which only the postings are of interest."""
    nodes = document if isinstance(document, list) else [document]
    return bool(nodes) and all(
        isinstance(node, dict) and ("@type" in node or "@graph" in node) for node in nodes
    )


def json_ld_in(page: str) -> Iterator[object]:
    """The JSON-LD documents of an HTML page; Broken for one that should hold a posting."""
    for tag in tags_of(page):
        kind = tag.attributes.get("type", "").lower()
        if tag.name != "script" or not kind.startswith("application/ld+json"):
            continue
        end = page.find("</", tag.end)
        while end >= 0 and page[end + 2 : end + 8].lower() != "script":
            end = page.find("</", end + 2)
        words = _WRAPPING.sub("", page[tag.end : end if end >= 0 else len(page)])
        try:
            yield json.loads(words, strict=False)  # line breaks inside of texts are common
        except (ValueError, RecursionError):
            if "JobPosting" in words:
                yield Broken("a JSON-LD script that is not valid JSON.")


def postings_in(documents: Sequence[object]) -> Iterator[dict[str, object] | Broken]:
    """Every JobPosting of a page's documents, wherever it stands in them."""
    nodes = _Nodes()
    for document in documents:
        nodes.take(document)
    waiting = list(reversed(documents))
    while waiting:
        value = waiting.pop()
        if isinstance(value, Broken):
            yield value
        elif isinstance(value, dict) and is_schema_org(value):
            yield {key: nodes.resolved(told) for key, told in value.items()}
        elif isinstance(value, dict):
            waiting.extend(reversed(list(value.values())))
        elif isinstance(value, list):
            waiting.extend(reversed(value))


@dataclass(slots=True)
class _Nodes:
    """What documents say under an `@id`."""

    _known: dict[str, tuple[dict[str, object], int]] = field(default_factory=dict)
    _left: int = _MOST_REFERRED
    """Small references to large nodes must not make a large document of a small one."""

    def take(self, value: object, depth: int = 0) -> int:
        """About as many characters as the value has."""
        if depth > 2 * _DEEPEST:
            return _LARGEST_NODE
        if isinstance(value, list):
            return sum(self.take(entry, depth + 1) for entry in value)
        if not isinstance(value, dict):
            return len(value) if isinstance(value, str) else 8
        size = sum(len(key) + self.take(told, depth + 1) for key, told in value.items())
        name = value.get("@id")
        if isinstance(name, str) and not _is_reference(value) and size < _LARGEST_NODE:
            self._known.setdefault(name, (value, size))
        return size

    def resolved(self, value: object, depth: int = 0) -> object:
        """The value with references replaced, a few levels down: they may form circles."""
        if depth > _DEEPEST:
            return value
        if isinstance(value, list):
            return [self.resolved(entry, depth + 1) for entry in value]
        if not isinstance(value, dict):
            return value
        found = self._referred(value)
        return {key: self.resolved(told, depth + 1) for key, told in found.items()}

    def _referred(self, value: Mapping[str, object]) -> Mapping[str, object]:
        node, size = self._known.get(str(value.get("@id")), (value, 0))
        if not _is_reference(value) or is_schema_org(node) or size > self._left:
            return value
        self._left -= size
        return node


def _is_reference(value: Mapping[str, object]) -> bool:
    return "@id" in value and value.keys() <= {"@id", "@type"}
