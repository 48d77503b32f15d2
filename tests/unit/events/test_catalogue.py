"""What is published about events."""

import re
from contextlib import suppress
from dataclasses import fields, replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import NOON, an_id
from jobr_core.events import catalogue
from jobr_core.events.catalogue import CATALOGUE, CvParsed, UserRegistered
from jobr_core.events.model import DomainEvent, Event, Position, recorded
from jobr_core.events.upcasting import UPCASTERS, upcast
from jobr_core.shared.errors import CursorInvalid
from jobr_core.shared.origin import Origin, acting, current_origin


@pytest.mark.parametrize("kind", CATALOGUE, ids=lambda kind: kind.name)
def test_names_are_of_the_form_subject_dot_what_happened(kind: type[DomainEvent]) -> None:
    assert re.fullmatch(r"[a-z]+\.[a-z_]+", kind.name)
    assert kind.__doc__
    first = fields(kind)[0]
    assert first.name == f"{kind.name.partition('.')[0]}_id"
    assert first.type in (UUID, "UUID")


def test_the_catalogue_is_complete_and_names_are_unique() -> None:
    published = {
        kind
        for kind in vars(catalogue).values()
        if isinstance(kind, type) and issubclass(kind, DomainEvent) and kind is not DomainEvent
    }
    assert set(CATALOGUE) == published
    assert len({kind.name for kind in CATALOGUE}) == len(CATALOGUE)


@pytest.mark.parametrize("kind", CATALOGUE, ids=lambda kind: kind.name)
def test_every_old_version_has_a_way_to_the_current_one(kind: type[DomainEvent]) -> None:
    assert [(kind.name, old) in UPCASTERS for old in range(1, kind.version)] == [True] * (
        kind.version - 1
    )


def test_an_event_carries_plain_values_and_who_did_it() -> None:
    told = CvParsed(cv_id=UUID(int=1), user_id=UUID(int=2), engine="rules@1")
    event = recorded(told, event_id=an_id(), now=NOON, origin=Origin(actor="user:2", trace_id="t"))
    assert event.subject == f"cv:{UUID(int=1)}"
    assert event.to_json()["data"] == {
        "cv_id": str(UUID(int=1)),
        "user_id": str(UUID(int=2)),
        "engine": "rules@1",
    }
    assert (event.actor, event.trace_id) == ("user:2", "t")


def test_upcasters_are_applied_one_after_the_other() -> None:
    event = recorded(
        UserRegistered(user_id=UUID(int=1)), event_id=an_id(), now=NOON, origin=current_origin()
    )
    steps = {
        ("user.registered", 1): lambda data: {**data, "plan": "free"},
        ("user.registered", 2): lambda data: {**data, "plan": str(data["plan"]).upper()},
        ("cv.parsed", 1): lambda data: {},
    }
    read = upcast(event, steps)
    assert (read.version, read.data["plan"]) == (3, "FREE")
    assert (read.id, read.subject) == (event.id, event.subject)
    assert upcast(event) == event


@pytest.mark.parametrize("name", ["user.login", "user.login_failed"])
def test_where_the_first_sign_ins_came_from_is_not_known(name: str) -> None:
    kind = {kind.name: kind for kind in CATALOGUE}[name]
    data = {"user_id": str(UUID(int=1))}
    first = Event(
        id=an_id(), name=name, version=1, occurred_at=NOON, actor="anybody",
        subject=f"user:{UUID(int=1)}", data=data, trace_id="",
    )  # fmt: skip
    read = upcast(first)
    assert read == replace(first, version=2, data={**data, "source_id": None, "agent_id": None})
    assert (read.version, set(read.data)) == (kind.version, {f.name for f in fields(kind)})
    assert data == {"user_id": str(UUID(int=1))}
    assert upcast(read) is read


@pytest.mark.parametrize(("name", "version"), UPCASTERS, ids=str)
def test_upcasters_lead_to_versions_of_the_catalogue(name: str, version: int) -> None:
    assert version < {kind.name: kind for kind in CATALOGUE}[name].version


def test_the_origin_is_that_of_the_innermost_work() -> None:
    assert current_origin().actor == "system"
    with acting(Origin(actor="operator")):
        with acting(Origin(actor="user:1")):
            assert current_origin().actor == "user:1"
        assert current_origin().actor == "operator"
    assert current_origin().actor == "system"


@given(st.integers(0, 2**63 - 1), st.integers(0, 2**63 - 1))
def test_a_position_is_read_back(transaction: int, number: int) -> None:
    position = Position(transaction, number)
    assert Position.parse(str(position)) == position


@given(st.one_of(st.text(), st.from_regex(r"[0-9]{1,25}-[0-9]{20,25}", fullmatch=True)))
def test_anything_else_is_no_cursor(text: str) -> None:
    with suppress(CursorInvalid):
        assert str(Position.parse(text)).split("-") == [str(int(n)) for n in text.split("-")]
