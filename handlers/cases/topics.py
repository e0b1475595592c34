"""A case in its topics, as the staff sees it: the card, the topic's name, the earlier messages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.cases.case import Case
from handlers.cases.topic import Topic, all_to
from handlers.desk.messages.transcript import HistoryWriter
from handlers.desk.tickets.card import CardWriter, Surroundings
from handlers.desk.tickets.card_buttons import CardButtons
from handlers.desk.tickets.ticket_words import TicketWords
from handlers.phrases import Speech
from storage.books import Books
from storage.changes import NOTHING, Plan
from storage.classification import Aspect
from storage.records.actions import Keyboard, OpenTopic
from storage.records.content import Content
from storage.records.conversations import Conversation
from storage.records.letters import Letter, Urgency, WhenInDoubt
from storage.records.messages import Message
from storage.records.staff import StaffThread

_MOST_EARLIER = 5


@dataclass(frozen=True, slots=True)
class CaseTopics:
    """Writes the topics of cases for the staff; data for the card are queried only when it is drawn."""

    speech: Speech
    zone: ZoneInfo

    @property
    def writer(self) -> CardWriter:
        """The writer of cards, in the staff's language."""
        return CardWriter(self.speech, self.zone)

    @property
    def words(self) -> TicketWords:
        """The staff's names for tickets and customers."""
        return self.writer.words

    async def topic_and_card(
        self, books: Books, case: Case, now: datetime, *, ahead: bool = False
    ) -> tuple[Letter, ...]:
        """The two calls for a new ticket in a forum. A plain group gets only the card."""
        content, buttons = await self._card(books, case, now)
        card = case.topic.post_card(content, buttons, ahead=ahead)
        if not case.topic.in_forum:
            return (card,)
        opening = Letter(
            to=case.topic.place,
            action=OpenTopic(self.words.topic_name(case.ticket, case.conversation)),
            language=self.speech.language,
            in_doubt=WhenInDoubt.REPEAT_UNMARKED,
            urgency=Urgency.CUSTOMER_WORDS,
            ticket=case.ticket.number,
            ahead=ahead,
        )
        return opening, card

    async def card_edit(self, books: Books, case: Case, now: datetime) -> Letter:
        """An edit that brings the card up to date."""
        content, buttons = await self._card(books, case, now)
        return case.topic.edit_card(content, buttons)

    def left_card(self, case: Case, former: Topic) -> Letter:
        """The card in a topic that the case has left: its present line and assignee."""
        content = self.writer.left_card(
            case.ticket, case.conversation, case.place, attachments=case.attachments
        )
        return former.edit_card(content, ())

    def renaming(self, case: Case, topic: Topic) -> tuple[Letter, ...]:
        """The present name of one of the case's topics; a plain group has none."""
        if not topic.in_forum:
            return ()
        moved_on = topic.chat != case.topic.chat
        return (topic.rename(self.words.topic_name(case.ticket, case.conversation, moved_on=moved_on)),)

    def where_it_stands(self, case: Case, former: Topic) -> Letter:
        """A notice for a topic that the case has left: its present state and line."""
        ticket = case.ticket
        state = self.words.state(ticket.state)
        return former.notice(
            self.speech.say("topic-left-stands", number=ticket.number, line=str(ticket.line), state=state)
        )

    def tell_other_language(self, case: Case, written_in: str) -> Plan:
        """Tell the staff of a text sent that is not in the language in which the customer is answered."""
        theirs = case.ticket.language
        if written_in == theirs:
            return NOTHING
        said = self.speech.say("topic-other-language", text=written_in, customer=theirs)
        return Plan(letters=(case.topic.notice(said),))

    def history(self, topic: Topic, said: Sequence[Message]) -> tuple[Letter, ...]:
        """Earlier messages, as a few joined posts, then the files."""
        writer = HistoryWriter(self.speech, self.zone)
        return all_to(topic, writer.posts(said))

    async def _card(self, books: Books, case: Case, now: datetime) -> tuple[Content, Keyboard]:
        suggestions = await books.faq.live_of(case.ticket.suggestions)
        categories = await books.classification.rules(Aspect.CATEGORY)
        around = await surroundings_of(books, case)
        content = self.writer.card(case.ticket, case.conversation, suggestions, now, around)
        buttons = CardButtons(self.speech)
        return content, buttons.under(case.ticket, suggestions, categories)


async def surroundings_of(books: Books, case: Case) -> Surroundings:
    """Earlier tickets and other channels of the customer."""
    ticket, customer = case.ticket, case.conversation.customer
    earlier: tuple[StaffThread, ...] = ()
    channels: tuple[Conversation, ...] = ()
    if ticket.previous is not None or customer.is_joined:  # most tickets: no query needed
        found = await books.ticket_search.earlier_of(ticket, limit=_MOST_EARLIER)
        earlier = tuple(each.place or StaffThread(each.ticket.number, "") for each in found)
    if customer.is_joined:
        everywhere = await books.conversations.of_customer(customer.id)
        channels = tuple(each for each in everywhere if each.id != case.conversation.id)
    return Surroundings(earlier, channels, case.attachments)
