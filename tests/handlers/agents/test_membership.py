"""Who left the staff chat is no agent any more, whatever buttons their screen still shows."""

from collections.abc import Callable

import pytest

from handlers.channel import ChatKind, MembershipChanged, Person, Scene
from handlers.opening import open_desk
from storage.records.events import EventKind
from tests.handlers.front import PHRASES, POLICY, STAFF, Desk
from tests.handlers.people import Staff

REFUSED = "Кнопки здесь — для сотрудников этой группы."


@pytest.fixture
async def boris(desk: Desk) -> Staff:
    await desk.customer().writes("Сайт не открывается")
    return desk.agent()


async def told(desk: Desk, boris: Staff, *, is_member: bool) -> None:
    assert boris.person is not None
    scene = Scene(boris.chat, ChatKind.FORUM)
    change = MembershipChanged(people=(boris.person,), scene=scene, is_member=is_member, at=desk.clock())
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

        desk.front = open_desk(desk.database, POLICY, PHRASES, desk.clock, no_files, is_gone).front

        assert await boris.presses("Взять", ticket=1) == REFUSED

    async def test_is_known_of_staff_chats_alone(self, desk: Desk, boris: Staff) -> None:
        assert boris.person is not None
        scene = Scene("telegram:-5", ChatKind.GROUP)
        change = MembershipChanged(people=(boris.person,), scene=scene, is_member=False, at=desk.clock())
        await desk.receives(change)

        assert await boris.presses("Взять", ticket=1) == ""


class TestTheTicketsOfWhoLeft:
    async def test_are_everybodys_and_the_group_reads_which(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/take", ticket=1)

        await told(desk, boris, is_member=False)

        ticket = await desk.ticket()
        assert (ticket.assignee, ticket.assignee_name, ticket.is_open) == (None, None, True)
        assert "Отвечает: —" in (await desk.card()).text
        assert (await desk.events())[-1] is EventKind.RELEASED
        said = desk.general()[-1]
        assert said.startswith("Борис Орлов больше не в группе. Ждут нового ответственного (обращений: 1):")
        assert "№ 1 · новое · — · " in said or "№ 1 · в работе · — · " in said

    async def test_are_told_of_once(self, desk: Desk, boris: Staff) -> None:
        """The group's own notice says the same as what administrators are told."""
        await boris.writes("/take", ticket=1)
        await told(desk, boris, is_member=False)

        await told(desk, boris, is_member=False)

        assert sum("больше не в группе" in text for text in desk.general()) == 1

    async def test_stay_theirs_when_it_was_told_late(self, desk: Desk, boris: Staff) -> None:
        """An old notice, after they came back and wrote."""
        assert boris.person is not None
        left = MembershipChanged(
            people=(boris.person,), scene=Scene(STAFF, ChatKind.FORUM), is_member=False, at=desk.clock()
        )
        await desk.passes(minutes=1)
        await boris.writes("/take", ticket=1)

        await desk.receives(left)

        assert (await desk.ticket()).assignee == "telegram:7"

    async def test_are_taken_by_the_first_who_replies(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/take", ticket=1)
        await told(desk, boris, is_member=False)

        await desk.agent("Вера Лис", address="telegram:8", username="vera").writes("Смотрю", ticket=1)

        assert (await desk.ticket()).assignee_name == "Вера Лис"

    async def test_are_everybodys_when_a_colleague_reopens_one(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/take", ticket=1)
        await boris.writes("/close", ticket=1)
        await told(desk, boris, is_member=False)

        await desk.agent("Вера Лис", address="telegram:8", username="vera").writes("/reopen", ticket=1)

        assert (await desk.ticket()).assignee is None

    async def test_that_went_on_to_another_line_stay_with_who_is_in_one_of_the_groups(
        self, ruled: Callable[..., Desk]
    ) -> None:
        desk = ruled(staff_chats={1: STAFF, 2: "telegram:-1002"})
        await desk.customer().writes("Сайт не открывается")
        boris = desk.agent()
        await boris.writes("/take", ticket=1)
        await boris.writes("/escalate 2 нужен доступ", ticket=1)

        await told(desk, desk.agent(chat="telegram:-1002"), is_member=False)

        assert (await desk.ticket()).assignee == "telegram:7"


class TestWhoCame:
    async def test_is_known_by_their_username_before_they_wrote(self, desk: Desk, boris: Staff) -> None:
        vera = desk.agent("Вера Лис", address="telegram:8", username="vera")
        await told(desk, vera, is_member=True)

        await boris.writes("/assign @Vera", ticket=1)

        assert (await desk.ticket()).assignee_name == "Вера Лис"

    async def test_is_nobody_when_they_are_a_bot(self, desk: Desk, boris: Staff) -> None:
        helper = Person("telegram:99", "Бот", username="helper_bot", is_bot=True)
        scene = Scene(STAFF, ChatKind.FORUM)
        await desk.receives(MembershipChanged(people=(helper,), scene=scene, is_member=True, at=desk.clock()))

        await boris.writes("/assign @helper_bot", ticket=1)

        assert (await desk.topic_texts())[-1].startswith("Пока не знакомы с @helper_bot")
