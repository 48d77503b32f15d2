"""Every format postings come in, recognised by content, out of a file that fits into memory."""

import io
from collections import Counter
from collections.abc import Sequence

from jobr_adapters.job_boards.recognition import AUTO, format_named, told_by
from jobr_adapters.job_boards.rows import rows_of
from jobr_core.jobs.errors import NoPostings
from jobr_core.jobs.imports import BrokenRecord
from jobr_core.jobs.ports import PostingsReader, ReadPostings


class ContentReader(PostingsReader):
    """JSON, JSON Lines, CSV, XML or a page, of any format Jobr knows. Raises
    PostingsCutOff for a file that breaks off: half of one is not what anybody meant to give."""

    def __call__(self, content: bytes, *, format: str = AUTO) -> ReadPostings:  # noqa: A002
        name = format_named(format)
        postings, broken, names = [], [], Counter[str]()
        for row in rows_of(io.BytesIO(content)):
            told = told_by(row, format=name)
            if isinstance(told, BrokenRecord):
                broken.append(told)
            else:
                names[told[0]] += 1
                postings.append(told[1])
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
