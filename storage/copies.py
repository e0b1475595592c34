"""Our copies of messages at the other side; through them replies and edits follow."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, exists, select

from storage.parts import in_parts
from storage.records.letters import Arrival, WhenInDoubt
from storage.records.message_refs import MessageRef, notices_of
from storage.tables.base import key_in
from storage.tables.messages import copies, messages
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Copy:
    """A message of ours. `marked`: it says that it may be a repeat."""

    message: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """`copy`, a message of ours, shows piece `part` of `original`; `marked` as a possible repeat."""

    copy: MessageRef
    original: MessageRef
    part: int = 0
    marked: bool = False


HAS_A_COPY = exists().where(
    copies.c.original_chat == messages.c.chat, copies.c.original_message == messages.c.message
)
"""True for messages with at least one copy."""


def shown_by(arrival: Arrival) -> list[Shown]:
    """The copies to store for the letter's messages: a reply to any post of a ticket must find the ticket.

    An album's messages go pairwise; a single message shows all that the letter names.
    """
    letter, messages = arrival.posted.letter, arrival.messages
    shows = letter.shows
    if not shows and letter.to.ticket is not None:
        shows = (notices_of(letter.to.ticket),)
    marked = arrival.posted.may_be_repeat and letter.in_doubt is WhenInDoubt.REPEAT
    pairs = zip(shows, messages * len(shows) if len(messages) == 1 else messages, strict=False)
    return [
        Shown(MessageRef(letter.to.chat, message), original, letter.part, marked)
        for original, message in pairs
    ]


class Copies:
    """Links between our messages and the originals that they show."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def original_of(self, ref: MessageRef) -> MessageRef | None:
        """The original of the copy `ref`, or `ref` if it is an original itself; else None.

        The first one, if the message shows several.
        """
        of_copy = (
            select(copies.c.original_chat, copies.c.original_message)
            .where(copies.c.chat == ref.chat, copies.c.message == ref.message)
            .order_by(copies.c.id)
            .limit(1)
        )
        row = (await self._transaction.execute(of_copy)).one_or_none()
        if row is not None:
            return MessageRef(row.original_chat, row.original_message)
        known = select(messages.c.id).where(messages.c.chat == ref.chat, messages.c.message == ref.message)
        return None if (await self._transaction.execute(known)).one_or_none() is None else ref

    async def originals_of(self, ref: MessageRef) -> tuple[MessageRef, ...]:
        """All originals that our message `ref` shows, in their order."""
        query = (
            select(copies.c.original_chat, copies.c.original_message)
            .where(copies.c.chat == ref.chat, copies.c.message == ref.message)
            .order_by(copies.c.id)
        )
        rows = await self._transaction.execute(query)
        return tuple(MessageRef(row.original_chat, row.original_message) for row in rows)

    async def of(self, original: MessageRef, chat: str) -> tuple[MessageRef, ...]:
        """Our copies of `original` in `chat`, piece by piece; if one was sent twice, the later."""
        found = await self.all_of([(original, chat)])
        pieces = found.get((original, chat), {})
        return tuple(MessageRef(chat, pieces[part].message) for part in sorted(pieces))

    async def shown_of(self, ticket: int) -> frozenset[MessageRef]:
        """The ticket's messages with a copy in any chat."""
        query = select(messages.c.chat, messages.c.message).where(messages.c.ticket == ticket, HAS_A_COPY)
        return frozenset(MessageRef(*row) for row in await self._transaction.execute(query))

    async def all_of(
        self, wanted: Collection[tuple[MessageRef, str]]
    ) -> dict[tuple[MessageRef, str], dict[int, Copy]]:
        """Our copies by part, for many originals at once, each with a chat."""
        found: dict[tuple[MessageRef, str], dict[int, Copy]] = {}
        names = sorted({(original.chat, chat, original.message) for original, chat in wanted})
        place = (copies.c.original_chat, copies.c.chat, copies.c.original_message)
        for some in in_parts(names):
            query = select(copies).where(key_in(place, some)).order_by(copies.c.id)
            for row in await self._transaction.execute(query):
                original = MessageRef(row.original_chat, row.original_message)
                found.setdefault((original, row.chat), {})[row.part] = Copy(row.message, row.marked)
        return found

    async def write(self, shown: Sequence[Shown]) -> None:
        """Store what messages of ours show, each in the order given."""
        rows = [
            {
                "chat": each.copy.chat,
                "message": each.copy.message,
                "original_chat": each.original.chat,
                "original_message": each.original.message,
                "part": each.part,
                "marked": each.marked,
            }
            for each in shown
        ]
        await self._transaction.insert_new(copies, rows, copies.c.id)

    async def forget(self, chat: str, original: MessageRef, part: int) -> None:
        """Remove our deleted copy of a piece of `original` in `chat`."""
        await self._transaction.execute(
            delete(copies).where(
                copies.c.chat == chat,
                copies.c.original_chat == original.chat,
                copies.c.original_message == original.message,
                copies.c.part == part,
            )
        )
