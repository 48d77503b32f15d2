"""Accounts in PostgreSQL."""

from typing import Final

from sqlalchemy import bindparam, insert, select, update

from jobr_adapters.postgres.statements import Connections, Row, Statement, fetch
from jobr_adapters.postgres.tables import users
from jobr_core.accounts.errors import UserNotFound
from jobr_core.accounts.model import Role, User, UserId
from jobr_core.accounts.ports import Users

_ADD: Final = Statement.of(insert(users))
_BY_EMAIL: Final = Statement.of(select(users).where(users.c.email == bindparam("email")))
_BY_ID: Final = Statement.of(select(users).where(users.c.id == bindparam("id")))
_SET_ROLE: Final = Statement.of(
    update(users)
    .where(users.c.id == bindparam("user_id"))
    .values(role=bindparam("role"))
    .returning(users.c.id)
)
_NEWEST: Final = Statement.of(select(users).order_by(users.c.id.desc()).limit(bindparam("most")))


class PostgresUsers(Users):
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    async def add(self, user: User) -> None:
        await fetch(
            self._connections,
            _ADD,
            id=user.id,
            email=user.email,
            full_name=user.full_name,
            password_hash=user.password_hash,
            role=user.role.value,
            created_at=user.created_at,
        )

    async def by_email(self, email: str) -> User:
        return _only(await fetch(self._connections, _BY_EMAIL, email=email))

    async def by_id(self, user_id: UserId) -> User:
        return _only(await fetch(self._connections, _BY_ID, id=user_id))

    async def set_role(self, user_id: UserId, role: Role) -> None:
        if not await fetch(self._connections, _SET_ROLE, user_id=user_id, role=role.value):
            raise UserNotFound

    async def newest(self, limit: int) -> tuple[User, ...]:
        return tuple(map(_user, await fetch(self._connections, _NEWEST, most=limit)))


def _only(rows: list[dict[str, object]]) -> User:
    if not rows:
        raise UserNotFound
    return _user(rows[0])


def _user(row: Row) -> User:
    return User(
        id=UserId(row["id"]),
        email=row["email"],
        full_name=row["full_name"],
        password_hash=row["password_hash"],
        role=Role(row["role"]),
        created_at=row["created_at"],
    )
