"""Who asks for matches, and what is kept of the answers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Self
from uuid import UUID

from jobr_core.accounts.model import UserId
from jobr_core.cvs.model import Cv
from jobr_core.cvs.stored import CvId
from jobr_core.jobs.model import JobPosting
from jobr_core.matching.preferences import Preferences
from jobr_core.matching.receipts import Receipt, ReceiptInvalid
from jobr_core.matching.report import MatchReport
from jobr_core.matching.taste import Taste
from jobr_core.shared.errors import CursorInvalid


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """A person as matching sees them: one version of a CV, what they want, what they like."""

    owner: UserId
    cv_id: CvId
    cv_version: int
    cv: Cv
    preferences: Preferences
    taste: Taste


@dataclass(frozen=True, slots=True)
class Match:
    """A posting and how well it fits."""

    posting: JobPosting
    report: MatchReport


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredMatch:
    """A report as it was computed, with the proof of it. It was first found at `found_at`."""

    owner: UserId
    cv_id: CvId
    cv_version: int
    report: MatchReport
    receipt: Receipt
    found_at: datetime
    computed_at: datetime
    is_current: bool = True


@dataclass(frozen=True, slots=True)
class HistoryPlace:
    """Where a page of the history ends."""

    found_at: datetime
    posting_id: str

    def __str__(self) -> str:
        """Nothing in it need be escaped in a URL."""
        found_at = self.found_at.astimezone(UTC).replace(tzinfo=None)
        return f"{found_at.isoformat()}Z_{self.posting_id}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """What `str` gave. Raises CursorInvalid."""
        moment, _, posting = text.rpartition("_")
        try:
            found_at, posting_id = datetime.fromisoformat(moment), str(UUID(posting))
        except ValueError:
            raise CursorInvalid from None
        if found_at.tzinfo is None:
            raise CursorInvalid
        return cls(found_at, posting_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchRun:
    """The last computation for a person. `standing` is their CV as a row of the index, and `bar`
    the score a posting must reach to come among their matches."""

    owner: UserId
    cv_id: CvId
    standing: bytes
    bar: int
    computed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RematchRun:
    """Rematching everybody, in the order of their ids: up to `last`."""

    id: UUID
    begun_at: datetime
    total: int
    done: int = 0
    last: UserId | None = None
    ended_at: datetime | None = None

    def behind(self, owner: UserId) -> Self:
        """One more is done."""
        return replace(self, last=owner, done=self.done + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptOfMatch:
    """A receipt with where to find what it is of; only the receipt itself is signed."""

    receipt: Receipt
    owner: UserId
    cv_id: CvId
    cv_version: int
    posting_id: str

    @classmethod
    def of(cls, match: StoredMatch) -> Self:
        return cls(
            receipt=match.receipt,
            owner=match.owner,
            cv_id=match.cv_id,
            cv_version=match.cv_version,
            posting_id=match.report.job_id,
        )

    def to_json(self) -> dict[str, object]:
        return {
            "user_id": str(self.owner),
            "cv_id": str(self.cv_id),
            "cv_version": self.cv_version,
            "job_id": self.posting_id,
            "receipt": self.receipt.to_json(),
        }

    @classmethod
    def from_json(cls, document: Mapping[str, object]) -> Self:
        """The same again. Raises ReceiptInvalid."""
        receipt, version = document.get("receipt"), document.get("cv_version")
        if not isinstance(receipt, Mapping) or not isinstance(version, int):
            raise ReceiptInvalid
        try:
            own, cv, posting = (UUID(str(document[k])) for k in ("user_id", "cv_id", "job_id"))
        except (KeyError, ValueError) as error:
            raise ReceiptInvalid from error
        return cls(
            receipt=Receipt.from_json(receipt),
            owner=UserId(own),
            cv_id=CvId(cv),
            cv_version=version,
            posting_id=str(posting),
        )
