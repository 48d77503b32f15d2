"""Every format postings come in, recognised by content, out of a file that fits into memory."""

import io
from collections import Counter
from collections.abc import Sequence
from typing import Final

from jobr_adapters.job_boards.recognition import FORMAT_NAMES as KNOWN
from jobr_adapters.job_boards.recognition import external_id_of, posting_of
from jobr_adapters.job_boards.rows import rows_of
from jobr_core.jobs.errors import FormatUnknown, NoPostings, PostingInvalid
from jobr_core.jobs.imports import BrokenRecord
from jobr_core.jobs.ports import PostingsReader, ReadPostings

FORMAT_NAMES: Final = ("auto", *KNOWN)


class ContentReader(PostingsReader):
    """JSON, JSON Lines, CSV, XML or a page, of any board in `FORMAT_NAMES`. Raises
    PostingsCutOff for a file that breaks off: half of one is not what anybody meant to give."""

    def __call__(self, content: bytes, *, format: str = "auto") -> ReadPostings:  # noqa: A002
        if format not in FORMAT_NAMES:
            raise FormatUnknown(f"There is no format “{format}”; choose {', '.join(FORMAT_NAMES)}.")
        name = None if format == "auto" else format
        postings, broken, names = [], [], Counter[str]()
        for row in rows_of(io.BytesIO(content)):
            try:
                found, posting = posting_of(row, format=name)
            except PostingInvalid as error:
                own = external_id_of(row, format=name)
                broken.append(
                    BrokenRecord(position=row.position, reason=str(error), external_id=own)
                )
            else:
                postings.append(posting)
                names[found] += 1
        if not postings:
            raise NoPostings(_none_good(broken))
        return ReadPostings(
            format=names.most_common(1)[0][0], postings=tuple(postings), broken=tuple(broken)
        )


def _none_good(broken: Sequence[BrokenRecord]) -> str:
    if not broken:
        return "There is no posting in this file."
    first = broken[0]
    return (
        f"None of the {len(broken)} records is a posting; record {first.position}: {first.reason}"
    )
