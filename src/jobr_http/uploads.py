"""Files that clients send, received without holding them in memory."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final

from litestar import Request
from litestar.openapi.spec import (
    OpenAPIFormat,
    OpenAPIMediaType,
    OpenAPIType,
    Operation,
    RequestBody,
    Schema,
)
from multipart import MultipartError, MultipartSegment, PushMultipartParser

from jobr_core.cvs.errors import FileTooLarge
from jobr_core.shared.errors import Malformed, Unsupported

FORM_OVERHEAD: Final = 64 * 1024
"""What a form may have around the file."""
_IN_MEMORY: Final = 64 * 1024
_MOST_PARTS: Final = 20
_UNASKED: Final = ("text/plain", "application/x-www-form-urlencoded")
"""Types of bodies that browsers send anywhere without asking (Fetch, CORS-safelisted)."""


class FileMissing(Malformed):
    """The form has no file; send it as the field `file` of a multipart/form-data body."""


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as it was sent; its name without folders and unprintable characters, and the media
    type the client says it has, "" if it says none."""

    body: IO[bytes]
    name: str
    declared_type: str

    async def content(self) -> bytes:
        """All of it, now in memory."""
        return await asyncio.to_thread(self._read)

    def _read(self) -> bytes:
        self.body.seek(0)
        return self.body.read()


@asynccontextmanager
async def received(request: Request[Any, Any, Any], size_limit: int) -> AsyncIterator[SentFile]:
    """The file sent as form field `file`, or as the body itself; beyond some kilobytes it waits
    in an unnamed temporary file. Other fields are ignored.

    Raises Unsupported for what a page of somebody else's may send without asking, FileTooLarge as
    soon as it is too large, Malformed for a form that cannot be read, FileMissing.
    """
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as body:
        media_type, options = request.content_type
        if media_type == "multipart/form-data":
            segment = await _file_part(request, options.get("boundary", ""), body, size_limit)
            yield SentFile(body, _base_name(segment.filename or ""), segment.content_type or "")
        elif media_type in _UNASKED:
            raise Unsupported(f"Send the file as the field `file` of a form, not as {media_type}.")
        else:
            async for chunk in request.stream():
                _append(body, chunk, size_limit)
            yield SentFile(body, "", media_type)


async def _file_part(
    request: Request[Any, Any, Any], boundary: str, body: IO[bytes], size_limit: int
) -> MultipartSegment:
    """Writes the first part named `file` to `body`."""
    found: MultipartSegment | None = None
    part: MultipartSegment | None = None
    try:
        with PushMultipartParser(
            boundary, max_segment_count=_MOST_PARTS, header_charset="utf-8"
        ) as parser:
            async for chunk in request.stream():
                for event in parser.parse(chunk):
                    if isinstance(event, MultipartSegment):
                        part = event
                        found = found or (part if part.name == "file" else None)
                    elif event and part is found:
                        _append(body, event, size_limit)
    except (MultipartError, ValueError, LookupError) as error:
        raise Malformed("The form cannot be read: it is no valid multipart/form-data.") from error
    if found is None:
        raise FileMissing
    return found


def _append(body: IO[bytes], chunk: bytes | bytearray, size_limit: int) -> None:
    if body.tell() + len(chunk) > size_limit:
        raise FileTooLarge(f"The file is larger than the {size_limit:,} bytes Jobr reads.")
    body.write(chunk)


def _base_name(name: str) -> str:
    """The name without folders and unprintable characters, at most 200 characters, its end kept:
    that is where the format is."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(character for character in base if character.isprintable()).strip()
    stem, dot, suffix = shown.rpartition(".")
    return shown if len(shown) <= 200 else f"{stem[: 199 - len(suffix)]}{dot}{suffix}"[:200]


_ANY_JSON: Final = Schema(type=[OpenAPIType.OBJECT, OpenAPIType.ARRAY])
_FORM: Final = Schema(
    type=OpenAPIType.OBJECT,
    properties={"file": Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY)},
    required=["file"],
)


@dataclass
class FileOrJson(Operation):
    """OpenAPI of a route whose body is a form with a `file`, or the document itself as JSON."""

    def __post_init__(self) -> None:
        self.request_body = RequestBody(
            required=True,
            content={
                "multipart/form-data": OpenAPIMediaType(schema=_FORM),
                "application/json": OpenAPIMediaType(schema=_ANY_JSON),
            },
        )
