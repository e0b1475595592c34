"""What is known of a customer at the desk, with the whole bot behind it: who they are, and a ban."""

from tests.bot.channels.web.desk_browser import does
from tests.bot.channels.web.opened import Opened, standing


class TestOnePersonInTwoChannels:
    async def test_is_joined_known_and_taken_apart(self, opened: Opened) -> None:
        oleg = await opened.desk("Олег Агентов")
        _, first = await opened.ticket(oleg)
        await oleg.does(first, "take")
        anya, second = await opened.ticket(oleg)
        await does(oleg, first, "customer", company="ООО «Ромашка»", contract="", notes="")

        assert (await does(oleg, second, "person", number=str(first)))[0] == 200

        work = await oleg.gets(f"tickets/{second}/work")
        assert (work["joined"], len(work["channels"])) == (True, 2)
        assert work["customer"]["company"] == "ООО «Ромашка»"
        await oleg.says(second, "Смотрим")
        assert await standing(anya, "Смотрим")
        assert (await does(oleg, first, "separation"))[0] == 200
        work = await oleg.gets(f"tickets/{second}/work")
        assert (work["joined"], work["customer"]["company"]) == (False, "")

    async def test_is_refused_in_one_line(self, opened: Opened) -> None:
        oleg = await opened.desk("Олег Агентов")
        _, number = await opened.ticket(oleg)

        unknown = await does(oleg, number, "person", number="77")
        alone = await does(oleg, number, "separation")

        words = "Обращения «77» нет: укажите номер другого обращения."
        assert unknown == (409, {"error": "not-now", "words": words})
        assert alone == (409, {"error": "not-now", "words": "Клиент ни с кем не объединён."})


class TestABan:
    async def test_is_seen_beside_the_ticket(self, opened: Opened) -> None:
        oleg = await opened.desk("Олег Агентов")
        _, number = await opened.ticket(oleg)
        assert not (await oleg.gets(f"tickets/{number}"))["banned"]

        await oleg.says(number, "/ban")

        assert (await oleg.gets(f"tickets/{number}"))["banned"]


class TestTakingBack:
    async def test_is_offered_to_the_author_and_to_managers(self, opened: Opened) -> None:
        oleg, maria = await opened.desk("Олег Агентов"), await opened.desk("Мария Главная")
        anna, number = await opened.ticket(oleg)
        await oleg.says(number, "Пароль соседа: ромашка")
        assert await standing(anna, "ромашка")

        replies = [
            next(
                item for item in (await desk.gets(f"tickets/{number}"))["timeline"] if item["kind"] == "agent"
            )
            for desk in (oleg, maria)
        ]
        status, _ = await maria.calls(
            "POST", f"tickets/{number}/takebacks", {"index": replies[1]["index"], "ref": replies[1]["ref"]}
        )

        assert [reply["takesBack"] for reply in replies] == [True, True]
        assert status == 200
        kinds = [item["kind"] for item in (await oleg.gets(f"tickets/{number}"))["timeline"]]
        assert "agent" not in kinds, "the reply is a note by now"
