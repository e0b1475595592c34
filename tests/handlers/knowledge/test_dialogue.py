"""`/faq add` and `/faq edit 12` alone: step by step."""

import pytest

from storage.records.content import Content
from tests.handlers.front import Desk
from tests.handlers.people import Customer, Staff, document, photo, poll, voice

QUESTION = "Как получить доступ к FTP?"
ANSWER = "Откройте личный кабинет → «Доступы»."


@pytest.fixture
async def maria(desk: Desk) -> Customer:
    return await desk.manager().in_private()


class TestAdding:
    async def test_asks_for_the_question_the_phrasings_and_the_answer(
        self, desk: Desk, maria: Customer
    ) -> None:
        for said in ("/faq add", QUESTION, "не пускает на фтп\n~ ftp пароль\n\n", ANSWER):
            await maria.writes(said)

        assert maria.reads == [
            "Напишите вопрос, как его задал бы клиент. Отменить: /cancel",
            "Как ещё об этом спрашивают? По одной формулировке в строке, одним сообщением. Пропустить: /skip",
            "Напишите ответ.",
            f"Запись № 1 добавлена: {QUESTION}",
        ]
        assert await desk.faq() == [(QUESTION, ("не пускает на фтп", "ftp пароль"), ANSWER)]
        assert await desk.tickets() == []

    @pytest.mark.parametrize("skip", ["/skip", "-", "—"])
    async def test_does_without_phrasings(self, desk: Desk, maria: Customer, skip: str) -> None:
        for said in ("/faq add", QUESTION, skip, ANSWER):
            await maria.writes(said)

        assert await desk.faq() == [(QUESTION, (), ANSWER)]

    async def test_that_began_with_a_question_asks_for_the_rest(self, desk: Desk, maria: Customer) -> None:
        for said in (f"/faq add {QUESTION}", "/skip", ANSWER):
            await maria.writes(said)

        assert await desk.faq() == [(QUESTION, (), ANSWER)]

    async def test_that_began_with_phrasings_asks_for_the_answer_alone(
        self, desk: Desk, maria: Customer
    ) -> None:
        for said in (f"/faq add {QUESTION}\n~ ftp пароль", ANSWER):
            await maria.writes(said)

        assert await desk.faq() == [(QUESTION, ("ftp пароль",), ANSWER)]

    async def test_takes_the_whole_form_for_the_question(self, desk: Desk, maria: Customer) -> None:
        for said in ("/faq add", f"{QUESTION}\n~ ftp пароль\n\n{ANSWER}"):
            await maria.writes(said)

        assert maria.reads[-1] == f"Запись № 1 добавлена: {QUESTION}"
        assert await desk.faq() == [(QUESTION, ("ftp пароль",), ANSWER)]

    async def test_takes_the_question_with_its_phrasings(self, desk: Desk, maria: Customer) -> None:
        for said in ("/faq add", "~ ftp пароль", f"{QUESTION}\n~ ftp пароль", ANSWER):
            await maria.writes(said)

        asked = "Напишите вопрос, как его задал бы клиент. Отменить: /cancel"
        assert maria.reads[:3] == [asked, asked, "Напишите ответ."]
        assert await desk.faq() == [(QUESTION, ("ftp пароль",), ANSWER)]

    async def test_that_began_with_phrasings_alone_keeps_them(self, desk: Desk, maria: Customer) -> None:
        for said in ("/faq add\n~ ftp пароль", QUESTION, ANSWER):
            await maria.writes(said)

        assert await desk.faq() == [(QUESTION, ("ftp пароль",), ANSWER)]

    @pytest.mark.parametrize("nothing", ["/skip", "   "])
    async def test_asks_again_for_what_cannot_be_left_out(
        self, desk: Desk, maria: Customer, nothing: str
    ) -> None:
        await maria.writes("/faq add")
        await maria.writes(nothing)

        assert maria.reads[0] == maria.reads[1]
        assert await desk.tickets() == []

    async def test_keeps_what_was_said_when_the_answer_is_too_long(self, desk: Desk, maria: Customer) -> None:
        for said in ("/faq add", QUESTION, "ftp пароль", "я" * 4001, ANSWER):
            await maria.writes(said)

        assert maria.reads[-2].startswith("Ответ длиннее 4000 знаков")
        assert await desk.faq() == [(QUESTION, ("ftp пароль",), ANSWER)]

    @pytest.mark.parametrize("begun", [("/faq add", QUESTION), (f"/faq add {QUESTION}",)])
    async def test_points_out_a_near_duplicate_before_the_rest_is_written(
        self, desk: Desk, maria: Customer, begun: tuple[str, ...]
    ) -> None:
        await desk.knows(QUESTION, ANSWER)

        for said in begun:
            await maria.writes(said)

        pointed_out, asked = maria.reads[-2:]
        assert pointed_out.startswith(f"Очень похоже на запись № 1: «{QUESTION}».")
        assert pointed_out.endswith("/faq edit 1")
        assert asked.startswith("Как ещё об этом спрашивают?")

    async def test_begun_anew_says_that_the_words_of_before_are_gone(self, maria: Customer) -> None:
        for said in ("/faq add", QUESTION, "/faq add"):
            await maria.writes(said)

        assert maria.reads[-2] == "Пошаговая команда /faq add на этом закончена, ничего не сохранено."

    async def test_asks_once_more_about_a_near_duplicate(self, desk: Desk, maria: Customer) -> None:
        await desk.knows(QUESTION, ANSWER)
        for said in ("/faq add", QUESTION, "/skip", "Иначе."):
            await maria.writes(said)

        assert maria.screen[-1].labels == ["Всё равно сохранить", "Отменить"]
        await maria.presses("Всё равно сохранить")

        assert await desk.faq() == [(QUESTION, (), ANSWER), (QUESTION, (), "Иначе.")]

    async def test_ends_by_cancel(self, desk: Desk, maria: Customer) -> None:
        for said in ("/faq add", QUESTION, "/cancel"):
            await maria.writes(said)

        assert maria.reads[-1] == "Отменено, ничего не сохранено."
        await maria.writes("Сайт не открывается")
        assert await desk.faq() == []
        assert await desk.tickets() == [1]

    async def test_ends_by_another_command(self, desk: Desk, maria: Customer) -> None:
        for said in ("/faq add", "/faq list", "Сайт не открывается"):
            await maria.writes(said)

        assert await desk.faq() == []
        assert await desk.tickets() == [1]


class TestWhatDoesNotFitIn:
    """Each gets one line; what was said before stays, and the next message is the answer."""

    @pytest.mark.parametrize(
        "attached", [photo(), photo("ответ"), voice(), document("faq.yaml", "file-1"), poll()]
    )
    async def test_an_attachment_is_not_taken_for_words(
        self, desk: Desk, maria: Customer, attached: Content
    ) -> None:
        for said in ("/faq add", QUESTION, "/skip"):
            await maria.writes(said)

        await maria.writes(attached)
        assert maria.reads[-1].startswith("Здесь нужен только текст")
        assert await desk.faq() == []

        await maria.writes(ANSWER)
        assert await desk.faq() == [(QUESTION, (), ANSWER)]

    async def test_an_edited_message_is_no_step(self, desk: Desk, maria: Customer) -> None:
        await maria.writes("/faq add")
        asked = await maria.writes(QUESTION)

        await maria.edits(asked, "Другой вопрос?")
        assert maria.reads[-1].startswith("Правка отправленного здесь не учитывается")

        for said in ("/skip", ANSWER):
            await maria.writes(said)
        assert await desk.faq() == [(QUESTION, (), ANSWER)]

    async def test_a_text_that_the_messenger_cut_is_not_taken_in_halves(
        self, desk: Desk, maria: Customer
    ) -> None:
        for said in ("/faq add", QUESTION, "/skip"):
            await maria.writes(said)

        heard = len(maria.reads)
        await maria.writes("я" * 4096)
        await maria.writes("я" * 904)
        assert len(maria.reads) == heard + 1
        assert maria.reads[-1].startswith("Сообщение длиннее 4096 знаков, мессенджер разрезал его")

        await desk.passes(seconds=30)
        await maria.writes(ANSWER)
        assert await desk.faq() == [(QUESTION, (), ANSWER)]

    async def test_a_template_that_the_messenger_cut_is_not_saved_in_halves(
        self, desk: Desk, maria: Customer
    ) -> None:
        await maria.writes("/template set closed")
        await maria.writes("я" * 4096)
        await maria.writes("/template set closed ru\n" + "я" * 4073)

        assert maria.reads[-1].startswith("Сообщение длиннее 4096 знаков")
        async with desk.database.books() as books:
            assert await books.templates.all() == {}

    async def test_a_new_dialogue_tells_of_the_words_that_go(self, desk: Desk, maria: Customer) -> None:
        for said in ("/faq add", QUESTION, "/faq add"):
            await maria.writes(said)

        assert maria.reads[-2] == "Пошаговая команда /faq add на этом закончена, ничего не сохранено."
        assert maria.reads[-1].startswith("Напишите вопрос")
        assert await desk.faq() == []


class TestACorrectedCommand:
    @pytest.mark.parametrize("command", ["/faq list", "/hours off 2026-12-31", "/canned add А\nБ"])
    async def test_is_not_carried_out_and_said_so(self, desk: Desk, maria: Customer, command: str) -> None:
        in_general = desk.manager()
        for place in (maria, in_general):
            written = await place.writes("/sla")
            await place.edits(written, command)

        for told in (maria.reads[-1], desk.general()[-1]):
            assert told == "Исправленная команда не выполняется: отправьте её, пожалуйста, новым сообщением."
        async with desk.database.books() as books:
            assert await books.audit.latest() == ()


class TestForgotten:
    async def test_is_told_with_the_next_words(self, desk: Desk) -> None:
        maria = desk.manager()
        await maria.writes("/faq add")
        await desk.passes(minutes=31)

        await maria.writes("Всем доброе утро")
        await maria.writes("Всем хорошего дня")

        assert desk.general()[1:] == [
            "Пошаговая команда /faq add ждала больше получаса и закончена, ничего не сохранено."
        ]

    async def test_after_half_an_hour_a_manager_speaks_as_a_customer_again(
        self, desk: Desk, maria: Customer
    ) -> None:
        await maria.writes("/faq add")
        await desk.passes(minutes=31)

        await maria.writes("У меня не открывается сайт")

        assert (await desk.ticket()).question == "У меня не открывается сайт"
        assert await desk.faq() == []


class TestWhereItIsHeld:
    async def test_one_place_does_not_hear_the_other(self, desk: Desk, maria: Customer) -> None:
        """A dialogue in private leaves the manager free to answer customers in topics."""
        anna = desk.customer()
        await anna.writes("Сайт не открывается")
        await maria.writes("/faq add")

        await desk.manager().writes("Сейчас посмотрю", ticket=1)

        assert anna.reads[-1] == "Мария Кузнецова\nСейчас посмотрю"

    async def test_inside_of_a_topic_it_is_not_begun(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes("Сайт не открывается")
        manager: Staff = desk.manager()

        await manager.writes("/faq add", ticket=1)
        await manager.writes("Проверяем сайт", ticket=1)

        assert anna.reads[-1].endswith("Проверяем сайт")
        assert any("по шагам здесь не получится" in text for text in await desk.topic_texts())
        assert await desk.faq() == []

    async def test_a_colleague_there_still_answers_the_customer(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes("Сайт не открывается")
        await desk.manager().writes("/faq add", ticket=1)

        await desk.agent().writes("Сейчас посмотрю", ticket=1)

        assert anna.reads[-1] == "Борис Орлов\nСейчас посмотрю"

    @pytest.mark.parametrize("typed", ["/cancel", "/skip"])
    async def test_without_one_its_commands_say_so(self, desk: Desk, maria: Customer, typed: str) -> None:
        await maria.writes(typed)

        await desk.manager().writes(typed)

        assert maria.reads == ["Отменять нечего: ни один пошаговый диалог не начат."] == desk.general()


class TestEditing:
    @pytest.fixture(autouse=True)
    async def entry(self, desk: Desk) -> None:
        await desk.knows(QUESTION, ANSWER, "ftp пароль")

    async def test_shows_each_part_as_it_reads_and_replaces_it(self, desk: Desk, maria: Customer) -> None:
        for said in ("/faq edit 1", "Как открыть FTP?", "доступ по ftp", "В кабинете."):
            await maria.writes(said)

        assert [text.rpartition("\n")[2] for text in maria.reads[:3]] == [QUESTION, "ftp пароль", ANSWER]
        assert await desk.faq() == [("Как открыть FTP?", ("доступ по ftp",), "В кабинете.")]

    @pytest.mark.parametrize(
        "pasted", [("Как открыть FTP?\n~ доступ\n\nВот.",), ("Как открыть FTP?\n~ доступ", "Вот.")]
    )
    async def test_takes_the_form_for_the_question(
        self, desk: Desk, maria: Customer, pasted: tuple[str, ...]
    ) -> None:
        for said in ("/faq edit 1", *pasted):
            await maria.writes(said)

        assert await desk.faq() == [("Как открыть FTP?", ("доступ",), "Вот.")]

    async def test_leaves_what_is_skipped(self, desk: Desk, maria: Customer) -> None:
        for said in ("/faq edit 1", "/skip", "/skip", "В кабинете."):
            await maria.writes(said)

        assert await desk.faq() == [(QUESTION, ("ftp пароль",), "В кабинете.")]

    @pytest.mark.parametrize("step", [1, 2, 3])
    async def test_saves_nothing_over_a_colleagues_change(
        self, desk: Desk, maria: Customer, step: int
    ) -> None:
        said = ["/faq edit 1", "Как открыть FTP?", "доступ по ftp", "В кабинете."]
        for words in said[:step]:
            await maria.writes(words)
        async with desk.database.books() as books:
            await books.faq.delete(1, by="telegram:2", now=desk.clock())
            await books.faq.restore(1, by="telegram:2", now=desk.clock())
            await books.commit()

        await maria.writes(said[step])

        assert maria.reads[-1].startswith("Запись изменил кто-то ещё, ничего не сохранено.")
        assert await desk.faq() == [(QUESTION, ("ftp пароль",), ANSWER)]
