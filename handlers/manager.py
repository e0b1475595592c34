"""What managers do in the chat: `/faq …`, dialogues, files, `/outbox …`. Nobody else can change anything."""

from dataclasses import dataclass
from datetime import datetime

from handlers.channel import ButtonPressed, ChatKind, MessageWritten, Person
from handlers.correspondence import answer_press, without_buttons
from handlers.desk.access import MANAGERS_COMMANDS, is_manager
from handlers.desk.buttons import Press, Verb
from handlers.faq_commands import FaqCommands
from handlers.faq_dialogue import forgotten
from handlers.faq_editor import Manager
from handlers.faq_files import is_faq_file
from handlers.outbox_commands import OutboxCommands
from storage.books import Books
from storage.changes import NOTHING, Plan
from storage.errors import StaleRecord
from storage.letters import Destination

CONFIRMATIONS = frozenset({Verb.SAVE_ANYWAY, Verb.CANCEL})


@dataclass(frozen=True, slots=True)
class ManagerSpoke:
    """Takes what is a manager's business, and leaves everything else to others."""

    faq: FaqCommands
    outbox: OutboxCommands
    managers: frozenset[str]

    async def __call__(
        self, books: Books, written: MessageWritten, place: Destination, now: datetime
    ) -> bool:
        """Whether the message was for us: a manager's command, a step of a dialogue, a FAQ file."""
        plan = await self._plan(books, written, place, now) if written.sender else None
        if plan is None:
            return False
        await books.apply(plan, now=now)
        return True

    async def _plan(
        self, books: Books, written: MessageWritten, place: Destination, now: datetime
    ) -> Plan | None:
        command, sender = written.command, written.sender
        if sender is None or (command and command.for_another_bot):
            return None
        by = Manager(sender.address, place)
        if not is_manager(sender.address, self.managers):
            is_staff = written.scene.kind is not ChatKind.PRIVATE  # a customer hears it in their own language
            reserved = command is not None and command.name in MANAGERS_COMMANDS
            return self.faq.editor.reply(by, "managers-only") if reserved and is_staff else None
        if command is None:
            return await self._words(books, written, by, now)
        match command.name:
            case "faq":
                return await self._change(books, written, by, command.arguments, now)
            case "outbox":
                return await self.outbox(books, written, place, command.arguments, now)
            case "cancel" | "skip":
                return await self._dialogue_command(books, by, command.name, now)
            case _:
                return None

    async def _change(
        self, books: Books, written: MessageWritten, by: Manager, arguments: str, now: datetime
    ) -> Plan:
        try:
            return await self.faq(books, written, by, arguments, now)
        except StaleRecord:
            return self.faq.editor.reply(by, "faq-changed-meanwhile")

    async def _dialogue_command(self, books: Books, by: Manager, name: str, now: datetime) -> Plan | None:
        dialogue = await books.dialogues.of(by.place_key, by.address)
        if dialogue is None:
            return None
        if name == "cancel":
            return await self.faq.dialogue.cancel(books, by)
        return await self.faq.dialogue.go_on(books, by, dialogue, "/skip", now)

    async def _words(self, books: Books, written: MessageWritten, by: Manager, now: datetime) -> Plan | None:
        dialogue = await books.dialogues.of(by.place_key, by.address)
        if dialogue is not None and forgotten(dialogue, now):
            await books.dialogues.end(by.place_key, by.address)
            dialogue = None
        if dialogue is not None:
            return await self.faq.dialogue.go_on(books, by, dialogue, written.content.text.text, now)
        if written.scene.kind is ChatKind.PRIVATE and is_faq_file(written.content):
            return self.faq.editor.reply(by, "faq-import-how")
        return None


@dataclass(frozen=True, slots=True)
class ManagerPressed:
    """*Save anyway* or *cancel* under a near-duplicate."""

    faq: FaqCommands
    managers: frozenset[str]

    async def __call__(
        self, books: Books, pressed: ButtonPressed, press: Press, place: Destination, now: datetime
    ) -> None:
        """Only the manager who was asked can press, and only once."""
        editor = self.faq.editor
        by = Manager(pressed.sender.address, place)
        plan = None
        if self._was_asked(pressed.sender, press):
            dialogue = await books.dialogues.of(by.place_key, by.address)
            plan = await self.faq.dialogue.pressed(books, by, dialogue, press, now)
        notice = "" if plan else editor.phrases.say(editor.language, "press-stale")
        letters = [answer_press(place, pressed.query, notice, editor.language)]
        if plan:
            letters.append(without_buttons(place, pressed.ref, editor.language))
        await books.apply((plan or NOTHING).posting(letters), now=now)

    def _was_asked(self, person: Person, press: Press) -> bool:
        mine = press.subject == person.address.rpartition(":")[2]
        return mine and is_manager(person.address, self.managers)
