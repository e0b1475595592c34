"""The bytes of files, in a folder, under random names that nobody chose and nobody can guess.

A file is complete under its name or not there at all: it is written beside it and then renamed. Its
record comes before its name, so whatever is under a name has a record, and is deleted with it.
"""

import asyncio
import os
import secrets
from collections.abc import AsyncIterable, AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

LARGEST_FILE = 10 * 2**20
"""Telegram takes photos of up to 10 MB from bots (https://core.telegram.org/bots/api#sending-files)."""

_UNFINISHED = ".part"


class FileTooLarge(Exception):
    """More than `LARGEST_FILE` bytes; nothing was kept."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file whose bytes are on disk, with the first of them."""

    id: str
    size: int
    head: bytes


@dataclass(frozen=True, slots=True)
class UploadsFolder:
    """The files of the web chat and the desk."""

    folder: Path

    def path(self, upload_id: str) -> Path:
        return self.folder / upload_id[:2] / upload_id

    @asynccontextmanager
    async def keeping(self, chunks: AsyncIterable[bytes], *, head: int) -> AsyncIterator[KeptFile]:
        """Write a file as it arrives, holding one chunk in memory. Raises `FileTooLarge`.

        It gets its name when the block ends, which has to make the record; if that fails, nothing remains.
        """
        upload_id = secrets.token_hex(16)
        path = self.path(upload_id)
        unfinished = path.with_name(f"{upload_id}{_UNFINISHED}")
        size, beginning = 0, b""
        try:
            # Not in a thread, nor is the renaming: a thread goes on when its caller is cancelled.
            with _create(unfinished) as file:
                async for chunk in chunks:
                    size += len(chunk)
                    if size > LARGEST_FILE:
                        raise FileTooLarge
                    beginning += chunk[: head - len(beginning)]
                    await asyncio.to_thread(file.write, chunk)
                await asyncio.to_thread(_sync, file)
            yield KeptFile(upload_id, size, beginning)
            unfinished.rename(path)
        finally:
            unfinished.unlink(missing_ok=True)

    async def read(self, upload_id: str) -> bytes:
        """All bytes of a file. Raises `FileNotFoundError`."""
        return await asyncio.to_thread(self.path(upload_id).read_bytes)

    async def remove(self, upload_ids: Collection[str]) -> None:
        """Delete the bytes of these files."""
        for upload_id in upload_ids:
            await asyncio.to_thread(self.path(upload_id).unlink, missing_ok=True)

    async def remove_unfinished(self, before: datetime) -> None:
        """Delete what was begun before the moment and never finished, since the process was killed."""
        await asyncio.to_thread(_remove_unfinished, self.folder, before.timestamp())


def _remove_unfinished(folder: Path, before: float) -> None:
    for unfinished in folder.glob(f"*/*{_UNFINISHED}"):
        if unfinished.stat().st_mtime < before:
            unfinished.unlink(missing_ok=True)


async def in_one_chunk(content: bytes) -> AsyncIterator[bytes]:
    """Content that is already in memory, as something that arrives."""
    yield content


def _create(path: Path) -> BinaryIO:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("xb")


def _sync(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
