"""How a customer is addressed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.desk.reading.names import LONGEST_NAME, addressable_name, visible


class TestANameThatPeopleBear:
    @pytest.mark.parametrize(
        "name",
        [
            "Анна",
            "Жан-Поль",
            "O'Brien",
            "Иван Петров",
            "محمد",
            "日本",
            "ज्ञानेश",
            "Nguyễn",
            "J. R. Smith",
            "Abbot",
            "R2D2",
        ],
    )
    def test_stays_as_it_was_given(self, name: str) -> None:
        assert addressable_name(name) == name

    def test_the_given_name_is_enough(self) -> None:
        assert addressable_name("Анна", "Иванова") == "Анна"

    def test_the_family_name_steps_in(self) -> None:
        assert addressable_name("👑", "Иванова") == "Иванова"


class TestANameWithOrnaments:
    @pytest.mark.parametrize(
        ("raw", "name"),
        [
            ("👑 Анна 👑", "Анна"),
            ("<b>Анна</b>", "Анна"),
            ("*Анна* _`", "Анна"),
            ("{{ Анна }}", "Анна"),
            ("Анна {} %s {0}", "Анна"),
            ("Анна @anna http://evil.example/x", "Анна"),
            ("[Анна](http://evil.example)", "Анна"),
            ("\u202eАн\u200bна\u2069", "Анна"),
            ("З̷̧̛а̵̡̧̛л̶̡̧̛г̶̡̧̛о̷̡̧̛", "Залго"),
            ("Мария\nИванова", "Мария Иванова"),
            ("Анна +7 900 123-45-67", "Анна"),
            ("evil.tk", "evil tk"),
            ("J.R.Smith", "J. R. Smith"),
        ],
    )
    def test_is_cleaned(self, raw: str, name: str) -> None:
        assert addressable_name(raw) == name

    def test_a_long_one_is_cut_at_a_word(self) -> None:
        full = "Пабло Диего Хосе Франсиско де Паула Хуан Непомусено"
        assert addressable_name(full) == "Пабло Диего Хосе Франсиско де Паула Хуан"

    def test_a_long_word_is_cut_anyway(self) -> None:
        assert addressable_name("а" * 100) == "а" * LONGEST_NAME


class TestNoName:
    @pytest.mark.parametrize(
        "raw",
        [
            *(None, "", "  ", ".", "👑", "...", "123", "+7 900 123-45-67", "\u3164", "\u200b", "$$$", "🅰🅽"),
            *("{name}", "{}", "%s", "%(name)s", "${user}", "{{ user.name }}", "<b></b>", "@anna", "evil.com"),
        ],
    )
    def test_nothing_is_left(self, raw: str | None) -> None:
        assert addressable_name(raw) is None

    @pytest.mark.parametrize(
        "raw",
        [
            *(
                "Support",
                "SUPPORT 24/7",
                "Служба поддержки",
                "Техподдержка",
                "Тех. поддержка",
                "Admin",
                "Админ",
            ),
            *("SupportBot", "shop_bot", "Бот", "ООО «Ромашка»", "Acme Inc.", "Менеджер Анна", "None", "null"),
            *("Аdmin", "𝔖𝔲𝔭𝔭𝔬𝔯𝔱", "Deleted Account", "No name", "Гость 17"),
        ],
    )
    def test_a_role_is_no_name(self, raw: str) -> None:
        assert addressable_name(raw) is None

    def test_a_role_in_either_half_makes_it_a_company(self) -> None:
        assert addressable_name("Acme", "Support") is None


class TestAnyNameWhatever:
    @given(st.text(max_size=200), st.none() | st.text(max_size=60))
    def test_is_safe_to_say(self, raw: str, family: str | None) -> None:
        name = addressable_name(raw, family)
        if name is None:
            return
        assert len(name) <= LONGEST_NAME
        assert name == " ".join(name.split())
        assert any(map(str.isalpha, name))
        assert not any(
            unicodedata.category(character) in {"Cc", "Cf", "Cs", "So", "Sk"} for character in name
        )
        assert not set(name) & set('{}<>@%*_`[]()\\/|~«»“”"')

    @given(st.text(max_size=100))
    def test_cleaning_twice_is_cleaning_once(self, raw: str) -> None:
        name = addressable_name(raw)
        assert name is None or addressable_name(name) == name


class TestANameForPeopleOfTheDesk:
    @pytest.mark.parametrize(
        ("raw", "shown"),
        [
            ("👑 Анна  <b>", "👑 Анна <b>"),
            ("\u202eАн\u200bна\n", "Анна"),
            ("З̷̧̛а̵̡̧̛", "За"),
            ("Support", "Support"),
            ("\u2066\x00", ""),
        ],
    )
    def test_stays_recognisable(self, raw: str, shown: str) -> None:
        assert visible(raw) == shown
