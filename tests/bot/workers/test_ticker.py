"""What happens because time passed."""

from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from bot.workers.ticker import DEAD_CLAIMS_EVERY, KEEP_HANDLED, PURGE_EVERY, WATCH_EVERY, Ticker
from storage.books import Books
from storage.claims import Holder
from storage.errors import StorageUnavailable
from storage.records.letters import LetterState
from tests.bot.workers.stage import ANNA, Stage, letter_to


@pytest.fixture
def ticker(stage: Stage) -> Ticker:
    return Ticker(stage.place)


class TestATimer:
    async def test_rings_once_when_it_is_due(self, stage: Stage, ticker: Ticker) -> None:
        await stage.has_timer("offer", after=60)

        await ticker.tick()
        assert stage.desk.rang == []

        stage.clock.advance(60)
        await ticker.tick()
        await ticker.tick()
        assert stage.desk.rang == ["offer"]

    async def test_that_fails_blocks_no_other_and_is_tried_again(self, stage: Stage, ticker: Ticker) -> None:
        await stage.has_timer("broken")
        await stage.has_timer("offer")

        await ticker.tick()
        assert stage.desk.rang == ["offer"]

        async with stage.database.books() as books:
            assert [timer.subject for timer in await books.timers.due(stage.clock())] == ["broken"]

    async def test_that_fails_again_and_again_is_tried_ever_more_seldom(
        self, stage: Stage, ticker: Ticker, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tries = []

        async def failing(*_: object) -> None:
            tries.append(stage.clock())
            raise ValueError("words")

        monkeypatch.setattr(stage.desk, "timer_due", failing)
        await stage.has_timer("broken")
        for _ in range(120):
            await ticker.tick()
            stage.clock.advance(0.5)

        gaps = [later - earlier for earlier, later in pairwise(tries)]
        assert gaps == sorted(gaps)
        assert gaps[-1] >= timedelta(seconds=5)

    async def test_that_fails_and_is_cancelled_is_forgotten(self, stage: Stage, ticker: Ticker) -> None:
        await stage.has_timer("broken")
        await ticker.tick()
        assert len(ticker._failing) == 1
        async with stage.database.books() as books:
            (broken,) = await books.timers.due(stage.clock())
            assert await books.timers.done(broken)
            await books.commit()

        await ticker.tick()

        assert len(ticker._failing) == 0

    async def test_of_another_version_is_left_to_it(self, stage: Stage, ticker: Ticker) -> None:
        """Processes of both may work on one PostgreSQL while they are replaced one by one."""
        await stage.has_timer("unknown")
        await stage.has_timer("offer")
        async with stage.database.books() as books:
            changed = "UPDATE timers SET kind = 'of tomorrow' WHERE subject = 'unknown'"
            await books._transaction.execute(text(changed))
            await books.commit()

        await ticker.tick()

        assert stage.desk.rang == ["offer"]

    async def test_survives_an_outage(
        self, stage: Stage, ticker: Ticker, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def cut_off(_books: Books) -> None:
            raise StorageUnavailable("the connection was lost")

        await stage.has_timer("offer")
        with monkeypatch.context() as patch:
            patch.setattr(Books, "commit", cut_off)
            await ticker.tick()
        stage.desk.rang.clear()
        stage.clock.advance(10)

        await ticker.tick()

        assert stage.desk.rang == ["offer"]


class TestTheFaq:
    async def test_is_followed_at_every_tick(self, stage: Stage, ticker: Ticker) -> None:
        await ticker.tick()
        await ticker.tick()

        assert stage.desk.refreshed == 2

    async def test_that_cannot_be_followed_stops_nothing_else(self, stage: Stage, ticker: Ticker) -> None:
        await stage.has_timer("offer")
        stage.desk.bugs = [ValueError("words")]

        await ticker.tick()
        assert stage.desk.rang == ["offer"]

        stage.clock.advance(10)
        await ticker.tick()
        assert stage.desk.refreshed == 1


class TestTheDead:
    async def test_are_voided_now_and_then(self, stage: Stage, ticker: Ticker) -> None:
        await ticker.tick()
        await stage.posts(letter_to(ANNA, "one"))
        async with stage.database.books() as books:
            await books.outbox.claim(Holder(0), stage.clock(), limit=1)
            await books.commit()

        stage.clock.advance(DEAD_CLAIMS_EVERY.total_seconds())
        await ticker.tick()

        assert (await stage.letter(1)).state is LetterState.IN_DOUBT


class TestTheWatchOverTheLedgers:
    async def test_is_kept_now_and_then(self, stage: Stage, ticker: Ticker) -> None:
        for _ in range(2):
            await ticker.tick()
        assert stage.desk.watched == 1

        stage.clock.advance(WATCH_EVERY.total_seconds())
        await ticker.tick()
        assert stage.desk.watched == 2

    async def test_that_fails_stops_nothing_else(
        self, stage: Stage, ticker: Ticker, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def failing(*_: object) -> None:
            raise ValueError("words")

        monkeypatch.setattr(stage.desk, "watch", failing)
        await ticker.tick()
        await stage.has_timer("offer")
        await ticker.tick()

        assert stage.desk.rang == ["offer"]


class TestAChoreThatMeetsABug:
    @pytest.mark.parametrize("broken", ["_void_dead_claims", "_purge"])
    async def test_ends_neither_the_others_nor_the_process(
        self, stage: Stage, monkeypatch: pytest.MonkeyPatch, broken: str
    ) -> None:
        async def failing(*_: object) -> None:
            raise ValueError("words")

        monkeypatch.setattr(Ticker, broken, failing)
        await stage.has_timer("offer")

        with capture_logs() as logged:
            await Ticker(stage.place).tick()

        assert stage.desk.rang == ["offer"]
        assert stage.desk.watched == 1
        assert [each["event"] for each in logged] == ["a chore met a bug"]


class TestOldRows:
    async def test_go_after_their_time(self, stage: Stage, ticker: Ticker) -> None:
        await ticker.tick()
        await stage.receives("help")
        async with stage.database.books() as books:
            claimed = await books.inbox.claim(stage.place.holder, stage.clock(), lambda rows, _now: rows)
            await books.inbox.done([1], release=claimed.batches[0].lane, holder=stage.place.holder)
            await books.commit()

        stage.clock.advance((KEEP_HANDLED + PURGE_EVERY).total_seconds())
        await ticker.tick()

        async with stage.database.books() as books:
            assert await books.inbox.purge(stage.clock()) == 0
