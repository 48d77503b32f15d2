"""The API reference at /schema: a page for people, OpenAPI 3.1 for programs.

The page is made here, without scripts or fonts from anywhere, so that it works without network.
"""

from typing import Any, Final

from jinja2 import Environment, PackageLoader
from litestar import Request
from litestar.enums import MediaType
from litestar.openapi.plugins import OpenAPIRenderPlugin

_TEMPLATES: Final = Environment(
    loader=PackageLoader("jobr_http", "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)
_METHODS: Final = ("get", "post", "put", "patch", "delete")


class ReferencePage(OpenAPIRenderPlugin):
    """Answers a browser with HTML, everything else with the OpenAPI document itself."""

    def __init__(self) -> None:
        super().__init__(path="/", media_type=MediaType.HTML)

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        if "text/html" not in request.headers.get("accept", ""):
            return self.render_json(request, openapi_schema)
        page = _TEMPLATES.get_template("reference.html")
        return page.render(api=openapi_schema, methods=_METHODS, shape=_shape).encode()


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
