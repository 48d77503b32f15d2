"""CVs: from any text or JSON Resume to facts, and back."""

from jobr_core.cvs.model import Cv
from jobr_core.cvs.profile import Profile

__all__ = ["Cv", "Profile", "parse"]


def parse(text: str) -> Cv:
    """Reads a CV by rules: who it is, work with dates, education, skills, languages and the rest.

    A tab in `text` separates columns. What the text does not show stays empty and is named in
    `warnings`; nothing is made up. The same text always gives the same Cv.

    >>> parse("Ada Lovelace\\nada@example.org\\n\\nSkills\\nPython, SQL").profile.skills[0].keywords
    ('Python', 'SQL')
    """
    # The rules take longer to import than all the rest, and those who only score need none.
    from jobr_core.cvs.parsing import parse as parsed

    return parsed(text)
