"""Who may do what: customers who are calmed, people who left, and the commands that each is offered."""

import re
from typing import Any

import aiohttp

from handlers.customers.flood import DIGEST_AFTER, MOST_A_MINUTE
from tests.journeys.desk import Desk
from tests.journeys.installations import AT_THE_DESK
from tests.journeys.speech import Words
from tests.journeys.staff import Staff, opened_ticket

QUESTION = Words("Сайт открывается через раз", "The site opens every other time")


class TestACustomerIsBanned:
    async def test_and_is_not_answered_until_it_is_lifted(self, desk: Desk, staff: Staff) -> None:
        say = desk.speech
        angry, again = say(Words("Отвечайте немедленно", "Answer at once")), say(Words("Ау!", "Hey!"))
        anna, ticket = await opened_ticket(desk, staff, QUESTION)
        await staff.sergey.bans(ticket)
        await ticket.shows(say.phrase("topic-banned", agent=staff.sergey.name))

        await anna.writes(angry)
        await anna.shows(regex=say.phrase("customer-banned"))
        await ticket.shows(say.phrase("topic-banned-wrote"))
        await anna.writes(again)
        await desk.settles()
        assert sum(say.button("customer-banned") in text for text in await anna.texts()) == 1
        assert not any(angry in text or again in text for text in await ticket.everything())

        await staff.sergey.unbans(ticket)
        await ticket.shows(say.phrase("topic-unbanned", count=2))
        await anna.writes(say(Words("Спасибо! Сайт всё ещё лежит", "Thank you! It is still down")))
        await ticket.shows(say(Words("всё ещё лежит", "still down")))


class TestAFlood:
    async def test_is_calmed_and_nothing_of_it_is_lost(self, desk: Desk, staff: Staff) -> None:
        say = desk.speech
        anna, ticket = await opened_ticket(desk, staff, QUESTION)
        line = say(Words("ответьте, раз", "answer, times"))
        words = [f"{line} {number}." for number in range(MOST_A_MINUTE + 20)]
        for text in words[:MOST_A_MINUTE]:
            await anna.writes(text)
        await desk.settles()
        for text in words[MOST_A_MINUTE:]:
            await anna.writes(text)

        await anna.shows(regex=say.phrase("customer-flood"))
        await desk.settles()
        await desk.passes(DIGEST_AFTER)
        await ticket.shows(re.escape(words[-1]))

        shown = "\n".join(await ticket.everything())
        assert [text for text in words if text not in shown] == []
        if desk.installation.staff_chat != AT_THE_DESK:
            assert len(await ticket.everything()) < len(words)


class TestWhoLeftTheStaffGroup:
    async def test_is_refused_whatever_their_screen_still_shows(self, desk: Desk) -> None:
        await desk.opens()
        _, topic = await desk.opened_ticket(QUESTION.ru)
        oleg = await desk.agent("Олег")
        card = await topic.card()
        await desk.tg.member(chat_id=desk.group, user_id=oleg.actor.id, status="left")
        await desk.settles()

        notice = await oleg.forges(topic, card, card.button_data[0])

        assert notice == "Кнопки здесь — для сотрудников этой группы."
        await desk.settles()
        assert (await topic.card()).text == card.text

    async def test_and_their_tickets_wait_for_somebody_else(self, desk: Desk) -> None:
        await desk.opens()
        anna, topic = await desk.opened_ticket(QUESTION.ru)
        oleg = await desk.agent("Олег")
        await oleg.writes(topic, "/take")
        await anna.shows("занимается Олег")

        await desk.tg.member(chat_id=desk.group, user_id=oleg.actor.id, status="left")

        await desk.general.shows("Олег больше не в группе")
        await topic.card_shows("Отвечает: —")


class TestAnAdministratorWhoNeverWrote:
    async def test_is_understood_by_their_username(self, desk: Desk) -> None:
        await desk.opens()
        anna, topic = await desk.opened_ticket(QUESTION.ru)
        await desk.settles()

        await desk.sergey.writes(topic, "/assign @maria_o")

        await anna.shows("занимается Мария Орлова")


class TestMenusOfCommands:
    async def test_are_set_by_role_and_language(self, desk: Desk) -> None:
        await desk.maria.actor.send("/start")
        await desk.opens()

        private = {"type": "all_private_chats"}
        marias = await desk.tg.until(lambda: _menu(desk, {"type": "chat", "chat_id": desk.maria.actor.id}))
        assert {"human", "faq", "sla", "hours"} <= set(marias)
        assert (await _menu(desk, private))["human"] == "позвать человека"
        assert "person" in (await _menu(desk, private, "en"))["human"]
        assert not {"take", "sla", "ban"} & set(await _menu(desk, private))
        assert {"take", "ban", "help", "sla"} <= set(
            await _menu(desk, {"type": "chat", "chat_id": desk.group})
        )

    async def test_of_a_manager_is_there_as_soon_as_the_manager_writes(self, desk: Desk) -> None:
        """Telegram lets no bot write first: "bot can't initiate conversation with a user"."""
        await desk.opens()
        await desk.maria.actor.send("/start")

        marias = await desk.tg.until(lambda: _menu(desk, {"type": "chat", "chat_id": desk.maria.actor.id}))

        assert {"human", "faq", "sla", "hours"} <= set(marias)

    async def test_are_refused_and_the_bot_works_all_the_same(self, desk: Desk) -> None:
        await desk.tg.fault(
            "error", "setMyCommands", status=400, description="Bad Request: BOT_COMMAND_INVALID"
        )

        await desk.opens()

        await desk.opened_ticket(QUESTION.ru)
        assert (await desk.tg.counters())["faults"] > 0


async def _menu(desk: Desk, scope: dict[str, Any], language: str = "") -> dict[str, str]:
    """What Telegram shows there: the commands with their descriptions."""
    asked = {"scope": scope, "language_code": language}
    url = f"{desk.server.base_url}/bot{desk.settings['TELEGRAM_BOT_TOKEN']}/getMyCommands"
    async with aiohttp.ClientSession() as session, session.post(url, json=asked) as response:
        commands = (await response.json())["result"]
    return {each["command"]: each["description"] for each in commands}
