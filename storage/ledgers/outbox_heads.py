"""The heads of the outbox's lanes: finds which letters are next, and claims them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import BindParameter, Column, Integer, ScalarSelect, Select, bindparam, or_, select, update

from storage.claims import Holder, Ledger, give_back, is_unclaimed, take
from storage.ledgers.letter_rows import LETTER, posted_letter
from storage.records.letters import LetterState, PostedLetter
from storage.tables.base import state_is
from storage.tables.ledgers import IS_UNSENT, UNSENT, claims, letters
from storage.transaction import Transaction

_WAITING = letters.alias("waiting")


def _head_of(lane: Column[str] | BindParameter[str]) -> ScalarSelect[int]:
    """The next letter of the lane."""
    unsent = state_is(_WAITING.c.state, UNSENT)
    in_order = select(_WAITING.c.id).where(unsent, _WAITING.c.lane == lane)
    return in_order.order_by(_WAITING.c.rank, _WAITING.c.id).limit(1).scalar_subquery()


_IS_HEAD = letters.c.id == _head_of(letters.c.lane)
_DUE = letters.c.due_at <= bindparam("now", type_=letters.c.due_at.type)

# Building a statement costs more than running it: one that runs for each message is built once.
_HEADS = (
    select(letters.c.lane, letters.c.id)
    .where(
        IS_UNSENT,
        _DUE,
        _IS_HEAD,
        is_unclaimed(Ledger.OUTBOX, letters.c.lane),
    )
    .order_by(letters.c.urgency, letters.c.id)
    .limit(bindparam("limit", type_=Integer))
)


@cache
def _heads_to(messengers: frozenset[str]) -> Select[str, int]:
    return _HEADS.where(or_(*(letters.c.chat.startswith(f"{name}:") for name in sorted(messengers))))


_TAKE_HEADS = (
    update(letters)
    .where(
        letters.c.id.in_(
            select(_head_of(claims.c.lane)).where(
                claims.c.ledger == Ledger.OUTBOX, claims.c.lane.in_(bindparam("lanes", expanding=True))
            )
        ),
        IS_UNSENT,
        _DUE,
    )
    .values(
        state=LetterState.SENDING,
        attempts=letters.c.attempts + 1,
        may_be_repeat=letters.c.may_be_repeat | (letters.c.state == LetterState.IN_DOUBT),
    )
    .returning(*LETTER)
)


async def due_heads(
    transaction: Transaction, now: datetime, limit: int, messengers: Collection[str] | None
) -> dict[str, int]:
    """Query as documented at `Outbox.due_heads`."""
    query = _HEADS if messengers is None else _heads_to(frozenset(messengers))
    heads = await transaction.execute(query, {"now": now, "limit": limit})
    return {row.lane: row.id for row in heads}


async def take_heads(
    transaction: Transaction, holder: Holder, now: datetime, lanes: Sequence[str]
) -> Sequence[PostedLetter]:
    """Claim the lanes and mark their heads SENDING, the most urgent first."""
    won = await take(transaction, Ledger.OUTBOX, lanes, holder)
    if not won:
        return ()
    # Queried again for the lanes that were won: another process may have sent a head before that.
    taken = await transaction.execute(_TAKE_HEADS, {"now": now, "lanes": sorted(won)})
    rows = sorted(taken.all(), key=lambda row: (row.urgency, row.id))
    await give_back(transaction, Ledger.OUTBOX, won - {row.lane for row in rows}, holder)
    return [posted_letter(row) for row in rows]


async def give_up_head(
    transaction: Transaction, lane: str, letter_id: int, now: datetime, reason: str
) -> bool:
    """Park the letter unread; False if it is no longer the next one of its lane."""
    values = {"state": LetterState.PARKED, "reason": reason, "ended_at": now}
    is_still_head = letters.c.id == _head_of(bindparam("of_lane", lane, type_=letters.c.lane.type))
    parked = update(letters).where(letters.c.id == letter_id, is_still_head, IS_UNSENT).values(values)
    return (await transaction.execute(parked)).rowcount > 0
