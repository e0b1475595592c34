"""Replies in a group without topics: to a card whose address nobody told us, and to what is no ticket's."""

from dataclasses import replace

import pytest

from handlers.channel import ChatKind, Scene
from handlers.desk.buttons import Press, Verb
from storage.records.message_refs import MessageRef
from tests.handlers.front import STAFF, Desk
from tests.handlers.people import Customer, Staff

pytestmark = pytest.mark.usefixtures("asked")

REACHES_NOBODY = "Это сообщение не относится к обращению"


async def replies(desk: Desk, boris: Staff, said: str, buttons: tuple[str, ...] | None) -> None:
    """Boris answers a message that no ledger knows; None: it is somebody else's."""
    written = await boris.message(said, reply_to=MessageRef(STAFF, "unknown"))
    await desk.receives(replace(written, scene=Scene(STAFF, ChatKind.GROUP), replied_buttons=buttons))


class TestACardWhoseAddressIsNotKnownYet:
    """It stands in the group, and what became of its letter is not written down, or in doubt."""

    CARD = (Press(Verb.TAKE, "1", "1").encode(), Press(Verb.RESOLVE, "1", "1").encode())

    async def test_leads_to_its_ticket_by_its_buttons(self, desk: Desk, anna: Customer, boris: Staff) -> None:
        await replies(desk, boris, "Уже чиним", self.CARD)

        assert anna.reads[-1] == "Борис Орлов\nУже чиним"

    async def test_takes_commands(self, desk: Desk, boris: Staff) -> None:
        await replies(desk, boris, "/take", self.CARD)

        assert (await desk.ticket()).assignee_name == "Борис Орлов"


class TestAMessageThatIsNoTickets:
    async def test_of_ours_is_told_to_reach_nobody(self, desk: Desk, anna: Customer, boris: Staff) -> None:
        before = list(anna.reads)

        await replies(desk, boris, "Сейчас посмотрю", (Press(Verb.ARRIVED, "1", "").encode(),))

        assert anna.reads == before
        assert REACHES_NOBODY in desk.general()[-1]

    async def test_of_a_colleague_is_their_own_talk(self, desk: Desk, anna: Customer, boris: Staff) -> None:
        before = (list(anna.reads), desk.general())

        await replies(desk, boris, "Пойдём обедать?", None)

        assert (anna.reads, desk.general()) == before
