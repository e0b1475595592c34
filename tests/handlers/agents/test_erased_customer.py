"""Commands about a customer whose data are erased: nobody is known there any more."""

import pytest

from tests.handlers.front import Desk
from tests.handlers.people import Customer, Staff


@pytest.fixture
async def erased(desk: Desk, asked: Customer) -> None:
    await asked.writes("/forget")
    await asked.presses("Стереть всё")
    await desk.passes(seconds=1)


@pytest.mark.usefixtures("erased")
class TestACommandAboutTheCustomer:
    @pytest.mark.parametrize("command", ["/ban", "/tier vip"])
    async def test_says_that_nothing_is_left_to_change(self, desk: Desk, boris: Staff, command: str) -> None:
        before = await desk.events()

        await boris.writes(command, ticket=1)

        assert await desk.events() == before
        assert (await desk.topic_texts())[-1] == (
            "Данные клиента стёрты по его просьбе: менять о нём больше нечего."
        )
