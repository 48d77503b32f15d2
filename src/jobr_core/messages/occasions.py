"""Which message is sent on what occasion, and whether it still should be."""

from typing import Final

from jobr_core.accounts.model import User
from jobr_core.accounts.one_time_tokens import (
    SEND_PASSWORD_RESET,
    SEND_VERIFICATION,
    Purpose,
)
from jobr_core.events.catalogue import (
    UserLocked,
    UserNewDevice,
    UserPasswordChanged,
    UserSecondFactorAdded,
    UserSecondFactorRemoved,
    UserTokenReused,
)
from jobr_core.messages.model import Template
from jobr_core.tasks.model import TaskKind, Urgency


def _told_soon(name: str) -> TaskKind:
    """12 attempts: over about 18 minutes."""
    return TaskKind(name=name, urgency=Urgency.SOON, most_attempts=12)


SENDING: Final = {
    Template.WELCOME: _told_soon("send_welcome"),
    Template.VERIFY_EMAIL: SEND_VERIFICATION,
    Template.RESET_PASSWORD: SEND_PASSWORD_RESET,
    Template.ACCOUNT_LOCKED: _told_soon("send_account_locked"),
    Template.NEW_DEVICE: _told_soon("send_new_device"),
    Template.TOKEN_REUSED: _told_soon("send_token_reused"),
    Template.PASSWORD_CHANGED: _told_soon("send_password_changed"),
    Template.SECOND_FACTOR_ADDED: _told_soon("send_second_factor_added"),
    Template.SECOND_FACTOR_REMOVED: _told_soon("send_second_factor_removed"),
}
"""The task behind each message. Their names and ids are stored: tasks of an older version run."""

NOTICES: Final = {
    UserLocked.name: Template.ACCOUNT_LOCKED,
    UserNewDevice.name: Template.NEW_DEVICE,
    UserTokenReused.name: Template.TOKEN_REUSED,
    UserPasswordChanged.name: Template.PASSWORD_CHANGED,
    UserSecondFactorAdded.name: Template.SECOND_FACTOR_ADDED,
    UserSecondFactorRemoved.name: Template.SECOND_FACTOR_REMOVED,
}
"""What is told to the owner of an account, by the event it tells of."""

PURPOSES: Final = {
    Template.WELCOME: Purpose.VERIFY_EMAIL,
    Template.VERIFY_EMAIL: Purpose.VERIFY_EMAIL,
    Template.RESET_PASSWORD: Purpose.RESET_PASSWORD,
}
"""What the link of a message is good for; the others have none."""


def is_due(template: Template, user: User) -> bool:
    """A closed account gets no links, a confirmed address nothing to confirm it once more, and one
    that is not confirmed nothing else: it may be somebody's who never heard of Jobr."""
    if template in PURPOSES and user.disabled_at is not None:
        return False
    if user.email_verified_at is None:
        return template in PURPOSES
    return template is not Template.VERIFY_EMAIL


def purpose_for(template: Template, user: User) -> Purpose | None:
    """What the link would be good for. Who is welcomed with a confirmed address gets none."""
    purpose = PURPOSES.get(template)
    if purpose is Purpose.VERIFY_EMAIL and user.email_verified_at is not None:
        return None
    return purpose


def needs_link(template: Template) -> bool:
    """Whether there is no point in the message without one."""
    return template in (Template.VERIFY_EMAIL, Template.RESET_PASSWORD)
