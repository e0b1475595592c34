"""The promises and working hours at the desk, as `/sla` and `/hours` in a messenger."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated

from aiohttp import web
from pydantic import StringConstraints

from bot.channels.web.desk.acting import DeskActing
from bot.channels.web.requests import Request, read
from handlers.desk.sla.calendar_orders import read_calendar_order
from handlers.desk.sla.orders import read_sla_order, write_duration
from handlers.desk.sla.working_hours import write_hours
from handlers.errors import CommandRefused
from handlers.sla.editor import PromisesEditor
from handlers.sla.view import PromisesView
from storage.books import Books
from storage.records.sla import SlaPolicy


class PromisesOrder(Request):
    """An order as after `/sla` or `/hours`: `vip 1 10m 2h 24x7`, `off 2026-12-31`.

    `version` is the one that the page shows: a newer change by somebody else is not overwritten unseen.
    """

    order: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
    version: int | None = None


@dataclass(frozen=True, slots=True)
class DeskPromises:
    """For managers only."""

    acting: DeskActing
    editor: PromisesEditor
    view: PromisesView

    def add_to(self, app: web.Application) -> None:
        app.add_routes(
            [
                web.get("/desk/api/promises", self.show),
                web.post("/desk/api/promises/sla", self.change_policies),
                web.post("/desk/api/promises/hours", self.change_calendar),
            ]
        )

    async def show(self, request: web.Request) -> web.Response:
        """Return the table, the calendar, and the special days."""
        async with self.acting.database.reading() as books:
            await self.acting.access.must_manage(books, request)
            table = await self.editor.table(books)
            own, calendar = await self.editor.calendar(books)
            version = await books.sla.revision()
        holidays = calendar.holidays
        return web.json_response(
            {
                "version": version,
                "policies": [
                    self._policy(row, is_own=(row.tier, row.priority) in table.own) for row in table.rows()
                ],
                "hours": write_hours(calendar.hours),
                "zone": calendar.zone.key,
                "holidays": "" if holidays is None else holidays.country,
                "calendar": self.view.calendar(own, calendar, self.acting.clock()),
                "days": [{"day": f"{day.day}", "words": self.view.day(day)} for day in own.days],
            }
        )

    async def change_policies(self, request: web.Request) -> web.Response:
        """Set or remove a policy."""
        form, now = await read(request, PromisesOrder), self.acting.clock()

        async def change(books: Books, by: str) -> str:
            policy = read_sla_order(form.order.split())
            changed = await self.editor.change_policies(books, by, policy, now)
            return "\n".join(self.view.policy_changed(changed))

        return await self._manage(request, form.version, change)

    async def change_calendar(self, request: web.Request) -> web.Response:
        """Set hours, zone, holidays or single days."""
        form, now = await read(request, PromisesOrder), self.acting.clock()

        async def change(books: Books, by: str) -> str:
            order = read_calendar_order(form.order)
            changed = await self.editor.change_calendar(books, by, order, now)
            return self.view.calendar_changed(changed)

        return await self._manage(request, form.version, change)

    async def _manage(
        self, request: web.Request, version: int | None, change: Callable[[Books, str], Awaitable[str]]
    ) -> web.Response:
        """Make the change; the answer tells it, with the former state. Raises `StaleRecord`."""
        async with self.acting.database.books() as books:
            seat = await self.acting.access.may_manage(books, request)
            if version is not None:
                await books.sla.must_be(version)
            try:
                words = await change(books, seat.person.address)
            except CommandRefused as refused:
                return self.acting.refusal_of(refused)
            await books.commit()
        await self.acting.followed()
        return web.json_response({"words": words})

    def _policy(self, row: SlaPolicy, *, is_own: bool) -> dict[str, object]:
        terms = row.terms
        return {
            "tier": row.tier,
            "priority": row.priority,
            "priorityWords": self.acting.words("priority", priority=row.priority),
            "response": write_duration(terms.first_response.time),
            "responseAlways": terms.first_response.round_the_clock,
            "resolution": write_duration(terms.resolution.time),
            "resolutionAlways": terms.resolution.round_the_clock,
            "own": is_own,
        }
