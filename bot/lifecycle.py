"""Starts and stops everything that runs: receiving stops first, then reading, then sending."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import timedelta

import structlog

from bot.channels.staff_chats import staff_chats
from bot.channels.telegram_channel import TelegramChannel
from bot.channels.telegram_polling import Keep
from bot.health import Troubles
from bot.settings import Settings
from bot.supervision import finish
from bot.workers.delivery import Delivery
from bot.workers.intake import Intake
from bot.workers.ticker import Ticker
from bot.workers.workplace import Workplace
from handlers.clock import Clock

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

Receive = Callable[[Keep], Awaitable[None]]
"""A source of updates: hands them over to be stored, and confirms none before that, until cancelled."""

TIME_TO_FINISH = timedelta(seconds=10)
"""The longest time for a stop. What is cut off then is safe: the next start goes on with it."""

TIME_TO_WRITE_DOWN = timedelta(seconds=2)
"""Reserved for the end of reading, and again for that of sending.

Else the outcome of a send that ended would be lost beside one that never does.
"""


class LockLost(Exception):
    """The database took away the lock that shows that this process is alive: others take over its work."""


class App:
    """Everything that runs; stops in order: receiving, reading, sending.

    `address` is where the web answers, if it is served; `desk_link` lets one browser into the desk, once;
    `questions` are those that the FAQ knew at the start.
    """

    def __init__(
        self,
        place: Workplace,
        telegram: TelegramChannel | None,
        receive: Receive | None,
        settings: Settings,
        ending: asyncio.Event,
        wall_clock: Clock,
        *,
        polls: bool,
    ) -> None:
        self.ending = ending
        self.address: str | None = None
        self.desk_link: str | None = None
        self.questions: tuple[str, ...] = ()
        self._place = place
        self._telegram = telegram
        self._receive_updates = receive
        self._polls = polls
        self._staff_chats = frozenset(staff_chats(settings).values())
        self._delivery = Delivery(place, settings.telegram_limits)
        self._intake = Intake(place, timedelta(seconds=settings.burst_seconds), self._delivery.commit)
        self._ticker = Ticker(place, wall_clock)
        self._is_recognised = asyncio.Event()
        self._receiving: list[asyncio.Task[None]] = []
        self._reading: list[asyncio.Task[None]] = []
        self._sending: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Start all workers."""
        start = self._place.supervisor.start
        self._sending = [
            start(self._delivery.run(), name="delivery"),
            start(self._ticker.run(), name="ticker"),
        ]
        self._reading = [start(self._intake.run(), name="intake")]
        self._receiving = [
            start(self._receive(), name="receiving"),
            start(self._watch_lock(), name="lock"),
        ]

    def start_beside(self, work: Callable[[], Awaitable[None]], name: str) -> None:
        """Run `work` in the background as soon as Telegram has told who we are.

        A stop does not wait for it. Its errors end the process, as those of any task.
        """
        self._place.supervisor.start(self._once_recognised(work), name=name)

    async def _once_recognised(self, work: Callable[[], Awaitable[None]]) -> None:
        await self._is_recognised.wait()
        await work()

    async def stop(self) -> None:
        """Stop in order, within `TIME_TO_FINISH`."""
        loop = asyncio.get_running_loop()
        # Without the lock, do nothing more: another process may be at the same work already.
        time_to_finish = timedelta(0) if self._place.holder.lost.is_set() else TIME_TO_FINISH
        deadline = loop.time() + time_to_finish.total_seconds()

        def left(*, keeping: timedelta = timedelta(0)) -> timedelta:
            return max(timedelta(seconds=deadline - loop.time()) - keeping, timedelta(0))

        await finish(self._receiving, within=timedelta(0))
        self._intake.stop(left(keeping=2 * TIME_TO_WRITE_DOWN))
        self._ticker.stop()
        await finish(self._reading, within=left(keeping=TIME_TO_WRITE_DOWN))
        self._delivery.stop(left(keeping=TIME_TO_WRITE_DOWN))
        await finish(self._sending, within=left())

    def troubles(self) -> Troubles:
        """The reason why each part does not work, for `/health`."""
        parts = {
            "intake": self._intake.trouble,
            "delivery": self._delivery.trouble,
            "ticker": self._ticker.trouble,
        }
        return parts if self._telegram is None else {"receiving": self._telegram.trouble, **parts}

    async def staff_chats(self) -> frozenset[str]:
        """The addresses of the staff's groups: those of the settings, and where these moved."""
        return self._staff_chats | await self.present_staff_chats()

    async def present_staff_chats(self) -> frozenset[str]:
        """The addresses that the staff's groups have now."""
        async with self._place.database.reading() as books:
            current = await books.chats.current_of(self._staff_chats)
        return frozenset(current.values())

    async def _receive(self) -> None:
        """Receive updates: Telegram's only after it has told who we are, the web's at once."""
        if self._telegram is not None:
            identity = await self._telegram.identity()
            self._is_recognised.set()
            self._intake.look_again()
            log.info("the bot is up", username=identity.username)
        if self._receive_updates is None:
            return
        async with AsyncExitStack() as stack:
            if self._telegram is not None and self._polls:
                task = f"polling {self._telegram.source}"
                await stack.enter_async_context(self._place.database.alone_at(task, self._place.holder))
            await self._receive_updates(self._intake.keep)

    async def _watch_lock(self) -> None:
        await self._place.holder.lost.wait()
        raise LockLost("another process may have taken over: this one stops")
