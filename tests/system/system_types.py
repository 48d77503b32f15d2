"""Types of the fixtures."""

import subprocess
from typing import Any, Protocol


class Run(Protocol):
    """Runs `jobr` with arguments."""

    def __call__(
        self, *arguments: Any, stdin: str = "", env: dict[str, str] | None = None
    ) -> "subprocess.CompletedProcess[str]": ...
