"""A staff chat: leads each update to its use case, and ignores what is not for us."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.agents.commands import AgentCommanded
from handlers.agents.left_topics import WroteInLeftTopic
from handlers.agents.membership import MembershipNoted
from handlers.agents.presses import AgentPressed
from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.channel import ButtonPressed, ChatKind, Command, MessageWritten, Person, Scene, TopicCreated
from handlers.commands.agents import Order, is_note
from handlers.correspondence import to_staff
from handlers.desk.buttons import decode
from handlers.desk.messages.notes import with_mark
from handlers.desk.text.numbers import number_in
from handlers.desk.tickets.card_buttons import ticket_of_card
from handlers.desk.tickets.lifecycle import Agent
from handlers.managers.side import ManagerPressed, ManagerSpoke
from handlers.replies.messages import AgentEdited, AgentWrote
from storage.books import Books
from storage.changes import Plan
from storage.records.content import FormattedText
from storage.records.staff import StaffMember

# "/" and other text that begins like a command without being one.
NO_COMMAND = Command("")

_NUMBER_IN_TOPIC_NAME = re.compile(r"(?:№ |#)(\d+)")


@dataclass(frozen=True, slots=True)
class StaffSide:
    """Agents and managers in their group."""

    cases: CaseDesk
    wrote: AgentWrote
    edited: AgentEdited
    commanded: AgentCommanded
    pressed: AgentPressed
    wrote_in_left_topic: WroteInLeftTopic
    membership: MembershipNoted
    manager_spoke: ManagerSpoke
    manager_pressed: ManagerPressed

    async def hear(self, books: Books, written: Sequence[MessageWritten], now: datetime) -> None:
        """Handle a command, an edit, or a message (the parts of an album together)."""
        first = written[0]
        await _note_topics(books, first.scene)
        case = await self._case_of(books, first)
        person = first.sender
        if person is None or person.is_bot:
            await self._refuse_nobody(books, first, case, now)
            return
        member = StaffMember(person.address, person.full_name, person.username, now)
        await books.staff.seen(member)
        chat = first.scene.chat  # the author of a message in a chat is its member
        await books.memberships.told(chat, person.address, is_member=True, at=first.at)
        if not _is_reply_about(case, first):
            hears = self.manager_spoke.edited if first.edited else self.manager_spoke
            if await hears(books, first, first.scene.place, now):
                return
        await self.about(books, case, written, person, now)

    async def about(
        self,
        books: Books,
        case: Case | None,
        written: Sequence[MessageWritten],
        person: Person,
        now: datetime,
    ) -> None:
        """Handle what a member of staff said about a case: a command is run, anything else crosses.

        Where the case is no longer handled, neither happens.
        """
        command = next(filter(_is_command, written), None)  # an album's caption may be on any of its parts
        if case is not None and case.topic.chat != written[0].scene.chat and not written[0].edited:
            order = None if command is None else _order(command, person, now)
            await self.wrote_in_left_topic(books, case, written, order, now)
        elif case is not None and len(written) > 1 and any(map(is_note, written)):
            await self.wrote.note(books, case, [part.without_command() for part in written], now)
        elif command is not None:
            await self._command(books, command, case, person, now)
        elif case is not None:
            await self._cross(books, case, written, person, now)
        elif _looks_like_a_reply(written[0]):
            await self._say(books, written[0].scene, "agent-reply-reaches-nobody", now)

    async def press(self, books: Books, pressed: ButtonPressed, now: datetime) -> None:
        """Handle a press of a button under one of our posts."""
        await _note_topics(books, pressed.scene)
        press = decode(pressed.data)
        if press is not None and self.manager_pressed.takes(press):
            await self.manager_pressed(books, pressed, press, pressed.scene.place, now)
        else:
            await self.pressed(books, pressed, press, now)

    async def topic_stands(self, books: Books, created: TopicCreated, now: datetime) -> None:
        """Note that our own topic exists, if its creation was in doubt; its name has the ticket's number."""
        found = _NUMBER_IN_TOPIC_NAME.search(created.name)
        if created.by_us and found and created.scene.thread:
            await books.outbox.topic_opened(created.scene.chat, int(found[1]), created.scene.thread, now=now)

    async def _cross(
        self,
        books: Books,
        case: Case,
        written: Sequence[MessageWritten],
        person: Person,
        now: datetime,
    ) -> None:
        if written[0].edited:
            await self.edited(books, case, written[0], now)
        else:
            await self.wrote(books, case, written, person, now)

    async def _command(
        self,
        books: Books,
        written: MessageWritten,
        case: Case | None,
        person: Person,
        now: datetime,
    ) -> None:
        command = written.command
        if written.edited and case is not None and is_note(written):
            await self.edited(books, case, _by_the_mark(written), now)
            return
        if command is not None and command.for_another_bot:
            return
        if written.edited:
            await self._say(books, written.scene, "command-edited", now)
            return
        order = _order(written, person, now)
        if case is not None:
            await self.commanded(books, case, order)
        elif not await self.commanded.run_outside_topics(books, order):
            phrase = self._hint(order.command, written.scene)
            await self._say(books, written.scene, phrase, now)

    def _hint(self, command: Command, scene: Scene) -> str:
        """The phrase that tells where the command would work, if anywhere."""
        if command.name not in self.commanded.about_case:
            return "agent-unknown-command"
        return "agent-use-in-topic" if scene.kind is ChatKind.FORUM else "agent-use-by-reply"

    async def _refuse_nobody(
        self, books: Books, written: MessageWritten, case: Case | None, now: datetime
    ) -> None:
        """Refuse anonymous administrators, channels and other bots: nobody could answer for what they say."""
        command = written.command
        if written.edited or (command is not None and command.for_another_bot):
            return
        phrase = "anonymous-command" if _is_command(written) else "anonymous-cannot-cross"
        if case is not None:
            text = self.cases.staff_speech.say(phrase)
            await books.apply(Plan(letters=(case.topic.notice(text),)), now=now)
        elif _is_command(written):
            await self._say(books, written.scene, phrase, now)

    async def _case_of(self, books: Books, written: MessageWritten) -> Case | None:
        """The case of the topic; in a plain group, that of our message which is replied to."""
        scene = written.scene
        number = await books.staff_threads.ticket_in(scene.chat, scene.thread) if scene.thread else None
        if number is None and written.reply_to is not None and scene.thread is None:
            number = await self._number_of_replied(books, written)
        return await self.cases.find(books, number) if number else None

    async def _number_of_replied(self, books: Books, written: MessageWritten) -> int | None:
        original = await books.copies.original_of(written.reply_to) if written.reply_to else None
        if original is None:
            return ticket_of_card(written.replied_buttons or ())
        if original.chat.startswith("ticket:"):
            return number_in(original.chat.removeprefix("ticket:"))
        message = await books.messages.get(original)
        return message.ticket if message else None

    async def _say(self, books: Books, scene: Scene, phrase: str, now: datetime) -> None:
        speech = self.cases.staff_speech
        text = speech.say(phrase)
        await books.apply(Plan(letters=(to_staff(scene.place, text, speech.language),)), now=now)


def _looks_like_a_reply(written: MessageWritten) -> bool:
    """True for a reply to our message in a plain group, whose author may think the customer reads it."""
    answers_us = written.replied_buttons is not None
    return answers_us and written.scene.kind is ChatKind.GROUP and not written.edited


def _order(written: MessageWritten, person: Person, now: datetime) -> Order:
    return Order(written.command or NO_COMMAND, written, Agent(person.address, person.full_name), now)


async def _note_topics(books: Books, scene: Scene) -> None:
    """Record whether the group is a forum now; that may change while tickets are open in it."""
    await books.chats.note_topics(scene.chat, has_topics=scene.kind is ChatKind.FORUM)


def _is_reply_about(case: Case | None, written: MessageWritten) -> bool:
    """Return True for plain words about a ticket; they belong to it, never to a dialogue."""
    return case is not None and not _is_command(written)


def _by_the_mark(note: MessageWritten) -> MessageWritten:
    """Turn an edited `/note words` into `// words`, so that it does not cross as a reply again."""
    bare = note.without_command()
    words = FormattedText(with_mark(bare.content.text.text))
    return replace(bare, content=replace(bare.content, text=words))


def _is_command(written: MessageWritten) -> bool:
    """Return True for anything that begins with `/`, except a note's `//`; such messages never cross."""
    text = written.content.text.text.lstrip()
    return written.command is not None or (text.startswith("/") and not text.startswith("//"))
