"""Moving the staff to another chat: STAFF_CHAT_ID, LINE2_CHAT_ID or LINE3_CHAT_ID was changed."""

from dataclasses import dataclass

import structlog

from handlers.cases.desk import CaseDesk
from storage.books import Books

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class StaffMoved:
    """Moves tickets out of chats that are no longer staff chats."""

    cases: CaseDesk

    async def __call__(self, books: Books) -> None:
        """Move them to their line's present group: the next post makes a topic there, with the history."""
        chats = await self.cases.staff_chats(books)
        stranded = await books.staff_moves.stranded(chats.values())
        for one in stranded:
            await books.staff_moves.take_along(one, chats.get(one.line, chats[1]))
        for old in {one.chat for one in stranded}:
            await books.staff_moves.take_general_along(old, chats[1])
        if stranded:
            log.info("tickets follow the staff to another chat", tickets=[one.ticket for one in stranded])
