"""Mounts support into a bot that a company runs already: same token, same process, the host's own poller.

The host receives and confirms updates; those for support are stored in our inbox first, and our own workers
do the rest. They start and stop with the host.
"""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import timedelta
from functools import partial
from typing import Any

import structlog

from bot.assembly import assembled
from bot.channels.sharing import Share, Sharing
from bot.channels.staff_chats import staff_chats
from bot.channels.telegram_channel import TelegramChannel
from bot.channels.telegram_envelope import envelope
from bot.channels.telegram_insistence import insist
from bot.channels.telegram_polling import Keep
from bot.host_logs import speak_through_logging
from bot.setting_faults import SettingFault, SettingsError
from bot.settings import Settings
from bot.supervision import Supervisor, finish
from handlers.clock import Clock, utc_now

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

_NOTHING_TO_MOUNT = SettingFault(
    "TELEGRAM_BOT_TOKEN, STAFF_CHAT_ID",
    "are missing, or one of them: support needs the token of the bot that runs already, and a staff group.",
)

FOREIGN_BOT = SettingFault(
    "TELEGRAM_BOT_TOKEN",
    "belongs to another bot than the one that support is mounted into. Give both the same token.",
)

RESTART_PAUSE = timedelta(seconds=1)
"""The pause after a crash of ours (a lost database lock, a bug): the host goes on, and so must we."""

OpenChannel = Callable[[str, str], TelegramChannel]
"""Opens our own connections through the host's library, from a token and the Bot API's address."""


class MountedSupport:
    """The desk and its workers in the host's event loop.

    Raises `SettingsError` without a token or a staff group.
    """

    def __init__(self, settings: Settings, open_channel: OpenChannel, *, clock: Clock = utc_now) -> None:
        if settings.telegram_bot_token is None or settings.staff_chat_id is None:
            raise SettingsError((_NOTHING_TO_MOUNT,))
        self._settings = settings
        self._token = settings.telegram_bot_token.get_secret_value()
        self._open_channel = open_channel
        self._clock = clock
        self._supervisor = Supervisor(on_crash=lambda: None)
        self._sharing = Sharing(frozenset(staff_chats(settings).values()))
        self._opened: asyncio.Future[None] | None = None
        self._work: asyncio.Task[None] | None = None
        self._receiving = asyncio.Event()
        self._source = ""
        self._keep: Keep

    @property
    def bot_id(self) -> int:
        """The bot whose updates we may take: a host can run several bots."""
        return int(self._token.partition(":")[0])

    def share_of(self, update: dict[str, Any]) -> Share:
        """The share of this update, judged by its content."""
        return self._sharing.share_of(update)

    async def start(self) -> None:
        """Start all workers; a second call changes nothing.

        Raises `StorageError` if the database cannot be used. After a later crash everything is logged and
        restarted.
        """
        if self._opened is None:
            speak_through_logging(self._settings.secrets)
            self._opened = asyncio.get_running_loop().create_future()
            self._receiving = asyncio.Event()
            work = self._stay_open(self._opened)
            self._work = self._supervisor.start(work, name="mounted support")
        await asyncio.shield(self._opened)

    async def stop(self) -> None:
        """Finish what is in hand within the time of a stop; the next start does what is cut off."""
        work, self._work, self._opened = self._work, None, None
        if work is not None:
            await finish((work,), within=timedelta(0))

    async def keep(self, update: dict[str, Any]) -> None:
        """Store an update; returns only when it is on disk, however long the database is away."""
        await insist(partial(self._keep_once, update), doing="keep an update of the host")

    async def _keep_once(self, update: dict[str, Any]) -> None:
        await self._receiving.wait()
        await self._keep([envelope(self._source, update)])

    async def _stay_open(self, opened: asyncio.Future[None]) -> None:
        while True:
            try:
                await self._open(opened)
            except Exception as error:
                # Whatever it was: the host goes on, and we start again.
                if not opened.done():
                    self._opened = None
                    opened.set_exception(error)
                    return
                log.critical("support crashed and starts again", kind=type(error).__name__, exc_info=error)
                await asyncio.sleep(RESTART_PAUSE.total_seconds())

    async def _open(self, opened: asyncio.Future[None]) -> None:
        """Work until cancelled; a crash is raised."""
        telegram = self._open_channel(self._token, self._settings.telegram_api_url)
        self._source = telegram.source
        async with AsyncExitStack() as stack:
            stack.push_async_callback(telegram.close)
            app = await stack.enter_async_context(
                assembled(self._settings, telegram, self._receive, clock=self._clock)
            )
            self._sharing = Sharing(await app.staff_chats())
            if not opened.done():
                opened.set_result(None)
            await app.ending.wait()

    async def _receive(self, keep: Keep) -> None:
        """Receive from the host: updates that it passes to `keep()` are stored as a poller's would be."""
        self._keep = keep
        self._receiving.set()
        try:
            await asyncio.Event().wait()
        finally:
            self._receiving.clear()
