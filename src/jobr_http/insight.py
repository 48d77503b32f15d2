"""What administrators look at."""

from typing import Annotated, Final

from litestar import Router, get
from litestar.params import FromQuery, QueryParameter

from jobr_core.events.model import EventJson, Position
from jobr_core.events.ports import EventFilter, EventLog
from jobr_core.insight.use_cases.reviewing_sign_ins import ReviewSignIns
from jobr_http.insight_views import AuthMetrics
from jobr_http.lists import Items
from jobr_http.requests import moment_in
from jobr_http.security import ADMIN

_WORD: Final = r"^[\w.:-]{0,100}$"
_Moment = Annotated[str | None, QueryParameter(max_length=40)]


def insight_routes(log: EventLog, review_sign_ins: ReviewSignIns) -> Router:
    """For administrators."""

    @get("/events", **ADMIN)
    async def list_events(
        name: FromQuery[list[str] | None] = None,
        subject: Annotated[str, QueryParameter(pattern=_WORD)] = "",
        actor: Annotated[str, QueryParameter(pattern=_WORD)] = "",
        since: _Moment = None,
        until: _Moment = None,
        cursor: FromQuery[str | None] = None,
        limit: Annotated[int, QueryParameter(ge=1, le=100)] = 50,
    ) -> Items[EventJson]:
        """Events, the newest first: of these names, this subject, this actor, in this time."""
        wanted = EventFilter(
            names=frozenset(name or ()),
            subject=subject,
            actor=actor,
            since=moment_in(since, "since"),
            until=moment_in(until, "until"),
        )
        before = Position.parse(cursor) if cursor else None
        found = await log.before(before, limit, wanted=wanted)
        more = str(found[-1].position) if len(found) == limit else None
        return Items(items=tuple(logged.event.to_json() for logged in found), next_cursor=more)

    @get("/auth-metrics", **ADMIN)
    async def show_auth_metrics(since: _Moment = None, until: _Moment = None) -> AuthMetrics:
        """How people signed in, and what looks suspicious; over the last 24 hours, unless told."""
        begin, end = moment_in(since, "since"), moment_in(until, "until")
        return AuthMetrics.of(await review_sign_ins(since=begin, until=end))

    handlers = [list_events, show_auth_metrics]
    return Router("/api/admin", route_handlers=handlers, tags=["insight"])
