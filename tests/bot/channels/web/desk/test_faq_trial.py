"""A question that a manager tries at the desk, and the FAQ as a file while there is nothing in it."""

import pytest

from tests.bot.channels.web.opened import Opened

ENTRY = {"question": "Как сменить тариф?", "alternatives": ["другой тарифный план"], "answer": "«Тарифы»."}


class TestATriedText:
    async def test_shows_how_it_was_read(self, opened: Opened) -> None:
        maria = await opened.desk("Мария Главная")
        await maria.posts("faq", ENTRY)

        mended = await maria.gets("faq/verdict?text=Здравствуйте! Как сменить тарриф?")
        wordless = await maria.gets("faq/verdict?text=👍")

        assert mended["read_as"] == "как сменить тариф"
        assert wordless == {"kind": "wordless", "read_as": "", "candidates": [], "doubt": ""}

    async def test_shows_entries_with_their_scores_and_the_phrasings_that_were_near(
        self, opened: Opened
    ) -> None:
        maria = await opened.desk("Мария Главная")
        await maria.posts("faq", ENTRY)

        (found,) = (await maria.gets("faq/verdict?text=хочу другой тарифный план"))["candidates"]

        assert (found["id"], found["question"]) == (1, ENTRY["question"])
        assert found["phrasing"] == "другой тарифный план"
        assert 0 < found["score"] <= 1

    async def test_tells_why_a_likely_entry_is_only_offered(self, opened: Opened) -> None:
        maria = await opened.desk("Мария Главная")
        await maria.posts("faq", ENTRY)

        held = await maria.gets("faq/verdict?text=тариф")
        sent = await maria.gets("faq/verdict?text=другой тарифный план")

        assert held["doubt"].startswith("№ 1 предлагается, но не отправляется: по одному слову")
        assert sent["doubt"] == ""

    @pytest.mark.parametrize(("text", "kind"), [("Здравствуйте!", "asks"), ("Спасибо!", "thanks")])
    async def test_that_asks_nothing_is_treated_as_a_customers(
        self, opened: Opened, text: str, kind: str
    ) -> None:
        maria = await opened.desk("Мария Главная")

        assert (await maria.gets(f"faq/verdict?text={text}"))["kind"] == kind


class TestAnEmptyFaq:
    async def test_is_no_file(self, opened: Opened) -> None:
        maria = await opened.desk("Мария Главная")

        told = await maria.calls("GET", "faq/export/yaml")

        assert told == (
            409,
            {"error": "not-now", "words": "В базе ответов пока ничего нет: выгружать нечего."},
        )
