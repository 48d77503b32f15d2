"""Dates as CVs write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobr_core.cvs.dates import date_ranges, iso_date, months_covered
from jobr_core.shared.text import Span

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("Mar 2021 – Present", "2021-03", ""),
        ("03/2019 - 06/2022", "2019-03", "2022-06"),
        ("2018–2021", "2018", "2021"),
        ("January 2020 to date", "2020-01", ""),
        ("15.06.2020 bis heute", "2020-06", ""),
        ("seit 2020", "2020", ""),
        ("2019-03 – 2020-12", "2019-03", "2020-12"),
        ("Sept. 2015 - Aug. 2018", "2015-09", "2018-08"),
        ("août 2017 à déc. 2019", "2017-08", "2019-12"),
        ("Jun '18 - Jul '19", "2018-06", "2019-07"),
    ],
)
def test_ranges(written: str, start: str, end: str) -> None:
    (found,) = date_ranges(written, Span(0, len(written)))
    assert (found.start, found.end, found.span.quote(written)) == (start, end, written)


@pytest.mark.parametrize(
    "text", ["+91 98765 43210", "2020", "version 2.0", "2021 - 2019", "call 020 7946 0018"]
)
def test_what_is_no_range(text: str) -> None:
    assert not list(date_ranges(text, Span(0, len(text))))


def test_overlapping_work_counts_once() -> None:
    assert months_covered([("2020-01", "2020-12"), ("2020-07", "2021-06")], TODAY) == 18


def test_work_that_goes_on_ends_today() -> None:
    assert months_covered([("2026-01", "")], TODAY) == 11


month = st.builds(lambda y, m: f"{y}-{m:02d}", st.integers(1990, 2026), st.integers(1, 12))


@given(st.lists(st.tuples(month, month).map(lambda pair: (min(pair), max(pair)))))
def test_more_work_never_covers_less_nor_more_than_its_sum(ranges: list[tuple[str, str]]) -> None:
    covered = months_covered(ranges, TODAY)
    assert covered <= sum(months_covered([one], TODAY) for one in ranges)
    assert covered >= max((months_covered([one], TODAY) for one in ranges), default=0)


@given(st.integers(1950, 2049), st.integers(1, 12))
def test_a_month_written_in_numbers_is_read_back(year: int, month_number: int) -> None:
    iso = f"{year}-{month_number:02d}"
    assert iso_date(f"{month_number:02d}/{year}") == iso_date(iso) == iso
