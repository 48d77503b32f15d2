"""Short messages on standard output: for those without a provider."""

from typing import Final

from jobr_adapters.sms.wording import worded
from jobr_core.messages.model import CodeText
from jobr_core.messages.ports import SmsSender

_RULE: Final = "─" * 72


class ConsoleSms(SmsSender):
    def __init__(self, host: str) -> None:
        self._host = host

    async def __call__(self, text: CodeText) -> None:
        print(f"{_RULE}\nSMS to: {text.to}\n\n{worded(text, self._host)}\n{_RULE}", flush=True)  # noqa: T201
