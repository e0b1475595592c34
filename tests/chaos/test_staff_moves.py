"""The operator names another staff group, and starts the bot again."""

from tests.journeys.desk import Desk

QUESTION = "Сайт открывается через раз"


class TestAnotherStaffGroup:
    async def moved(self, desk: Desk) -> None:
        """The staff has a new group from the next start on."""
        desk.group = await desk.tg.forum("Новая поддержка", staff=(desk.sergey.actor, desk.maria.actor))
        desk.settings["STAFF_CHAT_ID"] = str(desk.group)

    async def test_gets_a_topic_with_the_history_with_a_tickets_next_post(self, desk: Desk) -> None:
        await desk.opens()
        anna, old = await desk.opened_ticket(QUESTION)
        await anna.writes("и почта тоже")
        await old.shows("и почта тоже")
        await desk.sergey.writes(old, "Посмотрим.")
        await anna.shows("Посмотрим.")
        await desk.settles()
        await desk.closes()

        await self.moved(desk)
        await desk.opens()
        assert await desk.topics() == []
        await anna.writes("Ну что там?")

        new = await desk.topic()
        await new.shows("Ну что там?")
        assert QUESTION in (await new.card()).text
        whole = "\n".join(await new.texts())
        places = [whole.index(said) for said in ("и почта тоже", "Посмотрим.", "Ну что там?")]
        assert places == sorted(places)
        await desk.sergey.writes(new, "Готово!")
        await anna.shows("Готово!")
        assert "Ну что там?" not in "\n".join(await old.texts())

    async def test_that_is_given_up_for_the_first_one_again_finds_the_old_topics(self, desk: Desk) -> None:
        """Else what agents write in them would reach nobody, in silence."""
        await desk.opens()
        anna, topic = await desk.opened_ticket(QUESTION)
        await desk.settles()
        await desk.closes()
        first = desk.group
        await self.moved(desk)
        await desk.opens()
        await desk.settles()
        await desk.closes()
        desk.group, desk.settings["STAFF_CHAT_ID"] = first, str(first)
        await desk.opens()

        await desk.sergey.writes(topic, "Готово!")
        await anna.shows("Готово!")
        await anna.writes("Теперь открывается, а почта?")
        await topic.shows("Теперь открывается, а почта?")

        assert len(await desk.topics()) == 1

    async def test_gets_what_waited_for_the_old_one(self, desk: Desk) -> None:
        await desk.opens()
        anna, _ = await desk.opened_ticket(QUESTION)
        await desk.settles()
        await desk.tg.fault("flood", "*", chat_id=desk.group, retry_after=3600)
        await anna.writes("это ждало")
        await desk.tg.until(lambda: _struck(desk))
        await desk.closes()

        await self.moved(desk)
        await desk.opens()

        await (await desk.topic()).shows("это ждало")


async def _struck(desk: Desk) -> bool:
    """The fault that the messenger was told of met a call."""
    (rule,) = (await desk.tg.call("faults"))["faults"]
    return bool(rule["fired"])
