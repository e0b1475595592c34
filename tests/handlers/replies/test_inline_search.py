"""`@bot words`: staff finds canned replies while typing, anybody else nothing."""

import pytest

from handlers.channel import InlineAsked, Person
from handlers.opening import open_front_desk
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

    async def test_is_whoever_manages_though_they_wrote_nowhere(self, desk: Desk) -> None:
        assert await offered(desk, Person("telegram:1", "Мария"))


class TestAnybodyElse:
    async def test_finds_nothing(self, desk: Desk) -> None:
        assert await offered(desk, Person("telegram:66", "Ева")) == ()

    async def test_is_who_left_the_group(self, desk: Desk, boris: Staff) -> None:
        async def is_gone(_chat: str, _person: str) -> bool:
            return False

        async def no_files(*_: object) -> bytes:
            raise AssertionError

        desk.front = open_front_desk(desk.database, POLICY, PHRASES, desk.clock, no_files, is_gone)

        assert await offered(desk, boris.person) == ()
