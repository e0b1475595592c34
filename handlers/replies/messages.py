"""An agent's messages in a ticket's topic go to the customer, signed; notes stay inside."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.cases.topic import all_to, copies_in_topic
from handlers.channel import MessageWritten, Person
from handlers.correspondence import agent_to_customer
from handlers.desk.messages.contents import can_cross
from handlers.desk.messages.crossing import crossings_of_agent, crossings_of_edit, sign
from handlers.desk.messages.notes import NOTE_MARK, is_marked
from handlers.desk.tickets import lifecycle
from handlers.desk.tickets.lifecycle import Agent
from handlers.replies.wording import ReplyWording
from handlers.said import staff_message
from storage.books import Books
from storage.changes import NOTHING, Plan
from storage.records.content import Content
from storage.records.messages import Author, Message
from storage.records.tickets import TicketState
from storage.wording.hints import WordingHint


def is_empty_note(content: Content) -> bool:
    """Return True if there is nothing to read: no file, and no words but the mark."""
    return content.is_plain_text and not content.text.text.strip().removeprefix(NOTE_MARK).strip()


@dataclass(frozen=True, slots=True)
class AgentWrote:
    """A message, or the parts of an album, in a ticket's topic."""

    cases: CaseDesk
    wording: ReplyWording

    async def __call__(
        self, books: Books, case: Case, written: Sequence[MessageWritten], person: Person, now: datetime
    ) -> None:
        """Keep a note inside; send anything else on. The first reply takes an unassigned ticket."""
        if any(is_marked(part.content.text.text) for part in written):
            await self.note(books, case, written, now)
            return
        if case.conversation.is_erased:
            notice = self.cases.staff_speech.say("topic-nobody-to-answer")
            await books.apply(Plan(letters=(case.topic.notice(notice),)), now=now)
            return
        crossing = [part for part in written if can_cross(part.content)]
        if len(crossing) < len(written):
            notice = self.cases.staff_speech.say("topic-cannot-cross")
            await books.apply(Plan(letters=(case.topic.notice(notice),)), now=now)
        if crossing:
            said = [await staff_message(books, part, case.ticket, Author.AGENT, now) for part in crossing]
            by = Agent(person.address, person.full_name)
            banned = await self._tell_banned(books, case)
            await books.apply(banned + await self.say(books, case, said, by, now), now=now)

    async def note(self, books: Books, case: Case, written: Sequence[MessageWritten], now: datetime) -> None:
        """Keep a note inside; refuse one without anything to read."""
        if all(is_empty_note(part.content) for part in written):
            notice = self.cases.staff_speech.say("agent-note-empty")
            await books.apply(Plan(letters=(case.topic.notice(notice),)), now=now)
            return
        notes = [await staff_message(books, part, case.ticket, Author.NOTE, now) for part in written]
        shown = copies_in_topic(case.topic, notes, notes[0].author_name)
        await books.apply(Plan(messages=tuple(notes), letters=shown), now=now)

    async def _tell_banned(self, books: Books, case: Case) -> Plan:
        """Tell the agent, with the first reply after a ban, that the customer reads but is not heard."""
        ban = await books.bans.of(case.conversation.customer.id)
        if ban is None:
            return NOTHING
        said = await books.messages.of_ticket(case.ticket.number)
        if any(message.author is Author.AGENT and message.at > ban.at for message in said):
            return NOTHING
        notice = self.cases.staff_speech.say("topic-reply-to-banned")
        return Plan(letters=(case.topic.notice(notice),))

    async def say(
        self, books: Books, case: Case, messages: Sequence[Message], by: Agent, now: datetime
    ) -> Plan:
        """Send agents' messages to the customer once their words are checked; they may have to wait."""
        if self.wording.must_wait(messages):
            held = tuple(replace(message, author=Author.NOTE) for message in messages)
            return Plan(messages=held) + await self.wording.hold(books, case, messages, by.address, now)
        hint = await self.wording.hint(books, case, messages, by.address, now)
        closed = await self._tell_closed(books, case)
        return await self.reply(books, case, messages, by, now) + closed + hint

    async def _tell_closed(self, books: Books, case: Case) -> Plan:
        """Tell the agent, with the first reply after a closing, that it was sent but reopens nothing."""
        ticket = case.ticket
        if ticket.is_open:
            return NOTHING
        said = await books.messages.of_ticket(ticket.number)
        since = ticket.resolved_at
        if since and any(message.author is Author.AGENT and message.at > since for message in said):
            return NOTHING
        resolved = ticket.state is TicketState.RESOLVED
        phrase = "topic-reply-to-resolved" if resolved else "topic-reply-to-closed"
        notice = self.cases.staff_speech.say(phrase, number=ticket.number)
        return Plan(letters=(case.topic.notice(notice),))

    async def reply(
        self, books: Books, case: Case, messages: Sequence[Message], by: Agent, now: datetime
    ) -> Plan:
        """Send the messages to the customer, signed."""
        await books.tickets.hold(case.ticket)  # else its move to another line could miss these words
        change = lifecycle.respond(case.ticket, by, now)
        letters = tuple(
            agent_to_customer(case.conversation.address, crossing, case.ticket.language, case.ticket.number)
            for crossing in crossings_of_agent(messages, by.name)
        )
        shown = copies_in_topic(case.topic, messages, by.name)
        replied = Plan(messages=tuple(messages), letters=(*letters, *shown))
        if change is None:
            return replied
        introduced = self.cases.voice.introduce_successor(case, change)
        return introduced + replied + await self.cases.changed(books, case, change, now)


@dataclass(frozen=True, slots=True)
class AgentEdited:
    """An agent edited one of their messages."""

    cases: CaseDesk
    wrote: AgentWrote

    async def __call__(self, books: Books, case: Case, edited: MessageWritten, now: datetime) -> None:
        """Update the customer's copy, signed as before; a note changes only inside."""
        before = await books.messages.get(edited.ref)
        if before is None or before.content == edited.content:
            return
        plan = await self.rewrite(books, case, before, edited.content, now)
        hint = await self.wrote.wording.settle_hint_of(books, case, before.ref, now)
        after = replace(before, content=edited.content)
        settled = self._settled(case, hint, after)
        told = NOTHING if hint and hint.held else self._tell_unchanged(case, before, after)
        await books.apply(plan + settled + told, now=now)
        if not can_cross(after.content) or is_marked(after.content.text.text):
            return
        if hint is not None and hint.held:
            await books.apply(await self._try_again(books, case, hint, now), now=now)
        elif before.author is Author.AGENT:
            by = hint.agent if hint else edited.sender.address if edited.sender else ""
            await books.apply(await self.wrote.wording.hint(books, case, [after], by, now), now=now)

    def _tell_unchanged(self, case: Case, before: Message, after: Message) -> Plan:
        """Tell that an edit turns no reply into a note and no note into a reply: the customer's copy stays.

        A reply that was taken back or kept inside counts as a note.
        """
        was_marked, is_note = is_marked(before.content.text.text), is_marked(after.content.text.text)
        if before.author is Author.AGENT and is_note and not was_marked:
            phrase = "topic-reply-edited-into-note"
        elif before.author is Author.NOTE and not is_note:
            phrase = "topic-note-edited-into-words"
        else:
            return NOTHING
        return Plan(letters=(case.topic.notice(self.cases.staff_speech.say(phrase)),))

    def _settled(self, case: Case, hint: WordingHint | None, after: Message) -> Plan:
        """Make a hint say that its message was edited; a new one follows if needed."""
        if hint is None:
            return NOTHING
        wording = self.wrote.wording
        leaves = hint.held and can_cross(after.content) and not is_marked(after.content.text.text)
        sent = leaves and not wording.must_wait([after])
        return wording.settled(case, hint, "hint-edited-and-sent" if sent else "hint-edited")

    async def rewrite(
        self, books: Books, case: Case, before: Message, content: Content, now: datetime
    ) -> Plan:
        """Save the message with new content, and edit its copies at the customer and in a topic."""
        after = replace(before, content=content, edited_at=now)
        saved = Plan(messages=(after,))
        is_reply = before.author is Author.AGENT
        if not can_cross(content) or (is_reply and is_marked(content.text.text)):
            return saved
        signed = await self._is_signed(books, before)
        edits = tuple(
            crossings_of_edit(
                before.ref,
                sign(before.content, before.author_name) if signed else (before.content,),
                sign(after.content, before.author_name) if signed else (after.content,),
            )
        )
        shown = all_to(case.topic, edits) if before.ref.chat != case.topic.chat else ()
        if not is_reply:
            return saved.posting(shown)
        letters = tuple(
            agent_to_customer(case.conversation.address, edit, case.ticket.language, case.ticket.number)
            for edit in edits
        )
        return saved.posting((*letters, *shown))

    async def _try_again(self, books: Books, case: Case, hint: WordingHint, now: datetime) -> Plan:
        """Send a held reply if its new words are fine, else keep it waiting."""
        messages = [replace(each, author=Author.AGENT) for each in await books.messages.find(hint.messages)]
        return await self.wrote.say(books, case, messages, Agent(hint.agent, messages[0].author_name), now)

    async def _is_signed(self, books: Books, message: Message) -> bool:
        """Return True if the message is signed: of an album only the first part, if the caption has room."""
        if message.album is None or message.ticket is None:
            return True
        said = await books.messages.of_ticket(message.ticket)
        first, *others = (each.ref for each in said if each.album == message.album)
        if not others:
            return True
        return first == message.ref and len(sign(message.content, message.author_name)) == 1
