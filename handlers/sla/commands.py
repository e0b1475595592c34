"""A manager's `/sla` and `/hours`: what is promised, and in which hours."""

from dataclasses import dataclass
from datetime import datetime

from handlers.channel import MessageWritten
from handlers.desk.calendar_orders import read_calendar_order
from handlers.desk.sla_orders import PolicyRemoved, read_sla_order, write_terms
from handlers.desk.tickets import NotNow
from handlers.managers.commands import Manager, ManagersVoice
from handlers.sla.editor import PromisesEditor
from handlers.sla.view import PromisesView
from storage.books import Books
from storage.changes import Plan


@dataclass(frozen=True, slots=True)
class SlaCommands:
    """Reads one `/sla …` and does it, or says in one line what was wrong."""

    voice: ManagersVoice
    editor: PromisesEditor
    view: PromisesView

    async def __call__(
        self, books: Books, _written: MessageWritten, by: Manager, arguments: str, now: datetime
    ) -> Plan:
        """The plan for one command; the policies themselves are changed at once, in the same transaction."""
        words = arguments.split()
        if not words:
            return self.voice.tell(by, self.view.table(await self.editor.table(books)))
        if words[0].lower() == "help":
            return self.voice.reply(by, "sla-help")
        try:
            order = read_sla_order(words)
            await self.editor.change_policies(books, by.address, order, now)
        except NotNow as refused:
            return _refused(self.voice, by, refused)
        terms = (await self.editor.table(books)).terms(order.tier, order.priority)
        done = "sla-removed" if isinstance(order, PolicyRemoved) else "sla-set"
        return self.voice.reply(by, done, tier=order.tier, priority=order.priority, terms=write_terms(terms))


@dataclass(frozen=True, slots=True)
class HoursCommands:
    """Reads one `/hours …` and does it, or says in one line what was wrong."""

    voice: ManagersVoice
    editor: PromisesEditor
    view: PromisesView

    async def __call__(
        self, books: Books, _written: MessageWritten, by: Manager, arguments: str, now: datetime
    ) -> Plan:
        """The calendar, as it is or as it became."""
        if arguments.strip().lower() == "help":
            return self.voice.reply(by, "hours-help")
        try:
            if arguments.strip():
                order = read_calendar_order(arguments)
                await self.editor.change_calendar(books, by.address, order, now)
        except NotNow as refused:
            return _refused(self.voice, by, refused)
        own, calendar = await self.editor.calendar(books)
        return self.voice.tell(by, self.view.calendar_for_chat(own, calendar, now))


def _refused(voice: ManagersVoice, by: Manager, refused: NotNow) -> Plan:
    return voice.tell(by, voice.phrases.say(voice.language, refused.phrase, **refused.arguments))
