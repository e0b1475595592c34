"""What the staff knows before it replies: what the bot had said, what the ticket is about, who has it."""

import re

import pytest

from tests.journeys.desk import Desk
from tests.journeys.speech import Words
from tests.journeys.staff import Staff, opened_ticket

FTP = Words("Не пускает на фтп", "FTP does not let me in")
FTP_ANSWER = Words("Откройте личный кабинет → «Доступы».", "Open your account → “Access”.")
CART = Words("Корзина показывает чужие товары", "The cart shows somebody else's goods")


@pytest.fixture
async def desk(desk: Desk) -> Desk:
    """A desk that knows one answer."""
    await desk.knows(desk.speech(FTP), desk.speech(FTP_ANSWER))
    return desk


class TestAnAnswerThatDidNotHelp:
    async def test_is_known_to_the_staff_and_not_offered_again(self, desk: Desk, staff: Staff) -> None:
        say = desk.speech
        anna = await desk.customer()
        await anna.writes(say(FTP))
        await anna.shows(say(FTP_ANSWER))
        await anna.presses(say.button("button-not-helped"))
        await anna.shows(regex=say.phrase("acknowledgement-question", quote=say(FTP)))

        ticket = await staff.ticket()

        answered = say.phrase("prelude-answered", text=say(FTP_ANSWER), entry=1, helped="no")
        await ticket.card_shows(answered)
        assert not any(say.button("card-suggestions") in text for text in await ticket.everything())

    async def test_leaves_the_next_question_its_own_name(self, desk: Desk, staff: Staff) -> None:
        say = desk.speech
        anna = await desk.customer()
        await anna.writes(say(FTP))
        await anna.shows(say(FTP_ANSWER))
        await anna.writes(say(CART))
        await anna.shows(regex=say.phrase("acknowledgement-question", quote=say(CART)))

        ticket = await staff.ticket()
        await ticket.card_shows(say.phrase("prelude-asked", text=say(FTP)))
        await anna.writes("/status")

        cases = await anna.shows(regex=say.phrase("status-title", number=1, quote=say(CART)))
        assert say(FTP) not in cases.text


class TestWhoHasATicketForTheTimeBeing:
    async def test_is_shown_as_such(self, desk: Desk, staff: Staff) -> None:
        say, sergey, maria = desk.speech, staff.sergey, staff.maria
        anna, ticket = await opened_ticket(desk, staff, CART)
        await sergey.takes(ticket)
        await anna.shows(regex=say.phrase("customer-taken", agent=sergey.name))

        await sergey.hands_over(ticket, maria, for_now=True)

        await anna.shows(regex=say.phrase("customer-transferred-for-now", former=sergey.name))
        await ticket.card_shows(re.escape(maria.name) + ".*" + re.escape(sergey.name))


class TestAReplyIntoAClosedTicket:
    async def test_reaches_the_customer_and_says_that_it_stays_closed(self, desk: Desk, staff: Staff) -> None:
        say = desk.speech
        anna, ticket = await opened_ticket(desk, staff, CART)
        await staff.sergey.closes(ticket)
        await anna.shows(regex=say.phrase("customer-resolved", days=3))

        await staff.sergey.replies(ticket, say(Words("И ещё одно", "One more thing")))

        await anna.shows(say(Words("И ещё одно", "One more thing")))
        await ticket.shows(say.phrase("topic-reply-to-resolved", number=1))
