"""Who is known by what at other services, and sign-ins there that are under way, in PostgreSQL."""

from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, insert, select

from jobr_adapters.postgres.statements import Connections, Row, Statement, fetch
from jobr_adapters.postgres.tables.accounts import auth_accounts
from jobr_core.accounts.errors import IdentityUnknown, SignInFlowUnknown
from jobr_core.accounts.identities import LinkedIdentity
from jobr_core.accounts.model import SessionId, UserId
from jobr_core.accounts.ports import ChangingIdentities, SignInFlows
from jobr_core.accounts.sign_in_flows import Exchange, SignInFlow

_LINK: Final = Statement.of(insert(auth_accounts))
_OF_USER: Final = Statement.of(
    select(auth_accounts)
    .where(auth_accounts.c.user_id == bindparam("owner"))
    .order_by(auth_accounts.c.linked_at, auth_accounts.c.issuer, auth_accounts.c.subject)
)
_BY_SUBJECT: Final = Statement.of(
    select(auth_accounts).where(
        auth_accounts.c.issuer == bindparam("issuer_"),
        auth_accounts.c.subject == bindparam("subject_"),
    )
)
_UNLINK: Final = Statement(
    """
    DELETE FROM auth_accounts
    WHERE user_id = %(owner)s AND (%(provider)s::text IS NULL OR provider = %(provider)s)
    RETURNING subject
    """
)
_KEEP: Final = Statement(
    """
    INSERT INTO sign_in_flows (digest, provider, nonce, verifier, browser, session_id, created_at)
    VALUES (%(digest)s, %(provider)s, %(nonce)s, %(verifier)s, %(browser)s, %(session_id)s,
        %(created_at)s)
    """
)
_TAKE: Final = Statement("DELETE FROM sign_in_flows WHERE digest = %(digest)s RETURNING *")
_FORGET: Final = Statement("DELETE FROM sign_in_flows WHERE created_at < %(moment)s")


class PostgresIdentities(ChangingIdentities):
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    async def of_user(self, user_id: UserId) -> tuple[LinkedIdentity, ...]:
        rows = await fetch(self._connections, _OF_USER, owner=user_id)
        return tuple(map(_identity, rows))

    async def by_subject(self, issuer: str, subject: str) -> LinkedIdentity:
        wanted = {"issuer_": issuer, "subject_": subject}
        rows = await fetch(self._connections, _BY_SUBJECT, **wanted)
        if not rows:
            raise IdentityUnknown
        return _identity(rows[0])

    async def link(self, identity: LinkedIdentity) -> None:
        await fetch(
            self._connections,
            _LINK,
            issuer=identity.issuer,
            subject=identity.subject,
            user_id=identity.user_id,
            provider=identity.provider,
            email=identity.email,
            is_email_verified=identity.is_email_verified,
            linked_at=identity.linked_at,
        )

    async def unlink(self, user_id: UserId, provider: str | None = None) -> int:
        return len(await fetch(self._connections, _UNLINK, owner=user_id, provider=provider))


class PostgresSignInFlows(SignInFlows):
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    async def keep(self, flow: SignInFlow) -> None:
        await fetch(
            self._connections,
            _KEEP,
            digest=flow.digest,
            provider=flow.provider,
            nonce=flow.exchange.nonce,
            verifier=flow.exchange.verifier,
            browser=flow.browser,
            session_id=flow.session_id,
            created_at=flow.created_at,
        )

    async def take(self, digest: bytes) -> SignInFlow:
        """Who comes second to the row finds it gone when the first has committed."""
        rows = await fetch(self._connections, _TAKE, digest=digest)
        if not rows:
            raise SignInFlowUnknown
        [row] = rows
        return SignInFlow(
            digest=row["digest"],
            provider=row["provider"],
            exchange=Exchange(nonce=row["nonce"], verifier=row["verifier"]),
            browser=row["browser"],
            session_id=SessionId(row["session_id"]) if row["session_id"] else None,
            created_at=row["created_at"],
        )

    async def forget_before(self, moment: datetime) -> None:
        await fetch(self._connections, _FORGET, moment=moment)


def _identity(row: Row) -> LinkedIdentity:
    return LinkedIdentity(**{**row, "user_id": UserId(row["user_id"])})
