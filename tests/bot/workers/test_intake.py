"""From the inbox to the desk: bursts, bugs, outages."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.workers.intake import Intake
from bot.workers.reading import RETRY_PAUSES
from storage.books import Books
from storage.errors import StaleRecord, StorageUnavailable
from storage.ledgers.backlog import InboxDepth
from storage.records.updates import Patience
from tests.bot.workers.stage import ANNA, BORIS, Stage, database_away
from tests.waiting import until

BURST = timedelta(seconds=1.5)


@pytest.fixture
def intake(stage: Stage) -> Intake:
    return Intake(stage.place, BURST)


async def reads(intake: Intake, rounds: int = 1) -> None:
    """Some rounds, each with all that it set going."""
    for _ in range(rounds):
        await intake.round()
        await intake.idle()


async def depth(stage: Stage) -> InboxDepth:
    async with stage.database.books() as books:
        return await books.backlog.of_inbox()


class TestWhatPeopleWrite:
    async def test_is_decided_once_and_answered(self, stage: Stage, intake: Intake) -> None:
        await stage.receives("help")

        await reads(intake, rounds=2)

        assert stage.desk.heard == [("help",)]
        assert (await stage.letter(1)).letter.to.chat == ANNA
        assert (await depth(stage)).waiting == 0

    async def test_is_read_as_one_burst(self, stage: Stage, intake: Intake) -> None:
        await stage.receives("hello", "my ftp", "is down", patience=Patience.BURST)

        await reads(intake)
        assert stage.desk.heard == []

        stage.clock.advance(2)
        await reads(intake)
        assert stage.desk.heard == [("hello", "my ftp", "is down")]

    async def test_keeps_its_order_while_other_lanes_go_on(self, stage: Stage, intake: Intake) -> None:
        await stage.receives("one", "two", "three")
        await stage.receives("other", lane=BORIS)

        await reads(intake, rounds=3)

        assert [heard for heard in stage.desk.heard if heard != ("other",)] == [
            ("one",),
            ("two",),
            ("three",),
        ]
        assert ("other",) in stage.desk.heard[:2]

    async def test_is_done_when_it_asks_nothing_of_us(self, stage: Stage, intake: Intake) -> None:
        await stage.receives("nothing", "help")

        await reads(intake, rounds=2)

        assert stage.desk.heard == [("help",)]
        assert (await depth(stage)).waiting == 0


class TestWhatIsKeptWhileNothingElseIsInHand:
    async def test_is_read_without_waiting_for_a_round(self, stage: Stage, intake: Intake) -> None:
        await intake.keep(stage.updates("help"))
        await intake.idle()

        assert stage.desk.heard == [("help",)]

    async def test_waits_for_the_end_of_its_burst(self, stage: Stage, intake: Intake) -> None:
        await intake.keep(stage.updates("hello", patience=Patience.BURST))
        await intake.idle()
        assert stage.desk.heard == []

        stage.clock.advance(2)
        await reads(intake)
        assert stage.desk.heard == [("hello",)]

    async def test_is_handed_back_to_the_messenger_during_an_outage(
        self, stage: Stage, intake: Intake, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with database_away(monkeypatch), pytest.raises(StorageUnavailable):
            await intake.keep(stage.updates("help"))
        await intake.idle()

        assert stage.desk.heard == []
        assert (await depth(stage)).waiting == 0

    async def test_is_not_stuck_when_only_the_confirmation_was_lost(
        self, stage: Stage, intake: Intake, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The lane is claimed on disk, and nobody has it in hand."""
        with database_away(monkeypatch, after_commit=True), pytest.raises(StorageUnavailable):
            await intake.keep(stage.updates("help"))

        await reads(intake)

        assert stage.desk.heard == [("help",)]

    async def test_is_not_stuck_when_its_keeper_is_cancelled_behind_the_commit(
        self, stage: Stage, intake: Intake, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A host that stops a handler of its own, for one, into which the bot is mounted."""
        is_committed, commit = asyncio.Event(), Books.commit

        async def commit_and_hang(books: Books, **options: Callable[[], None]) -> None:
            await commit(books, **options)
            is_committed.set()
            await asyncio.Event().wait()

        with monkeypatch.context() as patch:
            patch.setattr(Books, "commit", commit_and_hang)
            keeping = stage.place.supervisor.start(intake.keep(stage.updates("help")), name="keeper")
            await is_committed.wait()
            keeping.cancel()
            await asyncio.wait([keeping])

        await reads(intake, rounds=2)

        assert stage.desk.heard == [("help",)]


class TestWhatComesForALaneInHand:
    async def test_is_read_as_soon_as_the_lane_is_free(
        self, stage: Stage, intake: Intake, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """No slow poll is needed for it: nobody announces it a second time."""
        monkeypatch.setattr("bot.workers.intake.SLOW_POLL", timedelta(hours=1))
        stage.place.supervisor.start(intake.run(), name="intake")
        await asyncio.sleep(0)

        await intake.keep(stage.updates("one"))
        await intake.keep(stage.updates("two"))
        await intake.keep(stage.updates("three", "four"))
        async with asyncio.timeout(30):
            while len(stage.desk.heard) < 4:
                await asyncio.sleep(0.01)

        assert stage.desk.heard == [("one",), ("two",), ("three",), ("four",)]


class TestABug:
    async def test_is_tried_again_and_leaves_nothing_behind(self, stage: Stage, intake: Intake) -> None:
        """What the failed try had posted is undone."""
        await stage.receives("help")
        stage.desk.bugs = [ValueError("words")]

        await reads(intake)
        stage.clock.advance(RETRY_PAUSES[0].total_seconds())
        await reads(intake)

        assert stage.desk.heard == [("help",)]
        async with stage.database.books() as books:
            assert len(await books.outbox.waiting_in(ANNA)) == 1

    async def test_holds_its_lane_but_no_other(self, stage: Stage, intake: Intake) -> None:
        await stage.receives("crash", "later")
        await stage.receives("other", lane=BORIS)

        await reads(intake, rounds=2)

        assert stage.desk.heard == [("other",)]

    async def test_that_stays_is_set_aside_and_its_lane_goes_on(self, stage: Stage, intake: Intake) -> None:
        await stage.receives("crash", "later")

        for pause in (*RETRY_PAUSES, timedelta(0)):
            await reads(intake)
            stage.clock.advance(pause.total_seconds())
        await reads(intake)

        assert stage.desk.aside == [(1,)]
        assert stage.desk.heard == [("later",)]
        assert (await depth(stage)).set_aside == 1

    async def test_in_a_burst_takes_no_neighbours_along(self, stage: Stage, intake: Intake) -> None:
        """After it failed together, each part is tried by itself."""
        await stage.receives("hello", "crash", "is down", patience=Patience.BURST)
        stage.clock.advance(2)

        for _ in range(8):
            await reads(intake)
            stage.clock.advance(3)

        assert stage.desk.aside == [(2,)]
        assert [text for heard in stage.desk.heard for text in heard] == ["hello", "is down"]

    async def test_of_the_telling_keeps_the_row_all_the_same(self, stage: Stage, intake: Intake) -> None:
        await stage.receives("unreadable", "help")
        stage.desk.bugs = [ValueError("words")]

        await reads(intake, rounds=2)

        assert stage.desk.heard == [("help",)]
        assert (await depth(stage)).set_aside == 1

    async def test_is_no_bug_when_another_process_was_quicker(self, stage: Stage, intake: Intake) -> None:
        """A record that changed meanwhile is read again at once."""
        await stage.receives("help")
        stage.desk.bugs = [StaleRecord("ticket", 1), StaleRecord("ticket", 1)]

        await reads(intake)

        assert stage.desk.heard == [("help",)]


class TestAnUpdateThatCannotBeRead:
    async def test_is_set_aside_at_once_and_the_others_are_read(self, stage: Stage, intake: Intake) -> None:
        await stage.receives("hello", "unreadable", "is down", patience=Patience.BURST)
        stage.clock.advance(2)

        await reads(intake, rounds=2)

        assert stage.desk.aside == [(2,)]
        assert stage.desk.heard == [("hello", "is down")]


class TestAnOutageOfTheDatabase:
    async def test_sets_nothing_aside_however_long_it_is(
        self, stage: Stage, intake: Intake, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await stage.receives("help")
        with database_away(monkeypatch):
            for _ in range(20):
                await reads(intake)
                stage.clock.advance(10)

        await reads(intake)

        assert stage.desk.heard[-1:] == [("help",)]
        assert await depth(stage) == InboxDepth(0, None, 0)

    async def test_is_not_hammered(
        self, stage: Stage, intake: Intake, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await stage.receives("help")
        with database_away(monkeypatch):
            await reads(intake)

        await reads(intake)
        assert stage.desk.heard == []

    async def test_between_claim_and_decision_gives_the_lane_back(
        self, stage: Stage, intake: Intake, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await stage.receives("help")
        await intake.round()
        with database_away(monkeypatch):
            await intake.idle()
        stage.clock.advance(10)

        await reads(intake)

        assert [heard for heard in stage.desk.heard if heard == ("help",)][-1:] == [("help",)]
        async with stage.database.books() as books:
            assert len(await books.outbox.waiting_in(ANNA)) == 1

    async def test_that_hides_a_commits_success_decides_nothing_twice(
        self, stage: Stage, intake: Intake, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await stage.receives("help", "more")
        await intake.round()
        with database_away(monkeypatch, after_commit=True):
            await intake.idle()
        stage.clock.advance(10)

        await reads(intake, rounds=2)

        assert stage.desk.heard == [("help",), ("more",)]

    async def test_that_hides_a_claims_success_leaves_no_lane_behind(
        self, stage: Stage, intake: Intake, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await stage.receives("help")
        with database_away(monkeypatch, after_commit=True):
            await reads(intake)
        stage.clock.advance(10)

        await reads(intake)

        assert stage.desk.heard == [("help",)]


class TestStopping:
    async def test_finishes_what_is_in_hand_and_claims_no_more(self, stage: Stage, intake: Intake) -> None:
        await stage.receives("one", "two")
        running = stage.place.supervisor.start(intake.run(), name="intake")
        await until(lambda: stage.desk.heard)

        intake.stop(timedelta(seconds=5))
        await running

        left = (await depth(stage)).waiting
        assert len(stage.desk.heard) + left == 2
        assert not stage.crashed.is_set()

    async def test_gives_back_what_took_too_long(
        self, stage: Stage, intake: Intake, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def never(*_: object) -> None:
            await asyncio.Event().wait()

        await stage.receives("help")
        monkeypatch.setattr(stage.desk, "prepare", never)
        running = stage.place.supervisor.start(intake.run(), name="intake")
        await until(lambda: intake._in_hand)
        intake.stop(timedelta(0))
        await running
        monkeypatch.undo()

        another = Intake(stage.place, BURST)
        await reads(another)

        assert stage.desk.heard == [("help",)]


class TestASourceThatCannotBeReadYet:
    async def test_waits_until_it_can_be(self, stage: Stage) -> None:
        """Telegram has not said who the bot is: its commands name the bot."""
        understood: set[str] = set()
        intake = Intake(replace(stage.place, may_be_read=understood.__contains__), BURST)
        await stage.receives("from telegram")

        await reads(intake)
        assert stage.desk.heard == []

        understood.add("telegram:7")
        await reads(intake)
        assert stage.desk.heard == [("from telegram",)]
