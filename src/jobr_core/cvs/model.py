"""A CV: the facts it states and the text it states them in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from jobr_core.cvs.json_resume import document_of, profile_and_warnings
from jobr_core.cvs.passages import Passage
from jobr_core.cvs.profile import Profile
from jobr_core.cvs.rendering import rendered


@dataclass(frozen=True, kw_only=True)
class Cv:
    """What a CV says (`profile`), its `text`, and which part of the text is what.

    Spans anywhere in Jobr count code points of `text`. Two CVs are equal if they say the same.
    `warnings` are sentences for the person: what could not be found or was left out.
    """

    profile: Profile
    text: str = field(compare=False)
    passages: tuple[Passage, ...] = field(compare=False)
    warnings: tuple[str, ...] = field(compare=False, default=())

    @classmethod
    def unread(cls) -> Self:
        """Of a document that has not been read yet, or could not be."""
        return cls(profile=Profile(), text="", passages=())

    @classmethod
    def from_json_resume(cls, document: Mapping[str, object]) -> Self:
        """Reads a JSON Resume document; a date or address that is none is left out and named in
        `warnings`. Raises JsonResumeInvalid, naming the key that is wrong.

        >>> Cv.from_json_resume({"basics": {"name": "Ada"}}).profile.basics.name
        'Ada'
        """
        profile, warnings = profile_and_warnings(document)
        text, passages = rendered(profile)
        return cls(profile=profile, text=text, passages=passages, warnings=warnings)

    def to_json_resume(self) -> dict[str, object]:
        """A valid JSON Resume 1.0.0 document, as plain dictionaries and lists."""
        return document_of(self.profile)
