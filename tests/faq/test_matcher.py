"""The search as its users see it: small hand-made knowledge bases, and what people type at them."""

import pytest

from faq import FaqEntry, FaqMatcher, Thresholds
from tests.faq.shop import ENTRY, FTP, SHOP, first_of


@pytest.fixture
def one_entry() -> FaqMatcher:
    return FaqMatcher.build([FTP])


@pytest.fixture
def shop() -> FaqMatcher:
    return FaqMatcher.build(SHOP)


class TestACandidate:
    @pytest.mark.parametrize(
        ("text", "phrasing"),
        [
            ("не пускает на фтп", "не пускает на фтп"),
            ("не пусакет на фтп", "не пускает на фтп"),
            ("как мне получить доступ к ftp серверу", "Как получить доступ к FTP?"),
            ("какой пароль от ftp", "ftp пароль"),
        ],
    )
    def test_names_the_phrasing_that_is_nearest(
        self, one_entry: FaqMatcher, text: str, phrasing: str
    ) -> None:
        (candidate,) = one_entry.ask(text).candidates

        assert candidate.phrasing == phrasing

    def test_names_it_however_often_the_knowledge_base_changed(self) -> None:
        matcher = FaqMatcher.build([*SHOP, FTP])
        matcher.remove("pay")
        matcher.add(ENTRY)
        matcher.remove("deliver")

        assert matcher.ask("gift cards").candidates[0].phrasing == "gift card"
        assert matcher.ask("не пускает на фтп").candidates[0].phrasing == "не пускает на фтп"


class TestAVerdict:
    @pytest.mark.parametrize(
        ("text", "read_as"),
        [
            ("Здравствуйте! Как оплатить заказ?", ("как", "оплатить", "заказ")),
            ("rfr jgkfnbnm pfrfp", ("как", "оплатить", "заказ")),
            ("как аплатить заказ", ("как", "оплатить", "заказ")),
            ("👍", ()),
        ],
    )
    def test_tells_which_words_the_text_was_taken_for(
        self, shop: FaqMatcher, text: str, read_as: tuple[str, ...]
    ) -> None:
        assert shop.ask(text).read_as == read_as


class TestWordsThatAnEntryHasAlready:
    def test_are_told_misspelt_or_not(self, shop: FaqMatcher) -> None:
        assert shop.exact("Способы оплаты!") == {"pay"}
        assert shop.exact("способы аплаты") == {"pay"}
        assert shop.exact("способы") == frozenset()
        assert shop.exact("") == frozenset()

    def test_are_none_of_an_abbreviation_that_looks_like_an_ending_away(self) -> None:
        institutes = FaqMatcher.build([FaqEntry(id="itu", question="вк иту")])

        assert institutes.exact("вк иту") == {"itu"}
        assert institutes.exact("вк ит") == frozenset()

    def test_may_be_of_several(self) -> None:
        twice = FaqMatcher.build([FTP, FaqEntry(id="13", question="FTP пароль")])

        assert twice.exact("ftp пароль") == {"12", "13"}


class TestOtherThresholds:
    def test_may_be_tried_once(self, one_entry: FaqMatcher) -> None:
        text = "не могу зайти на ftp сервер"
        (score,) = (candidate.score for candidate in one_entry.ask(text).candidates)

        assert one_entry.ask(text, thresholds=Thresholds(answer=score, suggest=0.1)).kind == "answer"
        assert one_entry.ask(text, thresholds=Thresholds(answer=0.99, suggest=0.98)).kind == "unknown"
        assert one_entry.ask(text).kind == "suggest"


class TestAFaqOfOneEntry:
    @pytest.mark.parametrize(
        "text",
        [
            "Как получить доступ к FTP?",
            "не пускает на фтп",
            "НЕ ПУСКАЕТ НА ФТП!!!",
            "Здравствуйте! Подскажите, пожалуйста, как получить доступ к FTP? Спасибо!",
            "не пусакет на фтп",
            "как палучить доступ к ftp",
            "yt gecrftn yf ang",
            "ne puskaet na ftp",
            "ne rabotaet ftp",
            "не пускаетна фтп",
            "пароль ftp",
        ],
    )
    def test_answers_its_phrasings_however_they_are_typed(self, one_entry: FaqMatcher, text: str) -> None:
        verdict = one_entry.ask(text)

        assert verdict.kind == "answer"
        assert first_of(verdict) == "12"
        assert verdict.candidates[0].score >= 0.9

    @pytest.mark.parametrize(
        "text", ["не могу зайти на ftp сервер", "how do i get ftp access?", "доступ к фтп не работает"]
    )
    def test_answers_or_offers_what_is_near(self, one_entry: FaqMatcher, text: str) -> None:
        verdict = one_entry.ask(text)

        assert verdict.kind in {"answer", "suggest"}
        assert first_of(verdict) == "12"

    @pytest.mark.parametrize(
        "text",
        [
            "привет",
            "ghbdtn",
            "Добрый день!",
            "спасибо",
            "thank you so much",
            "ok",
            "где мой заказ?",
            "",
            "   ",
            "🙂",
        ],
    )
    def test_is_silent_about_everything_else(self, one_entry: FaqMatcher, text: str) -> None:
        assert one_entry.ask(text).kind == "unknown"

    @pytest.mark.parametrize(
        "text", ["доступ", "как получить доступ к почте", "не пускает в личный кабинет", "как"]
    )
    def test_does_not_answer_for_a_few_common_words(self, one_entry: FaqMatcher, text: str) -> None:
        assert one_entry.ask(text).kind != "answer"


class TestASmallFaqInTwoLanguages:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("как мне оплатить заказ", "pay"),
            ("а картой можно заплатить?", "pay"),
            ("rjulf ghbdtpen gjcskre", "deliver"),
            ("срокидоставки", "deliver"),
            ("хочу офромить возварт", "return"),
            ("I FORGOT MY PASSWORD", "password"),
            ("Hello, could you please tell me how to reset my password? Thanks!", "password"),
            ("руддщ ащкпще ьн зфыыцщкв", "password"),
            ("which size will fit me", "size"),
        ],
    )
    def test_finds_the_entry(self, shop: FaqMatcher, text: str, expected: str) -> None:
        verdict = shop.ask(text)

        assert verdict.kind in {"answer", "suggest"}
        assert first_of(verdict) == expected

    @pytest.mark.parametrize(
        "text", ["какая сегодня погода", "who won the football match", "позовите человека", "12345", "))))"]
    )
    def test_answers_nothing_else(self, shop: FaqMatcher, text: str) -> None:
        assert shop.ask(text).kind != "answer"

    @pytest.mark.parametrize(
        ("text", "expected"),
        [("payment methods", "pay"), ("delivery time", "deliver"), ("забыл пароль", "password")],
    )
    def test_names_first_what_the_other_language_has(
        self, shop: FaqMatcher, text: str, expected: str
    ) -> None:
        assert first_of(shop.ask(text)) == expected

    def test_ranks_by_falling_chance(self, shop: FaqMatcher) -> None:
        scores = [candidate.score for candidate in shop.ask("вернуть деньги за заказ").candidates]

        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)
        assert 1 <= len(scores) <= 3


class TestAPhrasingOfSeveralEntries:
    def test_is_offered_and_not_answered(self) -> None:
        twins = [
            FaqEntry(id=f"{n}", question=f"{name} hosting", alternatives=("price",))
            for n, name in enumerate("ab")
        ]

        verdict = FaqMatcher.build(twins).ask("price")

        assert verdict.kind == "suggest"
        assert {candidate.entry.id for candidate in verdict.candidates} == {"0", "1"}


class TestTwoEntriesOfOneQuestion:
    def test_are_both_offered(self) -> None:
        """Each has an answer of its own, and only the customer knows which one is meant."""
        question = "Сколько стоит доставка?"
        matcher = FaqMatcher.build(
            FaqEntry(id=number, question=question, answer=answer)
            for number, answer in (("1", "По городу 300 ₽"), ("2", "За город 900 ₽"))
        )

        verdict = matcher.ask("сколько стоит доставка")

        assert verdict.kind == "suggest"
        assert {candidate.entry.id for candidate in verdict.candidates} == {"1", "2"}


class TestAStoryAroundAQuestion:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Вчера переехали в новую квартиру, там пусто\nсколько идет доставка", "deliver"),
            ("My account was made years ago by a colleague. Forgot my password. What now?", "password"),
        ],
    )
    def test_is_answered_as_the_question_alone(self, shop: FaqMatcher, text: str, expected: str) -> None:
        verdict = shop.ask(text)

        assert (verdict.kind, first_of(verdict)) == ("answer", expected)

    @pytest.mark.parametrize(
        "text", ["Не могу оплатить. Как оплатить заказ?", "Оплата картой не проходит. Как оплатить заказ?"]
    )
    def test_is_not_where_it_tells_that_the_answer_does_not_help(self, shop: FaqMatcher, text: str) -> None:
        verdict = shop.ask(text)

        assert (verdict.kind, first_of(verdict)) == ("suggest", "pay")

    def test_is_not_where_it_asks_two(self, shop: FaqMatcher) -> None:
        verdict = shop.ask("Как оплатить заказ? Сколько идет доставка?")

        assert verdict.kind == "suggest"
        assert {candidate.entry.id for candidate in verdict.candidates[:2]} == {"pay", "deliver"}


class TestChoices:
    def test_never_ask_the_same_twice(self) -> None:
        same = [
            FaqEntry(id=str(n), question="Как продлить домен?", alternatives=(f"домен {n}",))
            for n in range(3)
        ]
        other = FaqEntry(id="9", question="Как перенести домен?")

        candidates = FaqMatcher.build([*same, other]).ask("что делать с моим доменом").candidates

        questions = [candidate.entry.question for candidate in candidates]
        assert len(questions) == len(set(questions))


class TestAnEmptyFaq:
    def test_knows_nothing(self) -> None:
        verdict = FaqMatcher.build([]).ask("как получить доступ к ftp?")

        assert verdict.kind == "unknown"
        assert verdict.candidates == ()

    def test_becomes_useful_with_its_first_entry(self) -> None:
        matcher = FaqMatcher.build([])

        matcher.add(FTP)

        assert matcher.ask("не пускает на фтп").kind == "answer"


class TestAChangedFaq:
    def test_answers_with_the_new_entry_at_once(self, shop: FaqMatcher) -> None:
        shop.add(ENTRY)

        assert first_of(shop.ask("у вас есть подарочные карты?")) == "gift"

    def test_forgets_a_removed_entry(self, shop: FaqMatcher) -> None:
        shop.remove("password")

        assert "password" not in {
            candidate.entry.id for candidate in shop.ask("forgot my password").candidates
        }
        assert [entry.id for entry in shop.entries] == ["pay", "deliver", "return", "size"]

    def test_replaces_an_entry_of_the_same_id(self, shop: FaqMatcher) -> None:
        shop.add(FaqEntry(id="size", question="Что такое депозит?"))

        assert first_of(shop.ask("что такое депозит")) == "size"
        assert shop.ask("size chart").kind == "unknown"

    def test_ignores_the_removal_of_what_is_not_there(self, shop: FaqMatcher) -> None:
        shop.remove("nothing")

        assert len(shop.entries) == len(SHOP)

    def test_answers_like_one_that_was_built_so(self, shop: FaqMatcher) -> None:
        grown = FaqMatcher.build(SHOP[:2])
        for entry in SHOP[2:]:
            grown.add(entry)

        for text in ("вернуть деньги", "когда придет посылка", "reset pasword", "оплата"):
            ours, theirs = grown.ask(text), shop.ask(text)
            assert ours.kind == theirs.kind
            assert [c.entry.id for c in ours.candidates] == [c.entry.id for c in theirs.candidates]
            assert [c.score for c in ours.candidates] == pytest.approx([c.score for c in theirs.candidates])


class TestSimilarEntries:
    def test_are_pointed_out_before_one_is_saved_twice(self, shop: FaqMatcher) -> None:
        (found,) = shop.similar("Как оплатить мой заказ?")

        assert found.entry.id == "pay"

    def test_leave_out_the_entry_that_is_being_edited(self, shop: FaqMatcher) -> None:
        assert shop.similar("Как оплатить заказ?", besides="pay") == ()

    def test_are_none_for_a_new_subject(self, shop: FaqMatcher) -> None:
        assert shop.similar("Где находится ваш офис?") == ()


class TestThresholds:
    def test_are_the_managers_to_move(self) -> None:
        strict = FaqMatcher.build(SHOP, Thresholds(answer=1.0, suggest=0.5))

        assert strict.ask("как оплатить заказ").kind == "suggest"


class TestAnFaqThatAsksEverythingInTwoLanguages:
    @pytest.fixture
    def twins(self) -> FaqMatcher:
        return FaqMatcher.build(
            [
                FaqEntry(id="ru", question="Не работает FTP", alternatives=("ftp",), language="ru"),
                FaqEntry(id="en", question="FTP does not work", alternatives=("ftp",), language="en"),
            ]
        )

    @pytest.mark.parametrize(("text", "expected"), [("ftp не работает", "ru"), ("ftp is not working", "en")])
    def test_prefers_the_language_of_the_question(self, twins: FaqMatcher, text: str, expected: str) -> None:
        assert first_of(twins.ask(text)) == expected

    @pytest.mark.parametrize("language", ["ru", "en"])
    def test_prefers_the_customers_language_where_it_is_known(self, twins: FaqMatcher, language: str) -> None:
        verdict = twins.ask("ftp", language=language)

        assert verdict.kind == "answer"
        assert first_of(verdict) == language
