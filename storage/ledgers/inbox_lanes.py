"""The lanes of the inbox: finds which updates are next, and claims them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Row, Select, bindparam, func, literal_column, select

from storage.claims import Holder, Ledger, give_back, is_unclaimed, take
from storage.records.updates import Batch, Choose, Claimed, InboxRow, Patience, RawUpdate
from storage.tables.base import state_is
from storage.tables.ledgers import IS_WAITING, InboxState, claims, inbox
from storage.transaction import Transaction
from storage.types import UtcDateTime

HEADS_AT_ONCE = 32
"""Lanes looked at together: twice what is read at once, since some are not ready."""

ROWS_A_LANE = 200

_PATIENCE = frozenset(Patience)

_HEAD, _EARLIER, _IN_LANE = inbox.alias("head"), inbox.alias("earlier"), inbox.alias("in_lane")
_LAST_ID = literal_column(str(2**63 - 1), BigInteger)


def _waiting(*columns: Column[Any], lanes: Select[str]) -> Select[*tuple[Any, ...]]:
    """The waiting rows of the lanes, up to `ROWS_A_LANE` of each, in order; the others are never touched."""
    lane = lanes.subquery("lanes")
    in_order = select(_IN_LANE.c.id).where(
        state_is(_IN_LANE.c.state, [InboxState.WAITING]), _IN_LANE.c.lane == lane.c.lane
    )
    last = in_order.order_by(_IN_LANE.c.id).offset(ROWS_A_LANE - 1).limit(1).scalar_subquery()
    ends = select(lane.c.lane, func.coalesce(last, _LAST_ID).label("last_id")).subquery("ends")
    rows = select(*columns).join(ends, inbox.c.lane == ends.c.lane)
    return rows.where(IS_WAITING, inbox.c.id <= ends.c.last_id).order_by(inbox.c.id)


# Building a statement costs more than running it: one that runs for each message is built once.
_FREE_LANES = (
    select(_HEAD.c.lane)
    .where(
        state_is(_HEAD.c.state, [InboxState.WAITING]),
        _HEAD.c.id > bindparam("after", type_=BigInteger),
        _HEAD.c.due_at <= bindparam("now", type_=UtcDateTime),
        ~select(_EARLIER.c.id)
        .where(
            state_is(_EARLIER.c.state, [InboxState.WAITING]),
            _EARLIER.c.lane == _HEAD.c.lane,
            _EARLIER.c.id < _HEAD.c.id,
        )
        .exists(),
        is_unclaimed(Ledger.INBOX, _HEAD.c.lane),
    )
    .order_by(_HEAD.c.id)
    .limit(HEADS_AT_ONCE)
)
_OUTLINES = _waiting(*(column for column in inbox.c if column is not inbox.c.raw), lanes=_FREE_LANES)
_CLAIMED_LANES = select(claims.c.lane).where(
    claims.c.ledger == Ledger.INBOX, claims.c.lane.in_(bindparam("lanes", expanding=True))
)
_WHOLE = _waiting(*inbox.c, lanes=_CLAIMED_LANES)
_NEXT_DUE = (
    select(inbox.c.due_at)
    .where(IS_WAITING, inbox.c.due_at > bindparam("now", type_=UtcDateTime))
    .order_by(inbox.c.due_at)
    .limit(1)
)


async def claim_lanes(
    transaction: Transaction, holder: Holder, now: datetime, choose: Choose, limit: int
) -> Claimed:
    """Claim as documented at `Inbox.claim`."""
    batches: list[Batch] = []
    moments: list[datetime] = []
    after = 0
    while True:
        free = await _free_lanes(transaction, after, now)
        ready, later = _sort_out(free, now, choose)
        moments += later
        batches += await _win(
            transaction, [batch.lane for batch in ready[: limit - len(batches)]], holder, now, choose
        )
        if len(batches) == limit:
            return Claimed(tuple(batches), now)
        if len(free) < HEADS_AT_ONCE:
            break
        after = max(rows[0].id for rows in free.values())
    moments += await _next_due(transaction, now)
    return Claimed(tuple(batches), min(moments, default=None))


async def _next_due(transaction: Transaction, now: datetime) -> Sequence[datetime]:
    """The earliest moment for which something waits, if anything does."""
    moments = (await transaction.execute(_NEXT_DUE, {"now": now})).scalars()
    return [moment for moment in moments if moment > now]  # one that cannot be read waits for the next start


async def _free_lanes(transaction: Transaction, after: int, now: datetime) -> dict[str, list[InboxRow]]:
    """Waiting rows, in outline, of unclaimed lanes whose heads are due and have a greater id."""
    rows = await transaction.execute(_OUTLINES, {"after": after, "now": now})
    return _by_lane(_record(row, raw={}) for row in rows)


async def _win(
    transaction: Transaction, lanes: Collection[str], holder: Holder, now: datetime, choose: Choose
) -> list[Batch]:
    won = await take(transaction, Ledger.INBOX, lanes, holder)
    if not won:
        return []
    rows = await transaction.execute(_WHOLE, {"lanes": sorted(won)})
    waiting = _by_lane(_record(row, raw=row.raw) for row in rows)
    batches, _ = _sort_out(waiting, now, choose)
    empty = won - {batch.lane for batch in batches}
    await give_back(transaction, Ledger.INBOX, empty, holder)
    return batches


def _by_lane(rows: Iterable[InboxRow]) -> dict[str, list[InboxRow]]:
    lanes: dict[str, list[InboxRow]] = {}
    for row in rows:
        lanes.setdefault(row.update.lane, []).append(row)
    return lanes


def _sort_out(
    lanes: Mapping[str, Sequence[InboxRow]], now: datetime, choose: Choose
) -> tuple[list[Batch], list[datetime]]:
    """The batches to handle, and the moments when lanes that are not ready may be."""
    batches: list[Batch] = []
    moments: list[datetime] = []
    for lane, waiting in lanes.items():
        due_at = waiting[0].due_at
        chosen = choose(tuple(waiting), now) if due_at <= now else due_at
        if isinstance(chosen, datetime):
            moments.append(chosen)
        elif chosen:
            batches.append(Batch(lane, chosen, more=len(chosen) < len(waiting)))
    return batches, moments


def _record(row: Row[*tuple[Any, ...]], raw: dict[str, Any]) -> InboxRow:
    known = row.patience in _PATIENCE  # else another version knows what it may wait for
    patience = Patience(row.patience) if known else Patience.NONE
    update_of_row = RawUpdate(row.source, row.update_id, row.lane, patience, row.album, raw)
    return InboxRow(row.id, update_of_row, row.received_at, row.attempts, row.due_at)
