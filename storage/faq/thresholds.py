"""The thresholds for answers and offers, if managers moved them."""

from dataclasses import dataclass

from storage.counters import hold_value, next_value
from storage.facts import Facts
from storage.faq.entries import REVISION
from storage.transaction import Transaction
from storage.wakeups import Work

_ANSWER = "faq threshold answer"
_SUGGEST = "faq threshold suggest"


@dataclass(frozen=True, slots=True)
class StoredThresholds:
    """Chances (0..1), `suggest` below `answer`."""

    answer: float
    suggest: float


class FaqThresholds:
    """The managers' own thresholds, if they set any."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._facts = Facts(transaction)

    async def current(self) -> StoredThresholds | None:
        """The managers' thresholds; None: the shipped ones apply."""
        kept = await self._facts.of({_ANSWER, _SUGGEST})
        return StoredThresholds(float(kept[_ANSWER]), float(kept[_SUGGEST])) if kept else None

    async def hold(self) -> None:
        """Keep others from moving them until the end of this transaction: what is read stays true."""
        await hold_value(self._transaction, REVISION)

    async def move(self, wanted: StoredThresholds | None) -> None:
        """Set them, or return to the shipped ones (None). Followers of the FAQ are told."""
        await next_value(self._transaction, REVISION)  # before their rows, as those do who `hold` them first
        if wanted is None:
            await self._facts.forget(_ANSWER)
            await self._facts.forget(_SUGGEST)
        else:
            await self._facts.put(_ANSWER, repr(wanted.answer))
            await self._facts.put(_SUGGEST, repr(wanted.suggest))
        self._transaction.announce(Work.FAQ)
