"""What can go wrong with CVs. Each `code` is a reason a client can act on."""

from jobr_core.shared.errors import Malformed, NotFound, Refused, TooLarge, Unsupported


class CvNotFound(NotFound):
    """There is no such CV."""


class NoCv(NotFound):
    """You have no CV yet; upload one first."""


class JsonResumeInvalid(Malformed):
    """This is not a JSON Resume document."""


class DocumentEmpty(Refused):
    """The file is empty."""


class DocumentTooLarge(TooLarge):
    """The file is larger than Jobr reads."""


class DocumentUnsupported(Unsupported):
    """Jobr reads CVs as PDF, DOCX, plain text, Markdown or JSON Resume; this is none of them."""


class DocumentMisnamed(Unsupported):
    """The file's name promises another format than its content is."""


class DocumentEncrypted(Refused):
    """The file is protected by a password; save it without one and try again."""


class DocumentCorrupt(Refused):
    """The file is damaged and cannot be read; save it again and retry."""


class DocumentTooComplex(Refused):
    """Reading the file took too long or too much memory; save it as a simpler file."""


class DocumentHasNoText(Refused):
    """There is no text in this file: it seems to be a scan or an image. Jobr does not read
    pictures; export the CV as text-based PDF, DOCX or plain text."""
