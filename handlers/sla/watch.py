"""The watch over promises: people are reminded before a deadline, and told once when it has passed.

Timers are rows: what fell due while nothing ran is told afterwards, with its true moment.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.cases.sla_plans import reminded, watch
from handlers.correspondence import content_to_staff
from handlers.desk.messages.mentions import link_to_topic, mention
from handlers.desk.sla.clock import deadline, key_of, still_owed
from handlers.desk.sla.watch import breached_by, reminders_due, told
from handlers.desk.text.moments import say_deadline, say_opening
from handlers.desk.tickets.lifecycle import Change
from storage.books import Books
from storage.changes import Plan
from storage.records.content import Content, FormattedText
from storage.records.letters import Destination, Letter
from storage.records.sla import SlaTarget
from storage.records.timers import Timer


@dataclass(frozen=True, slots=True)
class ClockLookedAt:
    """A ticket's clock reached a moment at which something may have to be told."""

    cases: CaseDesk

    async def __call__(self, books: Books, timer: Timer, now: datetime) -> None:
        """Remind of what is owed, and record what is late; `BreachTold` then reports that."""
        case = await self.cases.find(books, int(timer.subject))
        if case is None:
            return
        ticket = case.ticket
        due = reminders_due(ticket, now)
        if not due and not breached_by(ticket, now):
            await books.apply(watch(ticket), now=now)
            return
        change = Change(told(replace(ticket, version=ticket.version + 1), due), reminded(ticket, due, now))
        letters = [await self._reminder(books, case, target, now) for target in due]
        changed = await self.cases.changed(books, case, change, now)
        await books.apply(changed.posting(letters), now=now)

    async def _reminder(self, books: Books, case: Case, target: SlaTarget, now: datetime) -> Letter:
        due, zone = deadline(case.ticket, target), self.cases.policy.zone
        moment = say_deadline(self.cases.staff_speech, due, now=now, zone=zone)
        return await to_assignee(books, self.cases, case, f"sla-remind-{key_of(target)}", moment)


@dataclass(frozen=True, slots=True)
class BreachTold:
    """A breach was recorded: people are told, if it can still be mended."""

    cases: CaseDesk

    async def __call__(self, books: Books, timer: Timer, now: datetime) -> None:
        """Tell the assignee in the topic, and the line's managers in General and in private."""
        number, _, name = timer.subject.partition(" ")
        target, due = SlaTarget(name), datetime.fromisoformat(timer.token)
        case = await self.cases.find(books, int(number))
        if case is None or target not in still_owed(case.ticket):
            return
        moment = say_opening(self.cases.staff_speech, due, now=now, zone=self.cases.policy.zone)
        in_topic = await to_assignee(books, self.cases, case, f"sla-breach-{key_of(target)}", moment)
        to_managers = await self._to_managers(books, case, target, moment)
        await books.apply(Plan(letters=(in_topic, *to_managers)), now=now)

    async def _to_managers(
        self, books: Books, case: Case, target: SlaTarget, moment: str
    ) -> tuple[Letter, ...]:
        """Tell managers numbers and links, never a customer's words. A plain group has been told already."""
        speech, policy = self.cases.staff_speech, self.cases.policy
        name = case.ticket.assignee_name or speech.say("sla-nobody")
        words = speech.say(f"sla-managers-{key_of(target)}", moment=moment, name=name)
        number = self.cases.words.number(case.ticket.number)
        thread = await books.staff_threads.of(case.ticket.number)
        text = Content(link_to_topic(number, thread) + f" · {words}")
        general = await self.cases.staff_chat(books, case.ticket.line)
        in_general = () if case.topic.is_read_in(general) else (general,)
        in_private = [chat for chat in sorted(policy.managers) if await _is_reached(books, chat)]
        return tuple(
            content_to_staff(Destination(chat), text, speech.language) for chat in (*in_general, *in_private)
        )


async def to_assignee(books: Books, cases: CaseDesk, case: Case, phrase: str, moment: str) -> Letter:
    """The phrase in the topic, addressed to the assignee, else to everybody there.

    If the ticket came from another line and nobody has taken it yet, its assignee is not there.
    """
    speech = cases.staff_speech
    there = case.ticket.assignee if case.ticket.handed_over_at is None else None
    member = await books.staff.get(there) if there else None
    who = mention(member) if member else FormattedText(speech.say("sla-everybody"))
    return case.topic.tell(Content(who + ", " + speech.say(phrase, moment=moment)))


async def _is_reached(books: Books, chat: str) -> bool:
    """Return True if the manager began a private chat with the bot and did not block it."""
    conversation = await books.conversations.at(chat)
    return conversation is not None and conversation.unreachable_since is None
