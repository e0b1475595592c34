"""Dead letters: parked or refused ones, which only a person can set going again."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select, update

from storage.ledgers.letter_rows import LETTER, posted_letter
from storage.ledgers.outbox import Outbox
from storage.records.letters import LetterState, PostedLetter
from storage.records.message_refs import MessageRef
from storage.tables.base import state_is
from storage.tables.ledgers import GIVEN_UP, UNSETTLED, letters
from storage.tables.web_desk import BY_AGENT
from storage.transaction import Transaction

_GIVEN_UP = state_is(letters.c.state, GIVEN_UP)
_PARKED = state_is(letters.c.state, [LetterState.PARKED])
_NEVER_ARRIVES = frozenset({LetterState.REFUSED, LetterState.DROPPED})


class DeadLetters:
    """The letters of the outbox that are no longer delivered."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def listed(self, limit: int = 50) -> tuple[PostedLetter, ...]:
        """Parked letters first, which need a decision; each kind the oldest first."""
        query = (
            select(*LETTER)
            .where(state_is(letters.c.state, UNSETTLED), _GIVEN_UP)
            .order_by(_PARKED.desc(), letters.c.posted_at, letters.c.id)
            .limit(limit)
        )
        return tuple(map(posted_letter, await self._transaction.execute(query)))

    async def parked_before(self, moment: datetime) -> dict[int | None, int]:
        """The number of parked letters posted before the moment, by ticket; the oldest first."""
        query = (
            select(letters.c.ticket, func.count().label("number"))
            .where(state_is(letters.c.state, UNSETTLED), _PARKED, letters.c.posted_at < moment)
            .group_by(letters.c.ticket)
            .order_by(func.min(letters.c.posted_at))
        )
        return {row.ticket: row.number for row in await self._transaction.execute(query)}

    async def get(self, letter_id: int) -> PostedLetter | None:
        """The letter; None if it is not among them."""
        query = select(*LETTER).where(letters.c.id == letter_id, _GIVEN_UP)
        row = (await self._transaction.execute(query)).one_or_none()
        return None if row is None else posted_letter(row)

    async def replies_of(self, ticket: int) -> dict[MessageRef, datetime | None]:
        """When each reply of the ticket's agents was queued; None if it was given up.

        Without replies whose letters were purged.
        """
        rows = await self._transaction.execute(
            select(letters.c.shows, letters.c.state, letters.c.posted_at)
            .where(letters.c.ticket == ticket, BY_AGENT)
            .order_by(letters.c.id.desc())
        )
        moments: dict[MessageRef, datetime | None] = {}
        for row in rows:
            for ref in row.shows:
                moments.setdefault(ref, None)
                if row.state not in _NEVER_ARRIVES:
                    moments[ref] = row.posted_at
        return moments

    async def resend(self, letter_id: int, now: datetime) -> bool:
        """Post a parked or refused letter again, at the end of its lane; False if it is neither any more."""
        dropped = await self._transaction.execute(
            update(letters)
            .where(letters.c.id == letter_id, _GIVEN_UP)
            .values(state=LetterState.DROPPED, ended_at=now)
            .returning(*LETTER)
        )
        row = dropped.one_or_none()
        if row is not None:
            await Outbox(self._transaction).post([replace(posted_letter(row).letter, ahead=False)], now=now)
        return row is not None

    async def discard(self, letter_id: int, now: datetime) -> bool:
        """Drop a parked or refused letter; False if it is neither any more."""
        let_go = update(letters).where(letters.c.id == letter_id, _GIVEN_UP)
        dropped = await self._transaction.execute(let_go.values(state=LetterState.DROPPED, ended_at=now))
        return dropped.rowcount > 0

    async def confirm(self, letter_id: int, now: datetime) -> bool:
        """Mark a parked letter as arrived; False if it is not parked any more."""
        arrived = update(letters).where(letters.c.id == letter_id, _PARKED)
        confirmed = await self._transaction.execute(arrived.values(state=LetterState.SENT, ended_at=now))
        return confirmed.rowcount > 0
