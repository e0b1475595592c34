"""A customer wants to be forgotten: afterwards nobody finds a trace."""

from datetime import timedelta

from storage.database import Database
from tests.journeys.desk import Desk
from tests.journeys.people import Place
from tests.journeys.speech import Words
from tests.journeys.staff import Staff, opened_ticket
from tests.traces import traces_of

NAME, SECRET = Words("Аннабель", "Annabel"), Words("арбонара", "arbonara")
QUESTION = Words("Карбонара не открывается", "The Carbonara does not open")
REPLY = Words("Проверьте карбонара-панель", "Please check the carbonara panel")
ONCE_MORE = Words("Карбонара лежит", "The Carbonara is down")


class TestForgetting:
    async def test_erases_words_names_and_ids_everywhere(self, desk: Desk, staff: Staff) -> None:
        say = desk.speech
        anna, ticket = await opened_ticket(desk, staff, QUESTION, NAME)
        await staff.sergey.replies(ticket, say(REPLY))
        await anna.shows(say(REPLY))
        await anna.writes(say(ONCE_MORE))
        await ticket.shows(say(ONCE_MORE))

        await anna.writes("/forget")
        await anna.shows(regex=say.phrase("forget-ask"))
        await anna.presses(say.button("button-forget"))
        await anna.shows(regex=say.phrase("forget-begun"))
        await desk.passes(timedelta(seconds=2))
        await anna.shows(regex=say.phrase("forget-done"))
        await ticket.shows(say.phrase("topic-erased", open="yes", files=0))

        assert await self._traces(desk, say(NAME), say(SECRET), str(anna.actor.id)) == []
        assert not any(say(SECRET) in text for text in await ticket.everything())

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
