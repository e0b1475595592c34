"""Better words in an agent's text, in the form that the sentence asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.desk.wording.rewording import find_in_reply, reword
from handlers.desk.wording.rules import DEFAULT_RULES, WordingRule, amended, find_forbidden, key_of
from storage.records.content import FormattedText, Span, SpanKind, utf16_length

OWN = [
    WordingRule("косяк", "ошибка, промах"),
    WordingRule("bug", "incident"),
    WordingRule("глюк", "сбой"),
    WordingRule("лаг", "инцидент"),
    WordingRule("в ближайшее время", "до конца дня"),
]


def better(text: str, rules: list[WordingRule] | None = None) -> str:
    return reword(FormattedText(text), DEFAULT_RULES if rules is None else rules).text


class TestBetterWords:
    @pytest.mark.parametrize(
        ("text", "wanted"),
        [
            ("У вас проблема с доступом.", "У вас ситуация с доступом."),
            ("Разберёмся с вашей проблемой", "Разберёмся с вашей ситуацией"),
            ("Проблемы бывают; 😀 проблем нет", "Ситуации бывают; 😀 ситуаций нет"),
            ("проблемного сайта", "непростого сайта"),
            ("It is a problem, two problems", "It is a situation, two situations"),
        ],
    )
    def test_stand_in_the_same_form(self, text: str, wanted: str) -> None:
        assert better(text) == wanted

    @pytest.mark.parametrize(
        ("text", "wanted"),
        [
            (
                "К сожалению, не смогу вам с этим помочь. До свидания",
                "К сожалению, ваш вопрос может быть решён другим специалистом. До свидания",
            ),
            ("Коллега, я не знаю.", "Коллега, сейчас уточню информацию по вашему вопросу."),
            ("I don't know why it happens.\nBye", "I will find out.\nBye"),
            ("We can't help you, sorry.", "This can be solved by another specialist, sorry."),
        ],
    )
    def test_take_the_place_of_a_whole_clause_where_it_is_a_refusal(self, text: str, wanted: str) -> None:
        assert better(text) == wanted

    @pytest.mark.parametrize(
        ("text", "wanted"),
        [
            (
                "Дима, мы не знаем, в чём проблема, но тщательно её изучаем! Ждите.",
                "Дима, сейчас уточню информацию по вашему вопросу! Ждите.",
            ),
            ("Не знаю, когда починят.", "Сейчас уточню информацию по вашему вопросу."),
            ("We don't know, why it fails, but we look into it.", "I will find out."),
            ("Не знаю, но уточню.", "Сейчас уточню информацию по вашему вопросу, но уточню."),
        ],
    )
    def test_take_along_what_hangs_on_the_clause(self, text: str, wanted: str) -> None:
        assert better(text) == wanted

    @pytest.mark.parametrize(
        ("text", "wanted"),
        [
            ("Наш косяк, косяков много", "Наш промах, промахов много"),
            ("It is a bug. Two bugs.", "It is an incident. Two incidents."),
            ("Ответим в ближайшее время.", "Ответим до конца дня."),
            ("Справились с глюком, о глюке знаем", "Справились со сбоем, о сбое знаем"),
            ("Знаем о лаге", "Знаем об инциденте"),
        ],
    )
    def test_of_managers_suit_the_words_around(self, text: str, wanted: str) -> None:
        """The alternative of the same gender is taken: «наш промах», not «наш ошибка»."""
        assert better(text, OWN) == wanted

    def test_keep_the_formatting_in_its_place(self) -> None:
        said = FormattedText(
            "😀 проблема и срок",
            (Span(SpanKind.BOLD, 3, 8), Span(SpanKind.ITALIC, 14, 4), Span(SpanKind.UNDERLINE, 0, 18)),
        )
        assert reword(said, DEFAULT_RULES) == FormattedText(
            "😀 ситуация и срок",
            (Span(SpanKind.BOLD, 3, 8), Span(SpanKind.ITALIC, 14, 4), Span(SpanKind.UNDERLINE, 0, 18)),
        )
        longer = reword(FormattedText("a bug!", (Span(SpanKind.CODE, 5, 1),)), OWN)
        assert longer == FormattedText("an incident!", (Span(SpanKind.CODE, 11, 1),))


class TestWhatIsNotTheAgentsWording:
    @pytest.mark.parametrize(
        "text",
        [
            "см. https://site.example/problem?x=problem",
            "problem.example.com отвечает",
            "пишите на problem@example.com",
            "вы писали: «проблема с FTP»",
            "вы писали: “a problem”",
            "> проблема с FTP\nпосмотрим",
            "выполните `fix problem`",
            "Откройте Problem Manager",
        ],
    )
    def test_is_left_alone(self, text: str) -> None:
        assert better(text) == text

    @pytest.mark.parametrize("kind", [SpanKind.CODE, SpanKind.PRE, SpanKind.BLOCKQUOTE])
    def test_is_left_alone_under_its_span(self, kind: SpanKind) -> None:
        said = FormattedText("😀 проблема", (Span(kind, 3, 8),))
        assert find_in_reply(said, DEFAULT_RULES) == ()

    def test_leaves_what_stands_beside_it_to_be_found(self) -> None:
        said = FormattedText("код проблема", (Span(SpanKind.CODE, 0, 3),))
        assert [finding.text for finding in find_in_reply(said, DEFAULT_RULES)] == ["проблема"]


class TestManagersList:
    def test_is_the_shipped_one_amended_by_key(self) -> None:
        rules = amended(DEFAULT_RULES, [("ПРОБЛЕМА", None), ("не  знаю", "уточню"), ("лажа", "ошибка")])
        assert find_forbidden("проблема", rules) == ()
        (finding,) = find_forbidden("не знаю", rules)
        assert finding.rule.instead == "уточню"
        assert rules[-1] == WordingRule("лажа", "ошибка")

    @pytest.mark.parametrize(("phrase", "key"), [("  Всё  ПЛОХО!", "все плохо"), ("...", ""), ("—", "")])
    def test_knows_phrases_by_their_words(self, phrase: str, key: str) -> None:
        assert key_of(phrase) == key


class TestAnyText:
    @given(st.text(max_size=80), st.integers(0, 40), st.integers(1, 40))
    def test_is_clean_afterwards_and_its_spans_stay_inside(self, around: str, at: int, length: int) -> None:
        text = f"{around} проблема {around}"
        inside = at + length <= utf16_length(text)
        said = FormattedText(text, (Span(SpanKind.BOLD, at, length),) if inside else ())
        after = reword(said, DEFAULT_RULES)
        assert find_in_reply(after, DEFAULT_RULES) == ()
        assert all(s.offset >= 0 and s.offset + s.length <= utf16_length(after.text) for s in after.spans)
