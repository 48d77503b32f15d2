"""What can go wrong with CVs. Each `code` is a reason a client can act on.

The codes of refused files (`empty` … `too_complex`) are stable: docs/reference/cv-files.md.
"""

from jobr_core.shared.errors import (
    Conflict,
    Malformed,
    NotFound,
    Refused,
    TooLarge,
    Unavailable,
    Unsupported,
)


class CvNotFound(NotFound):
    """There is no such CV."""


class NoCv(NotFound):
    """You have no CV yet; upload one first."""


class JsonResumeInvalid(Malformed):
    """This is not a JSON Resume document."""


class Empty(Refused):
    """The file is empty."""


class UnsupportedType(Unsupported):
    """Jobr reads CVs as PDF, DOCX, DOC, RTF, plain text, Markdown or JSON Resume; this is none
    of them."""


class TypeMismatch(Unsupported):
    """The file's name or media type promises another format than its content is; save it again
    in the format its name says."""


class FileTooLarge(TooLarge):
    """The file is larger than Jobr reads."""

    code = "too_large"


class Encrypted(Refused):
    """The file is protected by a password; save it without one and try again."""


class Corrupt(Refused):
    """The file is damaged and cannot be read; save it again and retry."""


class ArchiveBomb(Refused):
    """The file unpacks to far more than a CV can be; save it again as a simpler file."""


class XmlEntity(Refused):
    """The file declares XML entities, which no word processor writes; save it again and retry."""


class ActiveContent(Refused):
    """The file can run programs or fetch things (macros, scripts, embedded or linked files); save
    it as a plain document and try again."""


class Malware(Refused):
    """The malware scanner objects to this file."""


class TooComplex(Refused):
    """Reading the file took too long or too much memory; save it as a simpler file."""


class NoText(Refused):
    """There is no text in this file: it seems to be a scan or an image. Jobr does not read
    pictures (no OCR); export the CV as text-based PDF, DOCX or plain text."""


class ReadersBusy(Unavailable):
    """Too many files are being read just now; try again in a moment."""


class ScannerUnavailable(Unavailable):
    """The malware scanner does not answer, so no file is accepted now; try again in a moment."""


class FilesUnavailable(Unavailable):
    """The file store does not answer; try again in a moment."""


class OriginalMissing(NotFound):
    """The file this CV was read from is no longer there."""


class VersionNotFound(NotFound):
    """This CV has no such former version; list them at `versions`."""


class NothingToChange(Malformed):
    """Say what to change: `profile`, `restore_version` or `is_default`."""


class CvChanged(Conflict):
    """The CV has been changed meanwhile; load it again and repeat your change."""
