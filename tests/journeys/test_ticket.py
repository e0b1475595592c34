"""The main job: a question that nobody foresaw goes to people, and their answer comes back."""

from datetime import timedelta

import pytest

from tests.journeys.desk import Desk
from tests.journeys.people import Manager, Topic

QUESTION = "Сайт открывается через раз, а вчера работал"


@pytest.fixture
async def desk(desk: Desk) -> Desk:
    await desk.opens()
    return desk


class TestAQuestionNobodyForesaw:
    async def test_opens_a_topic_with_a_card(self, desk: Desk) -> None:
        await desk.opened_ticket(QUESTION)

        topic = await desk.topic()
        card = await topic.card()

        assert "№ 1" in topic.name
        assert QUESTION in card.text
        assert "№ 1" in card.text
        assert "17:3" in card.text
        assert len(card.buttons) == 2, "take and close; the FAQ is empty"

    async def test_the_card_offers_likely_entries_to_send(self, desk: Desk) -> None:
        maria = Manager(desk.maria.actor)
        await maria.orders("/faq add Как перенести сайт к вам?\n\nНапишите нам, перенесём.")
        await maria.waits_until_found("перенести сайт к вам", "Как перенести сайт к вам?")
        anna = await desk.customer()
        await anna.writes("/human")
        await anna.shows()
        await anna.writes("Хочу перенести сайт от другого хостера")
        await anna.shows("№ 1")
        topic = await desk.topic()
        await topic.shows("перенести")

        card = await topic.card()
        assert "Как перенести сайт к вам?" in card.text
        await desk.sergey.presses(topic, card.buttons[-1])

        assert "перенесём" in (await anna.shows("перенесём")).text


class TestPeopleAnswer:
    async def test_signed_by_name(self, desk: Desk) -> None:
        anna, topic = await desk.opened_ticket(QUESTION)

        await desk.sergey.writes(topic, "Уже чиним, десять минут.")

        answer = await anna.shows("Уже чиним, десять минут.")
        assert answer.text.startswith("Сергей Петров")

    async def test_and_the_first_to_answer_takes_the_ticket(self, desk: Desk) -> None:
        _, topic = await desk.opened_ticket(QUESTION)
        await desk.sergey.writes(topic, "Смотрю.")
        assert "Сергей Петров" in (await topic.card_shows("Сергей")).text

    @pytest.mark.parametrize("how", ["button", "command"])
    async def test_who_takes_it_is_introduced(self, desk: Desk, how: str) -> None:
        anna, topic = await desk.opened_ticket(QUESTION)

        if how == "button":
            await desk.sergey.presses(topic, (await topic.card()).buttons[0])
        else:
            await desk.sergey.writes(topic, "/take")

        await anna.shows("Сергей")
        await topic.card_shows("Сергей Петров")


class TestATicketIsClosed:
    @pytest.fixture(params=["button", "command"])
    async def how(self, request: pytest.FixtureRequest) -> str:
        return str(request.param)

    async def test_and_the_customer_is_told(self, desk: Desk, how: str) -> None:
        anna, topic = await desk.opened_ticket(QUESTION)

        if how == "button":
            await desk.sergey.presses(topic, (await topic.card()).buttons[1])
        else:
            await desk.sergey.writes(topic, "/close")

        await anna.shows("№ 1")

    @pytest.mark.only_with("forum")
    async def test_and_its_topic_shows_it_and_stays_open(self, desk: Desk) -> None:
        _, topic = await desk.opened_ticket(QUESTION)

        await desk.sergey.writes(topic, "/close")

        assert "№ 1" in await desk.renamed(topic)
        assert not (await desk.tg.topics(chat_id=desk.group))["topics"][0]["closed"]

    async def test_a_new_message_reopens_it(self, desk: Desk) -> None:
        anna, topic = await desk.opened_ticket(QUESTION)
        await desk.sergey.writes(topic, "/close")
        await anna.shows("№ 1")

        await desk.passes(timedelta(days=2))
        await anna.writes("Опять то же самое")

        await topic.shows("Опять то же самое")
        assert len(await desk.topics()) == 1

    async def test_a_message_after_the_reopening_days_opens_a_ticket_that_points_back(
        self, desk: Desk
    ) -> None:
        anna, topic = await desk.opened_ticket(QUESTION)
        await desk.sergey.writes(topic, "/close")
        await anna.shows("№ 1")

        await desk.passes(timedelta(days=4))
        await anna.writes("Теперь не открывается почта на телефоне")

        await anna.shows("№ 2")
        second = await desk.topic(2)
        assert "№ 1" in (await second.card_shows("не открывается почта")).text

    @pytest.mark.only_with("forum")
    async def test_staff_may_reopen_it(self, desk: Desk) -> None:
        anna, topic = await desk.opened_ticket(QUESTION)
        await desk.sergey.writes(topic, "/close")
        await anna.shows("№ 1")
        closed = Topic(desk.tg, topic.chat, topic.thread or 0, await desk.renamed(topic))

        await desk.sergey.writes(topic, "/reopen")

        assert await desk.renamed(closed) == topic.name
