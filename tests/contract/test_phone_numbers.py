"""Which numbers codes are sent to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobr_adapters.sms.numbers import PhoneNumbers
from jobr_core.accounts.errors import PhoneCountryRefused, PhoneInvalid

READ = PhoneNumbers()


@pytest.mark.parametrize(
    ("typed", "country"),
    [
        ("98765 43210", "IN"),
        ("098765-43210", "in"),
        ("0091 98765 43210", "IN"),
        ("+91 98765 43210", None),
        ("+91 98765 43210", "DE"),
        ("＋９１ ９８７６５ ４３２１０", None),
        ("९८७६५ ४३२१०", "IN"),
        ("tel:+91-98765-43210", None),
    ],
)
def test_however_it_is_typed_it_is_one_number(typed: str, country: str | None) -> None:
    assert READ(typed, country).e164 == "+919876543210"


@pytest.mark.parametrize("typed", ["+1 415 555 2671", "+44 7911 123456", "+49 1512 3456789"])
def test_mobiles_and_what_may_be_one_take_messages(typed: str) -> None:
    assert READ(typed, None).e164 == typed.replace(" ", "")


@pytest.mark.parametrize(
    "typed",
    [
        "+91 1234567890",  # valid, and a fixed line
        "+49 30 123456",
        "+1 800 555 0123",  # toll-free
        "+800 1234 5678",
        "+1 900 555 1234",  # premium
        "+49 900 1234567",
        "+49 180 5123456",  # shared cost
        "+44 56 0000 0000",  # internet telephones
        "+883 5100 1234 5678",
        "+91 98765 43210 ext. 5",
        "+999 123456789",
        "98765 43210",  # of no country
        "110",
        "hello",
        "",
        "+",
        "9" * 1_000,
    ],
)
def test_others_are_refused(typed: str) -> None:
    with pytest.raises(PhoneInvalid):
        READ(typed, None)


def test_a_country_that_is_none_is_no_help() -> None:
    with pytest.raises(PhoneInvalid):
        READ("98765 43210", "XX")


def test_countries_may_be_chosen() -> None:
    read = PhoneNumbers(["DE", "AT"])
    assert read("+49 1512 3456789", None).e164 == "+4915123456789"
    with pytest.raises(PhoneCountryRefused):
        read("+91 98765 43210", None)


@given(st.text(max_size=60), st.sampled_from([None, "IN", "DE", "US", "ZZ", "??"]))
def test_whatever_is_typed_is_a_number_or_refused(typed: str, country: str | None) -> None:
    try:
        number = READ(typed, country)
    except (PhoneInvalid, PhoneCountryRefused):
        return
    assert READ(number.e164, None) == number
