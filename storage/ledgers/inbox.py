"""The inbox: raw updates by lane, received and not yet handled."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Update, bindparam, delete, null, select, update

from storage.claims import PURGED_AT_ONCE, Holder, Ledger, give_back, release
from storage.ledgers.inbox_lanes import claim_lanes
from storage.records.updates import LONGEST_BURST, NO_BURST, Choose, Claimed, Patience, RawUpdate
from storage.tables.base import state_is
from storage.tables.ledgers import IS_WAITING, InboxState, inbox
from storage.transaction import Transaction
from storage.types import UtcDateTime
from storage.wakeups import Work

# Building a statement costs more than running it: one that runs for each message is built once.
_DUE_LATER = (
    update(inbox)
    .where(
        IS_WAITING,
        inbox.c.lane.in_(bindparam("lanes", expanding=True)),
        inbox.c.attempts == 0,  # a failed row waits for its own reason
        inbox.c.due_at > bindparam("now", type_=UtcDateTime),
    )
    .values(due_at=bindparam("due", type_=UtcDateTime))
)
_PUT_OFF = _DUE_LATER.where(inbox.c.received_at > bindparam("began_after", type_=UtcDateTime))
_SETTLED = update(inbox).where(inbox.c.id.in_(bindparam("numbers", expanding=True)))
_HANDLED = _SETTLED.values(state=InboxState.HANDLED, raw=null())


class Inbox:
    """The ledger of updates. Rows of one lane are handled strictly in order, by one holder at a time."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def keep(self, updates: Sequence[RawUpdate], now: datetime, burst: timedelta = NO_BURST) -> int:
        """Store the updates, and return how many are new. Known ones are skipped.

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
        """Claim up to `limit` lanes that have rows to handle now, and return those rows.

        `choose` sees the waiting rows of one lane (200 at most) and is asked twice: first about rows whose
        `raw` is left empty, which is cheap, then about the whole rows of a lane that was won, since on
        PostgreSQL another process may have finished some in between. At the limit, look again at once.
        """
        return await claim_lanes(self._transaction, holder, now, choose, limit)

    async def done(self, rows: Iterable[int], *, release: str | None, holder: Holder) -> None:
        """Mark the rows as handled in this very transaction. `release`: the lane whose claim ends too."""
        await self._settle(_HANDLED, rows, release, holder)

    async def retry(
        self, rows: Iterable[int], *, due_at: datetime, error: str, release: str, holder: Holder
    ) -> None:
        """Let the lane wait until `due_at` after a failure, then the rows are tried again."""
        tried = {"due_at": due_at, "error": error, "attempts": inbox.c.attempts + 1}
        await self._settle(_SETTLED.values(tried), rows, release, holder)

    async def set_aside(self, rows: Iterable[int], *, error: str, release: str, holder: Holder) -> None:
        """Keep the rows whole, with the traceback, after repeated failures; the lane goes on."""
        aside = {"state": InboxState.SET_ASIDE, "error": error, "attempts": inbox.c.attempts + 1}
        await self._settle(_SETTLED.values(aside), rows, release, holder)

    async def give_back(self, lane: str, holder: Holder) -> None:
        """End the claim without any other change, after an outage or at a shutdown."""
        await give_back(self._transaction, Ledger.INBOX, [lane], holder)
        self._transaction.announce(Work.INBOX)

    async def bring_forward(self, now: datetime) -> None:
        """Make rows due whose moment a clock that was set back has not reached yet."""
        ahead = update(inbox).where(IS_WAITING, (inbox.c.received_at > now) | (inbox.c.due_at > now))
        await self._transaction.execute(ahead.values(received_at=now, due_at=now))

    async def is_waiting_in_topics_of(self, chat: str) -> bool:
        """Return True if anything from a topic of this group is not handled yet."""
        of_topics = inbox.c.lane.startswith(f"{chat}/", autoescape=True)
        query = select(inbox.c.id).where(IS_WAITING, of_topics).limit(1)
        return (await self._transaction.execute(query)).one_or_none() is not None

    async def purge(self, before: datetime, limit: int = PURGED_AT_ONCE) -> int:
        """Delete handled updates received before the moment, at most `limit`; return how many."""
        handled = state_is(inbox.c.state, [InboxState.HANDLED])
        old = select(inbox.c.id).where(handled, inbox.c.received_at < before).limit(limit)
        return (await self._transaction.execute(delete(inbox).where(inbox.c.id.in_(old)))).rowcount

    async def _put_off(self, lanes: Collection[str], now: datetime, burst: timedelta) -> None:
        """Put off lanes whose customers go on writing: until they are quiet, no claim looks at them."""
        if lanes:
            until = now + burst
            bounds = {"now": now, "due": until, "began_after": until - LONGEST_BURST * burst}
            await self._transaction.execute(_PUT_OFF, {"lanes": sorted(lanes), **bounds})

    async def _bring_up(self, lanes: Collection[str], now: datetime) -> None:
        """Make lanes due at once, with all that waits in them, after an update that does not wait."""
        if lanes:
            await self._transaction.execute(_DUE_LATER, {"lanes": sorted(lanes), "now": now, "due": now})

    async def _settle(self, settled: Update, rows: Iterable[int], lane: str | None, holder: Holder) -> None:
        await self._transaction.execute(settled, {"numbers": list(rows)})
        if lane is not None:
            await release(self._transaction, Ledger.INBOX, lane, holder)


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
