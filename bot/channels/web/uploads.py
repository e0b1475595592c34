"""The bytes of files, in a folder, under random names that nobody chose and nobody can guess.

A file is complete under its name or not there at all: it is written beside it and then renamed.
"""

import asyncio
import os
import secrets
from collections.abc import AsyncIterable, Collection
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
    """A stored file, with its first bytes."""

    id: str
    size: int
    head: bytes


@dataclass(frozen=True, slots=True)
class UploadsFolder:
    """The files of the web chat and the desk."""

    folder: Path

    def path(self, upload_id: str) -> Path:
        return self.folder / upload_id[:2] / upload_id

    async def keep(self, chunks: AsyncIterable[bytes], *, head: int) -> KeptFile:
        """Write a file as it arrives, holding one chunk in memory. Raises `FileTooLarge`."""
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
            unfinished.rename(path)
        finally:
            unfinished.unlink(missing_ok=True)
        return KeptFile(upload_id, size, beginning)

    async def keep_whole(self, content: bytes, *, head: int) -> KeptFile:
        """Write a file that is already in memory."""

        async def chunks() -> AsyncIterable[bytes]:
            yield content

        return await self.keep(chunks(), head=head)

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


def _create(path: Path) -> BinaryIO:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("xb")


def _sync(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
