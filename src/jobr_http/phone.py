"""Signing in by telephone over HTTP."""

from dataclasses import dataclass
from typing import Annotated, Final
from uuid import UUID

from litestar import Router, post
from litestar.params import JSONBody
from pydantic import BaseModel, ConfigDict, StringConstraints

from jobr_core.accounts.use_cases.phone_sign_in import AskForCode, CodeAsked, SignInByPhone
from jobr_http.accounts import language_of
from jobr_http.requests import AnyRequest, Text, client_of
from jobr_http.security import PUBLIC, also, whoever_asks
from jobr_http.sessions import UNCACHED, SessionStories, SignedInView

_ASKING: Final = also(PUBLIC, 423, 429)
_BRINGING: Final = also(PUBLIC, 401, 403, 409, 423, 429)


class CodeWanted(BaseModel):
    """Where to send a code; `country` (ISO 3166-1) is that of a number without one."""

    model_config = ConfigDict(extra="forbid")

    phone: Text
    country: Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2}$")] | None = None


class CodeBrought(BaseModel):
    """The code that came; `password` may show the owner where a number is added to an account."""

    model_config = ConfigDict(extra="forbid")

    challenge_id: UUID
    code: Text
    password: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeView:
    """A code is on its way; `challenge_id` goes with it. Seconds it is good for, and until another
    may be asked for."""

    challenge_id: UUID
    expires_in: int
    resend_after: int

    @classmethod
    def of(cls, asked: CodeAsked) -> "CodeView":
        return cls(
            challenge_id=asked.code_id,
            expires_in=asked.expires_in,
            resend_after=asked.resend_after,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneStories:
    """What the routes need."""

    ask: AskForCode
    sign_in: SignInByPhone
    sessions: SessionStories


def phone_routes(stories: PhoneStories) -> Router:
    """Codes asked for and brought back."""

    @post("/otp", status_code=202, cache_control=UNCACHED, **_ASKING)
    async def ask_for_code(data: JSONBody[CodeWanted], request: AnyRequest) -> CodeView:
        """Have a code of six digits sent by short message, good for 5 minutes; the answer is the
        same whether or not the number has an account. 422 `phone_invalid`,
        `phone_country_refused`; 429 `too_many_codes` before `resend_after`, or too often for the
        number or from the network; 423 `number_locked`; 503 `codes_used_up`."""
        return CodeView.of(
            await stories.ask(
                phone=data.phone,
                country=data.country,
                language=language_of(request),
                client=client_of(request),
            )
        )

    @post("/verify", status_code=200, cache_control=UNCACHED, **_BRINGING)
    async def bring_code(data: JSONBody[CodeBrought], request: AnyRequest) -> SignedInView:
        """Sign in with the code; a number without an account opens one. 401 `code_invalid` alike
        for one that is wrong, used, superseded or expired, after five wrong ones for every code;
        423 `number_locked` after three times five. With an access token the number is added to
        your account: 403 `fresh_sign_in_needed` without `password` more than 10 minutes after
        signing in, 409 `identity_taken`."""
        user = await stories.sign_in(
            code_id=data.challenge_id,
            code=data.code,
            client=client_of(request),
            language=language_of(request),
            linking=await whoever_asks(request),
            password=data.password,
        )
        return await stories.sessions.signed_in(user, request)

    return Router("/api/auth/phone", route_handlers=[ask_for_code, bring_code], tags=["accounts"])
