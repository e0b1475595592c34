"""A ticket with everything around it: how it is found, and how a change to it is written down and shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.cases.sla_plans import breaches, watch
from handlers.correspondence import Topic, reply_to_question, to_customer, without_buttons
from handlers.desk.card import ALONE, CardWriter, Surroundings
from handlers.desk.card_buttons import CardButtons
from handlers.desk.greeting import greet, name_of, was_greeted
from handlers.desk.journal import with_events
from handlers.desk.moments import say_deadline, say_opening
from handlers.desk.sla_clock import breached, breached_by, follow, is_told_anew
from handlers.desk.templates import NAME_OF_PHRASE
from handlers.desk.tickets import Change, NotNow
from handlers.desk.transcript import HistoryWriter
from handlers.house_style import HouseStyle
from handlers.phrases import Phrases
from handlers.policy import DeskPolicy
from storage.books import Books
from storage.changes import NOTHING, Plan
from storage.classification import Aspect, ClassificationRule
from storage.letters import Destination, Keyboard, Letter, OpenTopic, Urgency, WhenInDoubt
from storage.records import Conversation, FaqRecord, Message, StaffThread, Stage, Ticket

_MOST_EARLIER = 5


@dataclass(frozen=True, slots=True)
class Case:
    """A ticket, the conversation that it belongs to, its topic, and FAQ entries that may answer it.

    `former` are its topics at the lines that handled it before, `categories` those that it may be in.
    `place` is where its topic stands, once that is known.
    """

    ticket: Ticket
    conversation: Conversation
    topic: Topic
    suggestions: tuple[FaqRecord, ...] = ()
    former: tuple[Topic, ...] = ()
    around: Surroundings = ALONE
    categories: tuple[ClassificationRule, ...] = ()
    place: StaffThread | None = None


def categories_of(rules: Sequence[ClassificationRule]) -> tuple[ClassificationRule, ...]:
    """The rules that name categories."""
    return tuple(rule for rule in rules if rule.aspect is Aspect.CATEGORY)


def _at_a_glance(ticket: Ticket) -> tuple[object, ...]:
    """What a topic that the ticket has left tells of it."""
    return ticket.state, ticket.line, ticket.assignee, ticket.stands_in_for


def is_heard(conversation: Conversation) -> bool:
    """Whether the customer is told anything of their cases."""
    return not (conversation.is_erased or conversation.customer.is_banned)


@dataclass(frozen=True, slots=True)
class CaseDesk:
    """Finds cases, and turns changes of them into plans."""

    policy: DeskPolicy
    phrases: Phrases
    style: HouseStyle

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

    def introduce(self, case: Case, change: Change, *, to_the_end: bool = True) -> Plan:
        """The customer hears who answers from now on and, when that is somebody else, for how long."""
        before, after = case.ticket, change.ticket
        name, number = after.assignee_name or "", after.number
        if before.assignee in {None, after.assignee}:
            return self.tell(case.conversation, "customer-taken", number=number, agent=name)
        if to_the_end or before.assignee_name is None:
            return self.tell(case.conversation, "customer-transferred", number=number, agent=name)
        return self.tell(
            case.conversation,
            "customer-transferred-for-now",
            number=number,
            agent=name,
            former=after.stands_in_for or before.assignee_name,
        )

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

    def language_of(self, conversation: Conversation) -> str:
        """The customer's own language: chosen, else their messenger's, else the desk's."""
        return self.phrases.choose_language(
            (conversation.language, conversation.client_language), self.policy.language
        )

    def retire_buttons(self, conversation: Conversation) -> tuple[Letter, ...]:
        """Buttons under the FAQ's last reply go away when its question is settled in whatever way."""
        question = conversation.question
        if question is None or question.stage not in {Stage.ANSWERED, Stage.OFFERED}:
            return ()
        place = Destination(conversation.address)
        reply = reply_to_question(question.token)
        return (without_buttons(place, reply, self.language_of(conversation)),)

    def tell_reopened(
        self, case: Case, reopened: Ticket, now: datetime, phrase: str = "customer-reopened"
    ) -> Plan:
        """By when the case will be solved after all, and at night when people are back.

        `phrase` depends on who reopened it.
        """
        conversation, policy = case.conversation, self.policy
        language = self.language_of(conversation)
        due = say_deadline(self.phrases, language, reopened.resolve_by, now=now, zone=policy.zone)
        told = self.tell(conversation, phrase, number=reopened.number, resolve_by=due)
        if policy.calendar.is_open(now):
            return told
        opening = policy.calendar.next_opening(now)
        back_at = say_opening(self.phrases, language, opening, now=now, zone=policy.zone)
        return told + self.tell(conversation, "acknowledgement-back-at", moment=back_at)

    def greet(self, conversation: Conversation, phrase: str, now: datetime, **arguments: str | int) -> Plan:
        """The same, after a greeting by name: hello once a day. The conversation is saved as it is."""
        if conversation.is_erased:
            return NOTHING
        language = self.language_of(conversation)
        again = was_greeted(conversation.greeted_at, now, self.policy.zone)
        hello = greet(self.phrases, language, name_of(conversation.customer), again=again)
        text = self._written(conversation, phrase, arguments, hello)
        if text is None:
            text = f"{hello}\n{self.phrases.say(language, phrase, **arguments)}"
        letter = to_customer(conversation.address, text, language)
        return Plan(conversations=(replace(conversation, greeted_at=now),), letters=(letter,))

    def tell(self, conversation: Conversation, phrase: str, **arguments: str | int) -> Plan:
        """The bot's own words to a customer, in the customer's language; whose data are erased hears none."""
        if conversation.is_erased:
            return NOTHING
        language = self.language_of(conversation)
        hello = greet(self.phrases, language, name_of(conversation.customer))
        text = self._written(conversation, phrase, arguments, hello)
        if text is None:
            text = self.phrases.say(language, phrase, **arguments)
        return Plan(letters=(to_customer(conversation.address, text, language),))

    def _written(
        self, conversation: Conversation, phrase: str, arguments: Mapping[str, str | int], hello: str
    ) -> str | None:
        """The managers' own text in the place of a phrase, where there is one."""
        name = NAME_OF_PHRASE.get(phrase)
        if name is None:
            return None
        language = self.language_of(conversation)
        said_anyway = {
            "greeting": hello,
            "name": name_of(conversation.customer),
            "company": self.policy.company or None,
        }
        return self.style.written(name, language, {**said_anyway, **arguments})
