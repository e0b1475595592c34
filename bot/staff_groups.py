"""Looks at the start whether the bot can do its work in the staff's groups, and logs what is missing.

Without it the first customer's ticket would be the one to find out.
"""

from collections.abc import Awaitable, Callable, Collection
from functools import partial

import structlog

from bot.channels.telegram_insistence import insist, insist_on_each
from bot.channels.telegram_outcomes import TokenRefused
from bot.channels.telegram_rights import ChatRights, missing_rights
from handlers.errors import Mendable, Refused

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

_TELEGRAM = "telegram:"

RightsIn = Callable[[str], Awaitable[ChatRights]]
"""Asks what the bot may do in a group. Raises `DeliveryError`."""


async def look_at_staff_groups(
    rights_in: RightsIn, staff_chats: Callable[[], Awaitable[Collection[str]]]
) -> None:
    """Log what is to be mended in each group; an outage is waited for."""
    chats = await insist(staff_chats, doing="look up the staff's groups", despite_bugs=True)
    groups = sorted(chat for chat in chats if chat.startswith(_TELEGRAM))
    await insist_on_each(groups, partial(_look, rights_in), doing="look at the staff's groups")


async def _look(rights_in: RightsIn, chat: str) -> None:
    try:
        rights = await rights_in(chat)
    except (Refused, Mendable, TokenRefused) as error:
        mend = "add the bot to it, or mend the id in the settings"
        log.warning("the bot cannot see a staff group", chat=chat, reason=str(error), mend=mend)
        return
    for mend in missing_rights(rights):
        log.warning("a staff group is not ready", chat=chat, mend=mend)
