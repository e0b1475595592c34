"""Counts managers' changes to what every process follows: FAQ, house style, promises."""

from collections.abc import Mapping

from sqlalchemy import select

from storage.faq.entries import REVISION as FAQ
from storage.sla import REVISION as PROMISES
from storage.tables.facts import counters
from storage.transaction import Transaction
from storage.wording.words import REVISION as HOUSE_STYLE

_ALL = select(counters.c.name, counters.c.value).where(counters.c.name.in_((FAQ, HOUSE_STYLE, PROMISES)))


class Revisions:
    """Numbers that grow with every committed change, by name."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def all(self) -> Mapping[str, int]:
        """All of them in one query; a name without changes is 0, or left out."""
        return {row.name: row.value for row in await self._transaction.execute(_ALL)}
