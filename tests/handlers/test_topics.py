"""The messenger's own notice that a topic stands: it settles what nobody knew."""

import pytest

from handlers.channel import ChatKind, Scene, TopicCreated
from storage.records.actions import SendContent
from storage.records.content import Content, FormattedText
from storage.records.staff import StaffThread
from tests.handlers.front import PHRASES, STAFF, Desk


async def notice(desk: Desk, name: str, *, by_us: bool = True, chat: str = STAFF) -> None:
    scene = Scene(chat, ChatKind.FORUM, "55")
    await desk.receives(TopicCreated(scene=scene, name=name, by_us=by_us, at=desk.clock()))


async def thread_of(desk: Desk) -> StaffThread | None:
    async with desk.database.books() as books:
        return await books.staff_threads.of(1)


class TestATopicWhoseMakingIsInDoubt:
    @pytest.fixture(autouse=True)
    async def doubt(self, desk: Desk) -> None:
        desk.delivering = False
        await desk.customer().writes("Сайт не открывается")

    async def test_is_known_by_the_number_in_its_name(self, desk: Desk) -> None:
        await notice(desk, "№ 1 · Анна · Сайт не открывается")

        assert await thread_of(desk) == StaffThread(1, STAFF, "55")

    async def test_is_known_by_an_english_number(self, desk: Desk) -> None:
        await notice(desk, "#1 · Anna")

        assert await thread_of(desk) == StaffThread(1, STAFF, "55")

    async def test_is_not_the_one_that_a_person_made(self, desk: Desk) -> None:
        await notice(desk, "№ 1 · моя тема", by_us=False)

        assert await thread_of(desk) == StaffThread(1, STAFF, None)

    @pytest.mark.parametrize("name", ["Курилка", "№ · 1", ""])
    async def test_is_not_one_without_a_number(self, desk: Desk, name: str) -> None:
        await notice(desk, name)

        assert await thread_of(desk) == StaffThread(1, STAFF, None)

    async def test_is_not_one_in_a_foreign_group(self, desk: Desk) -> None:
        await notice(desk, "№ 1 · Анна", chat="telegram:-5555")

        assert await thread_of(desk) == StaffThread(1, STAFF, None)


async def test_a_topic_that_stands_is_not_replaced_by_a_late_notice(desk: Desk) -> None:
    await desk.customer().writes("Сайт не открывается")
    stands = await thread_of(desk)

    await notice(desk, "№ 1 · Анна · Сайт не открывается")

    assert await thread_of(desk) == stands


@pytest.mark.parametrize("language", PHRASES.languages)
async def test_a_repeat_is_marked_in_the_readers_language(desk: Desk, language: str) -> None:
    marked = desk.front.mark_as_repeat(SendContent(Content(FormattedText("Готово"))), language)

    assert isinstance(marked, SendContent)
    assert marked.content.text.text == f"{PHRASES.say(language, 'may-be-repeat')}\nГотово"
