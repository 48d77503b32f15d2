"""Services that are posted to, on the wire; what each of them says is its own."""

import asyncio
import json
import re
from abc import ABC, abstractmethod
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final, TypeVar

HANGS: Final = "…"


@dataclass
class Service(ABC):
    """`answer` is a status, the words of one that breaks off, or HANGS."""

    answer: int | str
    port: int = 0
    heads: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    has_message: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @abstractmethod
    def say(self, status: int, head: str, body: bytes) -> bytes: ...

    async def serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        try:
            await self._exchange(reader, writer)
        finally:
            writer.close()

    async def _exchange(self, reader: StreamReader, writer: StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        [length] = re.findall(r"(?i)\r\ncontent-length: (\d+)\r\n", head)
        body = await reader.readexactly(int(length))
        self.heads.append(head)
        self.bodies.append(body)
        self.has_message.set()
        if self.answer == HANGS:
            await reader.read()  # until the other side leaves
        elif isinstance(self.answer, str):
            writer.write(self.answer.encode())
        else:
            writer.write(self.say(self.answer, head, body))


AService = TypeVar("AService", bound=Service)


@asynccontextmanager
async def serving(service: AService) -> AsyncIterator[AService]:
    server = await asyncio.start_server(service.serve, "127.0.0.1", 0)
    async with server:
        service.port = server.sockets[0].getsockname()[1]
        yield service


def in_json(status: int, document: object) -> bytes:
    content = json.dumps(document)
    head = f"HTTP/1.1 {status} Said\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(content)}\r\n\r\n{content}".encode()
