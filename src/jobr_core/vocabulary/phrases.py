"""Finding thousands of names in a text in one pass."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from jobr_core.shared.text import Words, words_of

Meaning = TypeVar("Meaning")
Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrases(Generic[Meaning]):
    """Names by their word keys; `lengths` tells how many words a name with that first word and
    that second one has, longest first; with "" for any other second word."""

    meanings: Mapping[Keys, Meaning]
    lengths: Mapping[str, Mapping[str, tuple[int, ...]]]

    @classmethod
    def of(cls, names: Iterable[tuple[Keys, Meaning]]) -> "Phrases[Meaning]":
        """The first meaning given for a name is kept; a plural s of the last word is understood."""
        meanings: dict[Keys, Meaning] = {}
        plurals: dict[Keys, Meaning] = {}
        for keys, meaning in names:
            meanings.setdefault(keys, meaning)
            if len(keys[-1]) > 2 and keys[-1][-1] != "s":
                plurals.setdefault((*keys[:-1], keys[-1] + "s"), meaning)
        known = plurals | meanings
        return cls(known, _lengths(known))

    def found_in(
        self, text: str, fits: Callable[[Meaning, int, int], bool] = lambda *_: True
    ) -> Iterator[tuple[Meaning, int, int]]:
        """Meanings with their positions, in the order of the text, the longest name first, none
        inside another. `fits` may refuse a meaning at its position."""
        words = words_of(text)
        keys = words.keys
        firsts = self.lengths.keys() & words.distinct
        if not firsts:
            return
        free, final = 0, len(keys) - 1
        for index in itertools.compress(itertools.count(), map(firsts.__contains__, keys)):
            if index < free:
                continue
            sizes = self.lengths[keys[index]]
            for size in sizes.get(keys[index + 1], sizes[""]) if index < final else sizes[""]:
                last = index + size
                meaning = self.meanings.get(keys[index:last]) if last <= len(keys) else None
                if meaning is None or (size > 1 and not _adjacent(text, words, index, last)):
                    continue
                start, end = words.matches[index].start(), words.matches[last - 1].end()
                if fits(meaning, start, end):
                    free = last
                    yield meaning, start, end
                    break


def _lengths(known: Iterable[Keys]) -> dict[str, dict[str, tuple[int, ...]]]:
    sizes: dict[str, dict[str, set[int]]] = {}
    for keys in known:
        second = keys[1] if len(keys) > 1 else ""
        sizes.setdefault(keys[0], {"": set()}).setdefault(second, set()).add(len(keys))
    return {
        first: {second: _longest_first(own | seconds[""]) for second, own in seconds.items()}
        for first, seconds in sizes.items()
    }


def _longest_first(sizes: set[int]) -> tuple[int, ...]:
    return tuple(sorted(sizes, reverse=True))


def singular(key: str) -> str:
    """A word without its plural s.

    >>> singular("apis"), singular("class"), singular("aws")
    ('api', 'class', 'aws')
    """
    return key[:-1] if len(key) > 3 and key[-1] == "s" and key[-2] not in "su" else key


def keys_of(name: str) -> Keys:
    """A name as the word keys it is looked up by."""
    parts = name.lower().split(" ")
    if all(map(str.isalnum, parts)):  # nearly all of thousands of names, and much faster
        return tuple(parts)
    return words_of(name).keys


def canonical_names(listed: str) -> Iterator[tuple[Keys, str]]:
    """The names of a list with a line for each thing, “canonical: alias, alias”.

    >>> list(canonical_names("German: deutsch"))
    [(('german',), 'German'), (('deutsch',), 'German')]
    """
    for line in listed.strip().splitlines():
        canonical = line.split(":")[0].strip()
        for name in line.replace(":", ",").split(","):
            yield keys_of(name), canonical


def _adjacent(text: str, words: Words, first: int, behind: int) -> bool:
    """Whether only blanks, or one hyphen, dot or slash, stand between each word and the next."""
    for n in range(first + 1, behind):
        gap = text[words.matches[n - 1].end() : words.matches[n].start()]
        if gap in _PARTING or (len(gap) > 1 and gap.strip(" \t")):
            return False
    return True


_PARTING: Final = frozenset("\n,;()|:")
