"""Where the links and references of an Office file lead, and which of them may be there."""

import re
from typing import Final
from urllib.parse import unquote

from jobr_core.cvs.errors import ActiveContent

_SHOWN: Final = frozenset({"http", "https", "mailto", "tel"})
# Nothing runs when these are followed; their addresses say nothing about a person.
_HARMLESS: Final = frozenset(
    "about callto doi e-mail email fax ftp ftps geo github linkedin mail orcid phone signal skype "
    "sms tg urn viber webcal whatsapp www xmpp".split()
)
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+-]+):")
# A path on the writer's own disk: Word keeps where the template or a pasted picture came from.
_DISK: Final = re.compile(r"(?:file:/{0,3})?[A-Za-z]:(?:[/\\]|$)|file:/(?://)?[^/\\]", re.I)
_NETWORK: Final = re.compile(r"[/\\]{2}")
_BLANKS: Final = re.compile(r"[\x00-\x20\x7f-\xa0]+")


def is_local(target: str) -> bool:
    """Whether a reference stays on the disk of whoever wrote the file: nothing can be fetched."""
    plain = unquote(_plain(target))
    if _DISK.match(plain):
        return True
    return not _SCHEME.match(plain) and not _NETWORK.match(plain)


def refuse_if_active(target: str) -> None:
    """Raises ActiveContent for a link that would run something or reach a network share."""
    if is_local(target):
        return
    scheme = _SCHEME.match(_plain(target))
    if scheme is None or scheme[1].lower() not in _SHOWN | _HARMLESS:
        raise ActiveContent(
            f"The file holds a link that is neither a web address nor an e-mail address "
            f"({target[:60]!r}); remove the link and try again."
        )


def with_address(text: str, target: str) -> str:
    """The words of a link and, unless they say it already, where it leads, in parentheses."""
    address = _shown(target)
    words = text.strip()
    if not address or _essence(address) in _essence(words):
        return text
    return f"{text.rstrip()} ({address})" if words else address


def _shown(target: str) -> str:
    plain = _plain(target)
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


def _plain(target: str) -> str:
    return _BLANKS.sub("", target)
