"""`/faq add`: one message that saves an entry, and a near-duplicate that is told first."""

import pytest

from tests.handlers.front import Desk
from tests.handlers.knowledge.ftp_entry import ANSWER, BLOCK, ENTRY, QUESTION
from tests.handlers.people import Staff


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
