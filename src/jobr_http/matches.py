"""Matches over HTTP."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal
from uuid import UUID

from litestar import Router, delete, get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from pydantic import BaseModel, ConfigDict

from jobr_core.accounts.model import UserId
from jobr_core.cvs.model import Cv
from jobr_core.cvs.ports import Cvs
from jobr_core.cvs.stored import CvId
from jobr_core.jobs.ports import JobPostings
from jobr_core.matching.errors import MatchNotStored
from jobr_core.matching.model import HistoryPlace, ReceiptOfMatch
from jobr_core.matching.ports import Matches, StatedPreferences
from jobr_core.matching.preferences import Preferences
from jobr_core.matching.report import ReportJson
from jobr_core.matching.use_cases.ad_hoc import ScorePostings, postings_named
from jobr_core.matching.use_cases.feedback import GiveFeedback, TakeBackFeedback
from jobr_core.matching.use_cases.ranking import ExplainMatch, RankPostings
from jobr_core.matching.use_cases.searching import SearchMatches
from jobr_core.shared.clock import Clock
from jobr_core.shared.unit_of_work import RunAside
from jobr_http.lists import Items
from jobr_http.match_requests import LARGEST_SCORED, MatchSearch, Scoring
from jobr_http.match_views import KeptMatch, ScoredPosting
from jobr_http.requests import SignedRequest
from jobr_http.security import USER, problems

_Limit = Annotated[int, QueryParameter(ge=1, le=100)]
_LARGE: dict[str, Any] = {**USER, "responses": {**USER["responses"], **problems(413)}}


class GivenFeedback(BaseModel):
    """`like`: more like this. `dislike`: not for me."""

    model_config = ConfigDict(extra="forbid")

    verdict: Literal["like", "dislike"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchStories:
    """What the routes of matches call."""

    rank: RankPostings
    explain: ExplainMatch
    search: SearchMatches
    score: ScorePostings
    give_feedback: GiveFeedback
    take_back: TakeBackFeedback
    matches: Matches
    preferences: StatedPreferences
    cvs: Cvs
    postings: JobPostings
    aside: RunAside
    now: Clock

    async def scored(self, asked: Scoring, owner: UserId) -> tuple[ScoredPosting, ...]:
        cv = await self._cv(asked, owner)
        postings = await postings_named(asked.stored, self.postings)
        postings += asked.postings()
        found = await self.score(cv, postings, await self._preferences(asked, owner))
        return tuple(ScoredPosting.of(match, cv) for match in found)

    async def _cv(self, asked: Scoring, owner: UserId) -> Cv:
        if asked.cv is not None:
            return await self.aside(asked.cv.cv)
        if asked.cv_id is not None:
            return (await self.cvs.by_id(CvId(asked.cv_id), owner=owner)).cv
        return (await self.cvs.default_of(owner)).cv

    async def _preferences(self, asked: Scoring, owner: UserId) -> Preferences:
        if asked.preferences is not None:
            return asked.preferences.preferences()
        return Preferences() if asked.cv else await self.preferences.of(owner)


def match_routes(stories: MatchStories) -> Router:
    """How well one's CV fits the postings."""
    handlers = [*_asking(stories), *_kept(stories), *_feedback(stories)]
    return Router("/api/matches", route_handlers=handlers, tags=["matches"])


def _asking(stories: MatchStories) -> list[Any]:
    @get("/", **USER)
    async def list_matches(
        request: SignedRequest,
        cv_id: FromQuery[UUID | None] = None,
        limit: _Limit = 20,
        min_score: Annotated[int, QueryParameter(ge=0, le=100)] = 0,
    ) -> Items[ReportJson]:
        """The best postings for a CV (your default one, unless `cv_id` names one), best first."""
        reports = await stories.rank(
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
        report = await stories.explain(
            owner=request.user.user_id, posting_id=job_id, cv_id=CvId(cv_id) if cv_id else None
        )
        return report.to_json()

    @post("/search", status_code=200, **USER)
    async def search_matches(
        request: SignedRequest, data: JSONBody[MatchSearch]
    ) -> Items[ReportJson]:
        """The best of what a search finds, best first."""
        reports = await stories.search(
            data.search(),
            owner=request.user.user_id,
            cv_id=CvId(data.cv_id) if data.cv_id else None,
            preferences=data.preferences.preferences() if data.preferences else None,
            limit=data.limit,
        )
        worthy = (r for r in reports if (r.score or 0) >= data.min_score)
        return Items(items=tuple(report.to_json() for report in worthy))

    @post("/score", status_code=200, request_max_body_size=LARGEST_SCORED, **_LARGE)
    async def score_any(
        request: SignedRequest, data: JSONBody[Scoring]
    ) -> ScoredPosting | Items[ScoredPosting]:
        """Compare a CV with postings; nothing of it is kept.

        One `job` or `job_id` is answered by its report, `jobs` and `job_ids` by a list, best
        first. Spans count in `cv_text` and `job_text`. If a stored one is unknown, nothing is
        compared; `detail` names all such ids.
        """
        scored = await stories.scored(data, request.user.user_id)
        return scored[0] if data.is_of_one else Items(items=scored)

    return [list_matches, show_match, search_matches, score_any]


def _kept(stories: MatchStories) -> list[Any]:
    @get("/new", **USER)
    async def list_new(request: SignedRequest, limit: _Limit = 20) -> Items[KeptMatch]:
        """Matches first found since your last visit, best first; see `POST /api/matches/visits`.

        They are computed in the background when your CV, your wishes or postings change.
        """
        found = await stories.matches.new_of(request.user.user_id, limit)
        return Items(items=tuple(map(KeptMatch.of, found)))

    @post("/visits", status_code=204, **USER)
    async def visit(request: SignedRequest) -> None:
        """You have seen what there is: none of it is new any more."""
        await stories.matches.visit(request.user.user_id, stories.now())

    @get("/history", **USER)
    async def list_history(
        request: SignedRequest, cursor: FromQuery[str | None] = None, limit: _Limit = 20
    ) -> Items[KeptMatch]:
        """All matches there have been, the last found first."""
        before = HistoryPlace.parse(cursor) if cursor else None
        found = await stories.matches.history_of(request.user.user_id, limit, before=before)
        last = found[-1] if len(found) == limit else None
        more = str(HistoryPlace(last.found_at, last.report.job_id)) if last else None
        return Items(items=tuple(map(KeptMatch.of, found)), next_cursor=more)

    @get("/{job_id:uuid}/receipt", **USER)
    async def show_receipt(request: SignedRequest, job_id: FromPath[UUID]) -> dict[str, Any]:
        """The signed record of a stored match; `jobr score verify` computes it again."""
        found = await stories.matches.of_posting(request.user.user_id, str(job_id))
        if found is None:
            raise MatchNotStored
        return ReceiptOfMatch.of(found).to_json()

    return [list_new, visit, list_history, show_receipt]


def _feedback(stories: MatchStories) -> list[Any]:
    @post("/{job_id:uuid}/feedback", status_code=204, **USER)
    async def give_feedback(
        request: SignedRequest, job_id: FromPath[UUID], data: JSONBody[GivenFeedback]
    ) -> None:
        """Ask for more postings like this one, or for none; the last word on a posting counts."""
        await stories.give_feedback(
            owner=request.user.user_id, posting_id=str(job_id), liked=data.verdict == "like"
        )

    @delete("/{job_id:uuid}/feedback", **USER)
    async def take_back_feedback(request: SignedRequest, job_id: FromPath[UUID]) -> None:
        """Take back what you said of a posting."""
        await stories.take_back(owner=request.user.user_id, posting_id=str(job_id))

    @delete("/feedback", **USER)
    async def reset_feedback(request: SignedRequest) -> None:
        """Forget all feedback: matches are again as for somebody new."""
        await stories.take_back(owner=request.user.user_id)

    return [give_feedback, take_back_feedback, reset_feedback]
