"""A manager's `/sla` and `/hours`: the promises, and the working hours."""

from dataclasses import dataclass
from datetime import datetime

from handlers.channel import MessageWritten
from handlers.commands.managers import Manager, ManagersVoice
from handlers.desk.sla.calendar_orders import CalendarReset, read_calendar_order
from handlers.desk.sla.orders import read_sla_order, write_terms
from handlers.errors import CommandRefused
from handlers.sla.editor import PromisesEditor
from handlers.sla.view import PromisesView
from storage.books import Books
from storage.changes import Plan


@dataclass(frozen=True, slots=True)
class SlaCommands:
    """Reads an `/sla …` and runs it, or says in one line what was wrong."""

    voice: ManagersVoice
    editor: PromisesEditor
    view: PromisesView

    async def __call__(
        self, books: Books, _written: MessageWritten, by: Manager, arguments: str, now: datetime
    ) -> Plan:
        """Run one command; policies are changed at once, in the same transaction."""
        words = arguments.split()
        if not words:
            return self.voice.tell(by, self.view.table(await self.editor.table(books)))
        if words[0].lower() == "help":
            return self.voice.reply(by, "sla-help")
        table = await self.editor.table(books)
        if len(words) == 1 and words[0].lower() in table.tiers:
            return self.voice.tell(by, self.view.tier(table, words[0].lower()))
        try:
            changed = await self.editor.change_policies(books, by.address, read_sla_order(words), now)
        except CommandRefused as refused:
            return _refused(self.voice, by, refused)
        lines = self.view.policy_changed(changed)
        if changed.makes_a_tier:
            undo = f"/sla remove {changed.tier} {changed.priority}"
            lines.append(self.voice.speech.say("sla-new-tier-undo", command=undo))
        kept = changed.around_the_clock_as_before
        if kept is not None:
            command = f"/sla {changed.tier} {changed.priority} {write_terms(kept)}"
            lines.append(self.voice.speech.say("sla-not-around-the-clock", command=command))
        return self.voice.tell(by, "\n".join(lines))


@dataclass(frozen=True, slots=True)
class HoursCommands:
    """Reads an `/hours …` and runs it, or says in one line what was wrong."""

    voice: ManagersVoice
    editor: PromisesEditor
    view: PromisesView

    async def __call__(
        self, books: Books, _written: MessageWritten, by: Manager, arguments: str, now: datetime
    ) -> Plan:
        """Show the calendar, below what the command changed."""
        if arguments.strip().lower() == "help":
            return self.voice.reply(by, "hours-help")
        told = []
        try:
            if arguments.strip():
                order = read_calendar_order(arguments)
                changed = await self.editor.change_calendar(books, by.address, order, now)
                told = [self.view.calendar_changed(changed)]
                if isinstance(order, CalendarReset):
                    today = now.astimezone(changed.after.zone).date()
                    told += self.view.way_back(changed.own_before, today)
                told.append("")
        except CommandRefused as refused:
            return _refused(self.voice, by, refused)
        own, calendar = await self.editor.calendar(books)
        return self.voice.tell(by, "\n".join([*told, self.view.calendar_for_chat(own, calendar, now)]))


def _refused(voice: ManagersVoice, by: Manager, refused: CommandRefused) -> Plan:
    return voice.tell(by, voice.speech.say(refused.phrase, **refused.arguments))
