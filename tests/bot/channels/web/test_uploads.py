"""Files that are not finished: whatever interrupts them, nothing of them stays in the folder."""

import asyncio
import os
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels.web.uploads import UploadsFolder, in_one_chunk
from storage.errors import StorageUnavailable
from tests.bot.channels.web.conftest import Served


def files_in(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file()]


async def keep(uploads: UploadsFolder, chunks: AsyncIterator[bytes]) -> None:
    async with uploads.keeping(chunks, head=4):
        pass


async def test_one_gets_its_name_after_its_record_so_a_kill_leaves_none_without(tmp_path: Path) -> None:
    async with UploadsFolder(tmp_path).keeping(in_one_chunk(b"carbonara"), head=4) as kept:
        before = files_in(tmp_path)

    assert (before, files_in(tmp_path)) == ([f"{kept.id}.part"], [kept.id])


async def test_one_whose_record_cannot_be_made_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(StorageUnavailable):
        async with UploadsFolder(tmp_path).keeping(in_one_chunk(b"carbonara"), head=4):
            raise StorageUnavailable

    assert files_in(tmp_path) == []


@pytest.mark.parametrize("turns", range(6))
async def test_one_that_is_cancelled_leaves_nothing_behind(tmp_path: Path, turns: int) -> None:
    """Whoever goes away may do so at any moment."""
    never = asyncio.Event()

    async def chunks() -> AsyncIterator[bytes]:
        yield b"the beginning"
        await never.wait()

    async with asyncio.TaskGroup() as tasks:
        keeping = tasks.create_task(keep(UploadsFolder(tmp_path), chunks()))
        for _ in range(turns):
            await asyncio.sleep(0)
        keeping.cancel()
    await asyncio.get_running_loop().shutdown_default_executor()  # what still runs in threads ends

    assert files_in(tmp_path) == []


async def test_one_that_a_kill_left_is_tidied_away_after_a_day(served: Served) -> None:
    folder = served.web.uploads.folder
    now = served.clock()
    for name, age in (("old.part", timedelta(days=2)), ("new.part", timedelta()), ("old", timedelta(days=2))):
        file = folder / "ab" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"the beginning")
        os.utime(file, ((now - age).timestamp(),) * 2)

    await served.web.housekeeping.tidy()

    assert sorted(files_in(folder)) == ["new.part", "old"]
