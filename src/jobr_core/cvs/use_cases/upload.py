"""A person adds a CV to the account."""

import codecs
import json
from dataclasses import dataclass
from typing import Final

from jobr_core.accounts.model import UserId
from jobr_core.cvs.errors import (
    DocumentEmpty,
    DocumentHasNoText,
    DocumentTooLarge,
    JsonResumeInvalid,
)
from jobr_core.cvs.model import Cv, CvId, StoredCv
from jobr_core.cvs.parsing import ENGINE, parse
from jobr_core.cvs.ports import BeginCvsWork, DocumentReader
from jobr_core.events.catalogue import CvParsed, CvUploaded
from jobr_core.shared.clock import Clock
from jobr_core.shared.ids import IdSource
from jobr_core.shared.unit_of_work import RunAside

JSON_RESUME: Final = "application/json"
_FEWEST_CHARACTERS: Final = 10
_LONGEST_TEXT: Final = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadCv:
    """Reads a file and keeps it as one of the owner's CVs.

    Raises `cvs.errors.Document…` or JsonResumeInvalid; then nothing is kept.
    """

    begin: BeginCvsWork
    read: DocumentReader
    aside: RunAside
    now: Clock
    new_id: IdSource

    async def __call__(self, *, owner: UserId, file_name: str, content: bytes) -> StoredCv:
        cv, media_type = await read_cv(content, file_name, self.read, self.aside)
        stored = StoredCv(
            id=CvId(self.new_id()),
            owner=owner,
            file_name=file_name,
            media_type=media_type,
            engine=ENGINE,
            cv=cv,
            created_at=self.now(),
        )
        async with self.begin() as work:
            await work.cvs.add(stored)
            work.events.record(
                CvUploaded(cv_id=stored.id, user_id=owner, media_type=media_type),
                CvParsed(cv_id=stored.id, user_id=owner, engine=ENGINE),
            )
            await work.commit()
        return stored


async def read_cv(
    content: bytes, file_name: str, read: DocumentReader, aside: RunAside
) -> tuple[Cv, str]:
    """The CV in a file, or in a JSON Resume document, and its media type.

    Raises `cvs.errors.Document…` or JsonResumeInvalid.
    """
    if not content.strip():
        raise DocumentEmpty
    bare = content.removeprefix(codecs.BOM_UTF8).lstrip()
    if (bare[:1] == b"{" and bare[:5] != b"{\\rtf") or file_name.lower().endswith(".json"):
        return _with_text(await aside(lambda: Cv.from_json_resume(_json(bare)))), JSON_RESUME
    document = await read(content, file_name=file_name)
    return _with_text(await aside(lambda: parse(document.text))), document.media_type


def _with_text(cv: Cv) -> Cv:
    if sum(map(str.isalnum, cv.text[:_LONGEST_TEXT])) < _FEWEST_CHARACTERS:
        raise DocumentHasNoText
    if len(cv.text) > _LONGEST_TEXT:
        raise DocumentTooLarge(f"The CV has more than {_LONGEST_TEXT:,} characters.")
    return cv


def _json(content: bytes) -> dict[str, object]:
    try:
        document: object = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise JsonResumeInvalid(f"This is not valid JSON: {error}.") from error
    if not isinstance(document, dict) or not {"basics", "work", "education", "skills"} & set(
        document
    ):
        raise JsonResumeInvalid(
            "This JSON is no JSON Resume: it has none of `basics`, `work`, `education`, `skills`."
        )
    return document
