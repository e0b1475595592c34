"""Sends that ended, and the recording of their outcomes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.workers.outcomes import Outcome, settlement_of
from bot.workers.settling import Settling
from storage.books import Books
from storage.records.letters import ClaimedLetter, LetterState, PostedLetter


@dataclass(frozen=True, slots=True)
class Tried:
    """A send that ended at a moment. `maybe_written`: the transaction that recorded it was cut off.

    `never_left`: the transaction that claimed it was cut off, before anything was sent.
    """

    claimed: ClaimedLetter
    outcome: Outcome
    at: datetime
    crashes: int = 0
    maybe_written: bool = False
    never_left: bool = False


async def write_down(settling: Settling, tried: Sequence[Tried], *, tell: bool = True) -> None:
    """Settle each that is not settled yet. Without `tell` the desk is left out of it."""
    for one in tried:
        posted = one.claimed.posted
        if one.maybe_written and not await _is_being_sent(settling.books, posted):
            continue
        settlement = settlement_of(posted, one.outcome, crashes=one.crashes)
        await settling.settle(one.claimed, settlement, at=one.at, tell=tell)
    await settling.write_arrivals()


async def _is_being_sent(books: Books, posted: PostedLetter) -> bool:
    """Return True if the ledger still waits for the outcome of this very try."""
    known = await books.outbox.get(posted.id)
    return known is not None and known.state is LetterState.SENDING and known.attempts == posted.attempts
