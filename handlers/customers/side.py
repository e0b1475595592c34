"""A customer's own chat with the bot: leads each update to its use case."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.channel import ButtonPressed, MessageWritten, ReachabilityChanged
from handlers.customers.banned import BanGate
from handlers.customers.beside_commands import matter_of_call, shown_beside
from handlers.customers.choices import CustomerChose
from handlers.customers.commands import CustomerCommanded
from handlers.customers.edits import CustomerEdited
from handlers.customers.messages import CustomerWrote
from handlers.customers.presses import CustomerPressed
from handlers.desk.buttons import decode
from handlers.managers.side import ManagerPressed, ManagerSpoke
from storage.books import Books
from storage.records.letters import Destination


@dataclass(frozen=True, slots=True)
class CustomerSide:
    """Customers, and managers who write to the bot in private."""

    wrote: CustomerWrote
    edited: CustomerEdited
    commanded: CustomerCommanded
    pressed: CustomerPressed
    chose: CustomerChose
    ban_gate: BanGate
    manager_spoke: ManagerSpoke
    manager_pressed: ManagerPressed

    async def hear(self, books: Books, burst: Sequence[MessageWritten], now: datetime) -> None:
        """Handle a command, an edit or a burst of messages; managers' business is taken out first."""
        if await self.ban_gate.intercept_messages(books, burst, now):
            return
        theirs = [left for written in burst if (left := await self._left_of(books, written, now)) is not None]
        if theirs:
            await self.wrote(books, theirs, now)

    async def _left_of(self, books: Books, written: MessageWritten, now: datetime) -> MessageWritten | None:
        """Handle a command or an edit; return the message that is left to read with the rest of the burst."""
        place = Destination(written.scene.chat)
        if written.edited:
            if await self.manager_spoke.edited(books, written, place, now):
                return None
            asks_only_now = await self.edited(books, written, now)
            return replace(written, edited=False) if asks_only_now else None
        if await self.manager_spoke(books, written, place, now):
            return None
        if (matter := matter_of_call(written)) is not None:
            await self.wrote(books, [matter], now, wants_person=True)
            return None
        if written.command is None:
            return written
        await self.commanded(books, written, now)
        return shown_beside(written)

    async def press(self, books: Books, pressed: ButtonPressed, now: datetime) -> None:
        """Handle a press of a button under one of our messages."""
        press = decode(pressed.data)
        if await self.ban_gate.intercept_press(books, pressed, press, now):
            return
        if press is not None and self.manager_pressed.takes(press):
            place = Destination(pressed.scene.chat)
            await self.manager_pressed(books, pressed, press, place, now)
        elif await books.conversations.at(pressed.scene.chat) is None:
            await self.pressed.refuse_stranger(books, pressed, now)
        elif press is not None and press.verb in self.chose.choices:
            await self.chose(books, pressed, press, now)
        else:
            await self.pressed(books, pressed, press, now)

    async def reach(self, books: Books, changed: ReachabilityChanged) -> None:
        """Note that the customer blocked the bot, or came back."""
        conversation = await books.conversations.at(changed.scene.chat)
        if conversation is not None:
            since = None if changed.reachable else changed.at
            await books.conversations.reachable(conversation.id, since=since)
