"""The process that owns the embedded server: `python -m jobr_adapters.embedded.keeper HOME`.

It ends the server when its last user has gone, and ends itself when the server has ended.
"""

import fcntl
import os
import pwd
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Final

from jobr_adapters.embedded.server import SUPERUSER, Files, binaries

_SETTINGS: Final = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "log_min_messages": "warning",
    "timezone": "UTC",
}
_FAST_SHUTDOWN: Final = signal.SIGINT


def main() -> None:
    files, durable = Files(Path(sys.argv[1])), "--no-sync" not in sys.argv
    with files.keeper_lock.open("w") as lock:
        # An older keeper is still stopping its server: wait for it.
        fcntl.flock(lock, fcntl.LOCK_EX)
        _keep(files, durable=durable)


def _keep(files: Files, *, durable: bool) -> None:
    account = _account(files)
    _clear_away_stale(files)
    _make_sockets_folder(files, account)
    with files.log.open("ab") as log:
        if not (files.data / "PG_VERSION").exists():
            _create(files, account, log.fileno())
        server = subprocess.Popen(  # noqa: S603 - the wheel's own binary
            [*_as(account), *_postgres(files, durable=durable)],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", env=_environment(),
        )  # fmt: skip
    threading.Thread(target=_stop_when_unused, args=(files, server), daemon=True).start()
    signal.signal(signal.SIGTERM, lambda *_: server.send_signal(_FAST_SHUTDOWN))
    server.wait()
    shutil.rmtree(files.sockets, ignore_errors=True)


def _postgres(files: Files, *, durable: bool) -> list[str]:
    settings = _SETTINGS | {"unix_socket_directories": str(files.sockets)}
    if not durable:
        settings |= {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return [str(binaries() / "postgres"), "-D", str(files.data), *options]


def _stop_when_unused(files: Files, server: "subprocess.Popen[bytes]") -> None:
    with files.users_lock.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # granted when the last user has gone
        server.send_signal(_FAST_SHUTDOWN)
        server.wait()


def _create(files: Files, account: str | None, log: int) -> None:
    """`initdb` into a folder beside, so that a crash leaves no half-made data folder."""
    fresh = files.home / "postgres.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    if account:
        shutil.chown(fresh, account)
    subprocess.run(  # noqa: S603 - the wheel's own binary
        [
            *_as(account), str(binaries() / "initdb"), "-D", str(fresh), "-U", SUPERUSER,
            "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions",
        ],
        check=True, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", env=_environment(),
    )  # fmt: skip
    single = [*_as(account), str(binaries() / "postgres"), "--single", "-D", str(fresh), "postgres"]
    subprocess.run(  # noqa: S603 - the wheel's own binary
        single,
        check=True,
        input=b"CREATE DATABASE jobr\n",
        stdout=log,
        stderr=log,
        cwd="/",
        env=_environment(),
    )
    fresh.rename(files.data)


def _account(files: Files) -> str | None:
    """PostgreSQL refuses to run as root: then the owner of the data, or `nobody`, runs it."""
    if os.geteuid() != 0:
        return None
    owner = files.data.stat().st_uid if files.data.exists() else 0
    return pwd.getpwuid(owner).pw_name if owner else "nobody"


def _as(account: str | None) -> list[str]:
    """Runs a command so that it ends with this process and, for root, as another account.

    That account keeps the right to pass folders only root may enter (the virtual environment
    or JOBR_HOME may lie in /root). See setpriv(1) and capabilities(7).
    """
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        return []
    command = [setpriv, "--pdeathsig", "INT"]
    if account:
        command += [
            "--reuid", account, "--regid", str(pwd.getpwnam(account).pw_gid), "--clear-groups",
            "--inh-caps", "+dac_override", "--ambient-caps", "+dac_override",
        ]  # fmt: skip
    return [*command, "--"]


def _make_sockets_folder(files: Files, account: str | None) -> None:
    """Only its owner may enter it: that is the whole access control of the server."""
    shutil.rmtree(files.sockets, ignore_errors=True)
    files.sockets.mkdir(mode=0o700)
    if account:
        shutil.chown(files.sockets, account)


def _clear_away_stale(files: Files) -> None:
    """A server left over from a killed keeper is stopped; a pid file of a dead one removed.

    Nobody else can be starting one: this process holds the keeper's lock.
    """
    pid_file = files.data / "postmaster.pid"
    try:
        pid = int(pid_file.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return
    stop = [str(binaries() / "pg_ctl"), "-D", str(files.data), "-m", "fast", "-w", "stop"]
    if _is_postgres(pid, files.data):
        subprocess.run([*_as(_account(files)), *stop], check=False, cwd="/", env=_environment())  # noqa: S603
    pid_file.unlink(missing_ok=True)


def _is_postgres(pid: int, data: Path) -> bool:
    """Whether that process is a server of this very folder, not a later one with its number."""
    ps = shutil.which("ps") or "/bin/ps"
    asked = [ps, "-o", "args=", "-p", str(pid)]
    listed = subprocess.run(asked, check=False, capture_output=True, text=True)  # noqa: S603
    return "postgres" in listed.stdout and str(data) in listed.stdout


def _environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


if __name__ == "__main__":
    main()
