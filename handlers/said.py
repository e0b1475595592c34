"""Messages as the desk keeps them: with their conversation, and with secrets masked."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handlers.channel import MessageWritten, Person
from handlers.desk.messages.crossing import formatted
from handlers.desk.reading.secrets import mask_burst
from handlers.desk.reading.spoken_language import spoken_language
from handlers.desk.tickets.lifecycle import Agent
from storage.books import Books
from storage.records.content import Content, FormattedText
from storage.records.conversations import Conversation
from storage.records.message_refs import MessageRef
from storage.records.messages import Author, Message
from storage.records.tickets import Ticket


async def conversation_with(
    books: Books, person: Person, now: datetime, words: Sequence[str] = ()
) -> Conversation:
    """The lasting conversation with a customer, begun if need be; somebody who writes is reachable.

    `words` are what they write, if anything: they may show the language.
    """
    return await books.conversations.of(
        person.address,
        given_name=person.given_name,
        family_name=person.family_name,
        username=person.username,
        client_language=person.language,
        now=now,
        written_language=spoken_language(words),
    )


async def customer_messages(
    books: Books, burst: Sequence[MessageWritten], conversation: Conversation, now: datetime
) -> list[Message]:
    """Records of a customer's messages, with secrets masked before anything else sees them.

    They are read together: "my password is" and "hunter2" hold a secret that neither holds alone.
    """
    texts = mask_burst([written.content.text.text for written in burst])
    return [
        Message(
            ref=written.ref,
            conversation=conversation.id,
            author=Author.CUSTOMER,
            author_name=written.sender.full_name if written.sender else "",
            author_address=written.sender.address if written.sender else None,
            content=replace(written.content, text=replace(written.content.text, text=text)),
            at=now,
            album=written.album,
            reply_to=await replied_original(books, written),
            written_at=_written_at(written, now),
        )
        for written, text in zip(burst, texts, strict=True)
    ]


async def staff_message(
    books: Books, written: MessageWritten, ticket: Ticket, author: Author, now: datetime
) -> Message:
    """The record of a message that staff wrote under a ticket."""
    return Message(
        ref=written.ref,
        conversation=ticket.conversation,
        author=author,
        author_name=written.sender.full_name if written.sender else "",
        author_address=written.sender.address if written.sender else None,
        content=written.content,
        at=now,
        ticket=ticket.number,
        album=written.album,
        reply_to=await replied_original(books, written),
        written_at=_written_at(written, now),
    )


def said_by_bot(
    conversation: Conversation, ref: MessageRef, text: str, now: datetime, ticket: int | None = None
) -> Message:
    """The record of the bot's own words to a customer; `ref` is our own name for them."""
    content = Content(FormattedText(text))
    return Message(ref, conversation.id, Author.BOT, "", content, now, ticket)


def said_by_agent(ticket: Ticket, name: str, text: str, by: Agent, now: datetime) -> Message:
    """The record of a reply sent without writing it; `name` identifies it in the ticket's history."""
    return Message(
        ref=MessageRef(f"ticket:{ticket.number}", name),
        conversation=ticket.conversation,
        author=Author.AGENT,
        author_name=by.name,
        author_address=by.address,
        content=formatted(text),
        at=now,
        ticket=ticket.number,
    )


async def replied_original(books: Books, written: MessageWritten) -> MessageRef | None:
    """The original of the message replied to: people reply to our copy of the other side's message."""
    return await books.copies.original_of(written.reply_to) if written.reply_to else None


def _written_at(written: MessageWritten, now: datetime) -> datetime:
    """The messenger's time, but never later than now: its clock may be ahead of ours."""
    return min(written.at, now)
