"""Buttons in a ticket's topic: the card's, and those under a reply of unknown fate."""

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
from storage.records.letters import Destination
from storage.records.tickets import Ticket, TicketKind

_ON_THE_CARD = {Verb.TAKE, Verb.RESOLVE, Verb.REOPEN}
_ABOUT_A_LETTER = {Verb.SEND_AGAIN, Verb.ARRIVED}
_ABOUT_WORDING = {Verb.REWORD, Verb.AS_IS, Verb.KEEP_INSIDE}


class ButtonOutdated(CommandRefused):
    """The button belongs to something that has changed since, or that we never made."""

    def __init__(self) -> None:
        super().__init__("press-stale")


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
        if press is None or number is None:
            raise ButtonOutdated
        if press.verb in _ABOUT_A_LETTER:
            return await self._about_letter(books, pressed, press.verb, number, now)
        if press.verb in _ABOUT_WORDING:
            return await self._about_wording(books, pressed, press.verb, number, now)
        case = await self._case_in_scene(books, pressed, number)
        agent = Agent(pressed.sender.address, pressed.sender.full_name)
        if press.verb is Verb.SEND_ENTRY:
            return await self.entries.send(books, case, number_in(press.detail), agent, now)
        if press.verb in {Verb.KIND, Verb.CATEGORY}:
            return await self._classify(books, case, press, agent, now)
        if press.verb not in _ON_THE_CARD:
            raise ButtonOutdated
        if press.detail != str(case.ticket.version):
            raise _too_late(case.ticket, press.verb, agent)
        if press.verb is Verb.RESOLVE:
            return await self.closing(books, case, agent, now)
        act = {Verb.TAKE: self.actions.take, Verb.REOPEN: self.actions.reopen}[press.verb]
        return await act(books, case, agent, now)

    async def _classify(self, books: Books, case: Case, press: Press, agent: Agent, now: datetime) -> Plan:
        if press.verb is Verb.KIND:
            kind = next((kind for kind in TicketKind if kind == press.detail), None)
            if kind is None:
                raise ButtonOutdated
            return await self.actions.classify(books, case, Aspect.KIND, kind.value, agent, now)
        categories = await books.classification.rules(Aspect.CATEGORY)
        named = (rule.value for rule in categories if str(rule.id) == press.detail)
        category = next(named, None)
        if category is None:
            raise ButtonOutdated
        return await self.actions.classify(books, case, Aspect.CATEGORY, category, agent, now)

    async def _case_in_scene(self, books: Books, pressed: ButtonPressed, number: int) -> Case:
        """The case of the button, which must be handled in the group where it was pressed."""
        case = await self.cases.find(books, number)
        if case is None or case.topic.chat != pressed.scene.chat:
            raise ButtonOutdated
        return case

    async def _about_wording(
        self, books: Books, pressed: ButtonPressed, verb: Verb, number: int, now: datetime
    ) -> Plan:
        hint = await books.wording_hints.get(number)
        if hint is None:
            raise ButtonOutdated
        case = await self._case_in_scene(books, pressed, hint.ticket)
        return await self.wording(books, case, hint, verb, pressed.sender.full_name, now)

    async def _about_letter(
        self, books: Books, pressed: ButtonPressed, verb: Verb, letter: int, now: datetime
    ) -> Plan:
        posted = await books.outbox.get(letter)
        ticket = posted.letter.ticket if posted else None
        if ticket is None:
            raise ButtonOutdated
        case = await self._case_in_scene(books, pressed, ticket)
        told = await self.settle_reply(books, case, verb, letter, pressed.sender.full_name, now)
        bare = without_buttons(Destination(pressed.scene.chat), pressed.ref, case.topic.language)
        return told.posting([bare])

    async def settle_reply(
        self, books: Books, case: Case, verb: Verb, letter: int, name: str, now: datetime
    ) -> Plan:
        """Settle a reply of unknown fate by *send again* or *it arrived*. Raises `CommandRefused`."""
        posted = await books.outbox.get(letter)
        if posted is None or posted.letter.ticket != case.ticket.number:
            raise ButtonOutdated
        settle = books.dead_letters.resend if verb is Verb.SEND_AGAIN else books.dead_letters.confirm
        if not await settle(letter, now):
            raise ButtonOutdated
        phrase = "topic-sent-again" if verb is Verb.SEND_AGAIN else "topic-arrival-confirmed"
        said = self.cases.staff_speech.say(phrase, agent=name)
        counted = await FirstResponse(self.cases).recount(books, case, now)
        return counted.posting([case.topic.notice(said)])
