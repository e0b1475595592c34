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


class TestAMereHello:
    async def test_is_asked_what_happened_and_opens_no_ticket(self, desk: Desk) -> None:
        await desk.opens()
        anna = await desk.customer()
        await anna.writes("Добрый день")

        greeting = await anna.shows()
        await desk.settles()

        assert "Анна" in greeting.text
        assert await desk.topics() == []

    async def test_is_no_part_of_the_restated_question(self, desk: Desk) -> None:
        await desk.opens()
        anna = await desk.customer()
        await anna.writes("Добрый день")
        await anna.shows()

        await anna.writes("не отправляются письма с сайта")

        await anna.shows("«не отправляются письма с сайта»")
