"""Where the files people send are kept, and who looks at them first."""

from jobr_adapters.files.object_store import ObjectStoreOriginals
from jobr_adapters.malware.clamd import ClamdScanner
from jobr_adapters.malware.none import no_scan
from jobr_adapters.wiring.encryption_keys import key_ring
from jobr_adapters.wiring.settings import SettingInvalid, Settings
from jobr_core.cvs.ports import MalwareScanner, Originals


def files_url(settings: Settings) -> str:
    """FILES_URL; without it a folder of JOBR_HOME."""
    return settings.files_url or str(settings.jobr_home / "files")


def originals(settings: Settings) -> Originals:
    """By FILES_URL; without it in a folder of JOBR_HOME."""
    try:
        return ObjectStoreOriginals(files_url(settings), key_ring(settings))
    except ValueError as error:
        raise SettingInvalid(f"FILES_URL cannot be used: {error}.") from error


def scanner(settings: Settings) -> MalwareScanner:
    """By CLAMD_URL; without it nothing is scanned."""
    if settings.clamd_url is None:
        return no_scan
    try:
        return ClamdScanner(settings.clamd_url, fail_open=settings.clamd_fail_open)
    except ValueError as error:
        raise SettingInvalid(f"CLAMD_URL cannot be used: {error}.") from error
