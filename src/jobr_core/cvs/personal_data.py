"""What a person is told of their CVs, and what their files are called in an archive."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from jobr_core.cvs.plain_form import plain_form
from jobr_core.cvs.stored import CvVersion, OriginalFile, Refusal, StoredCv

_MOST_BYTES: Final = 200
_FORBIDDEN: Final = re.compile(r'[<>:"|?*]')
_SUFFIX: Final = re.compile(r"\.\w{1,10}$")
_DEVICE: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def cv_told(stored: StoredCv, former: Sequence[CvVersion]) -> Mapping[str, object]:
    """All of a CV; its file is at `original.path` of the archive."""
    return {
        "id": str(stored.id),
        "file_name": stored.file_name,
        "media_type": stored.media_type,
        "status": stored.status.value,
        "refusal": _refusal_told(stored.refusal),
        "is_default": stored.is_default,
        "version": stored.version,
        "engine": stored.engine,
        "created_at": stored.created_at.isoformat(),
        "updated_at": stored.updated_at.isoformat(),
        **plain_form(stored.cv),
        "original": _original_told(stored, stored.original),
        "versions": [_version_told(version) for version in former],
    }


def archive_path(stored: StoredCv) -> str:
    """In a folder of its own, as names may be the same."""
    return f"cvs/{stored.id}/{safe_name(stored.file_name)}"


def safe_name(name: str) -> str:
    """A file name every system takes and none misreads: no folders, no unprintable characters, no
    device, at most 200 bytes, its end kept.

    >>> safe_name("../../etc/passwd"), safe_name("aux.pdf"), safe_name("  ")
    ('passwd', '_aux.pdf', 'cv')
    """
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(character for character in base if character.isprintable())
    bare = _FORBIDDEN.sub("_", shown).strip(" .")
    bare = f"_{bare}" if _DEVICE.match(bare) else bare
    end = _SUFFIX.search(bare)
    suffix = end[0].encode() if end else b""
    stem = bare.encode().removesuffix(suffix)[: _MOST_BYTES - len(suffix)]
    return (stem + suffix).decode(errors="ignore").strip(" .") or "cv"


def _original_told(stored: StoredCv, original: OriginalFile | None) -> Mapping[str, object] | None:
    if original is None:
        return None
    return {"size": original.size, "sha256": original.digest, "path": archive_path(stored)}


def _refusal_told(refusal: Refusal | None) -> Mapping[str, object] | None:
    return {"code": refusal.code, "detail": refusal.detail} if refusal else None


def _version_told(version: CvVersion) -> Mapping[str, object]:
    return {
        "number": version.number,
        "engine": version.engine,
        "created_at": version.created_at.isoformat(),
        **plain_form(version.cv),
    }
