"""New passwords, and addresses that are confirmed, over HTTP."""

from dataclasses import dataclass
from typing import Final

from litestar import Router, post
from litestar.params import JSONBody
from pydantic import BaseModel, ConfigDict

from jobr_core.accounts.use_cases.passwords import AskForReset, ChangePassword, ResetPassword
from jobr_core.accounts.use_cases.verification import AskForVerification, VerifyEmail
from jobr_http.requests import SignedRequest, Text, client_of
from jobr_http.security import PUBLIC, USER, also

_CHANGING: Final = also(USER, 403, 423, 429)
_RESETTING: Final = also(PUBLIC, 403)


class PasswordChange(BaseModel):
    """What a new password takes from somebody signed in."""

    model_config = ConfigDict(extra="forbid")

    current_password: Text
    new_password: Text


class PasswordForgotten(BaseModel):
    """Whose password is forgotten."""

    model_config = ConfigDict(extra="forbid")

    email: Text


class PasswordReset(BaseModel):
    """What a new password takes from somebody with a link; `token` stands behind its `#token=`."""

    model_config = ConfigDict(extra="forbid")

    token: Text
    new_password: Text


class EmailToken(BaseModel):
    """What stands behind the `#token=` of a link to confirm an address."""

    model_config = ConfigDict(extra="forbid")

    token: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class MailAsked:
    """What somebody may be told who has asked for a mail."""

    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordStories:
    """What the routes need."""

    change: ChangePassword
    ask_for_reset: AskForReset
    reset: ResetPassword
    verify_email: VerifyEmail
    ask_for_verification: AskForVerification


def password_routes(stories: PasswordStories) -> Router:
    """Passwords changed and forgotten, addresses confirmed."""

    @post("/password/change", status_code=204, **_CHANGING)
    async def change_password(request: SignedRequest, data: JSONBody[PasswordChange]) -> None:
        """Take a new password; you are signed out everywhere else. 403 `wrong_password`; wrong ones
        count as at the login."""
        await stories.change(
            request.user,
            current=data.current_password,
            new=data.new_password,
            client=client_of(request),
        )

    @post("/password/forgot", status_code=202, **PUBLIC)
    async def forget_password(data: JSONBody[PasswordForgotten]) -> MailAsked:
        """Have a link to a new password sent, if the address has an account; the answer is the same
        if it has none. It is good for 30 minutes."""
        await stories.ask_for_reset(email=data.email)
        return MailAsked(message="If the address has an account, a link is on its way to it.")

    @post("/password/reset", status_code=204, **_RESETTING)
    async def reset_password(data: JSONBody[PasswordReset]) -> None:
        """Take a new password with such a link, once; you are signed out everywhere, and a lock
        ends. 422 `reset_token_invalid`."""
        await stories.reset(token=data.token, new=data.new_password)

    @post("/email/verify", status_code=204, **PUBLIC)
    async def verify_email(data: JSONBody[EmailToken]) -> None:
        """Confirm your address with the link sent to it. 422 `verification_token_invalid`."""
        await stories.verify_email(token=data.token)

    @post("/email/resend", status_code=202, **USER)
    async def send_verification(request: SignedRequest) -> MailAsked:
        """Have another link to confirm your address sent, good for 24 hours."""
        await stories.ask_for_verification(request.user)
        return MailAsked(message="A link is on its way to your address, unless it is confirmed.")

    handlers = [change_password, forget_password, reset_password, verify_email, send_verification]
    return Router("/api/auth", route_handlers=handlers, tags=["accounts"])
