"""Two workers are at one customer at once, on PostgreSQL: what they do is done once."""

import pytest

from storage.errors import StaleRecord
from storage.records.timers import Timer
from tests.databases import PostgresServer
from tests.handlers.front import Desk
from tests.handlers.people import Customer
from tests.storage.contention import while_it_waits

HALF_KNOWN = "Вопрос про почту"
CREATE, CHANGE = "Как создать почтовый ящик?", "Как сменить пароль от почтового ящика?"


@pytest.fixture
async def desk(desk_on_postgres: Desk) -> Desk:
    """Two entries that are asked for in the same words."""
    for question in (CREATE, CHANGE):
        await desk_on_postgres.knows(question, "Раздел «Почта».", HALF_KNOWN)
    return desk_on_postgres


@pytest.fixture
async def offered(desk: Desk) -> Customer:
    """Anna reads two choices; five minutes are over."""
    anna = desk.customer()
    await anna.writes(HALF_KNOWN)
    desk.clock_shows("10:05")
    return anna


async def timer_of(desk: Desk) -> Timer:
    async with desk.database.reading() as books:
        (due,) = await books.timers.due(desk.clock())
    return due


class TestAChoicePressedAsItsTimeRunsOut:
    async def test_leads_to_a_ticket_or_to_an_answer_and_not_to_both(
        self, desk: Desk, offered: Customer, postgres_server: PostgresServer
    ) -> None:
        pressed = offered.press(offered.screen[-1].data(CREATE), offered.screen[-1])
        timer = await timer_of(desk)

        async with desk.database.books() as ticker, desk.database.books() as intake:
            assert await ticker.timers.done(timer)
            await desk.front.timer_due(ticker, timer)
            with pytest.raises(StaleRecord):
                await while_it_waits(postgres_server, desk.front.receive(intake, [pressed]), ticker.commit)
        await desk.receives(pressed)  # as the intake decides again

        assert await desk.tickets() == [1]
        assert "Раздел «Почта»." not in offered.reads
