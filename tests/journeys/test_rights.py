"""Who may do what: customers who are calmed, people who left, and the commands that each is offered."""

from typing import Any

import aiohttp

from handlers.customers.flood import DIGEST_AFTER, MOST_A_MINUTE
from tests.journeys.desk import Desk

QUESTION = "Сайт открывается через раз"


class TestACustomerIsBanned:
    async def test_and_is_not_answered_until_it_is_lifted(self, desk: Desk) -> None:
        await desk.opens()
        anna, topic = await desk.opened_ticket(QUESTION)
        await desk.sergey.writes(topic, "/ban")
        await topic.shows("блокирует клиента")

        await anna.writes("Отвечайте немедленно")
        await anna.shows("ответа на них сейчас не будет")
        await topic.shows("Заблокированный клиент пишет")
        await anna.writes("Ау!")
        await desk.settles()
        assert sum("Переписка приостановлена" in text for text in await anna.texts()) == 1
        assert not any("немедленно" in text or "Ау!" in text for text in await topic.texts())

        await desk.sergey.writes(topic, "/unban")
        await topic.shows("сообщений: 2")
        await topic.shows("немедленно")
        await anna.writes("Спасибо, что вернулись. Сайт всё ещё лежит")
        await topic.shows("всё ещё лежит")


class TestAFlood:
    async def test_is_calmed_and_nothing_of_it_is_lost(self, desk: Desk) -> None:
        await desk.opens()
        anna, topic = await desk.opened_ticket(QUESTION)
        words = [f"ответьте, раз {number}." for number in range(MOST_A_MINUTE + 20)]
        for text in words[:MOST_A_MINUTE]:
            await anna.writes(text)
        await desk.settles()
        for text in words[MOST_A_MINUTE:]:
            await anna.writes(text)

        await anna.shows("ни одно не потеряется")
        await desk.settles()
        await desk.passes(DIGEST_AFTER)
        await topic.shows(words[-1])

        shown = "\n".join(await topic.texts())
        assert [text for text in words if text not in shown] == []
        assert len(await topic.everything()) < len(words)


class TestWhoLeftTheStaffGroup:
    async def test_is_refused_whatever_their_screen_still_shows(self, desk: Desk) -> None:
        await desk.opens()
        _, topic = await desk.opened_ticket(QUESTION)
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
        anna, topic = await desk.opened_ticket(QUESTION)
        oleg = await desk.agent("Олег")
        await oleg.writes(topic, "/take")
        await anna.shows("занимается Олег")

        await desk.tg.member(chat_id=desk.group, user_id=oleg.actor.id, status="left")

        await desk.general.shows("Олег больше не в группе")
        await topic.card_shows("Отвечает: —")


class TestAnAdministratorWhoNeverWrote:
    async def test_is_understood_by_their_username(self, desk: Desk) -> None:
        await desk.opens()
        anna, topic = await desk.opened_ticket(QUESTION)
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

    async def test_are_refused_and_the_bot_works_all_the_same(self, desk: Desk) -> None:
        await desk.tg.fault(
            "error", "setMyCommands", status=400, description="Bad Request: BOT_COMMAND_INVALID"
        )

        await desk.opens()

        await desk.opened_ticket(QUESTION)
        assert (await desk.tg.counters())["faults"] > 0


async def _menu(desk: Desk, scope: dict[str, Any], language: str = "") -> dict[str, str]:
    """What Telegram shows there: the commands with their descriptions."""
    asked = {"scope": scope, "language_code": language}
    url = f"{desk.server.base_url}/bot{desk.settings['TELEGRAM_BOT_TOKEN']}/getMyCommands"
    async with aiohttp.ClientSession() as session, session.post(url, json=asked) as response:
        commands = (await response.json())["result"]
    return {each["command"]: each["description"] for each in commands}
