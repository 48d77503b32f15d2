"""Messages on standard output: for those without a mail server."""

from typing import Final

from jobr_adapters.mail.rendering import render
from jobr_core.messages.model import Message
from jobr_core.messages.ports import Mailer

_RULE: Final = "─" * 72


class ConsoleMailer(Mailer):
    async def __call__(self, message: Message) -> None:
        rendered = render(message)
        head = f"To: {message.to}\nSubject: {rendered.subject}"
        print(f"{_RULE}\n{head}\n\n{rendered.text}{_RULE}", flush=True)  # noqa: T201
