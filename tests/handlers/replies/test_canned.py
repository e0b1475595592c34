"""`/canned`: replies that agents send by number and managers keep."""

import pytest

from storage.records.events import EventKind
from storage.records.messages import Author
from tests.handlers.front import Desk
from tests.handlers.people import Customer, Staff

RESET = (
    "{{ greeting }} Пришлите номер договора по обращению № {{ number }}, ответим {{ deadline }}. {{ agent }}"
)


@pytest.fixture
async def canned(desk: Desk) -> None:
    await desk.manager().writes(f"/canned add Сброс пароля\n{RESET}")
    await desk.manager().writes("/canned add Счёт\nСчёт уже в пути, {{ name }}.")


@pytest.mark.usefixtures("asked", "canned")
class TestACannedReply:
    async def test_reaches_the_customer_filled_and_signed(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        await boris.writes("/canned 1", ticket=1)

        filled = (
            "Анна, здравствуйте! Пришлите номер договора по обращению № 1, ответим сегодня до 18:00 (МСК). "
            "Борис Орлов"
        )
        assert anna.reads[-1] == f"Борис Орлов\n{filled}"
        assert (await desk.topic_texts())[-1] == f"Борис Орлов\n{filled}"
        assert (await desk.ticket()).assignee == "telegram:7"
        assert EventKind.FIRST_RESPONSE in await desk.events()
        assert (await desk.said())[-1].author is Author.AGENT

    async def test_may_be_sent_twice(self, anna: Customer, boris: Staff) -> None:
        before = len(anna.reads)
        await boris.writes("/canned send 2", ticket=1)
        await boris.writes("/canned №2", ticket=1)

        assert anna.reads[before:] == ["Борис Орлов\nСчёт уже в пути, Анна."] * 2

    async def test_in_another_language_than_the_customers_is_sent_and_told(
        self, desk: Desk, boris: Staff
    ) -> None:
        john = desk.customer("John", address="telegram:43", language="en")
        await john.writes("Where is my invoice?")

        await boris.writes("/canned 2", ticket=2)

        assert john.reads[-1] == "Борис Орлов\nСчёт уже в пути, John."
        assert (await desk.topic_texts(2))[-1].startswith("Обратите внимание: этот текст на русском языке")

    async def test_is_listed_found_and_shown(self, desk: Desk, boris: Staff) -> None:
        for typed in ("/canned", "/canned find СЧЁТ", "/canned show 2"):
            await boris.writes(typed)

        listed, found, shown = desk.general()[-3:]
        assert [line.split(":")[0] for line in listed.splitlines()[1:3]] == [
            "1. Сброс пароля (ru)",
            "2. Счёт (ru)",
        ]
        assert "Сброс" not in found
        assert "1. Сброс пароля (ru): ‹приветствие› Пришлите номер договора" in listed
        assert shown == "2. Счёт\nСчёт уже в пути, ‹имя›."

    @pytest.mark.parametrize("typed", ["паролями", "счета", "номера договоров"])
    async def test_is_found_by_words_in_any_form(self, desk: Desk, boris: Staff, typed: str) -> None:
        await boris.writes(f"/canned find {typed}")

        assert desk.general()[-1].startswith("Готовые ответы (1):")

    @pytest.mark.parametrize("verb", ["show", "edit", "delete"])
    async def test_is_named_by_its_number(self, desk: Desk, verb: str) -> None:
        await desk.manager().writes(f"/canned {verb}")

        assert desk.general()[-1].startswith("Укажите номер готового ответа")

    async def test_is_changed_and_deleted_by_managers(self, desk: Desk) -> None:
        maria = desk.manager()
        await maria.writes("/canned edit 2\nСчёт отправлен.")
        await maria.writes("/canned edit 1 Пароль\nПришлите договор.")
        await maria.writes("/canned delete 2")
        await maria.writes("/canned")

        *_, edited, renamed, deleted, listed = desk.general()
        assert edited == ("Готовый ответ 2 изменён: Счёт. Раньше было:\n\nСчёт\nСчёт уже в пути, {{ name }}.")
        assert renamed == f"Готовый ответ 1 изменён: Пароль. Раньше было:\n\nСброс пароля\n{RESET}"
        assert deleted.startswith("Готовый ответ 2 удалён: Счёт.")
        assert deleted.endswith("\n\nСчёт\nСчёт отправлен.")
        assert listed.splitlines()[1] == "1. Пароль (ru): Пришлите договор."
        assert "Счёт" not in listed

    async def test_that_reads_like_that_already_is_not_changed(self, desk: Desk) -> None:
        await desk.manager().writes("/canned edit 2\nСчёт уже в пути, {{ name }}.")

        assert desk.general()[-1] == "Ответ не принят, всё осталось как было: он и так такой."

    @pytest.mark.parametrize("title", ["Счёт", "счёт"])
    async def test_with_the_title_of_another_is_taken_and_said_so(self, desk: Desk, title: str) -> None:
        await desk.manager().writes(f"/canned add {title}\nThe invoice is on its way.")
        await desk.manager().writes("/canned find invoice")

        added, found = desk.general()[-2:]
        assert added == f"Готовый ответ 3 добавлен: {title}\nТакое же название у ответа 2."
        assert f"3. {title} (en): The invoice" in found

    async def test_stands_in_the_audit_trail_by_its_title(self, desk: Desk) -> None:
        await desk.manager().writes("/canned delete 2")

        async with desk.database.books() as books:
            note = (await books.audit.latest())[0]
        assert (note.what, note.details) == ("canned reply deleted", {"reply": "2", "title": "Счёт"})

    async def test_is_kept_in_private_too(self, desk: Desk) -> None:
        private = await desk.manager().in_private()
        await private.writes("/canned add Оплата\nСпасибо за оплату!")
        await private.writes("/canned 3")

        assert private.reads == [
            "Готовый ответ 3 добавлен: Оплата",
            "Готовый ответ 3 отправляется в теме обращения: /canned 3",
        ]

    async def test_without_a_name_to_put_in_is_not_sent(self, desk: Desk, boris: Staff) -> None:
        nobody = desk.customer("👑", address="telegram:44")
        await nobody.writes("Где счёт?")
        count = len(nobody.reads)
        await boris.writes("/canned 2", ticket=2)

        assert len(nobody.reads) == count
        assert (await desk.topic_texts(2))[-1].startswith("Ответ 2 здесь не заполнить: у клиента нет имени.")

    async def test_promises_no_moment_that_has_passed(self, desk: Desk, anna: Customer, boris: Staff) -> None:
        desk.clock_shows("18:01")
        heard = anna.reads

        await boris.writes("/canned 1", ticket=1)

        assert anna.reads == heard
        assert (await desk.topic_texts())[-1].startswith(
            "Ответ 1 здесь не заполнить: срок решения уже прошёл."
        )

    async def test_goes_to_nobody_whose_data_are_erased(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        await desk.manager().writes("/canned add Спасибо\nСпасибо за обращение!")
        await anna.writes("/forget")
        await anna.presses("Стереть всё")
        await desk.passes(seconds=1)
        heard = anna.reads

        await boris.writes("/canned 3", ticket=1)

        assert anna.reads == heard
        assert (await desk.topic_texts())[-1].startswith("Сообщение не отправлено: данные клиента стёрты")

    async def test_whose_words_were_forbidden_since_is_hinted_like_any_reply(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        await desk.manager().writes("/words add счёт = платёжный документ")
        told = desk.general()[-1]
        await desk.front.refresh()
        await boris.writes("/canned 2", ticket=1)

        assert "Есть и в готовых ответах: 2" in told
        await boris.presses("Исправить у клиента", ticket=1)
        assert anna.reads[-1] == "Борис Орлов\nПлатёжный документ уже в пути, Анна."
        shown = [text for text in await desk.topic_texts() if text.startswith("Борис Орлов\n")]
        assert shown == ["Борис Орлов\nПлатёжный документ уже в пути, Анна."]


class TestABadCommand:
    @pytest.mark.parametrize(
        ("typed", "told"),
        [
            ("/canned", "Готовых ответов пока нет"),
            ("/canned find нет такого", "Ничего не нашлось"),
            ("/canned 7", "Готового ответа 7 нет"),
            ("/canned show сыр", "Готового ответа сыр нет"),
            ("/canned dance", "/canned — список"),
            ("/canned add", "Название на первой строке"),
            ("/canned add Одно название", "Название на первой строке"),
            (
                "/canned add Ответ\nЭто проблема",
                "Ответ не принят, всё осталось как было: в нём есть «проблема»",
            ),
            ("/canned add Ответ\n{{ phone }}", "Ответ не принят, всё осталось как было: поля phone нет"),
            ("/canned add Ответ\n{% for x in name %}", "Ответ не принят"),
            (f"/canned add {'а' * 81}\nтекст", "Ответ не принят, всё осталось как было: название длиннее"),
            (f"/canned add Ответ\n{'а' * 3501}", "Ответ не принят, всё осталось как было: он длиннее 3500"),
            ("/canned delete 7", "Готового ответа 7 нет"),
            ("/canned edit 7\nтекст", "Готового ответа 7 нет"),
        ],
    )
    async def test_gets_one_answer_and_changes_nothing(self, desk: Desk, typed: str, told: str) -> None:
        await desk.manager().writes(typed)

        (said,) = desk.general()
        assert said.startswith(told)
        async with desk.database.books() as books:
            assert await books.canned.live() == ()

    @pytest.mark.parametrize("typed", ["/canned add А\nБ", "/canned edit 1\nБ", "/canned delete 1"])
    async def test_of_an_agent_who_is_no_manager_is_refused(
        self, desk: Desk, boris: Staff, typed: str
    ) -> None:
        await boris.writes(typed)

        assert desk.general() == ["Эта команда доступна только менеджерам."]

    async def test_outside_of_a_topic_sends_nothing(self, desk: Desk, canned: None, boris: Staff) -> None:  # noqa: ARG002
        await boris.writes("/canned 1")

        assert desk.general()[-1] == "Готовый ответ 1 отправляется в теме обращения: /canned 1"

    async def test_in_a_customers_chat_is_no_command(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes("/canned")

        assert anna.reads[0].startswith("Такой команды нет")
