"""What can go wrong with postings."""

from jobr_core.shared.errors import Conflict, Malformed, NotFound, Refused, TooLarge, Unavailable


class PostingInvalid(Malformed):
    """This record is not a job posting."""


class PostingUnlisted(PostingInvalid):
    """This record is one its board shows to nobody, or no job."""


class CurrencyUnknown(Malformed):
    """There is no rate for this currency; give the least pay in another one, such as EUR or USD."""


class FormatUnknown(Malformed):
    """There is no format of postings under that name."""


class PostingNotFound(NotFound):
    """There is no such posting."""


class NoPostings(Refused):
    """There is no readable posting in this file."""


class PostingsUnreadable(Malformed):
    """This is not a file of postings Jobr can read: it takes JSON, JSON Lines, JobSpy CSV, XML
    feeds, pages with schema.org JobPosting, JSON Resume jobs, and the boards' own documents."""


class PostingsCutOff(PostingsUnreadable):
    """This file of postings breaks off; only what stands before can be read."""


class AddressRefused(Refused):
    """Jobr fetches postings only from public http and https addresses that its operator allows."""


class SourceMissing(Refused):
    """There is nothing at this address."""


class SourceFailed(Unavailable):
    """The other side did not answer as it should; nothing was changed. Try again later."""


class SourceTooLarge(TooLarge):
    """The other side sends more than Jobr takes from an address."""


class PostingExists(Conflict):
    """There is a posting of that source, board and external id already; change that one."""
