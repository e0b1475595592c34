"""What the FAQ may learn and its thresholds, at the desk: managers decide, once."""

import pytest

from tests.bot.channels.web.browser import Browser
from tests.bot.channels.web.desk_browser import DeskBrowser
from tests.bot.channels.web.opened import Opened, standing

ENTRY = {
    "question": "Как получить доступ к FTP?",
    "alternatives": ["не пускает на фтп", "ftp пароль"],
    "answer": "Личный кабинет → «Доступы».",
}
NEAR = "не могу зайти на ftp сервер <b>"


async def presses(customer: Browser, message: dict, label: str) -> None:
    """The button that reads so under a message of the bot."""
    data = next(
        button["data"] for row in message["buttons"] for button in row if button["text"].startswith(label)
    )
    answer = await customer.post(
        "presses", {"id": f"press-{next(customer.numbers):04}", "message": message["id"], "data": data}
    )
    assert answer.status == 200, await answer.text()


async def confirms(opened: Opened, maria: DeskBrowser) -> None:
    """Anna asks in words of her own, chooses the entry, and says that it helped."""
    await maria.posts("faq", ENTRY)
    anna = await opened.customer()
    await anna.writes(NEAR)
    await presses(anna, await standing(anna, "возможно, вы спрашиваете"), "Как получить")
    await presses(anna, await standing(anna, "Личный кабинет"), "Помогло")
    await standing(anna, "Рады, что помогло")


class TestAPhrasingOfACustomer:
    async def test_is_taken_in_by_a_manager_and_answers_at_once(self, opened: Opened) -> None:
        maria = await opened.desk("Мария Главная")
        await confirms(opened, maria)
        (waiting,) = (await maria.gets("faq/learning"))["waiting"]

        await maria.posts(f"faq/learning/{waiting['id']}", {"act": "add", "version": waiting["version"]})

        assert (waiting["entry"], waiting["customers"], waiting["agents"]) == (1, 1, 0)
        assert (await maria.gets("faq/learning"))["waiting"] == []
        shown = await maria.gets("faq/1")
        assert waiting["phrasing"] in shown["alternatives"]
        assert shown["history"][-1]["by"] == "Мария Главная"
        assert (await maria.gets(f"faq/verdict?text={NEAR}"))["kind"] == "answer"

    async def test_is_decided_about_once(self, opened: Opened) -> None:
        maria = await opened.desk("Мария Главная")
        await confirms(opened, maria)
        (waiting,) = (await maria.gets("faq/learning"))["waiting"]
        form = {"act": "drop", "version": waiting["version"]}

        first = await maria.calls("POST", f"faq/learning/{waiting['id']}", form)
        second = await maria.calls("POST", f"faq/learning/{waiting['id']}", form | {"act": "add"})

        assert (first, second) == ((200, {}), (409, {"error": "stale"}))
        assert (await maria.gets("faq/1"))["alternatives"] == ENTRY["alternatives"]

    async def test_of_an_entry_that_another_one_shares_is_refused_with_the_reason(
        self, opened: Opened
    ) -> None:
        maria = await opened.desk("Мария Главная")
        await confirms(opened, maria)
        await maria.posts(
            "faq", {"question": NEAR, "alternatives": [], "answer": "Пишите нам.", "anyway": True}
        )
        (waiting,) = (await maria.gets("faq/learning"))["waiting"]

        status, told = await maria.calls(
            "POST", f"faq/learning/{waiting['id']}", {"act": "add", "version": waiting["version"]}
        )

        assert waiting["known"] == 2
        assert (status, told["error"]) == (409, "not-now")
        assert told["words"].startswith("Такая формулировка уже есть в записи № 2")


class TestAnEntryThatAnAgentSends:
    async def test_teaches_the_question_of_the_ticket(self, opened: Opened) -> None:
        maria, oleg = await opened.desk("Мария Главная"), await opened.desk("Олег Агентов")
        await maria.posts("faq", ENTRY)
        anna = await opened.customer()
        await anna.writes(NEAR)
        await presses(anna, await standing(anna, "возможно, вы спрашиваете"), "Позвать")
        await oleg.sees("inbox?list=unassigned", lambda told: bool(told["tickets"]))

        await oleg.does(1, "send", entry=1)

        (waiting,) = (await maria.gets("faq/learning"))["waiting"]
        assert (waiting["entry"], waiting["customers"], waiting["agents"]) == (1, 0, 1)


class TestAPhrasingThatKeepsFailing:
    async def test_shows_what_customers_had_asked(self, opened: Opened) -> None:
        maria = await opened.desk("Мария Главная")
        await maria.posts("faq", ENTRY)
        question, answer = str(ENTRY["question"]), str(ENTRY["answer"])
        for words in (question, f"{question}!"):
            anna = await opened.customer()
            await anna.writes(words)
            await presses(anna, await standing(anna, answer), "Не помогло")
            await standing(anna, "Приняли в работу")

        (failing,) = (await maria.gets("faq/learning"))["failing"]

        assert failing["asked"] == [
            {"words": words, "request": "", "known": None} for words in (f"{question}!", question)
        ]

    async def test_may_be_asked_what_deserves_an_entry_of_its_own(self, opened: Opened) -> None:
        maria = await opened.desk("Мария Главная")
        await maria.posts("faq", ENTRY)
        for _ in range(2):
            anna = await opened.customer()
            await anna.writes(NEAR)
            await presses(anna, await standing(anna, "возможно, вы спрашиваете"), "Как получить")
            await presses(anna, await standing(anna, "Личный кабинет"), "Не помогло")
            await standing(anna, "в работу")

        (failing,) = (await maria.gets("faq/learning"))["failing"]
        own = await maria.posts(
            "faq", {"question": NEAR, "alternatives": [], "answer": "Так.", "anyway": True}
        )
        (answered,) = (await maria.gets("faq/learning"))["failing"]

        assert failing["asked"] == [{"words": NEAR, "request": NEAR, "known": None}]
        assert answered["asked"] == [{"words": NEAR, "request": "", "known": own["id"]}]


class TestThresholds:
    async def test_are_tried_and_then_moved(self, opened: Opened) -> None:
        maria = await opened.desk("Мария Главная")
        await maria.posts("faq", ENTRY)
        verdict = f"faq/verdict?text={NEAR}"

        tried = await maria.gets(f"{verdict}&answer=0.5&suggest=0.2")
        before = await maria.gets(verdict)
        moved = await maria.calls("PUT", "faq/thresholds", {"answer": "0.98", "suggest": "90 %"})

        assert (tried["kind"], before["kind"]) == ("answer", "suggest")
        assert moved == (200, {"answer": 0.98, "suggest": 0.9})
        assert (await maria.gets(verdict))["kind"] == "unknown"
        assert await maria.gets("faq/thresholds") == {
            "answer": 0.98,
            "suggest": 0.9,
            "default": {"answer": 0.9, "suggest": 0.15},
        }

    async def test_that_can_not_be_are_refused_with_the_reason(self, opened: Opened) -> None:
        maria = await opened.desk("Мария Главная")

        status, told = await maria.calls("PUT", "faq/thresholds", {"answer": "20", "suggest": "10"})

        assert (status, told["error"]) == (409, "not-now")
        assert told["words"].startswith("Отвечать самому можно от 50 % до 99 %")

    @pytest.mark.parametrize("typed", ["93", "0.93", "0,93", "93 %"])
    async def test_may_be_typed_as_a_share_or_a_percentage(self, opened: Opened, typed: str) -> None:
        maria = await opened.desk("Мария Главная")

        moved = await maria.calls("PUT", "faq/thresholds", {"answer": typed, "suggest": ""})

        assert moved == (200, {"answer": 0.93, "suggest": 0.15})

    @pytest.mark.parametrize("typed", ["много", "-5", "930"])
    async def test_that_are_none_are_refused_and_not_tried(self, opened: Opened, typed: str) -> None:
        maria = await opened.desk("Мария Главная")
        told = (
            409,
            {"error": "not-now", "words": "Порог — проценты или доля: 93 или 0.93. Ничего не изменено."},
        )

        assert await maria.calls("PUT", "faq/thresholds", {"answer": typed, "suggest": "20"}) == told
        assert await maria.calls("GET", f"faq/verdict?text=ftp&answer={typed}&suggest=20") == told

    async def test_that_can_not_be_are_not_tried_either(self, opened: Opened) -> None:
        maria = await opened.desk("Мария Главная")

        _, told = await maria.calls("GET", "faq/verdict?text=ftp&answer=10&suggest=20")

        assert told["words"].startswith("Отвечать самому можно от 50 % до 99 %")


class TestAnAgent:
    async def test_sees_and_changes_nothing_of_it(self, opened: Opened) -> None:
        oleg = await opened.desk("Олег Агентов")

        refused = [
            await oleg.calls("GET", "faq/learning"),
            await oleg.calls("POST", "faq/learning/1", {"act": "add", "version": 1}),
            await oleg.calls("GET", "faq/thresholds"),
            await oleg.calls("PUT", "faq/thresholds", {"answer": "95", "suggest": "20"}),
        ]

        assert refused == [(403, {"error": "managers-only"})] * 4
