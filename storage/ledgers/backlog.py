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
    """The number of waiting rows, the age of the oldest, and rows set aside after repeated failures."""

    waiting: int
    oldest: datetime | None
    set_aside: int


@dataclass(frozen=True, slots=True)
class OutboxDepth:
    """The number of waiting letters, the age of the oldest, and the numbers in each other unsettled state."""

    waiting: int
    oldest: datetime | None
    in_doubt: int
    parked: int
    refused: int


class Backlog:
    """Counts what is not done yet."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def of_inbox(self) -> InboxDepth:
        """Count waiting updates, including those due later, and those set aside."""
        waiting = select(func.count(), func.min(inbox.c.received_at)).where(IS_WAITING)
        count, oldest = (await self._transaction.execute(waiting)).one()
        aside = select(func.count()).where(state_is(inbox.c.state, [InboxState.SET_ASIDE]))
        set_aside = (await self._transaction.execute(aside)).scalar_one()
        return InboxDepth(count, oldest, set_aside)

    async def of_outbox(self) -> OutboxDepth:
        """Count unsettled letters. Those due later and those being sent count as waiting."""
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
        """Count letters that were posted before the moment and have not been sent."""
        unsent = state_is(letters.c.state, (*UNSENT, LetterState.SENDING))
        query = select(func.count()).where(
            state_is(letters.c.state, UNSETTLED),
            unsent,
            letters.c.posted_at < before,
            letters.c.chat.not_in(sorted(skip_chats)),
        )
        return (await self._transaction.execute(query)).scalar_one()
