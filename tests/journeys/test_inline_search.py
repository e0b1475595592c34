"""Canned replies are found while typing: `@bot words`, by staff alone."""

from tests.journeys.desk import Desk
from tests.journeys.people import Agent, Manager


class TestWhileTypingInATopic:
    async def test_staff_finds_a_reply_and_sends_it_and_nobody_else_does(self, desk: Desk) -> None:
        await desk.tg.call("set_inline")
        await desk.opens()
        maria = Manager(desk.maria.actor)
        await maria.orders("/canned add Трассировка\n{{ greeting }} Пришлите traceroute, так найдём быстрее.")
        anna, topic = await desk.opened_ticket("Не открывается сайт")

        assert await desk.sergey.searches("traceroute") == [("1", "№ 1 · Трассировка", "/canned 1")]
        assert await desk.sergey.searches("домен") == []
        assert await Agent(anna.actor).searches("traceroute") == []

        await desk.sergey.picks(topic, "трасс")
        await anna.shows("Сергей Петров\nАнна, здравствуйте! Пришлите traceroute, так найдём быстрее.")
