"""Words that are not said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.desk.wording.rules import DEFAULT_RULES, ForbiddenUse, WordingRule, find_forbidden


class TestAForbiddenPhrase:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("Это проблема.", "проблема"),
            ("много ПРОБЛЕМ", "ПРОБЛЕМ"),
            ("с проблемой", "проблемой"),
            ("проблемный сайт", "проблемный"),
            ("увы, не смогу вам помочь", "не смогу вам помочь"),
            ("мы не можем сейчас ничем помочь", "не можем сейчас ничем помочь"),
            ("помочь вам не могу", "помочь вам не могу"),
            ("я не\nзнаю", "не\nзнаю"),
            ("мы не знаем", "не знаем"),
            ("Problems again", "Problems"),
            ("I cannot help", "cannot help"),
            ("we can’t really help you", "can’t really help"),
            ("unable to help", "unable to help"),
            ("I don't know", "don't know"),
            ("we do not know", "do not know"),
        ],
    )
    def test_is_found_in_any_form(self, text: str, found: str) -> None:
        assert [finding.text for finding in find_forbidden(text)] == [found]

    def test_tells_where_and_what_to_say_instead(self) -> None:
        (finding,) = find_forbidden("нет проблем")
        assert finding == ForbiddenUse("проблем", 4, 11, DEFAULT_RULES[0])
        assert finding.rule.instead == "ситуация, инцидент"

    def test_is_found_each_time(self) -> None:
        found = [finding.text for finding in find_forbidden("problem, проблема, problem")]
        assert found == ["problem", "проблема", "problem"]


class TestOtherWords:
    @pytest.mark.parametrize(
        "text",
        [
            "знаю",
            "не помочь",
            "can help",
            "not known",
            "я помогу",
            "не могу войти, чем вы можете помочь?",
            "",
        ],
    )
    def test_are_left_alone(self, text: str) -> None:
        assert find_forbidden(text) == ()


class TestOwnRules:
    def test_are_data(self) -> None:
        rules = [WordingRule("это ... невозможно", "уточним, как это сделать"), WordingRule("...", "")]
        assert [finding.text for finding in find_forbidden("Это сейчас невозможно", rules)] == [
            "Это сейчас невозможно"
        ]

    def test_without_rules_everything_may_be_said(self) -> None:
        assert find_forbidden("проблема", rules=[]) == ()

    def test_with_many_gaps_take_no_longer_than_others(self) -> None:
        everywhere = WordingRule("так ... " * 16 + "беда", "иначе")

        assert find_forbidden("так " * 400, [everywhere]) == ()
        assert len(find_forbidden("так " * 20 + "беда", [everywhere])) == 5

    def test_are_read_as_words_whatever_signs_they_have(self) -> None:
        rule = WordingRule("c++ (.*) [a-z]+ ^нет$", "иначе")

        assert find_forbidden("всё что угодно", [rule]) == ()


class TestWordsWithTheSameBeginning:
    SAID = "Ответим не более чем за час, кот больше болеть не будет, боль пройдёт"

    def test_are_no_forms_of_the_word(self) -> None:
        rules = [WordingRule("боль", "дискомфорт")]
        assert [finding.text for finding in find_forbidden(self.SAID, rules)] == ["боль"]

    def test_are_no_forms_of_a_word_within_a_phrase(self) -> None:
        rules = [WordingRule("кот ... боль", "дискомфорт")]
        assert [finding.text for finding in find_forbidden(self.SAID, rules)] == []

    def test_are_found_where_kin_will_do(self) -> None:
        rules = [WordingRule("оплата", "")]
        assert [found.text for found in find_forbidden("Я оплатил", rules, kin=True)] == ["оплатил"]
        assert find_forbidden("Я оплатил", rules) == ()


class TestAnyText:
    @given(st.text(max_size=200))
    def test_findings_stand_where_they_say(self, text: str) -> None:
        for finding in find_forbidden(f"{text} проблема"):
            assert f"{text} проблема"[finding.start : finding.end] == finding.text
