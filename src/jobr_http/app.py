"""Joins the routes and what surrounds them."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from importlib.metadata import version
from typing import Final

from litestar import Litestar, Router
from litestar.exceptions import HTTPException
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.types import ASGIApp

from jobr_adapters.wiring.container import Container
from jobr_core.shared.errors import JobrError
from jobr_http.accounts import AccountStories, account_routes
from jobr_http.administration import administration_routes
from jobr_http.bodies import CheckedRequest
from jobr_http.cvs import CvStories, cv_routes
from jobr_http.described import described
from jobr_http.entrance import Entrance, entering
from jobr_http.errors import http_problem, jobr_problem, unexpected_problem
from jobr_http.exports import ExportStories
from jobr_http.guarding import guarding
from jobr_http.headers import headed
from jobr_http.insight import insight_routes
from jobr_http.jobs import JobStories, job_routes
from jobr_http.limits import limiting
from jobr_http.matches import MatchStories, match_routes
from jobr_http.operations import operation_routes
from jobr_http.outside_sign_in import OutsideSignInStories, outside_sign_in_routes
from jobr_http.passwords import PasswordStories, password_routes
from jobr_http.personal_data import PersonalDataStories, leaving, personal_data_routes
from jobr_http.phone import PhoneStories, phone_routes
from jobr_http.preferences import preference_routes
from jobr_http.reference import ReferencePage, document_for_programs
from jobr_http.second_factor import SecondFactorStories, second_factor_routes
from jobr_http.security import SCHEMES, Doors, authenticating
from jobr_http.sessions import SessionStories, session_routes
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
    """The routes with all that belongs to them; use cases are resolved here, once."""
    return Litestar(
        route_handlers=described(_routes(container)),
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
        ensure_signed_in=container.use_cases.ensure_signed_in(),
        ensure_admin=container.use_cases.ensure_admin(),
    )


def _routes(container: Container) -> list[Router]:
    outside, storage, use_cases = container.outside, container.storage, container.use_cases
    sessions = SessionStories(
        open=use_cases.open_session(),
        refresh=use_cases.refresh_session(),
        end=use_cases.end_sessions(),
        sessions=storage.sessions(),
        published=container.signing.published(),
        now=outside.now(),
    )
    return [
        account_routes(
            AccountStories(
                register=use_cases.register(),
                log_in=use_cases.log_in(),
                change_profile=use_cases.change_profile(),
                users=storage.users(),
                sessions=sessions,
            ),
            leaving(use_cases.delete_account()),
        ),
        password_routes(
            PasswordStories(
                change=use_cases.change_password(),
                ask_for_reset=use_cases.ask_for_reset(),
                reset=use_cases.reset_password(),
                verify_email=use_cases.verify_email(),
                ask_for_verification=use_cases.ask_for_verification(),
            )
        ),
        phone_routes(
            PhoneStories(
                ask=use_cases.ask_for_code(),
                sign_in=use_cases.sign_in_by_phone(),
                sessions=sessions,
            )
        ),
        *session_routes(sessions),
        outside_sign_in_routes(
            OutsideSignInStories(
                start=use_cases.start_sign_in(),
                finish=use_cases.finish_sign_in(),
                sessions=sessions,
                names=outside.sign_in_services(),
            ),
            container.settings().public_url,
        ),
        cv_routes(
            CvStories(
                upload=use_cases.upload_cv(),
                change=use_cases.change_cv(),
                reparse=use_cases.reparse_cv(),
                download=use_cases.download_original(),
                remove=use_cases.remove_cv(),
                cvs=storage.cvs(),
                aside=outside.aside(),
                now=outside.now(),
            ),
            container.settings().file_size_limit,
        ),
        job_routes(
            JobStories(
                search=use_cases.search_postings(),
                add=use_cases.add_posting(),
                change=use_cases.change_posting(),
                remove=use_cases.remove_posting(),
                import_postings=use_cases.import_postings(),
                import_from_address=use_cases.import_from_address(),
                postings=storage.postings(),
                aside=outside.aside(),
            )
        ),
        match_routes(
            MatchStories(
                rank=use_cases.rank_postings(),
                explain=use_cases.explain_match(),
                search=use_cases.search_matches(),
                score=use_cases.score_postings(),
                give_feedback=use_cases.give_feedback(),
                take_back=use_cases.take_back_feedback(),
                matches=storage.matches(),
                preferences=storage.preferences(),
                cvs=storage.cvs(),
                postings=storage.postings(),
                aside=outside.aside(),
                now=outside.now(),
            )
        ),
        *second_factor_routes(
            SecondFactorStories(
                show=use_cases.show_second_factor(),
                enrol=use_cases.enrol_second_factor(),
                confirm=use_cases.confirm_second_factor(),
                give=use_cases.give_second_factor(),
                renew=use_cases.renew_recovery_codes(),
                remove=use_cases.remove_second_factor(),
            )
        ),
        preference_routes(use_cases.state_preferences(), storage.preferences()),
        personal_data_routes(
            PersonalDataStories(
                exports=ExportStories(
                    export=use_cases.export_personal_data(),
                    files=use_cases.tell_originals(),
                    now=outside.now(),
                ),
                remove_identity=use_cases.remove_identity(),
                users=storage.users(),
                identities=storage.identities(),
            )
        ),
        administration_routes(use_cases.unlock(), storage.users()),
        insight_routes(storage.event_log(), use_cases.review_sign_ins()),
        operation_routes(storage.is_answering(), _VERSION),
    ]
