"""`/words`: what is not said, as managers keep it."""

import pytest

from tests.handlers.front import Desk
from tests.handlers.people import Staff


class TestTheList:
    async def test_has_the_shipped_words_and_the_mode(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/words")

        (listed,) = desk.general()
        assert "проблема → ситуация, инцидент" in listed
        assert "problem → situation" in listed
        assert "режим: hint" in listed
        assert "/words add" in listed

    async def test_takes_a_managers_word_with_all_its_forms(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/words add косяк = промах")
        await maria.writes("/words test Это наши косяки")

        assert desk.general() == [
            "Добавлено: косяк → промах",
            "«косяки» → «промах»\n\nЛучше так:\nЭто наши промахи",
        ]

    async def test_lets_a_shipped_word_go_and_takes_it_back(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/words remove Проблема")
        await maria.writes("/words test проблема")
        await maria.writes("/words reset")
        await maria.writes("/words test проблема")

        removed, clean, reset, found = desk.general()
        assert removed.startswith("Убрано из списка: проблема.")
        assert clean == "Слов из списка здесь нет."
        assert removed.endswith("Вернуть: /words add проблема = ситуация, инцидент")
        assert reset.startswith("Список снова такой, как был в поставке")
        assert reset.endswith("Вернуть, как было:\n/words remove проблема")
        assert "«проблема» → «ситуация / инцидент»" in found

    async def test_forgets_a_managers_word(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/words add косяк = промах")
        await maria.writes("/words remove косяк")
        await maria.writes("/words test косяк")

        assert desk.general()[-1] == "Слов из списка здесь нет."

    async def test_tells_what_it_takes_the_place_of(self, desk: Desk, maria: Staff) -> None:
        for instead in ("промах", "ошибка", "ошибка"):
            await maria.writes(f"/words add косяк = {instead}")
        await maria.writes("/words add проблема = ситуация, инцидент")

        added, replaced, again, shipped = desk.general()
        assert added == "Добавлено: косяк → промах"
        assert replaced == "Замена изменена: косяк → ошибка (было: промах)"
        assert again == "Так уже и есть, ничего не изменилось: косяк → ошибка"
        assert shipped == "Так уже и есть, ничего не изменилось: проблема → ситуация, инцидент"

    async def test_goes_by_a_reset_that_names_it(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/words add косяк = промах")

        await maria.writes("/words reset")
        await maria.writes("/words reset")

        first, second = desk.general()[-2:]
        assert first.splitlines()[1:] == [
            "Больше не действует:",
            "косяк → промах (добавлено менеджером)",
            "Вернуть, как было:",
            "/words add косяк = промах",
        ]
        assert len(second.splitlines()) == 1
        async with desk.database.books() as books:
            assert [note.what for note in await books.audit.latest()].count("forbidden words reset") == 1

    async def test_is_kept_in_private_too(self, maria: Staff) -> None:
        private = await maria.in_private()
        await private.writes("/words add косяк = промах")

        assert private.reads == ["Добавлено: косяк → промах"]

    async def test_is_on_the_audit_trail(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/words add косяк = промах")
        await maria.writes("/words add косяк = ошибка")
        await maria.writes("/words mode hold")

        async with desk.database.books() as books:
            notes = [(note.what, note.details) for note in await books.audit.latest()]
        assert notes == [
            ("wording mode changed", {"mode": "hint → hold"}),
            ("forbidden word changed", {"phrase": "косяк", "instead": "промах → ошибка"}),
            ("forbidden word added", {"phrase": "косяк", "instead": "промах"}),
        ]


class TestAWordThatTheBotItselfSays:
    async def test_is_taken_and_said_so(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/words add специалист = эксперт")

        (told,) = desk.general()
        assert told.startswith("Добавлено: специалист → эксперт\nЭто есть и в готовых фразах самого бота (")
        assert "/template" in told


class TestABadCommand:
    @pytest.mark.parametrize(
        ("typed", "told"),
        [
            ("/words add проблема", "Напишите слово и замену через знак равенства"),
            ("/words add = ситуация", "Напишите слово и замену через знак равенства"),
            ("/words add косяк = ,", "Напишите слово и замену через знак равенства"),
            ("/words add я = мы", "Слишком коротко"),
            (f"/words add {'а' * 101} = б", "Слишком длинно"),
            ("/words add косяк = проблема", "В замене тоже есть слово из списка: «проблема»"),
            ("/words add косяк = косячок косяка", "В замене тоже есть слово из списка: «косяка»"),
            ("/words remove сыр", "Такого в списке нет: сыр"),
            ("/words mode loud", "Сейчас: hint. Режимы:"),
            ("/words remove", "Напишите слово из списка"),
            ("/words 99", "Такой страницы нет. Всего страниц: 1"),
            ("/words test", "Напишите текст"),
            ("/words what", "/words [страница]"),
        ],
    )
    async def test_gets_one_line_and_changes_nothing(
        self, desk: Desk, maria: Staff, typed: str, told: str
    ) -> None:
        async with desk.database.books() as books:
            before = await books.forbidden_words.revision()

        await maria.writes(typed)

        (said,) = desk.general()
        assert said.startswith(told)
        async with desk.database.books() as books:
            assert await books.forbidden_words.revision() == before

    async def test_from_an_agent_is_refused(self, desk: Desk) -> None:
        await desk.agent().writes("/words add косяк = промах")

        assert desk.general() == ["Эта команда доступна только менеджерам."]
