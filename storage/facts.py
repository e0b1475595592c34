"""Small values with names: a session key, the bot's identity."""

from sqlalchemy import select

from storage.tables import facts
from storage.transaction import Transaction


class Facts:
    """Values by name."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def get(self, name: str) -> str | None:
        found = await self._transaction.execute(select(facts.c.value).where(facts.c.name == name))
        return found.scalar_one_or_none()

    async def put(self, name: str, value: str) -> None:
        await self._transaction.save(facts, [{"name": name, "value": value}])
