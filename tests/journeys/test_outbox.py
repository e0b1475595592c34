"""Letters that the messenger refused: a manager sees them, sends them again, or lets them go."""

from tests.journeys.desk import Desk
from tests.journeys.people import Customer, Manager, Topic

QUESTION = "Сайт открывается через раз"


class TestAReplyThatWasRefused:
    async def refused(self, desk: Desk, maria: Manager) -> tuple[Customer, Topic, str]:
        """Anna blocked the bot when the agent answered; the number of the letter."""
        await desk.opens()
        anna, topic = await desk.opened_ticket(QUESTION)
        await desk.settles()
        await anna.actor.block()
        await desk.sergey.writes(topic, "Ваш код на столе.")
        await topic.shows(regex="не доставлен|заблокировал")
        listed = await maria.orders("/outbox")
        assert "клиенту, обращение № 1" in listed.text
        assert "на столе" in listed.text
        number = listed.text.splitlines()[1].partition(" ")[0]
        await anna.writes("/status")  # whoever writes has unblocked the bot
        await anna.shows("№ 1")
        return anna, topic, number

    async def test_is_shown_whole_and_sent_again(self, desk: Desk) -> None:
        maria = Manager(desk.maria.actor)
        anna, topic, number = await self.refused(desk, maria)
        await maria.orders(f"/outbox show {number}")
        await maria.shows("Ваш код на столе.")

        assert "отправляется ещё раз" in (await maria.orders(f"/outbox retry {number}")).text

        await anna.shows("Ваш код на столе.")
        assert "нет" in (await maria.orders("/outbox")).text
        await topic.shows("Мария Орлова")

    async def test_is_let_go(self, desk: Desk) -> None:
        maria = Manager(desk.maria.actor)
        anna, _, number = await self.refused(desk, maria)

        assert "больше не отправляется" in (await maria.orders(f"/outbox discard {number}")).text

        await desk.settles()
        assert "Недоставленных сообщений нет." in (await maria.orders("/outbox")).text
        assert not any("на столе" in text for text in await anna.texts())
