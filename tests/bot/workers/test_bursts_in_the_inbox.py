"""Bursts in the inbox itself: who is in the middle of one costs the others nothing."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from bot.workers.bursts import choose
from storage.claims import Holder
from storage.database import Database
from storage.records.updates import Choose, Claimed, InboxRow, Patience, RawUpdate
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

BURST = timedelta(seconds=1.5)


def text(number: int, lane: str = ANNA) -> RawUpdate:
    return an_update(number, lane, patience=Patience.BURST)


@pytest.fixture
async def holder(database: Database) -> AsyncIterator[Holder]:
    async with database.hold() as holder:
        yield holder


@pytest.fixture
def looked_at() -> list[str]:
    """The lanes that a claim had to look into."""
    return []


@pytest.fixture
def patient(looked_at: list[str]) -> Choose:
    """The reader of bursts, watched."""

    def look(rows: tuple[InboxRow, ...], now: datetime) -> tuple[InboxRow, ...] | datetime:
        looked_at.append(rows[0].update.lane)
        return choose(rows, now, BURST)

    return look


class TestCustomersInTheMiddleOfABurst:
    async def test_are_not_looked_at_before_they_may_be_quiet(
        self, database: Database, holder: Holder, patient: Choose, looked_at: list[str]
    ) -> None:
        """However many write at once: a claim costs what is ready, and not what waits."""
        await keep(database, *(text(number, f"telegram:{number}") for number in range(100, 400)), burst=BURST)
        await keep(database, an_update(1, BORIS), burst=BURST)

        claimed = await claim_updates(database, holder, patient)

        assert update_ids(claimed) == {BORIS: [1]}
        assert set(looked_at) == {BORIS}
        assert claimed.look_again_at == NOW + BURST

    async def test_are_read_together_when_they_are_quiet(
        self, database: Database, holder: Holder, patient: Choose
    ) -> None:
        await keep(database, text(1), burst=BURST)
        await keep(database, text(2), now=NOW + SECOND, burst=BURST)

        early = await claim_updates(database, holder, patient, now=NOW + BURST)
        assert early == Claimed((), look_again_at=NOW + SECOND + BURST)
        assert update_ids(await claim_updates(database, holder, patient, now=NOW + SECOND + BURST)) == {
            ANNA: [1, 2]
        }

    async def test_are_read_in_the_end_however_long_they_go_on(
        self, database: Database, holder: Holder, patient: Choose
    ) -> None:
        for number in range(8):
            await keep(database, text(number), now=NOW + number * SECOND, burst=BURST)

        assert update_ids(await claim_updates(database, holder, patient, now=NOW + 7.4 * SECOND)) == {}
        assert update_ids(await claim_updates(database, holder, patient, now=NOW + 7.5 * SECOND)) == {
            ANNA: [*range(8)]
        }

    @pytest.mark.parametrize("arriving", [[(text(1), an_update(2))], [(text(1),), (an_update(2),)]])
    async def test_are_read_at_once_when_they_press_a_button(
        self, database: Database, holder: Holder, patient: Choose, arriving: list[tuple[RawUpdate, ...]]
    ) -> None:
        """What was written goes before the press, and neither of them waits."""
        for updates in arriving:
            await keep(database, *updates, burst=BURST)

        first = await claim_updates(database, holder, patient)
        assert update_ids(first) == {ANNA: [1]}
        await finish_updates(database, holder, first)
        assert update_ids(await claim_updates(database, holder, patient)) == {ANNA: [2]}

    async def test_wait_no_longer_for_what_failed_before(
        self, database: Database, holder: Holder, patient: Choose
    ) -> None:
        """A message that is to be tried again in a minute is not tried sooner because more comes."""
        await keep(database, an_update(1))
        (batch,) = (await claim_updates(database, holder)).batches
        async with database.books() as books:
            rows = [row.id for row in batch.rows]
            await books.inbox.retry(rows, due_at=NOW + MINUTE, error="boom", release=ANNA, holder=holder)
            await books.commit()

        await keep(database, text(2), an_update(3), burst=BURST)

        assert update_ids(await claim_updates(database, holder, patient, now=NOW + BURST)) == {}
        assert update_ids(await claim_updates(database, holder, patient, now=NOW + MINUTE)) == {ANNA: [1]}
