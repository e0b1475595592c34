"""Closing a case: the customer is told, and asked once for a rating."""

from dataclasses import dataclass
from datetime import datetime

from handlers.cases.actions import CaseActions
from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.cases.held_replies import refuse_while_held
from handlers.correspondence import to_customer
from handlers.desk.buttons import Press, Verb
from handlers.desk.tickets.lifecycle import Agent
from storage.books import Books
from storage.changes import Plan
from storage.records.actions import Button

RATINGS = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Closing:
    """An agent closes a case."""

    cases: CaseDesk
    actions: CaseActions

    async def __call__(self, books: Books, case: Case, by: Agent, now: datetime) -> Plan:
        """Close the case; ask for a rating once per ticket.

        Raises `CommandRefused` if it is not open, and while a reply is held.
        """
        await refuse_while_held(books, case.ticket.number)
        said = self.cases.staff_speech.say("topic-closed", agent=by.name)
        resolved = await self.actions.resolve(books, case, by, now)
        closed = resolved.posting([case.topic.notice(said)])
        reachable = case.conversation.unreachable_since is None and not case.conversation.is_erased
        if not reachable or not await books.ratings.ask(case.ticket.number, now):
            return closed
        speech = self.cases.voice.speech_to(case.conversation)
        buttons = tuple(
            Button(str(rating), Press(Verb.RATE, str(case.ticket.number), str(rating)).encode())
            for rating in RATINGS
        )
        text = speech.say("rating-ask", number=case.ticket.number)
        asked = to_customer(case.conversation.address, text, speech.language, (buttons,))
        return closed.posting([asked])
