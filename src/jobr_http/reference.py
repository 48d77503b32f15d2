"""The API reference at /schema: a page for people, OpenAPI 3.1 for programs.

The page is made here, without scripts or fonts from anywhere, so that it works without network.
"""

import re
from base64 import b64encode
from hashlib import sha256
from typing import Any, Final, cast

from jinja2 import Environment, PackageLoader
from litestar import Request
from litestar.datastructures import Headers
from litestar.enums import MediaType, ScopeType
from litestar.openapi.plugins import OpenAPIRenderPlugin
from litestar.types import ASGIApp, Message, Receive, Scope, Send

_TEMPLATES: Final = Environment(
    loader=PackageLoader("jobr_http", "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)
_METHODS: Final = ("get", "post", "put", "patch", "delete")


def _policy() -> str:
    """Nothing but the page and the one style in it."""
    loader: Any = _TEMPLATES.loader
    source, _, _ = loader.get_source(_TEMPLATES, "reference.html")
    [style] = re.findall(r"<style>(.*?)</style>", source, re.S)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )


_POLICY: Final = (b"content-security-policy", _policy().encode())


class ReferencePage(OpenAPIRenderPlugin):
    """The page a person reads."""

    def __init__(self) -> None:
        super().__init__(path="/", media_type=MediaType.HTML)

    def render(
        self,
        request: Request[Any, Any, Any],  # noqa: ARG002 - the port's
        openapi_schema: dict[str, Any],
    ) -> bytes:
        page = _TEMPLATES.get_template("reference.html")
        return page.render(api=openapi_schema, methods=_METHODS, shape=_shape).encode()


def document_for_programs(app: ASGIApp) -> ASGIApp:
    """Who asks for /schema without wanting HTML gets the OpenAPI document itself; the page comes
    with a policy of its own."""

    async def negotiated(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP or scope["path"].rstrip("/") != "/schema":
            await app(scope, receive, send)
            return

        async def send_with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), _POLICY]
            await send(message)

        accepted = Headers.from_scope(scope).get("accept", "")
        path = scope["path"] if "text/html" in accepted else "/schema/openapi.json"
        scope = cast("Scope", {**scope, "path": path, "raw_path": path.encode()})
        await app(scope, receive, send_with_policy)

    return negotiated


def _shape(schema: dict[str, Any] | None) -> str:
    """A schema in a few words: `string (uuid)`, `list of Item`, `A or null`."""
    if not schema:
        return ""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    for key in ("oneOf", "anyOf"):
        if key in schema:
            return " or ".join(_shape(option) for option in schema[key])
    kind = schema.get("type", "any")
    if kind == "array":
        return f"list of {_shape(schema.get('items')) or 'any'}"
    kind = " or ".join(kind) if isinstance(kind, list) else kind
    return f"{kind} ({schema['format']})" if "format" in schema else str(kind)
