"""Promises and hours at the desk: kept by managers, by the rules of `/sla` and `/hours`."""

import pytest

from tests.bot.channels.web.opened import Opened


class TestThePromises:
    async def test_are_kept_by_managers(self, opened: Opened) -> None:
        maria = await opened.desk("Мария Главная")

        await maria.posts("promises/sla", {"order": "vip 1 10m 24x7 2h working"})

        policies = (await maria.gets("promises"))["policies"]
        assert [(policy["tier"], policy["priority"], policy["own"]) for policy in policies] == [
            ("standard", 1, False),
            ("standard", 2, False),
            ("standard", 3, False),
            ("standard", 4, False),
            ("vip", 1, True),
        ]
        assert policies[-1]["response"] == "10m"
        assert (policies[-1]["responseAlways"], policies[-1]["resolutionAlways"]) == (True, False)

    async def test_include_the_calendar(self, opened: Opened) -> None:
        maria = await opened.desk("Мария Главная")

        for order in (
            "Mon-Fri 09:00-13:00 14:00-18:00",
            "zone Europe/Berlin",
            "holidays DE",
            "off 2027-03-12 stocktaking",
        ):
            await maria.posts("promises/hours", {"order": order})

        shown = await maria.gets("promises")
        assert shown["hours"] == "Mon-Fri 09:00-13:00 14:00-18:00"
        assert (shown["zone"], shown["holidays"]) == ("Europe/Berlin", "DE")
        assert [day["day"] for day in shown["days"]] == ["2027-03-12"]

    async def test_tell_what_changed_and_what_was_before(self, opened: Opened) -> None:
        maria = await opened.desk("Мария Главная")

        _, made = await maria.calls("POST", "promises/sla", {"order": "gold 1 10m 2h"})
        _, off = await maria.calls("POST", "promises/hours", {"order": "off 2027-03-12 stocktaking"})

        assert made["words"].splitlines() == [
            "Новые обращения «gold 1»: 10m 2h. Было: 15m 4h 24x7.",
            "Уровня с таким именем раньше не было, теперь он есть. Прежние уровни: standard, vip.",
        ]
        assert off["words"] == "Изменено:\n2027-03-12: выходной (stocktaking) — было: обычный день"

    @pytest.mark.parametrize(("which", "order"), [("sla", "vip 1 20m 3h"), ("hours", "zone Europe/Paris")])
    async def test_that_somebody_else_changed_are_not_overwritten_unseen(
        self, opened: Opened, which: str, order: str
    ) -> None:
        maria = await opened.desk("Мария Главная")
        seen = (await maria.gets("promises"))["version"]
        await maria.posts("promises/sla", {"order": "vip 1 10m 2h", "version": seen})
        before = await maria.gets("promises")

        status, told = await maria.calls("POST", f"promises/{which}", {"order": order, "version": seen})

        assert (status, told["error"]) == (409, "stale")
        assert await maria.gets("promises") == before
        await maria.posts(f"promises/{which}", {"order": order, "version": before["version"]})

    @pytest.mark.parametrize(
        ("which", "order", "words"),
        [
            ("sla", "9 10m 2h", "Напишите приоритет от 1 до 4"),
            ("hours", "zone Mars", "Часового пояса «Mars» нет"),
        ],
    )
    async def test_that_will_not_do_are_refused_in_words(
        self, opened: Opened, which: str, order: str, words: str
    ) -> None:
        maria = await opened.desk("Мария Главная")

        status, told = await maria.calls("POST", f"promises/{which}", {"order": order})

        assert status == 409
        assert told["words"].startswith(words)

    async def test_are_no_agents_business(self, opened: Opened) -> None:
        oleg = await opened.desk("Олег Агентов")

        assert (await oleg.send("GET", "promises", {})).status == 403
        assert (await oleg.send("POST", "promises/sla", {"order": "1 10m 2h"})).status == 403
