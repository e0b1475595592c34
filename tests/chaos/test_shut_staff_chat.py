"""The staff group does not let the bot in: what customers wrote waits for it, however long that takes."""

from collections.abc import MutableMapping
from typing import Any

from tests.botapi.records import ADMIN_RIGHTS
from tests.journeys.desk import Desk

QUESTION = "Сайт открывается через раз"


async def set_bot(desk: Desk, status: str, *, without: str = "") -> None:
    """The group's owner changes what the bot may do there."""
    me = int(desk.settings["TELEGRAM_BOT_TOKEN"].partition(":")[0])
    rights = {right: right != without for right in ADMIN_RIGHTS}
    await desk.tg.member(chat_id=desk.group, user_id=me, status=status, rights=rights)


async def refused(desk: Desk, times: int) -> None:
    """Wait until the messenger refused so many calls about the group."""

    async def enough() -> bool:
        return len(await desk.tg.journal(errors=True, chat_id=desk.group)) >= times

    await desk.tg.until(enough)


class TestTheBotWasKicked:
    async def test_all_arrives_once_it_is_put_back(
        self, desk: Desk, logged: list[MutableMapping[str, Any]]
    ) -> None:
        await desk.opens()
        anna, topic = await desk.opened_ticket(QUESTION)
        await desk.settles()

        await set_bot(desk, "kicked")
        await anna.writes("и почта тоже")
        await refused(desk, 2)
        boris = await desk.customer("Борис")
        await boris.writes("Не открывается почта на телефоне")
        await boris.shows("№ 2")
        await anna.writes("и база данных")
        await refused(desk, 4)
        await set_bot(desk, "administrator")

        await topic.shows("и почта тоже", timeout=15)
        await topic.shows("и база данных")
        second = await desk.topic(2)
        await second.card_shows("Не открывается почта на телефоне")
        await desk.sergey.writes(topic, "Чиним.")
        await anna.shows("Чиним.")
        assert await desk.tg.duplicates() == []
        (advice,) = [entry for entry in logged if entry["level"] == "error"]
        assert "put the bot back" in advice["event"]
        assert "kicked" in advice["reason"]

    async def test_it_knocks_with_one_call_at_a_time(self, desk: Desk) -> None:
        await desk.opens()
        await desk.opened_ticket(QUESTION)
        await desk.settles()
        await set_bot(desk, "kicked")
        started = (await desk.tg.counters()).get("error.403", 0)
        for number in range(2, 12):
            customer = await desk.customer(f"Гость {number}")
            await customer.writes("Не открывается почта на телефоне")
            await customer.shows(f"№ {number}")

        assert (await desk.tg.counters())["error.403"] - started < 10


class TestTheBotMayNotMakeTopics:
    async def test_new_tickets_wait_and_old_ones_go_on(self, desk: Desk) -> None:
        await desk.opens()
        anna, topic = await desk.opened_ticket(QUESTION)
        await desk.settles()

        await set_bot(desk, "administrator", without="can_manage_topics")
        boris = await desk.customer("Борис")
        await boris.writes("Не открывается почта на телефоне")
        await refused(desk, 2)
        await anna.writes("и почта тоже")
        await topic.shows("и почта тоже", timeout=10)
        await set_bot(desk, "administrator")

        second = await desk.topic(2)
        await second.card_shows("Не открывается почта на телефоне")
