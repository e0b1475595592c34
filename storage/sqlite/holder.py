"""The lock that shows that a process is alive, on SQLite: an exclusive one on a file beside the database."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from storage.errors import DatabaseInUse

if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[str]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def hold_file(database: Path) -> Iterator[None]:
    """Hold the lock of this database file. Raises `DatabaseInUse` if another process has it."""
    lock = database.with_name(database.name + ".lock")
    with lock.open("a") as file:
        try:
            _lock(file)
        except OSError as error:
            raise DatabaseInUse(
                f"another process works on {database} (it holds {lock.name}): stop that one first,"
                " or give this one a DATABASE_URL of its own"
            ) from error
        yield
