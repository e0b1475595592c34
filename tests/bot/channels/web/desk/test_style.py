"""Words, texts and canned replies at the desk: kept by managers, used by agents."""

from pathlib import Path
from typing import Any

import pytest

from tests.bot.channels.web.opened import Opened, a_bot, standing
from tests.journeys.desk import Desk

OWN = "{{ name }}, взяли «{{ quote }}», № {{ number }}. Решим {{ resolve_by }}."


class TestTheWords:
    async def test_are_kept_by_managers(self, opened: Opened) -> None:
        maria = await opened.desk("Мария Главная")

        added = await maria.posts("words", {"phrase": "глюк", "instead": "сбой"})
        listed = await maria.gets("words")
        assert added == {"told": []}
        assert {"phrase": "глюк", "instead": "сбой", "own": True} in listed["words"]
        assert listed["mode"] == "hint"

        await maria.posts("words/removed", {"phrase": "Проблема"})
        await maria.calls("PUT", "words/mode", {"mode": "off"})
        changed = await maria.gets("words")
        assert "проблема" not in [word["phrase"] for word in changed["words"]]
        assert changed["mode"] == "off"

        replaced = await maria.posts("words", {"phrase": "глюк", "instead": "заминка"})
        assert replaced == {"told": ["Замена изменена: глюк → заминка (было: сбой)"]}

        went = await maria.posts("words/reset")
        assert went == {"told": ["Больше не действует:", "глюк → заминка (добавлено менеджером)"]}
        assert "проблема" in [word["phrase"] for word in (await maria.gets("words"))["words"]]

    @pytest.mark.parametrize(
        ("path", "form", "words"),
        [
            ("words", {"phrase": "косяк", "instead": "проблема"}, "В замене тоже есть слово из списка"),
            ("words", {"phrase": "косяк", "instead": ""}, "Напишите и слово, и замену"),
            ("words/removed", {"phrase": "сыр"}, "Такого в списке нет"),
        ],
    )
    async def test_that_will_not_do_are_refused_in_words(
        self, opened: Opened, path: str, form: dict[str, str], words: str
    ) -> None:
        status, told = await (await opened.desk("Мария Главная")).calls("POST", path, form)

        assert status == 409
        assert told["words"].startswith(words)

    async def test_are_no_agents_business(self, opened: Opened) -> None:
        oleg = await opened.desk("Олег Агентов")

        for method, path in (("GET", "words"), ("GET", "texts"), ("GET", "canned"), ("POST", "words/reset")):
            assert (await oleg.send(method, path, {})).status == 403, path


class TestTheTexts:
    async def test_are_seen_before_they_count(self, opened: Opened) -> None:
        maria = await opened.desk("Мария Главная")
        shipped = await maria.gets("texts/acknowledgement/ru")
        assert shipped["own"] is False
        assert "«{{ quote }}» (обращение № {{ number }})" in shipped["source"]
        assert "«нет доступа на FTP» (обращение № 12)" in shipped["preview"]

        tried = await maria.posts("texts/acknowledgement/ru/preview", {"source": OWN})
        assert tried["preview"].startswith("Анна, взяли «нет доступа на FTP», № 12. Решим ")
        assert (await maria.gets("texts/acknowledgement/ru"))["own"] is False

        assert await maria.calls("PUT", "texts/acknowledgement/ru", {"source": OWN}) == (200, {})
        assert (await maria.gets("texts/acknowledgement/ru"))["source"] == OWN
        listed = {text["name"]: text["own"] for text in (await maria.gets("texts"))["texts"]}
        assert listed["acknowledgement"] == ["ru"]

        await maria.posts("texts/acknowledgement/ru/undo")
        assert (await maria.gets("texts/acknowledgement/ru"))["own"] is False

    @pytest.mark.parametrize(
        ("method", "path"), [("PUT", ""), ("DELETE", ""), ("POST", "/undo")], ids=["write", "reset", "undo"]
    )
    async def test_that_somebody_else_wrote_are_not_overwritten_unseen(
        self, opened: Opened, method: str, path: str
    ) -> None:
        maria, text = await opened.desk("Мария Главная"), "texts/acknowledgement/ru"
        seen = (await maria.gets(text))["version"]
        await maria.calls("PUT", f"{text}?version={seen}", {"source": OWN})

        status, told = await maria.calls(method, f"{text}{path}?version={seen}", {"source": OWN + "!"})

        assert (status, told["error"]) == (409, "stale")
        stands = await maria.gets(text)
        assert stands["source"] == OWN
        again = await maria.calls(method, f"{text}{path}?version={stands['version']}", {"source": OWN + "!"})
        assert again[0] == 200

    async def test_that_break_a_criterion_are_refused_with_the_reason(self, opened: Opened) -> None:
        maria = await opened.desk("Мария Главная")

        for method, path in (("POST", "texts/closed/ru/preview"), ("PUT", "texts/closed/ru")):
            status, told = await maria.calls(method, path, {"source": "{{ phone }}"})
            assert (status, told["words"]) == (409, "Поля phone нет. Есть: days, number, name, company")

    async def test_of_another_name_are_not_there(self, opened: Opened) -> None:
        maria = await opened.desk("Мария Главная")

        for path in ("texts/farewell/ru", "texts/closed/xx"):
            assert (await maria.calls("GET", path))[0] == 404


class TestCannedReplies:
    async def test_are_kept_by_managers_and_picked_by_agents(self, opened: Opened) -> None:
        maria, oleg = await opened.desk("Мария Главная"), await opened.desk("Олег Агентов")
        _, ticket = await opened.ticket(oleg)
        kept = await maria.posts(
            "canned", {"title": "Счёт", "text": "{{ greeting }} № {{ number }}: в пути."}
        )

        picked = (await oleg.gets(f"tickets/{ticket}/canned"))["replies"]
        assert [(each["id"], each["title"]) for each in picked] == [(kept["id"], "Счёт")]
        assert picked[0]["text"].endswith(f"№ {ticket}: в пути.")
        assert "{{" not in picked[0]["text"]

        form = {"title": "Счёт", "text": "Отправлен.", "version": kept["version"]}
        assert (await maria.calls("PUT", f"canned/{kept['id']}", form))[0] == 200
        assert (await maria.calls("PUT", f"canned/{kept['id']}", form))[0] == 409
        assert (await maria.calls("DELETE", f"canned/{kept['id']}"))[0] == 200
        assert (await maria.calls("DELETE", f"canned/{kept['id']}"))[0] == 404
        assert (await oleg.gets(f"tickets/{ticket}/canned"))["replies"] == []


class TestAForbiddenWordAtTheDesk:
    async def test_is_hinted_and_corrected_by_a_button(self, opened: Opened) -> None:
        oleg = await opened.desk("Олег Агентов")
        _, ticket = await opened.ticket(oleg)
        await oleg.says(ticket, "Это проблема на нашей стороне")

        shown = await oleg.sees(f"tickets/{ticket}", lambda told: bool(_hints(told["timeline"])))
        (hint,) = _hints(shown["timeline"])
        await oleg.posts(
            f"tickets/{ticket}/presses", {"post": hint["post"], "data": hint["buttons"][0]["data"]}
        )

        after = await oleg.gets(f"tickets/{ticket}")
        assert [item["text"] for item in after["timeline"] if item["kind"] == "agent"] == [
            "Это ситуация на нашей стороне"
        ]
        said = "Олег Агентов исправляет ответ. Теперь клиент читает:\nЭто ситуация на нашей стороне"
        settled = await oleg.sees(
            f"tickets/{ticket}", lambda told: said in [item.get("text") for item in told["timeline"]]
        )
        assert _hints(settled["timeline"]) == []
        again = {"post": hint["post"], "data": hint["buttons"][0]["data"]}
        assert (await oleg.calls("POST", f"tickets/{ticket}/presses", again))[0] == 409


class TestAHeldReplyWhileTheStaffGroupIsInTelegram:
    async def test_is_decided_about_at_the_desk_too(self, sqlite_url: str, tmp_path: Path) -> None:
        async with Desk.stands(sqlite_url) as telegram:
            settings = telegram.settings | {"WEB_CHAT": "on", "BURST_SECONDS": "0"}
            async with a_bot(sqlite_url, tmp_path, settings, telegram.clock) as opened:
                maria, oleg = await opened.desk("Мария Главная"), await opened.desk("Олег Агентов")
                await maria.calls("PUT", "words/mode", {"mode": "hold"})
                anna, number = await opened.ticket(oleg)
                await oleg.says(number, "Это проблема на нашей стороне")

                shown = await oleg.gets(f"tickets/{number}")
                (hint,) = _hints(shown["timeline"])
                assert [button["text"] for button in hint["buttons"]] == [
                    "Отправить с заменой",
                    "Отправить как есть",
                    "Не отправлять",
                ]
                press = {"post": hint["post"], "data": hint["buttons"][0]["data"]}
                await oleg.posts(f"tickets/{number}/presses", press)

                reply = await standing(anna, "Это ситуация на нашей стороне")
                assert reply["text"].startswith("Олег Агентов")
                assert (await oleg.calls("POST", f"tickets/{number}/presses", press))[0] == 409


def _hints(timeline: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        item
        for item in timeline
        if item["kind"] == "post" and any(button["data"].startswith("word:") for button in item["buttons"])
    ]
