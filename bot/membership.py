"""Tells whether a person is in a staff chat right now: asks the messenger, and remembers for a moment."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import structlog

from bot.channels.telegram_channel import TelegramChannel
from handlers.channel import Channel
from handlers.clock import Clock
from handlers.errors import DeliveryError

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

REMEMBERED_FOR = timedelta(seconds=30)
"""Telegram reports at once who left if the bot is an administrator; else it is noticed within this time."""


class MembershipCheck:
    """Answers by chat and person; None for the web desk, whose people sign in."""

    def __init__(self, channels: Mapping[str, Channel], clock: Clock) -> None:
        self._channels = channels
        self._clock = clock
        self._known: dict[tuple[str, str], tuple[bool, datetime]] = {}

    async def __call__(self, chat: str, person: str) -> bool | None:
        """True or False; None if unknown: another kind of channel, or the messenger is away."""
        channel = self._channels.get(chat.partition(":")[0])
        if not isinstance(channel, TelegramChannel):
            return None
        now = self._clock()
        self._known = {key: known for key, known in self._known.items() if now - known[1] < REMEMBERED_FOR}
        if (chat, person) in self._known:
            return self._known[chat, person][0]
        try:
            is_member = await channel.is_member(chat, person)
        except DeliveryError as error:
            log.warning("Telegram does not tell who is in the staff chat", reason=str(error))
            return None
        self._known[chat, person] = is_member, now
        return is_member
