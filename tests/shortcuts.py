"""What costs time on purpose, and guards nothing in a test: each process of the tests goes without it."""

import ssl
from functools import cache
from typing import Any

import pytest

from storage import engine

set_durable_pragmas = engine._set_pragmas
"""Those of the product: a commit waits for the disk."""


def _set_hasty_pragmas(connection: Any, entry: Any) -> None:
    set_durable_pragmas(connection, entry)
    connection.cursor().execute("PRAGMA synchronous=OFF")


def take_shortcuts(patch: pytest.MonkeyPatch) -> None:
    """SQLite leaves it to the system when to write: processes are killed here, machines are not.

    The desk's passwords cost a quarter of a second each, and those of tests are known to everybody.
    Each session of a Telegram library reads all certificates of the world, and the double speaks plain HTTP.
    """
    patch.setattr(engine, "_set_pragmas", _set_hasty_pragmas)
    patch.setattr("bot.channels.web.desk.passwords._LOG_COST", 4)
    patch.setattr("ssl.create_default_context", cache(ssl.create_default_context))
