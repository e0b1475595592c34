"""FAQ files that managers send and get."""

import io
import json

import pytest
from openpyxl import Workbook

from faq.exchange import FileFormat, read_faq
from storage.records.content import Content
from tests.handlers.front import Desk
from tests.handlers.people import Customer, document

GOOD = """\
- question: Как получить доступ к FTP?
  alternatives: [ftp пароль]
  answer: В личном кабинете.
- question: Как создать ящик?
  answer: Раздел «Почта».
""".encode()
BAD = "question,answer\nКак?,Так.\nКак иначе?,\n,Ответ\n".encode()


_ROWS = (
    {"id": "", "question": "Как?", "answer": "Так."},
    {"id": "", "question": "", "answer": "Ответ без вопроса"},
    {"id": "второй", "question": "Зачем?", "answer": "Затем."},
    {"id": "", "question": "КАК?", "answer": "Иначе."},
)
"""The second to the fourth have a fault each."""


def in_format(kind: FileFormat) -> bytes:
    """The rows as somebody would write them by hand, without the checks of an export."""
    head, lines = list(_ROWS[0]), [list(row.values()) for row in _ROWS]
    match kind:
        case FileFormat.CSV:
            return "\n".join(",".join(cells) for cells in [head, *lines]).encode()
        case FileFormat.XLSX:
            book, written = Workbook(), io.BytesIO()
            sheet = book.active
            assert sheet is not None
            for cells in [head, *lines]:
                sheet.append(cells)
            book.save(written)
            return written.getvalue()
        case FileFormat.JSONL:
            return "\n".join(json.dumps(row) for row in _ROWS).encode()
        case FileFormat.YAML:
            return json.dumps(_ROWS, indent=1).encode()  # every JSON is a YAML


@pytest.fixture
async def maria(desk: Desk) -> Customer:
    return await desk.manager().in_private()


async def upload(desk: Desk, by: Customer, data: bytes, name: str = "faq.yaml", caption: str = "") -> Content:
    desk.files["file-1"] = data
    content = document(name, "file-1", caption)
    await by.writes(content)
    return content


class TestAFileWithTheCommandUnderIt:
    async def test_is_imported_and_told(self, desk: Desk, maria: Customer) -> None:
        await upload(desk, maria, GOOD, caption="/faq import")

        assert await desk.faq() == [
            ("Как получить доступ к FTP?", ("ftp пароль",), "В личном кабинете."),
            ("Как создать ящик?", (), "Раздел «Почта»."),
        ]
        assert maria.reads == ["Загружено. Добавлено: 2, изменено: 0, без изменений: 0. Отменить: /faq undo"]

    async def test_is_imported_however_the_keyboard_began_the_word(self, desk: Desk, maria: Customer) -> None:
        await upload(desk, maria, GOOD, caption="/faq Import")

        assert len(await desk.faq()) == 2

    async def test_twice_changes_nothing(self, desk: Desk, maria: Customer) -> None:
        await upload(desk, maria, GOOD, caption="/faq import")

        await upload(desk, maria, GOOD, caption="/faq import")

        assert maria.reads[-1] == "В базе уже всё так, как в файле (записей: 2). Ничего не изменилось."

    async def test_of_two_columns_leaves_the_others_and_names_what_it_changed(
        self, desk: Desk, maria: Customer
    ) -> None:
        await maria.writes("/faq add Как создать ящик?\n~ новая почта\n\nРаздел «Почта».")
        data = "question,answer\nКак создать ящик?,Раздел «Ящики».\nКак войти?,По ссылке.\n".encode()

        await upload(desk, maria, data, name="faq.csv", caption="/faq import")

        assert await desk.faq() == [
            ("Как создать ящик?", ("новая почта",), "Раздел «Ящики»."),
            ("Как войти?", (), "По ссылке."),
        ]
        assert maria.reads[-1] == (
            "Загружено. Добавлено: 1, изменено: 1 (№ 1), без изменений: 0. Отменить: /faq undo"
        )

    async def test_is_taken_back_as_one_change(self, desk: Desk, maria: Customer) -> None:
        await upload(desk, maria, GOOD, caption="/faq import")

        await maria.writes("/faq undo")

        assert await desk.faq() == []
        done, *lines = maria.reads[-1].splitlines()
        assert done == "Отменено последнее изменение:"
        assert [line.rpartition(":")[2] for line in lines] == [" была добавлена, теперь снова удалена"] * 2
        async with desk.database.books() as books:
            undone, imported = await books.audit.latest()
        assert (imported.what, imported.details) == ("faq imported", {"added": "1, 2"})
        assert (undone.what, undone.details) == (
            "faq change undone",
            {"change": "added", "entries": "1, 2"},
        )

    async def test_is_taken_back_with_its_first_entries_named(self, desk: Desk, maria: Customer) -> None:
        rows = "\n".join(f"Вопрос номер {number},Ответ {number}" for number in range(30))
        await upload(desk, maria, f"question,answer\n{rows}".encode(), name="faq.csv", caption="/faq import")

        await maria.writes("/faq undo")

        assert len(maria.reads[-1].splitlines()) == 12
        assert maria.reads[-1].endswith("…и ещё записей: 20")
        async with desk.database.books() as books:
            (undone, _) = await books.audit.latest()
        assert undone.details["entries"].endswith("19, 20 (+10)")

    async def test_with_faults_imports_nothing_and_names_row_and_column(
        self, desk: Desk, maria: Customer
    ) -> None:
        await upload(desk, maria, BAD, name="faq.csv", caption="/faq import")

        (told,) = maria.reads
        assert told.startswith("Ничего не загружено, ошибок: 2\n")
        assert "строка 3, “answer”: не заполнено" in told
        assert "строка 4, “question”: не заполнено" in told
        assert await desk.faq() == []

    @pytest.mark.parametrize("kind", FileFormat)
    async def test_in_any_format_is_refused_by_row_and_column(
        self, desk: Desk, maria: Customer, kind: FileFormat
    ) -> None:
        await desk.knows("Где?", "Здесь.")
        await upload(desk, maria, in_format(kind), f"faq.{kind}", "/faq import")

        head, *faults = maria.reads[0].splitlines()
        first = 2 if kind in (FileFormat.CSV, FileFormat.XLSX) else 1  # below the header
        assert head == "Ничего не загружено, ошибок: 3"
        assert [fault.partition(",")[0] for fault in faults] == [
            f"• строка {first + 1}",
            f"• строка {first + 2}",
            f"• строка {first + 3}",
        ]
        assert faults[0].endswith("“question”: не заполнено")
        assert faults[1].endswith("“id”: значение не того вида (нужен номер записи, а у новой — ничего)")
        assert faults[2].endswith(f"“question”: такой вопрос уже есть в файле (строка {first})")
        assert await desk.faq() == [("Где?", (), "Здесь.")]

    @pytest.mark.parametrize(
        ("name", "data", "told"),
        [
            ("faq.csv", "question,answer\nКак?,Так".encode("koi8-r"), "файл не в UTF-8: сохраните"),
            ("faq.xlsx", b"PK", "файл не читается (это не XLSX)"),
            ("faq.jsonl", b"{", "строка 1: файл не читается (это не JSON: проверьте скобки"),
            ("faq.yaml", b": - [", "файл не читается (это не YAML: проверьте скобки"),
            ("faq.yaml", b"- question: A\n  answer: [b\n", "в файле строка 2: файл не читается"),
            (
                "faq.yaml",
                b"- phrasings: A",
                "такой колонки у FAQ нет, есть: id (номер), question (вопрос), answer (ответ)",
            ),
            ("faq.yaml", b"just words", "значение не того вида (нужен список записей"),
            ("faq.jsonl", b"[1]", "строка 1: значение не того вида (нужна запись: question и answer)"),
            ("faq.csv", b"vopros,answer\nA,B", "“question”: в первой строке должны стоять названия колонок"),
            ("faq.csv", b"", "в файле нет записей"),
        ],
    )
    async def test_that_is_none_says_so_in_the_readers_language(
        self, desk: Desk, maria: Customer, name: str, data: bytes, told: str
    ) -> None:
        await upload(desk, maria, data, name, "/faq import")

        assert told in maria.reads[0]
        assert await desk.faq() == []

    async def test_names_words_that_two_entries_have_and_is_taken_all_the_same(
        self, desk: Desk, maria: Customer
    ) -> None:
        await maria.writes("/faq add Как создать ящик?\n~ новая почта\n\nРаздел «Почта».")
        data = "question,answer,alternatives\nГде почта?,Там.,Новая почта\nКак войти?,Так.,логин; вход\n"

        await upload(desk, maria, data.encode(), "faq.csv", "/faq import")

        assert len(await desk.faq()) == 3
        assert maria.reads[-1].splitlines()[2:] == [
            "Загружено, но посмотрите, пожалуйста:",
            "• «Новая почта»: очень похожи запись № 2 «Где почта?» и запись № 1 «Как создать ящик?»",
            "• «логин; вход» (запись № 3 «Как войти?»): это одна формулировка",
            "• Из двух одинаковых формулировок бот не выберет и переспросит: оставьте одну.",
            "• Если их несколько, в таблице их разделяет знак |",
        ]

    async def test_of_a_thousand_rows_is_one_change(self, desk: Desk, maria: Customer) -> None:
        rows = "\n".join(f"Вопрос {number} о разном?,Ответ {number}" for number in range(1000))
        await upload(desk, maria, f"question,answer\n{rows}".encode(), "faq.csv", "/faq import")

        assert maria.reads[-1].startswith("Загружено. Добавлено: 1000, изменено: 0")
        await maria.writes("/faq undo")
        assert await desk.faq() == []

    async def test_in_another_language_is_taken_with_it(self, desk: Desk, maria: Customer) -> None:
        data = b"question,answer,language,category\nHow?,Like this.,en,access\n"
        await upload(desk, maria, data, "faq.csv", "/faq import")
        await maria.writes("/faq export csv")

        exported, _ = maria.file()
        (row,) = read_faq(exported, FileFormat.CSV).rows
        assert (row.question, row.language, row.category) == ("How?", "en", "access")

    @pytest.mark.parametrize("id_", ["77", "abc"])
    async def test_with_a_strange_id_imports_nothing(self, desk: Desk, maria: Customer, id_: str) -> None:
        await upload(desk, maria, f"id,question,answer\n{id_},Как?,Так.\n".encode(), "faq.csv", "/faq import")

        assert maria.reads[0].startswith("Ничего не загружено")
        assert await desk.faq() == []

    async def test_of_another_kind_is_refused_with_the_kinds(self, desk: Desk, maria: Customer) -> None:
        await upload(desk, maria, b"%PDF", name="faq.pdf", caption="/faq import")

        assert maria.reads[0].startswith(
            "Ответьте командой /faq import на файл .yaml, .csv, .xlsx или .jsonl"
        )

    async def test_of_somebody_else_is_neither_fetched_nor_imported(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes(document("faq.yaml", "nobody-fetches-this", "/faq import"))

        assert anna.reads == ["Эта команда доступна только менеджерам."]


class TestAFileByItself:
    async def test_in_private_opens_no_ticket_and_is_told_how_to_go_on(
        self, desk: Desk, maria: Customer
    ) -> None:
        await upload(desk, maria, GOOD)

        assert maria.reads == [
            "Похоже на файл FAQ. Чтобы загрузить его, ответьте на него командой /faq import"
        ]
        assert await desk.tickets() == []

    async def test_that_is_no_faq_is_a_customers(self, desk: Desk, maria: Customer) -> None:
        await upload(desk, maria, b"...", name="screenshot.png")

        assert await desk.tickets() == [1]

    async def test_of_a_customer_opens_a_ticket(self, desk: Desk) -> None:
        await desk.customer().writes(document("faq.yaml", "file-1"))

        assert await desk.tickets() == [1]

    async def test_is_imported_by_replying_to_it(self, desk: Desk, maria: Customer) -> None:
        content = await upload(desk, maria, GOOD)

        await maria.replies_to(content, "/faq import")

        assert len(await desk.faq()) == 2


class TestExport:
    @pytest.mark.parametrize("kind", [*FileFormat, ""])
    async def test_and_import_again_change_nothing(self, desk: Desk, maria: Customer, kind: str) -> None:
        await desk.knows("Как получить доступ к FTP?", "В кабинете.\nЛогин там же.", "ftp пароль", "фтп")
        await desk.knows("«Как», создать; ящик?", "Раздел | «Почта»")
        before = await desk.faq()
        await maria.writes(f"/faq export {kind}")
        data, name = maria.file()

        await upload(desk, maria, data, name, "/faq import")

        assert name == f"faq.{kind or 'yaml'}"
        assert len(read_faq(data, FileFormat(kind or "yaml")).rows) == 2
        assert maria.reads[-1].startswith("В базе уже всё так, как в файле (записей: 2).")
        assert await desk.faq() == before

    async def test_of_an_empty_faq_is_no_file(self, maria: Customer) -> None:
        await maria.writes("/faq export")

        assert maria.reads[-1].startswith("В FAQ пока нет записей.")

    async def test_of_an_unknown_kind_names_those_that_there_are(self, maria: Customer) -> None:
        await maria.writes("/faq export docx")

        assert maria.reads == ["Форматы: /faq export yaml, csv, xlsx или jsonl"]
