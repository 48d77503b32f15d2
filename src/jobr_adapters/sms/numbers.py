"""Which telephone numbers there are (ITU E.164 and the national plans, by `phonenumbers`)."""

from collections.abc import Collection
from typing import Final

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

from jobr_core.accounts.errors import PhoneCountryRefused, PhoneInvalid
from jobr_core.accounts.phone_numbers import PhoneNumber

# In North America mobile numbers look like others.
_TAKES_MESSAGES: Final = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)
COUNTRIES: Final = frozenset(phonenumbers.SUPPORTED_REGIONS)


class PhoneNumbers:
    """`ReadPhone`. Numbers of services, which may cost whoever sends to them, and internet
    telephones, which are no proof (NIST SP 800-63B-4 §3.1.3.1), are refused."""

    def __init__(self, countries: Collection[str] = ()) -> None:
        """Those of any country, if none is named."""
        self._countries = frozenset(countries) or COUNTRIES

    def __call__(self, typed: str, country: str | None) -> PhoneNumber:
        try:
            number = phonenumbers.parse(typed, country.upper() if country else None)
        except NumberParseException as error:
            raise PhoneInvalid from error
        if number.extension or not phonenumbers.is_valid_number(number):
            raise PhoneInvalid
        if phonenumbers.number_type(number) not in _TAKES_MESSAGES:
            raise PhoneInvalid
        if phonenumbers.region_code_for_number(number) not in self._countries:
            raise PhoneCountryRefused
        return PhoneNumber(phonenumbers.format_number(number, PhoneNumberFormat.E164))
