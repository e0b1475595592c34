"""Managers in the chat: commands, dialogues, FAQ files. Nobody else can change anything."""

from dataclasses import dataclass
from datetime import datetime

from handlers.channel import ButtonPressed, ChatKind, Command, MessageWritten, Person, Scene
from handlers.commands.managers import Manager, ManagerCommand
from handlers.correspondence import answer_press, without_buttons
from handlers.desk.access import MANAGERS_COMMANDS, is_manager
from handlers.desk.buttons import Press, Verb
from handlers.desk.text.splitting import LONGEST_MESSAGE
from handlers.knowledge.files import is_faq_file
from handlers.managers.dialogues import ManagerDialogues, is_cut
from handlers.managers.workshop import ManagersWorkshop
from handlers.said import conversation_with
from storage.books import Books
from storage.changes import NOTHING, Plan
from storage.records.letters import Destination

CONFIRMATIONS = frozenset({Verb.SAVE_ANYWAY, Verb.CANCEL})


@dataclass(frozen=True, slots=True)
class ManagerSpoke:
    """Handles managers' business, and leaves everything else to others."""

    workshop: ManagersWorkshop

    @property
    def dialogues(self) -> ManagerDialogues:
        """Managers' open dialogues."""
        return ManagerDialogues(self.workshop)

    async def __call__(
        self, books: Books, written: MessageWritten, place: Destination, now: datetime
    ) -> bool:
        """Handle a manager's command, a step of a dialogue or a FAQ file; False for anything else.

        A manager who writes in private can be reached there, for instance about a breach.
        """
        plan = await self._plan(books, written, place, now)
        if plan is None:
            return False
        if written.sender and written.scene.kind is ChatKind.PRIVATE:
            conversation = await conversation_with(books, written.sender, now)
            plan = Plan(conversations=(conversation,)) + plan
        await books.apply(plan, now=now)
        return True

    async def edited(self, books: Books, written: MessageWritten, place: Destination, now: datetime) -> bool:
        """Answer an edited command or step, which is not run twice; False for anything else."""
        command, sender = written.command, written.sender
        if sender is None or not is_manager(sender.address, self.workshop.managers):
            return False
        by = Manager(sender.address, place)
        if command is None:
            plan = await self.dialogues.edited(books, by, now)
        elif self._ordered(command, written.scene) is None or command.for_another_bot:
            plan = None
        else:
            plan = self.workshop.voice.reply(by, "command-edited")
        if plan is None:
            return False
        await books.apply(plan, now=now)
        return True

    def _ordered(self, command: Command, scene: Scene) -> ManagerCommand | None:
        in_private = self.workshop.in_private if scene.kind is ChatKind.PRIVATE else {}
        return self.workshop.commands.get(command.name) or in_private.get(command.name)

    async def _plan(
        self, books: Books, written: MessageWritten, place: Destination, now: datetime
    ) -> Plan | None:
        command, sender = written.command, written.sender
        if sender is None or (command and command.for_another_bot):
            return None
        by = Manager(sender.address, place)
        if not is_manager(sender.address, self.workshop.managers):
            is_staff = written.scene.kind is not ChatKind.PRIVATE  # customers have their own language
            reserved = command is not None and command.name in MANAGERS_COMMANDS
            return self.workshop.voice.reply(by, "managers-only") if reserved and is_staff else None
        if command is None:
            return await self._words(books, written, by, now)
        if command.name in {"cancel", "skip"}:
            return await self.dialogues.command(books, by, command.name, now)
        return await self._command(books, written, by, command, now)

    async def _command(
        self, books: Books, written: MessageWritten, by: Manager, command: Command, now: datetime
    ) -> Plan | None:
        """Run the command; it ends an open dialogue, which is told unless it opens another."""
        ended, loses_words = await self.dialogues.end(books, by, now)
        ordered = self._ordered(command, written.scene)
        if ordered is None:  # somebody else's command, or none at all
            await books.apply(ended, now=now)
            return None
        if is_cut(written):
            return ended + self.workshop.voice.reply(by, "dialogue-cut", limit=LONGEST_MESSAGE)
        plan = await ordered(books, written, by, command.arguments, now)
        opened = await books.dialogues.of(by.place_key, by.address)
        if opened is None:
            return ended + plan
        if self.workshop.of(opened).waits_for_words(opened) and await _is_about_ticket(books, written.scene):
            await books.dialogues.end(by.place_key, by.address)
            return self.workshop.voice.reply(by, "dialogue-not-in-topic", command=command.name)
        return ended + plan if loses_words else plan

    async def _words(self, books: Books, written: MessageWritten, by: Manager, now: datetime) -> Plan | None:
        taken = await self.dialogues.words(books, written, by, now)
        if taken is None and written.scene.kind is ChatKind.PRIVATE and is_faq_file(written.content):
            return self.workshop.voice.reply(by, "faq-import-how")
        return taken


async def _is_about_ticket(books: Books, scene: Scene) -> bool:
    """Return True if plain words at this place are for a customer."""
    return (
        scene.thread is not None and await books.staff_threads.ticket_in(scene.chat, scene.thread) is not None
    )


@dataclass(frozen=True, slots=True)
class ManagerPressed:
    """A manager's button: for any manager, or a confirmation for the one whose dialogue waits for it."""

    workshop: ManagersWorkshop

    def takes(self, press: Press) -> bool:
        """Return True for a manager's button."""
        return press.verb in CONFIRMATIONS or press.verb in self.workshop.buttons

    async def __call__(
        self, books: Books, pressed: ButtonPressed, press: Press, place: Destination, now: datetime
    ) -> None:
        """Handle the press: only of managers; a confirmation only once, and only of the one who was asked."""
        by = Manager(pressed.sender.address, place)
        button = self.workshop.buttons.get(press.verb)
        if button is None:
            await self._confirm(books, pressed, press, by, now)
        elif is_manager(by.address, self.workshop.managers):
            await books.apply(await button(books, pressed, press, by, now), now=now)
        else:
            voice = self.workshop.voice
            notice = voice.speech.say("managers-only")
            letter = answer_press(place, pressed.query, notice, voice.speech.language)
            await books.apply(Plan(letters=(letter,)), now=now)

    async def _confirm(
        self, books: Books, pressed: ButtonPressed, press: Press, by: Manager, now: datetime
    ) -> None:
        voice, place = self.workshop.voice, by.place
        plan = None
        if self._was_asked(pressed.sender, press):
            dialogue = await books.dialogues.of(by.place_key, by.address)
            if dialogue is not None:
                plan = await self.workshop.of(dialogue).pressed(books, by, dialogue, press, now)
        notice = "" if plan else voice.speech.say("press-stale")
        letters = [answer_press(place, pressed.query, notice, voice.speech.language)]
        if plan:
            letters.append(without_buttons(place, pressed.ref, voice.speech.language))
        await books.apply((plan or NOTHING).posting(letters), now=now)

    def _was_asked(self, person: Person, press: Press) -> bool:
        mine = press.subject == person.address.rpartition(":")[2]
        return mine and is_manager(person.address, self.workshop.managers)
