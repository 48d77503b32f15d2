"""What workers are given to do."""

import os
import signal
from multiprocessing.connection import Connection
from typing import Any


def double(number: int) -> int:
    return number * 2


def refuse(number: int) -> int:
    raise ValueError(f"not {number}")


def die(number: int) -> int:
    """As when the kernel is short of memory."""
    os.kill(os.getpid(), signal.SIGKILL)
    return number


def die_amid_the_answer(_: int) -> bytes:
    def send_half(pipe: "Connection[Any, Any]", content: bytes) -> None:
        os.write(pipe.fileno(), bytes(content)[: len(content) // 2])
        os.kill(os.getpid(), signal.SIGKILL)

    Connection._send_bytes = send_half  # type: ignore[attr-defined]
    return bytes(100_000)


def sleep_for_ever(_: int) -> int:
    signal.pause()
    return 0
