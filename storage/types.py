"""Column types: moments in UTC, people's words, values as JSON, choices."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, cast

from pydantic import TypeAdapter
from sqlalchemy import BigInteger, DateTime, Dialect, Enum, Integer, Text
from sqlalchemy.types import TypeDecorator

BigId = BigInteger().with_variant(Integer, "sqlite")
"""A key that never runs out. SQLite numbers rows by itself only if the column is plainly INTEGER."""


LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
"""The moment for "unknown"."""


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment in UTC: SQLite forgets time zones, PostgreSQL answers in its session's.

    A value that is no moment (SQLite lets people write anything there) is read as long ago, so that it spoils
    nothing else.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without a time zone: {value!r}")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:
        read = cast("Callable[[Any], datetime | None]", super().result_processor(dialect, coltype))

        def read_or_guess(value: Any) -> datetime | None:
            try:
                return read(value)
            except (TypeError, ValueError):
                return LONG_AGO

        return read_or_guess


def storable(text: str) -> str:
    """`text` with characters that no database takes (NUL, lone surrogates) replaced."""
    return text.replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _is_storable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text


def _storable_within(value: Any) -> Any:
    """A plain JSON value, all its texts storable."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list):
        return [_storable_within(each) for each in value]
    if isinstance(value, dict):
        return {storable(name): _storable_within(each) for name, each in value.items()}
    return value


class Words(TypeDecorator[str]):
    """People's words: any character may occur."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002  (SQLAlchemy's signature)
        if value is None or _is_storable(value):
            return value
        return storable(value)


class Json(TypeDecorator[Any]):
    """A value of the adapter's type as JSON text. Text, not JSONB: PostgreSQL's JSONB refuses U+0000."""

    impl = Text
    cache_ok = True

    def __init__(self, adapter: TypeAdapter[Any]) -> None:
        self.adapter = adapter
        super().__init__()

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002  (SQLAlchemy's signature)
        if value is None:
            return None
        plain = self.adapter.dump_python(value, mode="json")
        text = json.dumps(plain, ensure_ascii=False)
        # JSON writes NUL as an escape: PostgreSQL stores that, and then fails queries for the text.
        if _is_storable(text) and r"\u0000" not in text:
            return text
        return json.dumps(_storable_within(plain), ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002  (SQLAlchemy's signature)
        return None if value is None else self.adapter.validate_json(value)


class RawJson(TypeDecorator[dict[str, Any]]):
    """JSON exactly as it came. Pure ASCII inside, so that even half a surrogate pair survives.

    A value that is no JSON object (somebody changed it by hand) is read as `{"unreadable": …}`, so that it
    spoils nothing else.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: dict[str, Any] | None, dialect: Dialect) -> str | None:  # noqa: ARG002  (SQLAlchemy's signature)
        return None if value is None else json.dumps(value, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> dict[str, Any] | None:  # noqa: ARG002  (SQLAlchemy's signature)
        if value is None:
            return None
        try:
            raw = json.loads(value)
        except ValueError:
            raw = value
        return raw if isinstance(raw, dict) else {"unreadable": raw}


def one_of(choices: type[StrEnum]) -> Enum:
    """A choice, stored as its value in plain text: a new member needs no migration."""
    return Enum(
        choices,
        native_enum=False,
        length=32,
        values_callable=lambda members: [member.value for member in members],
    )
