"""`/template`: what the bot says to customers, in the managers' own words."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import structlog

from handlers.desk.sla.rules import DEFAULT_TERMS, SlaRules, SlaTable
from handlers.desk.sla.working_calendar import WorkingCalendar
from handlers.desk.sla.working_hours import ROUND_THE_CLOCK
from handlers.opening import open_desk
from handlers.policy import KeptPromises
from storage.wording.templates import TemplateVersion
from tests.handlers.front import MOSCOW, PHRASES, POLICY, Counters, Desk
from tests.handlers.people import Customer, Staff

OWN = "{{ name }}, взяли «{{ quote }}», № {{ number }}, решим {{ resolve_by }}."


async def said_to_manager(desk: Desk, maria: Staff, typed: str) -> str:
    await maria.writes(typed)
    await desk.front.refresh()
    return desk.general()[-1]


class TestATemplateThatIsSet:
    async def test_is_shown_filled_and_said_from_then_on(
        self, desk: Desk, maria: Staff, anna: Customer
    ) -> None:
        told = await said_to_manager(desk, maria, f"/template set acknowledgement ru\n{OWN}")
        await anna.writes("Нет доступа на FTP, {{ 7*7 }}")

        assert told.startswith(
            "Сохранено: acknowledgement, ru. Клиент прочитает:\n\nАнна, взяли «нет доступа"
        )
        assert anna.reads == [
            "Анна, взяли «Нет доступа на FTP, {{ 7*7 }}», № 1, решим сегодня до 18:00 (МСК)."
        ]

    async def test_stays_in_its_language(self, desk: Desk, maria: Staff) -> None:
        await said_to_manager(desk, maria, f"/template set acknowledgement ru\n{OWN}")
        john = desk.customer("John", address="telegram:43", language="en")
        await john.writes("No access to FTP")

        assert john.reads[0].startswith("Hello, John!")

    async def test_leaves_the_nameless_and_the_night_to_their_own(self, desk: Desk, maria: Staff) -> None:
        await said_to_manager(desk, maria, f"/template set acknowledgement ru\n{OWN}")
        nobody = desk.customer("👑", address="telegram:44")
        await nobody.writes("Нет доступа на FTP")

        assert nobody.reads[0].startswith("Здравствуйте!")

    @pytest.mark.parametrize(
        ("name", "typed", "reads"),
        [
            ("start", "/start", "Добро пожаловать! Анна, здравствуйте!"),
            ("hello", "здравствуйте", "Добро пожаловать! Анна, здравствуйте!"),
            ("human", "/human", "Добро пожаловать! Анна, здравствуйте!"),
        ],
    )
    async def test_may_be_a_greeting(
        self, desk: Desk, maria: Staff, anna: Customer, name: str, typed: str, reads: str
    ) -> None:
        await said_to_manager(desk, maria, f"/template set {name}\nДобро пожаловать! {{{{ greeting }}}}")
        await anna.writes(typed)

        assert anna.reads == [reads]

    async def test_may_be_the_closing_text(self, desk: Desk, maria: Staff, anna: Customer) -> None:
        await said_to_manager(
            desk, maria, "/template set closed\nГотово, № {{ number }}. Ждём вас {{ days }} дн."
        )
        await anna.writes("Нет доступа на FTP")
        await desk.agent().writes("/close", ticket=1)

        assert "Готово, № 1. Ждём вас 3 дн." in anna.reads

    async def test_may_be_written_step_by_step(self, desk: Desk, maria: Staff, anna: Customer) -> None:
        await maria.writes("/template set acknowledgement")
        refused = await said_to_manager(desk, maria, "Ждите ответа")
        saved = await said_to_manager(desk, maria, OWN)
        await anna.writes("Нет доступа на FTP")

        assert refused.startswith("Текст не принят, всё осталось как было: клиента нужно назвать по имени")
        assert saved.startswith("Сохранено: acknowledgement, ru.")
        assert anna.reads[0].startswith("Анна, взяли «Нет доступа на FTP»")

    async def test_may_be_given_up_step_by_step(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/template set closed")
        told = await said_to_manager(desk, maria, "/cancel")

        assert told == "Отменено, текст прежний."
        assert await said_to_manager(desk, maria, "/template list") != told


class TestTheDialogue:
    async def test_says_after_a_refusal_that_it_still_waits(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/template set closed ru")

        refused = await said_to_manager(desk, maria, "Проблема решена")

        assert refused.startswith("Текст не принят")
        assert refused.endswith("Жду другой текст следующим сообщением; закончить: /cancel")

    @pytest.mark.parametrize("command", ["/hours", "/words", "/faq list", "/template list", "/find сайт"])
    async def test_ends_with_any_command_and_says_so(self, desk: Desk, maria: Staff, command: str) -> None:
        await maria.writes("/template set closed ru")

        await maria.writes(command)
        await maria.writes("Всем доброе утро")

        assert "Пошаговая команда /template на этом закончена, ничего не сохранено." in desk.general()
        assert await said_to_manager(desk, maria, "/template show closed ru") != "Всем доброе утро"
        async with desk.database.books() as books:
            assert await books.templates.all() == {}

    async def test_gives_way_to_another_one_without_a_word(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/template set closed ru")

        asked = await said_to_manager(desk, maria, "/faq add")

        assert asked.startswith("Напишите вопрос")
        assert not any("Пошаговая" in text for text in desk.general())

    async def test_is_not_begun_in_a_tickets_topic_where_words_are_the_customers(
        self, desk: Desk, maria: Staff, anna: Customer
    ) -> None:
        await anna.writes("Нет доступа на FTP")

        await maria.writes("/template set closed ru", ticket=1)
        await maria.writes("Проверяем доступ", ticket=1)

        assert any(text.startswith("В теме обращения слова уходят") for text in await desk.topic_texts())
        assert anna.reads[-1].endswith("Проверяем доступ")
        async with desk.database.books() as books:
            assert await books.templates.all() == {}


class TestGoingBack:
    async def test_to_the_shipped_text(self, desk: Desk, maria: Staff, anna: Customer) -> None:
        await said_to_manager(desk, maria, f"/template set acknowledgement\n{OWN}")
        await said_to_manager(desk, maria, "/template reset acknowledgement")
        await anna.writes("Нет доступа на FTP")

        assert anna.reads[0].startswith("Анна, здравствуйте!\nПриняли в работу")
        again = await said_to_manager(desk, maria, "/template reset acknowledgement")
        assert again.startswith("Здесь и так говорится исходный текст")

    async def test_to_the_text_before(self, desk: Desk, maria: Staff) -> None:
        for text in ("Первый № {{ number }}", "Второй № {{ number }}"):
            await said_to_manager(desk, maria, f"/template set closed\n{text}")
        undone = await said_to_manager(desk, maria, "/template undo closed")

        assert undone.endswith("Последнее изменение отменено: closed, ru. Клиент прочитает:\n\nПервый № 12")
        assert await said_to_manager(desk, maria, "/template preview closed") == "Первый № 12"
        history = await said_to_manager(desk, maria, "/template history closed")
        assert [line for line in history.splitlines() if line.endswith("{{ number }}")] == [
            "Первый № {{ number }}",
            "Второй № {{ number }}",
            "Первый № {{ number }}",
        ]
        assert "Мария Кузнецова" in history


class TestLookingAtATemplate:
    async def test_lists_all_with_the_languages_of_their_own(self, desk: Desk, maria: Staff) -> None:
        await said_to_manager(desk, maria, "/template set closed ru\n№ {{ number }}: готово")
        listed = await said_to_manager(desk, maria, "/template list")

        assert "closed (ru) — обращение закрыто" in listed
        assert "taken (—) — кто занимается обращением" in listed

    async def test_shows_what_to_start_from(self, desk: Desk, maria: Staff) -> None:
        """The shown command with its text can be sent back as it is."""
        shown = await said_to_manager(desk, maria, "/template show acknowledgement en")
        head, command, *rest = shown.split("\n\n")
        assert head == "Исходный текст:"
        assert rest == [
            "Поля: {{ name }}, {{ quote }}, {{ number }}, {{ resolve_by }}, {{ respond_by }}, {{ company }}"
        ]

        assert (await said_to_manager(desk, maria, command)).startswith("Сохранено: acknowledgement, en")

    async def test_previews_real_data_in_a_tickets_own_topic_and_in_private(
        self, desk: Desk, maria: Staff, anna: Customer
    ) -> None:
        await anna.writes("Не приходит почта")
        await maria.writes("/template preview acknowledgement", ticket=1)
        private = await maria.in_private()
        await private.writes("/template preview acknowledgement 1")
        await maria.writes("/template preview acknowledgement 1")

        assert "«Не приходит почта» (обращение № 1)" in (await desk.topic_texts())[-1]
        assert "«Не приходит почта» (обращение № 1)" in private.reads[-1]
        await private.writes("/template preview acknowledgement 99")
        assert private.reads[-1] == "Обращения № 99 нет."
        assert "почта" not in desk.general()[-1]
        assert "«нет доступа на FTP» (обращение № 12)" in desk.general()[-1]

    async def test_previews_what_is_said_at_night_as_it_reads_then(
        self, desk: Desk, ruled: Callable[..., Desk], maria: Staff
    ) -> None:
        """Also by day, and at a desk that never closes: what contradicts itself helps nobody."""
        by_day = await said_to_manager(desk, maria, "/template preview off-hours ru")
        always = WorkingCalendar(hours=ROUND_THE_CLOCK, zone=MOSCOW)
        table = SlaTable({("standard", 3): DEFAULT_TERMS[1]})
        ruled(kept=KeptPromises(SlaRules(table, always)))
        never_closed = await said_to_manager(desk, maria, "/template preview off-hours ru")

        back = "Сейчас нерабочее время, специалисты вернутся завтра в 09:00 (МСК)."
        first = "Первый ответ специалиста: завтра до"
        assert by_day.endswith(f"завтра до 17:00 (МСК). {first} 10:00 (МСК).\n{back}")
        assert never_closed.endswith(f"завтра до 13:00 (МСК). {first} 09:15 (МСК).\n{back}")


class TestATextThatIsRefused:
    @pytest.mark.parametrize(
        ("name", "text", "reason"),
        [
            ("acknowledgement", OWN.replace("{{ name }}", "Клиент"), "назвать по имени"),
            ("acknowledgement", OWN.replace("«{{ quote }}»", "вопрос"), "повторить его словами"),
            ("acknowledgement", OWN.replace("{{ resolve_by }}", "скоро"), "нужен срок решения"),
            ("acknowledgement", OWN.replace("№ {{ number }}", ""), "нужен номер обращения"),
            ("closed", "Ваша проблема решена", "«проблема»; лучше «ситуация, инцидент»"),
            ("closed", "{{ phone }}", "поля phone нет. Есть: days, number, name, company"),
            ("closed", "{% for x in range(9) %}x{% endfor %}", "можно только вставлять поля"),
            ("closed", "Готово\n{{ number", "строка 2 не читается"),
        ],
    )
    async def test_changes_nothing_and_says_why_in_one_line(
        self, desk: Desk, maria: Staff, name: str, text: str, reason: str
    ) -> None:
        told = await said_to_manager(desk, maria, f"/template set {name} ru\n{text}")

        assert told.startswith("Текст не принят, всё осталось как было: ")
        assert reason in told
        assert "\n" not in told
        async with desk.database.books() as books:
            assert await books.templates.all() == {}

    @pytest.mark.parametrize(
        ("typed", "told"),
        [
            ("/template", "/template list"),
            ("/template help", "/template list"),
            ("/template nosuch", "Текста «nosuch» нет, и такого действия тоже. Тексты: acknowledgement"),
            ("/template burn closed", "Текста «burn» нет, и такого действия тоже."),
            ("/template closed fr", "На языке «fr» текстов нет."),
            ("/template set farewell ru\nПока", "Текста «farewell» нет"),
            ("/template show", "Назовите текст: /template show closed. Есть: acknowledgement"),
            ("/template show closed fr", "На языке «fr» текстов нет. Есть: "),
            ("/template set closed fr\nFermé", "На языке «fr» текстов нет."),
            ("/template preview closed de", "На языке «de» текстов нет."),
            ("/template undo closed", "Здесь и так говорится исходный текст"),
            ("/template history closed", "Здесь и так говорится исходный текст"),
        ],
    )
    async def test_is_told_from_a_command_that_is_none(
        self, desk: Desk, maria: Staff, typed: str, told: str
    ) -> None:
        assert (await said_to_manager(desk, maria, typed)).startswith(told)


class TestTheClosingWords:
    async def test_are_shown_as_they_hold_where_a_case_may_not_be_reopened(
        self, ruled: Callable[..., Desk], maria: Staff
    ) -> None:
        desk = ruled(reopen_within=timedelta())

        shown = await said_to_manager(desk, maria, "/template preview closed")
        refused = await said_to_manager(desk, maria, "/template set closed\nЕщё дней: {{ days }}")
        taken = await said_to_manager(desk, maria, "/template set closed\nГотово, № {{ number }}")

        assert shown.startswith("Обращение № 12 закрыто. Если появятся вопросы, пишите")
        assert "{% if days %}" in refused
        assert taken.endswith("Готово, № 12")

    async def test_of_managers_are_said_there_too(
        self, ruled: Callable[..., Desk], maria: Staff, anna: Customer
    ) -> None:
        desk = ruled(reopen_within=timedelta(hours=2))
        await said_to_manager(desk, maria, "/template set closed\nГотово, № {{ number }}")
        await anna.writes("Нет доступа на FTP")

        await desk.agent().writes("/close", ticket=1)

        assert "Готово, № 1" in anna.reads


class TestATemplateThatWasOvertaken:
    async def test_by_a_new_forbidden_word_gives_way_to_the_shipped_text(
        self, desk: Desk, maria: Staff, anna: Customer
    ) -> None:
        await said_to_manager(desk, maria, "/template set closed\nКосяк устранён, № {{ number }}")
        told = await said_to_manager(desk, maria, "/words add косяк = недочёт")
        await anna.writes("Нет доступа на FTP")
        await desk.agent().writes("/close", ticket=1)

        assert "Эти шаблоны больше не действуют" in told
        assert "closed (ru)" in told
        assert any(text.startswith("Обращение № 1 закрыто.") for text in anna.reads)

    async def test_by_a_newer_version_of_ours_is_counted_and_holds_the_criteria(
        self, desk: Desk, anna: Customer
    ) -> None:
        """As if an older program had taken what this one would not."""
        version = TemplateVersion(
            name="acknowledgement", language="ru", source="{{ gone }}", at=desk.clock(), by="telegram:1"
        )
        async with desk.database.books() as books:
            await books.templates.put(version)
            await books.commit()
        counters = Counters()
        desk.front = open_desk(
            desk.database, POLICY, PHRASES, desk.clock, desk.front.prefetch.fetch, counters=counters
        ).front
        with structlog.testing.capture_logs() as logs:
            await desk.front.refresh()
        await anna.writes("Нет доступа на FTP")

        assert anna.reads[0].startswith("Анна, здравствуйте!\nПриняли в работу ваш вопрос")
        assert (counters.failed_templates, counters.violations) == (1, 0)
        assert [line["template"] for line in logs if "a template failed" in line["event"]] == [
            "acknowledgement"
        ]
