"""ENCRYPTION_KEYS, and the keys of other purposes made of them."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TypeVar

from jobr_adapters.files.key_ring import KeyRing
from jobr_adapters.wiring.home import usable_home
from jobr_adapters.wiring.settings import SettingInvalid, SettingMissing, Settings
from jobr_core.accounts.one_time_codes import CodeMacs
from jobr_core.accounts.phone_numbers import PhoneSubjects
from jobr_core.accounts.ports import Seal
from jobr_core.accounts.pseudonyms import Pseudonyms
from jobr_core.matching.receipts import Key

AnyKey = TypeVar("AnyKey")


def key_ring(settings: Settings) -> KeyRing:
    """ENCRYPTION_KEYS; where the files lie in JOBR_HOME a key is made on first use and kept
    beside them (ADR 0012).

    Raises SettingMissing, SettingInvalid.
    """
    if settings.encryption_keys is not None:
        keys = settings.encryption_keys.get_secret_value()
    elif settings.files_url is None:
        keys = _kept_secret(settings.jobr_home / "encryption_keys", KeyRing.fresh_key)
    else:
        raise SettingMissing(
            "ENCRYPTION_KEYS is not set. With a FILES_URL Jobr does not make one up; set it to at "
            "least 32 random bytes, for example from `openssl rand -base64 32`, and keep it: "
            "without it no file can be read again."
        )
    try:
        return KeyRing.read(keys)
    except ValueError as error:
        raise SettingInvalid(f"ENCRYPTION_KEYS cannot be used: {error}") from error


def _kept_secret(path: Path, made: Callable[[], str]) -> str:
    """Written beside and then linked into place, so that of several starting at once all read
    the same whole secret."""
    with usable_home(path.parent):
        if not path.exists():
            with NamedTemporaryFile("w", dir=path.parent) as fresh:  # readable by its owner only
                fresh.write(made())
                fresh.flush()
                with suppress(FileExistsError):
                    path.hardlink_to(fresh.name)
        return path.read_text()


def in_use(keys: Mapping[str, AnyKey]) -> AnyKey:
    """The first."""
    return next(iter(keys.values()))


def seal(ring: KeyRing, purpose: str) -> Seal:
    """With keys of their own, made of the key ring's."""
    return KeyRing(ring.derived(purpose))


def pseudonyms(ring: KeyRing) -> Pseudonyms:
    """Of the key in use: another one in front begins every count anew."""
    return Pseudonyms(in_use(ring.derived("sign-in attempts")))


def code_macs(ring: KeyRing) -> CodeMacs:
    """Of the key in use: another one in front ends the codes of five minutes."""
    return CodeMacs(in_use(ring.derived("one-time codes")))


def phone_subjects(ring: KeyRing) -> PhoneSubjects:
    """Of all keys."""
    return PhoneSubjects(tuple(map(Pseudonyms, ring.derived("telephone identities").values())))


def receipt_keys(ring: KeyRing) -> Mapping[str, Key]:
    """By their ids, the first in use."""
    return {own: Key(own, secret) for own, secret in ring.derived("receipts").items()}
