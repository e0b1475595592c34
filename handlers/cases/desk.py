"""The desk's cases: finds them, and turns changes of them into plans."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.cases.case import Case
from handlers.cases.sla_plans import breaches, watch
from handlers.cases.topic import Topic
from handlers.cases.topics import CaseTopics
from handlers.cases.voice import CustomerVoice, is_heard
from handlers.desk.messages.media import has_attachments
from handlers.desk.sla.clock import deadline, follow, is_told_anew
from handlers.desk.sla.watch import breached, breached_by
from handlers.desk.tickets.journal import with_events
from handlers.desk.tickets.lifecycle import Change
from handlers.desk.tickets.ticket_words import TicketWords
from handlers.errors import CommandRefused
from handlers.house_style import HouseStyle
from handlers.phrases import Phrases, Speech
from handlers.policy import DeskPolicy
from storage.books import Books
from storage.changes import Plan
from storage.records.letters import Letter
from storage.records.staff import StaffThread
from storage.records.tickets import Ticket


def _at_a_glance(ticket: Ticket) -> tuple[object, ...]:
    """The properties of a ticket that are shown in a topic it has left."""
    return ticket.state, ticket.line, ticket.assignee, ticket.stands_in_for


@dataclass(frozen=True, slots=True)
class CaseDesk:
    """Finds cases, and turns changes of them into plans."""

    policy: DeskPolicy
    phrases: Phrases
    style: HouseStyle

    @property
    def staff_speech(self) -> Speech:
        """Sentences in the staff's language."""
        return self.phrases.in_language(self.policy.language)

    @property
    def voice(self) -> CustomerVoice:
        """The bot's own words to customers."""
        return CustomerVoice(self.policy, self.phrases, self.style)

    @property
    def topics(self) -> CaseTopics:
        """Posts to the staff."""
        return CaseTopics(self.staff_speech, self.policy.zone)

    @property
    def words(self) -> TicketWords:
        """The staff's names for tickets and customers."""
        return self.topics.words

    async def find(self, books: Books, number: int) -> Case | None:
        """The case of a ticket; None if there is no such ticket."""
        ticket = await books.tickets.get(number)
        return await self.of(books, ticket) if ticket else None

    async def of(self, books: Books, ticket: Ticket) -> Case:
        """The case of a loaded ticket."""
        conversation = await books.conversations.get(ticket.conversation)
        if conversation is None:
            raise LookupError(f"ticket {ticket.number} has no conversation")
        current, before = await books.staff_threads.now_and_before(ticket.number)
        topic = await self._topic_at(books, ticket, current)
        former = await self._former_topics(books, before)
        attachments = bool(ticket.question.strip()) or has_attachments(
            await books.messages.of_ticket(ticket.number)
        )
        return Case(ticket, conversation, topic, former, current, attachments)

    async def _former_topics(self, books: Books, places: Sequence[StaffThread]) -> tuple[Topic, ...]:
        """Former topics in present staff chats; nobody reads a chat that left the settings."""
        if not places:
            return ()
        chats = frozenset((await self.staff_chats(books)).values())
        return tuple(
            [
                await self.topic_in(books, place.ticket, place.chat, place)
                for place in places
                if place.chat in chats
            ]
        )

    async def topic_of(self, books: Books, ticket: Ticket) -> Topic:
        """The topic where the staff handles it: in the group that has its thread, else in the line's own."""
        return await self._topic_at(books, ticket, await books.staff_threads.of(ticket.number))

    async def _topic_at(self, books: Books, ticket: Ticket, place: StaffThread | None) -> Topic:
        chat = place.chat if place else await self.staff_chat(books, ticket.line)
        return await self.topic_in(books, ticket.number, chat, place)

    async def topic_in(self, books: Books, ticket: int, chat: str, place: StaffThread | None) -> Topic:
        """The ticket's topic in a staff group; `place` is what is known of it there."""
        in_forum = bool(place and place.thread) or not await books.chats.is_plain(chat)
        return Topic(chat, ticket, self.policy.language, in_forum)

    async def assignee_left(self, books: Books, case: Case) -> bool:
        """Return True if the messenger reported that the assignee left the group of the case."""
        if case.ticket.assignee is None:
            return False
        return await self.has_left(books, case.topic.chat, case.ticket.assignee)

    async def has_left(self, books: Books, chat: str, person: str) -> bool:
        """Return True if the messenger reported that the person left the group."""
        membership = await books.memberships.of(chat, person)
        return membership is not None and not membership.is_member

    async def staff_chat(self, books: Books, line: int = 1) -> str:
        """The group of a line, under its present address."""
        return await books.chats.current(self.policy.staff_chats[line])

    async def staff_chats(self, books: Books) -> Mapping[int, str]:
        """The group of each line, under its present address."""
        current = await books.chats.current_of(self.policy.staff_chats.values())
        return {line: current[chat] for line, chat in self.policy.staff_chats.items()}

    async def changed(self, books: Books, case: Case, change: Change, now: datetime) -> Plan:
        """Save the change, update the card, and rename the topics if the case opens or ends.

        Lines that handled it before are told, too.
        """
        saved = self.saved(case, change, now)
        after = replace(case, ticket=saved.tickets[0])
        topics = self.topics
        letters: list[Letter] = [await topics.card_edit(books, after, now)]
        if _at_a_glance(case.ticket) != _at_a_glance(after.ticket):
            letters += (topics.left_card(after, topic) for topic in after.former)
        if case.ticket.is_open != after.ticket.is_open:
            letters += topics.renaming(after, after.topic)
            for topic in after.former:
                letters += [topics.where_it_stands(after, topic), *topics.renaming(after, topic)]
        return saved.posting(letters)

    def saved(self, case: Case, change: Change, now: datetime) -> Plan:
        """Save the changed ticket, the only one of the plan, with its clock adjusted to the change.

        Its deadlines may move; a deadline that has passed is recorded first. One that the change moved into
        the future may be missed, and reported, again.
        """
        late, tier = breached_by(case.ticket, now), case.conversation.customer.tier
        missed = (target for target in late if deadline(change.ticket, target) <= now)
        ticket = follow(case.ticket, breached(change.ticket, missed), self.policy.promises, tier, now)
        if is_told_anew(case.ticket, ticket, now) and is_heard(case.conversation):
            ticket = replace(ticket, promised_by=ticket.resolve_by)
        ticket = replace(ticket, journal=with_events(ticket, change.events))
        kept = Plan(tickets=(ticket,), events=change.events)
        return breaches(case.ticket, late, now) + kept + watch(ticket)

    def say_refusal(self, refused: CommandRefused, number: int) -> str:
        """Why the request is refused, in the staff's language; `number` is the ticket's."""
        speech, arguments = self.staff_speech, refused.arguments
        if "number" in speech.phrases[refused.phrase].arguments:
            arguments = {"number": number, **arguments}
        return speech.say(refused.phrase, **arguments)
