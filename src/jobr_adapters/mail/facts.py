"""What anybody may have typed, made fit to stand in a message that bears our name.

It cannot end a line, steer a terminal, turn the direction of the text around it, or hold what a
mail program would make a link of: whoever opens an account for somebody else's address chooses
the name we greet them by.
"""

import re
from typing import Final
from unicodedata import category, normalize

_LONGEST: Final = 120
_JOINERS: Final = "\u200c\u200d"  # they shape letters of many scripts, but none of ASCII
_LOOSE_JOINER = re.compile(f"[{_JOINERS}]+(?=[\x00-\x7f]|$)|(?<![^\x00-\x7f])[{_JOINERS}]+")
_INSIDE_ADDRESS = re.compile(r"(?<=\S)([.．。｡․﹒])(?=\S)(?!(?<=\d.)\d)|(?<=:)()(?=//)")
"""A dot with something on either side, but for numbers: what programs link to is wider than what
is a name in the DNS."""
_UNSEEN: Final = re.compile("[\u034f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""What chooses a variant of a letter, and is left out of names by those who look them up."""
_BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
"""What tells a browser, before what those that pretend to be it say too."""
_SYSTEMS: Final = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def harmless(typed: str) -> str:
    """One line of visible characters, at most 120, with no address anything would link to.

    >>> harmless("Eve\\r\\nBcc: mallory@example.org")
    'Eve Bcc: mallory(at)example. org'
    >>> harmless("Dr.Ada King https://example.org")
    'Dr. Ada King https: //example. org'
    """
    visible = "".join(map(_visible, _UNSEEN.sub("", normalize("NFC", typed))))
    line = " ".join(_LOOSE_JOINER.sub("", visible).split())
    apart = _INSIDE_ADDRESS.sub(r"\1 ", line).replace("@", "(at)").replace("＠", "(at)")
    return apart if len(apart) <= _LONGEST else f"{apart[: _LONGEST - 1].rstrip()}…"


def client(agent: str) -> str:
    """What a person would call the client of a User-Agent header (RFC 9110 §10.1.5).

    >>> client("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
    'Firefox (Linux)'
    >>> client("curl/8.5.0")
    'curl/8.5.0'
    """
    browser = next((name for sign, name in _BROWSERS if sign in agent), "")
    system = next((name for sign, name in _SYSTEMS if sign in agent), "")
    return f"{browser} ({system})" if browser and system else harmless(agent)


def _visible(character: str) -> str:
    """The categories of Unicode: Z and Cc part words; of C, only joiners and private use stand."""
    kind = category(character)
    if kind[0] == "Z" or kind == "Cc":
        return " "
    return "" if kind in ("Cf", "Cs", "Cn") and character not in _JOINERS else character
