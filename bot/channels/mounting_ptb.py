"""Support among the handlers of a host's python-telegram-bot `Application`."""

import asyncio
import json
import sys
from typing import Any

import structlog
from telegram import Update
from telegram.ext import (
    Application,
    ApplicationHandlerStop,
    BaseHandler,
    CallbackContext,
    CommandHandler,
    ConversationHandler,
    InvalidCallbackData,
    PrefixHandler,
    TypeHandler,
)

from bot.channels.mounting import FOREIGN_BOT, MountedSupport
from bot.channels.sharing import Share
from bot.setting_faults import SettingsError

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

AnyApplication = Application[Any, Any, Any, Any, Any, Any]

# Our groups around the host's, whatever their numbers.
BEFORE_ALL = -sys.maxsize
AFTER_ALL = sys.maxsize

_Context = CallbackContext[Any, Any, Any, Any]

# All handlers of one update share a context, and may put attributes of their own on it.
_LEFT_OVER = "left_over_for_support"

_DEFAULT_GROUP = 0  # where `add_handler` puts a handler without a group

# In groups other than the default one, these handle an update; other handlers only watch (logs, counts).
_TAKING = (CommandHandler, PrefixHandler, ConversationHandler)


class ConfirmedWhenHandled(asyncio.Queue[object]):
    """A queue for `ApplicationBuilder.update_queue`: `put` returns when the update has been handled.

    So the library's poller asks for more, and its webhook answers 200, only then; with the usual queue both
    confirm updates that are only in memory. Updates are handled one by one, whatever `concurrent_updates`
    says, and a handler must not put an `Update` in itself.
    """

    async def put(self, item: object) -> None:
        """Put an item in and wait. Raises nothing that `asyncio.Queue.put` does not."""
        await super().put(item)
        if isinstance(item, Update):
            await self.join()


def mount(application: AnyApplication, support: MountedSupport) -> None:
    """Start and stop `support` with the application, and give it its share of the updates.

    Raises `SettingsError` if the application runs another bot.
    """
    if int(application.bot.token.partition(":")[0]) != support.bot_id:
        raise SettingsError((FOREIGN_BOT,))

    taking = _TakeWhatIsOurs(support)
    hosts_own_init, hosts_own_shutdown = application.post_init, application.post_shutdown

    async def start(_application: AnyApplication) -> None:
        if hosts_own_init is not None:
            await hosts_own_init(application)
        await support.start()

    async def stop(_application: AnyApplication) -> None:
        try:
            await support.stop()
        finally:
            if hosts_own_shutdown is not None:
                await hosts_own_shutdown(application)

    # Waited for even if the host's defaults say otherwise: what follows depends on it.
    application.add_handler(TypeHandler(Update, taking.look, block=True), group=BEFORE_ALL)
    application.add_handler(TypeHandler(Update, taking.take_left_over, block=True), group=AFTER_ALL)
    application.post_init, application.post_shutdown = start, stop


class _TakeWhatIsOurs:
    """Handlers before and after everything that the host does with an update.

    The host is asked for a handler before (a dialogue that ends knows nothing of its last message
    afterwards), and left-over updates are taken after: by then a handler that hides the update from others, a
    ban for example, has stopped it.
    """

    def __init__(self, support: MountedSupport) -> None:
        self._support = support

    async def look(self, update: Update, context: _Context) -> None:
        """Take our share. Raises `ApplicationHandlerStop` if the host must not see the update."""
        await self._support.start()  # a host that runs the application by hand may not call our hook
        raw = plain(update)
        share = self._support.share_of(raw)
        if share is Share.LEFT_OVER and not _is_taken_by(context.application, update):
            setattr(context, _LEFT_OVER, raw)
        if share in {Share.SUPPORT, Share.BOTH}:
            await self._support.keep(raw)
        if share is Share.SUPPORT:
            raise ApplicationHandlerStop

    async def take_left_over(self, _update: Update, context: _Context) -> None:
        """Store an update that the host did not want."""
        raw = getattr(context, _LEFT_OVER, None)
        if raw is not None:
            await self._support.keep(raw)


def plain(update: Update) -> dict[str, Any]:
    """The update as the Bot API gave it, fields unknown to the library included.

    A host with `arbitrary_callback_data` has objects as the data of its own buttons (they are left out), and
    a mark as that of ours.
    """
    whole: dict[str, Any] = json.loads(json.dumps(update.to_dict(), default=_button_data, skipkeys=True))
    return whole


def _button_data(value: object) -> str | None:
    return value.callback_data if isinstance(value, InvalidCallbackData) else None


def _is_taken_by(host: AnyApplication, update: Update) -> bool:
    """Return True if the host has a handler for it; its groups are independent, so each is asked."""
    return any(
        _takes(handler, update)
        for group, handlers in host.handlers.items()
        for handler in handlers
        if group == _DEFAULT_GROUP or isinstance(handler, _TAKING)
    )


def _takes(handler: BaseHandler[Any, Any, Any], update: Update) -> bool:
    try:
        check = handler.check_update(update)
    except Exception as error:  # noqa: BLE001 - a host's filter; the library reports it on its own call
        log.warning("a handler of the host could not be asked", kind=type(error).__name__)
        return False
    return check is not None and check is not False
