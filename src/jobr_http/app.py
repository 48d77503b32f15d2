"""Joins the routes and what surrounds them."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from importlib.metadata import version
from typing import Final

from litestar import Litestar
from litestar.exceptions import HTTPException
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.types import ASGIApp

from jobr_adapters.wiring.container import Container
from jobr_core.shared.errors import JobrError
from jobr_http.bodies import CheckedRequest
from jobr_http.described import described
from jobr_http.entrance import Entrance, entering
from jobr_http.errors import http_problem, jobr_problem, unexpected_problem
from jobr_http.guarding import guarding
from jobr_http.headers import headed
from jobr_http.limits import limiting
from jobr_http.reference import ReferencePage, document_for_programs
from jobr_http.routes import all_routes
from jobr_http.security import SCHEMES, Doors, authenticating
from jobr_http.sharing import sharing
from jobr_http.tracing import tracing

_VERSION: Final = version("jobr")
_LARGEST_BODY: Final = 1_000_000
"""Bytes, where a route does not say otherwise."""

Lifespan = Callable[[Litestar], AbstractAsyncContextManager[None]]


@asynccontextmanager
async def nothing_to_start(_: Litestar) -> AsyncIterator[None]:
    """The lifespan of an app whose container is opened by somebody else."""
    yield


def create_app(container: Container, lifespan: Lifespan = nothing_to_start) -> ASGIApp:
    """The ASGI application. Tracing stands outermost, so that refusals of the router too carry
    their ids, and what every answer says around all that may answer."""
    settings = container.settings()
    app = document_for_programs(routed_app(container, lifespan))
    entrance = Entrance(
        hosts=settings.allowed_hosts,
        https_only=settings.https_only,
        public_url=settings.public_url,
    )
    shared = sharing(settings.cors_origins)(entering(entrance)(app))
    return tracing(headed(settings.hsts_seconds)(shared))


def routed_app(container: Container, lifespan: Lifespan = nothing_to_start) -> Litestar:
    """The routes with all that belongs to them."""
    return Litestar(
        route_handlers=described(all_routes(container, _VERSION)),
        request_class=CheckedRequest,
        request_max_body_size=_LARGEST_BODY,
        middleware=[
            guarding(container.settings().request_time_limit),
            authenticating(container.signing.tokens(), _doors(container)),
            limiting(
                container.limiter(),
                container.outside.pseudonyms(),
                container.settings().rate_limit_max,
                timedelta(milliseconds=container.settings().rate_limit_window),
            ),
        ],
        exception_handlers={
            JobrError: jobr_problem,
            HTTPException: http_problem,
            Exception: unexpected_problem,
        },
        openapi_config=OpenAPIConfig(
            title="Jobr",
            version=_VERSION,
            description="Job search with reasons: rank postings for a CV and read why.",
            components=SCHEMES,
            path="/schema",
            use_handler_docstrings=True,
            render_plugins=[ReferencePage(), JsonRenderPlugin(path="/openapi.json")],
        ),
        logging_config=None,
        lifespan=[lifespan],
    )


def _doors(container: Container) -> Doors:
    return Doors(
        ensure_signed_in=container.sign_in.ensure_signed_in(),
        ensure_admin=container.sign_in.ensure_admin(),
    )
