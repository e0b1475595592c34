"""Assigning, moving between lines and classifying at the desk, with the whole bot behind it."""

from typing import Any, ClassVar

import pytest

from tests.bot.channels.web.desk_browser import does
from tests.bot.channels.web.opened import Opened, standing

MARIA = "desk:maria"


class TestAssigning:
    async def test_introduces_the_colleague_to_the_customer(self, opened: Opened) -> None:
        oleg, maria = await opened.desk("Олег Агентов"), await opened.desk("Мария Главная")
        anna, number = await opened.ticket(oleg)
        await maria.says(number, "смотрю", note=True)

        status, _ = await does(oleg, number, "assignee", person=MARIA)

        assert status == 200
        assert await standing(anna, "занимается Мария Главная")
        assert (await maria.gets(f"tickets/{number}"))["mine"]

    async def test_reaches_a_colleague_who_did_nothing_at_the_desk_yet(self, opened: Opened) -> None:
        oleg = await opened.desk("Олег Агентов")
        anna, number = await opened.ticket(oleg)
        offered = (await oleg.gets(f"tickets/{number}/work"))["people"]

        status, _ = await does(oleg, number, "assignee", person=MARIA)

        assert {"address": MARIA, "name": "Мария Главная"} in offered
        assert status == 200
        assert await standing(anna, "занимается Мария Главная")
        left = (await oleg.gets(f"tickets/{number}/work"))["people"]
        assert MARIA not in {person["address"] for person in left}

    async def test_of_a_ticket_that_changed_meanwhile_is_refused(self, opened: Opened) -> None:
        oleg = await opened.desk("Олег Агентов")
        _, number = await opened.ticket(oleg)
        await oleg.does(number, "take")

        answer = await oleg.calls("POST", f"tickets/{number}/assignee", {"version": 1, "person": "desk:oleg"})

        assert answer == (409, {"error": "stale"})

    async def test_of_a_stranger_is_refused(self, opened: Opened) -> None:
        oleg = await opened.desk("Олег Агентов")
        _, number = await opened.ticket(oleg)

        assert (await does(oleg, number, "assignee", person="telegram:666"))[0] == 409


class TestAnotherLine:
    async def test_keeps_the_ticket_at_the_desk_with_its_reason(self, opened: Opened) -> None:
        oleg, maria = await opened.desk("Олег Агентов"), await opened.desk("Мария Главная")
        anna, number = await opened.ticket(oleg)
        await oleg.does(number, "take")

        status, _ = await does(oleg, number, "line", line=2, reason="Нужен доступ к серверу")

        assert status == 200
        work = await maria.gets(f"tickets/{number}/work")
        assert (work["line"], work["lines"], work["handedOver"]) == (2, [1, 3], True)
        unassigned = await maria.gets("inbox?list=unassigned")
        assert [ticket["number"] for ticket in unassigned["tickets"]] == [number], "it waits for line 2"
        shown = await maria.sees(
            f"tickets/{number}",
            lambda told: any("Причина" in (i.get("text") or "") for i in told["timeline"]),
        )
        words = [item.get("words") or "" for item in shown["timeline"]]
        assert "Олег Агентов передаёт обращение: линия 1 → линия 2" in words
        told = [item.get("text") or "" for item in shown["timeline"]]
        assert not any("не клиент" in text for text in told), "what is written here does reach the customer"
        await maria.says(number, "Починили")
        assert await standing(anna, "Мария Главная\nПочинили")

    @pytest.mark.parametrize(
        ("line", "reason", "words"),
        [
            (2, "", "Напишите причину, она поможет коллегам."),
            (1, "так надо", "Обращение № 1 уже на линии 1."),
            (7, "так надо", "Линия 7 не настроена, обращение № 1 остаётся здесь. Есть линии: 1, 2, 3."),
        ],
    )
    async def test_is_refused_in_one_line(self, opened: Opened, line: int, reason: str, words: str) -> None:
        oleg = await opened.desk("Олег Агентов")
        _, number = await opened.ticket(oleg)

        answer = await does(oleg, number, "line", line=line, reason=reason)

        assert answer == (409, {"error": "not-now", "words": words})


class TestClassifying:
    async def test_is_one_press(self, opened: Opened) -> None:
        oleg = await opened.desk("Олег Агентов")
        _, number = await opened.ticket(oleg)

        assert (await does(oleg, number, "classification", aspect="category", value="сеть"))[0] == 200
        assert (await does(oleg, number, "classification", aspect="kind", value="request"))[0] == 200
        assert (await does(oleg, number, "classification", aspect="service", value="VPS"))[0] == 200

        work = await oleg.gets(f"tickets/{number}/work")
        assert (work["category"], work["kind"], work["service"]) == ("сеть", "request", "VPS")

    @pytest.mark.parametrize(("aspect", "value"), [("kind", "беда"), ("category", "реклама")])
    async def test_with_what_there_is_not_is_refused(self, opened: Opened, aspect: str, value: str) -> None:
        oleg = await opened.desk("Олег Агентов")
        _, number = await opened.ticket(oleg)

        assert (await does(oleg, number, "classification", aspect=aspect, value=value))[0] == 409


class TestTheCustomer:
    async def test_is_described(self, opened: Opened) -> None:
        oleg = await opened.desk("Олег Агентов")
        _, number = await opened.ticket(oleg)
        known = {"company": "ООО «Ромашка»", "contract": "55512", "notes": "звонить после 12"}

        assert (await does(oleg, number, "customer", **known))[0] == 200

        assert (await oleg.gets(f"tickets/{number}/work"))["customer"] == known

    async def test_gets_a_tier_and_its_deadlines(self, opened: Opened) -> None:
        maria, oleg = await opened.desk("Мария Главная"), await opened.desk("Олег Агентов")
        _, number = await opened.ticket(oleg)
        await maria.posts("promises/sla", {"order": "vip 3 10m 20m 24x7"})
        before = (await oleg.gets(f"tickets/{number}"))["deadlines"]

        assert (await does(oleg, number, "tier", tier="vip"))[0] == 200

        work = await oleg.gets(f"tickets/{number}/work")
        assert (work["tier"], work["tiers"]) == ("vip", ["standard", "vip"])
        assert (await oleg.gets(f"tickets/{number}"))["deadlines"] != before

    async def test_gets_no_tier_that_there_is_not(self, opened: Opened) -> None:
        oleg = await opened.desk("Олег Агентов")
        _, number = await opened.ticket(oleg)

        status, told = await does(oleg, number, "tier", tier="gold")

        assert status == 409
        assert told["words"].startswith("Выберите уровень клиента.")


class TestStrangers:
    async def test_reach_nothing(self, opened: Opened) -> None:
        oleg, stranger = await opened.desk("Олег Агентов"), await opened.desk()
        _, number = await opened.ticket(oleg)

        assert (await stranger.send("GET", f"tickets/{number}/work")).status == 401
        for path in ("assignee", "line", "classification", "customer", "tier"):
            assert (await stranger.send("POST", f"tickets/{number}/{path}", {})).status in {401, 403, 422}


class TestCategories:
    QUESTION: ClassVar[dict[str, Any]] = {
        "category": "доставка",
        "field": "номер заказа",
        "ask": "пожалуйста, пришлите номер заказа",
        "gain": "чтобы быстрее найти посылку",
        "answer": r"\d{5}",
        "language": "ru",
    }

    async def test_are_kept_by_managers_and_ask_the_next_customer(self, opened: Opened) -> None:
        maria = await opened.desk("Мария Главная")
        await maria.posts("categories/rules", {"text": "доставка: посылка"})
        await maria.posts("categories/questions", self.QUESTION)

        anna, number = await opened.ticket(maria, "Где моя посылка?")

        await standing(anna, "пожалуйста, пришлите номер заказа, чтобы быстрее найти посылку.")
        await anna.writes("12345")
        await maria.sees(f"tickets/{number}/work", lambda told: told["fields"])
        work = await maria.gets(f"tickets/{number}/work")
        assert work["fields"] == [{"name": "номер заказа", "value": "12345"}]
        assert work["category"] == "доставка"

    async def test_that_break_a_criterion_are_refused_with_it(self, opened: Opened) -> None:
        maria = await opened.desk("Мария Главная")
        await maria.posts("categories/rules", {"text": "доставка: посылка"})

        remark = self.QUESTION | {"ask": "пожалуйста: не вижу номера заказа"}
        status, told = await maria.calls("POST", "categories/questions", remark)

        assert (status, told["error"]) == (409, "not-now")
        assert "просьба вместо замечания" in told["words"]

    async def test_are_deleted_by_number(self, opened: Opened) -> None:
        maria = await opened.desk("Мария Главная")
        before = await maria.gets("categories")
        rule, question = before["rules"][0]["id"], before["questions"][0]["id"]

        assert (await maria.send("DELETE", f"categories/rules/{rule}")).status == 200
        assert (await maria.send("DELETE", f"categories/questions/{question}")).status == 200
        again = await maria.calls("DELETE", f"categories/rules/{rule}")

        after = await maria.gets("categories")
        assert len(after["rules"]) == len(before["rules"]) - 1
        assert len(after["questions"]) == len(before["questions"]) - 1
        assert again[0] == 409

    async def test_are_no_business_of_agents(self, opened: Opened) -> None:
        oleg = await opened.desk("Олег Агентов")

        assert (await oleg.send("GET", "categories")).status == 403
        assert (await oleg.send("POST", "categories/rules", {"text": "x: y"})).status == 403
