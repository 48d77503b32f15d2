"""What stands for an address where none may be kept."""

import hmac
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """The same name for the same text, and no way back to it without the secret: addresses without
    an account can be counted like others, and none is stored.

    >>> Pseudonyms(b"secret")("ada@example.org")[:16]
    '30ae69f6780684f3'
    """

    secret: bytes = field(repr=False)

    def __call__(self, text: str) -> str:
        return hmac.new(self.secret, text.encode(errors="replace"), "sha256").hexdigest()

    def uuid(self, text: str) -> UUID:
        """The same as an id for events."""
        return UUID(self(text)[:32])
