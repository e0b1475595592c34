"""Our copies of messages at the other side: what lets replies and edits follow."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, exists, select

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
"""Of a message: some copy of it was made."""


def shown_by(arrival: Arrival) -> list[Shown]:
    """What is remembered of the letter's messages: a reply to any post of a ticket has to find the ticket.

    An album's messages go pairwise; one message shows all that it is said to show.
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
    """Which message of ours shows which message of theirs."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def original_of(self, ref: MessageRef) -> MessageRef | None:
        """What `ref` is a copy of; itself, when it is an original; else None.

        Of a message that shows several, the first.
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
        """All that our message `ref` shows, in its order."""
        query = (
            select(copies.c.original_chat, copies.c.original_message)
            .where(copies.c.chat == ref.chat, copies.c.message == ref.message)
            .order_by(copies.c.id)
        )
        rows = await self._transaction.execute(query)
        return tuple(MessageRef(row.original_chat, row.original_message) for row in rows)

    async def of(self, original: MessageRef, chat: str) -> tuple[MessageRef, ...]:
        """Our copies of `original` in `chat`, piece by piece; of one that was sent twice, the later."""
        found = await self.all_of([(original, chat)])
        pieces = found.get((original, chat), {})
        return tuple(MessageRef(chat, pieces[part].message) for part in sorted(pieces))

    async def shown_of(self, ticket: int) -> frozenset[MessageRef]:
        """The ticket's messages of which any copy was made, in whatever chat."""
        query = select(messages.c.chat, messages.c.message).where(messages.c.ticket == ticket, HAS_A_COPY)
        return frozenset(MessageRef(*row) for row in await self._transaction.execute(query))

    async def all_of(
        self, wanted: Collection[tuple[MessageRef, str]]
    ) -> dict[tuple[MessageRef, str], dict[int, Copy]]:
        """For many originals at once, each with a chat: our copies by part."""
        found: dict[tuple[MessageRef, str], dict[int, Copy]] = {}
        if not wanted:
            return found
        names = sorted({(original.chat, chat, original.message) for original, chat in wanted})
        place = (copies.c.original_chat, copies.c.chat, copies.c.original_message)
        query = select(copies).where(key_in(place, names)).order_by(copies.c.id)
        for row in await self._transaction.execute(query):
            original = MessageRef(row.original_chat, row.original_message)
            found.setdefault((original, row.chat), {})[row.part] = Copy(row.message, row.marked)
        return found

    async def write(self, shown: Sequence[Shown]) -> None:
        """Remember what messages of ours show, each in the order given."""
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
        """Our copy of a piece of `original` in `chat` was deleted."""
        await self._transaction.execute(
            delete(copies).where(
                copies.c.chat == chat,
                copies.c.original_chat == original.chat,
                copies.c.original_message == original.message,
                copies.c.part == part,
            )
        )
