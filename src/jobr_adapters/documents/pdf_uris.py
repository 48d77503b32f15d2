"""Which addresses a link of a PDF may have: those that a mail program or a browser opens."""

import re
import unicodedata
from typing import Final
from urllib.parse import unquote

from pypdf.generic import TextStringObject

_ALLOWED: Final = frozenset({"http", "https", "mailto", "tel"})
# Of people's profiles; nothing runs when they are followed (the same list as for Office files).
_HARMLESS: Final = frozenset(
    "about callto doi e-mail email fax ftp ftps geo github linkedin mail orcid phone signal skype "
    "sms tg urn viber webcal whatsapp www xmpp".split()
)
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):", re.I)
# example.org:8080 has no scheme.
_HOST_AND_PORT: Final = re.compile(r"[\w-]+(?:\.[\w-]+)+:\d+(?:[/?#]|$)")
_NETWORK: Final = re.compile(r"\\|/(?:[/\\]|\?\?)")
_LONGEST: Final = 4_096  # a scheme is at the beginning


def is_starting(address: object) -> bool:
    """Whether following the address could run something or open a file or a network share."""
    return any(
        _is_refused(reading) or _is_refused(unquote(reading)) for reading in _readings(address)
    )


def _readings(address: object) -> set[str]:
    """As the several viewers read it: as text, or as bytes whatever their encoding."""
    raw = address if isinstance(address, bytes) else b""
    readings = {str(address)} if isinstance(address, str) else set()
    if isinstance(address, TextStringObject):
        raw = address.original_bytes
    if raw:
        readings.add(raw.decode("latin-1"))
    return {_visible(reading)[:_LONGEST] for reading in readings}


def _visible(text: str) -> str:
    """Without blanks of all kinds, controls and marks of no width, which readers leave out."""
    compatible = unicodedata.normalize("NFKC", text)
    return "".join(c for c in compatible if "!" <= c <= "~")


def _is_refused(plain: str) -> bool:
    if _NETWORK.match(plain):
        return True
    scheme = _SCHEME.match(plain)
    if scheme is None or _HOST_AND_PORT.match(plain):
        return False
    return scheme[1].lower() not in _ALLOWED | _HARMLESS
