"""Reminders and breaches: who is told what, once, also after nobody ran for a while."""

import pytest

from storage.records.content import SpanKind
from storage.records.events import EventKind
from storage.records.tickets import TicketState
from tests.handlers.front import MANAGER, Desk
from tests.handlers.people import Customer, Staff

REMINDED, BREACHED = EventKind.SLA_REMINDED, EventKind.SLA_BREACHED


# Anna asked at ten: the first reply is due at eleven, the solution at six.
pytestmark = pytest.mark.usefixtures("asked")


class TestATicketThatNobodyTook:
    async def test_is_shown_to_everybody_before_its_first_reply_is_late(self, desk: Desk) -> None:
        await desk.passes(minutes=44)
        assert await desk.topic_texts() == []

        await desk.passes(minutes=1)

        assert await desk.topic_texts() == ["Коллеги, клиент ждёт первого ответа: сегодня до 11:00 (МСК)."]
        assert (await desk.events())[-1] is REMINDED

    async def test_is_told_of_when_it_is_late_in_the_topic_and_to_the_managers(self, desk: Desk) -> None:
        await desk.passes(minutes=60)

        assert await desk.topic_texts() == [
            "Коллеги, срок первого ответа вышел сегодня в 11:00 (МСК), клиент ещё ждёт."
        ]
        assert desk.general() == ["№ 1 · срок первого ответа вышел сегодня в 11:00 (МСК). Отвечает: никто."]

    async def test_leads_managers_to_its_topic(self, desk: Desk) -> None:
        await desk.passes(minutes=60)

        [post] = desk.office.screen("telegram:-1001")
        [link] = post.content.text.spans
        assert (link.kind, link.detail) == (SpanKind.TEXT_LINK, f"https://t.me/c/1/{await desk.thread()}")

    async def test_is_told_of_once(self, desk: Desk) -> None:
        for _ in range(100):
            await desk.passes(minutes=1)

        events = await desk.events()
        assert (events.count(REMINDED), events.count(BREACHED)) == (1, 1)
        assert len(desk.general()) == 1

    async def test_late_for_long_while_nobody_ran_is_told_of_with_the_true_moment(self, desk: Desk) -> None:
        await desk.passes(days=1)

        assert await desk.topic_texts() == [
            "Коллеги, срок первого ответа вышел в понедельник, 23 ноября, в 11:00 (МСК), клиент ещё ждёт.",
            "Коллеги, срок решения вышел в понедельник, 23 ноября, в 18:00 (МСК), клиент ещё ждёт.",
        ]
        assert (await desk.events()).count(REMINDED) == 0


class TestAnAssignee:
    async def test_is_called_by_name(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/take", ticket=1)

        await desk.passes(minutes=45)

        assert (await desk.topic_texts())[-1] == (
            "@boris, клиент ждёт первого ответа: сегодня до 11:00 (МСК)."
        )

    async def test_who_answered_is_reminded_of_the_solution_alone(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("Смотрю", ticket=1)

        await desk.passes(hours=6)

        assert (await desk.topic_texts())[-1] == "@boris, срок решения подходит: сегодня до 18:00 (МСК)."
        assert (await desk.events()).count(REMINDED) == 1

    async def test_who_answered_too_late_hears_nothing_more_of_it(self, desk: Desk, boris: Staff) -> None:
        """The bot was down: the reply is read before anybody looked at the clock."""
        desk.clock_shows("11:30")
        await boris.writes("Смотрю", ticket=1)

        await desk.passes()

        assert [kind for kind in await desk.events() if kind is BREACHED] == [BREACHED]
        assert await desk.topic_texts() == []
        assert desk.general() == []


class TestAManagerWithAPrivateChat:
    async def test_is_told_there_too(self, desk: Desk) -> None:
        manager = desk.customer("Мария", address=MANAGER)
        await manager.writes("/start")

        await desk.passes(minutes=60)

        assert manager.reads[-1] == "№ 1 · срок первого ответа вышел сегодня в 11:00 (МСК). Отвечает: никто."


class TestWaitingForTheCustomer:
    async def test_stops_the_clock(self, desk: Desk, anna: Customer, boris: Staff) -> None:
        await boris.writes("Пришлите, пожалуйста, traceroute", ticket=1)
        await boris.writes("/waiting", ticket=1)

        await desk.passes(days=2)
        await anna.writes("вот он")

        ticket = await desk.ticket()
        assert ticket.state is TicketState.IN_PROGRESS
        assert ticket.resolve_by == desk.clock().replace(hour=15)
        assert BREACHED not in await desk.events()

    async def test_goes_on_over_thanks(self, desk: Desk, anna: Customer, boris: Staff) -> None:
        await boris.writes("/waiting", ticket=1)

        await anna.writes("спасибо большое")

        assert (await desk.ticket()).state is TicketState.WAITING
        assert (await desk.topic_texts())[-1] == "спасибо большое"


class TestASolvedCase:
    async def test_is_nothing_to_be_told_of(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/close", ticket=1)

        await desk.passes(days=1)

        assert BREACHED not in await desk.events()
        assert REMINDED not in await desk.events()

    async def test_that_is_reopened_at_night_says_when_people_are_back(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        desk.clock_shows("17:00")
        await boris.writes("/close", ticket=1)
        desk.clock_shows("22:00")

        await anna.writes("Опять не открывается")

        assert anna.reads[-2:] == [
            (
                "Обращение № 1 снова открыто: ваше сообщение уже у специалистов."
                " Максимальный срок решения: завтра до 11:00 (МСК)."
            ),
            "Сейчас нерабочее время, специалисты вернутся завтра в 09:00 (МСК).",
        ]

    async def test_under_a_promise_that_is_kept_at_night_is_not_told_that_nobody_works(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        await boris.writes("/priority 1", ticket=1)
        await boris.writes("/close", ticket=1)
        desk.clock_shows("22:00")

        await anna.writes("Опять не открывается")

        assert anna.reads[-1].endswith("Максимальный срок решения: завтра до 02:00 (МСК).")


class TestAnotherPriority:
    async def test_moves_the_deadlines_on_the_card(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/priority 4", ticket=1)

        card = (await desk.card()).text
        assert "Первый ответ: сегодня до 14:00 (МСК)" in card
        assert "Решение: в среду, 25 ноября, до 16:00 (МСК)" in card

    async def test_is_late_at_once_where_its_time_is_over(self, desk: Desk, boris: Staff) -> None:
        await desk.passes(minutes=30)
        await boris.writes("/priority 1", ticket=1)

        await desk.passes()

        assert (await desk.topic_texts())[-1] == (
            "Коллеги, срок первого ответа вышел сегодня в 10:15 (МСК), клиент ещё ждёт."
        )
