"""What the OpenAPI document says of every route with a body, without its saying so."""

import inspect
from dataclasses import dataclass
from typing import Final

from litestar import Router
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.spec import Operation, RequestBody

from jobr_http.security import problems
from jobr_http.uploads import FileOrJson

_OF_BODIES: Final = (408, 413, 415)


@dataclass
class BodyOrNone(Operation):
    """OpenAPI of a route whose body may be left out."""

    def __post_init__(self) -> None:
        if isinstance(self.request_body, RequestBody):
            self.request_body.required = False


def described(routers: list[Router]) -> list[Router]:
    """The same; before they are joined, for they are copied then."""
    for router in routers:
        for route in router.routes:
            for handler in getattr(route, "route_handlers", ()):
                _describe(handler)
    return routers


def _describe(handler: HTTPRouteHandler) -> None:
    data = inspect.signature(handler.fn).parameters.get("data")
    if data is not None and data.default is None:
        handler.operation_class = BodyOrNone
    if data is not None or issubclass(handler.operation_class, FileOrJson):
        handler.responses = {**problems(*_OF_BODIES), **(handler.responses or {})}
