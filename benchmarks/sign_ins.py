"""Whether the time of an answer tells who has an account.

    nox -s bench -- sign_ins [--tries 200]

A running server is asked with addresses that have an account and addresses that have none, turn by
turn: to sign in with a wrong password, and for a link to a new one. Each address is asked about
once, so that none is locked; the limit by network is off (SIGN_IN_FAILURES_PER_IP=0). Printed are
both medians, their ratio, and the p of a two-sided Mann-Whitney test: above 0.01 nothing is told.
"""

import argparse
import random
import statistics
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import httpx2
from scipy.stats import mannwhitneyu
from serving import serving

Ask = Callable[[str], tuple[str, dict[str, str]]]

_WARM_UP = 20


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--tries", type=int, default=200, help="of each kind")
    tries = arguments.parse_args().tries
    with (
        serving(SIGN_IN_FAILURES_PER_IP="0") as server,
        httpx2.Client(base_url=server.url, timeout=60) as http,
    ):
        known = [_registered(http) for _ in range(tries + _WARM_UP)]
        _compare("wrong password", http, known, tries, _signing_in)
        _compare("password forgotten", http, known, tries, _forgetting)


def _registered(http: httpx2.Client) -> str:
    email = f"{uuid4().hex}@example.org"
    person = {"email": email, "password": "long enough"}
    http.post("/api/auth/register", json=person).raise_for_status()
    return email


def _signing_in(email: str) -> tuple[str, dict[str, str]]:
    return "/api/auth/login", {"email": email, "password": "wrong password"}


def _forgetting(email: str) -> tuple[str, dict[str, str]]:
    return "/api/auth/password/forgot", {"email": email}


def _compare(what: str, http: httpx2.Client, known: list[str], tries: int, ask: Ask) -> None:
    for email in known[tries:]:
        _timed(http, *ask(email))
    asked = [(email, True) for email in known[:tries]]
    asked += [(f"{uuid4().hex}@example.org", False) for _ in range(tries)]
    random.Random(7).shuffle(asked)
    times: dict[bool, list[float]] = {True: [], False: []}
    for email, has_account in asked:
        times[has_account].append(_timed(http, *ask(email)))
    with_account, without = (statistics.median(times[kind]) for kind in (True, False))
    p = float(mannwhitneyu(times[True], times[False]).pvalue)
    print(
        f"{what}: median with an account {with_account:.2f} ms, without {without:.2f} ms, "
        f"ratio {with_account / without:.3f}; p = {p:.3f}, asked > 0.01"
    )


def _timed(http: httpx2.Client, path: str, body: dict[str, Any]) -> float:
    began = time.perf_counter()
    answer = http.post(path, json=body)
    taken = (time.perf_counter() - began) * 1_000
    if answer.status_code not in (401, 202):
        raise RuntimeError(f"{path} answers {answer.status_code}: {answer.text}")
    return taken


if __name__ == "__main__":
    main()
