"""The first response is one that the customer has: not one that never arrived or was taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.desk.messages.deleting import taken_back
from handlers.desk.tickets import lifecycle
from storage.books import Books
from storage.changes import NOTHING, Plan
from storage.records.message_refs import MessageRef
from storage.records.messages import Author, Message


@dataclass(frozen=True, slots=True)
class FirstResponse:
    """Finds the first response again after a reply's outcome has changed."""

    cases: CaseDesk

    async def recount(
        self, books: Books, case: Case, now: datetime, *, without: MessageRef | None = None
    ) -> Plan:
        """Set it to the first reply that arrived or still may; nothing if that is the same.

        `without` is a reply that is being taken back now.
        """
        number = case.ticket.number
        withdrawn = taken_back(await books.events.of_ticket(number)) | {without}
        said = [each for each in await books.messages.of_ticket(number) if each.ref not in withdrawn]
        replies = await books.dead_letters.replies_of(number)
        sent = {ref: moment for ref, moment in replies.items() if ref not in withdrawn}
        moment = first_that_counts(said, sent, case.ticket.first_response_at)
        change = lifecycle.answered_at(case.ticket, moment, now)
        return await self.cases.changed(books, case, change, now) if change else NOTHING


def first_that_counts(
    said: Sequence[Message], sent: Mapping[MessageRef, datetime | None], counted: datetime | None
) -> datetime | None:
    """The moment when the first agent's reply left that was not given up.

    A reply that is not among the `sent` left so long ago that its letter was purged: then the moment
    `counted` so far is kept.
    """
    forgotten = any(message.author is Author.AGENT and message.ref not in sent for message in said)
    moments = (*sent.values(), counted if forgotten else None)
    return min((moment for moment in moments if moment is not None), default=None)
