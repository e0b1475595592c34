"""The file of a SQLite database: checks that it can be written and is sound, and copies it."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from storage.errors import BackupFailed, StorageUnavailable
from storage.folders import is_writable

_SQLITE_MAGIC = b"SQLite format 3\0"


def refuse_what_cannot_be_written(file: Path) -> None:
    """Raise `StorageUnavailable` with the place and what to do: SQLite would only say that it cannot write.

    The folder is tried too, as SQLite writes files beside its own.
    """
    for place, can_be_written in ((file.parent, is_writable), (file, _can_be_changed)):
        if place.exists() and not can_be_written(place):
            raise StorageUnavailable(
                f"this user cannot write to {place}: change its owner or its rights, or change DATABASE_URL"
            )


def _can_be_changed(file: Path) -> bool:
    try:
        with file.open("r+b"):
            return True
    except OSError:
        return False


def damage_in(database: sqlite3.Connection) -> str | None:
    """The first damage in the database, in SQLite's words; None if it is sound. Reads the whole of it."""
    try:
        (verdict,) = database.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        return str(error)
    return None if verdict == "ok" else " ".join(verdict.split())


def damage_in_file(file: Path) -> str | None:
    """The same of a file, which may be in use."""
    with closing(sqlite3.connect(file)) as database:
        return damage_in(database)


def copy_sqlite(source: Path, file: Path) -> None:
    """Copy the database `source` consistently while it is in use. Raises `BackupFailed`."""
    if file.exists() and file.samefile(source):
        raise BackupFailed(f"{file} is the database itself: give the copy another name")
    if file.exists() and not _is_replaceable(file):
        raise BackupFailed(f"{file} is no copy of a database and would be lost: give the copy another name")
    unfinished = file.with_name(file.name + ".part")
    try:
        unfinished.unlink(missing_ok=True)
        with closing(sqlite3.connect(source)) as original, closing(sqlite3.connect(unfinished)) as copy:
            original.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, complete in itself
            damage = damage_in(copy)
        if damage is not None:
            unfinished.unlink()
            raise BackupFailed(f"{source} is damaged ({damage}): no copy was made, and {file} is as it was")
        with unfinished.open("rb") as written:
            os.fsync(written.fileno())
        unfinished.replace(file)
    except (OSError, sqlite3.Error) as error:
        unfinished.unlink(missing_ok=True)
        raise BackupFailed(f"no copy was made to {file}: {error}") from error


def _is_replaceable(file: Path) -> bool:
    """Return True for an older copy: https://www.sqlite.org/fileformat.html, 1.3."""
    with file.open("rb") as opened:
        return opened.read(len(_SQLITE_MAGIC)) in {_SQLITE_MAGIC, b""}
