"""Telephone numbers, and what stands for them."""

from dataclasses import dataclass, field
from typing import Final

from jobr_core.accounts.pseudonyms import Pseudonyms

TELEPHONE: Final = "tel"
PROVIDER: Final = "phone"
"""How an identity says that it is a number."""


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """A number that takes short messages, in the form of E.164. As text it is masked, so that no
    log has it.

    >>> number = PhoneNumber("+919876543210")
    >>> str(number), number
    ('+91******3210', PhoneNumber(masked='+91******3210'))
    """

    e164: str = field(repr=False)

    def __str__(self) -> str:
        return f"{self.e164[:3]}{'*' * (len(self.e164) - 7)}{self.e164[-4:]}"

    def __repr__(self) -> str:
        return f"PhoneNumber(masked={str(self)!r})"


@dataclass(frozen=True, slots=True)
class PhoneSubjects:
    """What accounts are known by instead of their numbers: the pseudonym by the key in use first,
    then those by the keys before it, for a key put in front must not shut anybody out."""

    by_keys: tuple[Pseudonyms, ...]

    def __call__(self, number: PhoneNumber) -> tuple[str, ...]:
        return tuple(pseudonym(number.e164) for pseudonym in self.by_keys)
