"""Accounts in PostgreSQL."""

from typing import Final

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from jobr_adapters.postgres.statements import Connections, Row, Statement, fetch
from jobr_adapters.postgres.tables.accounts import users
from jobr_core.accounts.errors import EmailTaken, UserNotFound
from jobr_core.accounts.model import Language, Role, User, UserId
from jobr_core.accounts.ports import ChangingUsers

# A violated constraint would be told in the server's log, with the address.
_ADD: Final = Statement.of(
    insert(users).on_conflict_do_nothing(index_elements=[users.c.email]).returning(users.c.id)
)
_BY_EMAIL: Final = Statement.of(select(users).where(users.c.email == bindparam("email")))
_BY_ID: Final = Statement.of(select(users).where(users.c.id == bindparam("id")))
# Rows that refer to the account can be added meanwhile.
_HOLD: Final = Statement.of(
    select(users).where(users.c.id == bindparam("id")).with_for_update(key_share=True)
)
_FIXED: Final = ("id", "created_at")
_CHANGE: Final = Statement.of(
    update(users)
    .where(users.c.id == bindparam("user_id"))
    .values({column: bindparam(column.name) for column in users.c if column.name not in _FIXED})
)
_REMOVE: Final = Statement.of(
    delete(users).where(users.c.id == bindparam("id")).returning(users.c.id)
)
_NEWEST: Final = Statement(
    """
    SELECT * FROM users WHERE %(before)s::uuid IS NULL OR id < %(before)s
    ORDER BY id DESC LIMIT %(most)s
    """
)


class PostgresUsers(ChangingUsers):
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    async def add(self, user: User) -> None:
        created = {"id": user.id, "created_at": user.created_at}
        if not await fetch(self._connections, _ADD, **created, **_changing(user)):
            raise EmailTaken

    async def by_email(self, email: str) -> User:
        return _only(await fetch(self._connections, _BY_EMAIL, email=email))

    async def by_id(self, user_id: UserId) -> User:
        return _only(await fetch(self._connections, _BY_ID, id=user_id))

    async def newest(self, limit: int, before: UserId | None = None) -> tuple[User, ...]:
        rows = await fetch(self._connections, _NEWEST, most=limit, before=before)
        return tuple(map(user_in, rows))

    async def held(self, user_id: UserId) -> User:
        return _only(await fetch(self._connections, _HOLD, id=user_id))

    async def change(self, user: User) -> None:
        await fetch(self._connections, _CHANGE, user_id=user.id, **_changing(user))

    async def remove(self, user_id: UserId) -> None:
        if not await fetch(self._connections, _REMOVE, id=user_id):
            raise UserNotFound


def user_in(row: Row) -> User:
    """The account in a row of its table."""
    return User(
        id=UserId(row["id"]),
        email=row["email"],
        full_name=row["full_name"],
        password_hash=row["password_hash"],
        role=Role(row["role"]),
        created_at=row["created_at"],
        language=Language(row["language"]),
        email_verified_at=row["email_verified_at"],
        disabled_at=row["disabled_at"],
        second_factor_since=row["second_factor_since"],
    )


def _changing(user: User) -> dict[str, object]:
    return {
        "email": user.email,
        "full_name": user.full_name,
        "password_hash": user.password_hash,
        "role": user.role.value,
        "language": user.language.value,
        "email_verified_at": user.email_verified_at,
        "disabled_at": user.disabled_at,
        "second_factor_since": user.second_factor_since,
    }


def _only(rows: list[dict[str, object]]) -> User:
    if not rows:
        raise UserNotFound
    return user_in(rows[0])
