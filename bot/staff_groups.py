"""Looks at the start whether the bot can do its work in the staff's groups, and logs what is missing.

Without it the first customer's ticket would be the one to find out.
"""

from collections.abc import Awaitable, Callable
from functools import partial

import structlog

from bot.acquaintance import StaffChats, visit_groups
from bot.channels.telegram_outcomes import TokenRefused
from bot.channels.telegram_rights import ChatRights, missing_rights
from handlers.errors import Mendable, Refused

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

RightsIn = Callable[[str], Awaitable[ChatRights]]
"""Asks what the bot may do in a group. Raises `DeliveryError`."""


async def look_at_staff_groups(rights_in: RightsIn, staff_chats: StaffChats) -> None:
    """Log what is to be mended in each group; an outage is waited for."""
    await visit_groups(staff_chats, partial(_look, rights_in), doing="look at the staff's groups")


async def _look(rights_in: RightsIn, chat: str) -> None:
    try:
        rights = await rights_in(chat)
    except (Refused, Mendable, TokenRefused) as error:
        mend = "add the bot to it, or mend the id in the settings"
        log.warning("the bot cannot see a staff group", chat=chat, reason=str(error), mend=mend)
        return
    for mend in missing_rights(rights):
        log.warning("a staff group is not ready", chat=chat, mend=mend)
