"""The otboinik and its criteria."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.desk.reading.names import addressable_name
from handlers.desk.reading.restatement import restate
from handlers.desk.reading.secrets import mask_burst
from handlers.desk.text.splitting import LONGEST_MESSAGE
from handlers.desk.wording.acknowledgement import (
    Acknowledgement,
    Violation,
    acknowledge,
    check_acknowledgement,
    compose_spare_acknowledgement,
)
from handlers.desk.wording.promise import Issue, Promise, PromisedMoments, promise_in_words
from handlers.phrases import Phrases, catalogue
from storage.records.content import utf16_length

PHRASES = Phrases.load()
MOSCOW = ZoneInfo("Europe/Moscow")
FRIDAY_EVENING = datetime(2025, 11, 21, 20, tzinfo=MOSCOW)
MONDAY = datetime(2025, 11, 24, 9, tzinfo=MOSCOW)


def acknowledged(
    *texts: str,
    language: str = "ru",
    name: str | None = "Анна",
    media: str | None = None,
    resolve_by: datetime | None = MONDAY + timedelta(hours=8),
    phrases: Phrases = PHRASES,
    earlier: tuple[str, ...] = (),
    written: Callable[[Promise], str | None] = lambda _promise: None,
) -> Acknowledgement:
    issue = Issue(name=name, texts=texts, media=media, number=12, earlier=earlier)
    moments = PromisedMoments(
        respond_by=None if resolve_by is None else MONDAY + timedelta(hours=1),
        resolve_by=resolve_by,
        back_at=None if resolve_by is None else MONDAY,
        now=FRIDAY_EVENING,
        zone=MOSCOW,
    )
    promise = promise_in_words(phrases.in_language(language), issue, moments)
    return acknowledge(phrases.in_language(language), promise, written(promise))


class TestAQuestionOutsideOfWorkingHours:
    def test_in_russian(self) -> None:
        assert acknowledged("Здравствуйте!", "нет доступа на FTP").text == (
            "Анна, здравствуйте!\n"
            "Приняли в работу ваш вопрос «нет доступа на FTP» (обращение № 12).\n"
            "Максимальный срок решения: в понедельник, 24 ноября, до 17:00 (МСК). "
            "Первый ответ специалиста: в понедельник, 24 ноября, до 10:00 (МСК).\n"
            "Сейчас нерабочее время, специалисты вернутся в понедельник, 24 ноября, в 09:00 (МСК)."
        )

    def test_in_english(self) -> None:
        assert acknowledged("Hello", "my ftp", "is down", language="en", name="Anna").text == (
            "Hello, Anna!\n"
            "We have received your question “my ftp is down” (ticket #12).\n"
            "We will solve it on Monday, November 24, by 17:00 (MSK) at the latest. "
            "A specialist will reply on Monday, November 24, by 10:00 (MSK).\n"
            "It is outside our working hours now; "
            "our specialists will be back on Monday, November 24, at 09:00 (MSK)."
        )


class TestAPromiseThatIsKeptAtNight:
    @pytest.mark.parametrize("language", PHRASES.languages)
    def test_stands_without_word_that_nobody_works(self, language: str) -> None:
        tonight = FRIDAY_EVENING + timedelta(hours=3)

        said = acknowledged("нет доступа", language=language, resolve_by=tonight)

        assert said.violations == ()
        assert "23:00" in said.text
        assert "09:00" not in said.text

    def test_is_contradicted_by_a_text_that_says_so_all_the_same(self) -> None:
        promise = replace(PROMISE, back_at="завтра в 09:00 (МСК)", kept_sooner=True)
        text = f"{HOLDS} Специалисты вернутся завтра в 09:00 (МСК)."

        assert check_acknowledgement(PHRASES.in_language("ru"), promise, text) == (Violation.CONTRADICTION,)
        assert check_acknowledgement(PHRASES.in_language("ru"), promise, HOLDS) == ()


class TestWhatMayBeMissing:
    def test_without_a_name_the_greeting_is_polite(self) -> None:
        assert acknowledged("не работает", name=None).text.startswith("Здравствуйте!\n")

    def test_without_words_the_media_is_named(self) -> None:
        said = acknowledged(media="голосовое сообщение")
        assert "обращение № 12 (голосовое сообщение)" in said.text
        assert said.violations == ()

    def test_without_anything_to_repeat_the_number_stands(self) -> None:
        said = acknowledged("🔥🔥🔥")
        assert "Приняли в работу ваше обращение № 12." in said.text
        assert said.violations == ()

    def test_without_a_deadline_the_question_is_being_looked_into(self) -> None:
        said = acknowledged("не работает", resolve_by=None)
        assert said.text.endswith("Мы уже изучаем вопрос и скоро вернёмся с ответом.")
        assert said.violations == ()


class TestTheCustomersOwnWords:
    def test_may_be_forbidden_ones(self) -> None:
        said = acknowledged("У меня проблема, не знаю что делать с {name} и None")
        assert "«У меня проблема, не знаю что делать с {name} и None»" in said.text
        assert said.violations == ()

    def test_and_so_may_the_name(self) -> None:
        assert acknowledged("не работает", name="Problem").violations == ()


PROMISE = Promise(
    name="Анна", quote="нет доступа", media=None, number=12, resolve_by="сегодня до 18:30 (МСК)"
)
HOLDS = "Анна! Ваш вопрос «нет доступа»: № 12, сегодня до 18:30 (МСК)."


class TestAnEarlierQuestionThatStillWaits:
    def test_is_named_in_the_customers_own_words(self) -> None:
        said = acknowledged("не пускает на FTP", earlier=("проблема с почтой",))

        assert said.text.endswith("Прежний ваш вопрос «проблема с почтой» — в этом же обращении.")
        assert said.violations == ()

    def test_is_a_part_of_the_text_that_must_fit_into_one_message(self) -> None:
        def at_the_limit(promise: Promise) -> str:
            text = f"Анна, вопрос «{promise.quote}» (№ {promise.number}) решим: {promise.resolve_by}. "
            return text.ljust(LONGEST_MESSAGE, "!")

        assert len(acknowledged("нет FTP", written=at_the_limit).text) == LONGEST_MESSAGE
        both = acknowledged("нет FTP", written=at_the_limit, earlier=("нет почты",))
        assert len(both.text) < LONGEST_MESSAGE
        assert "нет почты" in both.text
        assert both.violations == (Violation.TOO_LONG,)


class TestTheCheck:
    def test_a_text_that_holds_has_no_violations(self) -> None:
        assert check_acknowledgement(PHRASES.in_language("ru"), PROMISE, HOLDS) == ()

    @pytest.mark.parametrize(
        ("written", "instead", "violation"),
        [
            ("Анна", "Клиент", Violation.NO_NAME),
            ("Анна", "Аннапурна", Violation.NO_NAME),
            ("«нет доступа»", "«доступа нет»", Violation.NO_QUOTE),
            ("«нет доступа»", "нет доступа", Violation.NO_QUOTE),
            ("№ 12", "№ 123", Violation.NO_NUMBER),
            ("№ 12", "12", Violation.NO_NUMBER),
            ("18:30", "18:00", Violation.NO_DEADLINE),
            ("Ваш вопрос", "Ваша проблема", Violation.FORBIDDEN_WORDS),
            ("Ваш вопрос", "Ваш вопрос {quote}", Violation.UNFILLED),
            ("Ваш вопрос", "Ваш None", Violation.UNFILLED),
            ("Ваш вопрос", "Ваш вопрос " * 400, Violation.TOO_LONG),
        ],
    )
    def test_each_criterion_is_seen(self, written: str, instead: str, violation: Violation) -> None:
        text = HOLDS.replace(written, instead)
        assert check_acknowledgement(PHRASES.in_language("ru"), PROMISE, text) == (violation,)

    def test_a_name_inside_of_the_quote_is_no_address(self) -> None:
        promise = Promise(name="Анна", quote="Анна тут", media=None, number=1, resolve_by="завтра")
        assert check_acknowledgement(PHRASES.in_language("ru"), promise, "«Анна тут» № 1 завтра") == (
            Violation.NO_NAME,
        )

    def test_the_spare_form_holds(self) -> None:
        for language in PHRASES.languages:
            spare = compose_spare_acknowledgement(PHRASES.in_language(language), PROMISE)
            assert check_acknowledgement(PHRASES.in_language(language), PROMISE, spare) == ()


class TestABrokenPhrase:
    def test_gives_way_to_the_spare_form_and_is_told(self, tmp_path: Path) -> None:
        source = (Path(catalogue.__file__).parent / "ru.ftl").read_text(encoding="utf-8")
        broken = re.sub(
            r"(?m)^acknowledgement-question = .*$",
            "acknowledgement-question = Проблема { $quote } { $number }",
            source,
        )
        (tmp_path / "ru.ftl").write_text(broken, encoding="utf-8")

        said = acknowledged("нет доступа", phrases=Phrases.load(tmp_path))

        assert set(said.violations) == {Violation.NO_QUOTE, Violation.NO_NUMBER, Violation.FORBIDDEN_WORDS}
        assert said.text == (
            "Анна\nВаш вопрос: «нет доступа»\nОбращение № 12\nв понедельник, 24 ноября, до 17:00 (МСК)"
        )


ODD = st.sampled_from(
    [
        *(
            "👑",
            "{name}",
            "%s",
            "<b>Анна</b>",
            "Support",
            "проблема",
            "не знаю",
            "None",
            "«",
            "»",
            "“",
            "”",
            "\u202e",
            "\x00",
        ),
        *(
            "пароль: qwerty ",
            "4111 1111 1111 1111 ",
            "Здравствуйте! ",
            "\ud83d",
            "שלום ",
            "слово " * 700,
            "😀" * 200,
            "№ 12 ",
        ),
    ]
)
NAMES = st.none() | st.text(max_size=80) | st.lists(ODD, max_size=4).map("".join)
TEXTS = st.lists(st.text(max_size=400) | st.lists(ODD, max_size=8).map("".join), max_size=4)


class TestAnyNameAndAnyWords:
    @given(
        NAMES,
        TEXTS,
        st.sampled_from(PHRASES.languages),
        st.none()
        | st.datetimes(FRIDAY_EVENING.replace(tzinfo=None), timezones=st.just(UTC)).filter(
            lambda at: at.year < 9000
        ),
    )
    def test_hold_all_criteria(
        self, given_name: str | None, texts: list[str], language: str, due: datetime | None
    ) -> None:
        name = addressable_name(given_name)

        said = acknowledged(*texts, language=language, name=name, resolve_by=due)

        assert said.violations == ()
        assert utf16_length(said.text) <= 4096
        assert name is None or name in said.text.partition("\n")[0]
        said.text.encode()
        framed = re.search(r"[«“](.+)[»”]", said.text)
        assert (framed is None) == (restate(texts) is None)
        folded = " ".join(" ".join(mask_burst(texts)).split())
        assert framed is None or framed[1] in folded or framed[1].removesuffix("…") in folded
