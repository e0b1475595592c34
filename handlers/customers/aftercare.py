"""After a case: the customer rates it, may comment on the rating, and may come back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from handlers.cases.actions import CaseActions
from handlers.cases.case import Case
from handlers.cases.closing import RATINGS
from handlers.cases.desk import CaseDesk
from handlers.cases.topic import all_to
from handlers.correspondence import to_customer, to_staff
from handlers.desk.buttons import Press, Verb
from handlers.desk.messages.contents import words_of
from handlers.desk.messages.crossing import crossings_of_customer
from handlers.desk.messages.links import link_to
from handlers.desk.reading.complaints import only_complains
from handlers.desk.reading.small_talk import asks_for_person, only_greets, only_thanks
from handlers.desk.text.numbers import number_in
from storage.books import Books
from storage.changes import NOTHING, Plan
from storage.records.actions import Button, Keyboard
from storage.records.conversations import Conversation
from storage.records.events import Event, EventKind
from storage.records.letters import Destination
from storage.records.messages import Message
from storage.records.tickets import Ticket, TicketState

LOW_RATING = 2
"""A rating this low or lower is shown to the line's managers at once; words after it reopen the case."""

COMMENT_WITHIN = timedelta(minutes=30)
"""The first message within this time after a rating is a comment on it, not a new matter."""


@dataclass(frozen=True, slots=True)
class Rating:
    """The customer pressed a rating."""

    cases: CaseDesk

    async def __call__(
        self, books: Books, conversation: Conversation, press: Press, now: datetime
    ) -> Plan | None:
        """Record the first rating; None for another customer's ticket and for every later press."""
        number, rating = number_in(press.subject), number_in(press.detail)
        ticket = await books.tickets.get(number) if number else None
        if ticket is None or ticket.conversation != conversation.id or rating not in RATINGS:
            return None
        if not await books.ratings.give(ticket.number, rating, now):
            return None
        case = await self.cases.of(books, ticket)
        rated = Event(
            EventKind.RATED,
            now,
            conversation.address,
            ticket=ticket.number,
            conversation=conversation.id,
            details={"rating": str(rating)},
        )
        notice = self.cases.staff_speech.say("topic-rated", rating=rating)
        thanks = self._thank(conversation, ticket, rating)
        # In a plain group the managers read the notice, too.
        is_told_apart = rating <= LOW_RATING and case.topic.in_forum
        low = await self._tell_managers(books, case, rating) if is_told_apart else NOTHING
        return Plan(events=(rated,), letters=(case.topic.notice(notice),)) + thanks + low

    def _thank(self, conversation: Conversation, ticket: Ticket, rating: int) -> Plan:
        if ticket.is_open:  # the customer came back first, and rated afterwards
            return self.cases.voice.tell(conversation, "rating-thanks-open", number=ticket.number)
        phrase = "rating-thanks-low" if rating <= LOW_RATING else "rating-thanks"
        return _with_way_back(self.cases, ticket, conversation, phrase)

    async def _tell_managers(self, books: Books, case: Case, rating: int) -> Plan:
        """Tell them the number, the rating and a link; the conversation itself is in the topic."""
        speech, number = self.cases.staff_speech, case.ticket.number
        thread = await books.staff_threads.of(number)
        link = link_to(case.topic.chat, thread.thread if thread else None)
        text = speech.say(
            "general-low-rating",
            number=number,
            rating=rating,
            agent=case.ticket.assignee_name or "—",
            link=link or "",
        )
        return Plan(letters=(to_staff(Destination(case.topic.chat), text.strip(), speech.language),))


@dataclass(frozen=True, slots=True)
class RatingComment:
    """A comment right after a rating belongs to the case and does not reopen it."""

    cases: CaseDesk

    async def __call__(
        self,
        books: Books,
        conversation: Conversation,
        ticket: Ticket | None,
        messages: Sequence[Message],
        now: datetime,
    ) -> Plan | None:
        """Pass the comment on; None if nothing was rated just now, or if the messages ask for something.

        `ticket` is the latest of the conversation.
        """
        if ticket is None or ticket.is_open:
            return None
        given = await books.ratings.of(ticket.number)
        if given is None or given.rating is None or given.rated_at is None:
            return None
        if not await books.ratings.comment(ticket.number, now):  # the very next message only, whatever it is
            return None
        if now - given.rated_at > COMMENT_WITHIN or given.rating <= LOW_RATING:
            return None  # an unhappy customer is heard: the case opens again
        if not is_a_comment(words_of(messages)):
            return None
        case = await self.cases.of(books, ticket)
        said = tuple(replace(message, ticket=ticket.number) for message in messages)
        notice = self.cases.staff_speech.say("topic-rating-comment", rating=given.rating)
        heard = Plan(
            messages=said,
            letters=(case.topic.notice(notice), *all_to(case.topic, crossings_of_customer(said))),
        )
        return heard + _with_way_back(self.cases, ticket, conversation, "rating-comment-heard")


def is_a_comment(texts: Sequence[str]) -> bool:
    """Return True for an opinion: no question, call for a person or "it fails again", no mere politeness."""
    if only_thanks(texts) or only_greets(texts) or only_complains(texts) or any(map(asks_for_person, texts)):
        return False
    return bool(texts) and not any("?" in text for text in texts)


@dataclass(frozen=True, slots=True)
class ComingBack:
    """The customer pressed the button that the question remains, or called a person again."""

    cases: CaseDesk
    actions: CaseActions

    async def __call__(
        self, books: Books, conversation: Conversation, press: Press, now: datetime
    ) -> Plan | None:
        """Reopen the ticket; None if it is open already, closed for good, or somebody else's."""
        number = number_in(press.subject)
        ticket = await books.tickets.get(number) if number else None
        if ticket is None or ticket.conversation != conversation.id:
            return None
        if ticket.state is not TicketState.RESOLVED:
            return None
        return await self.open_again(books, conversation, ticket, now, "topic-came-back")

    async def open_again(
        self, books: Books, conversation: Conversation, ticket: Ticket, now: datetime, phrase: str
    ) -> Plan:
        """Reopen a resolved ticket: ask the customer what is left, and tell the staff with `phrase`."""
        case = await self.cases.of(books, ticket)
        reopened = await self.actions.come_back(books, case, phrase, now)
        return reopened + self.cases.voice.tell(conversation, "came-back", number=ticket.number)


def _with_way_back(cases: CaseDesk, ticket: Ticket, conversation: Conversation, phrase: str) -> Plan:
    """Say `phrase` to the customer, with a button that reopens the case while that is possible."""
    speech = cases.voice.speech_to(conversation)
    buttons: Keyboard = ()
    if ticket.state is TicketState.RESOLVED:
        label = speech.say("button-come-back")
        buttons = ((Button(label, Press(Verb.COME_BACK, str(ticket.number)).encode()),),)
    text = speech.say(phrase)
    return Plan(letters=(to_customer(conversation.address, text, speech.language, buttons),))
