"""The ticket's card and its topic's name."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.desk.buttons import Press, Verb, decode
from handlers.desk.text.characters import shorten
from handlers.desk.tickets.card import LONGEST_QUESTION_ON_CARD, CardWriter, holds_question
from handlers.desk.tickets.card_buttons import CardButtons
from handlers.desk.tickets.prelude import LONGEST_STEP, MOST_STEPS
from handlers.desk.tickets.ticket_words import LONGEST_TOPIC_NAME, cut_to_units
from handlers.phrases import Phrases
from storage.records.actions import Keyboard
from storage.records.content import Span, SpanKind, utf16_length
from storage.records.conversations import Conversation
from storage.records.customers import Customer
from storage.records.faq import FaqRecord
from storage.records.prelude import PreludeKind, PreludeStep
from storage.records.tickets import Ticket, TicketState

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
WRITER = CardWriter(Phrases.load().in_language("ru"), ZoneInfo("Europe/Moscow"))
BUTTONS = CardButtons(Phrases.load().in_language("ru"))
ENGLISH = replace(WRITER, speech=Phrases.load().in_language("en"))
CUSTOMER = Customer(1, "Анна", "Каренина", "anna_k")
CONVERSATION = Conversation(1, CUSTOMER, "telegram:42")
TICKET = Ticket(
    number=12,
    conversation=1,
    question="Сайт не открывается",
    language="ru",
    opened_at=NOW,
    respond_by=NOW + timedelta(hours=1),
    resolve_by=NOW + timedelta(days=1),
)
ENTRIES = tuple(FaqRecord(id=number, question=f"Вопрос {number}?", answer="Ответ") for number in (5, 6))

TEXTS = st.text(max_size=200) | st.builds(
    lambda text, times: text * times, st.text(min_size=1, max_size=20), st.integers(1, 400)
)
NAMES = st.text(max_size=64)
STORIES = st.lists(
    st.builds(PreludeStep, st.just(PreludeKind.ASKED), st.text(max_size=LONGEST_STEP)), max_size=MOST_STEPS
)


def card(
    ticket: Ticket, entries: tuple[FaqRecord, ...] = (), conversation: Conversation = CONVERSATION
) -> str:
    return WRITER.card(ticket, conversation, entries, NOW).text.text


def presses(keyboard: Keyboard) -> list[Press | None]:
    return [decode(button.data) for row in keyboard for button in row]


class TestACard:
    def test_says_everything_at_a_glance(self) -> None:
        ticket = replace(TICKET, previous=7, assignee="telegram:7", assignee_name="Борис Орлов")

        assert card(ticket, ENTRIES) == (
            "№ 12 · новое\n"
            "Клиент: Анна Каренина @anna_k · Telegram · ru\n"
            "Продолжение обращения № 7\n"
            "\n"
            "Сайт не открывается\n"
            "\n"
            "Первый ответ: сегодня до 11:00 (МСК)\n"
            "Решение: завтра до 10:00 (МСК)\n"
            "Приоритет: 3 — обычный\n"
            "Отвечает: Борис Орлов\n"
            "\n"
            "Похоже на записи FAQ:\n"
            "№ 5 Вопрос 5?\n"
            "№ 6 Вопрос 6?"
        )

    def test_shows_the_question_as_a_quotation_whole(self) -> None:
        content = WRITER.card(TICKET, CONVERSATION, (), NOW)
        quoted = next(span for span in content.text.spans if span.kind is SpanKind.BLOCKQUOTE)
        units = content.text.text.encode("utf-16-le")

        start, end = quoted.offset * 2, (quoted.offset + quoted.length) * 2
        assert units[start:end].decode("utf-16-le") == TICKET.question
        assert Span(SpanKind.BOLD, 0, len("№ 12 · новое")) in content.text.spans

    def test_of_an_answered_ticket_shows_the_last_deadline_alone(self) -> None:
        text = card(replace(TICKET, first_response_at=NOW))
        assert "Первый ответ" not in text
        assert "Решение" in text

    @pytest.mark.parametrize("state", [TicketState.RESOLVED, TicketState.CLOSED])
    def test_of_a_solved_ticket_shows_no_deadlines(self, state: TicketState) -> None:
        assert "МСК" not in card(replace(TICKET, state=state))

    @pytest.mark.parametrize("question", ["", " ", "\n"])
    def test_without_words_points_at_the_attachments(self, question: str) -> None:
        assert "Без слов: смотрите вложения ниже" in card(replace(TICKET, question=question))

    def test_shows_a_question_of_nothing_but_emoji(self) -> None:
        assert "\n\n👍\n\n" in card(replace(TICKET, question="👍"))

    @pytest.mark.parametrize("name", ["", " ", "\u202e", "\u200b\u200d"])
    def test_of_somebody_without_a_name_says_so(self, name: str) -> None:
        nameless = replace(CONVERSATION, customer=Customer(1, name))
        assert "Клиент: без имени" in card(TICKET, conversation=nameless)

    def test_holds_a_question_of_its_limit_whole(self) -> None:
        question = "я" * LONGEST_QUESTION_ON_CARD
        assert question in card(replace(TICKET, question=question))

    def test_holds_the_beginning_of_a_longer_one(self) -> None:
        text = card(replace(TICKET, question="слово " * 600))
        assert "слово слово" in text
        assert "…" in text

    def test_counts_what_was_said_before_to_the_question(self) -> None:
        """Else the two would be more than a message, or words of the customer would stand nowhere."""
        story = (PreludeStep(PreludeKind.ASKED, "слово " * 20),)
        ticket = replace(TICKET, question="я" * (LONGEST_QUESTION_ON_CARD - 60), prelude=story)

        assert holds_question(replace(ticket, prelude=()))
        assert not holds_question(ticket)
        assert ticket.question not in card(ticket)

    def test_that_is_full_leaves_out_first_what_its_buttons_say(self) -> None:
        ticket = replace(TICKET, question="я" * LONGEST_QUESTION_ON_CARD)
        entries = tuple(FaqRecord(id=n, question="вопрос " * 16, answer="Ответ") for n in range(1, 7))
        known = replace(CONVERSATION, customer=replace(CUSTOMER, company="Ромашка"))

        text = card(ticket, entries, known)

        assert ticket.question in text
        assert "Ромашка" in text
        assert "вопрос вопрос" not in text

    @given(TEXTS, NAMES, NAMES, st.lists(TEXTS, max_size=3), STORIES, TEXTS)
    def test_fits_into_one_message_whatever_was_said(
        self,
        question: str,
        given_name: str,
        family_name: str,
        questions: list[str],
        story: list[PreludeStep],
        notes: str,
    ) -> None:
        customer = Customer(1, given_name, family_name, "a" * 32, company=notes, contract=notes, notes=notes)
        conversation = replace(CONVERSATION, customer=customer)
        entries = tuple(FaqRecord(id=n, question=text, answer="Ответ") for n, text in enumerate(questions, 1))

        ticket = replace(
            TICKET,
            question=question,
            prelude=tuple(story),
            assignee_name=given_name,
            previous=10**9,
            fields={"поле": notes},
        )

        content = WRITER.card(ticket, conversation, entries, NOW)

        size = utf16_length(content.text.text)
        assert size <= 4096
        assert all(span.length > 0 and span.offset + span.length <= size for span in content.text.spans)


class TestItsButtons:
    def test_of_a_new_ticket_take_and_close_it_and_send_entries(self) -> None:
        assert presses(BUTTONS.under(TICKET, ENTRIES)) == [
            Press(Verb.TAKE, "12", "1"),
            Press(Verb.RESOLVE, "12", "1"),
            Press(Verb.SEND_ENTRY, "12", "5"),
            Press(Verb.SEND_ENTRY, "12", "6"),
        ]

    def test_of_a_taken_one_close_it(self) -> None:
        taken = replace(TICKET, assignee="telegram:7", version=2)
        assert presses(BUTTONS.under(taken, ())) == [Press(Verb.RESOLVE, "12", "2")]

    def test_of_a_solved_one_reopen_it(self) -> None:
        solved = replace(TICKET, state=TicketState.RESOLVED, version=3)
        assert presses(BUTTONS.under(solved, ENTRIES)) == [Press(Verb.REOPEN, "12", "3")]

    def test_of_a_closed_one_are_none(self) -> None:
        assert BUTTONS.under(replace(TICKET, state=TicketState.CLOSED), ENTRIES) == ()

    @given(TEXTS)
    def test_read_in_short(self, question: str) -> None:
        entry = FaqRecord(id=5, question=question, answer="Ответ")
        labels = [button.text for row in BUTTONS.under(TICKET, (entry,)) for button in row]
        assert all(0 < len(label) <= 48 for label in labels)


class TestATopicsName:
    @pytest.mark.parametrize(
        ("ticket", "name"),
        [
            (TICKET, "№ 12 · Анна · Сайт не открывается"),
            (replace(TICKET, state=TicketState.RESOLVED), "✅ № 12 · Анна · Сайт не открывается"),
            (replace(TICKET, state=TicketState.REOPENED), "№ 12 · Анна · Сайт не открывается"),
            (replace(TICKET, question=""), "№ 12 · Анна"),
            (
                replace(TICKET, question="карта 4111 1111 1111 1111"),
                "№ 12 · Анна · карта •••• •••• •••• 1111",
            ),
        ],
        ids=["new", "solved", "reopened", "wordless", "secret"],
    )
    def test_has_the_number_the_name_and_the_question(self, ticket: Ticket, name: str) -> None:
        assert WRITER.words.topic_name(ticket, CONVERSATION) == name

    def test_in_english_has_an_english_number(self) -> None:
        assert ENGLISH.words.topic_name(TICKET, CONVERSATION).startswith("#12 · ")

    @given(TEXTS, NAMES, st.sampled_from(TicketState), st.integers(1, 10**9))
    def test_fits_and_keeps_its_number(
        self, question: str, name: str, state: TicketState, number: int
    ) -> None:
        ticket = replace(TICKET, question=question, state=state, number=number)
        conversation = replace(CONVERSATION, customer=Customer(1, name))

        topic = WRITER.words.topic_name(ticket, conversation)

        assert utf16_length(topic) <= LONGEST_TOPIC_NAME
        assert topic.removeprefix("✅ ").startswith(f"№ {number}")


class TestShortening:
    @given(st.text(), st.integers(2, 60))
    def test_keeps_to_its_limit_and_to_the_beginning(self, text: str, limit: int) -> None:
        short = shorten(text, limit)
        assert len(short) <= limit
        assert short == text or (short.endswith("…") and text.startswith(short.removesuffix("…")))

    @given(st.text(st.sampled_from("а😀 b"), max_size=80), st.integers(4, 60))
    def test_to_units_counts_as_messengers_do(self, text: str, limit: int) -> None:
        assert utf16_length(cut_to_units(text, limit)) <= limit
