"""Notes what the FAQ may learn from how a question was answered; managers decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.cases.case import Case
from handlers.desk.knowledge.events import faq_event
from handlers.desk.knowledge.lessons import key_of, phrasing_in
from handlers.desk.knowledge.outcomes import answer_that_misled
from handlers.desk.triage.decisions import CONTEXT_LIFETIME
from handlers.knowledge.shelf import FaqShelf
from storage.books import Books
from storage.changes import NOTHING, Plan
from storage.records.conversations import Conversation, OpenQuestion
from storage.records.events import EventKind
from storage.records.faq import FaqRecord
from storage.records.faq_lessons import Confirmation, Origin


@dataclass(frozen=True, slots=True)
class FaqLearner:
    """Plans that note a customer's words for the entry that answered them."""

    shelf: FaqShelf

    def confirmed(self, conversation: Conversation, question: OpenQuestion, now: datetime) -> Plan:
        """Note that the customer says that the answer helped."""
        phrasing = self._new_phrasing(question.latest or question.texts, question.entries)
        if phrasing is None:
            return NOTHING
        return Plan(
            confirmations=tuple(
                Confirmation(entry, key_of(phrasing), phrasing, Origin.CUSTOMER, conversation.id, now)
                for entry in question.entries
            )
        )

    async def sent(self, books: Books, case: Case, record: FaqRecord, now: datetime) -> Plan:
        """Note that an agent answered with the entry; a different answer by the bot before that failed."""
        since = case.ticket.opened_at - CONTEXT_LIFETIME
        events = await books.events.of_conversation(case.conversation.id, since=since)
        misled = answer_that_misled(events, case.ticket.opened_at, record.id)
        failed = NOTHING
        if misled is not None:
            entry, phrasing = int(misled.details["entry"]), misled.details.get("phrasing", "")
            failed = Plan(events=(faq_event(EventKind.FAQ_FAILED, case.conversation, entry, now, phrasing),))
        return failed + self._taught_by_agent(case, record, now)

    def _taught_by_agent(self, case: Case, record: FaqRecord, now: datetime) -> Plan:
        phrasing = self._new_phrasing([case.ticket.question], (record.id,))
        if phrasing is None:
            return NOTHING
        number = case.ticket.number
        seen = Confirmation(
            record.id, key_of(phrasing), phrasing, Origin.AGENT, case.conversation.id, now, number
        )
        return Plan(confirmations=(seen,))

    def _new_phrasing(self, texts: Sequence[str], entries: Sequence[int]) -> str | None:
        """The request, unless the entries already have it."""
        phrasing = phrasing_in(texts)
        if phrasing is None or self.shelf.having(phrasing) >= set(entries):
            return None
        return phrasing
