"""The inbox: raw updates by lane; what was received and not yet handled."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Column, Row, Select, bindparam, delete, func, select, update

from storage.claims import PURGED_AT_ONCE, Holder, Ledger, give_back, is_unclaimed, release, take
from storage.ledger_tables import InboxState, inbox
from storage.tables import state_is
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
    """Rows of one lane to be handled together, in order. The lane is claimed."""

    lane: str
    rows: tuple[InboxRow, ...]


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


HEADS_AT_ONCE = 100
ROWS_A_LANE = 200

_WAITING = state_is(inbox.c.state, [InboxState.WAITING])
_EARLIER = inbox.alias("earlier")


_NOW = bindparam("now", type_=UtcDateTime)


def _waiting(*columns: Column[Any]) -> Select[*tuple[Any, ...]]:
    """The waiting rows of the lanes, so many of each, in order."""
    place = func.row_number().over(partition_by=inbox.c.lane, order_by=inbox.c.id).label("place")
    of_lanes = inbox.c.lane.in_(bindparam("lanes", expanding=True))
    numbered = select(*columns, place).where(_WAITING, of_lanes).subquery()
    return select(numbered).where(numbered.c.place <= ROWS_A_LANE).order_by(numbered.c.id)


# Building a statement costs more than running it: what runs for each message is built once.
_HEADS = (
    select(inbox.c.id, inbox.c.lane)
    .where(
        _WAITING,
        inbox.c.id > bindparam("after", type_=BigInteger),
        inbox.c.due_at <= _NOW,
        ~select(_EARLIER.c.id)
        .where(
            state_is(_EARLIER.c.state, [InboxState.WAITING]),
            _EARLIER.c.lane == inbox.c.lane,
            _EARLIER.c.id < inbox.c.id,
        )
        .exists(),
        is_unclaimed(Ledger.INBOX, inbox.c.lane),
    )
    .order_by(inbox.c.id)
    .limit(HEADS_AT_ONCE)
)
_WHOLE = _waiting(*inbox.c)
_OUTLINES = _waiting(*(column for column in inbox.c if column is not inbox.c.raw))
_NEXT_RETRY = select(func.min(inbox.c.due_at)).where(_WAITING, inbox.c.due_at > _NOW)


class Inbox:
    """The ledger of what came in. Rows of one lane are handled strictly in order, by one holder at a time."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def keep(self, updates: Sequence[RawUpdate], now: datetime) -> int:
        """Write the updates down; how many are new. Those that were kept before are passed over."""
        if not updates:
            return 0
        rows = [_values(raw_update, now) for raw_update in updates]
        insert = self._transaction.insert(inbox).on_conflict_do_nothing().returning(inbox.c.id)
        new = len((await self._transaction.execute(insert, rows)).all())
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
            heads = await self._heads(after, now)
            ready, later = _sort_out(await self._waiting_in(heads.values()), now, choose)
            moments += later
            batches += await self._win(
                [batch.lane for batch in ready[: limit - len(batches)]], holder, now, choose
            )
            if len(batches) == limit:
                return Claimed(tuple(batches), now)
            if len(heads) < HEADS_AT_ONCE:
                break
            after = max(heads)
        retry_at = await self._next_retry(now)
        return Claimed(tuple(batches), min([*moments, *retry_at], default=None))

    async def done(self, rows: Iterable[int], *, release: str | None, holder: Holder) -> None:
        """The rows were handled by this very transaction. `release`: the lane whose claim ends too."""
        await self._settle(rows, release, holder, {"state": InboxState.HANDLED, "raw": None})

    async def retry(
        self, rows: Iterable[int], *, due_at: datetime, error: str, release: str, holder: Holder
    ) -> None:
        """Handling failed: the lane waits until `due_at`, then the rows are tried again."""
        tried = {"due_at": due_at, "error": error, "attempts": inbox.c.attempts + 1}
        await self._settle(rows, release, holder, tried)

    async def set_aside(self, rows: Iterable[int], *, error: str, release: str, holder: Holder) -> None:
        """Handling failed for good: the rows are kept whole, with the traceback, and the lane goes on."""
        aside = {"state": InboxState.SET_ASIDE, "error": error, "attempts": inbox.c.attempts + 1}
        await self._settle(rows, release, holder, aside)

    async def give_back(self, lane: str, holder: Holder) -> None:
        """The claim ends and nothing else happened: an outage, a shutdown."""
        await give_back(self._transaction, Ledger.INBOX, [lane], holder)
        self._transaction.announce(Work.INBOX)

    async def depth(self, now: datetime) -> Depth:  # noqa: ARG002  (what is due later waits as well)
        """How much is waiting, and how much was set aside."""
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

    async def _heads(self, after: int, now: datetime) -> dict[int, str]:
        """Lanes that are due and in nobody's hands, by the ids of their heads; the oldest first."""
        heads = await self._transaction.execute(_HEADS, {"after": after, "now": now})
        return {row.id: row.lane for row in heads}

    async def _waiting_in(self, lanes: Collection[str], *, whole: bool = False) -> list[InboxRow]:
        """The waiting rows of the lanes, in order; only `whole` ones have their raw update."""
        if not lanes:
            return []
        rows = await self._transaction.execute(_WHOLE if whole else _OUTLINES, {"lanes": sorted(lanes)})
        return [_record(row, whole=whole) for row in rows]

    async def _win(
        self, lanes: Collection[str], holder: Holder, now: datetime, choose: Choose
    ) -> list[Batch]:
        won = await take(self._transaction, Ledger.INBOX, lanes, holder)
        batches, _ = _sort_out(await self._waiting_in(won, whole=True), now, choose)
        empty = won - {batch.lane for batch in batches}
        await give_back(self._transaction, Ledger.INBOX, empty, holder)
        return batches

    async def _next_retry(self, now: datetime) -> list[datetime]:
        moment = (await self._transaction.execute(_NEXT_RETRY, {"now": now})).scalar_one_or_none()
        return [] if moment is None else [moment]

    async def _settle(
        self, rows: Iterable[int], lane: str | None, holder: Holder, values: dict[str, Any]
    ) -> None:
        await self._transaction.execute(update(inbox).where(inbox.c.id.in_(list(rows))).values(**values))
        if lane is not None:
            await release(self._transaction, Ledger.INBOX, lane, holder)


def _sort_out(rows: Iterable[InboxRow], now: datetime, choose: Choose) -> tuple[list[Batch], list[datetime]]:
    """What to handle of each lane, and the moments at which lanes that are not ready may be."""
    lanes: dict[str, list[InboxRow]] = {}
    for row in rows:
        lanes.setdefault(row.update.lane, []).append(row)
    batches: list[Batch] = []
    moments: list[datetime] = []
    for lane, waiting in lanes.items():
        chosen = choose(tuple(waiting), now)
        if isinstance(chosen, datetime):
            moments.append(chosen)
        elif chosen:
            batches.append(Batch(lane, chosen))
    return batches, moments


def _values(raw_update: RawUpdate, now: datetime) -> dict[str, Any]:
    return {
        "source": raw_update.source,
        "update_id": raw_update.update_id,
        "lane": raw_update.lane,
        "patience": raw_update.patience,
        "album": raw_update.album,
        "raw": raw_update.raw,
        "state": InboxState.WAITING,
        "received_at": now,
        "due_at": now,
        "attempts": 0,
    }


def _record(row: Row[*tuple[Any, ...]], *, whole: bool) -> InboxRow:
    raw = row.raw if whole else {}
    patience = Patience(row.patience)
    update_of_row = RawUpdate(row.source, row.update_id, row.lane, patience, row.album, raw)
    return InboxRow(row.id, update_of_row, row.received_at, row.attempts, row.due_at)
