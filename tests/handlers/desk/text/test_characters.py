"""Where a text may be cut."""

import pytest

from handlers.desk.text.characters import cut_at_character, cut_at_word, has_words, tears_character


class TestWhatPeopleSeeAsOneCharacter:
    @pytest.mark.parametrize(
        "character",
        [
            "й\u0301",
            "👍🏽",
            "👨‍👩‍👧",
            "🇷🇺",
            "❤️",
            "🏴\U000e0067\U000e0062\U000e007f",
            "नि",
            "\r\n",
            "각",
            "\ud83d\ude00",
        ],
        ids=[
            "accent",
            "skin",
            "family",
            "flag",
            "variation",
            "tags",
            "vowel sign",
            "line",
            "hangul",
            "halves",
        ],
    )
    def test_is_not_torn(self, character: str) -> None:
        text = f"a{character}b"
        inside = range(2, 1 + len(character))
        assert [at for at in inside if not tears_character(text, at)] == []
        assert not tears_character(text, 1)
        assert not tears_character(text, len(text) - 1)

    def test_flags_part_in_pairs(self) -> None:
        flags = "🇷🇺🇬🇧🇩🇪"
        assert [at for at in range(1, 6) if not tears_character(flags, at)] == [2, 4]


class TestCutting:
    def test_a_text_that_fits_is_whole(self) -> None:
        assert cut_at_word("two words", 9) == cut_at_character("two words", 20) == 9

    def test_at_a_word_where_there_is_one(self) -> None:
        assert cut_at_word("two words", 5) == 3
        assert cut_at_word("two words", 3) == 3

    def test_between_characters_elsewhere(self) -> None:
        assert cut_at_word("aaaa👍🏽", 5) == 4

    def test_anywhere_when_nothing_helps(self) -> None:
        assert cut_at_character("a" + "\u0301" * 9, 5) == 5


class TestWords:
    @pytest.mark.parametrize("text", ["a", "1", "я!", "日", "٣"])
    def test_are_letters_and_digits(self, text: str) -> None:
        assert has_words(text)

    @pytest.mark.parametrize("text", ["", "😀", "?!", "\u3164", "\u200b", "_"])
    def test_are_nothing_else(self, text: str) -> None:
        assert not has_words(text)
