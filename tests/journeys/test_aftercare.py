"""After the case, and what agents have at hand: a mark, a reply taken back, tickets that are found."""

import pytest

from tests.journeys.desk import Desk
from tests.journeys.people import Customer, Topic

QUESTION = "Сайт открывается через раз"


@pytest.fixture
async def case(desk: Desk) -> tuple[Customer, Topic]:
    """A customer with an open ticket."""
    await desk.opens()
    return await desk.opened_ticket(QUESTION)


class TestAMark:
    async def test_is_asked_for_once_shown_to_managers_and_leaves_a_way_back(
        self, desk: Desk, case: tuple[Customer, Topic]
    ) -> None:
        anna, topic = case
        await desk.sergey.writes(topic, "/close")
        asked = await anna.shows("Как мы справились с обращением № 1?")
        assert asked.buttons == ["1", "2", "3", "4", "5"]

        await anna.presses("2")
        heard = await anna.shows("Спасибо за оценку!")
        await topic.shows("Оценка клиента: 2 из 5.")
        await desk.general.shows("Обращение № 1: оценка 2 из 5.")
        assert heard.buttons == ["Вопрос остался"]

        await anna.presses("Вопрос остался")
        await anna.shows("Обращение № 1 снова открыто.")


class TestAWrongReply:
    async def test_is_taken_back(self, desk: Desk, case: tuple[Customer, Topic]) -> None:
        anna, topic = case
        wrong = await desk.sergey.writes(topic, "Пароль соседа: ромашка")
        await anna.shows("ромашка")

        await desk.sergey.writes(topic, "/delete", reply_to=wrong)
        await topic.shows("забирает ответ обратно")
        await desk.settles()

        assert not any("ромашка" in text for text in await anna.texts())


class TestFinding:
    async def test_leads_to_the_topic_without_a_word_of_the_customer(
        self, desk: Desk, case: tuple[Customer, Topic]
    ) -> None:
        _, topic = case
        await desk.sergey.writes(topic, "/find ОТКРЫВАЕТСЯ")

        found = await topic.shows("№ 1 · новое")
        assert "ткрывается" not in found.text
