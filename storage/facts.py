"""Small values with names: a session key, the bot's identity."""

from collections.abc import Collection

from sqlalchemy import delete, select

from storage.tables.facts import facts
from storage.transaction import Transaction


class Facts:
    """Values by name."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def get(self, name: str) -> str | None:
        found = await self._transaction.execute(select(facts.c.value).where(facts.c.name == name))
        return found.scalar_one_or_none()

    async def of(self, names: Collection[str]) -> dict[str, str]:
        """The values of those names that have one."""
        query = select(facts.c.name, facts.c.value).where(facts.c.name.in_(sorted(names)))
        return {row.name: row.value for row in await self._transaction.execute(query)}

    async def put(self, name: str, value: str) -> None:
        await self._transaction.save(facts, [{"name": name, "value": value}])

    async def add(self, name: str, value: str) -> bool:
        """Store the value unless there is one; if several processes add at once, only one succeeds."""
        row = {"name": name, "value": value}
        return bool(await self._transaction.insert_new(facts, [row], facts.c.name))

    async def forget(self, name: str) -> None:
        await self._transaction.execute(delete(facts).where(facts.c.name == name))
