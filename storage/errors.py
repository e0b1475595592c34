"""The errors that storage raises deliberately. Anything outside this tree is a bug.

StorageError
├── StorageUnavailable   the database is away: an outage, wait and try again
├── NoDatabase           there is no such file
├── DatabaseInUse        another process holds this SQLite file
├── SchemaBehind         the schema is older than this program
├── SchemaAhead          the schema is newer than this program
├── BackupFailed         no copy was made
├── RestoreFailed        no copy was brought back
├── ClaimLost            the lane is no longer ours
├── StaleRecord          somebody changed the record since it was read
├── UnknownFaqIds        an import names entries that do not exist
└── UnknownVisitor       nobody of this id ever opened the web chat
"""

from collections.abc import Iterable


class StorageError(Exception):
    """Root of everything that storage raises deliberately."""


class StorageUnavailable(StorageError):
    """The database is away, locked for too long, out of space, or the connection was lost.

    Nothing of the transaction was kept; if the commit itself was cut off, that is unknown: read again.
    """


class NoDatabase(StorageError):
    """There is no SQLite file at this address."""

    def __init__(self, file: object) -> None:
        super().__init__(
            f"there is no database at {file}: start in the folder of your .env, or change DATABASE_URL"
        )


class DatabaseInUse(StorageError):
    """Another process works on this database file. One file, one process."""


class SchemaBehind(StorageError):
    """The database's schema is older than this program: it must be upgraded first."""


class SchemaAhead(StorageError):
    """The database's schema was made by a newer version of this program."""


class BackupFailed(StorageError):
    """No copy was made; the message says why and what to do."""


class RestoreFailed(StorageError):
    """No copy took the database's place; the message says why and what to do."""


class ClaimLost(StorageError):
    """The lane is no longer this holder's: another may work on it, so nothing may be written."""

    def __init__(self, lane: str) -> None:
        self.lane = lane
        super().__init__(f"the claim to the lane {lane} was lost")


class StaleRecord(StorageError):
    """Somebody changed the record since it was read: read it again and decide again."""

    def __init__(self, record: str, key: object) -> None:
        self.record = record
        self.key = key
        super().__init__(f"{record} {key} was changed since it was read")


class UnknownFaqIds(StorageError):
    """An import names entries by ids that do not exist."""

    def __init__(self, ids: Iterable[int]) -> None:
        self.ids = tuple(sorted(ids))
        super().__init__(f"no FAQ entries with the ids {', '.join(map(str, self.ids))}")


class UnknownVisitor(StorageError):
    """No visitor with this id ever opened the web chat, or they were erased."""

    def __init__(self, visitor: str) -> None:
        self.visitor = visitor
        super().__init__(f"there is no visitor {visitor}")
