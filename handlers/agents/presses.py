"""Buttons in a ticket's topic: the card's, and those under a reply of unknown fate."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from handlers.cases.actions import CaseActions
from handlers.cases.case import Case
from handlers.cases.closing import Closing
from handlers.cases.desk import CaseDesk
from handlers.cases.first_response import FirstResponse
from handlers.channel import ButtonPressed
from handlers.correspondence import answer_press, without_buttons
from handlers.desk.buttons import Press, Verb
from handlers.desk.text.numbers import number_in
from handlers.desk.tickets.lifecycle import Agent
from handlers.errors import CommandRefused
from handlers.replies.entries import EntryReplies
from handlers.replies.presses import WordingPressed
from storage.books import Books
from storage.changes import Plan
from storage.classification import Aspect
from storage.records.letters import Destination, PostedLetter
from storage.records.tickets import Ticket, TicketKind

CardAction = Callable[[Books, Case, Agent, datetime], Awaitable[Plan]]


class ButtonOutdated(CommandRefused):
    """The button belongs to something that has changed since, or that we never made."""

    def __init__(self) -> None:
        super().__init__("press-stale")


@dataclass(frozen=True, slots=True)
class AgentsPress:
    """A press that was read. `number` is its subject: a ticket, a letter or a hint, by the verb."""

    pressed: ButtonPressed
    press: Press
    number: int
    agent: Agent
    now: datetime


PressHandler = Callable[[Books, AgentsPress], Awaitable[Plan]]


def _too_late(ticket: Ticket, verb: Verb, agent: Agent) -> CommandRefused:
    """Refuse a press on an outdated card; name who took the ticket if that is all that changed."""
    if verb is not Verb.TAKE or not ticket.is_open or ticket.assignee_name is None or ticket.handed_over_at:
        return ButtonOutdated()
    if ticket.assignee == agent.address:
        return CommandRefused("agent-already-yours")
    return CommandRefused("agent-already-theirs", name=ticket.assignee_name)


@dataclass(frozen=True, slots=True)
class AgentPressed:
    """A press by somebody in a staff chat."""

    cases: CaseDesk
    actions: CaseActions
    closing: Closing
    entries: EntryReplies
    wording: WordingPressed

    async def __call__(
        self, books: Books, pressed: ButtonPressed, press: Press | None, now: datetime
    ) -> None:
        """Act if things are as the button expects; else tell the person who pressed, and change nothing."""
        language = self.cases.policy.language
        notice = ""
        try:
            async with books.attempt():
                plan = await self.plan(books, pressed, press, now)
            await books.apply(plan, now=now)
        except CommandRefused as refusal:
            number = number_in(press.subject) if press else None
            notice = self.cases.say_refusal(refusal, number or 0)
        letter = answer_press(Destination(pressed.scene.chat), pressed.query, notice, language)
        await books.apply(Plan(letters=(letter,)), now=now)

    async def plan(self, books: Books, pressed: ButtonPressed, press: Press | None, now: datetime) -> Plan:
        """Plan what the press does. Raises `CommandRefused` if things are not as the button expects."""
        number = number_in(press.subject) if press else None
        handle = self._handlers.get(press.verb) if press else None
        if press is None or number is None or handle is None:
            raise ButtonOutdated
        agent = Agent(pressed.sender.address, pressed.sender.full_name)
        return await handle(books, AgentsPress(pressed, press, number, agent, now))

    @property
    def _handlers(self) -> Mapping[Verb, PressHandler]:
        return {
            Verb.TAKE: self._on_card(self.actions.take),
            Verb.RESOLVE: self._on_card(self.closing),
            Verb.REOPEN: self._on_card(self.actions.reopen),
            Verb.SEND_ENTRY: self._send_entry,
            Verb.KIND: self._correct_kind,
            Verb.CATEGORY: self._correct_category,
            Verb.SEND_AGAIN: self._about_letter,
            Verb.ARRIVED: self._about_letter,
            Verb.REWORD: self._about_wording,
            Verb.AS_IS: self._about_wording,
            Verb.KEEP_INSIDE: self._about_wording,
        }

    def _on_card(self, act: CardAction) -> PressHandler:
        """The handler of a card's button, which expects the version of the ticket that the card showed."""

        async def handle(books: Books, done: AgentsPress) -> Plan:
            case = await self._case_in_scene(books, done, done.number)
            if done.press.detail != str(case.ticket.version):
                raise _too_late(case.ticket, done.press.verb, done.agent)
            return await act(books, case, done.agent, done.now)

        return handle

    async def _send_entry(self, books: Books, done: AgentsPress) -> Plan:
        case = await self._case_in_scene(books, done, done.number)
        return await self.entries.send(books, case, number_in(done.press.detail), done.agent, done.now)

    async def _correct_kind(self, books: Books, done: AgentsPress) -> Plan:
        case = await self._case_in_scene(books, done, done.number)
        kind = next((kind for kind in TicketKind if kind == done.press.detail), None)
        if kind is None:
            raise ButtonOutdated
        return await self.actions.classify(books, case, Aspect.KIND, kind.value, done.agent, done.now)

    async def _correct_category(self, books: Books, done: AgentsPress) -> Plan:
        case = await self._case_in_scene(books, done, done.number)
        categories = await books.classification.rules(Aspect.CATEGORY)
        named = (rule.value for rule in categories if str(rule.id) == done.press.detail)
        category = next(named, None)
        if category is None:
            raise ButtonOutdated
        return await self.actions.classify(books, case, Aspect.CATEGORY, category, done.agent, done.now)

    async def _about_wording(self, books: Books, done: AgentsPress) -> Plan:
        hint = await books.wording_hints.get(done.number)
        if hint is None:
            raise ButtonOutdated
        case = await self._case_in_scene(books, done, hint.ticket)
        return await self.wording(books, case, hint, done.press.verb, done.agent.name, done.now)

    async def _about_letter(self, books: Books, done: AgentsPress) -> Plan:
        posted = await books.outbox.get(done.number)
        if posted is None or posted.letter.ticket is None:
            raise ButtonOutdated
        case = await self._case_in_scene(books, done, posted.letter.ticket)
        told = await self._settle(books, case, done.press.verb, posted, done.agent.name, done.now)
        place = Destination(done.pressed.scene.chat)
        return told.posting([without_buttons(place, done.pressed.ref, case.topic.language)])

    async def _case_in_scene(self, books: Books, done: AgentsPress, number: int) -> Case:
        """The case of the button, which must be handled in the group where it was pressed."""
        case = await self.cases.find(books, number)
        if case is None or case.topic.chat != done.pressed.scene.chat:
            raise ButtonOutdated
        return case

    async def settle_reply(
        self, books: Books, case: Case, verb: Verb, letter: int, name: str, now: datetime
    ) -> Plan:
        """Settle a reply of unknown fate by *send again* or *it arrived*. Raises `CommandRefused`."""
        posted = await books.outbox.get(letter)
        if posted is None or posted.letter.ticket != case.ticket.number:
            raise ButtonOutdated
        return await self._settle(books, case, verb, posted, name, now)

    async def _settle(
        self, books: Books, case: Case, verb: Verb, posted: PostedLetter, name: str, now: datetime
    ) -> Plan:
        settle = books.dead_letters.resend if verb is Verb.SEND_AGAIN else books.dead_letters.confirm
        if not await settle(posted.id, now):
            raise ButtonOutdated
        phrase = "topic-sent-again" if verb is Verb.SEND_AGAIN else "topic-arrival-confirmed"
        said = self.cases.staff_speech.say(phrase, agent=name)
        counted = await FirstResponse(self.cases).recount(books, case, now)
        return counted.posting([case.topic.notice(said)])
