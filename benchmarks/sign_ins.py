"""Whether the time of an answer tells who has an account.

    nox -s bench -- sign_ins [--tries 200]

A running server is asked with addresses that have an account and addresses that have none, turn by
turn: to sign in with a wrong password, for a link to a new one, and for a code to a telephone. Each
address is asked about once, so that none is locked; the limit by network is off
(SIGN_IN_FAILURES_PER_IP=0), and each asks for a code from a network of its own. A code was sent to
all numbers before, and brought back for those with an account. Printed are both medians, their
ratio, and the p of a two-sided Mann-Whitney test: above 0.01 nothing is told.
"""

import argparse
import random
import re
import statistics
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import httpx2
from scipy.stats import mannwhitneyu
from serving import Server, serving, until

Ask = Callable[[str], tuple[str, dict[str, str]]]

_WARM_UP = 20


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--tries", type=int, default=200, help="of each kind")
    tries = arguments.parse_args().tries
    with (
        serving(
            SIGN_IN_FAILURES_PER_IP="0", SMS_DAILY_MOST="0", TRUSTED_PROXIES="127.0.0.1"
        ) as server,
        httpx2.Client(base_url=server.url, timeout=60) as http,
    ):
        known = [_registered(http) for _ in range(tries + _WARM_UP)]
        strangers = [f"{uuid4().hex}@example.org" for _ in range(tries)]
        _compare("wrong password", http, known, strangers, _signing_in)
        _compare("password forgotten", http, known, strangers, _forgetting)
        numbers = [f"+49151{n:08d}" for n in range(2 * tries + _WARM_UP)]
        known, strangers = numbers[tries:], numbers[:tries]
        _send_codes(http, server, known, strangers)
        _compare("code to a telephone", http, known, strangers, _asking)


def _registered(http: httpx2.Client) -> str:
    email = f"{uuid4().hex}@example.org"
    person = {"email": email, "password": "long enough"}
    http.post("/api/auth/register", json=person).raise_for_status()
    return email


def _signing_in(email: str) -> tuple[str, dict[str, str]]:
    return "/api/auth/login", {"email": email, "password": "wrong password"}


def _forgetting(email: str) -> tuple[str, dict[str, str]]:
    return "/api/auth/password/forgot", {"email": email}


def _asking(number: str) -> tuple[str, dict[str, str]]:
    return "/api/auth/phone/otp", {"phone": number}


def _send_codes(
    http: httpx2.Client, server: Server, known: list[str], strangers: list[str]
) -> None:
    """And brings them back for those that are to have an account; returns when all may ask again."""
    names: dict[str, str] = {}
    for number in (*known, *strangers):
        path, body = _asking(number)
        answer = http.post(path, json=body, headers=_from_anywhere())
        names[number] = answer.raise_for_status().json()["challenge_id"]
    for number in known:
        body = {"challenge_id": names[number], "code": _code(server, number)}
        http.post("/api/auth/phone/verify", json=body).raise_for_status()
    time.sleep(31)


def _code(server: Server, number: str) -> str:
    """As it was printed. Numbers are masked there, and these have different ends."""
    sent = re.compile(rf"SMS to: \S+{number[-4:]}\n\n(\d{{6}}) ")
    until(lambda: sent.search(server.log.read_text()) is not None)
    return str(sent.findall(server.log.read_text())[-1])


def _from_anywhere() -> dict[str, str]:
    chance = random.SystemRandom()
    return {"x-forwarded-for": ".".join(str(chance.randrange(1, 224)) for _ in range(4))}


def _compare(
    what: str, http: httpx2.Client, known: list[str], strangers: list[str], ask: Ask
) -> None:
    for one in known[len(strangers) :]:
        _timed(http, *ask(one))
    asked = [(one, True) for one in known[: len(strangers)]]
    asked += [(one, False) for one in strangers]
    random.Random(7).shuffle(asked)
    times: dict[bool, list[float]] = {True: [], False: []}
    for one, has_account in asked:
        times[has_account].append(_timed(http, *ask(one)))
    with_account, without = (statistics.median(times[kind]) for kind in (True, False))
    p = float(mannwhitneyu(times[True], times[False]).pvalue)
    print(
        f"{what}: median with an account {with_account:.2f} ms, without {without:.2f} ms, "
        f"ratio {with_account / without:.3f}; p = {p:.3f}, asked > 0.01"
    )


def _timed(http: httpx2.Client, path: str, body: dict[str, Any]) -> float:
    headers = _from_anywhere()
    began = time.perf_counter()
    answer = http.post(path, json=body, headers=headers)
    taken = (time.perf_counter() - began) * 1_000
    if answer.status_code not in (401, 202):
        raise RuntimeError(f"{path} answers {answer.status_code}: {answer.text}")
    return taken


if __name__ == "__main__":
    main()
