"""The sample FAQ that a newcomer meets first."""

from importlib.resources import files

import pytest

from faq.entry import FaqEntry
from faq.exchange import FileFormat, read_faq
from faq.matcher import FaqMatcher

LANGUAGES = ("ru", "en")
FORBIDDEN = ("проблем", "не смогу помочь", "не знаю", "problem", "cannot help", "can't help", "don't know")


def sample_bytes(language: str) -> bytes:
    return files("faq").joinpath("samples", f"{language}.yaml").read_bytes()


def sample_entries(language: str) -> list[FaqEntry]:
    parsed = read_faq(sample_bytes(language), FileFormat.YAML)
    assert parsed.faults == ()
    return [
        FaqEntry(
            id=f"{language}-{number}",
            question=row.question,
            answer=row.answer,
            alternatives=row.alternatives,
            category=row.category,
            language=row.language,
        )
        for number, row in enumerate(parsed.rows, start=1)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
class TestASampleFaq:
    def test_holds_about_25_entries_of_its_language_with_several_phrasings_each(self, language: str) -> None:
        entries = sample_entries(language)

        assert 25 <= len(entries) <= 30
        for entry in entries:
            assert entry.language == language
            assert entry.category
            assert 4 <= len(entry.alternatives) <= 8

    def test_uses_no_forbidden_words(self, language: str) -> None:
        text = sample_bytes(language).decode().casefold()

        assert not [word for word in FORBIDDEN if word in text]


@pytest.fixture(scope="module")
def matcher() -> FaqMatcher:
    return FaqMatcher.build(entry for language in LANGUAGES for entry in sample_entries(language))


class TestBothLanguagesTogether:
    def test_every_phrasing_is_answered_with_its_own_entry(self, matcher: FaqMatcher) -> None:
        """No phrasing stands in two entries, so each is an exact match of one alone."""
        for entry in matcher.entries:
            for phrasing in (entry.question, *entry.alternatives):
                verdict = matcher.ask(phrasing)
                assert verdict.kind == "answer", phrasing
                assert verdict.candidates[0].entry.id == entry.id, phrasing

    @pytest.mark.parametrize(
        ("asked", "question"),
        [
            ("здравствуйте! не могу зайти на фтп, подскажите пароль", "Как подключиться к сайту по FTP?"),
            ("подскажите, как мне поменять версию пхп на сайте", "Как сменить версию PHP?"),
            ("Hi, how can I get my money back please?", "How do I get a refund?"),
        ],
    )
    def test_a_question_in_other_words_finds_its_entry_first(
        self, matcher: FaqMatcher, asked: str, question: str
    ) -> None:
        assert matcher.ask(asked).candidates[0].entry.question == question

    @pytest.mark.parametrize(
        "asked",
        [
            "корзина показывает чужие товары",
            "у вас есть вакансии",
            "у вас дорого",
            "какая сегодня погода",
            "где мой заказ",
            "my cat is ill",
            "are you a robot",
        ],
    )
    def test_what_has_no_entry_gets_neither_answer_nor_choices(self, matcher: FaqMatcher, asked: str) -> None:
        assert matcher.ask(asked).kind == "unknown"

    @pytest.mark.parametrize(
        ("asked", "question"),
        [
            ("Как получить доступ к FTP?", "Как подключиться к сайту по FTP?"),  # as `run` proposes to ask
            ("сколько стоит домен", "Как купить домен и сколько он стоит?"),
            ("сколько стоит продлить домен", "Как продлить домен?"),
            ("вирус на сайте", "Как вылечить сайт от вирусов?"),
            ("buy a domain", "How do I buy a domain, and how much is it?"),
        ],
    )
    def test_neighbours_are_told_apart(self, matcher: FaqMatcher, asked: str, question: str) -> None:
        verdict = matcher.ask(asked)

        assert (verdict.kind, verdict.candidates[0].entry.question) == ("answer", question)
