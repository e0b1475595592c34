"""The common base of all tables, and what several of them share."""

from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Column, ColumnElement, Index, MetaData, and_, literal_column, or_

from storage.records.content import Content
from storage.types import Json

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)
NUMBERS = Json(TypeAdapter(tuple[int, ...]))
STRINGS = Json(TypeAdapter(tuple[str, ...]))
DETAILS = Json(TypeAdapter(dict[str, str]))
CONTENT = Json(TypeAdapter(Content))


def state_is(column: Column[Any], states: Collection[StrEnum]) -> ColumnElement[bool]:
    """True if `column` holds one of the states, as literals: bound values never choose a partial index."""
    return or_(*(column == literal_column(f"'{state}'") for state in states))


def key_in(columns: Sequence[Column[Any]], keys: Collection[tuple[Any, ...]]) -> ColumnElement[bool]:
    """True if the columns hold one of the keys, which mostly differ in the last column only.

    Not as a row value: with two keys or more SQLite would scan the whole table. It takes a thousand keys at
    most that differ in a leading column: ask for many `in_parts`.
    """
    *leading, last = columns
    values: dict[tuple[Any, ...], list[Any]] = {}
    for *first, value in keys:
        values.setdefault(tuple(first), []).append(value)
    return or_(
        *(
            and_(*(column == value for column, value in zip(leading, first, strict=True)), last.in_(found))
            for first, found in values.items()
        )
    )


def partial_index(name: str, *columns: Column[Any], where: ColumnElement[bool]) -> None:
    """Make an index over the rows for which `where` holds, on both databases."""
    Index(name, *columns, sqlite_where=where, postgresql_where=where)
