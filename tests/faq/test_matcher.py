"""The search as its users see it: small hand-made knowledge bases, and what people type at them."""

import pytest

from faq import FaqEntry, FaqMatcher

FTP = FaqEntry(
    id="12",
    question="Как получить доступ к FTP?",
    alternatives=("не пускает на фтп", "ftp пароль", "не работает ftp"),
    answer="Откройте личный кабинет → «Доступы».",
)


@pytest.fixture
def matcher() -> FaqMatcher:
    return FaqMatcher.build([FTP])


class TestAFaqOfOneEntry:
    @pytest.mark.parametrize(
        "text",
        [
            "Как получить доступ к FTP?",
            "не пускает на фтп",
            "НЕ ПУСКАЕТ НА ФТП!!!",
            "Здравствуйте! Подскажите, пожалуйста, как получить доступ к FTP? Спасибо!",
            "не пусакет на фтп",
            "yt gecrftn yf ang",
            "ne puskaet na ftp",
            "ne rabotaet ftp",
            "не пускаетна фтп",
        ],
    )
    def test_answers_its_phrasings_however_they_are_typed(self, matcher: FaqMatcher, text: str) -> None:
        verdict = matcher.ask(text)

        assert verdict.kind == "answer"
        assert verdict.candidates[0].entry == FTP

    @pytest.mark.parametrize("text", ["привет", "спасибо", "ok", "где мой заказ?", "", "   ", "🙂"])
    def test_is_silent_about_everything_else(self, matcher: FaqMatcher, text: str) -> None:
        assert matcher.ask(text).kind == "unknown"


class TestAnEmptyFaq:
    def test_knows_nothing(self) -> None:
        verdict = FaqMatcher.build([]).ask("как получить доступ к ftp?")

        assert verdict.kind == "unknown"
        assert verdict.candidates == ()
