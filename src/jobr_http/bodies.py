"""JSON bodies, read strictly (RFC 8259, RFC 7493) and once."""

import asyncio
import json
import math
import re
from collections.abc import Iterator
from typing import Any, Final

from litestar import Request
from litestar.types import Empty

from jobr_core.accounts.model import Principal
from jobr_core.shared.errors import Malformed, Refused, Unsupported
from jobr_http.problems import FieldProblem

DEEPEST: Final = 64
_LARGE: Final = 128 * 1024
"""Bytes from which on others are served while a body is decoded."""
_UTF_8: Final = ("", "utf-8", "utf8")
_LONGEST_NUMBER: Final = 19
_BIGGEST: Final = 2**63
_SUSPECT: Final = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")


class TextUnstorable(Refused):
    """Some texts have NUL characters or unpaired surrogates."""

    code = "invalid"


class CheckedRequest(Request[Principal, Any, Any]):
    """What every handler gets: its JSON is what RFC 7493 lets through. Files are streamed."""

    __slots__ = ()

    async def body(self) -> bytes:
        """Raises Unsupported where there is one that is not declared to be JSON."""
        if self._body is Empty and _is_announced(self):
            ensure_json(self)
        return await super().body()

    async def json(self) -> Any:
        """The body. Raises Unsupported, Malformed, TextUnstorable."""
        if self._json is Empty:
            body = await self.body()
            decode = asyncio.to_thread(decoded, body) if len(body) > _LARGE else None
            self._json = await decode if decode else decoded(body)
        return self._json


def _is_announced(request: Request[Any, Any, Any]) -> bool:
    length = request.headers.get("content-length", "0")
    return length != "0" or "transfer-encoding" in request.headers


def ensure_json(request: Request[Any, Any, Any]) -> None:
    """Raises Unsupported: a page of somebody else's may send anything else without asking
    (text/plain, forms)."""
    media_type, options = request.content_type
    if media_type != "application/json" and not media_type.endswith("+json"):
        raise Unsupported("Send the body as application/json.")
    if options.get("charset", "").lower() not in _UTF_8:
        raise Unsupported("Send the body in UTF-8.")


def decoded(body: bytes) -> Any:
    """The JSON value. Raises Malformed, TextUnstorable."""
    try:
        value = _DECODER.decode(body.decode())
    except UnicodeDecodeError as error:
        raise Malformed("The body is not in UTF-8.") from error
    except json.JSONDecodeError as error:
        raise Malformed(f"The body is no JSON: {error.msg} at character {error.pos}.") from error
    except RecursionError:
        raise Malformed(_TOO_DEEP) from None
    if body.count(b"[") + body.count(b"{") > DEEPEST and _is_deeper(value, DEEPEST):
        raise Malformed(_TOO_DEEP)
    if _SUSPECT.search(body) and (faults := list(_unstorable(value, ""))):
        raise TextUnstorable(errors=faults)
    return value


_TOO_DEEP: Final = f"The body is nested deeper than {DEEPEST} levels."


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise Malformed("An object of the body has a name twice.")
    return made


def _number(text: str) -> float:
    if math.isinf(number := float(text)):
        raise Malformed("A number of the body is out of range.")
    return number


def _whole(text: str) -> int:
    if len(text) < _LONGEST_NUMBER:
        return int(text)
    if len(text) > _LONGEST_NUMBER + 1 or not -_BIGGEST <= int(text) < _BIGGEST:
        raise Malformed("A number of the body is out of range.")
    return int(text)


def _no_number(text: str) -> float:
    raise Malformed(f"{text} in the body is no JSON.")


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=_number, parse_int=_whole, parse_constant=_no_number
)


def _is_deeper(value: Any, most: int) -> bool:
    layer = [value]
    for _ in range(most):
        layer = [
            child
            for parent in layer
            for child in (parent.values() if isinstance(parent, dict) else parent)
            if isinstance(child, dict | list)
        ]
        if not layer:
            return False
    return True


def _unstorable(value: Any, place: str) -> Iterator[FieldProblem]:
    """The texts PostgreSQL cannot store, names too."""
    if isinstance(value, str) and not is_storable(value):
        message = "must not contain NUL or unpaired surrogates"
        yield FieldProblem(field=place, place="body", message=message)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _unstorable(item, f"{place}.{number}".strip("."))
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _unstorable(name, place)
            yield from _unstorable(item, f"{place}.{name}".strip("."))


def is_storable(text: str) -> bool:
    """PostgreSQL stores neither NUL nor lone surrogates."""
    if "\x00" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
