"""Where the links and references of an Office file lead, and which of them may be there."""

import re
from typing import Final
from urllib.parse import unquote

from jobr_core.cvs.errors import ActiveContent

# What a link may start with. The first are shown in the text; the others run nothing when they are
# followed, and stand in CVs, by mistake often (`email:ada@…`).
_SHOWN: Final = frozenset({"http", "https", "mailto", "tel"})
_ALLOWED: Final = _SHOWN | frozenset(
    "about callto doi e-mail email fax ftp ftps geo github linkedin mail orcid phone signal skype "
    "sms tg urn viber webcal whatsapp www xmpp".split()
)
# RFC 3986 §3.1; a single letter is a drive.
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")
_HOST_AND_PORT: Final = re.compile(r"(?:[\w-]+\.)+[A-Za-z]{2,}:[0-9]{1,5}(?:[/?#]|$)")
# A path on the writer's own disk: Word keeps where the template or a pasted picture came from.
_DISK: Final = re.compile(r"(?:file:/{0,3})?[A-Za-z]:(?:/|$)|file:/(?://)?[^/]", re.I)
# Two slashes begin a share. Windows also gets to one through its names of devices: `\??\UNC\`,
# `\Device\Mup\`, `\GLOBALROOT\` ([MS-DTYP] §2.2.57; "Naming Files, Paths, and Namespaces").
_NETWORK: Final = re.compile(
    r"//|(?:file:)?/{1,3}(?:\?+|\.|device|global\?\?|globalroot|dosdevices|unc)(?:/|$)"
    r"|.*/davwwwroot(?:/|$)",
    re.I,
)
# Blanks, controls and what takes no room: whoever opens the address drops some or all of them.
_UNSEEN: Final = re.compile(
    "[\x00-\x20\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f"
    "\u2028-\u202f\u205f-\u206f\u3000\ufe00-\ufe0f\ufeff\ufff0-\uffff]+"
)


def is_local(target: str) -> bool:
    """Whether a reference stays on the disk of whoever wrote the file: nothing can be fetched."""
    told = without_unseen(target)
    return _is_local(told) and _is_local(without_unseen(unquote(told)))


def _is_local(told: str) -> bool:
    path = told.replace("\\", "/")
    if _NETWORK.match(path):
        return False
    return _DISK.match(path) is not None or not _SCHEME.match(path)


def refuse_if_active(target: str) -> None:
    """Raises ActiveContent for a link that would run something or reach a network share."""
    told = without_unseen(target)
    if is_local(told) or _HOST_AND_PORT.match(told):
        return
    scheme = _SCHEME.match(told)
    if scheme is None or scheme[1].lower() not in _ALLOWED:
        raise ActiveContent(
            f"The file holds a link that is neither a web address nor an e-mail address "
            f"({target[:60]!r}); remove the link and try again."
        )


def refuse_if_fetched(target: str) -> None:
    """Raises ActiveContent for what a program gets by itself, unless it is on the own disk."""
    if not is_local(target):
        raise ActiveContent(
            f"The file refers to something on the network that opening it would fetch "
            f"({target[:60]!r}); save it with everything embedded and try again."
        )


def without_unseen(text: str) -> str:
    """As an address is understood: without blanks, controls and characters of no width."""
    return _UNSEEN.sub("", text)


def with_address(text: str, target: str) -> str:
    """The words of a link and, unless they say it already, where it leads, in parentheses."""
    address = _shown(target)
    words = text.strip()
    if not address or _essence(address) in _essence(words):
        return text
    return f"{text.rstrip()} ({address})" if words else address


def _shown(target: str) -> str:
    plain = without_unseen(target)
    scheme, _, rest = plain.partition(":")
    if scheme.lower() not in _SHOWN:
        return ""
    if scheme.lower() == "mailto":
        return unquote(rest.partition("?")[0])
    return unquote(rest) if scheme.lower() == "tel" else plain


def _essence(words: str) -> str:
    """What two spellings of one address have in common."""
    low = unquote(words).lower().removeprefix("https://").removeprefix("http://")
    return re.sub(r"[\s()/-]|www\.", "", low)
