"""Two managers who change the promises at one moment: what each of them wanted holds."""

from handlers.desk.sla.calendar_orders import read_calendar_order
from handlers.sla.editor import PromisesEditor
from storage.database import Database
from tests.databases import PostgresServer
from tests.handlers.front import MONDAY, POLICY, Desk
from tests.storage.contention import while_it_waits

EDITOR = PromisesEditor(POLICY.calendar)


class TestTwoChangesOfTheCalendarAtOneMoment:
    async def test_both_count(self, desk_on_postgres: Desk, postgres_server: PostgresServer) -> None:
        async def change(database: Database, order: str) -> None:
            async with database.books() as books:
                await EDITOR.change_calendar(books, "desk:2", read_calendar_order(order), MONDAY)
                await books.commit()

        database = desk_on_postgres.database
        await change(database, "zone Europe/Berlin")
        async with database.books() as books:
            order = read_calendar_order("zone Europe/Paris")
            await EDITOR.change_calendar(books, "desk:1", order, MONDAY)
            await while_it_waits(postgres_server, change(database, "holidays DE"), books.commit)

        async with database.reading() as books:
            own = await books.sla.calendar()
        assert (own.zone, own.holidays) == ("Europe/Paris", "DE")
