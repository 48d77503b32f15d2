"""The few things that need no container: reading a CV and a file of postings."""

from jobr_adapters.documents.reader import SandboxedReader
from jobr_adapters.job_boards.reader import ContentReader
from jobr_core.cvs.model import Cv

_LARGEST_CV = 20 * 1024 * 1024

read_postings = ContentReader()


async def cv_in(content: bytes, file_name: str) -> Cv:
    """Reads a CV of one's own: the limit is wider than a server's."""
    reader = SandboxedReader(size_limit=_LARGEST_CV, for_one=True)
    try:
        return (await reader(content, file_name=file_name)).cv
    finally:
        reader.close()
