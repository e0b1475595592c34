"""Tells an outage of the database from a bug."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from storage.errors import StorageUnavailable

_RUINED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
"""The file itself is broken: no code of ours mends it, and nothing may be given up because of it."""

_LOST_SQLSTATES = frozenset(
    {
        "25006",  # a standby not promoted yet, or a read-only primary (its disk is full)
        "25P03",  # the server ended the connection: idle for too long inside a transaction
        "25P04",  # the same: the transaction took too long
        "XX001",  # the data is broken, as above
        "XX002",  # an index is
    }
)
"""PostgreSQL is away, though its driver calls these no operational errors.

The next server at that address may be usable
(https://www.postgresql.org/docs/current/errcodes-appendix.html).
"""


@contextmanager
def outages_told() -> Iterator[None]:
    """Turn errors that mean an outage into `StorageUnavailable`; let bugs through."""
    try:
        yield
    except PoolTimeout as error:
        raise StorageUnavailable("no database connection became free in time") from error
    except DBAPIError as error:
        if not _is_outage(error):
            raise
        raise StorageUnavailable(f"the database is away: {error.orig}") from error


def is_lost_server(error: BaseException) -> bool:
    """Return True if PostgreSQL says that this connection is of no use for now."""
    return getattr(error, "sqlstate", None) in _LOST_SQLSTATES


def give_up_lost_connections(context: ExceptionContext) -> None:
    """Listen to an engine's errors: after a lost server, later statements get new connections."""
    if is_lost_server(context.original_exception):
        context.is_disconnect = True


def _is_outage(error: DBAPIError) -> bool:
    if error.connection_invalidated:
        return True
    if isinstance(error.orig, sqlite3.Error):
        code = getattr(error.orig, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        # SQLite also calls a misspelt table an operational error; only that one has plain SQLITE_ERROR.
        return code in _RUINED or (isinstance(error, OperationalError) and code != sqlite3.SQLITE_ERROR)
    return isinstance(error, OperationalError | InterfaceError)
