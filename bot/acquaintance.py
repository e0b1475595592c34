"""Asks at the start who administers the staff's groups, so that they are known before they write.

Telegram itself tells of people who come later or get other rights.
"""

from collections.abc import Awaitable, Callable, Collection
from functools import partial

import structlog

from bot.channels.telegram_insistence import insist, insist_on_each
from bot.channels.telegram_outcomes import TokenRefused
from bot.workers.workplace import Workplace
from handlers.channel import ChatKind, MembershipChanged, Person, Scene
from handlers.errors import Mendable, Refused

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

_TELEGRAM = "telegram:"


StaffChats = Callable[[], Awaitable[Collection[str]]]
"""Looks up the addresses of the staff's chats."""

AdministratorsOf = Callable[[str], Awaitable[Collection[Person]]]
"""Asks who administers a group. Raises `DeliveryError`."""


async def meet_administrators(
    administrators_of: AdministratorsOf,
    staff_chats: StaffChats,
    place: Workplace,
) -> None:
    """Record the administrators. A group that Telegram does not tell of is logged and skipped."""
    meet = partial(_meet, administrators_of, place)
    await visit_groups(staff_chats, meet, doing="meet the staff's administrators")


async def visit_groups(
    staff_chats: StaffChats, visit: Callable[[str], Awaitable[None]], *, doing: str
) -> None:
    """Do it for each of the staff's groups in Telegram; an outage is waited for."""
    chats = await insist(staff_chats, doing="look up the staff's groups", despite_bugs=True)
    groups = sorted(chat for chat in chats if chat.startswith(_TELEGRAM))
    await insist_on_each(groups, visit, doing=doing)


async def _meet(administrators_of: AdministratorsOf, place: Workplace, chat: str) -> None:
    try:
        people = await administrators_of(chat)
    except (Refused, Mendable, TokenRefused) as error:
        log.info("administrators of a staff group are not known", chat=chat, reason=str(error))
        return
    there = MembershipChanged(
        people=tuple(people), scene=Scene(chat, ChatKind.GROUP), is_member=True, at=place.clock()
    )
    async with place.database.books() as books:
        await place.desk.receive(books, [there])
        await books.commit()
