"""The first shift of an agent, from a question to its end: what each step shows to whom."""

import re

from tests.journeys.desk import Desk
from tests.journeys.speech import Words
from tests.journeys.staff import Staff, opened_ticket

QUESTION = Words("Сайт открывается через раз", "The site opens every other time")
ASK = Words("Пришлите, пожалуйста, адрес страницы", "Please send us the address of the page")
NOTE = Words("Похоже на балансировщик", "It looks like the balancer")
REASON = Words("Нужен доступ к балансировщику", "We need access to the balancer")
MENDED = Words("Готово, проверьте, пожалуйста", "It is done, please have a look")


class TestAShift:
    async def test_from_a_question_to_a_closed_ticket(self, desk: Desk, staff: Staff) -> None:
        """Take, ask for a detail, wait, note, hand over, escalate, answer, close, and it comes back."""
        say, sergey, maria, vera = desk.speech, staff.sergey, staff.maria, staff.vera
        anna, ticket = await opened_ticket(desk, staff, QUESTION)
        await sergey.takes(ticket)
        await anna.shows(regex=say.phrase("customer-taken", agent=sergey.name))
        await sergey.replies(ticket, say(ASK))
        await anna.shows(f"{sergey.name}\n{say(ASK)}")
        await sergey.waits(ticket)
        await ticket.card_shows(say.button("state-waiting"))
        await anna.writes("https://example.org/cart")
        await ticket.shows(re.escape("https://example.org/cart"))
        await ticket.card_shows(say.button("state-in-progress"))

        await sergey.notes(ticket, say(NOTE))
        await sergey.hands_over(ticket, maria)
        await anna.shows(regex=say.phrase("customer-transferred", agent=maria.name))
        await maria.escalates(ticket, 2, say(REASON))
        above = await staff.ticket(line=2)
        assert say(NOTE) in await above.shows(re.escape(say(REASON)))
        await vera.replies(above, say(MENDED))
        await anna.shows(f"{vera.name}\n{say(MENDED)}")
        await vera.closes(above)

        await anna.shows(regex=say.phrase("customer-resolved", days=3))
        await above.card_shows(say.button("state-resolved"))
        await anna.writes(say(Words("Нет, всё ещё не открывается", "No, it still does not open")))
        await anna.shows(regex=say.phrase("customer-reopened", number=1))
        await above.card_shows(vera.name)
        await desk.settles()
        assert not any(say(NOTE) in text or say(REASON) in text for text in await anna.texts())

    async def test_done_twice_or_after_the_end_is_told_in_a_line(self, desk: Desk, staff: Staff) -> None:
        say, sergey = desk.speech, staff.sergey
        anna, ticket = await opened_ticket(desk, staff, QUESTION)
        await sergey.takes(ticket)
        await anna.shows(regex=say.phrase("customer-taken"))
        await sergey.takes(ticket)
        await ticket.shows(say.refusal("agent-already-yours", number=1))
        await sergey.sets_priority(ticket, 7)
        await ticket.shows(say.refusal("agent-priority-how", number=1))
        await sergey.escalates(ticket, 9, say(REASON))
        await ticket.shows(say.refusal("escalate-no-such-line", number=1, line=9))
        await sergey.closes(ticket)
        await anna.shows(regex=say.phrase("rating-ask"))

        await sergey.waits(ticket)
        await ticket.shows(say.refusal("agent-not-open", number=1))
        await sergey.closes(ticket)
        await ticket.shows(say.refusal("agent-already-closed", number=1))
        await sergey.reopens(ticket)

        await anna.shows(regex=say.phrase("customer-reopened-by-staff", number=1))
        await ticket.card_shows(say.button("state-reopened"))

    async def test_every_step_of_it_stands_in_the_help(self, desk: Desk) -> None:
        await desk.opens()
        await desk.sergey.actor.send("/help", chat_id=desk.group)

        told = (await desk.general.shows("/take")).text

        for command in ("take", "note", "waiting", "transfer", "escalate", "priority", "close", "reopen"):
            assert f"/{command}" in told
