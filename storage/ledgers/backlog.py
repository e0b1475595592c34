"""The backlog: how much waits in the two ledgers, and since when."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from storage.records.letters import LetterState
from storage.tables.base import state_is
from storage.tables.ledgers import IS_WAITING, UNSENT, UNSETTLED, InboxState, inbox, letters
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class InboxDepth:
    """How much is waiting: rows, since when the oldest, and rows set aside after repeated failures."""

    waiting: int
    oldest: datetime | None
    set_aside: int


@dataclass(frozen=True, slots=True)
class OutboxDepth:
    """How many letters wait (and since when the oldest), and how many are in each other unsettled state."""

    waiting: int
    oldest: datetime | None
    in_doubt: int
    parked: int
    refused: int


class Backlog:
    """What is not done yet."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def of_inbox(self) -> InboxDepth:
        """How much is waiting, what is due later included, and how much was set aside."""
        waiting = select(func.count(), func.min(inbox.c.received_at)).where(IS_WAITING)
        count, oldest = (await self._transaction.execute(waiting)).one()
        aside = select(func.count()).where(state_is(inbox.c.state, [InboxState.SET_ASIDE]))
        set_aside = (await self._transaction.execute(aside)).scalar_one()
        return InboxDepth(count, oldest, set_aside)

    async def of_outbox(self) -> OutboxDepth:
        """How much is unsettled. What is due later, and what is being sent, counts as waiting."""
        query = (
            select(
                letters.c.state, func.count().label("number"), func.min(letters.c.posted_at).label("oldest")
            )
            .where(state_is(letters.c.state, UNSETTLED))
            .group_by(letters.c.state)
        )
        rows = (await self._transaction.execute(query)).all()
        numbers = {row.state: row.number for row in rows}
        oldest = [row.oldest for row in rows if row.state in (*UNSENT, LetterState.SENDING)]
        return OutboxDepth(
            waiting=numbers.get(LetterState.WAITING, 0) + numbers.get(LetterState.SENDING, 0),
            oldest=min(oldest, default=None),
            in_doubt=numbers.get(LetterState.IN_DOUBT, 0),
            parked=numbers.get(LetterState.PARKED, 0),
            refused=numbers.get(LetterState.REFUSED, 0),
        )

    async def overdue(self, before: datetime, *, skip_chats: Collection[str] = ()) -> int:
        """How many letters were posted before the moment and have not left yet."""
        unsent = state_is(letters.c.state, (*UNSENT, LetterState.SENDING))
        query = select(func.count()).where(
            state_is(letters.c.state, UNSETTLED),
            unsent,
            letters.c.posted_at < before,
            letters.c.chat.not_in(sorted(skip_chats)),
        )
        return (await self._transaction.execute(query)).scalar_one()
