"""Chats: moved groups, groups without topics, and chats that take no letters for a while."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from storage.claims import Holder, Ledger, take
from storage.facts import Facts
from storage.records.letters import Destination, LetterState
from storage.tables.base import state_is
from storage.tables.chats import chat_moves, chat_pauses
from storage.tables.ledgers import UNSENT, claims, letters
from storage.tables.lines import former_threads
from storage.tables.tickets import staff_threads
from storage.transaction import Transaction
from storage.wakeups import Work

EVERYBODY = "*"
"""Means all chats, for a pause of the whole bot."""


_MOVES = select(chat_moves.c.old, chat_moves.c.new).where(
    chat_moves.c.old.in_(bindparam("addresses", expanding=True))
)


class Chats:
    """Stored facts about chats."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def moved(self, old: str, new: str) -> None:
        """The group `old` became `new`: move its tickets' threads, unsent letters and claimed lanes along."""
        execute = self._transaction.execute
        await execute(update(chat_moves).where(chat_moves.c.new == old).values(new=new))
        await self._transaction.save(chat_moves, [{"old": old, "new": new}])
        await execute(delete(chat_moves).where(chat_moves.c.old == new))
        for places in (staff_threads, former_threads):
            await execute(update(places).where(places.c.chat == old).values(chat=new))
        await self._move_letters(old, new)
        await self._move_claims(old, new)
        self._transaction.announce(Work.OUTBOX)

    async def current(self, address: str) -> str:
        """The present address of the chat once known as `address`."""
        return (await self.current_of([address]))[address]

    async def current_of(self, addresses: Collection[str]) -> Mapping[str, str]:
        """The present addresses of several, keyed by the old ones."""
        rows = await self._transaction.execute(_MOVES, {"addresses": sorted(addresses)})
        moves = {row.old: row.new for row in rows}
        return {address: moves.get(address, address) for address in addresses}

    async def note_topics(self, chat: str, *, has_topics: bool) -> None:
        """Record whether the group is a forum: its administrators may change that at any time."""
        if await self.is_plain(chat) is not has_topics:
            return
        facts, name = Facts(self._transaction), _plain_group(chat)
        await (facts.forget(name) if has_topics else facts.put(name, "yes"))

    async def is_plain(self, chat: str) -> bool:
        """Return True if the group is known to have no topics."""
        return chat in await self.plain_among([chat])

    async def plain_among(self, chats: Collection[str]) -> frozenset[str]:
        """The groups that are known to have no topics."""
        known = await Facts(self._transaction).of([_plain_group(chat) for chat in chats])
        return frozenset(chat for chat in chats if _plain_group(chat) in known)

    async def pause(self, chat: str, until: datetime) -> None:
        """Send no letters to `chat` (`*`: to nobody) before `until`."""
        await self._transaction.save(chat_pauses, [{"chat": chat, "until": until}])

    async def paused(self, now: datetime) -> dict[str, datetime]:
        """Chats that take no letters now, each with the end of its pause."""
        query = select(chat_pauses.c.chat, chat_pauses.c.until).where(chat_pauses.c.until > now)
        return {row.chat: row.until for row in await self._transaction.execute(query)}

    async def _move_letters(self, old: str, new: str) -> None:
        unsent = state_is(letters.c.state, (*UNSENT, LetterState.SENDING))
        places = (
            select(letters.c.to_ticket, letters.c.to_thread).where(letters.c.chat == old, unsent).distinct()
        )
        for ticket, thread in (await self._transaction.execute(places.distinct())).all():
            await self._transaction.execute(
                update(letters)
                .where(
                    letters.c.chat == old,
                    unsent,
                    letters.c.to_ticket.is_not_distinct_from(ticket),
                    letters.c.to_thread.is_not_distinct_from(thread),
                )
                .values(chat=new, lane=Destination(new, ticket, thread).lane)
            )

    async def _move_claims(self, old: str, new: str) -> None:
        """Rename claimed lanes of the old chat, so that their holders keep them."""
        lane = claims.c.lane
        of_old_chat = (lane == old) | lane.startswith(f"{old}/", autoescape=True)
        held = delete(claims).where(claims.c.ledger == Ledger.OUTBOX, of_old_chat)
        ended = await self._transaction.execute(held.returning(lane, claims.c.holder))
        for name, holder in ended.all():
            await take(self._transaction, Ledger.OUTBOX, [new + name.removeprefix(old)], Holder(holder))


def _plain_group(chat: str) -> str:
    """The name of the fact that the group has no topics."""
    return f"plain group {chat}"
