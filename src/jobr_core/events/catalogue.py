"""Every event Jobr tells, in its current version (docs/reference/events.md).

What a published event says never changes: a new meaning is a new version, with an upcaster from
the one before (`upcasting.py`).
"""

from dataclasses import dataclass
from typing import ClassVar, Final
from uuid import UUID

from jobr_core.events.model import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRegistered(DomainEvent):
    """An account was opened."""

    name: ClassVar[str] = "user.registered"
    user_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRoleChanged(DomainEvent):
    """An account may do more, or less, than before."""

    name: ClassVar[str] = "user.role_changed"
    user_id: UUID
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UserTokenReused(DomainEvent):
    """A refresh token was used again: somebody has a copy of it, and its session was ended."""

    name: ClassVar[str] = "user.token_reused"
    user_id: UUID
    session_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class UserLogin(DomainEvent):
    """Somebody signed in. `source_id` stands for the network address they came from, `agent_id` for
    what their client called itself; neither can be turned back."""

    name: ClassVar[str] = "user.login"
    version: ClassVar[int] = 2
    user_id: UUID
    source_id: UUID | None
    agent_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UserLoginFailed(DomainEvent):
    """Somebody gave a wrong password for an account."""

    name: ClassVar[str] = "user.login_failed"
    version: ClassVar[int] = 2
    user_id: UUID
    source_id: UUID | None
    agent_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StrangerLoginFailed(DomainEvent):
    """Somebody tried to sign in with an address nobody has; `stranger_id` stands for it."""

    name: ClassVar[str] = "stranger.login_failed"
    stranger_id: UUID
    source_id: UUID
    agent_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStopped(DomainEvent):
    """From one network address sign-ins to too many accounts failed; told once for each stop."""

    name: ClassVar[str] = "source.stopped"
    source_id: UUID
    stops: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OtpSent(DomainEvent):
    """A code went out to a telephone; `source_id` stands for the network address that asked."""

    name: ClassVar[str] = "otp.sent"
    otp_id: UUID
    source_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OtpFailed(DomainEvent):
    """Somebody gave a code that was wrong, or good no more; there may be none by this id."""

    name: ClassVar[str] = "otp.failed"
    otp_id: UUID
    source_id: UUID
    agent_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberCodeBurned(DomainEvent):
    """All tries of a code went wrong; `number_id` stands for the number it was sent to."""

    name: ClassVar[str] = "number.code_burned"
    number_id: UUID
    otp_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class UserNewDevice(DomainEvent):
    """Somebody signed in with a client this account was not used with before."""

    name: ClassVar[str] = "user.new_device"
    user_id: UUID
    session_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class UserPasswordChanged(DomainEvent):
    """An account has a new password; `by` is `change` or `reset`."""

    name: ClassVar[str] = "user.password_changed"
    user_id: UUID
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UserEmailVerified(DomainEvent):
    """Somebody has shown that they read the mail of their address."""

    name: ClassVar[str] = "user.email_verified"
    user_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class UserSecondFactorAdded(DomainEvent):
    """From now on a second factor is asked for."""

    name: ClassVar[str] = "user.second_factor_added"
    user_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class UserSecondFactorRemoved(DomainEvent):
    """A second factor is asked for no more; `by` is `owner`, `operator` or `reset`."""

    name: ClassVar[str] = "user.second_factor_removed"
    user_id: UUID
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRecoveryCodeUsed(DomainEvent):
    """Somebody signed in with a code kept for the loss of the app; `left` are left."""

    name: ClassVar[str] = "user.recovery_code_used"
    user_id: UUID
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UserSecondFactorFailed(DomainEvent):
    """Somebody past the first factor gave a wrong code."""

    name: ClassVar[str] = "user.second_factor_failed"
    user_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class UserIdentityLinked(DomainEvent):
    """From now on somebody signs in to an account by another service too."""

    name: ClassVar[str] = "user.identity_linked"
    user_id: UUID
    provider: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UserIdentityUnlinked(DomainEvent):
    """A way of signing in to an account was given up, or taken from who had opened it under an
    address not theirs."""

    name: ClassVar[str] = "user.identity_unlinked"
    user_id: UUID
    provider: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UserDisabled(DomainEvent):
    """An operator closed an account; nobody can sign in to it."""

    name: ClassVar[str] = "user.disabled"
    user_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class UserEnabled(DomainEvent):
    """An operator opened a closed account again."""

    name: ClassVar[str] = "user.enabled"
    user_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class UserDeleted(DomainEvent):
    """A person deleted their account, and with it all that was known of them."""

    name: ClassVar[str] = "user.deleted"
    user_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class UserLocked(DomainEvent):
    """There were too many wrong passwords in a row; told once for each lock."""

    name: ClassVar[str] = "user.locked"
    user_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class UserUnlocked(DomainEvent):
    """An operator or administrator lifted a lock."""

    name: ClassVar[str] = "user.unlocked"
    user_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CvUploaded(DomainEvent):
    """A CV was accepted and kept."""

    name: ClassVar[str] = "cv.uploaded"
    cv_id: UUID
    user_id: UUID
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CvParsed(DomainEvent):
    """The profile of a CV is ready; `engine` read it."""

    name: ClassVar[str] = "cv.parsed"
    cv_id: UUID
    user_id: UUID
    engine: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CvRefused(DomainEvent):
    """A CV that had been accepted could not be read; `reason` is the code of the refusal."""

    name: ClassVar[str] = "cv.refused"
    cv_id: UUID
    user_id: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CvUpdated(DomainEvent):
    """A person changed what a CV says, or which one is their default."""

    name: ClassVar[str] = "cv.updated"
    cv_id: UUID
    user_id: UUID
    cv_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CvDeleted(DomainEvent):
    """A CV was removed for good."""

    name: ClassVar[str] = "cv.deleted"
    cv_id: UUID
    user_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class JobImported(DomainEvent):
    """A posting came in for the first time."""

    name: ClassVar[str] = "job.imported"
    job_id: UUID
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JobUpdated(DomainEvent):
    """A posting came in again and says something else."""

    name: ClassVar[str] = "job.updated"
    job_id: UUID
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JobExpired(DomainEvent):
    """A posting can no longer be applied to: its time is over, its board no longer has it, or it
    was removed."""

    name: ClassVar[str] = "job.expired"
    job_id: UUID
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshAdvanced(DomainEvent):
    """Features of postings that had none of this version were computed, `postings` of them in one
    refresh so far."""

    name: ClassVar[str] = "refresh.advanced"
    refresh_id: UUID
    postings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchComputed(DomainEvent):
    """The matches of a person were computed; `new` of them for the first time."""

    name: ClassVar[str] = "match.computed"
    match_id: UUID
    """Of the computation."""
    user_id: UUID
    cv_id: UUID
    matches: int
    new: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PreferencesStated(DomainEvent):
    """A person said what they want from the next job."""

    name: ClassVar[str] = "user.preferences_stated"
    user_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackGiven(DomainEvent):
    """A person wants more postings like one, or no more."""

    name: ClassVar[str] = "job.feedback_given"
    job_id: UUID
    user_id: UUID
    liked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackForgotten(DomainEvent):
    """A person took back feedback, of one posting or all."""

    name: ClassVar[str] = "user.feedback_forgotten"
    user_id: UUID


CATALOGUE: Final[tuple[type[DomainEvent], ...]] = (
    UserRegistered,
    UserRoleChanged,
    UserLogin,
    UserLoginFailed,
    UserLocked,
    UserUnlocked,
    UserNewDevice,
    UserPasswordChanged,
    UserEmailVerified,
    UserIdentityLinked,
    UserIdentityUnlinked,
    UserSecondFactorAdded,
    UserSecondFactorRemoved,
    UserRecoveryCodeUsed,
    UserSecondFactorFailed,
    UserDisabled,
    UserEnabled,
    UserDeleted,
    StrangerLoginFailed,
    SourceStopped,
    OtpSent,
    OtpFailed,
    NumberCodeBurned,
    UserTokenReused,
    CvUploaded,
    CvParsed,
    CvRefused,
    CvUpdated,
    CvDeleted,
    JobImported,
    JobUpdated,
    JobExpired,
    RefreshAdvanced,
    MatchComputed,
    PreferencesStated,
    FeedbackGiven,
    FeedbackForgotten,
)
