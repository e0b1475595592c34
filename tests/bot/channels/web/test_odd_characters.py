"""Characters and numbers that a database does not take: each is answered, and breaks nothing for anybody."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.channels.web.opened import Opened, a_bot

ODD = "посылка\0 с бумагами"


@pytest.fixture
async def opened(postgres_url: str, tmp_path: Path) -> AsyncIterator[Opened]:
    """On PostgreSQL, which refuses more than SQLite does."""
    async with a_bot(postgres_url, tmp_path) as opened:
        yield opened


class TestNul:
    async def test_in_a_customers_words_leaves_the_search_to_everybody(self, opened: Opened) -> None:
        desk = await opened.desk("Олег Агентов")
        _, number = await opened.ticket(desk, f"Потерялась {ODD}")

        for wanted in ("бумагами", "%00бумагами"):
            assert [each["number"] for each in (await desk.gets(f"inbox?find={wanted}"))["tickets"]] == [
                number
            ]

    async def test_at_the_desk_is_shown_as_the_replacement_character(self, opened: Opened) -> None:
        desk = await opened.desk("Мария Главная")
        _, number = await opened.ticket(desk)

        await desk.says(number, ODD, note=True)
        entry = await desk.posts("faq", {"question": ODD, "alternatives": [ODD], "answer": ODD})

        assert (entry["question"], entry["answer"]) == (ODD.replace("\0", "\ufffd"),) * 2
        timeline = (await desk.gets(f"tickets/{number}"))["timeline"]
        assert ODD.replace("\0", "\ufffd") in [item.get("text") for item in timeline]

    async def test_in_the_name_of_a_file_finds_none(self, opened: Opened) -> None:
        anna = await opened.customer()

        async with anna.session.get(f"{opened.address}/chat/files/%00") as answer:
            assert answer.status == 404


class TestANumberThatIsTooLarge:
    @pytest.mark.parametrize(
        ("form", "body"),
        [("presses", {"post": 2**70, "data": "take:1:1"}), ("replies", {"letter": 2**70, "act": "again"})],
    )
    async def test_is_not_understood(self, opened: Opened, form: str, body: dict[str, object]) -> None:
        desk = await opened.desk("Олег Агентов")
        _, number = await opened.ticket(desk)

        assert (await desk.calls("POST", f"tickets/{number}/{form}", body))[0] == 422
