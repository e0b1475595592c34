"""Two workers are at one customer at once, on PostgreSQL: what they do is done once."""

from dataclasses import replace

import pytest

from handlers.channel import Inbound
from handlers.customers.forgetting import SOON
from storage.books import Books
from storage.errors import StaleRecord
from storage.records.tickets import TicketState
from storage.records.timers import Timer
from tests.databases import PostgresServer
from tests.handlers.agents.lines.two_lines import LINE_2
from tests.handlers.front import POLICY, STAFF, Desk, open_front
from tests.handlers.people import Customer
from tests.storage.contention import while_it_waits
from tests.traces import traces_of

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


async def rings(desk: Desk, ticker: Books, timer: Timer) -> None:
    await desk.front.timer_due(ticker, timer)
    await ticker.commit()


class TestAChoicePressedAsItsTimeRunsOut:
    async def test_leads_to_a_ticket_or_to_an_answer_and_not_to_both(
        self, desk: Desk, offered: Customer, postgres_server: PostgresServer
    ) -> None:
        pressed = offered.press(offered.screen[-1].data(CREATE), offered.screen[-1])
        timer = await timer_of(desk)

        async with desk.database.books() as ticker, desk.database.books() as intake:
            assert await ticker.timers.done(timer)
            with pytest.raises(StaleRecord):
                await while_it_waits(
                    postgres_server,
                    desk.front.receive(intake, [pressed]),
                    lambda: rings(desk, ticker, timer),
                )
        await desk.receives(pressed)  # as the intake decides again

        assert await desk.tickets() == [1]
        assert "Раздел «Почта»." not in offered.reads


class TestAnAgentWhoClosesATicketAsItsDeadlineIsWatched:
    async def test_waits_for_that_and_is_not_waited_for(
        self, desk_on_postgres: Desk, postgres_server: PostgresServer
    ) -> None:
        """Else the server would end one of them after a second, as if the database were away."""
        desk = desk_on_postgres
        await desk.customer().writes("Сайт не открывается")
        close = await desk.agent().message("/close", ticket=1)
        desk.clock_shows("10:45")
        watch = await timer_of(desk)

        async with desk.database.books() as ticker, desk.database.books() as agent:
            assert await ticker.timers.done(watch)
            with pytest.raises(StaleRecord):
                await while_it_waits(
                    postgres_server,
                    desk.front.receive(agent, [close]),
                    lambda: rings(desk, ticker, watch),
                )
        await desk.receives(close)  # as the intake decides again

        assert (await desk.ticket()).state is TicketState.RESOLVED


@pytest.fixture
async def two_lines(desk_on_postgres: Desk) -> Desk:
    """Two lines, each in a group of its own; Anna has a ticket in the first one, with Boris."""
    desk = desk_on_postgres
    policy = replace(POLICY, staff_chats={1: STAFF, 2: LINE_2})
    desk.front = open_front(desk.database, desk.clock, desk.files, policy)
    await desk.customer().writes("Сайт не открывается")
    await desk.agent().writes("/take", ticket=1)
    return desk


async def at_once(server: PostgresServer, desk: Desk, earlier: Inbound, later: Inbound) -> None:
    """Both are handled at the same moment: the later one waits, and is decided again if need be."""

    async def handled(books: Books) -> None:
        await desk.front.receive(books, [later])
        await books.commit()

    async with desk.database.books() as first, desk.database.books() as second:
        await desk.front.receive(first, [earlier])
        try:
            await while_it_waits(server, handled(second), first.commit)
        except StaleRecord:
            await second.__aexit__(None, None, None)
            await desk.receives(later)
    await desk.delivers()


class TestACustomerWhoAddsWordsAsAnAgentChangesTheTicket:
    @pytest.mark.parametrize(
        ("order", "becomes"), [("/close", TicketState.REOPENED), ("/waiting", TicketState.IN_PROGRESS)]
    )
    async def test_is_heard_by_the_ticket_as_it_is_then(
        self, two_lines: Desk, postgres_server: PostgresServer, order: str, becomes: TicketState
    ) -> None:
        ordered = await two_lines.agent().message(order, ticket=1)
        said = two_lines.customer().message("И почта не работает")

        await at_once(postgres_server, two_lines, ordered, said)

        assert (await two_lines.ticket()).state is becomes

    async def test_is_read_in_the_line_that_it_moves_to(
        self, two_lines: Desk, postgres_server: PostgresServer
    ) -> None:
        said = two_lines.customer().message("И почта не работает")
        ordered = await two_lines.agent().message("/escalate 2 Нужен доступ", ticket=1)

        await at_once(postgres_server, two_lines, said, ordered)

        assert "И почта не работает" in "\n".join(await two_lines.topic_texts())


class TestAnAgentWhoRepliesAsTheTicketMovesToAnotherLine:
    async def test_is_read_there(self, two_lines: Desk, postgres_server: PostgresServer) -> None:
        boris, vera = two_lines.agent(), two_lines.agent("Вера Лис", address="telegram:8", username="vera")
        await boris.writes("Смотрим", ticket=1)
        replied = await boris.message("Перезагрузили сервер", ticket=1)
        ordered = await vera.message("/escalate 2 Нужен доступ", ticket=1)

        await at_once(postgres_server, two_lines, replied, ordered)

        assert "Перезагрузили сервер" in (await two_lines.topic_texts())[-1]


class TestACustomerWhoWritesAsTheirBanEnds:
    @pytest.fixture
    async def banned(self, two_lines: Desk) -> Desk:
        await two_lines.agent().writes("/ban", ticket=1)
        await two_lines.passes(minutes=1)
        return two_lines

    async def test_just_before_is_shown_with_what_they_wrote_during_the_ban(
        self, banned: Desk, postgres_server: PostgresServer
    ) -> None:
        said = banned.customer().message("Ответьте")
        unban = await banned.agent().message("/unban", ticket=1)

        await at_once(postgres_server, banned, said, unban)

        assert "Ответьте" in (await banned.topic_texts())[-1]

    async def test_just_after_is_banned_no_more(self, banned: Desk, postgres_server: PostgresServer) -> None:
        said = banned.customer().message("Ответьте")
        unban = await banned.agent().message("/unban", ticket=1)

        await at_once(postgres_server, banned, unban, said)

        assert (await banned.topic_texts())[-1] == "Ответьте"


class TestACustomerWhoIsErasedAtThatMoment:
    @pytest.fixture
    async def goes(self, two_lines: Desk) -> Timer:
        """Anna has confirmed that she wants to be erased, and it is time."""
        anna = two_lines.customer()
        await anna.writes("/forget")
        await anna.presses("Стереть всё")
        two_lines.clock.moment += SOON
        return await timer_of(two_lines)

    @pytest.mark.parametrize("words", ["Карбонара", "Спасибо, карбонара"])
    async def test_leaves_nothing_that_was_said_just_before(
        self, two_lines: Desk, goes: Timer, postgres_server: PostgresServer, words: str
    ) -> None:
        said = two_lines.customer().message(words)

        async with two_lines.database.books() as intake, two_lines.database.books() as ticker:
            await two_lines.front.receive(intake, [said])
            erasing = two_lines.front.timer_due(ticker, goes)
            await while_it_waits(postgres_server, erasing, intake.commit)
            await ticker.commit()
        await two_lines.delivers()
        await two_lines.passes(seconds=3)

        assert await traces_of(two_lines.database, "арбонара") == []

    async def test_begins_anew_with_what_is_said_just_after(
        self, two_lines: Desk, goes: Timer, postgres_server: PostgresServer
    ) -> None:
        before = await two_lines.conversation()
        said = two_lines.customer().message("/status")

        async with two_lines.database.books() as ticker, two_lines.database.books() as intake:
            await two_lines.front.timer_due(ticker, goes)
            with pytest.raises(StaleRecord):
                await while_it_waits(postgres_server, two_lines.front.receive(intake, [said]), ticker.commit)
        await two_lines.receives(said)  # as the intake decides again

        assert (await two_lines.conversation()).id != before.id

    async def test_waits_for_a_letter_that_just_leaves(
        self, two_lines: Desk, goes: Timer, postgres_server: PostgresServer
    ) -> None:
        two_lines.delivering = False
        await two_lines.customer().writes("Карбонара")
        now, holder = two_lines.clock(), two_lines.office.holder

        async with two_lines.database.books() as delivery, two_lines.database.books() as ticker:
            await delivery.outbox.claim(holder, now, limit=9)
            erasing = two_lines.front.timer_due(ticker, goes)
            with pytest.raises(StaleRecord):
                await while_it_waits(postgres_server, erasing, delivery.commit)
