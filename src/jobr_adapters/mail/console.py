"""Messages on standard output: for those without a mail server."""

from typing import Final
from unicodedata import category

from jobr_adapters.mail.rendering import render
from jobr_core.messages.model import Message
from jobr_core.messages.ports import Mailer

_RULE: Final = "─" * 72


class ConsoleMailer(Mailer):
    async def __call__(self, message: Message) -> None:
        rendered = render(message)
        head = f"To: {message.to}\nSubject: {rendered.subject}"
        print(f"{_RULE}\n{head}\n\n{_shown(rendered.text)}{_RULE}", flush=True)  # noqa: T201


def _shown(text: str) -> str:
    """Without what would steer the terminal."""
    return "".join(c if category(c) != "Cc" or c == "\n" else " " for c in text)
