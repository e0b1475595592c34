"""Two lines, each in a group of its own, and a ticket that an agent of the first has taken."""

from collections.abc import Callable

import pytest

from tests.handlers.agents.lines.two_lines import LINE_2
from tests.handlers.front import STAFF, Desk
from tests.handlers.people import Customer, Staff, document


@pytest.fixture(autouse=True)
async def anna(desk: Desk, ruled: Callable[..., Desk]) -> Customer:
    ruled(staff_chats={1: STAFF, 2: LINE_2})
    anna = desk.customer()
    await anna.writes("Сайт не открывается")
    await anna.writes("Вот журнал", document("log.txt", "log-1"))
    return anna


@pytest.fixture
async def boris(desk: Desk) -> Staff:
    boris = desk.agent()
    await boris.writes("/take", ticket=1)
    await boris.writes("Перезагрузили сервер", ticket=1)
    return boris


@pytest.fixture
def vera(desk: Desk) -> Staff:
    return desk.agent("Вера Лис", address="telegram:8", username="vera", chat=LINE_2)
