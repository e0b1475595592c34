"""An FAQ entry is looked up beside a ticket at the desk, and sent like one that is suggested."""

from typing import Any

from tests.bot.channels.web.desk_browser import DeskBrowser
from tests.bot.channels.web.opened import Opened, standing

QUESTION = "Как получить закрывающие документы?"
ANSWER = "Раздел «Финансы» → «Документы»."
ENTRY = {"question": QUESTION, "alternatives": ["акт сверки"], "answer": ANSWER, "anyway": True}


async def sends(desk: DeskBrowser, ticket: int, entry: int) -> tuple[int, Any]:
    """Press *send* under the entry, on the page as it stands."""
    version = (await desk.gets(f"tickets/{ticket}"))["version"]
    return await desk.calls(
        "POST", f"tickets/{ticket}/acts", {"act": "send", "version": version, "entry": entry}
    )


class TestAnEntryThatNobodySuggested:
    async def test_is_found_by_an_agent_and_sent_once(self, opened: Opened) -> None:
        oleg, maria = await opened.desk("Олег Агентов"), await opened.desk("Мария Главная")
        anna, number = await opened.ticket(oleg)
        await maria.posts("faq", ENTRY)
        assert (await oleg.gets(f"tickets/{number}"))["suggestions"] == []

        found = (await oleg.gets(f"tickets/{number}/entries?find=акт%20сверки"))["entries"]
        assert [(each["question"], each["answer"]) for each in found] == [(QUESTION, ANSWER)]
        assert await sends(oleg, number, found[0]["id"]) == (200, {})

        assert await standing(anna, ANSWER)
        assert (await oleg.gets(f"tickets/{number}"))["mine"]
        status, told = await sends(oleg, number, found[0]["id"])
        assert (status, told["words"]) == (
            409,
            f"Запись № {found[0]['id']} у клиента уже есть: её отправили по этому обращению.",
        )

    async def test_is_not_looked_for_without_words_nor_without_a_ticket(self, opened: Opened) -> None:
        oleg = await opened.desk("Олег Агентов")
        _, number = await opened.ticket(oleg)

        assert await oleg.gets(f"tickets/{number}/entries") == {"entries": []}
        assert await oleg.calls("GET", "tickets/999/entries?find=почта") == (404, {"error": "no-ticket"})

    async def test_is_told_by_its_command_to_who_typed_it(self, opened: Opened) -> None:
        oleg, maria = await opened.desk("Олег Агентов"), await opened.desk("Мария Главная")
        saved = await maria.posts("faq", ENTRY)
        _, number = await opened.ticket(oleg)

        told = await oleg.posts(f"tickets/{number}/messages", oleg.message("/entry акт сверки"))

        assert f"/entry send {saved['id']}" in told["answer"]
