"""A person's own data over HTTP: all of it to take along, and the way out."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Final, Self

from litestar import Router, delete, get
from litestar.handlers import BaseRouteHandler
from litestar.openapi.spec import (
    OpenAPIFormat,
    OpenAPIMediaType,
    OpenAPIResponse,
    OpenAPIType,
    Operation,
    Schema,
)
from litestar.params import FromPath, JSONBody, QueryParameter
from litestar.response import Stream
from pydantic import BaseModel, ConfigDict

from jobr_core.accounts.identities import Identity, identities_of
from jobr_core.accounts.ports import Identities, Users
from jobr_core.accounts.use_cases.deletion import DeleteAccount
from jobr_core.accounts.use_cases.identities import RemoveIdentity
from jobr_http.exports import AT_ONCE, ExportStories, Kind, chunks, rewound, turn_of, written
from jobr_http.lists import Items
from jobr_http.requests import SignedRequest, Text, client_of
from jobr_http.security import USER, also

_TYPES: Final = {"json": "application/json", "zip": "application/zip"}


@dataclass
class _ArchiveToo(Operation):
    """OpenAPI of a route that may answer with an archive instead."""

    def __post_init__(self) -> None:
        answer = (self.responses or {}).get("200")
        if isinstance(answer, OpenAPIResponse) and answer.content is not None:
            binary = Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY)
            answer.content[_TYPES["zip"]] = OpenAPIMediaType(schema=binary)


class Leaving(BaseModel):
    """What deleting an account takes: the password, or none within 10 minutes of signing in."""

    model_config = ConfigDict(extra="forbid")

    password: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityView:
    """A way of signing in. `verified`: it was shown that mail to the address is read."""

    provider: str
    email: str | None
    verified: bool
    linked_at: datetime

    @classmethod
    def of(cls, identity: Identity) -> Self:
        return cls(
            provider=identity.provider,
            email=identity.email,
            verified=identity.verified,
            linked_at=identity.linked_at,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalDataStories:
    """What the routes need."""

    exports: ExportStories
    remove_identity: RemoveIdentity
    users: Users
    identities: Identities


def personal_data_routes(stories: PersonalDataStories) -> Router:
    """All of one's own data, and one's ways of signing in."""
    return Router("/api/me", route_handlers=[_whole(stories), *_identities(stories)], tags=["me"])


def leaving(delete_account: DeleteAccount) -> BaseRouteHandler:
    """For the router one's own account is on."""

    @delete("/me", **also(USER, 403, 409, 423, 429))
    async def delete_my_account(
        request: SignedRequest, data: JSONBody[Leaving | None] = None
    ) -> None:
        """Delete your account and all that is kept under it, at once and for good: every session
        ends. 403 `wrong_password`; 403 `fresh_sign_in_needed` without a password more than 10
        minutes after signing in."""
        password = data.password if data else None
        await delete_account(request.user, password=password, client=client_of(request))

    return delete_my_account


def _whole(stories: PersonalDataStories) -> BaseRouteHandler:
    turns = asyncio.Semaphore(AT_ONCE)

    @get("/export", operation_class=_ArchiveToo, **USER)
    async def export_my_data(
        request: SignedRequest,
        kind: Annotated[Kind | None, QueryParameter(name="format")] = None,
    ) -> Stream:
        """Everything Jobr keeps of you as one JSON document (`jobr-export@1`); with `?format=zip`
        or `Accept: application/zip` an archive of it (`export.json`) and your original files."""
        kind = kind or _wanted(request)
        async with turn_of(turns):
            file = await written(stories.exports, request.user.user_id, kind)
        name = f"jobr-export-{stories.exports.now():%Y-%m-%d}.{kind}"
        return Stream(
            chunks(file),
            media_type=_TYPES[kind],
            headers={
                "Content-Length": str(rewound(file)),
                "Content-Disposition": f'attachment; filename="{name}"',
                "Cache-Control": "no-store",
            },
        )

    return export_my_data


def _identities(stories: PersonalDataStories) -> list[Any]:
    @get("/identities", **USER)
    async def list_identities(request: SignedRequest) -> Items[IdentityView]:
        """The ways you have of signing in."""
        user = await stories.users.by_id(request.user.user_id)
        linked = await stories.identities.of_user(user.id)
        return Items(items=tuple(map(IdentityView.of, identities_of(user, linked))))

    @delete("/identities/{provider:str}", **also(USER, 409))
    async def remove_identity(request: SignedRequest, provider: FromPath[str]) -> None:
        """Give up a way of signing in. 409 `last_identity` for the only one."""
        await stories.remove_identity(owner=request.user.user_id, provider=provider)

    return [list_identities, remove_identity]


def _wanted(request: SignedRequest) -> Kind:
    best = request.accept.best_match(list(_TYPES.values()))
    return "zip" if best == _TYPES["zip"] else "json"
