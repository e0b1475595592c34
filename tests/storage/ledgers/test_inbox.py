"""The inbox: nothing twice, nothing out of order, nothing lost."""

from datetime import datetime

import pytest

from storage.claims import Holder
from storage.database import Database
from storage.errors import ClaimLost
from storage.ledgers.inbox_lanes import ROWS_A_LANE
from storage.records.updates import Claimed, InboxRow
from tests.storage.samples import (
    ANNA,
    BORIS,
    MINUTE,
    NOW,
    SECOND,
    an_update,
    claim_updates,
    finish_updates,
    keep,
    update_ids,
)


class TestUpdatesThatArrive:
    async def test_are_kept_as_they_came(self, database: Database, holder: Holder) -> None:
        raw = {"message": {"text": "при\0вет 👋 \ud83d", "date": 1.5}, "list": [1, None, True]}
        await keep(database, an_update(1, raw=raw, album="a1"))

        (batch,) = (await claim_updates(database, holder)).batches

        assert batch.rows[0].update == an_update(1, raw=raw, album="a1")
        assert batch.rows[0].received_at == NOW

    @pytest.mark.parametrize("odd", ["a\0b", "a\ud83d"])
    async def test_are_kept_whatever_a_messenger_calls_an_album(
        self, database: Database, holder: Holder, odd: str
    ) -> None:
        """No database takes NUL and half a character; the update itself keeps them."""
        raw = {"media_group_id": odd}
        await keep(database, an_update(1, raw=raw, album=odd), an_update(2, f"telegram:{odd}"))

        first, second = (await claim_updates(database, holder)).batches

        assert first.rows[0].update.raw == raw
        assert first.rows[0].update.album in {"a\ufffd", "a\ufffdb"}
        assert second.lane in {"telegram:a\ufffd", "telegram:a\ufffdb"}

    async def test_are_kept_once_per_bot_and_number(self, database: Database) -> None:
        """A messenger repeats what it thinks was not received; another bot's numbers are its own."""
        assert await keep(database, an_update(1), an_update(2)) == 2
        assert await keep(database, an_update(2), an_update(3)) == 1
        assert await keep(database, an_update(2, source="telegram:8")) == 1

    async def test_are_known_after_they_were_handled(self, database: Database, holder: Holder) -> None:
        await keep(database, an_update(1))
        await finish_updates(database, holder, await claim_updates(database, holder))

        assert await keep(database, an_update(1)) == 0
        assert (await claim_updates(database, holder)).batches == ()

    async def test_that_nobody_committed_are_gone(self, database: Database) -> None:
        async with database.books() as books:
            await books.inbox.keep([an_update(1)], NOW)

        assert await keep(database, an_update(1)) == 1


class TestALane:
    async def test_is_handed_out_in_order(self, database: Database, holder: Holder) -> None:
        await keep(database, an_update(5), an_update(3, BORIS), an_update(4))

        assert update_ids(await claim_updates(database, holder)) == {ANNA: [5, 4], BORIS: [3]}

    async def test_is_in_one_hand_at_a_time(self, database: Database, holder: Holder) -> None:
        await keep(database, an_update(1))
        first = await claim_updates(database, holder)
        await keep(database, an_update(2))

        assert (await claim_updates(database, holder)).batches == ()
        await finish_updates(database, holder, first)
        assert update_ids(await claim_updates(database, holder)) == {ANNA: [2]}

    async def test_that_is_given_back_is_handed_out_again(self, database: Database, holder: Holder) -> None:
        await keep(database, an_update(1))
        await claim_updates(database, holder)

        async with database.books() as books:
            await books.inbox.give_back(ANNA, holder)
            await books.commit()

        (batch,) = (await claim_updates(database, holder)).batches
        assert batch.rows[0].attempts == 0

    async def test_that_is_not_ours_any_more_cannot_be_finished(
        self, database: Database, holder: Holder
    ) -> None:
        """Somebody else may be at it already: the transaction must not commit."""
        await keep(database, an_update(1))
        claimed = await claim_updates(database, holder)

        with pytest.raises(ClaimLost):
            await finish_updates(database, Holder(holder.id + 1), claimed)

        async with database.books() as books:
            assert (await books.backlog.of_inbox()).waiting == 1

    async def test_of_a_hundred_does_not_hide_the_others(self, database: Database, holder: Holder) -> None:
        """However many lanes are not ready, the one that is comes through."""
        await keep(database, *(an_update(number, f"telegram:{number}") for number in range(150)))

        def the_last(rows: tuple[InboxRow, ...], now: datetime) -> tuple[InboxRow, ...] | datetime:
            return rows if rows[0].update.update_id == 149 else now + SECOND

        claimed = await claim_updates(database, holder, the_last)

        assert update_ids(claimed) == {"telegram:149": [149]}
        assert claimed.look_again_at == NOW + SECOND

    async def test_is_left_for_later_when_the_limit_is_reached(
        self, database: Database, holder: Holder
    ) -> None:
        await keep(database, *(an_update(number, f"telegram:{number}") for number in range(5)))

        first = await claim_updates(database, holder, limit=3)
        second = await claim_updates(database, holder, limit=3)

        assert [list(update_ids(claimed)) for claimed in (first, second)] == [
            ["telegram:0", "telegram:1", "telegram:2"],
            ["telegram:3", "telegram:4"],
        ]
        assert (first.look_again_at, second.look_again_at) == (NOW, None)


class TestAReaderWithPatience:
    async def test_leaves_the_lane_unclaimed_until_its_moment(
        self, database: Database, holder: Holder
    ) -> None:
        await keep(database, an_update(1))

        def quiet(rows: tuple[InboxRow, ...], now: datetime) -> tuple[InboxRow, ...] | datetime:
            ready_at = rows[-1].received_at + SECOND
            return rows if ready_at <= now else ready_at

        claimed = await claim_updates(database, holder, quiet)
        assert claimed == Claimed((), look_again_at=NOW + SECOND)

        await keep(database, an_update(2))
        assert update_ids(await claim_updates(database, holder, quiet, now=NOW + SECOND)) == {ANNA: [1, 2]}

    async def test_may_take_the_first_rows_only(self, database: Database, holder: Holder) -> None:
        await keep(database, an_update(1), an_update(2))

        await finish_updates(
            database, holder, await claim_updates(database, holder, lambda rows, _now: rows[:1])
        )

        assert update_ids(await claim_updates(database, holder)) == {ANNA: [2]}


class TestHandlingThatFails:
    async def test_waits_and_is_tried_again_before_what_follows(
        self, database: Database, holder: Holder
    ) -> None:
        await keep(database, an_update(1), an_update(2))
        (batch,) = (await claim_updates(database, holder, lambda rows, _now: rows[:1])).batches
        async with database.books() as books:
            rows = [row.id for row in batch.rows]
            await books.inbox.retry(rows, due_at=NOW + MINUTE, error="boom", release=ANNA, holder=holder)
            await books.commit()

        assert await claim_updates(database, holder) == Claimed((), look_again_at=NOW + MINUTE)
        (again,) = (await claim_updates(database, holder, now=NOW + MINUTE)).batches
        assert [(row.update.update_id, row.attempts) for row in again.rows] == [(1, 1), (2, 0)]

    async def test_for_good_is_set_aside_and_the_lane_goes_on(
        self, database: Database, holder: Holder
    ) -> None:
        await keep(database, an_update(1), an_update(2))
        (batch,) = (await claim_updates(database, holder, lambda rows, _now: rows[:1])).batches
        async with database.books() as books:
            rows = [row.id for row in batch.rows]
            await books.inbox.set_aside(rows, error="Traceback …", release=ANNA, holder=holder)
            await books.commit()

        assert update_ids(await claim_updates(database, holder)) == {ANNA: [2]}
        async with database.books() as books:
            assert (await books.backlog.of_inbox()).set_aside == 1


class TestHousekeeping:
    async def test_depth_tells_how_much_waits_and_since_when(self, database: Database) -> None:
        await keep(database, an_update(1))
        await keep(database, an_update(2, BORIS), now=NOW + MINUTE)

        async with database.books() as books:
            depth = await books.backlog.of_inbox()

        assert (depth.waiting, depth.oldest, depth.set_aside) == (2, NOW, 0)

    async def test_purge_forgets_what_was_handled_long_ago_and_nothing_else(
        self, database: Database, holder: Holder
    ) -> None:
        await keep(database, an_update(1))
        await finish_updates(database, holder, await claim_updates(database, holder))
        await keep(database, an_update(2))
        await keep(database, an_update(3, BORIS), now=NOW + MINUTE)

        async with database.books() as books:
            assert await books.inbox.purge(NOW) == 0
            assert await books.inbox.purge(NOW + SECOND, limit=0) == 0
            assert await books.inbox.purge(NOW + SECOND) == 1
            assert (await books.backlog.of_inbox()).waiting == 2

    async def test_what_a_clock_that_was_ahead_put_off_is_brought_forward(
        self, database: Database, holder: Holder
    ) -> None:
        await keep(database, an_update(1), now=NOW + 60 * MINUTE)
        assert update_ids(await claim_updates(database, holder)) == {}

        async with database.books() as books:
            await books.inbox.bring_forward(NOW)
            await books.commit()

        (batch,) = (await claim_updates(database, holder)).batches
        assert batch.rows[0].received_at == NOW


class TestAVeryLongLane:
    async def test_is_read_from_its_beginning_beside_the_others(
        self, database: Database, holder: Holder
    ) -> None:
        many = [an_update(number) for number in range(ROWS_A_LANE + 5)]
        await keep(database, *many, an_update(1000, BORIS))

        claimed = await claim_updates(database, holder)

        assert update_ids(claimed) == {ANNA: list(range(ROWS_A_LANE)), BORIS: [1000]}
        await finish_updates(database, holder, claimed)
        rest = list(range(ROWS_A_LANE, ROWS_A_LANE + 5))
        assert update_ids(await claim_updates(database, holder)) == {ANNA: rest}
