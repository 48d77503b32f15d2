"""A Jobr that serves, on a database and in a folder of its own; what benchmarks of it share."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import httpx2
from own_databases import wait_until_ended

sys.path.append(str(Path(__file__).parents[1] / "tests" / "system"))
from processes import PASSWORD, Server, until

__all__ = ["SIZE_LIMIT", "Server", "serving", "somebody", "until"]

SIZE_LIMIT = 5 * 1024 * 1024
"""FILE_SIZE_LIMIT, where it is not set."""


@contextmanager
def serving(**given: str) -> Iterator[Server]:
    """`jobr serve` as somebody runs it who has set nothing but what is given, without rate limits;
    gone afterwards, with its database."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        own = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "JOBR_HOME": folder}
        environment = {**own, "RATE_LIMIT_MAX": "0", **given}
        server = Server.on_a_free_port(environment, home)
        try:
            server.start_and_wait()
            yield server
        finally:
            server.kill()
            wait_until_ended(home)


def somebody(server: Server) -> dict[str, str]:
    """The headers of a person who has just registered."""
    person = {"email": f"{uuid4().hex}@example.org", "password": PASSWORD}
    answer = httpx2.post(f"{server.url}/api/auth/register", json=person, timeout=30)
    return {"authorization": f"Bearer {answer.raise_for_status().json()['access_token']}"}
