"""Sealing what rests where others may look: AES-256-GCM (NIST SP 800-38D), each key by its id."""

import re
import secrets
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from jobr_core.cvs.errors import FilesUnavailable

_KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_MAGIC: Final = b"jobr\x01"
"""The last byte is the version of the form."""
_HEADER = re.compile(rb"jobr\x01([\w.-]{1,32}):(.{12})", re.DOTALL)
_ID = re.compile(r"[\w.-]{1,32}", re.ASCII)
_HEX = re.compile(r"[0-9a-fA-F]{64}")
_BASE64 = re.compile(r"[\w+/-]{43}=?", re.ASCII)
_FOR_SEALING: Final = b"jobr originals: key"
_FOR_NAMING: Final = b"jobr originals: key id"


class SealBroken(FilesUnavailable):
    """A stored file does not open: it was changed where it rests, or lies under another name than
    it was sealed for."""


class KeyRing:
    """The first key seals, all of them open.

    With random nonces one key is good for 2³² files (SP 800-38D §8.3) of up to 64 GiB each
    (§5.2.1.1): whoever takes more than a billion should put a new key in front.
    """

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        self._first = next(iter(keys))
        self._ciphers = {key_id: AESGCM(key) for key_id, key in keys.items()}
        self._keys = dict(keys)

    def __repr__(self) -> str:
        return f"KeyRing({', '.join(self._ciphers)})"

    @classmethod
    def read(cls, text: str) -> "KeyRing":
        """Entries `id:key` or bare keys, the first in use; raises ValueError, which never quotes
        a key."""
        keys: dict[str, bytes] = {}
        for number, entry in enumerate(re.findall(r"[^\s,]+", text), start=1):
            key_id, key = _entry(entry, number)
            if key_id in keys:
                raise ValueError(f"two of its keys have the id {key_id}")
            keys[key_id] = key
        if not keys:
            raise ValueError("it holds no key; `openssl rand -hex 32` makes one")
        return cls(keys)

    def derived(self, purpose: str) -> dict[str, bytes]:
        """A key for another purpose from each of them, by its id, the first in use."""
        info = f"jobr {purpose}: key".encode()
        return {own: _derived(key, info, _KEY_BYTES) for own, key in self._keys.items()}

    @staticmethod
    def fresh_key() -> str:
        return secrets.token_hex(_KEY_BYTES)

    def seal(self, content: bytes, *, bound_to: str) -> bytes:
        """Opens under the same `bound_to` only."""
        named = _MAGIC + self._first.encode() + b":"
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = self._ciphers[self._first].encrypt(nonce, content, named + bound_to.encode())
        return b"".join((named, nonce, sealed))

    def open(self, sealed: bytes, *, bound_to: str) -> bytes:
        """Raises SealBroken."""
        header = _HEADER.match(sealed)
        if header is None:
            raise SealBroken
        nonce, named = header[2], sealed[: header.start(2)]
        try:
            return self._cipher(header[1].decode()).decrypt(
                nonce, sealed[header.end() :], named + bound_to.encode()
            )
        except InvalidTag as error:
            raise SealBroken from error

    def _cipher(self, key_id: str) -> AESGCM:
        if key_id not in self._ciphers:
            raise SealBroken(
                f"A stored file is sealed with the key {key_id}, which is not in ENCRYPTION_KEYS; "
                "put it back there, behind the key in use."
            )
        return self._ciphers[key_id]


def _entry(entry: str, number: int) -> tuple[str, bytes]:
    key_id, named, secret = entry.partition(":") if ":" in entry else ("", "", entry)
    if named and not _ID.fullmatch(key_id):
        raise ValueError(
            f"the id of key {number}, before its colon, should be up to 32 letters and digits"
        )
    key = _key(secret, number)
    return key_id or _derived(key, _FOR_NAMING, 4).hex(), key


def _key(secret: str, number: int) -> bytes:
    """32 bytes in hex or base64 as they are; of anything else as long a key is made."""
    if _HEX.fullmatch(secret):
        return bytes.fromhex(secret)
    if _BASE64.fullmatch(secret):
        return urlsafe_b64decode(secret[:43].replace("+", "-").replace("/", "_") + "=")
    material = secret.encode(errors="surrogateescape")
    if len(material) < _KEY_BYTES:
        raise ValueError(
            f"key {number} is shorter than 32 characters; `openssl rand -hex 32` makes a good one"
        )
    return _derived(material, _FOR_SEALING, _KEY_BYTES)


def _derived(material: bytes, purpose: bytes, length: int) -> bytes:
    """RFC 5869: what is made for one purpose tells nothing of what is made for another. It adds
    no entropy: a secret that can be guessed makes a key that can."""
    return HKDF(SHA256(), length, salt=None, info=purpose).derive(material)
