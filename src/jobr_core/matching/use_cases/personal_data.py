"""A person takes along what matching keeps of them."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Final

from jobr_core.accounts.model import UserId
from jobr_core.matching.model import HistoryPlace, MatchRun, ReceiptOfMatch, StoredMatch
from jobr_core.matching.ports import Feedback, Matches, StatedPreferences
from jobr_core.matching.taste import Label

_BATCH: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class TellPreferences:
    """What they want from the next job."""

    preferences: StatedPreferences

    async def __call__(self, owner: UserId) -> Mapping[str, object]:
        return {**(await self.preferences.of(owner)).to_json()}


@dataclass(frozen=True, slots=True, kw_only=True)
class TellMatchRun:
    """When their matches were last computed and last looked at. Where they stand, as a row of the
    index, is computed from the CV and means nothing elsewhere."""

    matches: Matches

    async def __call__(self, owner: UserId) -> Mapping[str, object]:
        visited_at = await self.matches.visited_at(owner)
        return {
            **_run_told(await self.matches.run_of(owner)),
            "visited_at": visited_at.isoformat() if visited_at else None,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class TellFeedback:
    """Every word on a posting, with what of the posting it is learned from."""

    feedback: Feedback

    async def __call__(self, owner: UserId) -> AsyncIterator[Mapping[str, object]]:
        behind: str | None = None
        while found := await self.feedback.listed(owner, _BATCH, behind=behind):
            for posting_id, label in found:
                yield _label_told(posting_id, label)
            behind = found[-1][0]


@dataclass(frozen=True, slots=True, kw_only=True)
class TellMatches:
    """Every match that is kept, current and former ones, with its report and receipt."""

    matches: Matches

    async def __call__(self, owner: UserId) -> AsyncIterator[Mapping[str, object]]:
        before: HistoryPlace | None = None
        while found := await self.matches.history_of(owner, _BATCH, before=before):
            for match in found:
                yield _match_told(match)
            before = HistoryPlace(found[-1].found_at, found[-1].report.job_id)


def _run_told(run: MatchRun | None) -> Mapping[str, object]:
    if run is None:
        return {"cv_id": None, "computed_at": None}
    return {"cv_id": str(run.cv_id), "computed_at": run.computed_at.isoformat()}


def _label_told(posting_id: str, label: Label) -> Mapping[str, object]:
    return {
        "job_id": posting_id,
        "verdict": "like" if label.liked else "dislike",
        "given_at": label.given_at.isoformat(),
        "signals": label.signals.to_json(),
    }


def _match_told(match: StoredMatch) -> Mapping[str, object]:
    return {
        **ReceiptOfMatch.of(match).to_json(),
        "found_at": match.found_at.isoformat(),
        "computed_at": match.computed_at.isoformat(),
        "is_current": match.is_current,
        "report": match.report.to_json(),
    }
