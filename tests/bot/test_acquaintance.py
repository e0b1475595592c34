"""Meeting the administrators of the staff's groups at the start, whatever goes wrong meanwhile."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from structlog.testing import capture_logs

from bot.acquaintance import meet_administrators
from bot.workers.workplace import Workplace
from handlers.channel import Inbound, MembershipChanged, Person
from handlers.errors import RecipientUnreachable
from storage.books import Books
from tests.bot.workers.stage import NotingDesk, Stage

FIRST, SECOND = "telegram:-1001", "telegram:-1002"
LEADERS = {FIRST: (Person("telegram:7", "Olga"),), SECOND: (Person("telegram:8", "Ivan"),)}


@dataclass
class MeetingDesk(NotingDesk):
    """Notes whom it is told of, by group."""

    met: dict[str, tuple[Person, ...]] = field(default_factory=dict)

    async def receive(self, _books: Books, batch: Sequence[Inbound]) -> None:
        self._meet_bug()
        (there,) = batch
        assert isinstance(there, MembershipChanged)
        self.met[there.scene.chat] = there.people


def desk_of(stage: Stage, *bugs: Exception) -> tuple[MeetingDesk, Workplace]:
    desk = MeetingDesk(stage.clock, bugs=list(bugs))
    return desk, replace(stage.place, desk=desk)


async def staff_chats() -> Collection[str]:
    return (FIRST, SECOND, "web:7")


async def leaders_of(chat: str) -> Collection[Person]:
    return LEADERS[chat]


async def test_those_of_each_group_of_the_messenger_are_noted(stage: Stage) -> None:
    desk, place = desk_of(stage)

    await meet_administrators(leaders_of, staff_chats, place)

    assert desk.met == LEADERS


async def test_a_bug_at_one_group_is_told_and_tried_again_after_the_others(stage: Stage) -> None:
    desk, place = desk_of(stage, KeyError("a bug"))

    with capture_logs() as logged:
        await meet_administrators(leaders_of, staff_chats, place)

    assert list(desk.met.items()) == [(SECOND, LEADERS[SECOND]), (FIRST, LEADERS[FIRST])]
    assert [line["log_level"] for line in logged] == ["error", "info"]


async def test_a_group_that_is_not_told_of_is_skipped(stage: Stage) -> None:
    desk, place = desk_of(stage)

    async def not_of_the_first(chat: str) -> Collection[Person]:
        if chat == FIRST:
            raise RecipientUnreachable("chat not found")
        return LEADERS[chat]

    await meet_administrators(not_of_the_first, staff_chats, place)

    assert desk.met == {SECOND: LEADERS[SECOND]}
