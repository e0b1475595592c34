"""People write as people write in chats: several messages for one question."""

from tests.journeys.desk import Desk


class TestThreeMessagesInABreath:
    async def test_make_one_ticket_and_one_acknowledgement(self, desk: Desk) -> None:
        await desk.opens()
        anna = await desk.customer()
        for text in ("здравствуйте", "не работает сайт", "пишет 502"):
            await anna.writes(text)

        acknowledgement = await anna.shows("№ 1")
        await desk.settles()

        assert "не работает сайт" in acknowledgement.text
        assert len(await anna.everything()) == 1
        assert len(await desk.topics()) == 1
        card = await (await desk.topic()).card()
        assert "не работает сайт\nпишет 502" in card.text


class TestAnOpenTicketIsAddedTo:
    async def test_without_a_second_acknowledgement_and_in_order(self, desk: Desk) -> None:
        await desk.opens()
        anna, topic = await desk.opened_ticket("Сайт открывается через раз")
        additions = [f"и вот ещё подробность {number}" for number in range(5)]
        for text in additions:
            await anna.writes(text)
        await desk.settles()

        assert len(await anna.everything()) == 1
        shown = "\n".join(await topic.texts())
        places = [shown.index(text) for text in additions]
        assert places == sorted(places)
