"""Every error Jobr raises on purpose, by category.

A leaf's docstring is the message shown to a person; its class name in snake case is the
stable `code`. The category alone decides the HTTP status and the CLI exit code.
"""

import re
from collections.abc import Mapping
from inspect import cleandoc
from typing import ClassVar


class JobrError(Exception):
    """Something went wrong in Jobr."""

    def __init__(self, message: str | None = None, **facts: object) -> None:
        super().__init__(message or cleandoc(type(self).__doc__ or "").replace("\n", " "))
        self.facts: Mapping[str, object] = facts

    code: ClassVar[str]
    """Stable machine-readable name, such as `email_taken`."""

    def __init_subclass__(cls) -> None:
        if "code" not in vars(cls):
            cls.code = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.__name__).lower()


class Malformed(JobrError):
    """The request cannot be read."""


class Unauthenticated(JobrError):
    """Sign in first."""


class LimitedByPlan(JobrError):
    """Your plan does not include this."""


class Forbidden(JobrError):
    """Your account may not do this."""


class NotFound(JobrError):
    """There is nothing here under that name."""


class Conflict(JobrError):
    """This contradicts what is stored."""


class TooLarge(JobrError):
    """This is larger than Jobr accepts."""


class Unsupported(JobrError):
    """Jobr does not read this kind of content."""


class Refused(JobrError):
    """This was understood and refused by a rule."""


class Locked(JobrError):
    """This is closed for a while after too many failures; try again later."""

    def __init__(
        self, message: str | None = None, *, retry_after: int = 900, **facts: object
    ) -> None:
        super().__init__(message, **facts)
        self.retry_after = retry_after


class TooMany(JobrError):
    """There were too many requests; wait a while and try again."""

    def __init__(
        self, message: str | None = None, *, retry_after: int = 60, **facts: object
    ) -> None:
        super().__init__(message, **facts)
        self.retry_after = retry_after


class Unavailable(JobrError):
    """Jobr cannot do this right now; try again in a moment."""

    def __init__(
        self, message: str | None = None, *, retry_after: int = 5, **facts: object
    ) -> None:
        super().__init__(message, **facts)
        self.retry_after = retry_after


class CursorInvalid(Malformed):
    """This is not a cursor of this list; use `next_cursor` of the answer before, unchanged."""
