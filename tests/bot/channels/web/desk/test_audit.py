"""The audit trail at the desk: read by managers, page by page."""

import ast
from pathlib import Path

import handlers
from handlers.clock import utc_now
from handlers.managers.audit import COMMAND_LINE
from handlers.phrases import Phrases
from storage.database import Database
from tests.bot.channels.web.opened import Opened


class TestTheAuditTrail:
    async def test_tells_who_changed_what_the_newest_first(self, opened: Opened) -> None:
        maria = await opened.desk("Мария Главная")
        await maria.posts("promises/sla", {"order": "vip 1 10m 2h 24x7"})
        await maria.posts("promises/hours", {"order": "zone Europe/Berlin"})

        told = await maria.gets("audit")

        assert [(each["who"], each["what"], each["particulars"]) for each in told["changes"]] == [
            ("Мария Главная", "Изменён рабочий календарь", "часовой пояс: Europe/Berlin"),
            ("Мария Главная", "Установлены сроки", "уровень: vip, приоритет: 1, сроки: 10m 2h 24x7"),
        ]
        assert told["older"] is False

    async def test_tells_of_the_command_line_and_of_what_it_does_not_know(
        self, opened: Opened, sqlite_url: str
    ) -> None:
        maria = await opened.desk("Мария Главная")
        database = await Database.open(sqlite_url)
        async with database.books() as books:
            await books.audit.note(COMMAND_LINE, "faq imported", {"added": "1, 2", "strange": "x"}, utc_now())
            await books.commit()
        await database.close()

        (told,) = (await maria.gets("audit"))["changes"]

        assert (told["who"], told["what"]) == ("командная строка", "Загружен файл базы ответов")
        assert told["particulars"] == "добавлены: 1, 2, strange: x"

    async def test_is_read_page_by_page(self, opened: Opened, sqlite_url: str) -> None:
        maria = await opened.desk("Мария Главная")
        database = await Database.open(sqlite_url)
        async with database.books() as books:
            for number in range(60):
                await books.audit.note("desk:maria", f"change {number}", {}, utc_now())
            await books.commit()
        await database.close()

        first = await maria.gets("audit")
        second = await maria.gets(f"audit?before={first['changes'][-1]['id']}")

        assert (first["older"], second["older"]) == (True, False)
        told = [each["what"] for each in (*first["changes"], *second["changes"])]
        assert told == [f"change {number}" for number in reversed(range(60))]

    async def test_is_no_agents_business(self, opened: Opened) -> None:
        oleg, stranger = await opened.desk("Олег Агентов"), await opened.desk()

        assert (await oleg.send("GET", "audit")).status == 403
        assert (await stranger.send("GET", "audit")).status == 401


class TestEveryNote:
    def test_has_its_sentence_in_each_language(self) -> None:
        phrases = Phrases.load()
        for language in phrases.languages:
            known = phrases.in_language(language).phrases
            assert [what for what in _noted() if f"audit-{what.replace(' ', '-')}" not in known] == []


def _noted() -> set[str]:
    """What the code writes down, as far as it stands there in plain words."""
    sources = [ast.parse(path.read_text("utf-8")) for path in Path(handlers.__path__[0]).rglob("*.py")]
    calls = (node for source in sources for node in ast.walk(source) if isinstance(node, ast.Call))
    noted = (call.args[1] for call in calls if ast.unparse(call.func) == "books.audit.note")
    found = {arg.value for arg in noted if isinstance(arg, ast.Constant) and isinstance(arg.value, str)}
    assert found
    return found
