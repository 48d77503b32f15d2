"""What administrators do."""

from uuid import UUID

from litestar import Router, post
from litestar.params import FromPath

from jobr_core.accounts.model import UserId
from jobr_core.accounts.use_cases.unlocking import Unlock
from jobr_http.security import ADMIN


def administration_routes(unlock: Unlock) -> Router:
    """For administrators."""

    @post("/users/{user_id:uuid}/unlock", status_code=204, **ADMIN)
    async def unlock_account(user_id: FromPath[UUID]) -> None:
        """Let an account sign in at once that too many wrong passwords have locked."""
        await unlock(user_id=UserId(user_id))

    return Router("/api/admin", route_handlers=[unlock_account], tags=["administration"])
