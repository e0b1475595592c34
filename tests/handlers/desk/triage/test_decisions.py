"""What happens to a customer's words while no ticket is open."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from faq import Candidate, FaqEntry, Verdict
from faq.verdict import VerdictKind
from handlers.desk.triage.decisions import (
    Answer,
    AskWhatHappened,
    BeWelcome,
    Decision,
    Escalate,
    Offer,
    SayWhoAnswers,
    escalation_of,
    still_in_mind,
    triage,
)
from storage.records.conversations import OpenQuestion, Stage

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)


def verdict(kind: VerdictKind, *ids: int) -> Verdict:
    entries = (FaqEntry(id=str(number), question=f"Вопрос {number}?", answer="Ответ") for number in ids)
    return Verdict(kind, tuple(Candidate(entry, 0.9, f"вопрос {entry.id}") for entry in entries))


@dataclass
class Search:
    """Says the same whatever it is asked, and remembers what it was asked."""

    says: Verdict
    asked: list[str] = field(default_factory=list)

    def __call__(self, text: str) -> Verdict:
        self.asked.append(text)
        return self.says


SURE = verdict("answer", 1, 2, 3)
UNSURE = verdict("suggest", 1, 2, 3)
SILENT = verdict("unknown", 4)


def question(stage: Stage, *texts: str, minutes_ago: float = 1) -> OpenQuestion:
    return OpenQuestion(stage, "token", texts, since=NOW - timedelta(minutes=minutes_ago))


def decide(*texts: str, after: OpenQuestion | None = None, search: Verdict = SILENT) -> Decision:
    return triage(after, texts, Search(search), NOW)


class TestWithNothingAskedBefore:
    @pytest.mark.parametrize(
        ("texts", "search", "decision"),
        [
            (["как войти"], SURE, Answer((1,), ("вопрос 1",))),
            (["как войти"], UNSURE, Offer((1, 2, 3), ("вопрос 1", "вопрос 2", "вопрос 3"))),
            (["как войти"], SILENT, Escalate(("как войти",), ("как войти",))),
            (["привет", "как войти"], SILENT, Escalate(("привет", "как войти"), ("привет", "как войти"))),
            (["Добрый день!"], SILENT, AskWhatHappened(Stage.GREETED)),
            (["спасибо"], SILENT, BeWelcome(thanked=True)),
            (["есть вопрос"], UNSURE, AskWhatHappened(Stage.GREETED)),
            (["вы бот?"], UNSURE, SayWhoAnswers()),
            (["вы бот?"], SURE, Answer((1,), ("вопрос 1",))),
            (["?"], SILENT, AskWhatHappened(Stage.GREETED)),
            (["помощь"], SURE, Answer((1,), ("вопрос 1",))),
            (["нет"], SURE, BeWelcome()),
            (["оператор"], SILENT, AskWhatHappened(Stage.PERSON_WANTED)),
            (["позовите", "человека"], SILENT, AskWhatHappened(Stage.PERSON_WANTED)),
            (
                ["сайт лежит", "оператор"],
                SURE,
                Escalate(("сайт лежит", "оператор"), ("сайт лежит", "оператор")),
            ),
            ([], SILENT, Escalate((), ())),
            (["", "  "], SILENT, Escalate((), ())),
        ],
        ids=[
            "sure",
            "unsure",
            "silent",
            "a burst",
            "a greeting",
            "thanks",
            "a question announced",
            "who answers",
            "who answers, as the FAQ has it",
            "a question mark",
            "one that the FAQ has",
            "a no",
            "a person",
            "a person in two messages",
            "a person and the matter",
            "no words",
            "blank words",
        ],
    )
    def test_the_words_decide(self, texts: list[str], search: Verdict, decision: Decision) -> None:
        assert decide(*texts, search=search) == decision

    def test_a_burst_is_searched_as_one_question(self) -> None:
        search = Search(SURE)
        triage(None, ["у меня", "", "не работает фтп"], search, NOW)
        assert search.asked == ["у меня не работает фтп"]


class TestChoicesThatHardlyFit:
    def test_are_not_offered_beside_one_that_does(self) -> None:
        likely, unlikely = verdict("suggest", 1).candidates[0], verdict("suggest", 2).candidates[0]
        search = Verdict("suggest", (likely, Candidate(unlikely.entry, 0.01)))

        assert decide("как войти", search=search) == Offer((1,), ("вопрос 1",))


class TestAfterAQuestion:
    ANSWERED = question(Stage.ANSWERED, "не пускает на фтп")
    OFFERED = question(Stage.OFFERED, "вопрос про почту", minutes_ago=600)

    @pytest.mark.parametrize("before", [ANSWERED, OFFERED], ids=["answered", "offered"])
    @pytest.mark.parametrize("words", ["оператор", "позовите человека!"])
    def test_a_wish_for_a_person_takes_it_along(self, before: OpenQuestion, words: str) -> None:
        failed = before.stage is Stage.ANSWERED
        assert decide(words, after=before) == Escalate(before.texts, before.texts, failed)

    def test_a_short_complaint_is_restated_together_with_it(self) -> None:
        both = ("не пускает на фтп", "не помогло")
        assert decide("не помогло", after=self.ANSWERED) == Escalate(both, both, answer_failed=True)

    @pytest.mark.parametrize(
        "words", ["Это мне, увы, совсем не помогло", "sorry, that still does not help me"]
    )
    def test_however_many_words_it_takes(self, words: str) -> None:
        both = ("не пускает на фтп", words)
        assert decide(words, after=self.ANSWERED) == Escalate(both, both, answer_failed=True)

    @pytest.mark.parametrize("words", ["спасибо, но так и не работает", "sorry, it still does not work"])
    def test_one_that_names_nothing_is_no_question_of_its_own(self, words: str) -> None:
        both = ("не пускает на фтп", words)
        assert decide(words, after=self.ANSWERED, search=SURE) == Escalate(both, both, answer_failed=True)

    @pytest.mark.parametrize("words", ["доступ восстановился", "My password works now"])
    def test_success_ends_it(self, words: str) -> None:
        assert decide(words, after=self.ANSWERED, search=SURE) == BeWelcome(settled=True)
        assert decide(words, search=SURE) == Answer((1,), ("вопрос 1",))

    def test_success_ends_a_case_that_people_solved(self) -> None:
        said = triage(None, ["доступ восстановился"], Search(SURE), NOW, after_a_case=True)
        assert said == BeWelcome(settled=True)

    @pytest.mark.parametrize("before", [ANSWERED, OFFERED], ids=["answered", "offered"])
    def test_a_no_calls_people_and_adds_nothing_to_it(self, before: OpenQuestion) -> None:
        failed = before.stage is Stage.ANSWERED
        assert decide("Нет", after=before, search=SURE) == Escalate(before.texts, before.texts, failed)
        assert decide("нет, спасибо", after=before, search=SURE) == BeWelcome(thanked=True)

    def test_who_answers_is_told_and_it_stands(self) -> None:
        assert decide("вы бот?", after=self.ANSWERED) == SayWhoAnswers()

    def test_a_question_mark_calls_people_to_it(self) -> None:
        before = self.ANSWERED
        assert decide("?", after=before) == Escalate(
            (*before.texts, "?"), (*before.texts, "?"), answer_failed=True
        )

    def test_a_call_for_help_is_no_beginning(self) -> None:
        both = ("не пускает на фтп", "помогите")
        assert decide("помогите", after=self.ANSWERED) == Escalate(both, both, answer_failed=True)

    def test_a_longer_one_speaks_for_itself(self) -> None:
        words = "теперь пишет ошибку пятьсот тридцать"
        assert decide(words, after=self.ANSWERED) == Escalate((words,), (words,))

    def test_beside_choices_that_nobody_pressed_it_stands_with_them(self) -> None:
        words = "теперь пишет ошибку пятьсот тридцать"
        assert decide(words, after=self.OFFERED) == Escalate(("вопрос про почту", words), (words,))

    def test_a_picture_goes_to_people_with_it(self) -> None:
        asked = self.ANSWERED.texts
        assert decide(after=self.ANSWERED) == Escalate(asked, asked, answer_failed=True)

    def test_an_old_answer_is_out_of_mind(self) -> None:
        old = question(Stage.ANSWERED, "не пускает на фтп", minutes_ago=31)
        assert decide("верните деньги", after=old) == Escalate(("верните деньги",), ("верните деньги",))
        assert decide("оператор", after=old) == AskWhatHappened(Stage.PERSON_WANTED)

    def test_choices_that_nobody_pressed_are_not(self) -> None:
        words = ("вопрос про почту", "совсем не то")
        assert decide("совсем не то", after=self.OFFERED) == Escalate(words, words)

    def test_a_new_question_that_the_faq_knows_is_answered(self) -> None:
        assert decide("как оплатить", after=self.ANSWERED, search=SURE) == Answer((1,), ("вопрос 1",))


class TestTwoQuestionsBeforeATicket:
    TWO = replace(
        question(Stage.OFFERED, "вопрос про почту", "не открывается сайт"), latest=("не открывается сайт",)
    )

    def test_stand_apart_and_the_latest_is_restated(self) -> None:
        handed_over = escalation_of(self.TWO, ())

        assert handed_over.restated == ("не открывается сайт",)
        assert handed_over.question == "вопрос про почту\n\nне открывается сайт"

    def test_are_continued_at_the_latest_one(self) -> None:
        handed_over = escalation_of(self.TWO, ("уже час",))

        assert handed_over.question == "вопрос про почту\n\nне открывается сайт\nуже час"
        assert handed_over.texts == (*self.TWO.texts, "уже час")


class TestAPersonWasWanted:
    WANTED = question(Stage.PERSON_WANTED, minutes_ago=6000)

    @pytest.mark.parametrize("words", ["как войти", "привет", "спасибо", "оператор", "👍"])
    def test_whatever_comes_next_goes_to_people(self, words: str) -> None:
        assert decide(words, after=self.WANTED, search=SURE) == Escalate((words,), (words,))

    def test_even_without_words(self) -> None:
        assert decide(after=self.WANTED) == Escalate((), ())


@pytest.mark.parametrize(
    ("stage", "minutes_ago", "in_mind"),
    [
        (Stage.ANSWERED, 30, True),
        (Stage.ANSWERED, 30.1, False),
        (Stage.GREETED, 30.1, False),
        (Stage.OFFERED, 9999, True),
        (Stage.PERSON_WANTED, 9999, True),
    ],
)
def test_how_long_a_question_is_in_mind(stage: Stage, minutes_ago: float, in_mind: bool) -> None:  # noqa: FBT001 - a column of the table
    assert still_in_mind(question(stage, "?", minutes_ago=minutes_ago), NOW) is in_mind


class TestAQuestionSetAside:
    CHOICES = question(Stage.OFFERED, "вопрос про почту", minutes_ago=600)

    @pytest.mark.parametrize(
        ("minutes_ago", "words", "asked"),
        [
            (1, "не помогло", ("вопрос про почту", "не пускает на фтп", "не помогло")),
            (1, "верните деньги за домен", ("вопрос про почту", "верните деньги за домен")),
            (31, "не помогло", ("вопрос про почту", "не помогло")),
        ],
        ids=["the answer failed", "another question", "the answered one is too old"],
    )
    def test_comes_along_to_people(self, minutes_ago: float, words: str, asked: tuple[str, ...]) -> None:
        answered = question(Stage.ANSWERED, "не пускает на фтп", minutes_ago=minutes_ago)
        decision = decide(words, after=replace(answered, set_aside=self.CHOICES))

        assert isinstance(decision, Escalate)
        assert decision.texts == asked
