"""Pay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobr_core.jobs.salary import PayPeriod, Salary, SalaryImpossible
from jobr_core.jobs.salary_text import parse_salary

PAY = [
    ("Salary: £32,000 - £38,000 a year", "GBP 32,000–38,000 a year"),
    ("€55k–65k", "EUR 55,000–65,000 a year"),
    ("₹18–25 LPA", "INR 1,800,000–2,500,000 a year"),
    ("$28/hour", "USD 28 an hour"),
    ("The base pay is $120,000.00/yr to $150,000.00/yr", "USD 120,000–150,000 a year"),
    ("USD 100,000 per annum", "USD 100,000 a year"),
    ("Gehalt: 55.000 € - 65.000 € pro Jahr", "EUR 55,000–65,000 a year"),
    ("pay range $25.50 - $30 per hour", "USD 25.50–30 an hour"),
    ("Day rate: £450 per day", "GBP 450 a day"),
    ("€3.500,00 pro Monat", "EUR 3,500 a month"),
    ("Salary up to $225k", "USD up to 225,000 a year"),
    ("USD $117,000 - USD $166,000 a year", "USD 117,000–166,000 a year"),
    ("$180-$230k", "USD 180,000–230,000 a year"),
]
NO_PAY = [
    "We raised $20m in 2024",
    "budget of $50,000",
    "a 401k plan and 5-7 years of experience",
    "revenue of €30k a month",
    "call 555-1234",
    "Pay: £10.50.00",
    "Salary €12.50.000",
    "Pay: $0",
    "",
]


@pytest.mark.parametrize(("text", "salary"), PAY)
def test_pay_is_read(text: str, salary: str) -> None:
    assert str(parse_salary(text)) == salary


@pytest.mark.parametrize("text", NO_PAY)
def test_other_sums_are_no_pay(text: str) -> None:
    assert parse_salary(text) is None


@pytest.mark.parametrize(
    ("low", "high", "currency"),
    [(None, None, "EUR"), (2, 1, "EUR"), (-1, 5, "EUR"), (1, float("nan"), "EUR"), (1, 2, "euro")],
)
def test_an_impossible_salary_cannot_be_built(
    low: float | None, high: float | None, currency: str
) -> None:
    with pytest.raises(SalaryImpossible):
        Salary(min=low, max=high, currency=currency, period=PayPeriod.YEAR)


def test_open_ends_are_told() -> None:
    assert (
        str(Salary(min=30000, max=None, currency="EUR", period=PayPeriod.YEAR))
        == "EUR from 30,000 a year"
    )
    assert (
        str(Salary(min=None, max=30000, currency="EUR", period=PayPeriod.YEAR))
        == "EUR up to 30,000 a year"
    )


@given(
    st.integers(20_000, 200_000),
    st.integers(0, 100_000),
    st.sampled_from(["USD", "EUR", "GBP", "INR"]),
)
def test_what_a_salary_prints_is_read_back(low: int, more: int, currency: str) -> None:
    salary = Salary(min=low, max=low + more, currency=currency, period=PayPeriod.YEAR)
    assert parse_salary(f"Salary: {salary}") == salary
