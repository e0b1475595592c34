"""Who left the staff chat is no agent any more, whatever buttons their screen still shows."""

import pytest

from handlers.channel import ChatKind, MembershipChanged, Scene
from handlers.opening import open_front_desk
from tests.handlers.front import PHRASES, POLICY, STAFF, Desk
from tests.handlers.people import Staff

REFUSED = "Кнопки здесь — для сотрудников этой группы."


@pytest.fixture
async def boris(desk: Desk) -> Staff:
    await desk.customer().writes("Сайт не открывается")
    return desk.agent()


async def told(desk: Desk, boris: Staff, *, is_member: bool) -> None:
    assert boris.person is not None
    scene = Scene(STAFF, ChatKind.FORUM)
    change = MembershipChanged(person=boris.person, scene=scene, is_member=is_member, at=desk.clock())
    await desk.receives(change)


class TestWhoLeft:
    async def test_presses_in_vain(self, desk: Desk, boris: Staff) -> None:
        await told(desk, boris, is_member=False)

        assert await boris.presses("Взять", ticket=1) == REFUSED
        assert (await desk.ticket()).assignee is None

    async def test_and_came_back_is_an_agent_again(self, desk: Desk, boris: Staff) -> None:
        await told(desk, boris, is_member=False)
        await desk.passes(seconds=1)
        await told(desk, boris, is_member=True)

        assert await boris.presses("Взять", ticket=1) == ""

    async def test_is_found_out_by_asking_where_nobody_tells(self, desk: Desk, boris: Staff) -> None:
        async def is_gone(_chat: str, _person: str) -> bool:
            return False

        async def no_files(*_: object) -> bytes:
            raise AssertionError

        desk.front = open_front_desk(desk.database, POLICY, PHRASES, desk.clock, no_files, is_gone)

        assert await boris.presses("Взять", ticket=1) == REFUSED

    async def test_is_known_of_staff_chats_alone(self, desk: Desk, boris: Staff) -> None:
        assert boris.person is not None
        scene = Scene("telegram:-5", ChatKind.GROUP)
        change = MembershipChanged(person=boris.person, scene=scene, is_member=False, at=desk.clock())
        await desk.receives(change)

        assert await boris.presses("Взять", ticket=1) == ""
