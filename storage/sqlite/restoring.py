"""Brings a copy of a SQLite database back. What was there is kept beside it."""

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from storage.errors import BackupFailed, RestoreFailed
from storage.sqlite.file import copy_sqlite, damage_in

# SQLite keeps these beside a database, and would write those of a dead process into what takes its place.
_BESIDE = ("-wal", "-shm")
_OUR_TABLES = frozenset({"alembic_version", "tickets"})


def prepare_copy(copy: Path, file: Path) -> Path:
    """Copy a sound database of ours to where it can take the place of `file`. Raises `RestoreFailed`."""
    if not copy.is_file():
        raise RestoreFailed(f"there is no file {copy}: nothing was changed")
    if file.exists() and copy.samefile(file):
        raise RestoreFailed(f"{copy} is the database itself: name the copy to bring back")
    prepared = file.with_name(f"{file.name}.restored")
    try:
        prepared.unlink(missing_ok=True)
        with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as source:
            _refuse_strange(source, copy)
            with closing(sqlite3.connect(prepared)) as target:
                source.backup(target)
    except (OSError, sqlite3.Error) as error:
        prepared.unlink(missing_ok=True)
        raise RestoreFailed(f"{copy} cannot be read as a database ({error}): nothing was changed") from error
    return prepared


def put_in_place(prepared: Path, file: Path, now: datetime) -> Path | None:
    """Let the prepared copy take the place of `file`; nobody may work on it. Raises `RestoreFailed`.

    Returns where the former database is kept, if there was one.
    """
    kept = file.with_name(f"{file.name}.{now:%Y%m%d-%H%M%S}") if file.exists() else None
    try:
        if kept is not None:
            _keep(file, kept)
        for ending in _BESIDE:
            file.with_name(file.name + ending).unlink(missing_ok=True)
        with prepared.open("rb") as written:
            os.fsync(written.fileno())
        prepared.replace(file)
    except OSError as error:
        raise RestoreFailed(f"{file} could not be replaced: {error.strerror}") from error
    return kept


def _refuse_strange(source: sqlite3.Connection, copy: Path) -> None:
    tables = {name for (name,) in source.execute("SELECT name FROM sqlite_master")}
    if not tables >= _OUR_TABLES:
        raise RestoreFailed(f"{copy} is no copy of Otboinik's database: nothing was changed")
    damage = damage_in(source)
    if damage is not None:
        raise RestoreFailed(f"{copy} is damaged ({damage}): nothing was changed")


def _keep(file: Path, kept: Path) -> None:
    """Keep the database whole; one that cannot be read is kept as it lies there."""
    try:
        copy_sqlite(file, kept)
    except BackupFailed:
        for ending in ("", *_BESIDE):
            if (part := file.with_name(file.name + ending)).exists():
                shutil.copy2(part, kept.with_name(kept.name + ending))
