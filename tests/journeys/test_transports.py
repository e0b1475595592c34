"""The bot asks Telegram for updates, or is called, and may change: nothing is lost, nothing comes twice."""

import pytest

from tests.journeys.desk import Desk
from tests.journeys.installations import LIBRARIES
from tests.journeys.people import Customer, Topic

QUESTION = "Сайт открывается через раз"


async def says_once(topic: Topic, *lines: str) -> None:
    """The lines come to stand in the topic, the last of them last, and each once."""
    await topic.shows(lines[-1], timeout=20)
    said = "\n".join(await topic.texts())
    assert [said.count(line) for line in lines] == [1] * len(lines)


async def stops_and_misses(desk: Desk, anna: Customer, line: str) -> None:
    """The bot stops, and Anna writes a line."""
    await desk.settles()
    await desk.closes()
    await anna.writes(line)


@pytest.mark.only_with("webhook")
async def test_a_bot_that_is_called_never_asks(desk: Desk) -> None:
    await desk.opens()
    await desk.opened_ticket(QUESTION)
    assert (await desk.tg.counters()).get("method.getUpdates", 0) == 0


class TestTheBotWasDown:
    async def test_lines_written_meanwhile_arrive(self, desk: Desk) -> None:
        await desk.opens()
        anna, topic = await desk.opened_ticket(QUESTION)

        await stops_and_misses(desk, anna, "пока вас не было")
        await desk.opens()

        await says_once(topic, "пока вас не было")


class TestAChange:
    """What Telegram still has comes by the new road."""

    async def test_between_polling_and_webhook_loses_nothing(self, desk: Desk) -> None:
        roads = [desk.asks, desk.is_called]
        there, back = roads if desk.installation.transport == "webhook" else reversed(roads)
        await desk.opens()
        anna, topic = await desk.opened_ticket(QUESTION)

        await stops_and_misses(desk, anna, "первая перемена")
        await there()
        await desk.opens()
        await anna.writes("уже по новой дороге")
        await says_once(topic, "первая перемена", "уже по новой дороге")
        await stops_and_misses(desk, anna, "вторая перемена")
        await back()
        await desk.opens()

        await says_once(topic, "первая перемена", "уже по новой дороге", "вторая перемена")

    async def test_of_the_library_loses_nothing(self, desk: Desk) -> None:
        (other,) = set(LIBRARIES) - {desk.installation.library}
        await desk.opens()
        anna, topic = await desk.opened_ticket(QUESTION)

        await stops_and_misses(desk, anna, "перемена")
        desk.settings["TELEGRAM_LIBRARY"] = other
        await desk.opens()

        await says_once(topic, "перемена")
        await desk.sergey.writes(topic, "Посмотрим.")
        await anna.shows("Посмотрим.")
