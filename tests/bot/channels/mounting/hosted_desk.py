"""The desk of a shop whose own bot support is mounted into."""

import asyncio

from bot.settings import load_settings
from tests.bot.channels.mounting.hosts import HOSTS, HostsOwnHooks
from tests.journeys.desk import Desk


class HostedDesk(Desk):
    """Opened and closed as a desk of our own, but what starts is the shop's bot."""

    hooks: HostsOwnHooks

    async def _people_come(self) -> None:
        await super()._people_come()
        # When it stops, python-telegram-bot asks with the same offset again; Telegram makes it wait for 3 s.
        await self.tg.config(poll_guard=False)

    async def _work(self, ready: asyncio.Event) -> None:
        self.hooks = HostsOwnHooks()
        settings = load_settings(env_file=None, environ=self.settings)
        async with HOSTS[self.installation.library](settings, self.clock, self.hooks):
            ready.set()
            await self._closing.wait()
