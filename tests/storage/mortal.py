"""A process that claims all there is, says so, and waits to be killed."""

import asyncio
import sys

from storage.database import Database
from tests.storage.samples import NOW, all_at_once


async def claim_and_wait(url: str) -> None:
    database = await Database.open(url)
    async with database.hold() as holder:
        async with database.books() as books:
            await books.inbox.claim(holder, NOW, all_at_once)
            await books.outbox.claim(holder, NOW, limit=20)
            await books.commit()
        print("claimed", flush=True)  # noqa: T201  (the test waits for this line)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(claim_and_wait(sys.argv[1]))
