"""The promise of SendMessage, on every storage: at most once, and links that are good."""

import asyncio
from collections.abc import Awaitable
from dataclasses import replace
from itertools import count
from uuid import UUID

import pytest
from storages import OnMemory, OnPostgres, Storage

from builders import NOON, a_user, address_of, an_id
from jobr_core.accounts.model import Language, SessionId, User
from jobr_core.accounts.one_time_tokens import LIFETIME, MOST, OneTimeToken, Purpose
from jobr_core.accounts.sessions import RefreshToken, Session, digest_of
from jobr_core.messages.errors import MailInDoubt, MailRefused, MailUnavailable
from jobr_core.messages.model import Claim, Facts, Message, Template
from jobr_core.messages.occasions import PURPOSES
from jobr_core.messages.ports import Mailer
from jobr_core.messages.use_cases.mailing import SendMessage

LINKED = (Template.VERIFY_EMAIL, Template.RESET_PASSWORD)
_secrets = count(1)


class Post(Mailer):
    """Takes everything, unless it is told to fail; what it fails on is not taken."""

    def __init__(self) -> None:
        self.taken: list[Message] = []
        self.fails: list[BaseException] = []

    async def __call__(self, message: Message) -> None:
        await asyncio.sleep(0)
        if self.fails:
            raise self.fails.pop(0)
        self.taken.append(message)


class Office:
    """A storage, a mailer, and the use case between them."""

    def __init__(self, storage: Storage) -> None:
        self.storage, self.post, self.now = storage, Post(), NOON
        self.send = SendMessage(
            begin=storage.begin,
            sessions=storage.sessions,
            mail=self.post,
            link_to=lambda purpose, secret: f"{purpose.value}#{secret}",
            new_secret=lambda: f"secret {next(_secrets)}",
            now=lambda: self.now,
        )

    async def opened(self, **changes: object) -> User:
        user = replace(a_user(), **changes)  # type: ignore[arg-type]
        async with self.storage.begin() as work:
            await work.users.add(user)
            await work.commit()
        return user

    async def reader(self, template: Template) -> User:
        """Somebody whom this message may be sent to."""
        return await self.opened(email_verified_at=None if template in PURPOSES else NOON)

    async def claim(self, message_id: UUID, template: Template = Template.WELCOME) -> Claim:
        async with self.storage.begin() as work:
            claim = await work.messages.claim(message_id, template)
            await work.commit()
        return claim

    async def alive(self, user: User, purpose: Purpose) -> int:
        async with self.storage.begin() as work:
            return await work.one_time_tokens.alive(user.id, purpose, self.now)

    async def token_of(self, message: Message) -> OneTimeToken:
        """What is kept of the secret in its link."""
        purpose, _, secret = message.facts.link.partition("#")
        async with self.storage.begin() as work:
            return await work.one_time_tokens.by_digest(digest_of(secret), Purpose(purpose))


@pytest.fixture
def office(storage: Storage) -> Office:
    return Office(storage)


class SendMessageContract:
    async def test_who_opens_an_account_is_welcomed_in_their_language(self, office: Office) -> None:
        user, event_id = await office.opened(language=Language.GERMAN), an_id()
        await office.send(Template.WELCOME, user_id=user.id, event_id=event_id)
        [message] = office.post.taken
        assert message == Message(
            id=event_id,
            to=address_of(user),
            template=Template.WELCOME,
            language=Language.GERMAN,
            facts=Facts(name="A Person", link=message.facts.link),
        )
        assert await office.claim(event_id) is Claim.SETTLED

    @pytest.mark.parametrize("template", [Template.WELCOME, *LINKED])
    async def test_a_link_is_good_and_only_its_digest_kept(
        self, office: Office, template: Template
    ) -> None:
        user = await office.opened()
        await office.send(template, user_id=user.id, message_id=an_id())
        [message] = office.post.taken
        token = await office.token_of(message)
        expected = (
            Purpose.RESET_PASSWORD if template is Template.RESET_PASSWORD else Purpose.VERIFY_EMAIL
        )
        assert (token.purpose, token.user_id, token.email) == (expected, user.id, user.email)
        assert token.created_at == NOON

    @pytest.mark.parametrize("template", Template)
    async def test_one_occasion_is_one_message(self, office: Office, template: Template) -> None:
        user, message_id = await office.reader(template), an_id()

        def send() -> Awaitable[None]:
            return office.send(template, user_id=user.id, message_id=message_id)

        outcomes = await asyncio.gather(*(send() for _ in range(5)), return_exceptions=True)
        assert {type(outcome) for outcome in outcomes} <= {type(None), MailInDoubt}
        await send()
        assert len(office.post.taken) == 1

    async def test_an_event_may_have_several_messages(self, office: Office) -> None:
        user, event_id = await office.opened(email_verified_at=NOON), an_id()
        for template in (Template.WELCOME, Template.ACCOUNT_LOCKED):
            await office.send(template, user_id=user.id, event_id=event_id)
        assert len(office.post.taken) == 2

    @pytest.mark.parametrize(
        "failure", [MailUnavailable(), ZeroDivisionError(), asyncio.CancelledError()]
    )
    @pytest.mark.parametrize("template", Template)
    async def test_what_was_not_taken_is_tried_again(
        self, office: Office, template: Template, failure: BaseException
    ) -> None:
        user, message_id = await office.reader(template), an_id()
        for _ in range(MOST + 2):
            office.post.fails = [failure]
            with pytest.raises(type(failure)):
                await office.send(template, user_id=user.id, message_id=message_id)
        await office.send(template, user_id=user.id, message_id=message_id)
        [message] = office.post.taken
        if template in LINKED:
            assert (await office.token_of(message)).is_live(NOON)

    async def test_a_message_refused_for_good_leaves_no_link(self, office: Office) -> None:
        user, message_id = await office.opened(), an_id()
        office.post.fails = [MailRefused()]
        with pytest.raises(MailRefused):
            await office.send(Template.RESET_PASSWORD, user_id=user.id, message_id=message_id)
        assert await office.alive(user, Purpose.RESET_PASSWORD) == 0
        assert await office.claim(message_id, Template.RESET_PASSWORD) is Claim.GRANTED

    async def test_what_may_have_been_sent_is_never_sent_again(self, office: Office) -> None:
        """Killed between claim and settlement, Jobr cannot know."""
        user, event_id = await office.opened(), an_id()
        assert await office.claim(event_id) is Claim.GRANTED
        for _ in range(2):
            with pytest.raises(MailInDoubt):
                await office.send(Template.WELCOME, user_id=user.id, event_id=event_id)
        assert not office.post.taken

    async def test_a_link_in_doubt_is_good(self, office: Office) -> None:
        user, message_id = await office.opened(), an_id()
        office.post.fails = [MailInDoubt()]
        for _ in range(2):
            with pytest.raises(MailInDoubt):
                await office.send(Template.RESET_PASSWORD, user_id=user.id, message_id=message_id)
        assert not office.post.taken
        assert await office.alive(user, Purpose.RESET_PASSWORD) == 1

    @pytest.mark.parametrize("template", Template)
    async def test_who_is_not_there_gets_nothing(self, office: Office, template: Template) -> None:
        message_id = an_id()
        await office.send(template, user_id=an_id(), message_id=message_id)
        assert not office.post.taken
        assert await office.claim(message_id, template) is Claim.GRANTED

    @pytest.mark.parametrize("template", LINKED)
    async def test_a_mailbox_is_not_flooded_however_many_ask_at_once(
        self, office: Office, template: Template
    ) -> None:
        user = await office.opened()
        asked = [
            office.send(template, user_id=user.id, message_id=an_id()) for _ in range(3 * MOST)
        ]
        await asyncio.gather(*asked)
        assert len(office.post.taken) == MOST
        office.now += max(LIFETIME.values())
        await office.send(template, user_id=user.id, message_id=an_id())
        assert len(office.post.taken) == MOST + 1

    async def test_who_has_enough_links_is_welcomed_without(self, office: Office) -> None:
        user = await office.opened()
        for template in (*[Template.VERIFY_EMAIL] * MOST, Template.WELCOME):
            await office.send(template, user_id=user.id, message_id=an_id())
        assert [bool(message.facts.link) for message in office.post.taken] == [True] * MOST + [
            False
        ]

    async def test_a_confirmed_address_is_not_to_be_confirmed(self, office: Office) -> None:
        user = await office.opened(email_verified_at=NOON)
        for template in (Template.VERIFY_EMAIL, Template.WELCOME, Template.RESET_PASSWORD):
            await office.send(template, user_id=user.id, message_id=an_id())
        welcome, reset = office.post.taken
        assert (welcome.template, welcome.facts.link) == (Template.WELCOME, "")
        assert (reset.template, reset.facts.link != "") == (Template.RESET_PASSWORD, True)

    async def test_a_closed_account_gets_no_links(self, office: Office) -> None:
        user = await office.opened(disabled_at=NOON, email_verified_at=NOON)
        for template in Template:
            await office.send(template, user_id=user.id, message_id=an_id())
        assert {message.facts.link for message in office.post.taken} == {""}
        assert {message.template for message in office.post.taken} == set(Template) - {
            Template.WELCOME, *LINKED
        }  # fmt: skip
        assert await office.alive(user, Purpose.RESET_PASSWORD) == 0

    async def test_who_has_not_confirmed_an_address_gets_links_only(self, office: Office) -> None:
        """It may be the address of somebody who never heard of Jobr."""
        user = await office.opened()
        for template in Template:
            await office.send(template, user_id=user.id, message_id=an_id())
        assert {message.template for message in office.post.taken} == set(PURPOSES)

    async def test_a_new_device_is_named_where_it_is_known(self, office: Office) -> None:
        user = await office.opened(email_verified_at=NOON)
        session = Session(
            id=SessionId(an_id()),
            user_id=user.id,
            agent="curl/8",
            created_at=NOON,
            last_used_at=NOON,
        )
        async with office.storage.begin() as work:
            first = RefreshToken(digest=b"d" * 32, session_id=session.id, issued_at=NOON)
            await work.sessions.open(session, first)
            await work.commit()
        for session_id in (session.id, an_id()):
            await office.send(
                Template.NEW_DEVICE, user_id=user.id, event_id=an_id(), session_id=session_id
            )
        assert [message.facts.agent for message in office.post.taken] == ["curl/8", ""]

    async def test_a_message_has_a_name(self, office: Office) -> None:
        with pytest.raises(TypeError):
            await office.send(Template.WELCOME, user_id=an_id())


class TestSendMessageOnMemory(OnMemory, SendMessageContract): ...


class TestSendMessageOnPostgres(OnPostgres, SendMessageContract): ...
