"""A person says which postings they want more of."""

from dataclasses import dataclass
from uuid import UUID

from jobr_core.accounts.model import UserId
from jobr_core.events.catalogue import FeedbackForgotten, FeedbackGiven
from jobr_core.jobs.ports import JobPostings
from jobr_core.matching.features import featured
from jobr_core.matching.ports import BeginMatchingWork
from jobr_core.matching.signals import signals_of
from jobr_core.matching.taste import Label
from jobr_core.shared.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveFeedback:
    """“More like this” (`liked`) or “not for me”; what was said of the posting before is replaced.
    Raises PostingNotFound."""

    begin: BeginMatchingWork
    postings: JobPostings
    now: Clock

    async def __call__(self, *, owner: UserId, posting_id: str, liked: bool) -> None:
        posting = await self.postings.by_id(posting_id)
        label = Label(signals=signals_of(featured(posting)), liked=liked, given_at=self.now())
        async with self.begin() as work:
            await work.feedback.give(owner, posting.id, label)
            work.events.record(FeedbackGiven(job_id=UUID(posting.id), user_id=owner, liked=liked))
            await work.commit()


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBackFeedback:
    """What was said of one posting, or all: then matches are again as for somebody new."""

    begin: BeginMatchingWork

    async def __call__(self, *, owner: UserId, posting_id: str | None = None) -> None:
        async with self.begin() as work:
            if posting_id is None:
                await work.feedback.forget(owner)
            else:
                await work.feedback.take_back(owner, posting_id)
            work.events.record(FeedbackForgotten(user_id=owner))
            await work.commit()
