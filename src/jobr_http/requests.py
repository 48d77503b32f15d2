"""What handlers take in."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Final

from litestar import Request
from litestar.datastructures import UploadFile
from litestar.openapi.spec import (
    OpenAPIFormat,
    OpenAPIMediaType,
    OpenAPIType,
    Operation,
    RequestBody,
    Schema,
)
from pydantic import AfterValidator, StringConstraints

from jobr_core.accounts.model import Principal
from jobr_core.shared.errors import Malformed

SignedRequest = Request[Principal, Any, Any]
"""A request of somebody signed in: `request.user` is the principal."""


class FileMissing(Malformed):
    """The form has no file; send it as the field `file` of a multipart/form-data body."""


def _storable(text: str) -> str:
    """PostgreSQL stores neither NUL nor lone surrogates."""
    if "\x00" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("must not contain NUL or unpaired surrogates")
    return text


Text = Annotated[str, StringConstraints(max_length=1_000), AfterValidator(_storable)]
"""Text a client may send in a field."""


def in_utc(moment: datetime | None) -> datetime | None:
    """A moment a client gave; without an offset it is UTC."""
    if moment is None or moment.tzinfo is not None:
        return moment
    return moment.replace(tzinfo=UTC)


async def sent_file(request: SignedRequest) -> tuple[bytes, str]:
    """The content and name of the file sent, as form field `file` or as the body itself.

    Raises Malformed for a form that cannot be read, FileMissing.
    """
    if request.content_type[0] != "multipart/form-data":
        return await request.body(), ""
    try:
        file = (await request.form()).get("file")
    except (ValueError, LookupError) as error:
        raise Malformed("The form cannot be read.") from error
    if not isinstance(file, UploadFile):
        raise FileMissing
    return await file.read(), _base_name(file.filename)


def _base_name(name: str) -> str:
    """The name without folders and unprintable characters, at most 200 characters."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(character for character in base if character.isprintable())[:200]


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
