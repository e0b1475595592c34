"""What is left of somebody in a database: every value of every table is looked through."""

import json
from pathlib import Path

from sqlalchemy import text

from storage.database import Database
from storage.tables.base import metadata


async def traces_of(database: Database, *words: str) -> list[str]:
    """Where any of the words stands, by table; JSON may hold them escaped."""
    found: list[str] = []
    async with database._engine.connect() as connection:
        for table in metadata.sorted_tables:
            rows = await connection.execute(text(f"SELECT * FROM {table.name}"))  # noqa: S608  (our own names)
            for row in rows:
                found += [f"{table.name}: {row}" for word in words if _stands_in(word, str(tuple(row)))]
    return found


def traces_in_files(folder: Path, *words: str) -> list[str]:
    """Which files below a folder hold any of the words, byte by byte."""
    return [
        f"{file.name}: {word}"
        for file in sorted(folder.rglob("*"))
        if file.is_file()
        for word in words
        if word.encode() in file.read_bytes() or json.dumps(word)[1:-1].encode() in file.read_bytes()
    ]


def _stands_in(word: str, row: str) -> bool:
    return word in row or json.dumps(word)[1:-1] in row.replace("\\\\", "\\")
