"""`/priority`: what it changes, and the deadlines that it moves."""

import pytest

from storage.records.events import EventKind
from tests.handlers.front import Desk
from tests.handlers.people import Customer, Staff

pytestmark = pytest.mark.usefixtures("asked")


class TestPriority:
    async def test_is_set_and_shown(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/priority 1", ticket=1)

        assert (await desk.ticket()).priority == 1
        assert "Приоритет: 1 — критический" in (await desk.card()).text
        assert "Борис Орлов ставит приоритет 1 — критический." in await desk.topic_texts()
        assert (await desk.events())[-1] is EventKind.PRIORITY_CHANGED

    @pytest.mark.parametrize("command", ["/priority 5", "/priority срочно", "/priority 0"])
    async def test_needs_a_number_from_one_to_four(self, desk: Desk, boris: Staff, command: str) -> None:
        before = await desk.ticket()

        await boris.writes(command, ticket=1)

        assert await desk.ticket() == before
        assert await desk.topic_texts() == [
            "Укажите приоритет обращения № 1 числом от 1 (критический) до 4 (низкий), например: /priority 2"
        ]


class TestAPriorityThatMovesTheDeadline:
    @pytest.mark.parametrize(
        ("typed", "told"),
        [
            ("/priority 4", "По обращению № 1 нужно больше времени, чем мы рассчитывали: решение будет "),
            ("/priority 2", "По обращению № 1 успеваем раньше: решение будет "),
        ],
    )
    async def test_is_told_to_whom_another_was_promised(
        self, desk: Desk, anna: Customer, boris: Staff, typed: str, told: str
    ) -> None:
        await boris.writes(typed, ticket=1)

        assert anna.reads[-1].startswith(told)
        said = (await desk.topic_texts())[-1]
        assert said.startswith("Клиенту было обещано решение ")
        assert said.endswith("Клиент об этом узнаёт.")

    async def test_is_told_once_of_several_that_have_not_left_yet(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        desk.delivering = False
        await boris.writes("/priority 4", ticket=1)
        await boris.writes("/priority 2", ticket=1)
        desk.delivering = True
        await desk.delivers()

        assert [text for text in anna.reads if text.startswith("По обращению № 1 ")] == [anna.reads[-1]]
        assert "успеваем раньше" in anna.reads[-1]

    async def test_is_not_told_while_the_customer_is_waited_for(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        """The clock stands: the moment moves with every hour that they do not answer."""
        await boris.writes("/waiting", ticket=1)
        heard = list(anna.reads)

        await boris.writes("/priority 4", ticket=1)

        assert anna.reads == heard
        assert (await desk.topic_texts())[-1].endswith("Клиент об этом пока не узнаёт.")

    async def test_is_not_told_when_the_new_moment_has_passed_already(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        desk.clock_shows("15:30")
        heard = list(anna.reads)

        await boris.writes("/priority 1", ticket=1)

        assert (await desk.ticket()).resolve_by < desk.clock()
        assert anna.reads == heard
