"""Which language a posting is written in."""

from jobr_core.jobs.model import JobPosting
from jobr_core.vocabulary.text_language import text_language


def posting_language(posting: JobPosting) -> str | None:
    """ISO 639-1, by the board's word (“en-GB”, “de”) or the text's."""
    stated = (posting.language or "").replace("_", "-").split("-")[0].lower()
    if len(stated) == 2 and stated.isalpha():
        return stated
    return text_language(posting.text)
