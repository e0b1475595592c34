"""The catalogue of phrases: asked rightly it speaks, asked wrongly it raises."""

from pathlib import Path

import pytest

from handlers.phrases import Phrases
from handlers.phrases.catalogue import BrokenCatalogue, PhraseArgumentsDiffer, UnknownPhrase

PLURALS = """\
# a comment
waiting =
    { $count ->
        [one] { $count } обращение ждёт
        [few] { $count } обращения ждут
       *[many] { $count } обращений ждут
    }
ticket = № { $number }
echo = [{ $text }] и { $other }
"""


@pytest.fixture
def phrases(tmp_path: Path) -> Phrases:
    (tmp_path / "ru.ftl").write_text(PLURALS, encoding="utf-8")
    return Phrases.load(tmp_path)


class TestSayingAPhrase:
    @pytest.mark.parametrize(
        ("count", "text"),
        [(1, "1 обращение ждёт"), (22, "22 обращения ждут"), (1011, "1011 обращений ждут")],
    )
    def test_numbers_choose_the_plural_form(self, phrases: Phrases, count: int, text: str) -> None:
        assert phrases.say("ru", "waiting", count=count) == text

    def test_numbers_are_not_grouped(self, phrases: Phrases) -> None:
        assert phrases.say("ru", "ticket", number=1234567) == "№ 1234567"

    @pytest.mark.parametrize(
        "text",
        [
            "{ $other }",
            "<b>&amp;",
            "\ufdd0other\ufdd1",
            "\u2067أهلا",
            "",
            "a" * 10_000,
            "\ufdd0other\ufdd1" * 900,
        ],
        ids=["placeable", "markup", "stand-in", "bidi", "empty", "long", "long stand-in"],
    )
    def test_arguments_stand_as_they_are(self, phrases: Phrases, text: str) -> None:
        """Nothing in an argument is read as Fluent, cut, or isolated."""
        assert phrases.say("ru", "echo", text=text, other="я") == f"[{text}] и я"


class TestWrongUse:
    def test_an_unknown_key_raises(self, phrases: Phrases) -> None:
        with pytest.raises(UnknownPhrase, match="'absent'"):
            phrases.say("ru", "absent")

    def test_an_unknown_language_raises(self, phrases: Phrases) -> None:
        with pytest.raises(UnknownPhrase, match="'de'"):
            phrases.say("de", "ticket", number=1)

    @pytest.mark.parametrize("arguments", [{}, {"number": 1, "name": "x"}], ids=["missing", "surplus"])
    def test_other_arguments_raise(self, phrases: Phrases, arguments: dict[str, str | int]) -> None:
        with pytest.raises(PhraseArgumentsDiffer, match="'number'"):
            phrases.say("ru", "ticket", **arguments)


class TestABrokenFile:
    @pytest.mark.parametrize(
        "source",
        ["key = { $open", "key = a\nkey = b", "-term = a", "a = b\nkey = { a }", "key =\n    .attribute = a"],
        ids=["syntax", "twice", "term", "reference", "no text"],
    )
    def test_is_told_at_loading(self, tmp_path: Path, source: str) -> None:
        (tmp_path / "en.ftl").write_text(source, encoding="utf-8")
        with pytest.raises(BrokenCatalogue):
            Phrases.load(tmp_path)

    def test_a_folder_without_files_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(BrokenCatalogue, match=r"no \.ftl"):
            Phrases.load(tmp_path)


class TestChoosingALanguage:
    @pytest.mark.parametrize(
        ("wishes", "chosen"),
        [
            (["en-US"], "en"),
            ([None, "RU"], "ru"),
            (["de", "en_GB"], "en"),
            ([None, ""], "ru"),
            (["de"], "ru"),
        ],
    )
    def test_the_first_wish_that_we_speak_wins(self, wishes: list[str | None], chosen: str) -> None:
        assert Phrases.load().choose_language(wishes, default="ru") == chosen
