"""The second line's group, and the topic that a ticket left behind in the first one's."""

from dataclasses import replace

from handlers.channel import ChatKind, MessageWritten, Scene
from storage.records.content import Content
from tests.handlers.front import STAFF, Desk
from tests.handlers.people import Staff

LINE_2 = "telegram:-1002"


async def old_topic(desk: Desk) -> str:
    async with desk.database.books() as books:
        _, (former,) = await books.staff_threads.now_and_before(1)
    assert former.thread is not None
    return former.thread


async def old_texts(desk: Desk) -> list[str]:
    return [post.text for post in desk.office.screen(STAFF, await old_topic(desk))]


async def written_in_old_topic(desk: Desk, boris: Staff, said: str | Content) -> MessageWritten:
    written = replace(await boris.message(said), scene=Scene(STAFF, ChatKind.FORUM, await old_topic(desk)))
    await desk.receives(written)
    return written
