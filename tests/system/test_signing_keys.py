"""Servers that share their keys: a client goes on from one to the other through a rotation."""

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx2
import jwt
import pytest
from processes import Server, database, environment_for, until

PERSON = {"email": "ada@example.org", "password": "long enough"}


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Of servers without a JWT_SECRET."""
    with database(tmp_path / "db") as running:
        given = environment_for(running.url, "smtp://127.0.0.1:1", tmp_path, KEYS_REREAD="0.3")
        yield {name: value for name, value in given.items() if name != "JWT_SECRET"}


def keys(environment: dict[str, str], *arguments: str) -> list[dict[str, str]]:
    command = [sys.executable, "-m", "jobr_cli.main", "keys", *arguments, "--json"]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    stands: list[dict[str, str]] = json.loads(done.stdout)
    return stands


class Client:
    """Asks both servers with the same token."""

    def __init__(self, *servers: Server) -> None:
        self.servers = servers
        self.http = httpx2.Client(timeout=30)
        self.tokens = self.post("register", PERSON)

    def post(self, what: str, body: Any) -> Any:
        answer = self.http.post(f"{self.servers[0].url}/api/auth/{what}", json=body)
        return answer.raise_for_status().json()

    @property
    def headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.tokens['access_token']}"}

    def statuses(self) -> set[int]:
        return {
            self.http.get(f"{server.url}/api/me", headers=self.headers).status_code
            for server in self.servers
        }

    def refresh(self) -> str:
        """With which key the next token is signed."""
        self.tokens = self.post("refresh", {"refresh_token": self.tokens["refresh_token"]})
        key: str = jwt.get_unverified_header(self.tokens["access_token"])["kid"]
        return key


def test_keys_are_changed_under_a_client_that_goes_on(
    environment: dict[str, str], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    servers = [Server.on_a_free_port(environment, tmp_path, "--no-worker") for _ in range(2)]
    for server in servers:
        server.start()
    for server in servers:
        until(lambda server=server: server.health() == 200, every=0.05)  # type: ignore[misc]
    client = Client(*servers)
    request.addfinalizer(client.http.close)
    assert client.statuses() == {200}
    rotated = keys(environment, "rotate", "--after", "2")
    assert [(k["state"], k["algorithm"]) for k in rotated] == [
        ("next", "RS256"),
        ("active", "RS256"),
    ]
    following, first = (stand["id"] for stand in rotated)
    signed_by, give_up = [], time.monotonic() + 10
    while following not in signed_by and time.monotonic() < give_up:
        signed_by.append(client.refresh())
        assert client.statuses() == {200}
        time.sleep(0.1)
    assert set(signed_by) == {first, following}
    assert [stand["state"] for stand in keys(environment, "list")] == ["active", "retiring"]
    published = client.http.get(f"{servers[1].url}/.well-known/jwks.json").json()["keys"]
    assert {key["kid"] for key in published} == {first, following}

    token = {"refresh_token": client.tokens["refresh_token"]}

    def refresh(number: int) -> int:
        url = f"{servers[number % 2].url}/api/auth/refresh"
        answer = client.http.post(url, json=token)
        if answer.status_code == 200:
            client.tokens = answer.json()
        return answer.status_code

    with ThreadPoolExecutor(25) as threads:
        assert Counter(threads.map(refresh, range(100))) == {200: 1, 409: 99}

    logout = client.http.post(f"{servers[1].url}/api/auth/logout", headers=client.headers)
    assert logout.status_code == 204
    token = {"refresh_token": client.tokens["refresh_token"]}
    answer = client.http.post(f"{servers[0].url}/api/auth/refresh", json=token)
    assert (answer.status_code, answer.json()["code"]) == (401, "refresh_token_invalid")
    for server in servers:
        server.stop()
