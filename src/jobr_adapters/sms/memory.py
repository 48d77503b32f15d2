"""Short messages that are kept: for tests, and for those who use Jobr as a library."""

from jobr_core.messages.model import CodeText
from jobr_core.messages.ports import SmsSender


class MemorySms(SmsSender):
    def __init__(self) -> None:
        self.sent: list[CodeText] = []

    async def __call__(self, text: CodeText) -> None:
        self.sent.append(text)
