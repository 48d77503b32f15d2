"""The promise of SecondFactors, kept by every storage."""

import asyncio
from dataclasses import replace

from storages import OnMemory, OnPostgres, Storage

from builders import NOON, a_user
from jobr_core.accounts.model import User
from jobr_core.accounts.second_factor import SecondFactor


async def a_person(storage: Storage) -> User:
    user = a_user()
    async with storage.begin() as work:
        await work.users.add(user)
        await work.commit()
    return user


def a_factor(user: User) -> SecondFactor:
    return SecondFactor(user_id=user.id, sealed=b"sealed", last_step=0, created_at=NOON)


async def kept(storage: Storage, factor: SecondFactor, *digests: bytes) -> None:
    async with storage.begin() as work:
        await work.second_factors.keep(factor)
        await work.second_factors.replace_codes(factor.user_id, digests)
        await work.commit()


async def seen(storage: Storage, user: User) -> tuple[SecondFactor | None, int]:
    async with storage.begin() as work:
        factor = await work.second_factors.held(user.id)
        return factor, await work.second_factors.codes_left(user.id)


async def uses(storage: Storage, user: User) -> int:
    """How many of a hundred uses of one step at the same moment find it unused."""

    async def use() -> bool:
        async with storage.begin() as work:
            factor = await work.second_factors.held(user.id)
            assert factor
            if factor.last_step >= 7:
                return False
            await asyncio.sleep(0)
            await work.second_factors.keep(factor.used(7))
            await work.commit()
        return True

    return sum(await asyncio.gather(*(use() for _ in range(100))))


class SecondFactorsContract:
    async def test_one_is_kept_in_place_of_another(self, storage: Storage) -> None:
        user, other = await a_person(storage), await a_person(storage)
        factor = a_factor(user)
        assert await seen(storage, user) == (None, 0)
        await kept(storage, factor, b"1", b"2")
        assert await seen(storage, user) == (factor, 2)
        changed = replace(factor, sealed=b"other", last_step=9)
        await kept(storage, changed, b"3")
        assert await seen(storage, user) == (changed, 1)
        assert await seen(storage, other) == (None, 0)

    async def test_a_recovery_code_is_taken_once(self, storage: Storage) -> None:
        user, other = await a_person(storage), await a_person(storage)
        await kept(storage, a_factor(user), b"1", b"2")

        async def take(owner: User, digest: bytes) -> bool:
            async with storage.begin() as work:
                taken = await work.second_factors.take_code(owner.id, digest)
                await work.commit()
            return taken

        assert not await take(other, b"1")
        takes = await asyncio.gather(*(take(user, b"1") for _ in range(50)))
        assert takes.count(True) == 1
        assert not await take(user, b"3")
        assert (await seen(storage, user))[1] == 1

    async def test_of_a_hundred_uses_of_a_step_one_counts(self, storage: Storage) -> None:
        user = await a_person(storage)
        await kept(storage, a_factor(user))
        assert await uses(storage, user) == 1

    async def test_a_removed_one_takes_its_codes_along(self, storage: Storage) -> None:
        user = await a_person(storage)
        await kept(storage, a_factor(user), b"1")
        async with storage.begin() as work:
            await work.second_factors.remove(user.id)
            await work.commit()
        assert await seen(storage, user) == (None, 0)

    async def test_it_goes_with_its_account(self, storage: Storage) -> None:
        user = await a_person(storage)
        await kept(storage, a_factor(user), b"1")
        async with storage.begin() as work:
            await work.users.remove(user.id)
            await work.commit()
        assert await seen(storage, user) == (None, 0)


class TestSecondFactorsOnMemory(OnMemory, SecondFactorsContract): ...


class TestSecondFactorsOnPostgres(OnPostgres, SecondFactorsContract):
    async def test_looking_without_holding_many_would_count(self, storage: Storage) -> None:
        """The same as `uses`, by a row that is read and not held."""
        user = await a_person(storage)
        await kept(storage, a_factor(user))
        assert storage.pool

        async def use() -> bool:
            assert storage.pool
            async with storage.pool.autocommit() as connection:
                cursor = await connection.execute(
                    "SELECT last_step FROM second_factors WHERE user_id = %s", (user.id,)
                )
                [row] = await cursor.fetchall()
            if row["last_step"] >= 7:
                return False
            await kept(storage, a_factor(user).used(7))
            return True

        assert sum(await asyncio.gather(*(use() for _ in range(100)))) > 1
