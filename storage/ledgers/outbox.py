"""The outbox: letters by lane, promised and not yet sent."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    and_,
    bindparam,
    delete,
    insert,
    null,
    select,
    update,
)

from storage.chats import Chats
from storage.claims import PURGED_AT_ONCE, Holder, Ledger, give_back, release
from storage.copies import Copies, shown_by
from storage.ledgers.claimed_letters import look_up
from storage.ledgers.letter_rows import AHEAD_RANK, LETTER, letter_values, moved_to, posted_letter
from storage.ledgers.outbox_heads import due_heads, give_up_head, take_heads
from storage.parts import in_parts
from storage.records.actions import DeleteMessage, OpenTopic
from storage.records.letters import Arrival, ClaimedLetter, Destination, Letter, LetterState, PostedLetter
from storage.records.message_refs import MessageRef
from storage.records.staff import StaffThread
from storage.staff import StaffThreads
from storage.tables.base import key_in, state_is
from storage.tables.ledgers import IS_UNSENT, letters
from storage.transaction import Transaction
from storage.wakeups import Work

# Building a statement costs more than running it: one that runs for each message is built once.
_INSERT = insert(letters)
_SENT = (
    update(letters)
    .where(letters.c.id.in_(bindparam("numbers", expanding=True)))
    .values(
        state=LetterState.SENT,
        ended_at=bindparam("now", type_=letters.c.ended_at.type),
        reason=null(),
    )
    .returning(letters.c.lane)
)


class Outbox:
    """The ledger of letters. One lane's letters are sent strictly in order, by one holder."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def post(self, posting: Sequence[Letter], *, now: datetime) -> None:
        """Store the letters at the ends of their lanes (`ahead`: at the front), due at once."""
        if not posting:
            return
        chats = await Chats(self._transaction).current_of({letter.to.chat for letter in posting})
        posting = [moved_to(letter, chats[letter.to.chat]) for letter in posting]
        await self._drop_replaced(posting, now)
        await self._insert([letter_values(letter, now=now) for letter in _last_of_each_key(posting)])

    async def claim(
        self, holder: Holder, now: datetime, *, limit: int, messengers: Collection[str] | None = None
    ) -> tuple[ClaimedLetter, ...]:
        """Claim the heads of up to `limit` lanes, the most urgent first; each is marked SENDING."""
        heads = await self.due_heads(now, limit=limit, messengers=messengers)
        return await self.claim_heads_of(list(heads), holder, now)

    async def due_heads(
        self, now: datetime, *, limit: int, messengers: Collection[str] | None = None
    ) -> dict[str, int]:
        """Up to `limit` unclaimed lanes whose heads are due, with these heads, the most urgent first.

        `messengers` are the prefixes of the addresses that count; None: every address does.
        """
        return await due_heads(self._transaction, now, limit, messengers)

    async def claim_heads_of(
        self, lanes: Sequence[str], holder: Holder, now: datetime
    ) -> tuple[ClaimedLetter, ...]:
        """Claim the heads of those of these lanes that are unclaimed; each is marked SENDING."""
        return await look_up(self._transaction, await take_heads(self._transaction, holder, now, lanes))

    async def give_up_head_of(self, lane: str, letter_id: int, now: datetime, *, reason: str) -> bool:
        """Park the letter unread; False if it is no longer the next one of its lane."""
        return await give_up_head(self._transaction, lane, letter_id, now, reason)

    async def join(
        self, posted: PostedLetter, joined: Letter, others: Sequence[PostedLetter], *, now: datetime
    ) -> PostedLetter:
        """Replace the claimed `posted` by `joined`, which also says what `others` say."""
        says_more = update(letters).where(letters.c.id == posted.id)
        await self._transaction.execute(says_more.values(action=joined.action, shows=joined.shows))
        said = update(letters).where(letters.c.id.in_([other.id for other in others]))
        dropped = {"state": LetterState.DROPPED, "reason": f"joined to letter {posted.id}", "ended_at": now}
        await self._transaction.execute(said.values(dropped))
        return replace(posted, letter=joined)

    async def sent(self, arrivals: Sequence[Arrival], *, now: datetime, holder: Holder) -> None:
        """Record that the letters arrived: store their copies, and give a new `thread` to its ticket.

        This is written even if the claim was lost meanwhile, as it has happened.
        """
        if not arrivals:
            return
        numbers = [arrival.posted.id for arrival in arrivals]
        lanes = (await self._transaction.execute(_SENT, {"numbers": numbers, "now": now})).scalars().all()
        await give_back(self._transaction, Ledger.OUTBOX, lanes, holder)
        copies = Copies(self._transaction)
        await copies.write([shown for arrival in arrivals for shown in shown_by(arrival)])
        for arrival in arrivals:
            to, action = arrival.posted.letter.to, arrival.posted.letter.action
            if isinstance(action, DeleteMessage):
                await copies.forget(to.chat, action.message, action.part)
            if arrival.thread is not None and to.ticket is not None:
                await StaffThreads(self._transaction).stands(StaffThread(to.ticket, to.chat, arrival.thread))

    async def again(
        self, posted: PostedLetter, *, due_at: datetime, reason: str, holder: Holder, in_doubt: bool = False
    ) -> None:
        """Send the letter again at `due_at`; `in_doubt`: it may have arrived. Its lane waits.

        `posted` gives its number of tries: a caller that hands it back unsent subtracts one.
        """
        state = LetterState.IN_DOUBT if in_doubt else LetterState.WAITING
        values: dict[str, Any] = {
            "state": state,
            "due_at": due_at,
            "reason": reason,
            "attempts": posted.attempts,
        }
        if in_doubt:
            values["may_be_repeat"] = True
        await self._release(await self._settle(posted, values), holder)

    async def ended(
        self, posted: PostedLetter, state: LetterState, *, reason: str, now: datetime, holder: Holder
    ) -> None:
        """End the letter as PARKED, REFUSED or DROPPED; its lane goes on without it."""
        await self._release(
            await self._settle(posted, {"state": state, "reason": reason, "ended_at": now}), holder
        )

    async def replaced_by(
        self, posted: PostedLetter, instead: Sequence[Letter], *, now: datetime, holder: Holder
    ) -> None:
        """Replace the letter by these, ahead of everything else in its lane."""
        dropped = {"state": LetterState.DROPPED, "reason": "replaced by other letters", "ended_at": now}
        lane = await self._settle(posted, dropped)
        rank = select(letters.c.rank).where(letters.c.id == posted.id)
        front = min((await self._transaction.execute(rank)).scalar_one(), AHEAD_RANK) - 1
        chats = await Chats(self._transaction).current_of({letter.to.chat for letter in instead})
        moved = [moved_to(letter, chats[letter.to.chat]) for letter in instead]
        rows = [letter_values(letter, now=now, rank=front) for letter in moved]
        await self._insert([row | {"may_be_repeat": posted.may_be_repeat} for row in rows])
        await self._release(lane, holder)

    async def topic_opened(self, chat: str, ticket: int, thread: str, now: datetime) -> None:
        """Record the ticket's new topic, as told by the messenger, and settle any doubt about it.

        The thread is saved if none is known, or if the topic in doubt should replace a dead one.
        """
        threads = StaffThreads(self._transaction)
        in_doubt = [
            posted.id
            for posted in await self.waiting_in(Destination(chat, ticket).lane)
            if posted.state is LetterState.IN_DOUBT and isinstance(posted.letter.action, OpenTopic)
        ]
        known = (await threads.places_of([ticket])).get((ticket, chat))
        if in_doubt or known is None or known.thread is None:
            await threads.stands(StaffThread(ticket, chat, thread))
        if in_doubt:
            settled = update(letters).where(letters.c.id.in_(in_doubt))
            await self._transaction.execute(settled.values(state=LetterState.SENT, ended_at=now))
            self._transaction.announce(Work.OUTBOX)

    async def get(self, letter_id: int) -> PostedLetter | None:
        row = (
            await self._transaction.execute(select(*LETTER).where(letters.c.id == letter_id))
        ).one_or_none()
        return None if row is None else posted_letter(row)

    async def withdraw(self, lane: str, shown: MessageRef, now: datetime) -> int:
        """Drop the unsent letters of a lane that show the message; return how many."""
        ids = [posted.id for posted in await self.waiting_in(lane) if shown in posted.letter.shows]
        if not ids:
            return 0
        dropped = {"state": LetterState.DROPPED, "reason": "taken back", "ended_at": now}
        unsent = and_(letters.c.id.in_(ids), state_is(letters.c.state, [LetterState.WAITING]))
        return (await self._transaction.execute(update(letters).where(unsent).values(dropped))).rowcount

    async def waiting_in(self, lane: str, limit: int | None = None) -> tuple[PostedLetter, ...]:
        """The unsent letters of a lane (the first `limit`), in their order."""
        unsent = select(*LETTER).where(IS_UNSENT, letters.c.lane == lane)
        query = unsent.order_by(letters.c.rank, letters.c.id).limit(limit)
        return tuple(map(posted_letter, await self._transaction.execute(query)))

    async def bring_forward(self, now: datetime) -> None:
        """Make all unsent letters due now at the latest: a clock that was ahead holds nothing back.

        Pauses of chats remain: they are stored with the chat.
        """
        await self._transaction.execute(
            update(letters).where(IS_UNSENT, letters.c.due_at > now).values(due_at=now)
        )

    async def purge(self, before: datetime, limit: int = PURGED_AT_ONCE) -> int:
        """Delete letters that were sent or dropped before the moment, at most `limit`; return how many."""
        ended = state_is(letters.c.state, [LetterState.SENT, LetterState.DROPPED])
        old = select(letters.c.id).where(ended, letters.c.ended_at < before).limit(limit)
        return (await self._transaction.execute(delete(letters).where(letters.c.id.in_(old)))).rowcount

    async def _insert(self, rows: Sequence[dict[str, Any]]) -> None:
        if rows:
            await self._transaction.execute(_INSERT, rows)
            self._transaction.announce(Work.OUTBOX)

    async def _drop_replaced(self, posting: Sequence[Letter], now: datetime) -> None:
        keys = sorted(
            {(letter.to.lane, letter.replaces) for letter in posting if letter.replaces is not None}
        )
        waiting = state_is(letters.c.state, [LetterState.WAITING])
        dropped = {"state": LetterState.DROPPED, "reason": "replaced by a later one", "ended_at": now}
        for some in in_parts(keys):
            lanes = letters.c.lane.in_(sorted({lane for lane, _ in some}))  # only these lanes are searched
            outdated = lanes & key_in((letters.c.lane, letters.c.replaces), some)
            await self._transaction.execute(update(letters).where(waiting, outdated).values(dropped))

    async def _settle(self, posted: PostedLetter, values: dict[str, Any]) -> str:
        """Write the outcome; return the letter's lane under its present name."""
        outcome = update(letters).where(letters.c.id == posted.id).values(values)
        return (await self._transaction.execute(outcome.returning(letters.c.lane))).scalar_one()

    async def _release(self, lane: str, holder: Holder) -> None:
        await release(self._transaction, Ledger.OUTBOX, lane, holder)


def _last_of_each_key(posting: Sequence[Letter]) -> list[Letter]:
    """The letters without those that a later one of the same posting replaces."""
    last = {(letter.to.lane, letter.replaces): number for number, letter in enumerate(posting)}
    return [
        letter
        for number, letter in enumerate(posting)
        if letter.replaces is None or last[letter.to.lane, letter.replaces] == number
    ]
