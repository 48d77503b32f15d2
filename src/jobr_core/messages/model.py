"""A message to a person."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from jobr_core.accounts.model import Language
from jobr_core.accounts.phone_numbers import PhoneNumber


class Template(StrEnum):
    """The messages there are; the adapter has the wording of each."""

    WELCOME = "welcome"
    VERIFY_EMAIL = "verify_email"
    RESET_PASSWORD = "reset_password"  # noqa: S105 - a message, not a password
    ACCOUNT_LOCKED = "account_locked"
    NEW_DEVICE = "new_device"
    TOKEN_REUSED = "token_reused"  # noqa: S105
    PASSWORD_CHANGED = "password_changed"  # noqa: S105
    SECOND_FACTOR_ADDED = "second_factor_added"
    SECOND_FACTOR_REMOVED = "second_factor_removed"


class Claim(StrEnum):
    """What asking to send a message came to."""

    GRANTED = "granted"
    SETTLED = "settled"
    """It was sent before."""
    IN_DOUBT = "in_doubt"
    """It was claimed before, and nobody has said what became of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What fills in a template's blanks, empty where there is nothing to say. `name` and `agent`
    are whatever somebody typed; `link` is ours."""

    name: str = ""
    link: str = ""
    agent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message to one address. `id` names it for ever, also to the provider."""

    id: UUID
    to: str
    template: Template
    language: Language
    facts: Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeText:
    """A short message with a code, of no use after `seconds`. `id` names it for ever."""

    id: UUID
    to: PhoneNumber
    code: str = field(repr=False)
    language: Language
    seconds: int
