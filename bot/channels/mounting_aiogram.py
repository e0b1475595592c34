"""Support as a router of a host's aiogram `Dispatcher`."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from aiogram import Bot, Dispatcher, Router
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.types import TelegramObject

from bot.channels.mounting import FOREIGN_BOT, MountedSupport
from bot.channels.sharing import Share
from bot.channels.telegram_polling import ALLOWED_UPDATES
from bot.setting_faults import SettingsError

_Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


def router_for(support: MountedSupport) -> Router:
    """A router that starts and stops `support` with the dispatcher that includes it."""
    router = Router(name="otboinik")
    taking = _TakeWhatIsOurs(support)

    async def start(bot: Bot | None = None, bots: Sequence[Bot] = ()) -> None:
        running = {each.id for each in (*bots, bot) if each is not None}
        if running and support.bot_id not in running:
            raise SettingsError((FOREIGN_BOT,))
        await support.start()
        _put_outermost(_dispatcher_of(router), taking)

    async def stop() -> None:
        middlewares = _dispatcher_of(router).update.outer_middleware
        if taking in middlewares:  # not so after a start that failed
            middlewares.unregister(taking)
        await support.stop()

    router.startup.register(start)
    router.shutdown.register(stop)
    for kind in ALLOWED_UPDATES:
        # By default aiogram asks Telegram only for the kinds that have a handler.
        router.observers[kind].register(_nothing, _never)
    return router


class _TakeWhatIsOurs:
    """The middleware around everything that the host does with an update."""

    def __init__(self, support: MountedSupport) -> None:
        self._support = support

    async def __call__(self, handler: _Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        if data["bot"].id != self._support.bot_id:
            return await handler(event, data)
        update = plain(event)
        share = self._support.share_of(update)
        if share in {Share.SUPPORT, Share.BOTH}:
            await self._support.keep(update)
        if share is Share.SUPPORT:
            return None
        outcome = await handler(event, data)
        if share is Share.LEFT_OVER and outcome is UNHANDLED:
            await self._support.keep(update)
            return None
        return outcome


def plain(update: TelegramObject) -> dict[str, Any]:
    """The update as the Bot API gave it, fields unknown to aiogram included.

    An update that aiogram rebuilt for another bot has its defaults set, among them markers that were never
    sent.
    """
    return update.model_dump(
        mode="json", by_alias=True, exclude_unset=True, exclude_none=True, fallback=lambda _marker: None
    )


def _dispatcher_of(router: Router) -> Dispatcher:
    *_, root = router.chain_head
    if not isinstance(root, Dispatcher):
        raise TypeError("the support router belongs into a Dispatcher, or into a router that is in one")
    return root


def _put_outermost(dispatcher: Dispatcher, middleware: _TakeWhatIsOurs) -> None:
    """Run before the host's own middlewares: one that throttles or bans must not swallow an agent's reply."""
    chain = dispatcher.update.outer_middleware
    hosts_own = list(chain)
    for each in hosts_own:
        chain.unregister(each)
    chain.register(middleware)
    for each in hosts_own:
        chain.register(each)


async def _nothing(_event: TelegramObject) -> None:
    """Never called."""


def _never(_event: TelegramObject) -> bool:
    return False
