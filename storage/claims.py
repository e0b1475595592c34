"""Claims: one holder at a time works on a lane of a ledger.

A holder is alive while it holds its lock, so the claims of the dead are void at once, not after a time-out.
"""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import (
    ColumnElement,
    bindparam,
    delete,
    exists,
    select,
    text,
    update,
)

from storage.errors import ClaimLost
from storage.records.letters import LetterState
from storage.tables.base import state_is
from storage.tables.ledgers import claims, letters
from storage.transaction import Transaction

PURGED_AT_ONCE = 1000
"""Old rows of a ledger purged by one transaction: everybody else waits for it."""

ADVISORY_LOCKS = 0x07B0
"""The first key of our advisory locks in PostgreSQL; the second is the holder's id."""

ADVISORY_TASKS = 0x07B1
"""The same for tasks that one process does at a time; the second key is the task's."""


class Ledger(StrEnum):
    """The two ledgers with lanes."""

    INBOX = "inbox"
    OUTBOX = "outbox"


@dataclass(frozen=True, slots=True)
class Holder:
    """A process that works on lanes. `lost` is set when its lock is gone: it must stop at once."""

    id: int
    lost: asyncio.Event = field(default_factory=asyncio.Event, compare=False)


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """What dead processes left: the number of voided claims, and of letters of unknown outcome."""

    claims: int
    in_doubt: int


def is_unclaimed(ledger: Ledger, lane: ColumnElement[str]) -> ColumnElement[bool]:
    """True for rows whose lane (in that column) nobody has claimed."""
    return ~exists().where(claims.c.ledger == ledger, claims.c.lane == lane)


async def take(transaction: Transaction, ledger: Ledger, lanes: Collection[str], holder: Holder) -> set[str]:
    """Claim the lanes; return those that were won."""
    if not lanes:
        return set()
    # Sorted, so that two processes wanting the same lanes wait for each other and do not deadlock.
    rows = [{"ledger": ledger, "lane": lane, "holder": holder.id} for lane in sorted(lanes)]
    return set(await transaction.insert_new(claims, rows, claims.c.lane))


async def give_back(transaction: Transaction, ledger: Ledger, lanes: Collection[str], holder: Holder) -> int:
    """End this holder's claims to the lanes; return how many there were."""
    if not lanes:
        return 0
    claim = {"of_ledger": ledger, "lanes": sorted(lanes), "of_holder": holder.id}
    return (await transaction.execute(_GIVE_BACK, claim)).rowcount


async def release(transaction: Transaction, ledger: Ledger, lane: str, holder: Holder) -> None:
    """End the claim together with its work. Raises `ClaimLost` if it is no longer ours."""
    if await give_back(transaction, ledger, [lane], holder) == 0:
        raise ClaimLost(lane)


async def void_dead_claims(transaction: Transaction, holder: Holder) -> LeftBehind:
    """Void the claims of holders that have lost their lock; letters that they were sending are in doubt."""
    dead = await _dead(transaction, holder)
    voided = await transaction.execute(delete(claims).where(claims.c.holder.in_(dead)))
    in_hand = select(claims.c.lane).where(claims.c.ledger == Ledger.OUTBOX)
    doubted = await transaction.execute(
        update(letters)
        .where(state_is(letters.c.state, [LetterState.SENDING]), letters.c.lane.not_in(in_hand))
        .values(state=LetterState.IN_DOUBT, may_be_repeat=True)
    )
    return LeftBehind(claims=voided.rowcount, in_doubt=doubted.rowcount)


async def _dead(transaction: Transaction, holder: Holder) -> set[int]:
    """The holders that have claims and no lock.

    The claims are read first: a process that starts meanwhile had its lock before its first claim. In the
    other order its claims would look like those of a dead process.
    """
    holders = set((await transaction.execute(select(claims.c.holder).distinct())).scalars())
    if transaction.dialect == "sqlite":
        return holders - {holder.id}  # one file, one process: the caller holds the only lock there is
    locked = await transaction.execute(_LOCKED.bindparams(locks=ADVISORY_LOCKS))
    return holders - {holder.id} - {row.objid for row in locked}


_GIVE_BACK = delete(claims).where(
    claims.c.ledger == bindparam("of_ledger"),
    claims.c.lane.in_(bindparam("lanes", expanding=True)),
    claims.c.holder == bindparam("of_holder"),
)

_LOCKED = text(
    "SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND classid = :locks AND objsubid = 2"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
