"""What of signing in is suspicious, and from where on."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import NOON, an_id
from jobr_core.events.catalogue import (
    NumberCodeBurned,
    OtpFailed,
    SourceStopped,
    StrangerLoginFailed,
    UserLogin,
    UserLoginFailed,
    UserTokenReused,
)
from jobr_core.events.model import DomainEvent, recorded
from jobr_core.insight.sign_ins import Sighting
from jobr_core.insight.suspicion import Crowding, Finding
from jobr_core.insight.suspicion_rules import RULES, findings
from jobr_core.shared.origin import JOBR_ITSELF

MINUTE = timedelta(minutes=1)


def seen(told: DomainEvent, at: datetime) -> Sighting:
    return Sighting.of(recorded(told, event_id=an_id(), now=at, origin=JOBR_ITSELF))


def failed(minute: float, *, user: int = 1, source: int | None = 1) -> Sighting:
    return seen(
        UserLoginFailed(user_id=UUID(int=user), source_id=_id(source), agent_id=None), _at(minute)
    )


def unknown(minute: float, *, stranger: int, source: int = 1) -> Sighting:
    told = StrangerLoginFailed(
        stranger_id=UUID(int=stranger), source_id=UUID(int=source), agent_id=UUID(int=1)
    )
    return seen(told, _at(minute))


def signed_in(
    minute: float, *, user: int = 1, source: int | None = 1, agent: int | None = 1
) -> Sighting:
    told = UserLogin(user_id=UUID(int=user), source_id=_id(source), agent_id=_id(agent))
    return seen(told, _at(minute))


def stopped(minute: float, *, source: int = 1) -> Sighting:
    return seen(SourceStopped(source_id=UUID(int=source), stops=1), _at(minute))


def reused(minute: float, *, user: int = 1) -> Sighting:
    return seen(UserTokenReused(user_id=UUID(int=user), session_id=an_id()), _at(minute))


def wrong_code(minute: float, *, source: int = 1) -> Sighting:
    told = OtpFailed(otp_id=an_id(), source_id=UUID(int=source), agent_id=UUID(int=1))
    return seen(told, _at(minute))


def burned(minute: float, *, number: int = 1) -> Sighting:
    return seen(NumberCodeBurned(number_id=UUID(int=number), otp_id=an_id()), _at(minute))


def _id(number: int | None) -> UUID | None:
    return None if number is None else UUID(int=number)


def _at(minute: float) -> datetime:
    return NOON + minute * MINUTE


def short(found: Sequence[Finding]) -> list[tuple[str, str, float, float, int]]:
    return [
        (f.rule, f.subject.partition(":")[0] + str(UUID(f.subject.partition(":")[2]).int),
         (f.since - NOON) / MINUTE, (f.until - NOON) / MINUTE, f.count)
        for f in found
    ]  # fmt: skip


def stuffing(most: int, *, over: float = 15) -> list[Sighting]:
    """Every second address has no account."""
    minutes = [over * n / (most - 1) for n in range(most)]
    return [
        unknown(minute, stranger=n) if n % 2 else failed(minute, user=100 + n)
        for n, minute in enumerate(minutes)
    ]


def test_ten_accounts_from_one_source_are_stuffing() -> None:
    assert short(findings(stuffing(10))) == [("credential_stuffing", "source1", 0, 15, 10)]


@pytest.mark.parametrize(
    "sightings",
    [
        stuffing(9),
        stuffing(10, over=15.01),
        [failed(n, user=n % 9) for n in range(40)],
        [failed(0, user=n, source=n) for n in range(20)],
        [failed(0, user=n, source=None) for n in range(20)],
    ],
    ids=["nine", "over a longer time", "nine over and over", "from everywhere", "from nowhere"],
)
def test_less_is_not_stuffing(sightings: list[Sighting]) -> None:
    assert findings(sightings) == ()


def test_stuffing_that_goes_on_is_one_finding_and_later_stuffing_another() -> None:
    hours = [unknown(n, stranger=n) for n in range(180)]
    later = [unknown(300, stranger=n) for n in range(10)]
    assert short(findings(hours + later)) == [
        ("credential_stuffing", "source1", 300, 300, 10),
        ("credential_stuffing", "source1", 0, 179, 180),
    ]


def test_a_stop_is_stuffing_proven_and_does_not_count_as_an_account() -> None:
    [alone] = findings([stopped(0)])
    assert short([alone]) == [("credential_stuffing", "source1", 0, 0, 0)]
    assert "Jobr stopped it" in alone.explanation
    [both] = findings([*stuffing(10), stopped(16)])
    assert short([both]) == [("credential_stuffing", "source1", 0, 16, 10)]
    assert "(10 of them" in both.explanation


def test_five_sources_against_one_account_are_guessing() -> None:
    four = [failed(15 * n, source=n) for n in range(4)]
    assert findings([*four, failed(60, source=3), failed(60, source=None)]) == ()
    assert findings([*four, failed(60.1, source=5)]) == ()
    assert findings([*four, failed(60, source=5, user=2)]) == ()
    found = findings([*four, failed(60, source=5)])
    assert short(found) == [("distributed_guessing", "user1", 0, 60, 5)]


def test_guesses_at_an_address_without_an_account_endanger_nobody() -> None:
    assert findings([unknown(0, stranger=1, source=n) for n in range(20)]) == ()


def test_four_sources_in_an_hour_are_many() -> None:
    three = [signed_in(20 * n, source=n) for n in range(3)]
    assert findings([*three, signed_in(60, source=None), signed_in(60, source=2)]) == ()
    assert findings([*three, signed_in(60.1, source=4)]) == ()
    found = findings([*three, signed_in(60, source=4)])
    assert short(found) == [("many_places", "user1", 0, 60, 4)]


def test_hours_that_share_one_sign_in_are_one_finding_in_whatever_order_they_are_told() -> None:
    before = [signed_in(0, source=n) for n in range(3)]
    after = [signed_in(120, source=n) for n in range(4, 7)]
    found = findings([*after, signed_in(60, source=3), *before])
    assert short(found) == [("many_places", "user1", 0, 120, 7)]


def test_four_clients_in_an_hour_are_many() -> None:
    three = [signed_in(20 * n, agent=n) for n in range(3)]
    assert findings([*three, signed_in(60, agent=None), signed_in(60.1, agent=4)]) == ()
    found = findings([*three, signed_in(60, agent=4)])
    assert short(found) == [("many_clients", "user1", 0, 60, 4)]


@pytest.mark.parametrize("minute", [0, 7, 30])
def test_who_gets_in_where_others_are_tried_has_guessed(minute: float) -> None:
    found = findings([*stuffing(10), signed_in(minute)])
    assert ("guessed", "user1", minute, minute, 1) in short(found)


@pytest.mark.parametrize(
    "entry", [signed_in(-0.1), signed_in(30.1), signed_in(7, source=2), signed_in(7, source=None)]
)
def test_who_gets_in_before_after_or_elsewhere_has_not(entry: Sighting) -> None:
    found = findings([*stuffing(10), entry])
    assert [finding.rule for finding in found] == ["credential_stuffing"]


def test_forgetful_people_are_not_suspicious() -> None:
    assert findings([*(failed(n) for n in range(4)), signed_in(5)]) == ()


def test_one_account_entered_twice_is_one_finding() -> None:
    twice = [signed_in(16), signed_in(20), signed_in(20, source=2)]
    again = [unknown(25, stranger=n) for n in range(10)]
    found = findings([*stuffing(10), *again, *twice])
    assert ("guessed", "user1", 16, 20, 2) in short(found)


def test_each_reused_token_is_told() -> None:
    found = findings([reused(0), reused(1), reused(1, user=2)])
    assert short(found) == [
        ("token_reuse", "user2", 1, 1, 1),
        ("token_reuse", "user1", 1, 1, 1),
        ("token_reuse", "user1", 0, 0, 1),
    ]


def test_ten_wrong_codes_from_one_source_are_brute_force() -> None:
    nine = [wrong_code(n) for n in range(9)]
    assert findings([*nine, wrong_code(15.1), wrong_code(9, source=2)]) == ()
    found = findings([*nine, wrong_code(15)])
    assert short(found) == [("otp_brute_force", "source1", 0, 15, 10)]


def test_three_burned_codes_of_one_number_in_a_day_are_told() -> None:
    two = [burned(0), burned(60)]
    assert findings([*two, burned(60, number=2), burned(24 * 60 + 0.1)]) == ()
    found = findings([*two, burned(24 * 60)])
    assert short(found) == [("otp_burned", "number1", 0, 24 * 60, 3)]


def test_every_rule_has_a_name_of_its_own_and_says_what_to_do() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    found = findings(everything_suspicious())
    assert {finding.rule for finding in found} == {rule.name for rule in RULES}
    for finding in found:
        assert finding.explanation.endswith(".")
        assert "{" not in finding.explanation


def everything_suspicious() -> list[Sighting]:
    return [
        *stuffing(10),
        *(failed(n, source=10 + n) for n in range(5)),
        *(signed_in(n, source=n, agent=n) for n in range(4)),
        reused(0),
        *(wrong_code(n) for n in range(10)),
        *(burned(n) for n in range(3)),
    ]


numbers = st.integers(1, 3)
minutes = st.integers(0, 40).map(lambda n: 2.5 * n)
sightings = st.lists(
    st.one_of(
        st.builds(failed, minutes, user=st.integers(1, 12), source=st.integers(1, 7)),
        st.builds(failed, minutes, user=st.just(1), source=st.integers(1, 7)),
        st.builds(unknown, minutes, stranger=st.integers(1, 12), source=st.just(1)),
        st.builds(signed_in, minutes, user=numbers, source=st.integers(1, 6), agent=numbers),
        st.builds(stopped, minutes, source=numbers),
        st.builds(reused, minutes, user=numbers),
        st.builds(wrong_code, minutes, source=numbers),
        st.builds(burned, minutes, number=numbers),
    ),
    max_size=60,
)


@given(sightings, st.randoms(use_true_random=False))
def test_no_finding_depends_on_the_order_of_sightings(
    many: list[Sighting], chance: random.Random
) -> None:
    shuffled = many.copy()
    chance.shuffle(shuffled)
    assert findings(shuffled) == findings(many)


@given(sightings, sightings)
def test_more_sightings_take_no_finding_away(some: list[Sighting], more: list[Sighting]) -> None:
    after = findings([*some, *more])
    for finding in findings(some):
        assert any(covers(other, finding) for other in after)


def covers(later: Finding, finding: Finding) -> bool:
    return (
        (later.rule, later.subject) == (finding.rule, finding.subject)
        and later.since <= finding.since
        and later.until >= finding.until
        and later.count >= finding.count
    )


@given(sightings)
def test_crowds_are_found_where_a_plain_reading_finds_them(many: list[Sighting]) -> None:
    for rule in RULES:
        if isinstance(rule, Crowding):
            found = list(rule(many))
            crowded = plainly(rule, many)
            assert all((f.subject, at) in crowded for f in found for at in (f.since, f.until))
            for subject, at in crowded:
                assert [f.subject == subject and f.since <= at <= f.until for f in found].count(
                    True
                ) == 1


def plainly(rule: Crowding, many: Sequence[Sighting]) -> set[tuple[str, datetime]]:
    """The sightings that are in any crowded period, by trying all periods."""
    crowded = set()
    own = [s for s in many if s.name in rule.reads]
    for subject in {rule.about(s) for s in own} - {None}:
        for first in own:
            period = [
                s for s in own
                if rule.about(s) == subject and first.at <= s.at <= first.at + rule.within
            ]  # fmt: skip
            different = {rule.each(s) for s in period if s.name not in rule.proofs} - {None}
            if len(different) >= rule.least or any(s.name in rule.proofs for s in period):
                crowded |= {(str(subject), s.at) for s in period}
    return crowded
