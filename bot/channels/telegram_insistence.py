"""Repeats a call until the other side is back: waits out an outage of Telegram or the database."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

import structlog

from bot.channels.telegram_outcomes import ReceivedElsewhere, TokenRefused
from bot.channels.telegram_rivals import RIVALRY
from bot.pulse import Pulse
from bot.workers.faults import report_bug
from handlers.errors import DeliveryError, RetryLater
from storage.errors import StaleRecord, StorageUnavailable

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

T = TypeVar("T")
Item = TypeVar("Item")

PAUSES = (0.5, 1.0, 2.0, 5.0, 10.0)
"""Seconds to wait after the first failure, the second, …; the last one repeats."""

REFUSED = "Telegram refuses the token of the bot"

_OUTAGES = (DeliveryError, StorageUnavailable, StaleRecord)
"""Errors that pass by themselves, once the other side, or whoever works at the same record, is done."""

_TOLD_AT_FIRST, _THEN_EVERY = 5, 30
"""Failures in a row that are logged: the first five, then one in thirty (about every five minutes)."""


async def insist(
    attempt: Callable[[], Awaitable[T]],
    *,
    doing: str,
    pauses: Sequence[float] = PAUSES,
    hopeless: type[Exception] | tuple[type[Exception], ...] = (),
    despite_bugs: bool = False,
    pulse: Pulse | None = None,
) -> T:
    """Return the result of `attempt`, however long the other side is away; raise `hopeless` errors at once.

    A bug is raised, too, unless the attempt is repeated `despite_bugs`, which are reported. `pulse` records
    how the tries go.
    """
    failures, was_told = 0, False
    while True:
        try:
            result = await attempt()
        except hopeless:
            raise
        except Exception as error:
            if not (despite_bugs or isinstance(error, _OUTAGES)):
                raise
            if pulse is not None:
                pulse.failed(_reason(error, doing))
            pause = _pause_after(error, failures, pauses)
            failures += 1
            if _is_news(error, failures):
                was_told = True
                _tell(error, doing=doing, seconds=pause, failures=failures)
            await asyncio.sleep(pause)
        else:
            if pulse is not None:
                pulse.beat()
            if was_told:
                log.info("it works again", doing=doing, failures=failures)
            return result


async def insist_on_each(
    waiting: list[Item],
    attempt: Callable[[Item], Awaitable[None]],
    *,
    doing: str,
    pauses: Sequence[float] = PAUSES,
) -> None:
    """Attempt each of `waiting` until none is left; one that fails, even by a bug, holds up no other."""

    async def attempt_all() -> None:
        failures: list[Exception] = []
        for item in tuple(waiting):
            try:
                await attempt(item)
            except Exception as error:  # noqa: BLE001 - raised below, and told by `insist`
                failures.append(error)
            else:
                waiting.remove(item)
        if failures:
            raise failures[0]

    await insist(attempt_all, doing=doing, pauses=pauses, despite_bugs=True)


def _pause_after(error: Exception, failures: int, pauses: Sequence[float]) -> float:
    if isinstance(error, RetryLater):
        return error.pause.total_seconds()
    return pauses[min(failures, len(pauses) - 1)]


def _reason(error: Exception, doing: str) -> str:
    """The reason in fixed words, public in `/health`."""
    if isinstance(error, ReceivedElsewhere):
        return RIVALRY
    return REFUSED if isinstance(error, TokenRefused) else f"cannot {doing}"


def _is_news(error: Exception, failures: int) -> bool:
    if isinstance(error, ReceivedElsewhere):
        return False  # it comes every other second for as long as it lasts: `Rivals` reports it
    return failures <= _TOLD_AT_FIRST or failures % _THEN_EVERY == 0


def _tell(error: Exception, **attempt: object) -> None:
    if isinstance(error, TokenRefused):
        log.critical(
            REFUSED,
            reason=str(error),
            mend="write the token that @BotFather tells into TELEGRAM_BOT_TOKEN and start again",
            **attempt,
        )
    elif isinstance(error, _OUTAGES):
        log.warning("waiting to try again", reason=str(error), **attempt)
    else:
        report_bug("a bug is met at each try", error, **attempt)
