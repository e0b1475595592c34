"""The tables of single values with a name."""

from sqlalchemy import BigInteger, Column, Named, Table, Text, TypedColumns

from storage.tables.base import metadata
from storage.types import Words


class FactColumns(TypedColumns):
    """A small value with a name."""

    name: Named[str] = Column(Text, primary_key=True)
    value: Named[str] = Column(Words)


facts = Table("facts", metadata, FactColumns)


class CounterColumns(TypedColumns):
    """The last number given out under a name."""

    name: Named[str] = Column(Text, primary_key=True)
    value: Named[int] = Column(BigInteger)


counters = Table("counters", metadata, CounterColumns)
