"""`@bot words`: staff finds canned replies and FAQ entries while typing, anybody else nothing."""

import asyncio
from dataclasses import replace

import pytest

from handlers.channel import InlineAsked, Person
from handlers.opening import open_desk
from storage.records.actions import InlineChoice
from tests.handlers.front import PHRASES, POLICY, Desk
from tests.handlers.people import Staff

PASSWORD = "{{ greeting }} Пришлите, пожалуйста, номер договора."


@pytest.fixture(autouse=True)
async def replies(desk: Desk) -> None:
    maria = desk.manager()
    await maria.writes(f"/canned add Сброс пароля\n{PASSWORD}")
    await maria.writes("/canned add Продление домена\nДомен продлён до {{ deadline }}.")


@pytest.fixture
async def boris(desk: Desk) -> Staff:
    boris = desk.agent()
    await boris.writes("Доброе утро")
    return boris


async def offered(desk: Desk, person: Person | None, words: str = "") -> tuple[InlineChoice, ...]:
    """What the person may pick."""
    assert person is not None
    query = f"query-{desk.fresh_id()}"
    await desk.receives(InlineAsked(sender=person, words=words, query=query, at=desk.clock()))
    return desk.office.offered[query]


class TestStaff:
    async def test_finds_replies_by_their_words(self, desk: Desk, boris: Staff) -> None:
        assert await offered(desk, boris.person, "пароля") == (
            InlineChoice("1", "№ 1 · Сброс пароля", PASSWORD, "/canned 1"),
        )

    async def test_gets_all_of_them_for_no_words(self, desk: Desk, boris: Staff) -> None:
        assert [choice.id for choice in await offered(desk, boris.person)] == ["1", "2"]

    async def test_gets_nothing_that_there_is_not(self, desk: Desk, boris: Staff) -> None:
        assert await offered(desk, boris.person, "нетакого") == ()

    async def test_sends_what_is_picked_with_its_fields_filled(self, desk: Desk, boris: Staff) -> None:
        anna = desk.customer()
        await anna.writes("Не могу войти в личный кабинет")
        picked = (await offered(desk, boris.person, "пароля"))[0]

        await boris.writes(picked.text, ticket=1)

        assert anna.reads[-1] == "Борис Орлов\nАнна, здравствуйте! Пришлите, пожалуйста, номер договора."

    async def test_finds_entries_after_the_replies_and_sends_what_is_picked(
        self, desk: Desk, boris: Staff
    ) -> None:
        await desk.knows("Забыли пароль от почты?", "Раздел «Почта» → «Сбросить».")
        anna = desk.customer()
        await anna.writes("Не могу войти в личный кабинет")

        picked = await offered(desk, boris.person, "пароля")
        assert [choice.id for choice in picked] == ["1", "entry-1"]
        assert picked[1] == InlineChoice(
            "entry-1", "FAQ № 1 · Забыли пароль от почты?", "Раздел «Почта» → «Сбросить».", "/entry send 1"
        )
        await boris.writes(picked[1].text, ticket=1)

        assert anna.reads[-1] == "Борис Орлов\nРаздел «Почта» → «Сбросить»."

    async def test_is_whoever_manages_though_they_wrote_nowhere(self, desk: Desk) -> None:
        assert await offered(desk, Person("telegram:1", "Мария"))


class TestAnybodyElse:
    async def test_finds_nothing(self, desk: Desk) -> None:
        assert await offered(desk, Person("telegram:66", "Ева")) == ()

    async def test_is_who_left_the_group(self, desk: Desk, boris: Staff) -> None:
        async def is_gone(_chat: str, _person: str) -> bool:
            return False

        desk.front = open_desk(desk.database, POLICY, PHRASES, desk.clock, no_files, is_gone).front

        assert await offered(desk, boris.person) == ()


class TestTheMessenger:
    """What is asked about members before a decision."""

    async def test_is_asked_of_no_more_chats_once_it_said_yes(self, desk: Desk, boris: Staff) -> None:
        asked: list[str] = []

        async def is_there(chat: str, _person: str) -> bool:
            asked.append(chat)
            return True

        two_lines = {1: "telegram:-1001", 2: "telegram:-1002"}
        policy = replace(POLICY, staff_chats=two_lines)
        desk.front = open_desk(desk.database, policy, PHRASES, desk.clock, no_files, is_there).front
        assert boris.person is not None
        asking = InlineAsked(sender=boris.person, words="", query="1", at=desk.clock())

        assert await desk.front.prepare([asking]) == [replace(asking, is_staff=True)]
        assert asked == ["telegram:-1001"]

    async def test_that_does_not_answer_leaves_it_open_unless_another_chat_has_them(
        self, desk: Desk, boris: Staff
    ) -> None:
        answers: dict[str, bool | None] = {"telegram:-1001": None, "telegram:-1002": False}

        async def told(chat: str, _person: str) -> bool | None:
            return answers[chat]

        policy = replace(POLICY, staff_chats=dict(enumerate(answers, start=1)))
        desk.front = open_desk(desk.database, policy, PHRASES, desk.clock, no_files, told).front
        assert boris.person is not None
        asking = InlineAsked(sender=boris.person, words="", query="1", at=desk.clock())

        assert await desk.front.prepare([asking]) == [replace(asking, is_staff=None)]
        answers["telegram:-1002"] = True
        assert await desk.front.prepare([asking]) == [replace(asking, is_staff=True)]

    async def test_is_asked_about_a_whole_batch_at_once(self, desk: Desk, boris: Staff) -> None:
        """Each question waits until the other one has been asked."""
        both_asked = asyncio.Barrier(2)

        async def is_there(_chat: str, _person: str) -> bool:
            await asyncio.wait_for(both_asked.wait(), timeout=5)
            return True

        desk.front = open_desk(desk.database, POLICY, PHRASES, desk.clock, no_files, is_there).front
        assert boris.person is not None
        batch = [
            InlineAsked(sender=boris.person, words="", query=query, at=desk.clock()) for query in ("1", "2")
        ]

        assert await desk.front.prepare(batch) == [replace(asking, is_staff=True) for asking in batch]


async def no_files(*_: object) -> bytes:
    """The inline search fetches nothing."""
    raise AssertionError
