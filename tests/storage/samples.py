"""Records to try storage with: everything has a default."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from storage.books import Books
from storage.changes import Plan
from storage.claims import Holder
from storage.database import Database
from storage.records.actions import SendContent
from storage.records.content import Content, FormattedText
from storage.records.conversations import Conversation
from storage.records.letters import Arrival, ClaimedLetter, Destination, Letter
from storage.records.message_refs import MessageRef
from storage.records.messages import Author, Message
from storage.records.tickets import Ticket
from storage.records.updates import NO_BURST, Choose, Claimed, InboxRow, Patience, RawUpdate

NOW = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)

ANNA = "telegram:42"
BORIS = "telegram:43"
GROUP = "telegram:-1001"


def said(text: str) -> Content:
    return Content(FormattedText(text))


def ref(number: int, chat: str = ANNA) -> MessageRef:
    return MessageRef(chat, str(number))


def an_update(number: int, lane: str = ANNA, **fields: Any) -> RawUpdate:
    update = RawUpdate("telegram:7", number, lane, Patience.NONE, None, {"update_id": number})
    return replace(update, **fields)


def all_at_once(rows: tuple[InboxRow, ...], _now: datetime) -> tuple[InboxRow, ...]:
    """A reader without patience."""
    return rows


def a_letter(text: str = "hello", chat: str = ANNA, **fields: Any) -> Letter:
    letter = Letter(to=Destination(chat), action=SendContent(said(text)), language="en")
    return replace(letter, **fields)


def to_topic(text: str, ticket: int = 1, **fields: Any) -> Letter:
    return a_letter(text, to=Destination(GROUP, ticket=ticket), **fields)


async def a_conversation(books: Books, address: str = ANNA) -> Conversation:
    return await books.conversations.of(
        address, given_name="Anna", family_name=None, username=None, client_language="ru", now=NOW
    )


def a_message(conversation: Conversation, number: int = 1, text: str = "hello", **fields: Any) -> Message:
    message = Message(
        ref(number, conversation.address), conversation.id, Author.CUSTOMER, "Anna", said(text), NOW
    )
    return replace(message, **fields)


def a_ticket(conversation: Conversation, number: int = 1, **fields: Any) -> Ticket:
    ticket = Ticket(
        number=number,
        conversation=conversation.id,
        question="FTP does not let me in",
        language="en",
        opened_at=NOW,
        respond_by=NOW + 60 * MINUTE,
        resolve_by=NOW + 480 * MINUTE,
    )
    return replace(ticket, **fields)


async def post(database: Database, *letters: Letter, now: datetime = NOW) -> None:
    async with database.books() as books:
        await books.apply(Plan(letters=letters), now=now)
        await books.commit()


async def keep(
    database: Database, *updates: RawUpdate, now: datetime = NOW, burst: timedelta = NO_BURST
) -> int:
    async with database.books() as books:
        new = await books.inbox.keep(updates, now, burst)
        await books.commit()
    return new


async def claim_letters(
    database: Database, holder: Holder, *, now: datetime = NOW, limit: int = 20
) -> tuple[ClaimedLetter, ...]:
    async with database.books() as books:
        claimed_letters = await books.outbox.claim(holder, now, limit=limit)
        await books.commit()
    return claimed_letters


async def letter_sent(
    database: Database, holder: Holder, claimed: ClaimedLetter, *ids: str, thread: str | None = None
) -> None:
    async with database.books() as books:
        await books.outbox.sent([Arrival(claimed.posted, ids, thread)], now=NOW, holder=holder)
        await books.commit()


def words(letter: Letter) -> str:
    action = letter.action
    return action.content.text.text if isinstance(action, SendContent) else action.kind


def texts(claimed_letters: tuple[ClaimedLetter, ...]) -> list[str]:
    return [words(claimed.posted.letter) for claimed in claimed_letters]


async def claim_updates(
    database: Database, holder: Holder, choose: Choose = all_at_once, now: datetime = NOW, limit: int = 20
) -> Claimed:
    async with database.books() as books:
        claimed = await books.inbox.claim(holder, now, choose, limit)
        await books.commit()
    return claimed


async def finish_updates(database: Database, holder: Holder, claimed: Claimed) -> None:
    async with database.books() as books:
        for batch in claimed.batches:
            await books.inbox.done([row.id for row in batch.rows], release=batch.lane, holder=holder)
        await books.commit()


def update_ids(claimed: Claimed) -> dict[str, list[int]]:
    return {batch.lane: [row.update.update_id for row in batch.rows] for batch in claimed.batches}
