"""Which passwords are accepted (NIST SP 800-63B-4 §3.1.1.2, OWASP ASVS V6.2)."""

import re
from collections.abc import Callable, Iterable
from typing import Final

from jobr_core.accounts.errors import PasswordGuessable, PasswordTooLong, PasswordTooShort
from jobr_core.shared.text import folded

SHORTEST: Final = 8
LONGEST: Final = 128
"""Bounds the work of hashing (security: long passwords are a lever for denial of service)."""

OWN_WORDS: Final = frozenset(("jobr",))
"""Words of the service itself, which stand in nobody's list of common passwords."""
_SHORTEST_WORD: Final = 3
_AROUND: Final = re.compile(r"^[\W\d_]+|[\W\d_]+$")
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
    if is_common(password) or is_one_word_of(password, of):
        raise PasswordGuessable


def is_one_word_of(password: str, texts: Iterable[str]) -> bool:
    """Whether a password is one of the words, or several times the same one, with only digits and
    signs around.

    >>> is_one_word_of("Ada.Lovelace1815!", ["ada.lovelace@example.org"])
    True
    >>> is_one_word_of("ada likes engines", ["ada.lovelace@example.org"])
    False
    """
    bare = _AROUND.sub("", folded(password))
    words = {word for text in texts for word in _words(text)} | OWN_WORDS
    return bool(bare) and any(
        not bare.replace(word, "") for word in words if len(word) >= _SHORTEST_WORD
    )


def _words(text: str) -> set[str]:
    whole = folded(text)
    local, _, domain = whole.partition("@")
    return {whole, local, domain, *_BETWEEN.split(local), *_BETWEEN.split(domain)}
