"""How much, how long and how often."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """In bytes and seconds."""

    size: int = 64 * 1024 * 1024
    """Of what is sent, and of what it unpacks to."""
    total: float = 120.0
    resolving: float = 5.0
    connecting: float = 10.0
    first_byte: float = 35.0
    """Ashby takes half a minute for a large board."""
    stall: float = 20.0
    between: float = 0.5
    """Lever asks for at most two requests a second."""
    before_retry: float = 1.0
