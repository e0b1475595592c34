"""Cases as the desk deals with them: how they are found, and how a change is written down and shown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.cases.case import Case
from handlers.cases.sla_plans import breaches, watch
from handlers.cases.voice import CustomerVoice, is_heard
from handlers.correspondence import Topic
from handlers.desk.card import CardWriter, Surroundings
from handlers.desk.card_buttons import CardButtons
from handlers.desk.journal import with_events
from handlers.desk.sla_clock import breached, breached_by, follow, is_told_anew
from handlers.desk.tickets import Change, NotNow
from handlers.desk.transcript import HistoryWriter
from handlers.house_style import HouseStyle
from handlers.phrases import Phrases
from handlers.policy import DeskPolicy
from storage.books import Books
from storage.changes import Plan
from storage.classification import Aspect, ClassificationRule
from storage.letters import Keyboard, Letter, OpenTopic, Urgency, WhenInDoubt
from storage.records import Conversation, FaqRecord, Message, StaffThread, Ticket

_MOST_EARLIER = 5


def categories_of(rules: Sequence[ClassificationRule]) -> tuple[ClassificationRule, ...]:
    """The rules that name categories."""
    return tuple(rule for rule in rules if rule.aspect is Aspect.CATEGORY)


def _at_a_glance(ticket: Ticket) -> tuple[object, ...]:
    """What a topic that the ticket has left tells of it."""
    return ticket.state, ticket.line, ticket.assignee, ticket.stands_in_for


@dataclass(frozen=True, slots=True)
class CaseDesk:
    """Finds cases, and turns changes of them into plans."""

    policy: DeskPolicy
    phrases: Phrases
    style: HouseStyle

    @property
    def voice(self) -> CustomerVoice:
        """What customers are told."""
        return CustomerVoice(self.policy, self.phrases, self.style)

    @property
    def writer(self) -> CardWriter:
        """Cards and topic names in the staff's language."""
        return CardWriter(self.phrases, self.policy.language, self.policy.zone)

    async def find(self, books: Books, number: int) -> Case | None:
        """The case of a ticket; None when there is no such ticket."""
        ticket = await books.tickets.get(number)
        return await self.of(books, ticket) if ticket else None

    async def of(self, books: Books, ticket: Ticket) -> Case:
        """The case of a ticket at hand."""
        conversation = await books.conversations.get(ticket.conversation)
        if conversation is None:
            raise LookupError(f"ticket {ticket.number} has no conversation")
        current, before = await books.staff_threads.now_and_before(ticket.number)
        topic = await self._topic_at(books, ticket, current)
        former = tuple([await self.topic_in(books, ticket.number, place.chat, place) for place in before])
        suggestions = await self.suggested(books, ticket.suggestions)
        around = await self.around(books, ticket, conversation)
        categories = categories_of(await books.classification.rules())
        return Case(ticket, conversation, topic, suggestions, former, around, categories, current)

    async def around(self, books: Books, ticket: Ticket, conversation: Conversation) -> Surroundings:
        """What else is there about the customer."""
        customer = conversation.customer
        earlier: tuple[StaffThread, ...] = ()
        channels: tuple[Conversation, ...] = ()
        if ticket.previous is not None or customer.is_joined:  # most tickets: no question to ask
            found = await books.ticket_search.earlier_of(ticket, limit=_MOST_EARLIER)
            earlier = tuple(each.place or StaffThread(each.ticket.number, "") for each in found)
        if customer.is_joined:
            everywhere = await books.conversations.of_customer(customer.id)
            channels = tuple(each for each in everywhere if each.id != conversation.id)
        return Surroundings(earlier, channels)

    async def topic_of(self, books: Books, ticket: Ticket) -> Topic:
        """Where the staff handles it: the group that has its thread, else the line's own."""
        return await self._topic_at(books, ticket, await books.staff_threads.of(ticket.number))

    async def _topic_at(self, books: Books, ticket: Ticket, place: StaffThread | None) -> Topic:
        chat = place.chat if place else await self.staff_chat(books, ticket.line)
        return await self.topic_in(books, ticket.number, chat, place)

    async def topic_in(self, books: Books, ticket: int, chat: str, place: StaffThread | None) -> Topic:
        """The ticket's topic in a staff group; `place` is what is known of it there."""
        in_forum = bool(place and place.thread) or not await books.chats.is_plain(chat)
        return Topic(chat, ticket, self.policy.language, in_forum)

    async def assignee_left(self, books: Books, case: Case) -> bool:
        """Whether the messenger told that who has the ticket left the group where it is handled."""
        if case.ticket.assignee is None:
            return False
        return await self.has_left(books, case.topic.chat, case.ticket.assignee)

    async def has_left(self, books: Books, chat: str, person: str) -> bool:
        """Whether the messenger told that the person left the group."""
        membership = await books.memberships.of(chat, person)
        return membership is not None and not membership.is_member

    async def staff_chat(self, books: Books, line: int = 1) -> str:
        """The group of a line, under its present address."""
        return await books.chats.current(self.policy.staff_chats[line])

    async def suggested(self, books: Books, entries: Sequence[int]) -> tuple[FaqRecord, ...]:
        """The entries that still exist."""
        found = [await books.faq.get(entry) for entry in entries]
        return tuple(record for record in found if record and record.deleted_at is None)

    def changed(self, case: Case, change: Change, now: datetime) -> Plan:
        """The change saved, the card showing it, and the topics' names when the case opens or ends.

        The lines that handled it before hear of that, too.
        """
        saved = self.saved(case, change, now)
        after = replace(case, ticket=saved.tickets[0])
        letters: list[Letter] = [self.card_edit(after, now)]
        if _at_a_glance(case.ticket) != _at_a_glance(after.ticket):
            letters += (self.left_card(after, topic) for topic in after.former)
        if case.ticket.is_open != after.ticket.is_open:
            letters += self.renaming(after, after.topic)
            for topic in after.former:
                letters += [self._where_it_stands(after, topic), *self.renaming(after, topic)]
        return saved.posting(letters)

    def saved(self, case: Case, change: Change, now: datetime) -> Plan:
        """The changed ticket, the only one of the plan, with its clock following the change.

        Its deadlines may move; a deadline that has passed is written down first.
        """
        late, tier = breached_by(case.ticket, now), case.conversation.customer.tier
        ticket = follow(case.ticket, breached(change.ticket, late), self.policy.promises, tier, now)
        if is_told_anew(case.ticket, ticket, now) and is_heard(case.conversation):
            ticket = replace(ticket, promised_by=ticket.resolve_by)
        ticket = replace(ticket, journal=with_events(ticket, change.events))
        kept = Plan(tickets=(ticket,), events=change.events)
        return breaches(case.ticket, late, now) + kept + watch(ticket)

    def renaming(self, case: Case, topic: Topic) -> tuple[Letter, ...]:
        """The name of one of the case's topics as it has to be now; a plain group has none."""
        if not topic.in_forum:
            return ()
        moved_on = topic.chat != case.topic.chat
        return (topic.rename(self.writer.topic_name(case.ticket, case.conversation, moved_on=moved_on)),)

    def history(self, topic: Topic, said: Sequence[Message]) -> tuple[Letter, ...]:
        """What was said, as a few joined posts, then the files."""
        writer = HistoryWriter(self.phrases, self.policy.language, self.policy.zone)
        return tuple(topic.customer_said(post) for post in writer.posts(said))

    def _where_it_stands(self, case: Case, former: Topic) -> Letter:
        ticket = case.ticket
        state = self.writer.state(ticket.state)
        return former.notice(
            self.phrases.say(
                former.language, "topic-left-stands", number=ticket.number, line=str(ticket.line), state=state
            )
        )

    def card_edit(self, case: Case, now: datetime) -> Letter:
        """The card as the case stands now."""
        content = self.writer.card(case.ticket, case.conversation, case.suggestions, now, case.around)
        return case.topic.edit_card(content, self._buttons(case))

    def left_card(self, case: Case, former: Topic) -> Letter:
        """The card in a topic that the case has left: where it is now, and who has it there."""
        content = self.writer.left_card(case.ticket, case.conversation, case.place)
        return former.edit_card(content, ())

    def topic_and_card(self, case: Case, now: datetime, *, ahead: bool = False) -> tuple[Letter, ...]:
        """The two calls that a new ticket costs a forum. A plain group gets the card alone."""
        content = self.writer.card(case.ticket, case.conversation, case.suggestions, now, case.around)
        card = case.topic.post_card(content, self._buttons(case), ahead=ahead)
        if not case.topic.in_forum:
            return (card,)
        opening = Letter(
            to=case.topic.place,
            action=OpenTopic(self.writer.topic_name(case.ticket, case.conversation)),
            language=self.policy.language,
            in_doubt=WhenInDoubt.REPEAT_UNMARKED,
            urgency=Urgency.CUSTOMER_WORDS,
            ticket=case.ticket.number,
            ahead=ahead,
        )
        return opening, card

    def say_refusal(self, refused: NotNow, number: int) -> str:
        """Why it can not be done, in the staff's language; `number` is the ticket's."""
        language = self.policy.language
        arguments = refused.arguments
        if "number" in self.phrases.entries(language)[refused.phrase].arguments:
            arguments = {"number": number, **arguments}
        return self.phrases.say(language, refused.phrase, **arguments)

    def _buttons(self, case: Case) -> Keyboard:
        buttons = CardButtons(self.phrases, self.policy.language)
        return buttons.under(case.ticket, case.suggestions, case.categories)
