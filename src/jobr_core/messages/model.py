"""A message to a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Template(StrEnum):
    """The messages there are; the adapter has the wording of each."""

    WELCOME = "welcome"


class Claim(StrEnum):
    """What asking to send a message came to."""

    GRANTED = "granted"
    SETTLED = "settled"
    """It was sent before."""
    IN_DOUBT = "in_doubt"
    """It was claimed before, and nobody has said what became of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message to one address. `id` names it for ever, also to the provider; `facts` fill in
    the template's blanks."""

    id: UUID
    to: str
    template: Template
    facts: Mapping[str, str]
