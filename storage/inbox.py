"""The inbox: raw updates by lane; what was received and not yet handled."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    Column,
    Row,
    Select,
    Update,
    bindparam,
    delete,
    func,
    null,
    select,
    update,
)

from storage.claims import PURGED_AT_ONCE, Holder, Ledger, give_back, is_unclaimed, release, take
from storage.tables.base import state_is
from storage.tables.ledgers import InboxState, inbox
from storage.transaction import Transaction
from storage.types import UtcDateTime
from storage.wakeups import Work


class Patience(StrEnum):
    """What the reader of an update may wait for before it reads it.

    NONE: it is read at once. BURST: the customer may go on writing. ALBUM: more files of the album may come.
    """

    NONE = "none"
    BURST = "burst"
    ALBUM = "album"


@dataclass(frozen=True, slots=True)
class RawUpdate:
    """An update as the messenger gave it, unique by `source` (the bot) and `update_id`."""

    source: str
    update_id: int
    lane: str
    patience: Patience
    album: str | None
    raw: dict[str, Any]


@dataclass(frozen=True, slots=True)
class InboxRow:
    """An update on disk. `attempts` counts the tries that ended in an error."""

    id: int
    update: RawUpdate
    received_at: datetime
    attempts: int
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of one lane to be handled together, in order. The lane is claimed. `more`: others wait behind."""

    lane: str
    rows: tuple[InboxRow, ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a claim won. `look_again_at` is the soonest moment at which a lane that was not ready may be."""

    batches: tuple[Batch, ...] = ()
    look_again_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Depth:
    """How much is waiting: rows, since when the oldest, and rows set aside after repeated failures."""

    waiting: int
    oldest: datetime | None
    set_aside: int


Choose = Callable[[tuple[InboxRow, ...], datetime], tuple[InboxRow, ...] | datetime]
"""Given the waiting rows of one lane, in order, and now: the rows to handle, or the moment to look again."""


LONGEST_BURST = 5
"""A burst is read after this many quiet periods at the latest, however busily the customer goes on."""

NO_BURST = timedelta(0)

HEADS_AT_ONCE = 100
ROWS_A_LANE = 200

_WAITING = state_is(inbox.c.state, [InboxState.WAITING])
_HEAD, _EARLIER = inbox.alias("head"), inbox.alias("earlier")


def _waiting(*columns: Column[Any], lanes: Select[str] | BindParameter[Any]) -> Select[*tuple[Any, ...]]:
    """The waiting rows of the lanes, so many of each, in order."""
    place = func.row_number().over(partition_by=inbox.c.lane, order_by=inbox.c.id).label("place")
    numbered = select(*columns, place).where(_WAITING, inbox.c.lane.in_(lanes)).subquery()
    return select(numbered).where(numbered.c.place <= ROWS_A_LANE).order_by(numbered.c.id)


# Building a statement costs more than running it: what runs for each message is built once.
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
_WHOLE = _waiting(*inbox.c, lanes=bindparam("lanes", expanding=True))
_NEXT_DUE = (
    select(inbox.c.due_at)
    .where(_WAITING, inbox.c.due_at > bindparam("now", type_=UtcDateTime))
    .order_by(inbox.c.due_at)
    .limit(1)
)
_DUE_LATER = (
    update(inbox)
    .where(
        _WAITING,
        inbox.c.lane.in_(bindparam("lanes", expanding=True)),
        inbox.c.attempts == 0,  # what failed waits for its own reason
        inbox.c.due_at > bindparam("now", type_=UtcDateTime),
    )
    .values(due_at=bindparam("due", type_=UtcDateTime))
)
_PUT_OFF = _DUE_LATER.where(inbox.c.received_at > bindparam("began_after", type_=UtcDateTime))
_SETTLED = update(inbox).where(inbox.c.id.in_(bindparam("numbers", expanding=True)))
_HANDLED = _SETTLED.values(state=InboxState.HANDLED, raw=null())


class Inbox:
    """The ledger of what came in. Rows of one lane are handled strictly in order, by one holder at a time."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def keep(self, updates: Sequence[RawUpdate], now: datetime, burst: timedelta = NO_BURST) -> int:
        """Write the updates down; how many are new. Those that were kept before are passed over.

        `burst` is how long a customer must be quiet before they are read: until then nobody needs to look.
        """
        at_once = {each.lane for each in updates if each.patience is not Patience.BURST}
        going_on = {each.lane for each in updates} - at_once if burst else set()
        await self._put_off(going_on, now, burst)
        await self._bring_up(at_once, now)
        rows = [_values(each, now, now + burst if each.lane in going_on else now) for each in updates]
        new = len(await self._transaction.insert_new(inbox, rows, inbox.c.id))
        if new:
            self._transaction.announce(Work.INBOX)
        return new

    async def claim(self, holder: Holder, now: datetime, choose: Choose, limit: int = 20) -> Claimed:
        """Claim up to `limit` lanes that have rows to handle now, and hand those rows out.

        `choose` sees the waiting rows of one lane (200 at most) and is asked twice: first about rows whose
        `raw` is left empty, which is cheap, then about the whole rows of a lane that was won, since on
        PostgreSQL another process may have finished some in between. At the limit, look again now.
        """
        batches: list[Batch] = []
        moments: list[datetime] = []
        after = 0
        while True:
            free = await self._free_lanes(after, now)
            ready, later = _sort_out(free, now, choose)
            moments += later
            batches += await self._win(
                [batch.lane for batch in ready[: limit - len(batches)]], holder, now, choose
            )
            if len(batches) == limit:
                return Claimed(tuple(batches), now)
            if len(free) < HEADS_AT_ONCE:
                break
            after = max(rows[0].id for rows in free.values())
        moments += await self._next_due(now)
        return Claimed(tuple(batches), min(moments, default=None))

    async def done(self, rows: Iterable[int], *, release: str | None, holder: Holder) -> None:
        """The rows were handled by this very transaction. `release`: the lane whose claim ends too."""
        await self._settle(_HANDLED, rows, release, holder)

    async def retry(
        self, rows: Iterable[int], *, due_at: datetime, error: str, release: str, holder: Holder
    ) -> None:
        """Handling failed: the lane waits until `due_at`, then the rows are tried again."""
        tried = {"due_at": due_at, "error": error, "attempts": inbox.c.attempts + 1}
        await self._settle(_SETTLED.values(tried), rows, release, holder)

    async def set_aside(self, rows: Iterable[int], *, error: str, release: str, holder: Holder) -> None:
        """Handling failed for good: the rows are kept whole, with the traceback, and the lane goes on."""
        aside = {"state": InboxState.SET_ASIDE, "error": error, "attempts": inbox.c.attempts + 1}
        await self._settle(_SETTLED.values(aside), rows, release, holder)

    async def give_back(self, lane: str, holder: Holder) -> None:
        """The claim ends and nothing else happened: an outage, a shutdown."""
        await give_back(self._transaction, Ledger.INBOX, [lane], holder)
        self._transaction.announce(Work.INBOX)

    async def depth(self) -> Depth:
        """How much is waiting, what is due later included, and how much was set aside."""
        waiting = select(func.count(), func.min(inbox.c.received_at)).where(_WAITING)
        count, oldest = (await self._transaction.execute(waiting)).one()
        aside = select(func.count()).where(state_is(inbox.c.state, [InboxState.SET_ASIDE]))
        set_aside = (await self._transaction.execute(aside)).scalar_one()
        return Depth(count, oldest, set_aside)

    async def bring_forward(self, now: datetime) -> None:
        """Nothing waits for a moment that a clock, put back since, has not reached yet."""
        ahead = update(inbox).where(_WAITING, (inbox.c.received_at > now) | (inbox.c.due_at > now))
        await self._transaction.execute(ahead.values(received_at=now, due_at=now))

    async def is_waiting_in_topics_of(self, chat: str) -> bool:
        """Whether anything from a topic of this group is not handled yet."""
        of_topics = inbox.c.lane.startswith(f"{chat}/", autoescape=True)
        query = select(inbox.c.id).where(_WAITING, of_topics).limit(1)
        return (await self._transaction.execute(query)).one_or_none() is not None

    async def purge(self, before: datetime, limit: int = PURGED_AT_ONCE) -> int:
        """Forget handled updates received before the moment, `limit` at most; how many they were."""
        handled = state_is(inbox.c.state, [InboxState.HANDLED])
        old = select(inbox.c.id).where(handled, inbox.c.received_at < before).limit(limit)
        return (await self._transaction.execute(delete(inbox).where(inbox.c.id.in_(old)))).rowcount

    async def _put_off(self, lanes: Collection[str], now: datetime, burst: timedelta) -> None:
        """Customers go on writing: until they are quiet, no claim has to look at their lanes."""
        if lanes:
            until = now + burst
            bounds = {"now": now, "due": until, "began_after": until - LONGEST_BURST * burst}
            await self._transaction.execute(_PUT_OFF, {"lanes": sorted(lanes), **bounds})

    async def _bring_up(self, lanes: Collection[str], now: datetime) -> None:
        """Something came that does not wait: what stands before it is read now."""
        if lanes:
            await self._transaction.execute(_DUE_LATER, {"lanes": sorted(lanes), "now": now, "due": now})

    async def _next_due(self, now: datetime) -> Sequence[datetime]:
        """The soonest moment for which something waits, if anything does."""
        return (await self._transaction.execute(_NEXT_DUE, {"now": now})).scalars().all()

    async def _free_lanes(self, after: int, now: datetime) -> dict[str, list[InboxRow]]:
        """What waits, in outline, in lanes in nobody's hands whose heads are due and come after that id."""
        rows = await self._transaction.execute(_OUTLINES, {"after": after, "now": now})
        return _by_lane(_record(row, raw={}) for row in rows)

    async def _win(
        self, lanes: Collection[str], holder: Holder, now: datetime, choose: Choose
    ) -> list[Batch]:
        won = await take(self._transaction, Ledger.INBOX, lanes, holder)
        if not won:
            return []
        rows = await self._transaction.execute(_WHOLE, {"lanes": sorted(won)})
        waiting = _by_lane(_record(row, raw=row.raw) for row in rows)
        batches, _ = _sort_out(waiting, now, choose)
        empty = won - {batch.lane for batch in batches}
        await give_back(self._transaction, Ledger.INBOX, empty, holder)
        return batches

    async def _settle(self, settled: Update, rows: Iterable[int], lane: str | None, holder: Holder) -> None:
        await self._transaction.execute(settled, {"numbers": list(rows)})
        if lane is not None:
            await release(self._transaction, Ledger.INBOX, lane, holder)


def _by_lane(rows: Iterable[InboxRow]) -> dict[str, list[InboxRow]]:
    lanes: dict[str, list[InboxRow]] = {}
    for row in rows:
        lanes.setdefault(row.update.lane, []).append(row)
    return lanes


def _sort_out(
    lanes: Mapping[str, Sequence[InboxRow]], now: datetime, choose: Choose
) -> tuple[list[Batch], list[datetime]]:
    """What to handle of each lane, and the moments at which lanes that are not ready may be."""
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


def _values(raw_update: RawUpdate, now: datetime, due_at: datetime) -> dict[str, Any]:
    return {
        "source": raw_update.source,
        "update_id": raw_update.update_id,
        "lane": raw_update.lane,
        "patience": raw_update.patience,
        "album": raw_update.album,
        "raw": raw_update.raw,
        "state": InboxState.WAITING,
        "received_at": now,
        "due_at": due_at,
        "attempts": 0,
    }


def _record(row: Row[*tuple[Any, ...]], raw: dict[str, Any]) -> InboxRow:
    patience = Patience(row.patience)
    update_of_row = RawUpdate(row.source, row.update_id, row.lane, patience, row.album, raw)
    return InboxRow(row.id, update_of_row, row.received_at, row.attempts, row.due_at)
