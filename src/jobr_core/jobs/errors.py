"""What can go wrong with postings."""

from jobr_core.shared.errors import Malformed, NotFound, Refused


class PostingInvalid(Malformed):
    """This record is not a job posting."""


class FormatUnknown(Malformed):
    """There is no format of postings under that name."""


class PostingNotFound(NotFound):
    """There is no such posting."""


class NoPostings(Refused):
    """There is no readable posting in this file."""


class PostingsUnreadable(Malformed):
    """This is not a file of postings Jobr can read: it takes JSON, JSON Lines, JobSpy CSV,
    schema.org JobPosting, and Greenhouse, Lever or Ashby board documents."""
