"""FAQ entries as agents' replies: those that the card suggests, and any other that an agent finds."""

from dataclasses import dataclass
from datetime import datetime

from handlers.cases.actions import CaseActions
from handlers.cases.case import Case
from handlers.desk.knowledge.sent_entries import is_with_customer
from handlers.desk.tickets.lifecycle import Agent
from handlers.errors import CommandRefused
from handlers.knowledge.learner import FaqLearner
from handlers.knowledge.searching import search_entries
from handlers.knowledge.shelf import FaqShelf
from storage.books import Books
from storage.changes import Plan
from storage.records.faq import FaqRecord


@dataclass(frozen=True, slots=True)
class EntryReplies:
    """Finds entries and sends them. What is sent teaches the FAQ how customers ask for it."""

    actions: CaseActions
    shelf: FaqShelf
    learner: FaqLearner

    async def search(self, books: Books, wanted: str) -> tuple[FaqRecord, ...]:
        """The live entry with that number and those with the words, then those that the bot would offer."""
        found = await search_entries(books, self.shelf, wanted)
        return found.holding + found.alike

    async def send(self, books: Books, case: Case, entry: int | None, agent: Agent, now: datetime) -> Plan:
        """Send the entry as the agent's own reply.

        Raises `CommandRefused` if there is no such entry, if the customer has it from an agent already or is
        erased, and if the ticket is not open.
        """
        if case.conversation.is_erased:
            raise CommandRefused("topic-nobody-to-answer")
        records = await books.faq.live_of((entry,) if entry else ())
        if not records:
            raise CommandRefused("entry-no-such")
        record = records[0]
        if is_with_customer(await books.messages.of_ticket(case.ticket.number), record.id):
            raise CommandRefused("entry-sent-already", entry=record.id)
        sent = await self.actions.send_entry(books, case, record, agent, now)
        return sent + await self.learner.sent(books, case, record, now)
