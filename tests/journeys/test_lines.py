"""From line to line and from hand to hand: what the customer reads, and what each line sees."""

from __future__ import annotations

import re

from tests.journeys.desk import Desk
from tests.journeys.installations import AT_THE_DESK
from tests.journeys.people import Customer
from tests.journeys.speech import Words
from tests.journeys.staff import Staff, Ticket, opened_ticket
from tests.journeys.staff_in_telegram import StaffInTelegram

QUESTION = Words("Сайт открывается через раз", "The site opens every other time")
REASON = Words("Нужен доступ к серверу", "We need access to the server")
TRIED = Words("Проверили настройки домена", "The settings of the domain are checked")
MENDED = Words("Починили балансировщик", "The balancer is mended")


async def escalated(desk: Desk, staff: Staff) -> tuple[Customer, Ticket, Ticket]:
    """A ticket that Sergey took and handed to line 2, as both lines see it."""
    say = desk.speech
    anna, ticket = await opened_ticket(desk, staff, QUESTION)
    await staff.sergey.takes(ticket)
    await anna.shows(regex=say.phrase("customer-taken", agent=staff.sergey.name))
    await staff.sergey.notes(ticket, say(TRIED))
    await staff.sergey.escalates(ticket, 2, say(REASON))
    return anna, ticket, await staff.ticket(line=2)


class TestGoingUp:
    async def test_line_two_reads_the_whole_case_and_answers_in_its_own_name(
        self, desk: Desk, staff: Staff
    ) -> None:
        say = desk.speech
        anna, ticket, above = await escalated(desk, staff)

        summary = await above.shows(say.phrase("handover-title", before="1", after="2"))
        for part in (REASON, QUESTION, TRIED):
            assert say(part) in summary
        await anna.shows(regex=say.phrase("customer-escalated-by", agent=staff.sergey.name))
        if desk.installation.staff_chat != AT_THE_DESK:  # there it is one window on all lines
            await ticket.shows(say.phrase("topic-left", agent=staff.sergey.name, line="2"))

        await staff.vera.replies(above, say(MENDED))

        await anna.shows(regex=say.phrase("customer-transferred", agent=staff.vera.name))
        assert (await anna.shows(say(MENDED))).text == f"{staff.vera.name}\n{say(MENDED)}"

    async def test_survives_a_stop_right_after_the_order(self, desk: Desk, staff: Staff) -> None:
        say = desk.speech
        anna, ticket = await opened_ticket(desk, staff, QUESTION)
        await staff.sergey.escalates(ticket, 2, say(REASON))
        await desk.closes()
        await desk.opens()

        above = await staff.ticket(line=2)
        await above.shows(re.escape(say(REASON)))
        await staff.vera.replies(above, say(MENDED))

        assert (await anna.shows(say(MENDED))).text == f"{staff.vera.name}\n{say(MENDED)}"

    async def test_and_down_again_ends_where_it_began(self, desk: Desk, staff: Staff) -> None:
        say = desk.speech
        anna, ticket, above = await escalated(desk, staff)

        await staff.vera.escalates(above, 1, say(Words("Дальше справится линия 1", "Line 1 can go on")))
        await ticket.shows(say.phrase("handover-title", before="2", after="1"))
        await staff.sergey.replies(ticket, say(MENDED))

        assert (await anna.shows(say(MENDED))).text.startswith(staff.sergey.name)

    async def test_without_a_reason_stays_where_it_is(self, desk: Desk, staff: Staff) -> None:
        anna, ticket = await opened_ticket(desk, staff, QUESTION)

        await staff.sergey.escalates(ticket, 2, "")

        await ticket.shows(desk.speech.refusal("escalate-reason"))
        await staff.sergey.replies(ticket, desk.speech(MENDED))
        await anna.shows(desk.speech(MENDED))

    async def test_words_from_the_old_topic_stay_inside(self, desk: Desk) -> None:
        staff = await StaffInTelegram.comes(desk)
        await desk.opens()
        anna, ticket, above = await escalated(desk, staff)
        await ticket.shows("передаёт обращение")

        await staff.sergey.replies(ticket, "Клиент просил позвонить")
        await ticket.shows("клиент этого не увидит")
        await above.shows("Клиент просил позвонить")

        await anna.writes("Всё ещё не работает")
        await above.shows("Всё ещё не работает")
        await desk.settles()
        assert all("позвонить" not in text for text in await anna.texts())


class TestFromHandToHand:
    async def test_a_transfer_introduces_the_new_person_who_stays_to_the_end(
        self, desk: Desk, staff: Staff
    ) -> None:
        say = desk.speech
        anna, ticket = await opened_ticket(desk, staff, QUESTION)
        await staff.sergey.takes(ticket)
        await anna.shows(regex=say.phrase("customer-taken", agent=staff.sergey.name))

        await staff.sergey.hands_over(ticket, staff.maria)

        await anna.shows(regex=say.phrase("customer-transferred", agent=staff.maria.name))
        await ticket.card_shows(staff.maria.name)

    async def test_or_for_a_while(self, desk: Desk, staff: Staff) -> None:
        say = desk.speech
        anna, ticket = await opened_ticket(desk, staff, QUESTION)
        await staff.sergey.takes(ticket)

        await staff.sergey.hands_over(ticket, staff.maria, for_now=True)

        returning = say.phrase("customer-transferred-for-now", agent=staff.maria.name)
        await anna.shows(regex=returning)

    async def test_somebody_unknown_is_asked_to_write_first(self, desk: Desk) -> None:
        await desk.opens()
        _, topic = await desk.opened_ticket("Сайт открывается через раз")

        await desk.sergey.writes(topic, "/assign @nobody_here")

        await topic.shows("попросите написать что-нибудь в этом чате")

    async def test_a_reopened_case_goes_back_to_who_had_it(self, desk: Desk, staff: Staff) -> None:
        say = desk.speech
        anna, ticket = await opened_ticket(desk, staff, QUESTION)
        await staff.sergey.takes(ticket)
        await staff.sergey.closes(ticket)
        await anna.shows(regex=say.phrase("customer-resolved", days=3))

        await anna.writes(say(Words("Снова не открывается", "It does not open again")))

        await ticket.shows(say.phrase("topic-reopened"))
        await ticket.card_shows(staff.sergey.name)
