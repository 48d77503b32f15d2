"""What matching needs from outside."""

from abc import abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Protocol

from jobr_core.accounts.model import UserId
from jobr_core.cvs.stored import CvId
from jobr_core.events.ports import EventsWork
from jobr_core.jobs.model import JobPosting
from jobr_core.matching.ai_judging import AiJudgement
from jobr_core.matching.evidence import CvEvidence
from jobr_core.matching.features import FeaturedPosting, PostingFeatures
from jobr_core.matching.model import Asker, HistoryPlace, Match, MatchRun, RematchRun, StoredMatch
from jobr_core.matching.preferences import Preferences
from jobr_core.matching.taste import Label
from jobr_core.tasks.ports import TasksWork

NEW_FEATURES: Final = "posting_features"
"""The subscriber that hears of new postings and computes their features; indexes follow it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComputedFeatures:
    """A posting's features, and the same as the row of an index of them."""

    posting: JobPosting
    features: PostingFeatures
    index_row: bytes


ComputeFeatures = Callable[[Sequence[JobPosting]], Awaitable[Sequence[ComputedFeatures]]]
"""`features_of` for many, where it does not hold up other requests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexRows:
    """Many rows of an index, joined, and the 16 bytes of each one's id in the same order."""

    ids: bytes
    rows: bytes


class Features(Protocol):
    """The features of postings, by this version's ruleset; those of another one, or of what a
    posting said before, count as lacking."""

    @abstractmethod
    async def lacking(
        self, among: Collection[str] | None = None, *, limit: int = 500
    ) -> tuple[JobPosting, ...]:
        """Live postings without features; of all or of these."""

    @abstractmethod
    async def keep(self, computed: Sequence[ComputedFeatures]) -> None:
        """In place of former ones; those of postings that are gone are left out."""

    @abstractmethod
    async def index_rows(self, ids: Collection[str]) -> Mapping[str, bytes | None]:
        """The row of each; None where there is none, or the posting is not live."""

    @abstractmethod
    def all_index_rows(self) -> AsyncIterator[IndexRows]:
        """The rows of all live postings, in batches of one moment."""

    @abstractmethod
    async def shown(self, ids: Sequence[str]) -> tuple[FeaturedPosting, ...]:
        """The cards of these postings as they are now, in order and each once, without those
        nobody can find any more; features that are lacking are computed."""

    @abstractmethod
    async def newest(self, behind: str | None, limit: int) -> tuple[str, ...]:
        """The newest live postings that came behind one, newest first."""


class Candidates(Protocol):
    """Which postings may fit a CV best, found without comparing it with each in full."""

    @abstractmethod
    async def __call__(self, cv: CvEvidence, today: date, most: int) -> tuple[str, ...]:
        """About the `most` closest live postings, the closest first."""


class StatedPreferences(Protocol):
    """What people want from their next job."""

    @abstractmethod
    async def of(self, owner: UserId) -> Preferences:
        """Empty where nothing was stated."""

    @abstractmethod
    async def state(self, owner: UserId, preferences: Preferences) -> None:
        """In place of all that was stated before."""


class Feedback(Protocol):
    """“More like this” and “not for me”: one label for a posting, the last one given."""

    @abstractmethod
    async def labels_of(self, owner: UserId) -> tuple[Label, ...]:
        """The newest 500, in no order."""

    @abstractmethod
    async def listed(
        self, owner: UserId, limit: int, *, behind: str | None = None
    ) -> tuple[tuple[str, Label], ...]:
        """At most `limit` labels, each with the id of its posting and in the order of these,
        behind one."""

    @abstractmethod
    async def give(self, owner: UserId, posting_id: str, label: Label) -> None: ...

    @abstractmethod
    async def take_back(self, owner: UserId, posting_id: str) -> None:
        """Taking back what was not given is no error."""

    @abstractmethod
    async def forget(self, owner: UserId) -> int:
        """All labels; says how many there were."""


class Matches(Protocol):
    """The matches last computed for each person, and those before."""

    @abstractmethod
    async def keep(self, run: MatchRun, found: Sequence[StoredMatch]) -> tuple[str, ...]:
        """These are the person's matches now; the others become former ones. Those found before
        keep their `found_at`. Answers the postings found for the first time. Raises UserNotFound
        if the person is gone."""

    @abstractmethod
    async def forget(self, owner: UserId) -> None:
        """Of somebody who has no CV any more: all matches, and that any are due."""

    @abstractmethod
    async def current_of(self, owner: UserId, limit: int) -> tuple[StoredMatch, ...]:
        """The best first."""

    @abstractmethod
    async def new_of(self, owner: UserId, limit: int) -> tuple[StoredMatch, ...]:
        """Current ones first found after the last visit, the best first."""

    @abstractmethod
    async def history_of(
        self, owner: UserId, limit: int, *, before: HistoryPlace | None = None
    ) -> tuple[StoredMatch, ...]:
        """Current and former ones, the last found first."""

    @abstractmethod
    async def of_posting(self, owner: UserId, posting_id: str) -> StoredMatch | None: ...

    @abstractmethod
    async def visit(self, owner: UserId, at: datetime) -> None:
        """What was found until now is not new any more."""

    @abstractmethod
    async def visited_at(self, owner: UserId) -> datetime | None:
        """Their last visit."""

    @abstractmethod
    async def run_of(self, owner: UserId) -> MatchRun | None:
        """Their last run, by whichever version's ruleset."""

    @abstractmethod
    async def runs(self) -> tuple[MatchRun, ...]:
        """The last run of everybody, by this version's ruleset."""

    @abstractmethod
    async def mark_due(self, owners: Collection[UserId]) -> None:
        """Until `keep` or `forget` is called for them; those without a run are left out."""

    @abstractmethod
    async def due(self, limit: int) -> tuple[UserId, ...]: ...

    @abstractmethod
    async def owners_behind(self, owner: UserId | None, limit: int) -> tuple[UserId, ...]:
        """People who have a CV that was read, in the order of their ids, behind one."""

    @abstractmethod
    async def count_owners(self) -> int: ...


class RematchRuns(Protocol):
    """How far rematching everybody has come."""

    @abstractmethod
    async def unfinished(self) -> RematchRun | None: ...

    @abstractmethod
    async def keep(self, run: RematchRun) -> None: ...


class MatchingWork(TasksWork, EventsWork, Protocol):
    """A unit of work that can change what matching keeps of people."""

    @property
    def matches(self) -> Matches: ...

    @property
    def preferences(self) -> StatedPreferences: ...

    @property
    def feedback(self) -> Feedback: ...


BeginMatchingWork = Callable[[], MatchingWork]

AskerOf = Callable[[UserId, CvId | None], Awaitable[Asker]]
"""Who asks for matches, by the CV named or their default one. Raises NoCv, CvNotFound."""


Narrow = Callable[[Sequence[str]], Awaitable[Sequence[str]]]
"""From the closest postings, the closest first, those that are to be scored."""


class FindBest(Protocol):
    """The best matches for somebody, of all postings or of those `narrow` leaves."""

    @abstractmethod
    async def __call__(
        self, asker: Asker, limit: int, *, narrow: Narrow | None = None
    ) -> tuple[Match, ...]: ...


class Concerned(Protocol):
    """Whom new postings may concern."""

    @abstractmethod
    async def __call__(
        self, runs: Sequence[MatchRun], new: Sequence[ComputedFeatures]
    ) -> tuple[UserId, ...]:
        """Those for whom one of them might come among their matches."""


StandingRow = Callable[[Asker], Awaitable[bytes]]
"""Where somebody stands, as a row of the index: what `Concerned` compares new postings with."""


class JudgeByAi(Protocol):
    """Has a language model judge requirements that words of a CV may meet."""

    @property
    @abstractmethod
    def engine(self) -> str:
        """Such as `ai:<model>`."""

    @abstractmethod
    async def __call__(
        self, cv_text: str, posting_text: str, asked: Mapping[int, str]
    ) -> Mapping[int, AiJudgement]:
        """For some of the requirements, by number. Raises Unavailable within its time limit."""
