"""The heads of the outbox's lanes: finds which letters are next, and claims them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    true,
    update,
)

from storage.claims import Holder, Ledger, give_back, is_unclaimed, take
from storage.ledgers.letter_rows import LETTER, posted_letter
from storage.records.letters import LetterState, PostedLetter
from storage.tables.base import state_is
from storage.tables.ledgers import IS_UNSENT, UNSENT, claims, letters
from storage.transaction import Transaction

NEAR_LETTERS = 200
"""The due letters looked at first: several times what is claimed at once."""

NEAR_LANES = 500
"""The lanes looked at next. A lane costs as much as three or four letters of a walk through all."""

_WAITING = letters.alias("waiting")


def _head_of(lane: ColumnElement[str]) -> ScalarSelect[int]:
    """The next letter of the lane."""
    unsent = state_is(_WAITING.c.state, UNSENT)
    in_order = select(_WAITING.c.id).where(unsent, _WAITING.c.lane == lane)
    return in_order.order_by(_WAITING.c.rank, _WAITING.c.id).limit(1).scalar_subquery()


_DUE = letters.c.due_at <= bindparam("now", type_=letters.c.due_at.type)
_LIMIT = bindparam("limit", type_=Integer)


def _to(messengers: frozenset[str] | None) -> ColumnElement[bool]:
    if messengers is None:
        return true()
    return or_(*(letters.c.chat.startswith(f"{name}:") for name in sorted(messengers)))


@cache
def _among_near_letters(messengers: frozenset[str] | None) -> Select[int, str, int]:
    """Look among the first `NEAR_LETTERS` due letters, the most urgent first."""
    due = select(letters.c.lane, letters.c.id, letters.c.urgency).where(IS_UNSENT, _DUE, _to(messengers))
    near = due.order_by(letters.c.urgency, letters.c.id).limit(NEAR_LETTERS).cte("near")
    is_free = is_unclaimed(Ledger.OUTBOX, near.c.lane)
    return _with_number(near, select(near).where(near.c.id == _head_of(near.c.lane), is_free))


@cache
def _among_near_lanes(messengers: frozenset[str] | None) -> Select[int, str, int]:
    """Look at the heads of up to `NEAR_LANES` lanes, one step each, however many letters wait in them."""
    lane, step = _lane_after(None).label("lane"), literal_column("1", Integer).label("step")
    lanes = select(lane, step).cte("lanes", recursive=True)
    goes_on = and_(lanes.c.lane.is_not(None), lanes.c.step < NEAR_LANES)
    lanes = lanes.union_all(select(_lane_after(lanes.c.lane), lanes.c.step + 1).where(goes_on))
    heads = select(letters.c.lane, letters.c.id, letters.c.urgency).select_from(
        lanes.join(letters, letters.c.id == _head_of(lanes.c.lane))
    )
    is_free = is_unclaimed(Ledger.OUTBOX, letters.c.lane)
    return _with_number(lanes, heads.where(IS_UNSENT, _DUE, _to(messengers), is_free))


@cache
def _among_all(messengers: frozenset[str] | None) -> Select[int, str, int]:
    """Look at each due letter in turn."""
    is_head, is_free = (
        letters.c.id == _head_of(letters.c.lane),
        is_unclaimed(Ledger.OUTBOX, letters.c.lane),
    )
    heads = select(literal_column("0", Integer).label("seen"), letters.c.lane, letters.c.id)
    heads = heads.where(IS_UNSENT, _DUE, is_head, _to(messengers), is_free)
    return heads.order_by(letters.c.urgency, letters.c.id).limit(_LIMIT)


def _lane_after(lane: ColumnElement[str] | None) -> ScalarSelect[str]:
    """The next lane with an unsent letter; after None the first one."""
    unsent = state_is(_WAITING.c.state, UNSENT)
    later = unsent if lane is None else and_(unsent, _WAITING.c.lane > lane)
    return select(_WAITING.c.lane).where(later).order_by(_WAITING.c.lane).limit(1).scalar_subquery()


def _with_number(seen: CTE, heads: Select[str, int, int]) -> Select[int, str, int]:
    """The most urgent of the heads, each beside how many were `seen`: told even if there are none."""
    number = select(func.count(seen.c.lane).label("seen")).subquery("number")
    in_order = heads.order_by(heads.selected_columns.urgency, heads.selected_columns.id)
    found = in_order.limit(_LIMIT).subquery("found")
    beside = select(number.c.seen, found.c.lane, found.c.id).select_from(number.outerjoin(found, true()))
    return beside.order_by(found.c.urgency, found.c.id)


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
    """Query as documented at `Outbox.due_heads`.

    Mostly the first look is enough. Where thousands of letters wait behind heads that are put off or claimed,
    passing them one by one takes long; going from lane to lane does not, unless there are very many lanes.
    """
    to = None if messengers is None else frozenset(messengers)

    async def look(query: Select[int, str, int]) -> tuple[dict[str, int], int]:
        rows = (await transaction.execute(query, {"now": now, "limit": limit})).all()
        return {row.lane: row.id for row in rows if row.id is not None}, rows[0].seen if rows else 0

    heads, seen = await look(_among_near_letters(to))
    if len(heads) == limit or seen < NEAR_LETTERS:
        return heads
    heads, seen = await look(_among_near_lanes(to))
    if seen < NEAR_LANES:
        return heads
    heads, _ = await look(_among_all(to))
    return heads


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
