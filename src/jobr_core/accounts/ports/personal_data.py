"""What other sub-domains keep of a person."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

from jobr_core.accounts.model import UserId

ReadFacts = Callable[[UserId], Awaitable[Mapping[str, object]]]
"""What a part of Jobr keeps of a person once, as JSON."""

ReadItems = Callable[[UserId], AsyncIterator[Mapping[str, object]]]
"""The same of what it keeps many of, one by one."""

ReadFiles = Callable[[UserId], AsyncIterator[tuple[str, bytes]]]
"""The files it keeps of a person, one by one, each with its path in an archive."""

RemoveFiles = Callable[[], Awaitable[None]]
"""Removes files that belong to nobody any more; what cannot be removed now goes later."""

FilesOf = Callable[[UserId], Awaitable[RemoveFiles]]
"""Finds the files of a person, for when the rows that name them are gone."""
