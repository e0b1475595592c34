"""From line to line and from hand to hand: what the customer reads, and what each line sees."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.botapi.client import Actor
from tests.journeys.desk import Desk
from tests.journeys.people import Agent, Customer, Topic

QUESTION = "Сайт открывается через раз"
REASON = "Нужен доступ к серверу"


@dataclass
class SecondLine:
    """The group of line 2, where Vera works; a forum or a plain group, as line 1's."""

    desk: Desk
    vera: Actor
    group: int

    @property
    def as_seen(self) -> Desk:
        """The same world, looked at from this group."""
        seen = object.__new__(Desk)
        seen.__dict__.update(self.desk.__dict__ | {"group": self.group})
        return seen

    async def topic(self, number: int = 1) -> Topic:
        return await self.as_seen.topic(number)


@pytest.fixture
async def line_2(desk: Desk) -> SecondLine:
    vera = await desk.tg.user(first_name="Вера", last_name="Лис", username="vera_l")
    group = await desk.tg.staff_group("Линия 2", staff=(vera,), is_forum=desk.has_topics)
    desk.settings["LINE2_CHAT_ID"] = str(group)
    await desk.opens()
    return SecondLine(desk, vera, group)


async def escalated(desk: Desk, line_2: SecondLine) -> tuple[Customer, Topic, Topic]:
    """A ticket that Sergey took and handed to line 2."""
    anna, topic = await desk.opened_ticket(QUESTION)
    await desk.sergey.writes(topic, "/take")
    await anna.shows("Сергей Петров")
    await desk.sergey.writes(topic, f"/escalate 2 {REASON}")
    above = await line_2.topic()
    await above.shows(REASON)
    return anna, topic, above


class TestGoingUp:
    async def test_line_two_reads_the_whole_case_and_answers_in_its_own_name(
        self, desk: Desk, line_2: SecondLine
    ) -> None:
        anna, topic, above = await escalated(desk, line_2)

        card = await above.card()
        assert QUESTION in card.text
        assert (await anna.shows("передано")).text.endswith("за него отвечает Сергей Петров.")
        left = await topic.shows("передаёт обращение № 1 на линию 2")
        assert left.buttons == []

        await Agent(line_2.vera).writes(above, "Починили балансировщик")

        await anna.shows("Вера Лис и доведёт его до решения")
        assert (await anna.shows("Починили")).text == "Вера Лис\nПочинили балансировщик"

    async def test_words_from_the_old_place_stay_inside(self, desk: Desk, line_2: SecondLine) -> None:
        anna, topic, above = await escalated(desk, line_2)
        await topic.shows("передаёт обращение")

        await desk.sergey.writes(topic, "Клиент просил позвонить")
        await topic.shows("клиент этого не увидит")
        await above.shows("Клиент просил позвонить")

        await anna.writes("Всё ещё не работает")
        await above.shows("Всё ещё не работает")
        await desk.settles()
        assert all("позвонить" not in text for text in await anna.texts())

    async def test_survives_a_stop_right_after_the_command(self, desk: Desk, line_2: SecondLine) -> None:
        anna, topic = await desk.opened_ticket(QUESTION)
        await desk.sergey.writes(topic, f"/escalate 2 {REASON}")
        await desk.closes()
        await desk.opens()

        above = await line_2.topic()
        await above.shows(REASON)
        await Agent(line_2.vera).writes(above, "Смотрим")
        assert (await anna.shows("Смотрим")).text == "Вера Лис\nСмотрим"

    async def test_and_down_again_ends_where_it_began(self, desk: Desk, line_2: SecondLine) -> None:
        anna, topic, above = await escalated(desk, line_2)

        await Agent(line_2.vera).writes(above, "/escalate 1 Дальше справится первая линия")
        await topic.shows("линия 2 → линия 1")
        await desk.sergey.writes(topic, "Проверьте, пожалуйста")

        assert "Проверьте" in (await anna.shows("Проверьте")).text


class TestFromHandToHand:
    async def test_a_transfer_introduces_the_new_person(self, desk: Desk, line_2: SecondLine) -> None:  # noqa: ARG002 - opens the desk
        anna, topic = await desk.opened_ticket(QUESTION)
        await desk.maria.actor.send("Всем доброе утро", chat_id=desk.group)
        await desk.settles()

        await desk.sergey.writes(topic, "/take")
        await anna.shows("Сергей Петров")
        await desk.sergey.writes(topic, "/transfer @maria_o")

        await anna.shows("Мария Орлова и доведёт его до решения")

    async def test_somebody_unknown_is_asked_to_write_first(self, desk: Desk, line_2: SecondLine) -> None:  # noqa: ARG002 - opens the desk
        _, topic = await desk.opened_ticket(QUESTION)

        await desk.sergey.writes(topic, "/assign @nobody_here")

        await topic.shows("попросите написать что-нибудь в этом чате")

    async def test_a_reopened_case_goes_back_to_who_had_it(self, desk: Desk, line_2: SecondLine) -> None:  # noqa: ARG002 - opens the desk
        anna, topic = await desk.opened_ticket(QUESTION)
        await desk.sergey.writes(topic, "/take")
        await desk.sergey.writes(topic, "/close")
        await anna.shows("закрыто")

        await anna.writes("Снова не открывается")

        await topic.shows("обращение")
        await topic.card_shows("Сергей Петров")


class TestAClarifyingQuestion:
    async def test_is_asked_once_and_its_answer_taken(self, desk: Desk) -> None:
        await desk.opens()
        anna = await desk.customer("Анна")
        await anna.writes("У меня двойное списание за октябрь, верните деньги")
        await anna.shows("№ 1")

        asked = await anna.shows("номер договора")
        assert asked.text.startswith("Анна, пришлите, пожалуйста")
        await anna.writes("Договор АБ-123456")

        topic = await desk.topic()
        card = await topic.card_shows("номер договора: АБ-123456")
        assert "категория: оплата" in card.text
