"""Subscribers are woken by a notification; where one is lost, they look by themselves."""

from contextlib import suppress
from typing import Final

import psycopg

from jobr_adapters.postgres.statements import Connection

CHANNEL: Final = "jobr_events"


async def wake(connection: Connection) -> None:
    """Says that there are new events.

    After the commit rather than in it: PostgreSQL lets transactions that notify commit only one
    after the other (LockSharedObject in PreCommit_Notify, async.c). What fails here is found by
    polling; the change is kept.
    """
    with suppress(psycopg.Error):
        await connection.execute(f"NOTIFY {CHANNEL}")
