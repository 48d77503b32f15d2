"""Which passwords are accepted (NIST SP 800-63B-4 §3.1.1.2, OWASP ASVS V6.2)."""

import re
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Final

from jobr_core.accounts.errors import PasswordGuessable, PasswordTooLong, PasswordTooShort
from jobr_core.shared.text import folded

SHORTEST: Final = 8
LONGEST: Final = 128
"""Bounds the work of hashing (security: long passwords are a lever for denial of service)."""

OWN_WORDS: Final = frozenset(("jobr",))
"""Words of the service itself, which stand in nobody's list of common passwords."""
_SHORTEST_WORD: Final = 3
_SHORTEST_REPEATED: Final = 4
_BETWEEN: Final = re.compile(r"[\W\d_]+")


def ensure_acceptable(
    password: str, *, of: Iterable[str], is_common: Callable[[str], bool]
) -> None:
    """Raises PasswordTooShort, PasswordTooLong (lengths count characters), PasswordGuessable.

    `of` is what is known of its owner: address and name. No kind of character is asked for, and
    nothing is changed before it is hashed.
    """
    if len(password) < SHORTEST:
        raise PasswordTooShort
    if len(password) > LONGEST:
        raise PasswordTooLong
    if is_plain(password, is_common) or is_made_of(password, of):
        raise PasswordGuessable


def is_plain(password: str, is_common: Callable[[str], bool]) -> bool:
    """Whether a password is common, a row such as 87654321 or abcdefgh, or something short or
    common again and again.

    >>> [is_plain(word, {"monkey"}.__contains__) for word in ("87654321", "ababab", "monkey" * 2)]
    [True, True, True]
    """
    once = _repeated(password)
    return (
        is_common(password) or len(once) <= _SHORTEST_REPEATED or is_common(once) or _is_row(once)
    )


def is_made_of(password: str, texts: Iterable[str]) -> bool:
    """Whether nothing is left of a password without these texts' words, digits and signs.

    >>> is_made_of("Ada.Lovelace1815!", ["ada.lovelace@example.org"])
    True
    >>> is_made_of("ada likes engines", ["ada.lovelace@example.org"])
    False
    """
    bare = _BETWEEN.sub("", folded(password))
    left = bare
    words = {word for text in texts for word in _BETWEEN.split(folded(text))} | OWN_WORDS
    for word in sorted(words, key=len, reverse=True):
        if len(word) >= _SHORTEST_WORD:
            left = left.replace(word, "")
    return len(left) < _SHORTEST_WORD and left != bare


def _repeated(password: str) -> str:
    """What it says again and again; itself, if nothing."""
    return password[: (password + password).find(password, 1)]


def _is_row(text: str) -> bool:
    """Whether each character follows the one before, up or down."""
    steps = {ord(b) - ord(a) for a, b in pairwise(text)}
    return len(steps) == 1 and steps <= {1, -1}
