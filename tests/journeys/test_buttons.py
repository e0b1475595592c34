"""Buttons pressed twice, late, by somebody else, or made up by a hostile client."""

import pytest

from tests.journeys.desk import Desk
from tests.journeys.people import Customer, Seen

ANSWER = "Откройте личный кабинет → «Доступы» → FTP."


@pytest.fixture
async def desk(desk: Desk) -> Desk:
    await desk.knows("Как получить доступ к FTP?", ANSWER)
    await desk.opens()
    return desk


async def answered(desk: Desk, name: str = "Анна") -> tuple[Customer, Seen]:
    customer = await desk.customer(name)
    await customer.writes("как получить доступ к ftp")
    return customer, await customer.shows(ANSWER)


class TestPressedTwice:
    async def test_opens_one_ticket(self, desk: Desk) -> None:
        anna, answer = await answered(desk)
        data = answer.button_data[1]

        await anna.forges(answer, data)
        await anna.forges(answer, data)

        await anna.shows("№ 1")
        await desk.settles()
        assert len(await desk.topics()) == 1
        assert sum("№" in text for text in await anna.texts()) == 1

    async def test_takes_a_ticket_once(self, desk: Desk) -> None:
        anna, topic = await desk.opened_ticket("Сайт открывается через раз")
        card = await topic.card()
        for agent in (desk.sergey, desk.maria):
            await agent.forges(topic, card, card.button_data[0])
        await desk.settles()
        assert sum("Сергей" in text for text in await anna.texts()) == 1
        assert not any("Мария" in text for text in await anna.texts())


class TestStale:
    async def test_closing_by_an_old_card_does_nothing_when_the_ticket_was_reopened(self, desk: Desk) -> None:
        anna, topic = await desk.opened_ticket("Сайт открывается через раз")
        card = await topic.card()
        await desk.sergey.writes(topic, "/close")
        await anna.shows("№ 1")
        await anna.writes("нет, всё ещё не открывается")
        await topic.shows("всё ещё")
        await desk.settles()
        before = len(await anna.everything())

        await desk.sergey.forges(topic, card, card.button_data[1])
        await desk.settles()

        assert len(await anna.everything()) == before

    async def test_an_answer_of_long_ago_opens_nothing_twice(self, desk: Desk) -> None:
        anna, answer = await answered(desk)
        await anna.presses("Помогло")
        await anna.changes(answer)

        await anna.forges(answer, answer.button_data[1])
        await desk.settles()

        assert await desk.topics() == []


class TestForged:
    DATA = ("x", "take:1:1", "done:1:1", "no::", "no:' OR 1=1:", "send:1:999", "pick:1:1", "я" * 32, ":::")

    async def test_by_a_customer_changes_nothing(self, desk: Desk) -> None:
        _, topic = await desk.opened_ticket("Сайт открывается через раз", "Борис")
        eve, answer = await answered(desk, "Ева")
        await desk.settles()
        card = await topic.card()

        for data in self.DATA:
            await eve.forges(answer, data)
        await desk.settles()

        assert (await topic.card()).text == card.text
        assert len(await desk.topics()) == 1

    async def test_with_another_customers_data_does_not_touch_the_other(self, desk: Desk) -> None:
        anna, annas = await answered(desk, "Анна")
        eve, eves = await answered(desk, "Ева")

        await eve.forges(eves, annas.button_data[1])
        await desk.settles()

        assert len(await anna.everything()) == 1
        assert (await anna.now(annas)).buttons == annas.buttons

    async def test_outside_of_the_staff_group_takes_no_ticket(self, desk: Desk) -> None:
        """A member of the staff may press what is theirs; a passer-by with a copied button may not."""
        _, topic = await desk.opened_ticket("Сайт открывается через раз", "Борис")
        card = await topic.card()
        eve, answer = await answered(desk, "Ева")

        await eve.forges(answer, card.button_data[0])
        await desk.settles()

        assert "Ева" not in (await topic.card()).text
