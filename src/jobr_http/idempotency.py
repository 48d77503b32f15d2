"""`Idempotency-Key`: a request sent again is answered again, not carried out again."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Final

from litestar import Response
from litestar.datastructures import Headers
from litestar.enums import MediaType
from litestar.openapi.spec import OpenAPIType, Operation, Parameter, Schema
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from jobr_core.idempotency.model import (
    LARGEST_ANSWER,
    LONGEST_WORK,
    Answer,
    Attempt,
    KeyScope,
    answer_to,
    fingerprint,
    is_to_be_kept,
    key_in,
)
from jobr_core.idempotency.ports import IdempotencyKeys
from jobr_core.shared.clock import Clock
from jobr_core.shared.errors import Unavailable
from jobr_core.shared.ids import IdSource
from jobr_http.requests import SignedRequest
from jobr_http.security import also

HEADER: Final = "Idempotency-Key"
REPLAYED: Final = "Idempotency-Replayed"
_ATTEMPT: Final = "idempotency_attempt"


class RequestGivenUp(Unavailable):
    """This took too long and was given up; send it again with the same Idempotency-Key."""


@dataclass
class _NamesTheKey(Operation):
    """OpenAPI of a route that takes a key."""

    required = False

    def __post_init__(self) -> None:
        parameter = Parameter(
            name=HEADER,
            param_in="header",
            required=self.required,
            description="One for each thing to be done, the same each time it is sent.",
            schema=Schema(type=OpenAPIType.STRING, min_length=1, max_length=257),
        )
        self.parameters = [*(self.parameters or ()), parameter]


@dataclass
class _NeedsTheKey(_NamesTheKey):
    required = True


@dataclass(frozen=True, slots=True, kw_only=True)
class IdempotencyStories:
    """What routes that take a key need."""

    keys: IdempotencyKeys
    now: Clock
    new_id: IdSource


def idempotent(
    policy: dict[str, Any], stories: IdempotencyStories, *, required: bool = True
) -> dict[str, Any]:
    """A policy (not PUBLIC) whose route takes a key: `@post("/", **idempotent(USER, stories))`."""

    async def begin(request: SignedRequest) -> Response[bytes] | None:
        values = request.headers.getall(HEADER, [])
        if not values and not required:
            return None
        attempt = await _attempt(request, values, stories)
        kept = await stories.keys.claim(attempt)
        if kept is None:
            request.scope["state"][_ATTEMPT] = attempt
            return None
        return _again(answer_to(kept, attempt))

    return {
        **also(policy, 409, 422, 503),
        "before_request": begin,
        "middleware": [_settling(stories.keys)],
        "operation_class": _NeedsTheKey if required else _NamesTheKey,
    }


async def _attempt(
    request: SignedRequest, values: list[str], stories: IdempotencyStories
) -> Attempt:
    scope = request.scope
    query = scope["query_string"].decode()
    path = f"{scope['path']}?{query}" if query else scope["path"]
    return Attempt(
        id=stories.new_id(),
        scope=KeyScope(
            owner=request.user.user_id,
            method=request.method,
            route=scope["path_template"],
            key=key_in(values),
        ),
        fingerprint=fingerprint(request.method, path, await _canonical(request)),
        begun_at=stories.now(),
    )


async def _canonical(request: SignedRequest) -> bytes:
    """With its names in order; a body is JSON, as files are not sent under a key."""
    if not await request.body():
        return b""
    return json.dumps(await request.json(), sort_keys=True, separators=(",", ":")).encode()


def _again(answer: Answer) -> Response[bytes]:
    headers = {REPLAYED: "true"}
    if answer.location is not None:
        headers["Location"] = answer.location
    return Response(
        answer.body or b"",
        status_code=answer.status,
        media_type=answer.content_type or MediaType.TEXT,
        headers=headers,
    )


@dataclass
class _Held:
    """An answer that is told when it is kept."""

    messages: list[Message] = field(default_factory=list)
    body: bytes = b""
    is_whole: bool = False

    def take(self, message: Message) -> None:
        self.messages.append(message)
        if message["type"] == "http.response.body":
            self.body += message.get("body", b"")
            self.is_whole = not message.get("more_body", False)

    def answer(self) -> Answer:
        start: Any = self.messages[0]
        headers = Headers(start["headers"])
        return Answer(
            status=start["status"],
            content_type=headers.get("content-type", ""),
            location=headers.get("location"),
            body=self.body if len(self.body) <= LARGEST_ANSWER else None,
        )


def _settling(keys: IdempotencyKeys) -> Callable[[ASGIApp], ASGIApp]:
    def middleware(app: ASGIApp) -> ASGIApp:
        async def settled(scope: Scope, receive: Receive, send: Send) -> None:
            held = _Held()

            async def hold(message: Message) -> None:
                held.take(message)
                if held.is_whole:
                    await _settle(keys, scope, held.answer())
                    await _tell(held.messages, send)

            try:
                async with asyncio.timeout(LONGEST_WORK.total_seconds()):
                    await app(scope, receive, hold)
            except TimeoutError:
                await _settle(keys, scope, Answer(status=503))
                raise RequestGivenUp from None

        return settled

    return middleware


async def _settle(keys: IdempotencyKeys, scope: Scope, answer: Answer) -> None:
    attempt: Attempt | None = scope["state"].pop(_ATTEMPT, None)
    if attempt is None:
        return
    if is_to_be_kept(answer.status):
        await keys.settle(attempt, answer)
    else:
        await keys.release(attempt)


async def _tell(messages: list[Message], send: Callable[[Message], Awaitable[None]]) -> None:
    for message in messages:
        await send(message)
