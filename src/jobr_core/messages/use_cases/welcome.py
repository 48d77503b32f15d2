"""Who opens an account is welcomed."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from jobr_core.accounts.errors import UserNotFound
from jobr_core.accounts.model import UserId
from jobr_core.accounts.ports import Users
from jobr_core.events.catalogue import UserRegistered
from jobr_core.events.model import Event
from jobr_core.events.subscribers import Subscriber
from jobr_core.messages.errors import MailInDoubt
from jobr_core.messages.model import Claim, Message, Template
from jobr_core.messages.ports import BeginMessagesWork, Mailer
from jobr_core.tasks.model import TaskKind, Urgency
from jobr_core.tasks.ports import TasksWork

SEND_WELCOME: Final = TaskKind(name="send_welcome", urgency=Urgency.SOON, most_attempts=12)


async def ask_for_welcome(event: Event, work: TasksWork) -> None:
    """Sending takes a while, so it is a task."""
    user_id = UUID(str(event.data["user_id"]))
    work.tasks.enqueue(SEND_WELCOME, on_behalf_of=user_id, user_id=user_id, event_id=event.id)


WELCOME_MAIL: Final[Subscriber[TasksWork]] = Subscriber(
    name="welcome_mail", handle=ask_for_welcome, wants=frozenset((UserRegistered.name,))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SendWelcome:
    """Sends the welcome at most once for an event, unless the provider failed.

    It is claimed before and settled after the provider has it. Where Jobr is killed in between,
    or the provider goes away with it, nobody can tell whether it went out, and it is not sent
    again. Raises MailUnavailable, MailRefused, MailInDoubt.
    """

    begin: BeginMessagesWork
    users: Users
    mail: Mailer

    async def __call__(self, *, user_id: UUID, event_id: UUID) -> None:
        try:
            user = await self.users.by_id(UserId(user_id))
        except UserNotFound:  # gone meanwhile
            return
        claim = await self._claim(event_id)
        if claim is Claim.SETTLED:
            return
        if claim is Claim.IN_DOUBT:
            raise MailInDoubt
        facts = {"name": user.full_name}
        message = Message(id=event_id, to=user.email, template=Template.WELCOME, facts=facts)
        try:
            await self.mail(message)
        except MailInDoubt:
            raise
        except BaseException:  # a cancellation too
            await self._release(event_id)
            raise
        async with self.begin() as work:
            await work.messages.settle(event_id, Template.WELCOME)
            await work.commit()

    async def _claim(self, event_id: UUID) -> Claim:
        async with self.begin() as work:
            claimed = await work.messages.claim(event_id, Template.WELCOME)
            await work.commit()
        return claimed

    async def _release(self, event_id: UUID) -> None:
        async with self.begin() as work:
            await work.messages.release(event_id, Template.WELCOME)
            await work.commit()
