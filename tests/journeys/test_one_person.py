"""A person whom the desk took for two customers: known as one, answered where they wrote."""

import re

from tests.journeys.desk import Desk
from tests.journeys.speech import Words
from tests.journeys.staff import Staff, opened_ticket

SITE = Words("Сайт открывается через раз", "The site opens every other time")
MAIL = Words("Почта не уходит с утра", "Mail has not left since the morning")
ANYA = Words("Аня", "Annie")


class TestOnePersonInTwoChannels:
    async def test_is_joined_by_an_agent_and_taken_apart_again(self, desk: Desk, staff: Staff) -> None:
        say, sergey = desk.speech, staff.sergey
        anna, first = await opened_ticket(desk, staff, SITE)
        anya, second = await opened_ticket(desk, staff, MAIL, ANYA)
        await sergey.sets_tier(first, "vip")

        await sergey.joins(second, first)

        await second.shows(say.phrase("topic-joined", number=first.number))
        await first.shows(say.phrase("topic-joined", number=second.number))
        await second.card_shows("vip")
        await sergey.replies(second, say(Words("Чиним почту", "We are at the mail")))
        await anya.shows(say(Words("Чиним почту", "We are at the mail")))
        await anna.writes("/status")
        cases = await anna.shows(say.number(first.number))
        assert say.number(second.number) not in cases.text, "what is said stays in its channel"

        await sergey.bans(second)
        await second.shows(say.phrase("topic-banned"))
        await anna.writes(say(Words("Алло?", "Hello?")))
        await anna.shows(regex=say.phrase("customer-banned"))
        await sergey.unbans(first)
        await first.shows(say.phrase("topic-unbanned"))

        await sergey.separates(first)
        await second.shows(say.phrase("topic-separated"))
        await sergey.joins(first, first)
        await first.shows(re.escape(say.bots.say("join-itself", other=first.number)))
