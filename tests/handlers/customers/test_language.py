"""In which language a customer is answered, when their profile and their words differ."""

import pytest

from tests.handlers.front import Desk
from tests.handlers.people import Customer


@pytest.fixture
def ann(desk: Desk) -> Customer:
    """Her messenger speaks English."""
    return desk.customer("Ann", language="en")


class TestWordsInAnotherLanguageThanTheProfile:
    async def test_are_answered_in_their_own(self, ann: Customer) -> None:
        await ann.writes("Сайт не открывается")

        assert ann.reads[-1].startswith(
            "Ann, здравствуйте!\nПриняли в работу ваш вопрос «Сайт не открывается»"
        )

    async def test_have_buttons_in_it_too(self, desk: Desk, ann: Customer) -> None:
        await desk.knows("Как создать почтовый ящик?", "Раздел «Почта» → «Создать».")

        await ann.writes("Как создать почтовый ящик?")

        assert ann.screen[-1].labels == ["Помогло", "Не помогло"]

    async def test_leave_their_mark_on_what_is_said_later(self, desk: Desk, ann: Customer) -> None:
        await ann.writes("Сайт не открывается")
        await desk.agent().writes("/close", ticket=1)

        assert ann.reads[-2].startswith("Обращение № 1 закрыто.")

    async def test_may_be_english_from_a_russian_profile(self, anna: Customer) -> None:
        await anna.writes("My site does not open")

        assert "“My site does not open”" in anna.reads[-1]

    async def test_are_no_words_where_an_english_error_is_pasted(self, anna: Customer) -> None:
        await anna.writes("Could not connect to the server: the connection was refused")

        assert anna.reads[-1].startswith("Анна, здравствуйте!")

    async def test_stay_in_their_own_after_an_english_error(self, ann: Customer) -> None:
        await ann.writes("Привет")
        await ann.writes("530 Login incorrect. The server could not open the directory for this user")

        assert ann.reads[-1].startswith("Ann, рады")

    async def test_change_with_the_words(self, ann: Customer) -> None:
        await ann.writes("Привет")
        await ann.writes("My site does not open")

        assert [text.split("\n")[0] for text in ann.reads] == [
            "Ann, здравствуйте!",
            "Ann, we are glad to help.",
        ]


class TestTheChosenLanguage:
    async def test_goes_before_the_words(self, ann: Customer) -> None:
        await ann.writes("/language en")
        await ann.writes("Сайт не открывается")

        assert ann.reads[-1].startswith("Hello, Ann!")


class TestWordsThatMayBeEither:
    @pytest.mark.parametrize("text", ["ne rabotaet ftp", "ghbdtn? yt hf,jnftn cfqn", "502 bad gateway"])
    async def test_are_answered_in_the_profiles_language(self, anna: Customer, text: str) -> None:
        await anna.writes(text)

        assert anna.reads[-1].startswith("Анна, здравствуйте!")
