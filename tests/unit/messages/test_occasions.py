"""What happens to an account becomes a message to its owner."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from builders import NOON, a_user, an_id
from jobr_adapters.wiring.background import handled_tasks
from jobr_core.accounts.one_time_tokens import SEND_PASSWORD_RESET, SEND_VERIFICATION
from jobr_core.events.catalogue import (
    UserLocked,
    UserNewDevice,
    UserPasswordChanged,
    UserRegistered,
    UserSecondFactorAdded,
    UserSecondFactorRemoved,
    UserTokenReused,
)
from jobr_core.events.model import DomainEvent
from jobr_core.messages.model import Template
from jobr_core.messages.occasions import NOTICES, PURPOSES, SENDING
from jobr_core.messages.use_cases.mailing import NOTICE_MAILS, WELCOME_MAIL
from jobr_core.tasks.model import TaskKind


def test_every_message_has_a_task_of_its_own_and_every_task_its_use_case(jobr: Any) -> None:
    assert SENDING.keys() == set(Template)
    kinds = [handled.kind for handled in handled_tasks(jobr)]
    assert all(kinds.count(kind) == 1 for kind in SENDING.values())
    assert len({kind.name for kind in SENDING.values()}) == len(Template)


def test_every_message_is_asked_for_by_somebody_or_told_of_an_event() -> None:
    asked = {Template.VERIFY_EMAIL, Template.RESET_PASSWORD}
    assert set(Template) == {Template.WELCOME, *asked, *NOTICES.values()}
    assert not PURPOSES.keys() & set(NOTICES.values())


def test_names_stored_in_databases_do_not_change() -> None:
    assert (WELCOME_MAIL.name, NOTICE_MAILS.name) == ("welcome_mail", "notice_mails")
    assert {WELCOME_MAIL.from_start, NOTICE_MAILS.from_start} == {False}
    assert {template.value: kind.name for template, kind in SENDING.items()} == {
        "welcome": "send_welcome",
        "verify_email": "send_verification",
        "reset_password": "send_password_reset",
        "account_locked": "send_account_locked",
        "new_device": "send_new_device",
        "token_reused": "send_token_reused",
        "password_changed": "send_password_changed",
        "second_factor_added": "send_second_factor_added",
        "second_factor_removed": "send_second_factor_removed",
    }


async def _told(jobr: Any, event: DomainEvent) -> None:
    async with jobr.storage.work() as work:
        work.events.record(event)
        await work.commit()


async def _asked(jobr: Any, kind: TaskKind, user_id: Any) -> None:
    async with jobr.storage.work() as work:
        work.tasks.enqueue(kind, user_id=user_id, message_id=an_id())
        await work.commit()


@pytest.mark.parametrize(
    ("event", "facts", "subject"),
    [
        (UserRegistered, {}, "Welcome to Jobr"),
        (UserLocked, {}, "Signing in is closed for 15 minutes"),
        (UserNewDevice, {"session_id": an_id()}, "New sign-in to your account"),
        (UserTokenReused, {"session_id": an_id()}, "We have ended one of your sign-ins"),
        (UserPasswordChanged, {"by": "reset"}, "Your password was changed"),
        (UserSecondFactorAdded, {}, "Signing in now takes a code"),
        (UserSecondFactorRemoved, {"by": "owner"}, "Signing in no longer takes a code"),
    ],
)
async def test_an_event_becomes_a_message(
    jobr: Any,
    capsys: pytest.CaptureFixture[str],
    event: Callable[..., DomainEvent],
    facts: dict[str, Any],
    subject: str,
) -> None:
    verified = None if event is UserRegistered else NOON
    user = replace(a_user("ada@example.org"), email_verified_at=verified)
    async with jobr.storage.work() as work:
        await work.users.add(user)
        await work.commit()
    await _told(jobr, event(user_id=user.id, **facts))
    written = capsys.readouterr().out
    assert written.count(f"To: ada@example.org\nSubject: {subject}\n") == 1
    await _told(jobr, event(user_id=an_id(), **facts))  # nobody
    assert capsys.readouterr().out == ""
    assert await jobr.storage.tasks().listed() == ()


@pytest.mark.parametrize(
    ("kind", "page"),
    [(SEND_VERIFICATION, "verify-email"), (SEND_PASSWORD_RESET, "reset-password")],
)
async def test_what_is_asked_for_brings_a_link_to_our_pages(
    jobr: Any, capsys: pytest.CaptureFixture[str], kind: TaskKind, page: str
) -> None:
    user = a_user()
    async with jobr.storage.work() as work:
        await work.users.add(user)
        await work.commit()
    await _asked(jobr, kind, user.id)
    assert f"\nhttp://localhost:8000/{page}#token=" in capsys.readouterr().out
    await _asked(jobr, kind, an_id())
    assert capsys.readouterr().out == ""
    assert await jobr.storage.tasks().listed() == ()
