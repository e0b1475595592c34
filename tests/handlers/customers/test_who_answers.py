"""A customer who wonders whether anybody reads."""

import pytest

from tests.handlers.front import Desk
from tests.handlers.people import Customer

FTP = "Как получить доступ к FTP?"


class TestWhoAsksWhetherThisIsABot:
    async def test_hears_the_truth_and_no_ticket_is_opened(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("вы бот?")

        (told,) = anna.reads
        assert told.startswith("Анна, здравствуйте!\nЗдесь отвечает бот: на частые вопросы сразу")
        assert told.endswith("или позовите человека: /human")
        assert await desk.tickets() == []

    async def test_hears_it_in_their_language(self, desk: Desk) -> None:
        john = desk.customer("John", language="en")

        await john.writes("are you a bot?")

        assert john.reads[0].startswith("Hello, John!\nA bot answers here")
        assert await desk.tickets() == []

    async def test_may_still_say_that_the_answer_did_not_help(self, desk: Desk, anna: Customer) -> None:
        await desk.knows(FTP, "Откройте личный кабинет.")
        await anna.writes(FTP)

        await anna.writes("вы бот?")
        await anna.presses("Не помогло")

        assert (await desk.ticket()).question.startswith(FTP)

    async def test_whose_case_was_closed_does_not_open_it_again(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("Сайт не открывается с утра")
        await desk.agent().writes("/close", ticket=1)

        await anna.writes("вы бот?")

        assert "Здесь отвечает бот" in anna.reads[-1]
        assert await desk.tickets() == []

    async def test_is_heard_by_people_while_they_have_the_case(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("Сайт не открывается с утра")

        await anna.writes("вы бот?")

        assert (await desk.topic_texts())[-1].endswith("вы бот?")


class TestWhoPutsAQuestionMark:
    @pytest.mark.parametrize("marks", ["?", "???", "?!"])
    async def test_is_asked_what_happened_each_time(self, desk: Desk, anna: Customer, marks: str) -> None:
        await anna.writes(marks)
        await anna.writes(marks)

        assert len(anna.reads) == 2
        assert all("Расскажите, пожалуйста, что случилось" in text for text in anna.reads)
        assert await desk.tickets() == []
