"""Processes of `jobr` that do not wait for their libraries.

Most of a start goes into importing what Jobr did not write. A nursery is a process that has
imported that, and nothing of Jobr; it forks for every start. The new process gets arguments,
environment and files of its own, runs `jobr_cli.main` as `python -m` does, and imports every module
of Jobr anew. What hangs on the interpreter itself – a `PYTHON…` variable, coverage, another
locale – is started for real.
"""

import atexit
import gc
import json
import os
import runpy
import select
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Final, Protocol

COMMAND: Final = (sys.executable, "-m", "jobr_cli.main")
_LANGUAGE: Final = {"LANG": "C.UTF-8"}
_OF_THE_INTERPRETER: Final = ("PYTHON", "COVERAGE_", "LANG", "LC_")
_LIBRARIES: Final = (
    "aiosmtplib", "alembic.autogenerate", "alembic.command", "argon2", "asyncio", "bcrypt",
    "croniter", "cryptography.hazmat.primitives.ciphers.aead", "cryptography.hazmat.primitives.kdf.hkdf",
    "cryptography.hazmat.primitives.serialization", "dependency_injector.containers",
    "dependency_injector.providers", "httpx2", "ijson.backends.yajl2_c", "jinja2", "jwt", "litestar",
    "obstore.store", "platformdirs", "procrastinate", "psycopg", "psycopg_pool",
    "pydantic_settings", "rapidfuzz", "sqlalchemy", "structlog", "typer._adapters", "uuid_utils",
    "uvicorn", "xml.parsers.expat", "yaml", "zxcvbn",
)  # fmt: skip
"""One that is missing here costs time, nothing else."""
_NUMBER: Final = struct.Struct("i")
_LONGEST_ORDER: Final = 100_000


class Running(Protocol):
    """What tests need of a `subprocess.Popen`."""

    @property
    def pid(self) -> int: ...
    def poll(self) -> int | None: ...
    def wait(self, timeout: float | None = None) -> int: ...
    def send_signal(self, sig: int) -> None: ...


def start(
    arguments: Sequence[str], environment: Mapping[str, str],
    *, stdin: int, stdout: int, stderr: int, nursery: str,
) -> Running:  # fmt: skip
    """The same name is the same nursery; processes of different ones differ in their hashes, too."""
    told = {n: v for n, v in environment.items() if n.startswith(_OF_THE_INTERPRETER)}
    if told != _LANGUAGE:
        return subprocess.Popen(
            [*COMMAND, *arguments], env=environment, stdin=stdin, stdout=stdout, stderr=stderr
        )
    return _nursery(nursery).start(arguments, environment, stdin, stdout, stderr)


def run(
    arguments: Sequence[str], environment: Mapping[str, str],
    *, stdin: bytes = b"", timeout: float = 60,
) -> "subprocess.CompletedProcess[bytes]":  # fmt: skip
    """`subprocess.run` with pipes."""
    (given, giving), (saying, said), (erring, erred) = (os.pipe() for _ in range(3))
    try:
        process = start(
            arguments, environment, stdin=given, stdout=said, stderr=erred, nursery="commands"
        )
    finally:
        for end in (given, said, erred):
            os.close(end)
    with ThreadPoolExecutor(3) as threads:
        threads.submit(_write, giving, stdin)
        heard = [threads.submit(_read, end) for end in (saying, erring)]
        try:
            code = process.wait(timeout)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            raise
        out, err = (one.result() for one in heard)
    return subprocess.CompletedProcess([*COMMAND, *arguments], code, out, err)


def _write(end: int, content: bytes) -> None:
    with os.fdopen(end, "wb", buffering=0) as pipe, suppress(BrokenPipeError):
        while content:
            content = content[pipe.write(content) :]


def _read(end: int) -> bytes:
    with os.fdopen(end, "rb") as pipe:
        return pipe.read()


class _Born:
    """A process out of a nursery."""

    def __init__(self, told: int) -> None:
        self._told = told
        self._code: int | None = None
        self._asking = threading.Lock()
        self.pid = self._next()

    def _next(self) -> int:
        number: int = _NUMBER.unpack(os.read(self._told, _NUMBER.size))[0]
        return number

    def poll(self) -> int | None:
        with self._asking, suppress(subprocess.TimeoutExpired):
            self._await(0)
        return self._code

    def wait(self, timeout: float | None = None) -> int:
        with self._asking:
            return self._await(timeout)

    def _await(self, timeout: float | None) -> int:
        if self._code is None:
            if not select.select([self._told], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired(COMMAND, timeout or 0)
            self._code = self._next()
            os.close(self._told)
        return self._code

    def send_signal(self, sig: int) -> None:
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, sig)


class _Nursery:
    """This side of it."""

    def __init__(self) -> None:
        self._orders, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, __file__, str(theirs.fileno())], pass_fds=[theirs.fileno()],
                env={"PATH": os.environ["PATH"], **_LANGUAGE},
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            )  # fmt: skip
        atexit.register(self._end)

    def start(
        self, arguments: Sequence[str], environment: Mapping[str, str], *files: int
    ) -> Running:
        told, telling = os.pipe()
        order = json.dumps([*map(list, (arguments, environment.items())), str(Path.cwd())])
        socket.send_fds(self._orders, [order.encode("ascii")], [*files, telling])
        os.close(telling)
        return _Born(told)

    def _end(self) -> None:
        self._orders.close()
        self._process.terminate()
        self._process.wait()


_nurseries: dict[str, _Nursery] = {}
_opening = threading.Lock()


def _nursery(name: str) -> _Nursery:
    with _opening:
        return _nurseries.get(name) or _nurseries.setdefault(name, _Nursery())


# The other side


def main() -> None:
    for library in _LIBRARIES:
        with suppress(ImportError):
            import_module(library)
    gc.freeze()
    assert not any(name.partition("_")[0] == "jobr" for name in sys.modules)
    assert threading.active_count() == 1
    arguments = _born(socket.socket(fileno=int(sys.argv[1])))
    if arguments is not None:
        sys.argv = ["jobr", *arguments]
        sys.path[0] = str(Path.cwd())  # as `python -m` has it
        runpy.run_module("jobr_cli.main", run_name="__main__", alter_sys=True)


def _born(orders: socket.socket) -> list[str] | None:
    """Returns in the processes that are born, with their arguments; None once nobody orders any more."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks after midwives
    while True:
        order, files, _, _ = socket.recv_fds(orders, _LONGEST_ORDER, 4)
        if not order:
            return None
        if os.fork() == 0:
            orders.close()
            break
        for file in files:
            os.close(file)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    *its_files, telling = files
    child = os.fork()
    if child:
        _see_to_its_end(child, its_files, telling)
    os.close(telling)
    for number, file in enumerate(its_files):
        os.dup2(file, number)
        os.close(file)
    _open_streams()
    arguments, environment, folder = json.loads(order)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    return list(arguments)


def _open_streams() -> None:
    """As Python does for this locale; those of the nursery know the files it had."""
    for name, number, mode, buffering, errors in (
        ("stdin", 0, "r", -1, "surrogateescape"),
        ("stdout", 1, "w", -1, "surrogateescape"),
        ("stderr", 2, "w", 1, "backslashreplace"),
    ):
        stream = open(number, mode, buffering, "utf-8", errors, closefd=False)  # noqa: SIM115
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def _see_to_its_end(child: int, its_files: Sequence[int], telling: int) -> None:
    for file in its_files:
        os.close(file)
    os.write(telling, _NUMBER.pack(child))
    _, status = os.waitpid(child, 0)
    with suppress(BrokenPipeError):
        os.write(telling, _NUMBER.pack(os.waitstatus_to_exitcode(status)))
    os._exit(0)


if __name__ == "__main__":
    main()
