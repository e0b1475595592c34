"""The audit trail at the desk: as `otboinik audit` prints it, page by page, read-only."""

from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.channels.web.desk.people import DeskAccess
from handlers.desk.text.numbers import number_in
from handlers.managers.audit import AuditEntry, latest_changes, say_change, say_details, say_who
from handlers.phrases import Speech
from storage.database import Database

_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class DeskAudit:
    """For managers only, in the staff's language."""

    database: Database
    access: DeskAccess
    speech: Speech

    def add_to(self, app: web.Application) -> None:
        app.router.add_get("/desk/api/audit", self.show)

    async def show(self, request: web.Request) -> web.Response:
        """Return the newest changes, or those before the named one; `older` says whether there are more."""
        before = number_in(request.query.get("before", ""))
        async with self.database.reading() as books:
            await self.access.must_manage(books, request)
            changes = await latest_changes(books, before=before, limit=_A_PAGE + 1)
        shown = [self._view(change) for change in changes[:_A_PAGE]]
        return web.json_response({"changes": shown, "older": len(changes) > _A_PAGE})

    def _view(self, change: AuditEntry) -> dict[str, Any]:
        return {
            "id": change.id,
            "at": change.at.isoformat(),
            "who": say_who(self.speech, change),
            "what": say_change(self.speech, change.what),
            "particulars": say_details(self.speech, change.details),
        }
