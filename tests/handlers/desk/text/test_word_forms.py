"""Forms of a word, and strangers that begin alike."""

from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.desk.text.word_forms import folded_stem, is_same_word

FORMS = (
    "боль боли болью болей болям болями болях",
    "проблема проблемы проблеме проблему проблемой проблемою проблем проблемам проблемами проблемах",
    "проблемный проблемного проблемному проблемным проблемная проблемной проблемную проблемные проблемных",
    "проблематично проблематичный проблематичная проблематичные",
    "понятие понятия понятию понятием понятии понятий",
    "знаю знаем",
    "глюк глюка глюку глюком глюке глюки глюков глюкам глюками глюках",
    "вина вины вине вину виной",
    "деплой деплоя деплою деплоем деплои деплоев",  # no dictionary has it
    "тикет тикета тикетом тикеты тикетов тикетами",
    "решён решен",
    "problem problems problem's problem’s",
    "help helps helped helping",
    "crash crashes crashed crashing",
    "issue issues issued issuing",
    "stop stops stopped stopping",
    "apology apologies",
    "lie lies lying",
)
STRANGERS = (
    *("боль более", "боль больше", "боль болеть", "боль болит", "боль болевой", "беда беден", "вина винить"),
    *("бан банан", "пост поставил", "суд судан", "долго долг", "могу могила", "скоро скромен"),
    *("проблема проблеять", "проблемный проблемность", "час часовой", "мир миранда", "деплой деловой"),
    *("important import", "important importance", "severe several", "late lately", "possible possibly"),
    *("bus business", "hope hopping", "idea ideal", "close closely"),
)

any_word = st.sampled_from(" ".join((*FORMS, *STRANGERS)).split()) | st.text(min_size=1, max_size=12)


@pytest.mark.parametrize("forms", FORMS)
def test_forms_of_a_word_are_the_same_word(forms: str) -> None:
    assert [pair for pair in permutations(forms.split(), 2) if not is_same_word(*pair)] == []


@pytest.mark.parametrize("strangers", STRANGERS)
def test_words_that_begin_alike_are_not(strangers: str) -> None:
    assert not is_same_word(*strangers.split())


def test_forms_of_one_word_are_no_forms_of_another() -> None:
    apart = combinations((forms.split() for forms in FORMS), 2)
    mixed = [(one, other) for left, right in apart for one in left for other in right]
    assert [pair for pair in mixed if is_same_word(*pair)] == []


@given(any_word, any_word)
def test_the_order_of_two_words_does_not_matter(one: str, other: str) -> None:
    assert is_same_word(one, other) == is_same_word(other, one)


@given(any_word)
def test_a_word_is_itself_in_any_case(word: str) -> None:
    assert is_same_word(word, word)
    assert is_same_word(word.casefold(), word)


@given(any_word, any_word)
def test_forms_of_a_word_have_its_stem(one: str, other: str) -> None:
    assert not is_same_word(one, other) or folded_stem(one) == folded_stem(other)
