"""What managers do with the FAQ by one message, in the staff chat and in private."""

import pytest

from storage.records.content import MediaKind
from tests.handlers.front import Desk
from tests.handlers.knowledge.ftp_entry import ANSWER, BLOCK, ENTRY, QUESTION
from tests.handlers.people import Customer, Staff


class TestReading:
    async def test_an_empty_faq_says_how_to_begin(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/faq list")

        assert desk.general() == ["В FAQ пока нет записей. Первую добавит /faq add"]

    async def test_list_goes_by_pages(self, desk: Desk, maria: Staff) -> None:
        for number in range(1, 22):
            await desk.knows(f"Вопрос {number}?", "Ответ")

        await maria.writes("/faq list")
        await maria.writes("/faq list 2")
        await maria.writes("/faq list 3")
        await maria.writes("/faq list x")

        first, second, *none = desk.general()
        assert first.startswith("FAQ, страница 1 из 2 (другая: /faq list 2):\n№ 1 Вопрос 1?\n№ 2")
        assert second == "FAQ, страница 2 из 2 (другая: /faq list 1):\n№ 21 Вопрос 21?"
        assert none == ["Такой страницы нет. Всего страниц: 2"] * 2

    @pytest.mark.parametrize("wanted", ["2", "№ 2", "#2"])
    async def test_find_knows_numbers(self, desk: Desk, maria: Staff, wanted: str) -> None:
        await desk.knows("Сколько ждать? До 2 дней?", "Два дня")
        await desk.knows("Где счёт?", "В кабинете")

        await maria.writes(f"/faq find {wanted}")

        assert desk.general()[-1].splitlines()[1] == "№ 2 Где счёт?"

    async def test_find_parts_what_holds_the_words_from_what_is_alike(self, desk: Desk, maria: Staff) -> None:
        await desk.knows("Как войти заново?", "В настройках.", "сменить свой пароль")
        await desk.knows("Где настройки?", "Там же можно сменить пароль.")
        await desk.knows("Как настроить почту?", "В разделе «Почта».")

        await maria.writes("/faq find сменить пароль")
        await maria.writes("/faq find корзина")

        assert desk.general() == [
            "Нашлось:\n№ 2 Где настройки?\n\nПохожие по смыслу:\n№ 1 Как войти заново?",
            "Ничего не нашлось. Весь список: /faq list",
        ]

    async def test_find_looks_through_everything(self, desk: Desk, maria: Staff) -> None:
        await maria.writes(BLOCK)

        for wanted in ("ФТП", "кабинет", "ftp пароль"):
            await maria.writes(f"/faq find {wanted}")

        assert desk.general()[1:] == [f"Нашлось:\n№ 1 {QUESTION}"] * 3

    async def test_find_tells_how_many_more_there_are(self, desk: Desk, maria: Staff) -> None:
        for number in range(13):
            await desk.knows(f"Как открыть кабинет {number}?", "Так.")

        await maria.writes("/faq find кабинет")

        lines = desk.general()[-1].splitlines()
        assert lines[10:] == ["№ 10 Как открыть кабинет 9?", "…и ещё записей: 3"]

    @pytest.mark.parametrize(
        ("typed", "answer"),
        [
            ("/faq find", "Напишите, что искать: /faq find ТЕКСТ"),
            ("/faq find домены", "Ничего не нашлось. Весь список: /faq list"),
            ("/faq show 7", "Записи 7 нет. Номера покажет /faq list"),
            (
                "/faq delete",
                "Укажите номер записи, например: /faq delete 12. Номера покажет /faq list",
            ),
            ("/faq edit №", "Укажите номер записи, например: /faq edit 12. Номера покажет /faq list"),
            (
                "/faq show ftp",
                "«ftp» — не номер записи. Укажите номер, например: /faq show 12. Номера покажет /faq list",
            ),
            ("/faq bogus 1", "Команды /faq bogus нет. Список команд покажет /faq help"),
            ("/faq delete 7", "Записи 7 нет. Номера покажет /faq list"),
            (
                "/faq restore -1",
                "«-1» — не номер записи. Укажите номер, например: /faq restore 12. Номера покажет /faq list",
            ),
            ("/faq edit 99999999999999999999", "Записи 99999999999999999999 нет. Номера покажет /faq list"),
        ],
    )
    async def test_what_is_not_there_is_said_plainly(
        self, desk: Desk, maria: Staff, typed: str, answer: str
    ) -> None:
        await maria.writes(typed)

        assert desk.general() == [answer]

    @pytest.mark.parametrize("number", ["1", "№ 1", "#1", "№1"])
    async def test_show_tells_the_whole_entry(self, desk: Desk, maria: Staff, number: str) -> None:
        await maria.writes(BLOCK)

        await maria.writes(f"/faq show {number}")

        assert desk.general()[-1] == (
            f"№ 1\n{QUESTION}\n~ не пускает на фтп\n~ ftp пароль\n\n{ANSWER}\n\nКатегория: — · язык: —"
        )

    @pytest.mark.parametrize("typed", ["/faq", "/faq help", "/FAQ"])
    async def test_without_more_it_is_answered_with_the_forms(
        self, desk: Desk, maria: Staff, typed: str
    ) -> None:
        await maria.writes(typed)

        assert desk.general()[0].startswith("/faq list [страница]")


class TestChanging:
    @pytest.fixture(autouse=True)
    async def entry(self, maria: Staff) -> None:
        await maria.writes(BLOCK)

    async def test_edit_replaces_the_entry(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/faq edit 1 Как открыть FTP?\n~ доступ по ftp\n\nВ кабинете.")

        assert await desk.faq() == [("Как открыть FTP?", ("доступ по ftp",), "В кабинете.")]
        assert desk.general()[-1] == "Запись № 1 изменена: Как открыть FTP? (вопрос, формулировки, ответ)"

    async def test_edit_by_half_a_form_changes_nothing(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/faq edit 1 Как открыть FTP?")

        assert await desk.faq() == [ENTRY]
        assert desk.general()[-1].startswith("Нужны и вопрос, и ответ")

    async def test_delete_takes_it_out_of_the_answers(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/faq delete 1")
        anna = desk.customer()

        await anna.writes(QUESTION)

        assert await desk.faq() == []
        assert await desk.tickets() == [1]

    async def test_delete_twice_and_restore_twice_say_so(self, desk: Desk, maria: Staff) -> None:
        for command in ("delete", "delete", "show", "restore", "restore"):
            await maria.writes(f"/faq {command} 1")

        deleted, again, shown, restored, in_place = desk.general()[1:]
        assert deleted == f"Запись № 1 удалена: «{QUESTION}». Вернуть: /faq restore 1"
        assert again == "Запись № 1 уже удалена."
        assert shown.startswith("№ 1 (удалена)\n")
        assert restored == f"Запись № 1 возвращена: {QUESTION}"
        assert in_place == "Запись № 1 и так на месте."

    async def test_a_deleted_entry_cannot_be_edited(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/faq delete 1")

        await maria.writes("/faq edit 1 Как?\n\nТак.")

        assert desk.general()[-1] == "Запись № 1 удалена. Сначала верните её: /faq restore 1"

    async def test_an_edit_tells_what_it_changed(self, desk: Desk, maria: Staff) -> None:
        for _ in range(2):
            await maria.writes(f"/faq edit 1 {QUESTION}\n\nВ кабинете.")

        assert desk.general()[-2:] == [
            f"Запись № 1 изменена: {QUESTION} (формулировки, ответ)",
            "Запись № 1 и была такой, ничего не изменилось.",
        ]
        async with desk.database.books() as books:
            assert len(await books.faq.history(1)) == 2

    async def test_stand_in_the_audit_trail_with_number_and_question(self, desk: Desk, maria: Staff) -> None:
        for command in ("edit 1 Как открыть FTP?\n\nВ кабинете.", "delete 1", "restore 1", "undo"):
            await maria.writes(f"/faq {command}")

        title = {"entry": "1", "question": "Как открыть FTP?"}
        async with desk.database.books() as books:
            notes = await books.audit.latest()
        assert [(note.by, note.what, note.details) for note in reversed(notes)] == [
            ("telegram:1", "faq entry added", {"entry": "1", "question": QUESTION}),
            ("telegram:1", "faq entry changed", title),
            ("telegram:1", "faq entry deleted", title),
            ("telegram:1", "faq entry restored", title),
            ("telegram:1", "faq change undone", {"change": "restored", "entries": "1"}),
        ]

    async def test_undo_takes_back_step_by_step(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/faq edit 1 Как открыть FTP?\n\nВ кабинете.")
        await maria.writes("/faq delete 1")

        await maria.writes("/faq undo")
        assert await desk.faq() == [("Как открыть FTP?", (), "В кабинете.")]
        await maria.writes("/faq undo")
        assert await desk.faq() == [ENTRY]
        await maria.writes("/faq undo")
        assert await desk.faq() == []
        await maria.writes("/faq undo")

        deleted, edited, added, nothing = (told.splitlines()[-1] for told in desk.general()[-4:])
        assert deleted == "№ 1 «Как открыть FTP?»: была удалена, теперь снова на месте"
        assert edited == f"№ 1 «{QUESTION}»: снова такая, как до правки (вопрос, формулировки, ответ)"
        assert added == f"№ 1 «{QUESTION}»: была добавлена, теперь снова удалена"
        assert nothing == "Ваших изменений, которые можно отменить, нет."

    async def test_undo_spares_what_somebody_else_changed_since(self, desk: Desk, maria: Staff) -> None:
        async with desk.database.books() as books:
            (record,) = await books.faq.live()
            await books.faq.edit(record, by="telegram:2", now=desk.clock())
            await books.faq.delete(1, by="telegram:2", now=desk.clock())
            await books.commit()

        await maria.writes("/faq undo")

        assert desk.general()[-1].startswith("Отменить нельзя: после вас запись № 1 изменил кто-то ещё.")


class TestSomebodyElse:
    COMMANDS = (BLOCK, "/faq list", "/faq undo", "/faq export", "/faq import", "/faq")

    @pytest.mark.parametrize("typed", COMMANDS)
    async def test_of_the_staff_is_refused(self, desk: Desk, typed: str) -> None:
        await desk.agent().writes(typed)

        assert desk.general() == ["Эта команда доступна только менеджерам."]
        assert await desk.faq() == []

    @pytest.mark.parametrize("typed", COMMANDS)
    async def test_of_the_customers_is_refused(self, desk: Desk, typed: str) -> None:
        anna = desk.customer()

        await anna.writes(typed)

        assert anna.reads == ["Эта команда доступна только менеджерам."]
        assert await desk.faq() == []

    async def test_who_calls_themselves_like_a_manager_is_refused(self, desk: Desk) -> None:
        await desk.customer("Мария Кузнецова").writes(BLOCK)

        assert await desk.faq() == []


class TestAManagerInPrivate:
    @pytest.fixture
    async def private(self, maria: Staff) -> Customer:
        return await maria.in_private()

    async def test_writes_as_a_customer_otherwise(self, desk: Desk, private: Customer) -> None:
        await private.writes("Сайт не открывается")

        assert await desk.tickets() == [1]

    async def test_gets_the_export_as_a_file(self, desk: Desk, private: Customer) -> None:
        await desk.knows(QUESTION, ANSWER)

        await private.writes("/faq export csv")

        media = private.screen[-1].content.media
        assert media is not None
        assert (media.kind, media.file_name) == (MediaKind.DOCUMENT, "faq.csv")
