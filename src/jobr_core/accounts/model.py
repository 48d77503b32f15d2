"""Who uses Jobr."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from jobr_core.accounts.errors import EmailInvalid

UserId = NewType("UserId", UUID)
SessionId = NewType("SessionId", UUID)

# One @, a dot in the domain, nothing that could break a mail header (RFC 5321 §4.5.3.1: 254).
_EMAIL = re.compile(
    r"[^\s@<>,;:\"()\[\]\\]{1,64}@[^\s@<>,;:\"()\[\]\\.]+(?:\.[^\s@<>,;:\"()\[\]\\.]+)+"
)


class Language(StrEnum):
    """The languages Jobr writes messages in (ISO 639-1)."""

    ENGLISH = "en"
    GERMAN = "de"


class Role(StrEnum):
    """What an account may do: `admin` also imports postings."""

    USER = "user"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A registered person. `email` is unique and stored as `normalised_email` returns it.

    `email` and `password_hash` are None where they sign in otherwise only.
    """

    id: UserId
    email: str | None
    full_name: str
    password_hash: str | None
    role: Role
    created_at: datetime
    language: Language = Language.ENGLISH
    email_verified_at: datetime | None = None
    disabled_at: datetime | None = None
    second_factor_since: datetime | None = None

    @property
    def sign_in_name(self) -> str:
        """What attempts to sign in to it are counted under."""
        return self.email or str(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """What asks: `address` is its IP address, empty where unknown; `agent` what it calls itself."""

    address: str = ""
    agent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """Who is asking, as far as the access token proves it."""

    user_id: UserId
    role: Role
    session_id: SessionId


def comparable_email(address: str) -> str:
    """What is typed for one address, always the same, whether or not it is one.

    >>> comparable_email(" Ada@Example.org ")
    'ada@example.org'
    """
    return address.strip().lower()


def normalised_email(address: str) -> str:
    """The address as it is stored and compared. Raises EmailInvalid."""
    bare = comparable_email(address)
    # “=?” begins an encoded word (RFC 2047): headers would show another address.
    if len(bare) > 254 or not bare.isprintable() or "=?" in bare or not _EMAIL.fullmatch(bare):
        raise EmailInvalid
    return bare
