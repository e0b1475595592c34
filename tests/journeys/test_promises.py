"""What is promised: managers change it, people are told of it in time, and once."""

import re
from datetime import timedelta

from tests.journeys.desk import Desk
from tests.journeys.people import Manager
from tests.journeys.speech import ANYTHING, StoryLanguage, Words
from tests.journeys.staff import Staff, Ticket, for_managers_only, opened_ticket

QUESTION = Words("Сайт открывается через раз", "The site opens every other time")
ANOTHER = Words("Не отправляются письма с телефона", "My phone sends no letters")
BORIS = Words("Борис", "Boris")
MINUTES = timedelta(minutes=1)


def today_by(say: StoryLanguage, time: str) -> str:
    return say.phrase("deadline-today", time=f"{time}{ANYTHING}")


async def times(ticket: Ticket, words: str) -> int:
    return sum(re.search(words, text) is not None for text in await ticket.everything())


class TestManagersChangeWhatIsPromised:
    async def test_and_the_next_ticket_is_promised_that(self, desk: Desk, staff: Staff) -> None:
        say = desk.speech
        _, before = await opened_ticket(desk, staff, QUESTION)

        await staff.maria.promises("3 30m 2h")
        boris = await desk.customer(BORIS)
        await boris.writes(say(ANOTHER))

        promised = await boris.shows(regex=say.phrase("acknowledgement-question", number=2))
        assert re.search(today_by(say, "11:3"), promised.text)
        await (await staff.ticket(2)).card_shows(today_by(say, "11:3"))
        await before.card_shows(today_by(say, "17:3"))  # an open ticket keeps its promise

    async def test_in_hours_of_their_own(self, desk: Desk, staff: Staff) -> None:
        """Half past nine, eight hours, a lunch break, a day off: half past nine of the day after it."""
        say = desk.speech
        await staff.maria.sets_hours("Mon-Fri 09:00-13:00 14:00-18:00")
        shown = await staff.maria.sets_hours(f"off 2026-11-25 {say(Words('переезд', 'moving'))}")
        anna = await desk.customer()

        await anna.writes(say(QUESTION))

        assert f"2026-11-25: {say.button('hours-day-off')}" in shown
        on_thursday = Words("в четверг, 26 ноября, до 09:3", "Thursday, November 26, by 09:3")
        assert say(on_thursday) in (await anna.shows(say.number(1))).text

    async def test_and_nothing_changes_by_what_cannot_be_read_or_from_anybody_else(
        self, desk: Desk, staff: Staff
    ) -> None:
        say = desk.speech
        assert re.search(say.refusal("sla-response-after-resolution"), await staff.maria.promises("3 4h 30m"))
        assert re.search(say.refusal("sla-how"), await staff.maria.promises("5 30m 4h"))
        assert re.search(say.refusal("hours-unreadable"), await staff.maria.sets_hours("whenever"))
        assert await staff.sergey.promises("3 30m 2h") in for_managers_only(say)

        anna = await desk.customer()
        await anna.writes(say(QUESTION))

        assert re.search(today_by(say, "17:3"), (await anna.shows(say.number(1))).text)


class TestUrgencyAndTier:
    async def test_move_the_deadlines_by_criteria_that_agents_see(self, desk: Desk, staff: Staff) -> None:
        """Critical: in four hours; of a customer with a tier: as managers promise to that tier."""
        say = desk.speech
        await staff.maria.promises("vip 1 10m 1h")
        _, ticket = await opened_ticket(desk, staff, QUESTION)
        assert say.button("priority-criteria").splitlines()[1] in await ticket.reads_criteria()

        await staff.sergey.sets_priority(ticket, 1)
        await ticket.card_shows(say.phrase("priority", priority=1))
        await ticket.card_shows(today_by(say, "13:3"))
        await staff.sergey.sets_tier(ticket, "vip")

        await ticket.card_shows("vip")
        await ticket.card_shows(today_by(say, "10:3"))


class TestADeadlineComes:
    async def test_people_are_reminded_and_a_breach_is_told_once(self, desk: Desk, staff: Staff) -> None:
        say = desk.speech
        reminded, breached = say.phrase("sla-remind-first-response"), say.phrase("sla-breach-first-response")
        _, ticket = await opened_ticket(desk, staff, QUESTION)
        await desk.settles()

        await desk.passes(50 * MINUTES)
        assert say.button("sla-everybody") in await ticket.shows(reminded)
        await desk.passes(15 * MINUTES)
        await ticket.shows(breached)
        if desk.has_general:
            told = say.phrase("sla-managers-first-response", name=say.button("sla-nobody"))
            in_general = await staff.all_read(told)
            assert in_general.startswith(f"{say.number(1)} · ")
            assert say(QUESTION) not in in_general
        await desk.passes(60 * MINUTES)
        await desk.settles()

        assert (await times(ticket, reminded), await times(ticket, breached)) == (1, 1)

    async def test_during_downtime_and_is_told_late_with_its_true_moment(
        self, desk: Desk, staff: Staff
    ) -> None:
        say = desk.speech
        _, ticket = await opened_ticket(desk, staff, QUESTION)
        await desk.settles()
        await desk.closes()
        await desk.passes(timedelta(hours=3))

        await desk.opens()

        at_half_past_ten = say.phrase("opening-today", time=f"10:3{ANYTHING}")
        await ticket.shows(say.phrase("sla-breach-first-response").replace(r"[\s\S]+?", at_half_past_ten))
        assert await times(ticket, say.phrase("sla-remind-first-response")) == 0, "too late for a reminder"

    async def test_and_managers_hear_of_it_in_private(self, desk: Desk) -> None:
        await desk.opens()
        maria = Manager(desk.maria.actor)
        _, topic = await desk.opened_ticket("Сайт открывается через раз")
        await maria.orders("/sla")
        await desk.settles()

        await desk.passes(65 * MINUTES)

        await maria.shows("срок первого ответа вышел")
        if desk.has_topics:
            in_general = await desk.general.shows("Отвечает: никто")
            assert in_general.entities == [("text_link", "№ 1")]
        await topic.shows("срок первого ответа вышел")


class TestNobodyIsLate:
    async def test_while_the_customer_is_waited_for(self, desk: Desk, staff: Staff) -> None:
        say = desk.speech
        late = say.phrase("sla-breach-resolution")
        anna, ticket = await opened_ticket(desk, staff, QUESTION)
        await staff.sergey.replies(ticket, say(Words("Пришлите снимок", "Please send a screenshot")))
        await anna.shows(staff.sergey.name)
        await staff.sergey.waits(ticket)
        await desk.settles()

        await desk.passes(timedelta(hours=26))
        await desk.settles()
        assert await times(ticket, late) == 0

        await anna.writes("502 Bad Gateway")
        await ticket.shows("502 Bad Gateway")
        await ticket.card_shows(say.phrase("deadline-tomorrow"))
        await desk.passes(timedelta(hours=24))
        await ticket.shows(late)

    async def test_once_it_is_closed(self, desk: Desk, staff: Staff) -> None:
        say = desk.speech
        anna, ticket = await opened_ticket(desk, staff, QUESTION)
        await staff.sergey.closes(ticket)
        await anna.shows(regex=say.phrase("customer-resolved", days=3))
        await desk.settles()

        await desk.passes(timedelta(hours=30))
        await desk.settles()

        for breach in ("sla-breach-first-response", "sla-breach-resolution"):
            assert await times(ticket, say.phrase(breach)) == 0
