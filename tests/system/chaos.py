"""Server and worker killed at random under load: what was accepted is kept, and done once.

`python tests/system/chaos.py --rounds 55 --seed 1`, or `nox -s chaos`. A run is so many kills, not so
many seconds: however slow the machine, each of the two is killed in every round.
"""

import argparse
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
from processes import (
    PASSWORD,
    Database,
    MailServer,
    Process,
    Server,
    database,
    environment_for,
    mail_server,
    undelivered,
    until,
)

CLIENTS = 3
RESUME = {"basics": {"name": "Ada King"}, "skills": [{"name": "Data", "keywords": ["Python"]}]}


@dataclass
class Acknowledged:
    """What Jobr has said yes to. What it was interrupted in may have happened or not."""

    users: set[str] = field(default_factory=set)
    uploaded: set[str] = field(default_factory=set)
    deleted: set[str] = field(default_factory=set)
    interrupted: int = 0
    errors: Counter[int] = field(default_factory=Counter)


class Client(threading.Thread):
    """Registers, uploads a CV and sometimes deletes it, over and over."""

    def __init__(self, server: Server, seed: int, name: str, until_: threading.Event) -> None:
        super().__init__(daemon=True)
        self.said = Acknowledged()
        self._chance = random.Random(seed)
        self._server, self._prefix, self._over = server, name, until_

    def run(self) -> None:
        number = 0
        while not self._over.is_set():
            number += 1
            try:
                with httpx2.Client(base_url=self._server.url, timeout=15) as http:
                    self._live(http, f"{self._prefix}-{number}@example.org")
            except httpx2.TransportError:
                self.said.interrupted += 1
                time.sleep(0.05)
            except httpx2.HTTPStatusError as error:
                self.said.errors[error.response.status_code] += 1

    def _live(self, http: httpx2.Client, email: str) -> None:
        person = {"email": email, "password": PASSWORD}
        registered = http.post("/api/auth/register", json=person).raise_for_status().json()
        self.said.users.add(registered["user"]["id"])
        http.headers["authorization"] = f"Bearer {registered['access_token']}"
        cv_id = http.post("/api/cvs", json=RESUME).raise_for_status().json()["id"]
        self.said.uploaded.add(cv_id)
        if self._chance.random() < 0.3:
            http.delete(f"/api/cvs/{cv_id}").raise_for_status()
            self.said.deleted.add(cv_id)


@dataclass(frozen=True)
class Outcome:
    """The counts of a run, and what is wrong with them."""

    counts: dict[str, int]
    faults: tuple[str, ...]

    def __str__(self) -> str:
        lines = [f"{count:>7,} {what}" for what, count in self.counts.items()]
        return "\n".join([*lines, *(f"FAULT: {fault}" for fault in self.faults)])


def run_chaos(rounds: int, seed: int, folder: Path) -> Outcome:
    """Kills server and worker `rounds` times each, starts them again, and takes stock."""
    with database(folder / "database") as db, mail_server() as (mail, smtp_url):
        environment = environment_for(db.url, smtp_url, folder / "home")
        server = Server.on_a_free_port(environment, folder)
        worker = Process(("worker",), environment, folder / "worker.log")
        server.start_and_wait()
        worker.start()
        over = threading.Event()
        clients = [Client(server, seed + n, f"c{n}", over) for n in range(CLIENTS)]
        for client in clients:
            client.start()
        kills = _kill_and_start_again((server, worker), rounds, random.Random(seed))
        over.set()
        for client in clients:
            client.join(timeout=30)
        until(lambda: server.health() == 200)
        until(lambda: undelivered(db) == 0, seconds=90)
        outcome = _stock_taken(db, mail, [client.said for client in clients], kills)
        server.stop()
        worker.stop()
        return outcome


def _kill_and_start_again(
    processes: tuple[Process, ...], rounds: int, chance: random.Random
) -> Counter[str]:
    """One kill every one to four seconds; in each round every process once, in any order."""
    kills: Counter[str] = Counter()
    for victim in (v for _ in range(rounds) for v in chance.sample(processes, len(processes))):
        time.sleep(chance.uniform(1, 4))
        assert victim.is_running, victim.log.read_text()[-2000:]
        victim.kill()
        kills[victim.arguments[0]] += 1
        time.sleep(chance.uniform(0, 0.3))
        victim.start()
    return kills


def _stock_taken(
    db: Database, mail: MailServer, said: list[Acknowledged], kills: Counter[str]
) -> Outcome:
    users = _ids(db, "SELECT id FROM users")
    cvs = _ids(db, "SELECT id FROM cvs")
    told = {
        name: Counter(subject.partition(":")[2] for (subject,) in db.rows(
            f"SELECT subject FROM events WHERE name = '{name}'"
        ))
        for name in ("user.registered", "cv.uploaded", "cv.parsed", "cv.deleted")
    }  # fmt: skip
    logged = dict(db.rows("SELECT name, count(*)::int FROM events GROUP BY name"))
    counted = dict(db.rows("SELECT name, sum(count)::int FROM daily_event_counts GROUP BY name"))
    settled = _ids(db, "SELECT event_id FROM sent_messages WHERE settled_at IS NOT NULL")
    doubtful = _ids(db, "SELECT event_id FROM sent_messages WHERE settled_at IS NULL")
    registrations = _ids(db, "SELECT id FROM events WHERE name = 'user.registered'")
    failed = db.value("SELECT count(*) FROM procrastinate_jobs")
    reasons = {reason.partition(":")[0] for (reason,) in db.rows(
        "SELECT reason FROM task_failures JOIN procrastinate_jobs ON id = task_id"
    )}  # fmt: skip
    acknowledged = {
        "users": set().union(*(s.users for s in said)),
        "uploaded": set().union(*(s.uploaded for s in said)),
        "deleted": set().union(*(s.deleted for s in said)),
    }
    errors = sum((s.errors for s in said), Counter())
    checks = {
        "an acknowledged account is missing": acknowledged["users"] <= users,
        "an account has no event, or two, or an event no account":
            told["user.registered"] == Counter(users),
        "an acknowledged CV has no event, or two":
            all(told["cv.uploaded"][cv] == 1 for cv in acknowledged["uploaded"]),
        "uploads and their parsing are not told together":
            told["cv.uploaded"] == told["cv.parsed"],
        "a deletion is told twice, or of a CV that is still there":
            max(told["cv.deleted"].values(), default=1) == 1 and not told["cv.deleted"].keys() & cvs,
        "an acknowledged deletion has no event":
            acknowledged["deleted"] <= told["cv.deleted"].keys(),
        "CVs, uploads and deletions do not add up":
            cvs == told["cv.uploaded"].keys() - told["cv.deleted"].keys(),
        "the daily counts are not those of the log":
            counted == logged,
        "a registration has no message": settled | doubtful == registrations,
        "a settled message did not arrive": settled <= mail.messages.keys(),
        "a message arrived twice": max(mail.messages.values(), default=1) == 1,
        "a task failed for another reason than doubt": reasons <= {"mail_in_doubt"},
        "what is in doubt is not shown, or something else is": failed == len(doubtful),
        "an answer was a server error other than 503": not [s for s in errors if s >= 500 and s != 503],
        "nothing was accepted": bool(acknowledged["users"]),
    }  # fmt: skip
    counts = {
        "kills of the server": kills["serve"],
        "kills of the worker": kills["worker"],
        "requests interrupted": sum(s.interrupted for s in said),
        "answers 503": errors[503],
        "accounts acknowledged": len(acknowledged["users"]),
        "accounts stored": len(users),
        "CVs acknowledged": len(acknowledged["uploaded"]),
        "deletions acknowledged": len(acknowledged["deleted"]),
        "events": sum(logged.values()),
        "events counted by the read model": sum(counted.values()),
        "messages arrived": mail.messages.total(),
        "messages in doubt (the worker was killed while the mail server had them)": len(doubtful),
        "messages arrived twice": sum(count > 1 for count in mail.messages.values()),
        "failed tasks, shown with that reason": failed,
    }
    return Outcome(counts, tuple(fault for fault, holds in checks.items() if not holds))


def _ids(db: Database, query: str) -> set[str]:
    return {str(row[0]) for row in db.rows(query)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=55)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        outcome = run_chaos(chosen.rounds, chosen.seed, Path(folder))
    print(f"{chosen.rounds} rounds of chaos, seed {chosen.seed}\n{outcome}")  # noqa: T201
    sys.exit(1 if outcome.faults else 0)


if __name__ == "__main__":
    main()
