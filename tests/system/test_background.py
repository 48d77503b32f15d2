"""Several processes on one database, a database that goes away, and chaos."""

import json
import re
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import pytest
from chaos import run_chaos
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
from system_types import Run


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with database(tmp_path / "database") as running:
        yield running


@pytest.fixture
def mail() -> Iterator[tuple[MailServer, str]]:
    with mail_server() as server:
        yield server


def register(url: str, number: int) -> httpx2.Response:
    person = {"email": f"person{number}@example.org", "password": PASSWORD}
    return httpx2.post(f"{url}/api/auth/register", json=person, timeout=60)


def counted(db: Database) -> int:
    """Registrations; signing in with them is told as well."""
    counts = "SELECT coalesce(sum(count), 0) FROM daily_event_counts"
    return int(db.value(f"{counts} WHERE name = 'user.registered'"))


@pytest.mark.endurance
def test_two_servers_and_two_workers_share_the_work(
    db: Database, mail: tuple[MailServer, str], tmp_path: Path
) -> None:
    sink, smtp_url = mail
    environment = environment_for(db.url, smtp_url, tmp_path, UPKEEP_AT="* * * * * */3")
    servers = [Server.on_a_free_port(environment, tmp_path) for _ in range(2)]
    workers = [Process(("worker",), environment, tmp_path / f"worker{n}.log") for n in range(2)]
    for process in (*servers, *workers):
        process.start()
    for server in servers:
        until(lambda s=server: s.health() == 200)  # type: ignore[misc]
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda n: register(servers[n % 2].url, n), range(100)))
    assert {answer.status_code for answer in answers} == {201}
    until(lambda: sink.messages.total() == 100)
    until(lambda: counted(db) == 100)
    until(lambda: db.value("SELECT last_value > 106 FROM procrastinate_jobs_id_seq"))
    assert set(sink.messages.values()) == set(sink.recipients.values()) == {1}
    for process in (*servers, *workers):
        process.stop()
    assert db.value("SELECT count(*) FROM sent_messages WHERE settled_at IS NULL") == 0

    done = [_done(process.log) for process in (*servers, *workers)]
    by_task = Counter(task for tasks in done for task in tasks)
    assert max(by_task.values()) == 1
    periodic = Counter(name for name, due in by_task if due)
    assert min(periodic["prepare_event_months"], periodic["forget_ended_tasks"]) >= 2
    assert sum(bool(tasks) for tasks in done) >= 2


def _done(log: Path) -> list[tuple[str, str]]:
    """Name and moment of each periodic task a process has done, name and id of the others."""
    lines = (line for line in log.read_text().splitlines() if '"task done"' in line)
    records = [json.loads(line) for line in lines]
    return [
        (r["task"], f"due {r['due']}") if r["due"] else (f"{r['task']} {r['id']}", "")
        for r in records
    ]


@pytest.mark.endurance
def test_a_database_that_comes_back_is_used_again(
    db: Database, mail: tuple[MailServer, str], tmp_path: Path
) -> None:
    sink, smtp_url = mail
    environment = environment_for(db.url, smtp_url, tmp_path)
    server = Server.on_a_free_port(environment, tmp_path, "--no-worker")
    worker = Process(("worker",), environment, tmp_path / "worker.log")
    server.start_and_wait()
    worker.start()
    until(lambda: "Working until" in worker.log.read_text())
    statuses: Counter[int] = Counter()
    over = threading.Event()

    def keep_registering() -> None:
        for number in range(1_000_000):
            if over.is_set():
                return
            answer = register(server.url, number)
            statuses[answer.status_code] += 1
            if answer.status_code == 503:
                assert int(answer.headers["retry-after"]) >= 1

    load = threading.Thread(target=keep_registering)
    load.start()
    until(lambda: statuses[201] >= 10)
    for _ in range(2):
        db.stop()
        until(lambda: server.health() == 503)
        until(lambda: statuses[503] >= 1)
        accepted = statuses[201]
        db.start()
        until(lambda: server.health() == 200, seconds=20)
        until(lambda accepted=accepted: statuses[201] >= accepted + 10)  # type: ignore[misc]
    over.set()
    load.join()
    assert statuses.keys() == {201, 503}
    until(lambda: undelivered(db) == 0)
    assert server.is_running
    assert worker.is_running
    assert (server.starts, worker.starts) == (1, 1)
    stored = db.value("SELECT count(*) FROM users")
    assert stored >= statuses[201]
    registered = "SELECT count(*) FROM events WHERE name = 'user.registered'"
    assert counted(db) == db.value(registered) == stored
    doubtful = db.value("SELECT count(*) FROM sent_messages WHERE settled_at IS NULL")
    assert stored - doubtful <= sink.messages.total() <= stored
    assert set(sink.messages.values()) == {1}
    server.stop()
    assert worker.stop() == 0


@pytest.mark.endurance
def test_processes_end_when_they_are_told_to_though_the_database_is_away(
    db: Database, mail: tuple[MailServer, str], tmp_path: Path
) -> None:
    environment = environment_for(db.url, mail[1], tmp_path)
    server = Server.on_a_free_port(environment, tmp_path)
    worker = Process(("worker",), environment, tmp_path / "worker.log")
    for process, ready in ((server, "Uvicorn running"), (worker, "Working until")):
        process.start()
        until(lambda p=process, r=ready: r in p.log.read_text())  # type: ignore[misc]
    db.stop()
    with ThreadPoolExecutor(2) as threads:
        for ended in [threads.submit(process.stop) for process in (server, worker)]:
            ended.result()
    db.start()


@pytest.mark.endurance
def test_chaos(tmp_path: Path) -> None:
    """The short version of `nox -s chaos`."""
    outcome = run_chaos(rounds=4, seed=11, folder=tmp_path)
    assert outcome.faults == (), str(outcome)
    assert outcome.counts["kills of the server"] == 4
    assert outcome.counts["kills of the worker"] == 4


def test_operators_look_after_events_and_tasks(db: Database, run: Run, tmp_path: Path) -> None:
    """The mail server is away; the operator sees it, mends it and has the task tried again."""
    nowhere = environment_for(db.url, "smtp://127.0.0.1:1", tmp_path)
    created = run("users", "create", "ada@example.org", stdin=f"{PASSWORD}\n", env=nowhere)
    assert created.returncode == 0, created.stderr
    [told] = run("events", "tail", "--json", env=nowhere).stdout.splitlines()
    event = json.loads(told)
    assert (event["name"], event["actor"]) == ("user.registered", "operator")
    line = run("events", "tail", "--name", "user.registered", env=nowhere).stdout
    assert re.match(
        r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d  user.registered +user:\S+  by operator  {", line
    )
    nothing = run("events", "tail", "--name", "cv.deleted", env=nowhere)
    assert (nothing.stdout, nothing.stderr) == ("", "No such events.\n")
    assert run("events", "tail", "--name", "cv.eaten", env=nowhere).returncode == 2
    standing = json.loads(run("events", "subscribers", "--json", env=nowhere).stdout)["subscribers"]
    assert {s["subscriber"]: s["behind"] for s in standing} == {
        "daily_counts": 1,
        "welcome_mail": 1,
        "notice_mails": 0,
        "rematching": 0,
        "posting_features": 0,
    }

    worker = Process(("worker",), nowhere, tmp_path / "worker.log")
    worker.start()
    until(lambda: db.rows("SELECT reason FROM task_failures") != [])
    [task] = json.loads(run("tasks", "list", "--json", env=nowhere).stdout)
    assert task["name"] == "send_welcome"
    assert task["reason"].startswith("mail_unavailable: The mail server 127.0.0.1:1 cannot be")
    assert "mail_unavailable" in run("tasks", "list", env=nowhere).stdout
    worker.stop()
    cancelled = run("tasks", "cancel", task["id"], env=nowhere)
    assert cancelled.stdout.startswith(f"Task {task['id']} is cancelled")
    assert run("events", "parked", env=nowhere).stdout == "Nothing is parked.\n"

    with mail_server() as (sink, smtp_url):
        mended = environment_for(db.url, smtp_url, tmp_path)
        assert run("tasks", "retry", task["id"], env=mended).returncode == 0
        again = Process(("worker",), mended, tmp_path / "worker.log")
        again.start()
        until(lambda: sink.messages.total() == 1)
        until(lambda: counted(db) == 1)
        again.stop()
    assert run("tasks", "list", env=nowhere).stdout == "No tasks.\n"
    replayed = run(
        "events", "replay", "--subscriber", "daily_counts", "--since", "2026-01-01", env=nowhere
    )
    assert (replayed.stdout, replayed.returncode) == ("1 events replayed.\n", 0)
    assert counted(db) == 1
    for arguments, words in [
        (("tasks", "retry", "12345"), "no such task"),
        (("tasks", "cancel", str(2**63 - 1)), "no such task"),
        (("events", "replay", "--subscriber", "x", "--since", "2026-01-01"), "no subscriber under"),
        (("events", "retry", "--subscriber", "x"), "no subscriber under"),
        (("events", "parked", "--subscriber", "x"), "no subscriber under"),
    ]:
        refused = run(*arguments, env=nowhere)
        assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
        assert words in refused.stderr
    for wrong in [("events", "replay", "--subscriber", "x", "--since", "y"), ("tasks", "retry")]:
        assert run(*wrong, env=nowhere).returncode == 2
