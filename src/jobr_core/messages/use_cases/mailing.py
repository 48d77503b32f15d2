"""People are written to: when they join, when they ask, when something happens to their account."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from jobr_core.accounts.errors import SessionNotFound, UserNotFound
from jobr_core.accounts.model import SessionId, User, UserId
from jobr_core.accounts.one_time_tokens import MOST, OneTimeToken
from jobr_core.accounts.ports import NewSecret, Sessions
from jobr_core.accounts.sessions import digest_of
from jobr_core.events.catalogue import UserRegistered
from jobr_core.events.model import Event
from jobr_core.events.subscribers import Subscriber
from jobr_core.messages.errors import MailInDoubt
from jobr_core.messages.model import Claim, Facts, Message, Template
from jobr_core.messages.occasions import NOTICES, SENDING, is_due, needs_link, purpose_for
from jobr_core.messages.ports import BeginMailingWork, LinkTo, Mailer, MailingWork
from jobr_core.shared.clock import Clock
from jobr_core.tasks.ports import TasksWork


async def ask_for_welcome(event: Event, work: TasksWork) -> None:
    """Sending takes a while, so it is a task."""
    user_id = UUID(str(event.data["user_id"]))
    kind = SENDING[Template.WELCOME]
    work.tasks.enqueue(kind, on_behalf_of=user_id, user_id=user_id, event_id=event.id)


async def ask_for_notice(event: Event, work: TasksWork) -> None:
    """With the session, where the event is about one."""
    user_id, kind = UUID(str(event.data["user_id"])), SENDING[NOTICES[event.name]]
    ids = {"user_id": user_id, "event_id": event.id}
    if "session_id" in event.data:
        ids["session_id"] = UUID(str(event.data["session_id"]))
    work.tasks.enqueue(kind, on_behalf_of=user_id, **ids)


WELCOME_MAIL: Final[Subscriber[TasksWork]] = Subscriber(
    name="welcome_mail", handle=ask_for_welcome, wants=frozenset((UserRegistered.name,))
)
NOTICE_MAILS: Final[Subscriber[TasksWork]] = Subscriber(
    name="notice_mails", handle=ask_for_notice, wants=frozenset(NOTICES)
)
"""One of its own: a checkpoint stands at the last event its subscriber wanted, so `welcome_mail`
wanting more would write to people of locks told before the update."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message that was claimed, and what is kept of the secret in its link."""

    message: Message
    token: OneTimeToken | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SendMessage:
    """Sends a message at most once for an event or a request, unless the provider failed.

    It is claimed before and settled after the provider has it. Where Jobr is killed in between,
    or the provider goes away with it, nobody can tell whether it went out, and it is not sent
    again. Raises MailUnavailable, MailRefused, MailInDoubt.
    """

    begin: BeginMailingWork
    sessions: Sessions
    mail: Mailer
    link_to: LinkTo
    new_secret: NewSecret
    now: Clock

    async def __call__(
        self,
        template: Template,
        *,
        user_id: UUID,
        event_id: UUID | None = None,
        message_id: UUID | None = None,
        session_id: UUID | None = None,
    ) -> None:
        """It is named by `message_id` where somebody asked for it, else by the event. Who has gone
        meanwhile gets nothing."""
        named = message_id or event_id
        if named is None:
            raise TypeError("neither message_id nor event_id names the message")
        agent = await self._agent(session_id)
        try:
            letter = await self._claimed(template, named, UserId(user_id), agent)
        except UserNotFound:
            return
        if letter is not None:
            await self._send(letter)

    async def _agent(self, session_id: UUID | None) -> str:
        if session_id is None:
            return ""
        try:
            session, _ = await self.sessions.with_user(SessionId(session_id))
        except SessionNotFound:
            return ""
        return session.agent

    async def _claimed(
        self, template: Template, named: UUID, user_id: UserId, agent: str
    ) -> Letter | None:
        """None: there is nothing to send. The account is held, so that of many requests at the
        same moment no more than `MOST` get a link."""
        async with self.begin() as work:
            user = await work.users.held(user_id)
            address = user.email
            if address is None or not is_due(template, user):
                return None
            claim = await work.messages.claim(named, template)
            if claim is Claim.SETTLED:
                return None
            if claim is Claim.IN_DOUBT:
                raise MailInDoubt
            secret = self.new_secret()
            token = await self._token(template, user, address, secret, work)
            if token is None and needs_link(template):
                return None
            await work.commit()
        link = "" if token is None else self.link_to(token.purpose, secret)
        message = Message(
            id=named,
            to=address,
            template=template,
            language=user.language,
            facts=Facts(name=user.full_name, link=link, agent=agent),
        )
        return Letter(message=message, token=token)

    async def _token(
        self, template: Template, user: User, address: str, secret: str, work: MailingWork
    ) -> OneTimeToken | None:
        """None where the message has no link, or enough of them are alive."""
        purpose, now = purpose_for(template, user), self.now()
        if purpose is None or await work.one_time_tokens.alive(user.id, purpose, now) >= MOST:
            return None
        token = OneTimeToken(
            digest=digest_of(secret),
            user_id=user.id,
            purpose=purpose,
            email=address,
            created_at=now,
        )
        await work.one_time_tokens.keep(token)
        return token

    async def _send(self, letter: Letter) -> None:
        message = letter.message
        try:
            await self.mail(message)
        except MailInDoubt:
            raise
        except BaseException:  # a cancellation too
            await self._take_back(letter)
            raise
        async with self.begin() as work:
            await work.messages.settle(message.id, message.template)
            await work.commit()

    async def _take_back(self, letter: Letter) -> None:
        """Tokens nobody has would count as alive, and keep the next attempt from having one."""
        async with self.begin() as work:
            await work.messages.release(letter.message.id, letter.message.template)
            if letter.token is not None:
                await work.one_time_tokens.withdraw(letter.token.digest)
            await work.commit()
