"""What customers may type with a slash; plain words do as well."""

import pytest

from tests.journeys.desk import Desk

QUESTION = "Сайт открывается через раз"


@pytest.fixture
async def desk(desk: Desk) -> Desk:
    await desk.knows("Как получить доступ к FTP?", "Откройте личный кабинет.")
    await desk.opens()
    return desk


class TestCommands:
    async def test_start_and_help_greet_and_open_no_ticket(self, desk: Desk) -> None:
        anna = await desk.customer()
        for command in ("/start", "/help"):
            await anna.writes(command)
            assert (await anna.shows()).text
        await desk.settles()
        assert await desk.topics() == []

    async def test_status_tells_number_and_deadline(self, desk: Desk) -> None:
        anna, _ = await desk.opened_ticket(QUESTION)
        await anna.writes("/status")
        told = await anna.shows("№ 1")
        assert "17:3" in told.text

    async def test_language_switches_what_the_customer_reads_and_not_the_staff(self, desk: Desk) -> None:
        anna = await desk.customer()
        await anna.writes("/language en")
        await anna.shows()

        await anna.writes("My website is down since this morning")

        assert "“My website is down since this morning”" in (await anna.shows("#1")).text
        assert "№ 1" in (await (await desk.topic()).card()).text

    async def test_a_command_that_nobody_knows_gets_help_and_no_ticket(self, desk: Desk) -> None:
        anna = await desk.customer()
        await anna.writes("/settings")
        await anna.shows()
        await desk.settles()
        assert await desk.topics() == []


class TestAnOpenTicket:
    async def test_goes_before_the_faq(self, desk: Desk) -> None:
        anna, topic = await desk.opened_ticket(QUESTION)
        await anna.writes("Как получить доступ к FTP?")
        await topic.shows("Как получить доступ к FTP?")
        await desk.settles()
        assert not any("личный кабинет" in text for text in await anna.texts())

    async def test_of_another_customer_is_out_of_reach(self, desk: Desk) -> None:
        """Two customers at once: each reads their own answers only."""
        anna, annas = await desk.opened_ticket(QUESTION)
        boris, boriss = await desk.opened_ticket("Не отправляются письма с телефона", "Борис")

        await desk.sergey.writes(annas, "Ответ для Анны")
        await desk.sergey.writes(boriss, "Ответ для Бориса")
        await anna.writes("спасибо, но нет")
        await annas.shows("спасибо, но нет")
        await boris.shows("Ответ для Бориса")
        await desk.settles()

        assert not any("Бориса" in text for text in await anna.texts())
        assert not any("Анны" in text or "нет" in text for text in await boris.texts())
        assert not any("спасибо" in text for text in await boriss.texts())
