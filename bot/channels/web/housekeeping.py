"""Removes what is no longer needed: expired sessions, visitors who never wrote, files never sent."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

import structlog

from bot.channels.web.uploads import UploadsFolder
from bot.workers.alarm import Alarm
from bot.workers.faults import report_bug
from handlers.clock import Clock
from storage.database import Database
from storage.errors import StorageUnavailable
from storage.wakeups import Work

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

EVERY = timedelta(hours=1)
UNUSED_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Housekeeping:
    """Runs once an hour, and after an erasure, as long as the web is served."""

    database: Database
    uploads: UploadsFolder
    clock: Clock

    async def run(self) -> None:
        """Tidy until cancelled."""
        alarm = Alarm(self.clock)
        self.database.on_commit(Work.ERASURE, alarm.ring)
        while True:
            try:
                await self.tidy()
            except StorageUnavailable:
                log.warning("tidying the web waits for the database")
            except Exception as error:  # noqa: BLE001 - reported: the next run tries again
                report_bug("the web could not be tidied", error)
            await alarm.sleep(at_most=EVERY)

    async def tidy(self) -> None:
        """Tidy once. Bytes are deleted before their records: after an interruption the next run finishes.

        The same if the files cannot be removed now.
        """
        now = self.clock()
        async with self.database.reading() as books:
            of_visitors = await books.web_uploads.unused(now - UNUSED_FOR)
            of_staff = await books.desk_uploads.unused(now - UNUSED_FOR)
        files = (*of_visitors, *of_staff)
        is_gone = await self._remove(files)
        async with self.database.books() as books:
            if is_gone:
                await books.web_uploads.forget(of_visitors)
                await books.desk_uploads.forget(of_staff)
            visitors = await books.web_sessions.purge(now, silent_since=now - UNUSED_FOR)
            await books.commit()
        if files or visitors:
            log.info("the web is tidy", files=len(files) if is_gone else 0, visitors=visitors)

    async def _remove(self, files: Collection[str]) -> bool:
        try:
            await self.uploads.remove(files)
            await self.uploads.remove_unfinished(self.clock() - UNUSED_FOR)
        except OSError as error:
            folder = str(self.uploads.folder)
            log.warning("files of the web cannot be removed", folder=folder, reason=error.strerror)
            return False
        return True
