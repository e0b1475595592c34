"""FAQ files: what is written comes back unchanged, and every fault is told with its place."""

import io
import zipfile
from datetime import datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from faq import FaqEntry
from faq.exchange import FaultKind, FileFormat, ParsedFaq, format_of, read_faq, write_faq
from faq.exchange_rows import join_alternatives, normal_text, split_alternatives

characters = st.characters(
    exclude_categories=("Cs", "Cc"),
    exclude_characters="\ufffe\uffff",
    include_characters="\n\t|\\\"',;=+-@'#:_",
)
texts = st.text(characters, max_size=60).map(normal_text)
some_text = texts.filter(bool)
entries = st.builds(
    FaqEntry,
    id=some_text,
    question=some_text,
    answer=some_text,
    alternatives=st.lists(some_text, max_size=3, unique=True).map(tuple),
    category=st.none() | some_text,
    language=st.sampled_from([None, "ru", "en", "pt-BR"]),
)
knowledge_bases = st.lists(entries, min_size=1, max_size=4, unique_by=lambda entry: entry.id)


def faults_of(parsed: ParsedFaq) -> list[tuple[FaultKind, int | None, str | None]]:
    return [(fault.kind, fault.row, fault.column) for fault in parsed.faults]


def csv_faults(text: str) -> list[tuple[FaultKind, int | None, str | None]]:
    return faults_of(read_faq(text.encode(), FileFormat.CSV))


class TestExportAndImportAgain:
    @pytest.mark.parametrize("file_format", list(FileFormat))
    @given(knowledge_base=knowledge_bases)
    @settings(max_examples=60, deadline=None)
    def test_change_nothing(self, file_format: FileFormat, knowledge_base: list[FaqEntry]) -> None:
        parsed = read_faq(write_faq(knowledge_base, file_format), file_format)

        assert parsed.faults == ()
        assert [row.to_entry(row.id or "") for row in parsed.rows] == knowledge_base

    @given(st.lists(some_text, max_size=5))
    def test_keep_the_separator_inside_of_alternatives(self, alternatives: list[str]) -> None:
        assert split_alternatives(join_alternatives(alternatives)) == alternatives

    def test_mark_formulas_in_csv_so_that_no_spreadsheet_runs_them(self) -> None:
        entry = FaqEntry(id="1", question="=HYPERLINK(A1)", answer="+7 495", alternatives=("-1", "@here"))

        text = write_faq([entry], FileFormat.CSV).decode("utf-8-sig")

        assert text.splitlines()[1] == "1,'=HYPERLINK(A1),'+7 495,'-1|@here,,"

    @pytest.mark.parametrize("file_format", list(FileFormat))
    def test_leaves_out_what_no_file_can_hold(self, file_format: FileFormat) -> None:
        """Somebody pasted it once; a workbook could not be written at all."""
        entry = FaqEntry(
            id="1", question="Bell\x07?", answer="\x85So\ufffe\r\n", alternatives=("\x1b", "ding\x08")
        )

        (row,) = read_faq(write_faq([entry], file_format), file_format).rows

        assert (row.question, row.answer, row.alternatives) == ("Bell?", "So", ("ding",))

    @pytest.mark.parametrize("file_format", list(FileFormat))
    def test_keep_emoji_that_this_python_has_no_name_for(self, file_format: FileFormat) -> None:
        entry = FaqEntry(id="1", question="Is it safe?", answer="Yes \U0001fae8 \U0001faea")

        parsed = read_faq(write_faq([entry], file_format), file_format)

        assert parsed.faults == ()
        assert parsed.rows[0].answer == entry.answer


class TestAnyBytes:
    @pytest.mark.parametrize("file_format", list(FileFormat))
    @given(
        data=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode(errors="replace"))
    )
    @settings(max_examples=60, deadline=None)
    def test_are_read_without_an_error(self, file_format: FileFormat, data: bytes) -> None:
        parsed = read_faq(data, file_format)

        assert parsed.rows or parsed.faults


class TestAColumnThatIsNotThere:
    """Is not the same as an empty cell: what stands is left as it is."""

    @pytest.mark.parametrize(
        ("data", "file_format"),
        [
            (b"question,answer,category\nHow?,So,\n", FileFormat.CSV),
            (b'{"question": "How?", "answer": "So", "category": null}', FileFormat.JSONL),
            (b"- question: How?\n  answer: So\n  category:\n", FileFormat.YAML),
        ],
    )
    def test_is_told_apart_from_an_empty_one(self, data: bytes, file_format: FileFormat) -> None:
        (row,) = read_faq(data, file_format).rows

        assert row.absent == {"alternatives", "language"}

    @pytest.mark.parametrize("file_format", list(FileFormat))
    def test_is_in_no_export(self, file_format: FileFormat) -> None:
        data = write_faq([FaqEntry(id="1", question="How?", answer="So")], file_format)

        (row,) = read_faq(data, file_format).rows

        assert row.absent == frozenset()


class TestRussianColumns:
    @pytest.mark.parametrize(
        "header",
        [
            "номер;вопрос;ответ;варианты;категория;язык",
            "№;Вопрос;ОТВЕТ; Формулировки ;Категория;Язык",
            "id;question;Ответ;Другие  формулировки;category;language",
            "№;Вопросы;Ответы;Синонимы;Категория;Язык",
            "id;Questions;Answers;Synonyms;category;language",
            '"id";"Вопрос";"Ответ";"Варианты вопроса";"Категория";"Язык"',
        ],
    )
    def test_are_those_of_a_table(self, header: str) -> None:
        data = f"\ufeff{header}\r\n7;Как войти?;Вот так;логин|вход;Доступ;ru\r\n".encode()

        (row,) = read_faq(data, FileFormat.CSV).rows

        assert (row.id, row.question, row.answer, row.category) == ("7", "Как войти?", "Вот так", "Доступ")
        assert (row.alternatives, row.language, row.absent) == (("логин", "вход"), "ru", frozenset())

    @pytest.mark.parametrize(
        ("data", "file_format"),
        [
            ("- Вопрос: Как?\n  ответ: Так\n  варианты: [а, б]\n", FileFormat.YAML),
            ('{"вопрос": "Как?", "Ответ": "Так", "варианты": ["а", "б"]}', FileFormat.JSONL),
        ],
    )
    def test_are_the_keys_of_a_record(self, data: str, file_format: FileFormat) -> None:
        (row,) = read_faq(data.encode(), file_format).rows

        assert (row.question, row.answer, row.alternatives) == ("Как?", "Так", ("а", "б"))

    def test_are_named_in_faults_as_the_file_names_them(self) -> None:
        assert csv_faults("Вопрос;Ответ;Язык\n;Так;русский\n") == [
            (FaultKind.MISSING, 2, "Вопрос"),
            (FaultKind.BAD_LANGUAGE, 2, "Язык"),
        ]

    @pytest.mark.parametrize(
        ("data", "file_format"),
        [
            ("question,вопрос,answer\nA,B,C\n", FileFormat.CSV),
            ('{"question": "A", "вопрос": "B", "answer": "C"}', FileFormat.JSONL),
            ("- question: A\n  вопрос: B\n  answer: C\n", FileFormat.YAML),
        ],
    )
    def test_beside_the_english_ones_stand_twice(self, data: str, file_format: FileFormat) -> None:
        assert faults_of(read_faq(data.encode(), file_format)) == [(FaultKind.REPEATED_COLUMN, 1, "вопрос")]


class TestATableWithGaps:
    @pytest.mark.parametrize("table", ["question;;answer\nA;;B\n", ";question;answer;;\n;A;B;;\n"])
    def test_may_have_columns_in_which_nothing_stands(self, table: str) -> None:
        (row,) = read_faq(table.encode(), FileFormat.CSV).rows

        assert (row.question, row.answer) == ("A", "B")

    def test_is_refused_where_a_cell_stands_under_no_name(self) -> None:
        assert csv_faults("question;;answer\nA;B;C\n") == [(FaultKind.EXTRA_CELL, 2, None)]

    def test_may_begin_below_empty_lines(self) -> None:
        (row,) = read_faq(b"\r\n;;;\r\nquestion;answer\r\nA;B\r\n;  ;\r\n", FileFormat.CSV).rows

        assert (row.row, row.question, row.answer) == (4, "A", "B")


class TestACsvFile:
    def test_from_a_russian_spreadsheet_is_read(self) -> None:
        data = "\ufeffQuestion;Answer;alternatives\r\nКак войти?;Вот так;логин|вход в кабинет\r\n".encode()

        (row,) = read_faq(data, FileFormat.CSV).rows

        assert (row.row, row.id, row.question, row.answer) == (2, None, "Как войти?", "Вот так")
        assert row.alternatives == ("логин", "вход в кабинет")

    @pytest.mark.parametrize("mark", [",", ";", "\t"])
    def test_may_tell_its_separator_above_the_header(self, mark: str) -> None:
        rows = ["question", "answer"], ["How?", "So; then, now"], ["Why?", ""]
        lines = [f'{question}{mark}"{answer}"' for question, answer in rows]
        data = "\r\n".join([f"sep={mark}", *lines]).encode("utf-8-sig")

        parsed = read_faq(data, FileFormat.CSV)

        assert [(row.row, row.question, row.answer) for row in parsed.rows] == [(3, "How?", "So; then, now")]
        assert faults_of(parsed) == [(FaultKind.MISSING, 4, "answer")]

    def test_numbers_rows_by_the_line_where_they_begin(self) -> None:
        assert csv_faults('question,answer\n"first\nquestion","two\nlines"\n\nsecond,\n') == [
            (FaultKind.MISSING, 6, "answer")
        ]

    def test_tells_all_faults_at_once(self) -> None:
        text = (
            "id,question,answer,language\n"
            "1,How?,,en\n"
            "1,Why?,So,english\n"
            ",why?,So,\n"
            f",Long?,{'x' * 20_001},\n"
            ",Bell?,ding\x07,\n"
            ",Many?,a,en,more\n"
        )

        assert csv_faults(text) == [
            (FaultKind.MISSING, 2, "answer"),
            (FaultKind.BAD_LANGUAGE, 3, "language"),
            (FaultKind.DUPLICATE_ID, 3, "id"),
            (FaultKind.SAME_QUESTION, 4, "question"),
            (FaultKind.TOO_LONG, 5, "answer"),
            (FaultKind.BAD_CHARACTER, 6, "answer"),
            (FaultKind.EXTRA_CELL, 7, None),
        ]

    def test_with_a_wrong_header_names_its_columns(self) -> None:
        assert csv_faults("question,Reply\na,b\n") == [
            (FaultKind.MISSING_COLUMN, 1, "answer"),
            (FaultKind.UNKNOWN_COLUMN, 1, "Reply"),
        ]

    def test_below_a_title_is_told_where_the_header_belongs(self) -> None:
        parsed = read_faq("Наши ответы;\nвопрос;ответ\nКак?;Так.\n".encode(), FileFormat.CSV)

        assert 'row 1, "question": the first row must name the columns' in str(parsed.faults[0])

    def test_as_excel_saves_russian_is_read(self) -> None:
        text = "вопрос;ответ\r\nКак получить счёт № 5 — «бумажный»?;На почте…\r\n"

        parsed = read_faq(text.encode("cp1251"), FileFormat.CSV)

        assert faults_of(parsed) == []
        assert [(row.question, row.answer) for row in parsed.rows] == [
            ("Как получить счёт № 5 — «бумажный»?", "На почте…")
        ]

    @pytest.mark.parametrize(
        ("text", "encoding"),
        [
            ("Wo ist das Café?,Dort", "cp1252"),
            ("Как оплатить?,Картой", "koi8-r"),
            ("Как оплатить?,Картой", "mac-cyrillic"),
            ("Как оплатить?,Картой", "cp866"),
            ("Як сплатити її?,Карткою", "cp1251"),
        ],
    )
    def test_in_another_encoding_says_so(self, text: str, encoding: str) -> None:
        parsed = read_faq(f"question,answer\n{text}".encode(encoding), FileFormat.CSV)

        assert faults_of(parsed) == [(FaultKind.BAD_ENCODING, 2, None)]

    def test_alone_may_be_in_windows_1251(self) -> None:
        parsed = read_faq("- question: Как?\n  answer: Так".encode("cp1251"), FileFormat.YAML)

        assert faults_of(parsed) == [(FaultKind.BAD_ENCODING, 1, None)]

    def test_with_an_open_quote_is_unreadable(self) -> None:
        assert csv_faults('question,answer\n"a,b\n')[0][0] is FaultKind.UNREADABLE

    def test_without_rows_says_so(self) -> None:
        assert csv_faults("question,answer\n") == [(FaultKind.NO_ROWS, None, None)]


class TestAYamlFile:
    def test_names_item_line_and_column(self) -> None:
        text = "- question: How?\n  answer: So\n- question: Why?\n  anser: So\n  alternatives: because\n"

        parsed = read_faq(text.encode(), FileFormat.YAML)

        columns = (
            "id (номер), question (вопрос), answer (ответ), alternatives (варианты), category (категория), "
            "language (язык)"
        )
        assert [str(fault) for fault in parsed.faults] == [
            f'row 2 (line 4), "anser": is no column of a FAQ file: use {columns}',
            'row 2 (line 3), "answer": is missing: fill it in',
            'row 2 (line 3), "alternatives": must be a list of texts',
        ]

    def test_that_is_no_yaml_names_the_line(self) -> None:
        (fault,) = read_faq(b"- question: How?\n  answer: 'So\n", FileFormat.YAML).faults

        assert fault.kind is FaultKind.UNREADABLE
        assert str(fault) == "line 2: the file cannot be read: no YAML (found unexpected end of stream)"

    @pytest.mark.parametrize(
        "text", ["- question: true\n  answer: 1.5\n", "- question: [a]\n  answer: {b: c}\n"]
    )
    def test_refuses_other_types(self, text: str) -> None:
        assert faults_of(read_faq(text.encode(), FileFormat.YAML)) == [
            (FaultKind.WRONG_TYPE, 1, "question"),
            (FaultKind.WRONG_TYPE, 1, "answer"),
        ]

    def test_builds_no_objects(self) -> None:
        parsed = read_faq(b"- !!python/object/apply:os.system ['true']\n", FileFormat.YAML)

        assert parsed.rows == ()

    @pytest.mark.parametrize("text", ["[" * 5000, "- &a [*a]\n", "question: a\nanswer: b\n", "- a\n"])
    def test_of_another_shape_is_refused(self, text: str) -> None:
        parsed = read_faq(text.encode(), FileFormat.YAML)

        assert parsed.rows == ()
        assert parsed.faults

    def test_shows_long_answers_as_blocks(self) -> None:
        entry = FaqEntry(id="1", question="How?", answer="First.\nThen.")

        assert b"answer: |-\n    First.\n    Then.\n" in write_faq([entry], FileFormat.YAML)


class TestAJsonlFile:
    def test_names_the_line_of_each_fault(self) -> None:
        good = '{"question": "How?", "answer": "So"}'
        bad = '{"question": "Why?", "answer": ["a"], "x": 1}'
        text = f"{good}\n\n{{oops\n[1]\n{bad}\n"

        assert faults_of(read_faq(text.encode(), FileFormat.JSONL)) == [
            (FaultKind.UNREADABLE, 3, None),
            (FaultKind.WRONG_TYPE, 4, None),
            (FaultKind.UNKNOWN_COLUMN, 5, "x"),
            (FaultKind.WRONG_TYPE, 5, "answer"),
        ]

    def test_nested_without_end_is_refused(self) -> None:
        assert faults_of(read_faq(b"[" * 100_000, FileFormat.JSONL)) == [(FaultKind.UNREADABLE, 1, None)]


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rewritten(workbook: bytes, old: bytes, new: bytes) -> bytes:
    """The workbook with something else in its sheets."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as before, zipfile.ZipFile(stream, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            assert "worksheets" not in name or old in part
            after.writestr(name, part.replace(old, new) if "worksheets" in name else part)
    return stream.getvalue()


class TestAnXlsxFile:
    def workbook(self, *rows: tuple[str | float | datetime | time | None, ...]) -> bytes:
        book = Workbook(write_only=True)
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
        return saved(book)

    def test_takes_numbers_as_texts(self) -> None:
        data = self.workbook(("id", "question", "answer"), (7, "How much?", 2.0))

        (row,) = read_faq(data, FileFormat.XLSX).rows

        assert (row.id, row.question, row.answer) == ("7", "How much?", "2")

    def test_takes_percentages_as_they_are_shown(self) -> None:
        book = Workbook()
        sheet = book.create_sheet(index=0)
        sheet.append(("question", "answer"))
        for row, share in enumerate((0.15, 1, 0.075, 0.29), start=2):
            sheet.cell(row, 1, f"How much is {share}?")
            sheet.cell(row, 2, share).number_format = "0.0%"

        rows = read_faq(saved(book), FileFormat.XLSX).rows

        assert [row.answer for row in rows] == ["15%", "100%", "7.5%", "29%"]

    def test_has_the_values_of_its_formulas(self) -> None:
        """As Excel saves them: the formula, and what it showed."""
        data = self.workbook(("question", "answer"), ("How?", '=CONCATENATE("a","b")'))
        formula = b'<f>CONCATENATE("a","b")</f>'
        computed = rewritten(
            data, b'<c r="B2">' + formula + b"<v />", b'<c r="B2" t="str">' + formula + b"<v>ab</v>"
        )

        assert read_faq(computed, FileFormat.XLSX).rows[0].answer == "ab"

    @pytest.mark.parametrize("column", ["question", "answer", "alternatives"])
    def test_with_a_formula_that_nothing_computed_says_where(self, column: str) -> None:
        cells = {"question": "How?", "answer": "So", "alternatives": "Why?"} | {column: "=1+1"}
        data = self.workbook(tuple(cells), tuple(cells.values()))

        assert faults_of(read_faq(data, FileFormat.XLSX)) == [(FaultKind.NO_VALUE, 2, column)]

    def test_takes_days_and_hours_as_people_write_them(self) -> None:
        day = datetime(2026, 12, 24)  # noqa: DTZ001 - Excel has no zones
        data = self.workbook(
            ("question", "answer"), ("A", day), ("B", day.replace(hour=9, minute=30)), ("C", time(9, 30))
        )

        answers = [row.answer for row in read_faq(data, FileFormat.XLSX).rows]

        assert answers == ["2026-12-24", "2026-12-24 09:30", "09:30"]

    def test_pasted_on_windows_has_no_escapes_left(self) -> None:
        """Excel keeps the carriage return of a pasted text as `_x000D_`."""
        data = self.workbook(("question", "answer"), ("How?", "First_x000D_\nThen_x000d_\n"))

        assert read_faq(data, FileFormat.XLSX).rows[0].answer == "First\nThen"

    @pytest.mark.parametrize("answer", ["_x000D_", "A_x0041_x0042_", "_x005F_x0041_", "_x00"])
    def test_keeps_what_only_looks_like_an_escape(self, answer: str) -> None:
        entry = FaqEntry(id="1", question="How?", answer=answer)

        assert read_faq(write_faq([entry], FileFormat.XLSX), FileFormat.XLSX).rows[0].answer == answer

    def test_numbers_rows_as_the_spreadsheet_does(self) -> None:
        data = self.workbook(("question", "answer"), ("How?", "So"), (None, None), ("Why?", None))

        assert faults_of(read_faq(data, FileFormat.XLSX)) == [(FaultKind.MISSING, 4, "answer")]

    def test_that_unpacks_to_an_absurd_size_is_refused(self) -> None:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/worksheets/sheet1.xml", bytes(65 * 1024 * 1024))

        assert faults_of(read_faq(stream.getvalue(), FileFormat.XLSX)) == [(FaultKind.TOO_LARGE, None, None)]


class TestAFileName:
    @pytest.mark.parametrize(
        ("name", "file_format"),
        [("faq.yml", FileFormat.YAML), ("FAQ.XLSX", FileFormat.XLSX), ("a.b.jsonl", FileFormat.JSONL)],
    )
    def test_tells_the_format(self, name: str, file_format: FileFormat) -> None:
        assert format_of(name) is file_format

    @pytest.mark.parametrize("name", ["faq.txt", "csv", ""])
    def test_may_tell_none(self, name: str) -> None:
        assert format_of(name) is None
