"""What is due at a moment."""

from dataclasses import replace

from storage.changes import Plan
from storage.database import Database
from storage.records.timers import Timer, TimerKind
from tests.storage.samples import (
    MINUTE,
    NOW,
    SECOND,
)


class TestTimers:
    async def test_are_due_when_their_moment_has_come(self, database: Database) -> None:
        late, early = (Timer(TimerKind.SUGGESTION, str(n), NOW - n * SECOND, "t") for n in (0, 1))
        async with database.books() as books:
            await books.apply(Plan(timers=(late, early)), now=NOW)

            assert await books.timers.due(NOW - SECOND) == (early,)
            assert await books.timers.due(NOW) == (early, late)
            assert await books.timers.due(NOW, limit=1) == (early,)

    async def test_are_replaced_by_newer_ones_of_their_subject(self, database: Database) -> None:
        first = Timer(TimerKind.SUGGESTION, "1", NOW, "t1")
        second = replace(first, due_at=NOW + MINUTE, token="t2")
        async with database.books() as books:
            await books.apply(Plan(timers=(first,)), now=NOW)
            await books.apply(Plan(timers=(second,)), now=NOW)

            assert await books.timers.due(NOW + MINUTE) == (second,)
            assert not await books.timers.done(first)
            assert await books.timers.done(second)
            assert not await books.timers.done(second)
            assert await books.timers.due(NOW + MINUTE) == ()

    async def test_can_be_cancelled_whether_they_stand_or_not(self, database: Database) -> None:
        timer = Timer(TimerKind.CLOSE_TICKET, "1", NOW)
        async with database.books() as books:
            await books.apply(Plan(timers=(timer,)), now=NOW)
            cancelled = (("close ticket", "1"), (TimerKind.SUGGESTION, "1"))
            await books.apply(Plan(cancel_timers=cancelled), now=NOW)

            assert await books.timers.due(NOW) == ()
