"""The few things that need no container: reading a CV and a file of postings."""

from jobr_adapters.documents.reader import SandboxedReader
from jobr_adapters.job_boards.reader import ContentReader
from jobr_core.cvs.model import Cv
from jobr_core.cvs.use_cases.upload import read_cv
from jobr_core.shared.unit_of_work import run_here

_LARGEST_CV = 20 * 1024 * 1024

read_postings = ContentReader()


async def cv_in(content: bytes, file_name: str) -> Cv:
    """Reads a CV of one's own: the limit is wider than a server's."""
    reader = SandboxedReader(size_limit=_LARGEST_CV)
    cv, _ = await read_cv(content, file_name, reader, run_here)
    return cv
