"""What a ticket is about, proposed from its words."""

import pytest

from handlers.desk.triage.classification import AspectValue, Proposal, propose, read_choice, read_words
from handlers.errors import CommandRefused
from storage.classification import Aspect, ClassificationRule
from storage.records.tickets import TicketKind

RULES = (
    ClassificationRule(1, Aspect.CATEGORY, "хостинг", ("сайт", "502", "ошибка сервера")),
    ClassificationRule(2, Aspect.CATEGORY, "почта", ("письмо", "почта")),
    ClassificationRule(3, Aspect.KIND, "incident", ("не открывается", "не работает")),
    ClassificationRule(4, Aspect.KIND, "request", ("подключите",)),
    ClassificationRule(5, Aspect.PRIORITY, "3", ("сайт",)),
    ClassificationRule(6, Aspect.PRIORITY, "1", ("всё лежит",)),
    ClassificationRule(7, Aspect.SERVICE, "web", ("сайт",)),
    ClassificationRule(8, Aspect.CATEGORY, "прочее", ()),
)


class TestProposing:
    def test_finds_words_in_every_inflection(self) -> None:
        assert propose("На сайтах 502, не открываются страницы", RULES[:4]) == Proposal(
            "хостинг", TicketKind.INCIDENT
        )

    def test_finds_kin_of_a_word(self) -> None:
        rule = ClassificationRule(9, Aspect.CATEGORY, "деньги", ("оплата",))
        assert propose("Не могу оплатить заказ", [rule]).category == "деньги"

    def test_the_value_with_most_words_wins(self) -> None:
        assert propose("Письмо с сайта: ошибка сервера", RULES).category == "хостинг"

    def test_the_most_urgent_priority_wins(self) -> None:
        assert propose("Сайт: всё лежит!", RULES).priority == 1

    @pytest.mark.parametrize("text", ["", "Здравствуйте", "прочее"])
    def test_silence_proposes_nothing(self, text: str) -> None:
        assert propose(text, RULES) == Proposal()


class TestReading:
    @pytest.mark.parametrize(
        ("text", "choice"),
        [
            ("хостинг", AspectValue(Aspect.CATEGORY, "хостинг")),
            ("личный  кабинет", AspectValue(Aspect.CATEGORY, "личный кабинет")),
            ("kind incident", AspectValue(Aspect.KIND, "incident")),
            ("тип Запрос", AspectValue(Aspect.KIND, "request")),
            ("service Почта+", AspectValue(Aspect.SERVICE, "Почта+")),
            ("priority 2", AspectValue(Aspect.PRIORITY, "2")),
        ],
    )
    def test_a_choice(self, text: str, choice: AspectValue) -> None:
        assert read_choice(text) == choice

    @pytest.mark.parametrize("text", ["kind", "kind беда", "priority 5", "priority срочно", "", "я" * 41])
    def test_a_wrong_choice_is_refused(self, text: str) -> None:
        with pytest.raises(CommandRefused):
            read_choice(text)

    def test_words_between_commas(self) -> None:
        assert read_words(" сайт, 502,,ошибка   сервера\nпочта") == ("сайт", "502", "ошибка сервера", "почта")

    def test_too_long_words_are_refused(self) -> None:
        with pytest.raises(CommandRefused):
            read_words("я" * 61)
