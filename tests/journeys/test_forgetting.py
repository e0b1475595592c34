"""A customer wants to be forgotten: afterwards nobody finds a trace."""

from datetime import timedelta

from storage.engine import Database
from tests.journeys.desk import Desk
from tests.journeys.people import Place
from tests.traces import traces_of


class TestForgetting:
    async def test_erases_words_names_and_ids_everywhere(self, desk: Desk) -> None:
        await desk.opens()
        anna, topic = await desk.opened_ticket("Карбонара не открывается", "Аннабель")
        await desk.sergey.writes(topic, "Проверьте, пожалуйста, карбонара-панель")
        await anna.shows("карбонара-панель")
        await anna.writes("Карбонара лежит")
        await topic.shows("Карбонара лежит")

        await anna.writes("/forget")
        await anna.shows("Стереть всё, что мы храним о вас?")
        await anna.presses("Стереть всё")
        await anna.shows("Стираем")
        await desk.passes(timedelta(seconds=2))
        await anna.shows("Готово: ваши сообщения, файлы и имя стёрты.")
        await topic.shows("Данные клиента стёрты")

        assert await self._traces(desk, "Аннабель", "арбонара", str(anna.actor.id)) == []
        assert not any("арбонара" in text for text in await topic.texts())
        if desk.has_topics:
            assert "✅ № 1" in [there.name for there in await desk.topics()]

    async def _traces(self, desk: Desk, *words: str) -> list[str]:
        """What is left once the erasure has swept up after itself."""
        database = await Database.open(desk.database_url)

        async def is_clean() -> bool:
            await desk.passes(timedelta(seconds=2))
            return not await traces_of(database, *words)

        try:
            await desk.tg.until(is_clean, Place.PATIENCE)
            return await traces_of(database, *words)
        finally:
            await database.close()
