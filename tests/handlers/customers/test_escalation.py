"""A question that people must answer: the ticket, the otboinik, the topic with its card."""

from pathlib import Path

import pytest

import handlers.phrases
from handlers.opening import open_desk
from handlers.phrases import Phrases
from storage.records.actions import OpenTopic, SendContent
from storage.records.content import Content, FormattedText, Location, Span, SpanKind, utf16_length
from storage.records.events import EventKind
from storage.records.letters import Urgency
from storage.records.tickets import TicketState
from tests.handlers.front import MONDAY, POLICY, STAFF, Counters, Desk
from tests.handlers.people import photo, poll, voice

SHIPPED = Path(handlers.phrases.__file__).parent

ACKNOWLEDGEMENT = """\
Анна, здравствуйте!
Приняли в работу ваш вопрос «Сайт не открывается» (обращение № 1).
Максимальный срок решения: сегодня до 18:00 (МСК). Первый ответ специалиста: сегодня до 11:00 (МСК)."""


class TestAQuestionTheFaqDoesNotKnow:
    async def test_is_acknowledged_by_the_criteria(self, desk: Desk) -> None:
        """The name, the customer's own words, the latest moment, the number."""
        anna = desk.customer()

        await anna.writes("Сайт не открывается")

        assert anna.reads == [ACKNOWLEDGEMENT]

    async def test_is_acknowledged_by_the_spare_form_if_our_own_text_breaks_them(
        self, desk: Desk, tmp_path: Path
    ) -> None:
        """The breach is no failure of a manager's template, so it has a count of its own."""
        for file in SHIPPED.glob("*.ftl"):
            (tmp_path / file.name).write_text(file.read_text().replace("вопрос «{ $quote }»", "{ $quote }"))
        counters = Counters()
        desk.front = open_desk(
            desk.database,
            POLICY,
            Phrases.load(tmp_path),
            desk.clock,
            desk.front.prefetch.fetch,
            counters=counters,
        ).front
        anna = desk.customer()
        await anna.writes("Сайт не открывается")

        assert anna.reads[0].startswith("Анна\nВаш вопрос: «Сайт не открывается»\nОбращение № 1\n")
        assert (counters.failed_templates, counters.violations) == (0, 1)

    async def test_opens_a_ticket_with_its_deadlines(self, desk: Desk) -> None:
        await desk.customer().writes("Сайт не открывается")

        ticket = await desk.ticket()
        assert ticket.state is TicketState.NEW
        assert ticket.question == "Сайт не открывается"
        assert ticket.respond_by == MONDAY.replace(hour=11)
        assert ticket.resolve_by == MONDAY.replace(hour=18)
        assert await desk.events() == [EventKind.OPENED]

    async def test_costs_the_group_a_topic_and_a_card(self, desk: Desk) -> None:
        await desk.customer().writes("Сайт не открывается")

        to_group = [letter for letter in desk.office.calls if letter.to.chat == STAFF]
        assert [type(letter.action) for letter in to_group] == [OpenTopic, SendContent]
        assert all(letter.urgency is Urgency.CUSTOMER_WORDS for letter in to_group)

    async def test_stands_on_the_card_with_what_can_be_done(self, desk: Desk) -> None:
        await desk.customer().writes("Сайт не открывается")

        card = await desk.card()
        assert card.text == (
            "№ 1 · новое\n"
            "Клиент: Анна · Telegram · ru\n"
            "\n"
            "Сайт не открывается\n"
            "\n"
            "Первый ответ: сегодня до 11:00 (МСК)\n"
            "Решение: сегодня до 18:00 (МСК)\n"
            "Приоритет: 3 — обычный\n"
            "Отвечает: —"
        )
        assert card.labels == ["Взять", "Закрыть"]
        assert await desk.topic_name() == "№ 1 · Анна · Сайт не открывается"

    async def test_stays_out_of_general(self, desk: Desk) -> None:
        await desk.customer().writes("Сайт не открывается")

        assert desk.general() == []

    async def test_shows_the_likely_entries_with_a_button_to_send_each(self, desk: Desk) -> None:
        entry = await desk.knows(
            "Как создать почтовый ящик?", "Раздел «Почта» → «Создать».", "Вопрос про почту"
        )
        await desk.customer().writes("/human")
        await desk.customer().writes("Вопрос про почту")

        card = await desk.card()
        assert f"Похоже на записи FAQ:\n№ {entry.id} Как создать почтовый ящик?" in card.text
        assert card.labels[-1] == "Отправить: Как создать почтовый ящик?"

    async def test_shows_all_that_the_customer_was_offered(self, desk: Desk) -> None:
        questions = ("Как создать ящик?", "Как удалить ящик?", "Как настроить почту?")
        for question in questions:
            await desk.knows(question, "Раздел «Почта».", "Вопрос про почту")
        anna = desk.customer()
        await anna.writes("Вопрос про почту")

        await anna.presses("Позвать специалиста")

        assert anna.screen[0].labels == []
        assert [label for label in (await desk.card()).labels if label.startswith("Отправить")] == [
            f"Отправить: {question}" for question in questions
        ]

    async def test_shows_what_was_offered_and_not_what_was_read(self, desk: Desk) -> None:
        for question in ("Как создать ящик?", "Как удалить ящик?"):
            await desk.knows(question, f"{question} Так.", "Вопрос про почту")
        anna = desk.customer()
        await anna.writes("Вопрос про почту")
        await anna.presses("Как удалить ящик?")

        await anna.presses("Не помогло")

        labels = (await desk.card()).labels
        assert "Отправить: Как создать ящик?" in labels
        assert "Отправить: Как удалить ящик?" not in labels

    async def test_outside_of_working_hours_says_when_people_are_back(self, desk: Desk) -> None:
        desk.clock_shows("20:00")
        anna = desk.customer()

        await anna.writes("Сайт не открывается")

        assert "специалисты вернутся завтра в 09:00 (МСК)" in anna.reads[0]
        assert "Максимальный срок решения: завтра до 17:00 (МСК)" in anna.reads[0]


class TestABurst:
    async def test_is_one_question_one_ticket_and_one_acknowledgement(self, desk: Desk) -> None:
        anna = desk.customer()

        await anna.writes("здравствуйте", "у меня сайт", "не открывается с утра")

        assert await desk.tickets() == [1]
        assert len(anna.reads) == 1
        assert "«у меня сайт не открывается с утра»" in anna.reads[0]
        assert (await desk.ticket()).question == "здравствуйте\nу меня сайт\nне открывается с утра"
        assert len(await desk.said()) == 3

    async def test_puts_its_picture_below_the_card(self, desk: Desk) -> None:
        await desk.customer().writes("Сайт не открывается", photo("вот так"))

        assert "Сайт не открывается\nвот так" in (await desk.card()).text
        assert await desk.topic_texts() == ["вот так"]

    async def test_hides_a_secret_that_is_told_in_two_messages(self, desk: Desk) -> None:
        anna = desk.customer()

        await anna.writes("Не могу войти, мой пароль", "Hunter2secret")

        everywhere = [
            *anna.reads,
            (await desk.card()).text,
            *await desk.topic_texts(),
            await desk.topic_name(),
        ]
        written_down = [message.content.text.text for message in await desk.said()]
        assert not any("Hunter2secret" in text for text in (*everywhere, *written_down))
        assert written_down[1] == "•" * len("Hunter2secret")


class TestSecrets:
    @pytest.mark.parametrize(
        ("text", "secret"),
        [
            ("Списали с карты 4111 1111 1111 1111, верните", "4111 1111"),
            ("Сайт не открывается, пароль: Qwerty123!", "Qwerty123"),
            ("бот 123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1 не отвечает", "AAHdqTcv"),
        ],
        ids=["card", "password", "token"],
    )
    async def test_are_covered_wherever_they_would_be_repeated(
        self, desk: Desk, text: str, secret: str
    ) -> None:
        anna = desk.customer()

        await anna.writes(Content(FormattedText(text, (Span(SpanKind.BOLD, 0, 3),))), photo(text))

        card, *posts = await desk.topic()
        assert len(posts) == 2
        ticket, said = await desk.ticket(), await desk.said()
        shown = [card.text, *(post.text for post in posts), *anna.reads, await desk.topic_name()]
        stored = [ticket.question, *(message.content.text.text for message in said)]
        assert not any(secret in text for text in shown + stored)
        assert any("•" in text for text in stored)

    async def test_stay_covered_in_an_edit(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes("Сайт не открывается")
        written = await anna.writes("вот ещё")

        await anna.edits(written, "вот ещё, пароль: Qwerty123!")

        assert await desk.topic_texts() == ["вот ещё, пароль: ••••••••••"]


class TestWhatHasNoWords:
    @pytest.mark.parametrize(
        ("content", "name"),
        [
            (photo(), "фото"),
            (voice(), "голосовое сообщение"),
            (Content(location=Location(55.75, 37.61)), "геопозиция"),
        ],
        ids=["photo", "voice", "location"],
    )
    async def test_is_named_as_what_it_is(self, desk: Desk, content: Content, name: str) -> None:
        anna = desk.customer()

        await anna.writes(content)

        assert f"Приняли в работу ваше обращение № 1 ({name})." in anna.reads[0]
        card, attachment = await desk.topic()
        assert "Без слов: смотрите вложения ниже" in card.text
        assert attachment.content == content

    async def test_an_album_stays_one_album(self, desk: Desk) -> None:
        anna = desk.customer()
        parts = [photo("Сайт не открывается", "a"), photo(file_id="b"), photo(file_id="c")]

        await anna.sends_album(*parts)

        posts = (await desk.topic())[1:]
        assert [post.content for post in posts] == parts
        assert len({post.album for post in posts}) == 1
        assert (await desk.ticket()).question == "Сайт не открывается"

    async def test_a_kind_that_cannot_cross_is_told_to_its_author(self, desk: Desk) -> None:
        anna = desk.customer()

        await anna.writes(poll())

        assert anna.reads[0].startswith("Сообщения такого вида передать специалистам нельзя.")
        assert await desk.tickets() == []

    async def test_a_kind_that_cannot_cross_takes_nothing_along(self, desk: Desk) -> None:
        anna = desk.customer()

        await anna.writes("Сайт не открывается", poll())

        assert len(anna.reads) == 2
        assert (await desk.ticket()).question == "Сайт не открывается"


class TestAQuestionLongerThanACard:
    async def test_is_posted_whole_below_it(self, desk: Desk) -> None:
        """The card shows its beginning, and stays within a message's limit."""
        anna = desk.customer()
        question = "Сайт не открывается. " * 190

        await anna.writes(question.strip())

        card = await desk.card()
        assert utf16_length(card.text) <= 4096
        assert "…" in card.text
        assert await desk.topic_texts() == [question.strip()]

    async def test_of_more_than_one_message_is_split(self, desk: Desk) -> None:
        anna = desk.customer()
        long = "слово " * 600

        await anna.writes(long.strip(), long.strip())

        assert " ".join(await desk.topic_texts()) == f"{long.strip()} {long.strip()}"


class TestFormattedWords:
    async def test_keep_their_formatting_below_the_card(self, desk: Desk) -> None:
        written = Content(FormattedText("Сайт не открывается", (Span(SpanKind.BOLD, 5, 2),)))

        await desk.customer().writes(written)

        assert [post.content for post in (await desk.topic())[1:]] == [written]

    async def test_that_look_like_markup_stay_words(self, desk: Desk) -> None:
        anna = desk.customer("<b>Анна</b>")

        await anna.writes("<i>не</i> {name} открывается %s /close")

        assert "<i>не</i> {name} открывается %s /close" in (await desk.card()).text
        assert await desk.tickets() == [1]


class TestAWishForAPerson:
    @pytest.mark.parametrize("wish", ["/human", "оператор", "Позовите человека!", "human"])
    async def test_with_nothing_asked_is_asked_what_happened(self, desk: Desk, wish: str) -> None:
        anna = desk.customer()

        await anna.writes(wish)

        (text,) = anna.reads
        assert text == (
            "Анна, здравствуйте!\n"
            "Позову специалиста. Напишите, пожалуйста, в чём вопрос: так он сразу возьмётся за дело."
        )
        assert await desk.tickets() == []

    @pytest.mark.parametrize("wish", ["/human", "оператор"])
    async def test_takes_whatever_comes_next_to_people(self, desk: Desk, wish: str) -> None:
        """Even what the FAQ could answer: the customer has asked for a person."""
        await desk.knows("Как создать почтовый ящик?", "Раздел «Почта» → «Создать».")
        anna = desk.customer()
        await anna.writes(wish)

        await anna.writes("Как создать почтовый ящик?")

        assert (await desk.ticket()).question == "Как создать почтовый ящик?"

    @pytest.mark.parametrize("wish", ["/human", "оператор"])
    async def test_is_asked_about_once(self, desk: Desk, wish: str) -> None:
        anna = desk.customer()
        await anna.writes(wish)

        await anna.writes(wish)

        assert await desk.tickets() == [1]

    async def test_a_day_later_still_stands(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes("/human")
        await desk.passes(days=1)

        await anna.writes("спасибо, всё понял")

        assert await desk.tickets() == [1]

    @pytest.mark.parametrize("wish", ["/human", "позовите оператора"])
    async def test_after_an_answer_takes_the_question_along(self, desk: Desk, wish: str) -> None:
        await desk.knows("Как создать почтовый ящик?", "Раздел «Почта» → «Создать».")
        anna = desk.customer()
        await anna.writes("как создать почтовый ящик")

        await anna.writes(wish)

        assert (await desk.ticket()).question == "как создать почтовый ящик"

    @pytest.mark.parametrize(
        "burst",
        [
            ("Сайт не открывается, позовите оператора",),
            ("Сайт не открывается", "оператор"),
            ("Здравствуйте! Сайт не открывается. Соедините с человеком, пожалуйста",),
        ],
        ids=["in one sentence", "in a burst", "politely"],
    )
    async def test_with_the_matter_in_the_same_breath_is_not_asked_for_it(
        self, desk: Desk, burst: tuple[str, ...]
    ) -> None:
        anna = desk.customer()

        await anna.writes(*burst)

        assert (await desk.ticket()).question == "\n".join(burst)
        assert "айт не открывается" in anna.reads[0]

    async def test_with_a_case_in_hand_says_that_people_have_it(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes("Сайт не открывается")

        await anna.writes("/human")

        assert anna.reads[-1].startswith("Обращение № 1 уже у специалистов")
        assert await desk.tickets() == [1]
