"""What a text means before it is compared: layouts, Latin letters, politeness, spaces, misspellings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq import FaqEntry
from faq.index import Index
from faq.lists import lines_of
from faq.normalise import MAX_CHARACTERS, clean, from_latin, in_other_layout, words_of
from faq.politeness import is_small_talk, without_politeness
from faq.reading import read_words
from faq.spoken import MOST_WORDS
from faq.stems import romanised, stem

INDEX = Index.of(
    [
        FaqEntry(id="1", question="Как продлить домен?", alternatives=("срок действия домена истёк",)),
        FaqEntry(id="2", question="How do I renew a certificate?", alternatives=("certificate expired",)),
    ]
)


class TestCleaning:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("  ЁЛКА\n\tи ёж ", "елка и еж"),
            ("см. https://example.org/a?b=c и www.example.org тут", "см. и тут"),
            ("до\u200bмен\ufeff", "домен"),
            ("ﬁle №１", "file no1"),
        ],
    )
    def test_folds_what_means_nothing(self, text: str, expected: str) -> None:
        assert clean(text) == expected

    @given(st.text())
    def test_is_bounded_and_stable(self, text: str) -> None:
        once = clean(text)

        assert len(once) <= MAX_CHARACTERS
        assert once == " ".join(once.split())

    def test_folds_letters_that_are_drawn_out_and_no_digits(self) -> None:
        assert words_of("ааааа нет тариф 1000") == ["аа", "нет", "тариф", "1000"]


class TestTheOtherLayout:
    @pytest.mark.parametrize(
        ("typed", "meant"), [("ghbdtn", "привет"), ("вщьфшт", "domain"), ("'nj ,erds", "это буквы")]
    )
    def test_is_undone(self, typed: str, meant: str) -> None:
        assert in_other_layout(typed) == meant


class TestLatinLetters:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("domen", "домен"),
            ("shchi", "щи"),
            ("moy novyy", "мой новый"),
            ("yulya", "юля"),
            ("novye ssylki na moyey", "новые ссылки на моей"),
            ("otlichaetsya", "отличается"),
            ("otstaet", "отстает"),
            ("razrabotchiki", "разработчики"),
        ],
    )
    def test_become_russian(self, typed: str, meant: str) -> None:
        assert from_latin(typed) == meant

    def test_spell_a_name_the_same_in_both_alphabets(self) -> None:
        assert romanised(stem("фтп")) == romanised(stem("ftp"))


class TestPoliteness:
    @pytest.mark.parametrize(
        ("text", "request_alone"),
        [
            ("добрый день! подскажите пожалуйста, где счет", "где счет"),
            ("hello, could you please tell me the price? thanks in advance!", "the price"),
            ("у меня такой вопрос: где счет", "где счет"),
        ],
    )
    def test_is_left_out(self, text: str, request_alone: str) -> None:
        assert " ".join(without_politeness(text).replace("?", " ").split()).strip(" ,!:") == request_alone

    @pytest.mark.parametrize(
        "text", ["привет", "спасибо большое!", "ok", "thank you", "добрый вечер, всем привет", ""]
    )
    def test_alone_asks_for_nothing(self, text: str) -> None:
        assert is_small_talk(text)

    @pytest.mark.parametrize("text", ["привет, где счет", "thanks but it is broken"])
    def test_around_a_request_is_no_small_talk(self, text: str) -> None:
        assert not is_small_talk(text)


class TestReading:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("Как продлить домен?", ["как", "продлить", "домен"]),
            ("rfr ghjlkbnm ljvty", ["как", "продлить", "домен"]),
            ("kak prodlit domen", ["как", "продлит", "домен"]),
            ("как прадлить домеен", ["как", "продлить", "домен"]),
            ("срокдействия домена", ["срок", "действия", "домена"]),
            ("rfr ghjlkbnm ljvty, chjr bcntr", ["как", "продлить", "домен", "срок", "истек"]),
            ("chjr ltqcndbz ljvtyf expired", ["срок", "действия", "домена", "expired"]),
            ("HOW DO I RENEWA CERTIFICATE", ["how", "do", "i", "renew", "certificate"]),
            ("Добрый деь! подскжите пожалйста, как продлить домен", ["как", "продлить", "домен"]),
            (
                "helo, plese tell me how do i renew a certificate",
                ["how", "do", "i", "renew", "a", "certificate"],
            ),
            ("придет срок", ["придет", "срок"]),
            ("спасибо", []),
            ("", []),
        ],
    )
    def test_finds_the_words_that_are_meant(self, text: str, words: list[str]) -> None:
        assert read_words(text, INDEX) == words

    def test_leaves_words_that_people_know(self) -> None:
        assert read_words("как продать домик", INDEX) == ["как", "продать", "домик"]

    @pytest.mark.parametrize("word", ["отменённый", "неотменённый", "донатов"])
    def test_leaves_a_word_whole_that_would_fall_into_short_ones(self, word: str) -> None:
        sites = Index.of(
            [FaqEntry(id="1", question="Письма из формы не доходят до вас и от вас, в чём дело?")]
        )

        assert read_words(word, sites) == [word.replace("ё", "е")]

    def test_takes_an_unusual_word_for_the_likelier_one(self) -> None:
        cards = Index.of([FaqEntry(id=str(n), question=f"where is my card {n}") for n in range(300)])

        assert read_words("where is my cad", cards) == ["where", "is", "my", "card"]

    def test_takes_a_slip_for_a_word_that_the_faq_lacks(self) -> None:
        assert read_words("чюжие домены", INDEX) == ["чужие", "домены"]

    def test_takes_a_slip_for_a_word_of_the_faq_before_others(self) -> None:
        radio = Index.of([FaqEntry(id="1", question="Why is there no sound in the headset?")])

        assert read_words("heatset", radio) == ["headset"]

    def test_takes_words_apart_before_it_sees_a_slip_in_them(self) -> None:
        plans = Index.of([FaqEntry(id="1", question="How do I change my plan?")])

        assert read_words("planat", plans) == ["plan", "at"]  # no planet

    def test_takes_no_usual_word_for_one_that_every_text_has(self) -> None:
        doings = Index.of([FaqEntry(id=str(n), question=f"what do i do {n}") for n in range(300)])

        assert read_words("what dog", doings) == ["what", "dog"]

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("certificate polisy", ["certificate", "policy"]),
            ("certificate ne rabotaet sovsem", ["certificate", "не", "работает", "совсем"]),
        ],
    )
    def test_takes_english_with_a_slip_for_no_russian(self, text: str, words: list[str]) -> None:
        insurance = Index.of([*INDEX.entries, FaqEntry(id="3", question="Где мой полис?")])

        assert read_words(text, insurance) == words

    def test_takes_no_latin_letters_for_russian_where_the_faq_has_none(self) -> None:
        radio = Index.of([FaqEntry(id="1", question="How do I play the radio?")])

        assert read_words("play radia", radio) == ["play", "radio"]

    @pytest.mark.parametrize("text", ["пейнтбол", "имбо", "4", "65 kg/m3"])
    def test_takes_nothing_for_the_other_layout_for_a_few_short_letter_groups(self, text: str) -> None:
        assert read_words(text, INDEX) == words_of(text)


class TestSpokenWords:
    """«инет» for «интернет»: words of one meaning, of which the FAQ has another."""

    INDEX = Index.of(
        [
            FaqEntry(id="1", question="Не работает интернет", alternatives=("Нет сигнала Wi-Fi",)),
            FaqEntry(id="2", question="Оплата наличными", alternatives=("Вход в личный кабинет",)),
            FaqEntry(id="3", question="How do I sign in?", alternatives=("The fridge is loud",)),
        ]
    )

    @pytest.mark.parametrize(
        ("typed", "read"),
        [
            ("инет отвалился", "интернет отвалился"),
            ("горит лампа и нету интернета", "горит лампа и нету интернета"),
            ("пароль от вай фая", "пароль от wi fi"),
            ("пароль от вайфая", "пароль от wi fi"),
            ("наличкой можно", "наличные можно"),
            ("логин от лк", "логин от личный кабинет"),
            ("cannot log in", "cannot sign in"),
            ("refrigerators break", "fridge break"),
        ],
    )
    def test_are_taken_for_the_faqs_own(self, typed: str, read: str) -> None:
        assert " ".join(read_words(typed, self.INDEX)) == read

    def test_of_the_faq_itself_stay(self) -> None:
        index = Index.of([FaqEntry(id="1", question="Как ускорить инет и интернет?")])

        assert read_words("отвалился инет", index) == ["отвалился", "инет"]

    def test_make_a_text_sensible_as_typed(self) -> None:
        assert read_words("bytn yt hf,jnftn", self.INDEX) == ["интернет", "не", "работает"]

    def test_stand_in_the_list_with_another_of_the_same_meaning_each(self) -> None:
        groups = [line.split(", ") for line in lines_of("spoken.txt")]

        assert [group for group in groups if len(group) < 2] == []
        assert [words for group in groups for words in group if len(words.split()) > MOST_WORDS] == []
        assert [words for group in groups for words in group if clean(words) != words] == []
