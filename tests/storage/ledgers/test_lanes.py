"""The law of lanes: however many claim at once, a lane is in one hand at a time and keeps its order."""

import asyncio
import shutil
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.claims import Holder
from storage.database import Database
from storage.records.letters import Arrival, LetterState
from storage.records.updates import InboxRow
from tests.storage.samples import NOW, a_letter, an_update, claim_letters, keep, post, words

LANES = [f"telegram:{number}" for number in range(6)]
READERS = 4


class Desk:
    """Several workers that watch one another: who has which lane in hand, and what came out of it."""

    def __init__(self) -> None:
        self.in_hand: Counter[str] = Counter()
        self.handled: defaultdict[str, list[str]] = defaultdict(list)

    async def handle(self, lane: str, items: list[str]) -> None:
        self.in_hand[lane] += 1
        assert self.in_hand[lane] == 1, "two workers hold one lane"
        await asyncio.sleep(0)
        self.handled[lane] += items
        self.in_hand[lane] -= 1


async def read_all(database: Database, holder: Holder, desk: Desk, total: int, some: int) -> None:
    """Claim, handle and finish until everything is handled; `some` rows of a lane at a time."""

    def choose(rows: tuple[InboxRow, ...], _now: datetime) -> tuple[InboxRow, ...]:
        return rows[:some]

    while sum(map(len, desk.handled.values())) < total:
        async with database.books() as books:
            claimed = await books.inbox.claim(holder, NOW, choose, limit=2)
            await books.commit()
        for batch in claimed.batches:
            await desk.handle(batch.lane, [str(row.update.update_id) for row in batch.rows])
            async with database.books() as books:
                await books.inbox.done([row.id for row in batch.rows], release=batch.lane, holder=holder)
                await books.commit()
        await asyncio.sleep(0)


async def send_all(database: Database, holder: Holder, desk: Desk, total: int) -> None:
    while sum(map(len, desk.handled.values())) < total:
        for claimed in await claim_letters(database, holder, limit=2):
            letter = claimed.posted.letter
            await desk.handle(letter.to.lane, [words(letter)])
            async with database.books() as books:
                await books.outbox.sent(
                    [Arrival(claimed.posted, (str(claimed.posted.id),))], now=NOW, holder=holder
                )
                await books.commit()
        await asyncio.sleep(0)


@pytest.fixture
async def crowd(database: Database, database_url: str) -> AsyncIterator[list[tuple[Database, Holder]]]:
    """Several workers: on PostgreSQL each like a process of its own, on SQLite all in the one process."""
    async with AsyncExitStack() as stack:
        if database.is_sqlite:
            holder = await stack.enter_async_context(database.hold())
            yield [(database, holder)] * READERS
            return
        workers = []
        for _ in range(READERS):
            own = await Database.open(database_url)
            stack.push_async_callback(own.close)
            workers.append((own, await stack.enter_async_context(own.hold())))
        yield workers


class TestManyWorkers:
    async def test_read_every_lane_in_order_and_nothing_twice(
        self, database: Database, crowd: list[tuple[Database, Holder]]
    ) -> None:
        total = 60
        await keep(database, *(an_update(number, LANES[number % len(LANES)]) for number in range(total)))
        desk = Desk()

        async with asyncio.timeout(60):
            await asyncio.gather(*(read_all(*worker, desk, total, some=2) for worker in crowd))

        for place, lane in enumerate(LANES):
            assert desk.handled[lane] == [str(number) for number in range(place, total, len(LANES))]

    async def test_send_every_lane_in_order_and_nothing_twice(
        self, database: Database, crowd: list[tuple[Database, Holder]]
    ) -> None:
        total = 60
        await post(database, *(a_letter(str(number), LANES[number % len(LANES)]) for number in range(total)))
        desk = Desk()

        async with asyncio.timeout(60):
            await asyncio.gather(*(send_all(*worker, desk, total) for worker in crowd))

        for place, lane in enumerate(LANES):
            assert desk.handled[lane] == [str(number) for number in range(place, total, len(LANES))]


class Lane:
    """What a lane should do: pieces of what was split go first, then what goes ahead, then the others."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.ahead: list[str] = []
        self.ordinary: list[str] = []

    def _first(self) -> list[str]:
        return self.pieces or self.ahead or self.ordinary

    def head(self) -> str:
        return self._first()[0]

    def pop(self) -> str:
        return self._first().pop(0)

    def __len__(self) -> int:
        return len(self.pieces) + len(self.ahead) + len(self.ordinary)


POSTS = st.tuples(st.sampled_from(LANES[:2]), st.booleans())
OUTCOMES = st.sampled_from(["sent", "again", "in doubt", "refused", "parked", "split", "killed"])


class TestALaneWhateverHappens:
    @settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(steps=st.lists(POSTS | OUTCOMES, max_size=25))
    async def test_sends_its_letters_in_order(
        self, sqlite_template: Path, tmp_path: Path, steps: list[tuple[str, bool] | str]
    ) -> None:
        """Each step posts a letter, or claims what there is and gives it an outcome; then all is sent."""
        file = tmp_path / "otboinik.db"
        shutil.copy(sqlite_template, file)
        lanes: dict[str, Lane] = {lane: Lane() for lane in LANES[:2]}
        database = await Database.open(f"sqlite+aiosqlite:///{file}")
        async with database.hold() as holder:
            for number, step in enumerate(steps):
                if isinstance(step, tuple):
                    lane, ahead = step
                    (lanes[lane].ahead if ahead else lanes[lane].ordinary).append(str(number))
                    await post(database, a_letter(str(number), lane, ahead=ahead))
                else:
                    await give_outcome(database, holder, lanes, step)
            while any(lanes.values()):
                await give_outcome(database, holder, lanes, "sent")
            assert await claim_letters(database, holder) == ()
        await database.close()


async def give_outcome(database: Database, holder: Holder, lanes: dict[str, Lane], outcome: str) -> None:
    claimed_letters = await claim_letters(database, holder)
    heads = {claimed.posted.letter.to.lane: words(claimed.posted.letter) for claimed in claimed_letters}
    assert heads == {name: lane.head() for name, lane in lanes.items() if lane}
    async with database.books() as books:
        outbox = books.outbox
        for claimed in claimed_letters:
            posted, lane = claimed.posted, lanes[claimed.posted.letter.to.lane]
            match outcome:
                case "sent":
                    await outbox.sent([Arrival(posted, (lane.pop(),))], now=NOW, holder=holder)
                case "refused" | "parked":
                    state = LetterState(outcome)
                    await outbox.ended(posted, state, reason=lane.pop(), now=NOW, holder=holder)
                case "again" | "in doubt":
                    doubt = outcome == "in doubt"
                    await outbox.again(posted, due_at=NOW, reason="?", holder=holder, in_doubt=doubt)
                case "split":
                    text = lane.pop()
                    lane.pieces[:0] = [f"{text}a", f"{text}b"]
                    pieces = [a_letter(f"{text}{piece}", posted.letter.to.chat) for piece in "ab"]
                    await outbox.replaced_by(posted, pieces, now=NOW, holder=holder)
                case _:
                    await books.void_dead_claims(Holder(holder.id + 1))
        await books.commit()
