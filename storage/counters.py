"""Counters that grow by one with every committed use."""

from sqlalchemy import bindparam, select

from storage.tables.facts import counters
from storage.transaction import Transaction

_VALUE = select(counters.c.value).where(counters.c.name == bindparam("of"))


async def next_value(transaction: Transaction, name: str) -> int:
    """The next number under `name`. Other callers wait for this transaction's end, so none is skipped."""
    insert = transaction.insert(counters).values(name=name, value=1)
    grown = insert.on_conflict_do_update(index_elements=["name"], set_={"value": counters.c.value + 1})
    return (await transaction.execute(grown.returning(counters.c.value))).scalar_one()


async def current_value(transaction: Transaction, name: str) -> int:
    """The last number given out, 0 before the first."""
    found = await transaction.execute(_VALUE, {"of": name})
    return found.scalar_one_or_none() or 0


async def hold_value(transaction: Transaction, name: str) -> None:
    """Have others who hold it, or ask for the next number, wait for this transaction's end; none is taken."""
    insert = transaction.insert(counters).values(name=name, value=0)
    as_it_is = {"value": counters.c.value}
    await transaction.execute(insert.on_conflict_do_update(index_elements=["name"], set_=as_it_is))
