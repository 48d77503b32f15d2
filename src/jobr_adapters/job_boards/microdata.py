"""Microdata of a page → the same objects that JSON-LD has."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from jobr_adapters.job_boards.pages import Tag, tags_of
from jobr_adapters.job_boards.schema_org import is_schema_org
from jobr_core.jobs.html import text_of

_VOID: Final = frozenset("area base br col embed hr img input link meta source track wbr".split())
_VALUES: Final = {
    "a": "href", "area": "href", "link": "href", "img": "src", "audio": "src", "video": "src",
    "iframe": "src", "embed": "src", "source": "src", "object": "data", "data": "value",
    "meter": "value", "time": "datetime",
}  # fmt: skip
"""The attribute that holds an element's value (HTML Standard, 5.2.4 “Values”)."""
_MARKED_UP: Final = frozenset(
    "description responsibilities qualifications skills experienceRequirements "
    "educationRequirements jobBenefits benefits incentiveCompensation".split()
)
"""Properties that keep their paragraphs."""
_LONGEST_WORDS: Final = 1_000
_LONGEST_MARKUP: Final = 200_000
_MOST_OPEN: Final = 5_000
"""Elements; a browser stops at 512, but pages may leave a paragraph or a list entry unclosed."""
_MOST_ITEMS: Final = 10_000
"""A posting takes about four, and no page shows thousands of postings."""

Item = dict[str, object]


@dataclass(slots=True)
class _Open:
    tag: Tag
    item: Item | None


def microdata_postings(page: str) -> list[Mapping[str, object]]:
    """The items of type JobPosting, those inside of others too."""
    reading = _Reading(page)
    for tag in tags_of(page):
        if tag.closing:
            reading.close(tag.name, tag.start)
        else:
            reading.open(tag)
    reading.close_all()
    return [item for item in reading.items if is_schema_org(item)]


class _Reading:
    """The elements that are open at one place of a page, and the items found so far."""

    def __init__(self, page: str) -> None:
        self._page = page
        self._open: list[_Open] = []
        self._names = Counter[str]()
        self._scopes: list[Item] = []
        self._left = len(page)
        """Characters that values may still take, so that nested ones cannot take too much."""
        self.items: list[Item] = []

    def open(self, tag: Tag) -> None:
        item = self._item(tag)
        element = _Open(tag, item)
        if tag.name in _VOID:
            self._keep(element, tag.end)
            return
        if len(self._open) == _MOST_OPEN:
            return
        self._open.append(element)
        self._names[tag.name] += 1
        if item is not None:
            self._scopes.append(item)

    def close(self, name: str, end: int) -> None:
        """Also what was left open inside; a stray end closes nothing."""
        while self._names[name]:
            element = self._open.pop()
            self._names[element.tag.name] -= 1
            if element.item is not None:
                self._scopes.pop()
            self._keep(element, end)
            if element.tag.name == name:
                return

    def close_all(self) -> None:
        while self._open:
            self.close(self._open[-1].tag.name, len(self._page))

    def _item(self, tag: Tag) -> Item | None:
        if "itemscope" not in tag.attributes or len(self.items) == _MOST_ITEMS:
            return None
        kinds = tag.attributes.get("itemtype", "").split()
        item: Item = {"@type": [kind.rsplit("/", 1)[-1] for kind in kinds]}
        if "itemid" in tag.attributes:
            item["@id"] = tag.attributes["itemid"]
        self.items.append(item)
        return item

    def _keep(self, element: _Open, end: int) -> None:
        names = element.tag.attributes.get("itemprop", "").split()
        if not names or not self._scopes:
            return
        value = element.item if element.item is not None else self._value(element.tag, names, end)
        scope = self._scopes[-1]
        for name in names[:10]:
            told = scope.setdefault(name, [])
            if isinstance(told, list):
                told.append(value)

    def _value(self, tag: Tag, names: list[str], end: int) -> str:
        if "content" in tag.attributes:
            return tag.attributes["content"]
        attribute = _VALUES.get(tag.name)
        if attribute and attribute in tag.attributes:
            return tag.attributes[attribute]
        marked_up = not _MARKED_UP.isdisjoint(names)
        longest = min(self._left, _LONGEST_MARKUP if marked_up else _LONGEST_WORDS)
        words = self._page[tag.end : min(end, tag.end + longest)]
        self._left -= len(words)
        return words if marked_up else text_of(words)
