"""Clarifying questions: the criteria, how they are said, what answers them."""

import time
from dataclasses import replace
from typing import Any

import pytest

from handlers.desk.triage.clarifying import QuestionFault, answers_in, check_question, say_questions
from handlers.phrases import Phrases
from storage.classification import ClarifyingQuestion
from storage.records.content import Content, FormattedText, Media, MediaKind

PHRASES = Phrases.load()
CONTRACT = ClarifyingQuestion(
    id=1,
    category="оплата",
    field="номер договора",
    ask="пожалуйста, пришлите номер договора",
    gain="чтобы быстрее найти вашу услугу",
    language="ru",
    pattern=r"\d{4,8}",
)
SCREENSHOT = replace(
    CONTRACT, id=2, field="снимок", ask="пришлите снимок экрана", pattern=None, wants_file=True
)
TRACE = replace(CONTRACT, id=3, field="трассировка", ask="пришлите traceroute", pattern=None)
ENGLISH = replace(
    CONTRACT, ask="please send us your contract number", gain="so that we find your service", language="en"
)


def said(*texts: str) -> list[Content]:
    return [Content(FormattedText(text)) for text in texts]


class TestTheCriteria:
    @pytest.mark.parametrize("question", [CONTRACT, SCREENSHOT, TRACE, ENGLISH])
    def test_a_request_with_a_gain_meets_them(self, question: ClarifyingQuestion) -> None:
        assert check_question(question) == ()

    @pytest.mark.parametrize(
        ("changes", "fault"),
        [
            ({"ask": "не вижу traceroute"}, QuestionFault.REMARK),
            ({"ask": "вы не прислали договор, пришлите"}, QuestionFault.REMARK),
            ({"ask": "номер договора?"}, QuestionFault.NO_REQUEST),
            ({"gain": ""}, QuestionFault.NO_GAIN),
            ({"gain": "нам так надо"}, QuestionFault.NO_GAIN),
            ({"gain": "чтобы решить проблему"}, QuestionFault.FORBIDDEN_WORDS),
            ({"ask": "пришлите {name}"}, QuestionFault.UNFILLED),
            ({"ask": "пришлите " + "я" * 200}, QuestionFault.TOO_LONG),
            ({"field": ""}, QuestionFault.NO_FIELD),
            ({"language": "en", "ask": "I don't see a traceroute", "gain": "to help"}, QuestionFault.REMARK),
        ],
    )
    def test_anything_else_is_refused(self, changes: dict[str, Any], fault: QuestionFault) -> None:
        assert fault in check_question(replace(CONTRACT, **changes))

    @pytest.mark.parametrize(
        "pattern",
        [
            *("(a+)+b", "[", r"\d*\d*\d*x", r"(\d)\1", "", ".*", "a" * 101),
            *("a?" * 30 + "a" * 30, "[ab]{1,99}" * 3 + "c", r"\\*" * 6 + "x", r"\\(a|a)*b"),
        ],
    )
    def test_patterns_that_are_wrong_empty_or_slow_are_refused(self, pattern: str) -> None:
        assert check_question(replace(CONTRACT, pattern=pattern)) == (QuestionFault.BAD_PATTERN,)

    @pytest.mark.parametrize("pattern", [r"[A-Z]{1,3}-?\d{4,8}", r"\d{3}-\d{3}", r"\(\d+\) ?\d+"])
    def test_patterns_of_numbers_as_people_write_them_are_fit(self, pattern: str) -> None:
        assert check_question(replace(CONTRACT, pattern=pattern)) == ()

    def test_no_text_keeps_a_fit_pattern_busy(self) -> None:
        slow = replace(CONTRACT, pattern=r"\d+\d+x")
        assert check_question(slow) == ()
        began = time.perf_counter()

        assert answers_in([slow], {}, said("1" * 100_000)) == {}

        assert time.perf_counter() - began < 2


class TestSayingThem:
    def test_one_begins_with_the_name(self) -> None:
        assert say_questions(PHRASES.in_language("ru"), "Анна", [CONTRACT]) == (
            "Анна, пожалуйста, пришлите номер договора, чтобы быстрее найти вашу услугу."
        )

    def test_several_are_one_message(self) -> None:
        text = say_questions(PHRASES.in_language("ru"), "Анна", [CONTRACT, SCREENSHOT])
        assert text.startswith("Анна, чтобы решить ваш вопрос быстрее:\n• пожалуйста, пришлите номер")
        assert text.count("•") == 2

    def test_nobody_is_called_none(self) -> None:
        assert say_questions(PHRASES.in_language("en"), None, [ENGLISH]) == (
            "Please send us your contract number, so that we find your service."
        )


class TestAnswers:
    def test_fit_the_pattern_as_a_word_of_their_own(self) -> None:
        assert answers_in([CONTRACT], {}, said("договор 12345, спасибо")) == {"номер договора": "12345"}
        assert answers_in([CONTRACT], {}, said("код a12345b и 123456789")) == {}

    def test_are_taken_once(self) -> None:
        assert answers_in([CONTRACT], {"номер договора": "1111"}, said("2222")) == {}

    def test_may_be_files(self) -> None:
        photo = Content(media=Media(MediaKind.PHOTO, "f"))
        assert answers_in([CONTRACT, SCREENSHOT], {}, [photo]) == {"снимок": "✓"}

    def test_without_a_pattern_are_whatever_is_said_next(self) -> None:
        assert answers_in([TRACE], {}, said("1 10.0.0.1\n2 10.0.0.2")) == {
            "трассировка": "1 10.0.0.1 2 10.0.0.2"
        }

    @pytest.mark.parametrize("words", ["Спасибо!", "Добрый день", ""])
    def test_are_no_thanks_and_no_greeting(self, words: str) -> None:
        assert answers_in([TRACE], {}, said(words)) == {}

    def test_before_asking_are_only_what_is_certain(self) -> None:
        assert answers_in([TRACE, CONTRACT], {}, said("не работает, договор 4444"), asked=False) == {
            "номер договора": "4444"
        }
