"""What is promised: managers change it, people are told of it in time, and once."""

from datetime import timedelta

import pytest

from tests.journeys.desk import Desk
from tests.journeys.people import Manager, Topic

QUESTION = "Сайт открывается через раз"
MINUTES = timedelta(minutes=1)
REMINDED = "клиент ждёт первого ответа"
BREACHED = "срок первого ответа вышел"


@pytest.fixture
async def maria(desk: Desk) -> Manager:
    await desk.opens()
    return Manager(desk.maria.actor)


async def times(topic: Topic, words: str) -> int:
    return sum(words in text for text in await topic.texts())


class TestManagersChangeWhatIsPromised:
    async def test_and_the_next_ticket_is_promised_that(self, desk: Desk, maria: Manager) -> None:
        _, before = await desk.opened_ticket(QUESTION)

        told = await maria.orders("/sla 3 30m 2h")
        boris = await desk.customer("Борис")
        await boris.writes("Не отправляются письма с телефона")

        assert "30m 2h" in told.text
        assert "сегодня до 11:3" in (await boris.shows("№ 2")).text
        assert "11:3" in (await (await desk.topic(2)).card()).text
        assert "17:3" in (await before.card()).text, "an open ticket keeps its promise"

    async def test_in_hours_of_their_own(self, desk: Desk, maria: Manager) -> None:
        """Half past nine, eight hours, a lunch break, a day off: half past nine of the day after it."""
        await maria.orders("/hours Mon-Fri 09:00-13:00 14:00-18:00")
        shown = await maria.orders("/hours off 2026-11-25 переезд")
        anna = await desk.customer()
        john = await desk.customer("John", language_code="en")

        await anna.writes(QUESTION)
        await john.writes("My website is down since this morning")

        assert "2026-11-25: выходной (переезд)" in shown.text
        assert "в четверг, 26 ноября, до 09:3" in (await anna.shows("№ ")).text
        assert "Thursday, November 26, by 09:3" in (await john.shows("#")).text

    async def test_and_nothing_changes_by_what_cannot_be_read(self, desk: Desk, maria: Manager) -> None:
        for order in ("/sla 3 4h 30m", "/sla 5 30m 4h", "/hours whenever", "/hours off 2026-02-30"):
            assert "\n" not in (await maria.orders(order)).text
        await desk.sergey.actor.send("/sla 3 30m 2h", chat_id=desk.group)
        await desk.general.shows()

        anna = await desk.customer()
        await anna.writes(QUESTION)

        assert "сегодня до 17:3" in (await anna.shows("№ 1")).text


class TestADeadlineComes:
    async def test_people_are_reminded_and_a_breach_is_told_once(self, desk: Desk, maria: Manager) -> None:  # noqa: ARG002 - opens the desk
        _, topic = await desk.opened_ticket(QUESTION)
        await desk.settles()

        await desk.passes(50 * MINUTES)
        assert "Коллеги, " in (await topic.shows(REMINDED)).text
        await desk.passes(15 * MINUTES)
        await topic.shows(BREACHED)
        in_general = await desk.general.shows("Отвечает: никто")
        await desk.passes(60 * MINUTES)
        await desk.settles()

        assert in_general.text.startswith("№ 1 · ")
        assert QUESTION not in in_general.text
        if desk.has_topics:
            assert in_general.entities == [("text_link", "№ 1")]
        assert (await times(topic, REMINDED), await times(topic, BREACHED)) == (1, 1)

    async def test_during_downtime_and_is_told_late_with_its_true_moment(
        self, desk: Desk, maria: Manager
    ) -> None:
        _, topic = await desk.opened_ticket(QUESTION)
        await maria.orders("/sla")
        await desk.settles()
        await desk.closes()
        await desk.passes(timedelta(hours=3))

        await desk.opens()

        assert "вышел сегодня в 10:3" in (await topic.shows(BREACHED)).text
        assert await times(topic, REMINDED) == 0, "a reminder that is too late is none"
        await maria.shows(BREACHED)


class TestNobodyIsLate:
    async def test_while_the_customer_is_waited_for(self, desk: Desk, maria: Manager) -> None:  # noqa: ARG002 - opens the desk
        anna, topic = await desk.opened_ticket(QUESTION)
        await desk.sergey.writes(topic, "Пришлите, пожалуйста, снимок экрана")
        await anna.shows("снимок")
        await desk.sergey.writes(topic, "/waiting")
        await desk.settles()

        await desk.passes(timedelta(hours=26))
        await desk.settles()
        assert await times(topic, "срок решения") == 0

        await anna.writes("Вот что там написано: 502")
        await topic.shows("502")
        assert "завтра" in (await topic.card_shows("завтра")).text
        await desk.passes(timedelta(hours=24))
        await topic.shows("срок решения вышел")

    async def test_once_it_is_closed(self, desk: Desk, maria: Manager) -> None:  # noqa: ARG002 - opens the desk
        anna, topic = await desk.opened_ticket(QUESTION)
        await desk.sergey.writes(topic, "/close")
        await anna.shows("закрыто")
        await desk.settles()

        await desk.passes(timedelta(hours=30))
        await desk.settles()

        assert not any("срок" in text and "вышел" in text for text in await topic.texts())
