"""Matches over HTTP."""

from typing import Annotated
from uuid import UUID

from litestar import Router, get
from litestar.params import FromPath, FromQuery, QueryParameter

from jobr_core.cvs.model import CvId
from jobr_core.matching.report import ReportJson
from jobr_core.matching.use_cases.ranking import ExplainMatch, RankPostings
from jobr_http.lists import Items
from jobr_http.requests import SignedRequest
from jobr_http.security import USER


def match_routes(rank: RankPostings, explain: ExplainMatch) -> Router:
    """How well one's CV fits the postings."""

    @get("/", **USER)
    async def list_matches(
        request: SignedRequest,
        cv_id: FromQuery[UUID | None] = None,
        limit: Annotated[int, QueryParameter(ge=1, le=100)] = 20,
        min_score: Annotated[int, QueryParameter(ge=0, le=100)] = 0,
    ) -> Items[ReportJson]:
        """The best postings for a CV (the newest, unless `cv_id` names one), best first."""
        reports = await rank(
            owner=request.user.user_id,
            cv_id=CvId(cv_id) if cv_id else None,
            limit=limit,
            min_score=min_score,
        )
        return Items(items=tuple(report.to_json() for report in reports))

    @get("/{job_id:str}", **USER)
    async def show_match(
        request: SignedRequest, job_id: FromPath[str], cv_id: FromQuery[UUID | None] = None
    ) -> ReportJson:
        """The full report for one posting, every line with the words that decided it."""
        report = await explain(
            owner=request.user.user_id, posting_id=job_id, cv_id=CvId(cv_id) if cv_id else None
        )
        return report.to_json()

    return Router("/api/matches", route_handlers=[list_matches, show_match], tags=["matches"])
