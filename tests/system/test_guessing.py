"""A hundred guesses at once against a real server process."""

import asyncio
import json
from collections import Counter
from uuid import uuid4

import httpx2
from system_types import Run

PASSWORD = "long enough"


async def guesses(address: str, email: str, count: int) -> list[httpx2.Response]:
    limits = httpx2.Limits(max_connections=count)
    async with httpx2.AsyncClient(base_url=address, timeout=60, limits=limits) as http:

        def guess(number: int) -> "asyncio.Future[httpx2.Response]":
            credentials = {"email": email, "password": f"wrong password {number}"}
            return asyncio.ensure_future(http.post("/api/auth/login", json=credentials))

        return await asyncio.gather(*map(guess, range(count)))


def test_of_a_hundred_wrong_passwords_at_once_five_are_looked_at(address: str, run: Run) -> None:
    email = f"{uuid4().hex}@example.org"
    person = {"email": email, "password": PASSWORD}
    user_id = httpx2.post(f"{address}/api/auth/register", json=person).json()["user"]["id"]
    answers = asyncio.run(guesses(address, email, 100))
    assert Counter(answer.status_code for answer in answers) == {401: 5, 423: 95}
    assert all(
        895 <= int(answer.headers["retry-after"]) <= 900
        for answer in answers
        if answer.status_code == 423
    )
    assert httpx2.post(f"{address}/api/auth/login", json=person).status_code == 423

    about = ("--subject", f"user:{user_id}", "--json")
    told = run("events", "tail", *about).stdout.splitlines()
    assert Counter(json.loads(line)["name"] for line in told) == {
        "user.registered": 1,
        "user.login": 1,
        "user.login_failed": 5,
        "user.locked": 1,
    }

    reset = run("reset-lockout", email)
    assert (reset.returncode, reset.stdout) == (0, f"{email} was locked and can sign in again.\n")
    assert httpx2.post(f"{address}/api/auth/login", json=person).status_code == 200
