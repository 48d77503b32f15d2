"""What may be wrong with an `Idempotency-Key`."""

from jobr_core.shared.errors import Conflict, Malformed, Refused


class IdempotencyKeyMissing(Malformed):
    """This needs an Idempotency-Key header, so that sending it again does not do it again."""


class IdempotencyKeyInvalid(Malformed):
    """The Idempotency-Key is no text of 1 to 255 printable ASCII characters, sent once."""


class IdempotencyKeyReused(Refused):
    """This Idempotency-Key was used for another request; take a new one."""


class RequestInFlight(Conflict):
    """The request with this Idempotency-Key is being carried out; ask again in a moment."""

    retry_after = 2


class AnswerNotKept(Conflict):
    """The request with this Idempotency-Key was carried out; its answer was too large to keep."""
