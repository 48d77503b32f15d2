"""What messages need from outside."""

from abc import abstractmethod
from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from jobr_core.accounts.one_time_tokens import Purpose
from jobr_core.accounts.ports import UsersWork
from jobr_core.messages.model import Claim, CodeText, Message, Template
from jobr_core.shared.unit_of_work import UnitOfWork


class Mailer(Protocol):
    """Sends messages."""

    @abstractmethod
    async def __call__(self, message: Message) -> None:
        """Returns when the provider has taken it. Raises MailInDoubt if nobody can tell whether it
        has; MailUnavailable, MailRefused or anything else if it has not."""


class SmsSender(Protocol):
    """Sends short messages."""

    @abstractmethod
    async def __call__(self, text: CodeText) -> None:
        """Returns when the provider has taken it. Raises TextInDoubt if nobody can tell whether it
        has; TextUnavailable, TextRefused or anything else if it has not."""


class SentMessages(Protocol):
    """Which message was sent for which event or request, either named by `event_id`; what makes
    sending twice impossible."""

    @abstractmethod
    async def claim(self, event_id: UUID, template: Template) -> Claim:
        """Granted once, and again after a release."""

    @abstractmethod
    async def release(self, event_id: UUID, template: Template) -> None:
        """The provider has not taken it; it may be claimed again."""

    @abstractmethod
    async def settle(self, event_id: UUID, template: Template) -> None:
        """The provider has taken it."""


class MessagesWork(UnitOfWork, Protocol):
    """A unit of work that can keep account of messages."""

    @property
    def messages(self) -> SentMessages: ...


class MailingWork(MessagesWork, UsersWork, Protocol):
    """A unit of work that can keep account of messages and of what their links are good for."""


BeginMailingWork = Callable[[], MailingWork]

LinkTo = Callable[[Purpose, str], str]
"""The page where a secret does what it is good for. The secret stands in the fragment, which
browsers keep to themselves: no server, log or Referer header sees it."""
