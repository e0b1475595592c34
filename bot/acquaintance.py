"""Asks at the start who administers the staff's groups, so that they are known before they write.

Telegram itself tells of people who come later or get other rights.
"""

from collections.abc import Awaitable, Callable, Collection
from functools import partial

import structlog

from bot.channels.telegram_channel import TelegramChannel
from bot.channels.telegram_insistence import insist
from bot.channels.telegram_outcomes import TokenRefused
from bot.workers.workplace import Workplace
from handlers.channel import ChatKind, MembershipChanged, Person, Scene
from handlers.errors import Mendable, Refused

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

_TELEGRAM = "telegram:"


async def meet_administrators(
    telegram: TelegramChannel, staff_chats: Callable[[], Awaitable[Collection[str]]], place: Workplace
) -> None:
    """Record the administrators. A group that Telegram does not tell of is logged and skipped."""
    for chat in sorted(await insist(staff_chats, doing="look up the staff's groups")):
        if not chat.startswith(_TELEGRAM):
            continue
        try:
            people = await insist(
                partial(telegram.administrators, chat),
                doing="ask who administers a staff group",
                hopeless=(Refused, Mendable, TokenRefused),
            )
        except (Refused, Mendable, TokenRefused) as error:
            log.info("administrators of a staff group are not known", chat=chat, reason=str(error))
            continue
        await insist(partial(_note, place, chat, people), doing="note who administers a staff group")


async def _note(place: Workplace, chat: str, people: tuple[Person, ...]) -> None:
    there = MembershipChanged(
        people=people, scene=Scene(chat, ChatKind.GROUP), is_member=True, at=place.clock()
    )
    async with place.database.books() as books:
        await place.desk.receive(books, [there])
        await books.commit()
