"""`/find` and `/mine`: numbers and links, in General and in topics, and never a customer's words."""

import pytest

from tests.handlers.front import Desk
from tests.handlers.people import Staff


@pytest.fixture
async def boris(desk: Desk) -> Staff:
    """An agent at a desk with three tickets of two people."""
    anna = desk.customer("Анна Иванова")
    await anna.writes("Корзина показывает чужие товары")
    await desk.agent().writes("/close", ticket=1)
    await desk.passes(days=4)
    await anna.writes("Письма уходят в спам")
    await desk.customer("Виктор", address="telegram:43").writes("Сайт не открывается")
    return desk.agent()


async def found(desk: Desk, boris: Staff, command: str) -> str:
    await boris.writes(command)
    return desk.general()[-1]


class TestFind:
    @pytest.mark.parametrize(
        ("wanted", "numbers"),
        [
            ("КОРЗИНА", {1}),
            ("письма спам", {2}),
            ("спам корзина", set()),
            ("анна", {1, 2}),
            ("Иванова", {1, 2}),
            ("виктор", {3}),
            ("№ 3", {3}),
            ("#2", {2}),
            ("1", {1}),
            ("100%", set()),
            ("text", set()),
        ],
    )
    async def test_by_words_name_or_number_in_any_case(
        self, desk: Desk, boris: Staff, wanted: str, numbers: set[int]
    ) -> None:
        told = await found(desk, boris, f"/find {wanted}")

        assert {number for number in (1, 2, 3) if f"№ {number} · " in told} == numbers
        assert numbers or told == "Ничего не найдено."

    async def test_repeats_nobodys_words(self, desk: Desk, boris: Staff) -> None:
        told = await found(desk, boris, "/find корзина")

        assert "орзина" not in told
        assert "Анна" not in told

    async def test_looks_into_what_was_said_later(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("Перенесли на другой тариф", ticket=3)

        assert "№ 3 · " in await found(desk, boris, "/find тариф")

    async def test_alone_says_how(self, desk: Desk, boris: Staff) -> None:
        assert (await found(desk, boris, "/find")).startswith("Напишите, что искать")

    async def test_works_in_a_topic_too(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/find письма", ticket=3)

        assert "№ 2 · новое" in (await desk.topic_texts(3))[-1]

    async def test_is_nothing_for_a_customer(self, desk: Desk, boris: Staff) -> None:
        viktor = desk.customer("Виктор", address="telegram:43")

        await viktor.writes("/find корзина")

        assert viktor.reads[-1].startswith("Такой команды нет.")
        assert boris.person is not None


class TestMine:
    async def test_lists_what_the_agent_has_to_do(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/take", ticket=3)

        told = await found(desk, boris, "/mine")

        assert told.startswith("Ваши открытые обращения (1)")
        assert "№ 3 · в работе · Борис Орлов · " in told
        assert " · первый ответ " in told

    async def test_tells_what_each_is_about_and_by_when(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/category kind incident", ticket=3)
        await boris.writes("/category service web", ticket=3)
        await boris.writes("Смотрим", ticket=3)

        line = (await found(desk, boris, "/mine")).splitlines()[1]
        assert line.startswith("№ 3 · в работе · Борис Орлов · ")
        assert " · инцидент · web · решение " in line

    async def test_tells_what_is_overdue_and_what_waits(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/take", ticket=3)
        await desk.passes(days=3)
        assert " · срок вышел " in await found(desk, boris, "/mine")

        await boris.writes("/waiting", ticket=3)
        assert " · ждём ответа клиента · Борис Орлов · " in await found(desk, boris, "/mine")
        assert (await found(desk, boris, "/mine")).splitlines()[1].endswith(" · от 27.11.2026")

    async def test_without_any_says_so(self, desk: Desk, boris: Staff) -> None:
        assert await found(desk, boris, "/mine") == "Открытых обращений у вас нет."


class TestTheCard:
    async def test_names_the_customers_earlier_tickets(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/close", ticket=2)
        await desk.passes(days=4)
        await desk.customer("Анна Иванова").writes("Диск заполнен")

        card = (await desk.card(4)).text
        assert "Продолжение обращения № 2\nОбращался раньше: № 1\n" in card
        assert "раньше" not in (await desk.card(3)).text
        assert boris.person is not None
