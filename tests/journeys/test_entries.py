"""An entry that the search did not propose: an agent finds it at the ticket, and the FAQ learns from it."""

import pytest

from tests.journeys.desk import Desk
from tests.journeys.speech import Words
from tests.journeys.staff import Staff, opened_ticket

INVOICE = Words("Как получить закрывающие документы?", "How do I get closing documents?")
ANSWER = Words("Раздел «Финансы» → «Документы».", "Section “Finance” → “Documents”.")
ASKED = Words("Бухгалтерия просит бумаги за квартал", "Accounting wants the papers of the quarter")
WANTED = Words("закрывающие", "closing")


@pytest.fixture
async def desk(desk: Desk) -> Desk:
    """A desk that knows one answer."""
    await desk.knows(desk.speech(INVOICE), desk.speech(ANSWER))
    return desk


class TestAnEntryThatNobodySuggested:
    async def test_is_found_at_the_ticket_and_sent_by_one_press(self, desk: Desk, staff: Staff) -> None:
        say, sergey = desk.speech, staff.sergey
        anna, ticket = await opened_ticket(desk, staff, ASKED)

        await sergey.sends_entry(ticket, say(WANTED), say(INVOICE))

        await anna.shows(f"{sergey.name}\n{say(ANSWER)}")
        await ticket.shows(say.phrase("topic-entry-sent", number=1, agent=sergey.name))
        lessons = await staff.maria.lessons()
        assert say(ASKED) in lessons
        assert say(INVOICE) in lessons
