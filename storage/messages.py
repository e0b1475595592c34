"""Messages, each stored under its own name."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from storage.copies import HAS_A_COPY
from storage.parts import in_parts
from storage.records.message_refs import MessageRef
from storage.records.messages import Author, Message
from storage.tables.base import key_in
from storage.tables.conversations import conversations
from storage.tables.messages import messages
from storage.transaction import Transaction


class Messages:
    """Messages of customers, agents and the bot."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def get(self, ref: MessageRef) -> Message | None:
        query = select(messages).where(messages.c.chat == ref.chat, messages.c.message == ref.message)
        row = (await self._transaction.execute(query)).one_or_none()
        return None if row is None else _record(row)

    async def find(self, refs: Iterable[MessageRef]) -> tuple[Message, ...]:
        """Those of the messages that are stored, in the order in which they were said."""
        names = dict.fromkeys((ref.chat, ref.message) for ref in refs)
        rows: list[Row[*tuple[Any, ...]]] = []
        for some in in_parts(list(names)):
            query = select(messages).where(key_in((messages.c.chat, messages.c.message), some))
            rows += await self._transaction.execute(query)
        return tuple(map(_record, sorted(rows, key=lambda row: (row.at, row.id))))

    async def of_ticket(self, number: int) -> tuple[Message, ...]:
        """The ticket's messages in the order in which they were stored."""
        query = select(messages).where(messages.c.ticket == number).order_by(messages.c.id)
        return tuple(map(_record, await self._transaction.execute(query)))

    async def unseen_of(self, customer: int, *, since: datetime) -> tuple[Message, ...]:
        """Messages by the customer since then, unseen by the staff or edited, in any channel; in order."""
        is_new = (messages.c.at > since) & ~HAS_A_COPY
        query = (
            select(messages)
            .join(conversations, messages.c.conversation == conversations.c.id)
            .where(
                conversations.c.customer == customer,
                messages.c.author == Author.CUSTOMER,
                is_new | (messages.c.edited_at > since),
            )
            .order_by(messages.c.at, messages.c.id)
        )
        return tuple(map(_record, await self._transaction.execute(query)))

    async def heard_at(self, conversation: int, moments: Collection[datetime]) -> tuple[Message, ...]:
        """The customer's messages that the desk heard at exactly these moments, in order."""
        query = (
            select(messages)
            .where(
                messages.c.conversation == conversation,
                messages.c.author == Author.CUSTOMER,
                messages.c.at.in_(moments),
            )
            .order_by(messages.c.at, messages.c.id)
        )
        return tuple(map(_record, await self._transaction.execute(query)))

    async def save(self, records: Sequence[Message]) -> None:
        """Store the messages; a known name's message is replaced and keeps its place."""
        rows = [_values(record) for record in records]
        await self._transaction.save(messages, rows, key=("chat", "message"))


def _values(record: Message) -> dict[str, Any]:
    return {
        "chat": record.ref.chat,
        "message": record.ref.message,
        "conversation": record.conversation,
        "author": record.author,
        "author_name": record.author_name,
        "author_address": record.author_address,
        "written_at": record.written_at,
        "content": record.content,
        "at": record.at,
        "ticket": record.ticket,
        "album": record.album,
        "reply_chat": record.reply_to.chat if record.reply_to else None,
        "reply_message": record.reply_to.message if record.reply_to else None,
        "edited_at": record.edited_at,
    }


def _record(row: Row[*tuple[Any, ...]]) -> Message:
    return Message(
        ref=MessageRef(row.chat, row.message),
        conversation=row.conversation,
        author=row.author,
        author_name=row.author_name,
        content=row.content,
        at=row.at,
        ticket=row.ticket,
        album=row.album,
        reply_to=None if row.reply_chat is None else MessageRef(row.reply_chat, row.reply_message),
        edited_at=row.edited_at,
        author_address=row.author_address,
        written_at=row.written_at,
    )
