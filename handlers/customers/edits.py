"""A customer's edit is applied wherever the message is shown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.cases.topic import all_to
from handlers.channel import MessageWritten
from handlers.desk.access import is_manager
from handlers.desk.messages.contents import can_cross
from handlers.desk.messages.crossing import (
    Crossing,
    crossings_of_customer,
    crossings_of_edit,
    masked,
    unsigned,
)
from handlers.desk.messages.joining import join_lines
from handlers.desk.text.characters import has_words
from handlers.desk.triage.decisions import needs_nobody
from storage.books import Books
from storage.changes import NOTHING, Plan
from storage.records.actions import EditContent
from storage.records.content import Content
from storage.records.conversations import Conversation, OpenQuestion
from storage.records.letters import Letter
from storage.records.message_refs import MessageRef
from storage.records.messages import Message


@dataclass(frozen=True, slots=True)
class CustomerEdited:
    """A customer edited one of their messages."""

    cases: CaseDesk

    async def __call__(self, books: Books, edited: MessageWritten, now: datetime) -> bool:
        """Update the copy in the topic; words shown only on the card are posted anew.

        Returns True, and changes nothing, if the message asks something only now, such as «привет» with more
        words, or if nobody here knows it: then it must be handled as a new message.
        """
        before = await books.messages.get(edited.ref)
        if before is None:
            return self._is_unheard(edited)
        content = masked(edited.content)
        if before.content == content:
            return False
        after = replace(before, content=content, edited_at=now)
        saved = Plan(messages=(after,))
        case = await self.cases.find(books, before.ticket) if before.ticket else None
        if case is not None:
            await books.apply(saved.posting(await self._follow(books, case, before, after)), now=now)
            return False
        asking = await _asking(books, before)
        if asking is None and edited.command is None and _asks_only_now(before, after):
            return True
        await books.apply(saved + (_reworded(asking, before, after) if asking else NOTHING), now=now)
        return False

    def _is_unheard(self, edited: MessageWritten) -> bool:
        """Return True for words from before the bot, or forgotten.

        A manager's were heard in a dialogue, and those in a shared chat perhaps by the other bot.
        """
        policy = self.cases.policy
        is_customers = edited.sender is not None and not is_manager(edited.sender.address, policy.managers)
        return policy.hears_all and is_customers and edited.command is None and can_cross(edited.content)

    async def _follow(self, books: Books, case: Case, before: Message, after: Message) -> tuple[Letter, ...]:
        copies = await books.copies.of(before.ref, case.topic.chat)
        together = await books.copies.originals_of(copies[0]) if copies else ()
        if len(together) > 1:
            joined = await self._joined_anew(books, together, after)
            if joined is not None:
                return all_to(case.topic, [Crossing(EditContent(before.ref, joined))])
        elif copies:
            edits = crossings_of_edit(before.ref, unsigned(before.content), unsigned(after.content))
            return all_to(case.topic, edits)
        notice = self.cases.staff_speech.say("topic-customer-edited")
        return (case.topic.notice(notice), *all_to(case.topic, crossings_of_customer([after])))

    async def _joined_anew(
        self, books: Books, together: Sequence[MessageRef], after: Message
    ) -> Content | None:
        """The post that several messages share, as it reads now; None if the new words do not fit in it."""
        known = {message.ref: message for message in await books.messages.find(together)}
        known[after.ref] = after
        contents = [known[ref].content for ref in together if ref in known]
        whole = join_lines([content.text for content in contents])
        is_words = all(content.is_plain_text for content in contents)
        return Content(whole) if whole is not None and is_words else None


async def _asking(books: Books, message: Message) -> Conversation | None:
    """The conversation, where the message is part of the question that is open in it."""
    conversation = await books.conversations.get(message.conversation)
    question = conversation.question if conversation else None
    return conversation if question and message.ref in question.messages else None


def _reworded(asking: Conversation, before: Message, after: Message) -> Plan:
    """A question that no people have yet goes to them as it reads now."""
    if asking.question is None:
        return NOTHING
    question = _with(asking.question, before.content.text.text, after.content.text.text)
    return Plan(conversations=(replace(asking, question=question),))


def _with(question: OpenQuestion, old: str, new: str) -> OpenQuestion:
    """The question, and the one set aside for it, with a text as it reads now."""
    texts, latest = (
        tuple(new if text == old else text for text in said) for said in (question.texts, question.latest)
    )
    set_aside = _with(question.set_aside, old, new) if question.set_aside else None
    return replace(question, texts=texts, latest=latest, set_aside=set_aside)


def _asks_only_now(before: Message, after: Message) -> bool:
    said, says = before.content.text.text, after.content.text.text
    is_words = before.ticket is None and before.content.is_plain_text and has_words(says)
    return is_words and needs_nobody([said]) and not needs_nobody([says])
