"""What customers may type with a slash; plain words do as well."""

import re

from tests.journeys.desk import Desk
from tests.journeys.speech import ANYTHING, StoryLanguage, Words
from tests.journeys.staff import Staff, opened_ticket

QUESTION = Words("Сайт открывается через раз", "The site opens every other time")
FTP, FTP_ANSWER = Words("Как получить доступ к FTP?", "How do I get FTP access?"), "ftp.example.org"


class TestCommands:
    async def test_that_ask_for_nothing_open_no_ticket(self, desk: Desk, staff: Staff) -> None:
        say = desk.speech
        anna = await desk.customer()
        for command, key in (
            ("/start", "start"),
            ("/help", "customer-help"),
            ("/settings", "customer-unknown-command"),
            ("/status", "status-none"),
        ):
            await anna.writes(command)
            await anna.shows(regex=say.phrase(key))
        await desk.settles()
        assert await staff.tickets() == 0

    async def test_status_tells_number_and_deadline(self, desk: Desk, staff: Staff) -> None:
        say = desk.speech
        anna, _ = await opened_ticket(desk, staff, QUESTION)
        await anna.writes("/status")
        told = await anna.shows(regex=say.phrase("status-title", number=1, quote=say(QUESTION)))
        assert re.search(say.phrase("deadline-today", time=f"17:3{ANYTHING}"), told.text)

    async def test_language_switches_what_the_customer_reads_and_not_the_staff(
        self, desk: Desk, staff: Staff
    ) -> None:
        say, other = desk.speech, StoryLanguage.of("en" if desk.speech.language == "ru" else "ru")
        anna = await desk.customer()
        await anna.writes(f"/language {other.language}")
        await anna.shows(regex=other.phrase("language-chosen"))

        await anna.writes(other(QUESTION))

        own_words = other.phrase("acknowledgement-question", quote=other(QUESTION), number=1)
        await anna.shows(regex=own_words)
        ticket = await staff.ticket()
        await ticket.card_shows(say.button("state-new"))
        await staff.sergey.takes(ticket)
        await anna.shows(regex=other.phrase("customer-taken", agent=staff.sergey.name))


class TestAnOpenTicket:
    async def test_goes_before_the_faq(self, desk: Desk, staff: Staff) -> None:
        say = desk.speech
        await desk.knows(say(FTP), FTP_ANSWER)
        await desk.catches_up()
        anna, ticket = await opened_ticket(desk, staff, QUESTION)
        await anna.writes(say(FTP))
        await ticket.shows(re.escape(say(FTP)))
        await desk.settles()
        assert not any(FTP_ANSWER in text for text in await anna.texts())

    async def test_of_another_customer_is_out_of_reach(self, desk: Desk, staff: Staff) -> None:
        """Two customers at once: each reads their own answers only."""
        say = desk.speech
        for_anna, for_boris = Words("Ответ для Анны", "For Anna"), Words("Ответ для Бориса", "For Boris")
        but = say(Words("спасибо, но нет", "thank you, but no"))
        anna, annas = await opened_ticket(desk, staff, QUESTION)
        another = Words("Не отправляются письма", "My letters do not leave")
        boris, boriss = await opened_ticket(desk, staff, another, Words("Борис", "Boris"))

        await staff.sergey.replies(annas, say(for_anna))
        await staff.sergey.replies(boriss, say(for_boris))
        await anna.writes(but)
        await annas.shows(but)
        await boris.shows(say(for_boris))
        await desk.settles()

        assert not any(say(for_boris) in text for text in await anna.texts())
        assert not any(say(for_anna) in text or but in text for text in await boris.texts())
        assert not any(but in text for text in await boriss.everything())
