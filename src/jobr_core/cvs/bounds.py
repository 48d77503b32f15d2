"""What a CV must be at least, and may be at most, however it came."""

from typing import Final

from jobr_core.cvs.errors import NoText, TooComplex
from jobr_core.cvs.model import Cv

MOST_CHARACTERS: Final = 200_000
MOST_ENTRIES: Final = 1_000
_FEWEST_LETTERS: Final = 10


def within_bounds(cv: Cv) -> Cv:
    """The same CV. Raises NoText, TooComplex."""
    if sum(map(str.isalnum, cv.text)) < _FEWEST_LETTERS:
        raise NoText
    if len(cv.text) > MOST_CHARACTERS:
        raise TooComplex(f"The CV has more than {MOST_CHARACTERS:,} characters; shorten it.")
    profile = cv.profile
    lists = (
        profile.work, profile.volunteer, profile.education, profile.awards, profile.certificates,
        profile.publications, profile.skills, profile.languages, profile.interests,
        profile.references, profile.projects, profile.basics.profiles,
    )  # fmt: skip
    if sum(map(len, lists)) > MOST_ENTRIES:
        raise TooComplex(f"The CV has more than {MOST_ENTRIES:,} entries; shorten it.")
    return cv
