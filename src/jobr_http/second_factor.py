"""A second factor over HTTP."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from litestar import Router, delete, get, post
from litestar.params import JSONBody
from pydantic import BaseModel, ConfigDict

from jobr_core.accounts.use_cases.second_factor import (
    ConfirmSecondFactor,
    EnrolSecondFactor,
    GiveSecondFactor,
    RemoveSecondFactor,
    RenewRecoveryCodes,
    ShowSecondFactor,
)
from jobr_http.requests import SignedRequest, Text, client_of
from jobr_http.security import HALF_SIGNED_IN, USER, also
from jobr_http.sessions import UNCACHED

_PROVING: Final = also(USER, 409, 423, 429)


class GivenCode(BaseModel):
    """What the app shows, or a recovery code."""

    model_config = ConfigDict(extra="forbid")

    code: Text


class Proof(BaseModel):
    """The password; none is needed within 10 minutes of signing in."""

    model_config = ConfigDict(extra="forbid")

    password: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentView:
    """For typing into the app, and for a QR code."""

    secret: str
    otpauth_uri: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryCodesView:
    """Shown once; each is good once."""

    recovery_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorView:
    """Since when one is asked for, if it is."""

    since: datetime | None
    recovery_codes_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorStories:
    """What the routes need."""

    show: ShowSecondFactor
    enrol: EnrolSecondFactor
    confirm: ConfirmSecondFactor
    give: GiveSecondFactor
    renew: RenewRecoveryCodes
    remove: RemoveSecondFactor


def second_factor_routes(stories: SecondFactorStories) -> list[Router]:
    """One's own second factor, and giving it."""

    @post("/second-factor", status_code=204, **also(HALF_SIGNED_IN, 409, 423))
    async def give_second_factor(request: SignedRequest, data: JSONBody[GivenCode]) -> None:
        """Finish signing in, or prove once more that you are there, for what asks for a proof of
        the last 10 minutes. 401 `code_wrong`; after five 423 `account_locked`."""
        await stories.give(request.user, code=data.code)

    @get("/", **USER)
    async def show_second_factor(request: SignedRequest) -> SecondFactorView:
        """Whether you have a second factor."""
        state = await stories.show(request.user.user_id)
        return SecondFactorView(since=state.since, recovery_codes_left=state.recovery_codes_left)

    @post("/", cache_control=UNCACHED, **_PROVING)
    async def enrol_second_factor(
        request: SignedRequest, data: JSONBody[Proof | None] = None
    ) -> EnrolmentView:
        """Get what an app for one-time codes needs (RFC 6238: SHA-1, 6 digits, 30 seconds)."""
        enrolment = await stories.enrol(
            request.user, password=data.password if data else None, client=client_of(request)
        )
        return EnrolmentView(secret=enrolment.secret, otpauth_uri=enrolment.address)

    @post("/confirm", status_code=200, cache_control=UNCACHED, **also(USER, 409))
    async def confirm_second_factor(
        request: SignedRequest, data: JSONBody[GivenCode]
    ) -> RecoveryCodesView:
        """Have it asked for from now on, with a first code of the app; you are signed out
        everywhere else."""
        return RecoveryCodesView(recovery_codes=await stories.confirm(request.user, code=data.code))

    @post("/recovery-codes", status_code=200, cache_control=UNCACHED, **_PROVING)
    async def renew_recovery_codes(
        request: SignedRequest, data: JSONBody[Proof | None] = None
    ) -> RecoveryCodesView:
        """Get new recovery codes in place of those you have."""
        codes = await stories.renew(
            request.user, password=data.password if data else None, client=client_of(request)
        )
        return RecoveryCodesView(recovery_codes=codes)

    @delete("/", **_PROVING)
    async def remove_second_factor(
        request: SignedRequest, data: JSONBody[Proof | None] = None
    ) -> None:
        """Have it asked for no more."""
        await stories.remove(
            request.user, password=data.password if data else None, client=client_of(request)
        )

    own = [
        show_second_factor,
        enrol_second_factor,
        confirm_second_factor,
        renew_recovery_codes,
        remove_second_factor,
    ]
    return [
        Router("/api/auth", route_handlers=[give_second_factor], tags=["accounts"]),
        Router("/api/me/second-factor", route_handlers=own, tags=["me"]),
    ]
