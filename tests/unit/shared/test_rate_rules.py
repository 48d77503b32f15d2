"""What a limit promises, however requests lie."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from builders import NOON
from jobr_core.shared.rate_limits import LONGEST_WAIT, MEMORY, Asked, RateLimit, Verdict

WINDOW = timedelta(minutes=15)
PAUSES = st.one_of(
    st.just(timedelta()),
    st.timedeltas(timedelta(), timedelta(seconds=2)),
    st.timedeltas(timedelta(), 2 * WINDOW),
    st.just(WINDOW),
)
LIMITS = st.builds(RateLimit, name=st.just("some"), most=st.integers(1, 5), window=st.just(WINDOW))


def asked_at(limit: RateLimit, moments: list[datetime]) -> tuple[Asked, list[Verdict]]:
    client, verdicts = Asked(), []
    for moment in moments:
        client, verdict = limit.asked(client, moment)
        verdicts.append(verdict)
    return client, verdicts


def moments(pauses: list[timedelta]) -> list[datetime]:
    at, all_ = NOON, []
    for pause in pauses:
        at += pause
        all_.append(at)
    return all_


@given(LIMITS, st.lists(PAUSES, max_size=60))
def test_in_no_window_are_more_let_in(limit: RateLimit, pauses: list[timedelta]) -> None:
    times = moments(pauses)
    _, verdicts = asked_at(limit, times)
    let_in = [at for at, verdict in zip(times, verdicts, strict=True) if verdict.let_in]
    for first in let_in:
        assert sum(first <= at < first + WINDOW for at in let_in) <= limit.most


@given(LIMITS, st.lists(PAUSES, max_size=60), st.booleans())
def test_who_waits_is_let_in(
    limit: RateLimit,
    pauses: list[timedelta],
    rounded: bool,  # noqa: FBT001
) -> None:
    times = [NOON, *moments(pauses)]
    client, verdicts = asked_at(limit, times)
    last = verdicts[-1]
    wait = timedelta(seconds=last.seconds) if rounded else last.wait
    assert wait >= last.wait
    _, verdict = limit.asked(client, times[-1] + wait)
    assert verdict.let_in


@given(LIMITS, st.lists(PAUSES, max_size=60))
def test_what_is_left_is_let_in_at_once(limit: RateLimit, pauses: list[timedelta]) -> None:
    times = [NOON, *moments(pauses)]
    client, verdicts = asked_at(limit, times)
    left = verdicts[-1].left
    for _ in range(left):
        client, verdict = limit.asked(client, times[-1])
        assert verdict.let_in
    if verdicts[-1].let_in:
        _, verdict = limit.asked(client, times[-1])
        assert not verdict.let_in


@given(LIMITS, st.lists(PAUSES, max_size=60))
def test_little_is_known_of_anybody(limit: RateLimit, pauses: list[timedelta]) -> None:
    client, _ = asked_at(limit, moments(pauses))
    assert len(client.let_in) <= limit.most


def test_with_every_stop_it_lasts_twice_as_long() -> None:
    limit = RateLimit(name="some", most=1, window=WINDOW)
    client, now, waits = Asked(), NOON, []
    for _ in range(5):
        client, _ = limit.asked(client, now)
        client, refused = limit.asked(client, now)
        waits.append(refused.wait)
        client, again = limit.asked(client, now + timedelta(seconds=1))  # is no further stop
        assert again.wait == refused.wait - timedelta(seconds=1)
        now += refused.wait
    minutes = [wait / timedelta(minutes=1) for wait in waits]
    assert minutes == [15, 30, 60, 60, 60]


def test_after_a_day_a_stop_is_forgotten() -> None:
    limit = RateLimit(name="some", most=1, window=WINDOW)
    client, _ = asked_at(limit, [NOON, NOON])
    later = NOON + WINDOW + MEMORY
    for at, wait in ((later - timedelta(microseconds=1), 2 * WINDOW), (later, WINDOW)):
        known, _ = limit.asked(client, at)
        _, refused = limit.asked(known, at)
        assert refused.wait == wait


def test_of_a_long_window_stops_are_as_long_as_it_is() -> None:
    limit = RateLimit(name="some", most=1, window=3 * LONGEST_WAIT)
    client, _ = asked_at(limit, [NOON, NOON])
    _, verdict = limit.asked(client, NOON)
    assert verdict.wait == limit.window


def test_a_clock_that_is_set_back_lets_nobody_in() -> None:
    limit = RateLimit(name="some", most=2, window=WINDOW)
    _, verdicts = asked_at(limit, [NOON, NOON, NOON - timedelta(hours=1)])
    assert [verdict.let_in for verdict in verdicts] == [True, True, False]
    assert verdicts[-1].wait == WINDOW


def test_a_lower_limit_counts_at_once() -> None:
    client, _ = asked_at(RateLimit(name="some", most=5, window=WINDOW), [NOON] * 5)
    later = NOON + timedelta(minutes=1)
    lower = RateLimit(name="some", most=2, window=WINDOW)
    client, verdict = lower.asked(client, later)
    assert (verdict.let_in, verdict.wait) == (False, timedelta(minutes=14))
    _, verdict = lower.asked(client, later + verdict.wait)
    assert verdict.let_in
