"""What managers do with the FAQ by one message, in the staff chat and in private."""

import pytest

from storage.records.content import MediaKind
from tests.handlers.front import Desk
from tests.handlers.people import Customer, Staff

BLOCK = """\
/faq add Как получить доступ к FTP?
~ не пускает на фтп
~ ftp пароль

Откройте личный кабинет → «Доступы».
Логин стоит там же."""
QUESTION = "Как получить доступ к FTP?"
ANSWER = "Откройте личный кабинет → «Доступы».\nЛогин стоит там же."
ENTRY = (QUESTION, ("не пускает на фтп", "ftp пароль"), ANSWER)


class TestAdding:
    async def test_by_one_message_saves_the_entry(self, desk: Desk, maria: Staff) -> None:
        await maria.writes(BLOCK)

        assert await desk.faq() == [ENTRY]
        assert desk.general() == [f"Запись № 1 добавлена: {QUESTION}"]

    async def test_of_an_answer_with_a_word_that_the_bot_avoids_names_a_better_one(
        self, desk: Desk, maria: Staff
    ) -> None:
        await maria.writes("/faq add Как вернуть бонус?\n\nЭто проблема банка.")

        assert await desk.faq() == [("Как вернуть бонус?", (), "Это проблема банка.")]
        (said,) = desk.general()
        assert "Запись № 1 добавлена" in said
        assert "бот так и скажет" in said
        assert "«проблема» → «ситуация / инцидент»" in said

    async def test_is_known_to_customers_at_once(self, desk: Desk, maria: Staff) -> None:
        await maria.writes(BLOCK)
        anna = desk.customer()

        await anna.writes("ftp пароль")

        assert anna.reads == [ANSWER]

    async def test_works_in_private_as_well_and_opens_no_ticket(self, desk: Desk, maria: Staff) -> None:
        private = await maria.in_private()

        await private.writes(BLOCK)

        assert await desk.faq() == [ENTRY]
        assert private.reads == [f"Запись № 1 добавлена: {QUESTION}"]
        assert await desk.tickets() == []

    async def test_works_inside_of_a_topic_without_crossing(self, desk: Desk, maria: Staff) -> None:
        anna = desk.customer()
        await anna.writes("Сайт не открывается")

        await maria.writes(BLOCK, ticket=1)

        assert await desk.topic_texts() == [f"Запись № 1 добавлена: {QUESTION}"]
        assert len(anna.reads) == 1

    @pytest.mark.parametrize(
        ("block", "refusal"),
        [
            (f"/faq add {'я' * 501}\n\nОтвет", "Вопрос или формулировка длиннее 500 знаков"),
            (f"/faq add Как?\n~ {'я' * 501}\n\nОтвет", "Вопрос или формулировка длиннее 500 знаков"),
            (f"/faq add Как?\n\n{'я' * 4001}", "Ответ длиннее 4000 знаков"),
            (f"/faq add Как?\n\n{'😀' * 2001}", "Ответ длиннее 4000 знаков"),
            (
                "/faq add Как?\n" + "\n".join(f"~ {n}" for n in range(201)) + "\n\nОтвет",
                "Формулировок больше 200",
            ),
        ],
        ids=["question", "phrasing", "answer", "answer in units", "phrasings"],
    )
    async def test_of_too_much_is_refused_with_the_reason(
        self, desk: Desk, maria: Staff, block: str, refusal: str
    ) -> None:
        await maria.writes(block)

        assert await desk.faq() == []
        (text,) = desk.general()
        assert text.startswith(refusal)

    async def test_edited_afterwards_does_not_run_again(self, desk: Desk, maria: Staff) -> None:
        written = await maria.writes(BLOCK)

        await maria.edits(written, BLOCK.replace("FTP", "SFTP"))

        assert len(await desk.faq()) == 1


class TestANearDuplicate:
    DOUBLE = f"/faq add {QUESTION}\n\nИначе."

    @pytest.fixture(autouse=True)
    async def pointed_out(self, maria: Staff) -> None:
        await maria.writes(BLOCK)
        await maria.writes(self.DOUBLE)

    async def test_is_pointed_out_before_it_is_saved(self, desk: Desk) -> None:
        assert await desk.faq() == [ENTRY]
        assert desk.general()[-1] == f"Очень похоже на запись № 1: «{QUESTION}». Сохранить всё равно?"

    async def test_is_saved_when_confirmed(self, desk: Desk, maria: Staff) -> None:
        assert await maria.presses("Всё равно сохранить") == ""

        assert await desk.faq() == [ENTRY, (QUESTION, (), "Иначе.")]
        assert desk.general()[-1] == f"Запись № 2 добавлена: {QUESTION}"

    @pytest.mark.parametrize("how", ["button", "command"])
    async def test_is_forgotten_when_cancelled(self, desk: Desk, maria: Staff, how: str) -> None:
        if how == "button":
            await maria.presses("Отменить")
        else:
            await maria.writes("/cancel")

        assert await desk.faq() == [ENTRY]
        assert desk.general()[-1] == "Отменено, ничего не сохранено."

    async def test_is_saved_once_however_often_it_is_confirmed(self, desk: Desk, maria: Staff) -> None:
        asked = desk.office.screen(maria.chat)[-1]
        await maria.presses_data(asked.data("Всё равно сохранить"), asked)

        notice = await maria.presses_data(asked.data("Всё равно сохранить"), asked)

        assert notice == "Эта кнопка больше не действует."
        assert len(await desk.faq()) == 2

    async def test_can_be_confirmed_by_nobody_else(self, desk: Desk) -> None:
        assert await desk.agent().presses("Всё равно сохранить") == "Эта кнопка больше не действует."

        assert await desk.faq() == [ENTRY]

    async def test_is_not_confirmed_by_the_button_of_an_older_one(self, desk: Desk, maria: Staff) -> None:
        older = desk.office.screen(maria.chat)[-1]
        await maria.writes(f"/faq add {QUESTION}\n\nЕщё иначе.")

        notice = await maria.presses_data(older.data("Всё равно сохранить"), older)

        assert notice == "Эта кнопка больше не действует."
        assert await desk.faq() == [ENTRY]

    async def test_waits_for_a_button_and_not_for_words(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("да")

        assert desk.general()[-1] == "Нажмите одну из кнопок выше или отправьте /cancel"

    async def test_of_the_edited_entry_itself_is_none(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/cancel")

        await maria.writes(f"/faq edit 1 {QUESTION}\n\nКороче.")

        assert await desk.faq() == [(QUESTION, (), "Короче.")]


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
