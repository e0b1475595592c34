"""Who asks how to end something is not told how to begin it."""

import pytest

from faq import FaqEntry, FaqMatcher
from faq.opposites import ask_opposites, phrasing_denies

MAILBOX = FaqEntry(
    id="1",
    question="Как создать почтовый ящик?",
    answer="Раздел «Почта».",
    alternatives=("завести ящик на домене", "How do I create a mailbox?"),
)


@pytest.fixture(scope="module")
def matcher() -> FaqMatcher:
    others = [
        FaqEntry(id=str(number), question=f"Как {question}?", answer="Раздел «Сайт».")
        for number, question in enumerate(
            ("настроить резервную копию", "перенести сайт", "сменить версию языка", "пополнить счёт"), start=2
        )
    ]
    return FaqMatcher.build([MAILBOX, *others])


class TestTheOppositeOfAnEntry:
    @pytest.mark.parametrize(
        "text",
        [
            "как удалить почтовый ящик",
            "Удалил бы я почтовый ящик",
            "how do I delete a mailbox",
            "rfr elfkbnm zobr",
        ],
    )
    def test_is_offered_and_never_answered(self, matcher: FaqMatcher, text: str) -> None:
        assert matcher.ask(text).kind != "answer"

    @pytest.mark.parametrize("text", ["как создать почтовый ящик", "how do I create a mailbox"])
    def test_leaves_the_entry_itself_alone(self, matcher: FaqMatcher, text: str) -> None:
        verdict = matcher.ask(text)
        assert (verdict.kind, verdict.candidates[0].entry.id) == ("answer", "1")


class TestOpposites:
    @pytest.mark.parametrize(
        ("asked", "phrasing"),
        [
            ("как отключить ssl", "установить ssl"),
            ("как отменить продление домена", "как продлить домен"),
            ("как открыть счет", "как закрыть счет"),
            ("cancel my subscription", "subscribe to news"),
            ("записался на ремонт как отменить запись", "как записаться на ремонт"),
            ("i booked a room and want to cancel", "how do i book a room"),
        ],
    )
    def test_end_what_the_other_begins_or_the_other_way_round(self, asked: str, phrasing: str) -> None:
        assert ask_opposites(asked.split(), [phrasing])

    @pytest.mark.parametrize(
        ("asked", "phrasings"),
        [
            ("как отключить ssl", ["установить ssl", "отключить ssl"]),
            ("как закрыть счет", ["как закрыть счет"]),
            ("где мой ssl", ["установить ssl"]),
            ("как отключить ssl", ["что такое ssl"]),
            ("", []),
        ],
    )
    def test_are_nothing_else(self, asked: str, phrasings: list[str]) -> None:
        assert not ask_opposites(asked.split(), phrasings)


class TestADenial:
    @pytest.mark.parametrize("text", ["Не могу войти", "нет доступа", "I can’t log in", "order not paid"])
    def test_is_a_phrasing_with_a_word_that_denies(self, text: str) -> None:
        assert phrasing_denies(text)

    @pytest.mark.parametrize("text", ["", "Как войти?", "Небо и нетто", "How do I log in?"])
    def test_is_no_other(self, text: str) -> None:
        assert not phrasing_denies(text)
