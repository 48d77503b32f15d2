"""The passwords most people use, from the library zxcvbn."""

from functools import cache

from jobr_core.shared.text import folded


def is_common(password: str) -> bool:
    """`IsCommonPassword` over 30,000 passwords of past breaches, 11,600 of them of 8 characters or
    more (ASVS V6.2.4 asks for 3,000), and over names and words as single ones: 95,000 in all."""
    return " ".join(folded(password).split()) in _most_used()


@cache
def _most_used() -> frozenset[str]:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    return frozenset().union(*FREQUENCY_LISTS.values())
