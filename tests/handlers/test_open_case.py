"""A customer who writes while people handle the case, and after it is solved."""

from collections.abc import Callable

import pytest

from handlers.channel import GroupMoved, MessageWritten
from storage.records.content import Content, FormattedText, Span, SpanKind
from storage.records.events import EventKind
from storage.records.message_refs import MessageRef
from storage.records.tickets import TicketState
from tests.handlers.front import STAFF, Desk
from tests.handlers.people import photo

REOPENED = "Клиент написал снова: обращение открыто."


@pytest.fixture
async def desk(desk: Desk) -> Desk:
    """Anna's case stands, with an FAQ that would know the answer to another question."""
    await desk.knows("Как создать почтовый ящик?", "Раздел «Почта» → «Создать».")
    await desk.customer().writes("Сайт не открывается")
    return desk


class TestAnOpenTicket:
    async def test_gets_every_further_message_without_a_second_acknowledgement(self, desk: Desk) -> None:
        anna = desk.customer()

        await anna.writes("и почта тоже", "помогите")

        assert await desk.topic_texts() == ["и почта тоже", "помогите"]
        assert len(anna.reads) == 1
        assert await desk.tickets() == [1]

    async def test_goes_before_the_faq(self, desk: Desk) -> None:
        anna = desk.customer()

        await anna.writes("Как создать почтовый ящик?")

        assert await desk.topic_texts() == ["Как создать почтовый ящик?"]
        assert len(anna.reads) == 1

    async def test_gets_thanks_and_greetings_as_well(self, desk: Desk) -> None:
        await desk.customer().writes("спасибо!")

        assert await desk.topic_texts() == ["спасибо!"]

    async def test_that_nobody_has_answered_tells_whoever_calls_a_person_that_people_have_it(
        self, desk: Desk
    ) -> None:
        anna = desk.customer()

        await anna.writes("Позовите человека!")

        assert await desk.topic_texts() == ["Позовите человека!"]
        assert anna.reads[-1].startswith("Обращение № 1 уже у специалистов")
        await desk.agent().writes("Смотрю", ticket=1)
        await anna.writes("Позовите человека!")
        assert anna.reads[-1] == "Борис Орлов\nСмотрю"

    async def test_gets_formatting_and_albums_as_they_are(self, desk: Desk) -> None:
        anna = desk.customer()
        bold = Content(FormattedText("очень срочно", (Span(SpanKind.BOLD, 0, 5),)))

        await anna.writes(bold)
        await anna.sends_album(photo("раз", "a"), photo("два", "b"))

        words, *album = (await desk.topic())[1:]
        assert words.content == bold
        assert [part.content for part in album] == [photo("раз", "a"), photo("два", "b")]
        assert album[0].album == album[1].album is not None

    async def test_keeps_a_reply_a_reply(self, desk: Desk) -> None:
        """The customer replies to our copy; the staff sees it under the agent's own message."""
        anna = desk.customer()
        question = await desk.agent().writes("Какой адрес сайта?", ticket=1)

        await anna.writes("example.com", reply_to=MessageRef(anna.person.address, anna.screen[-1].id))

        assert (await desk.topic())[-1].reply_to == question.ref.message

    async def test_keeps_a_reply_to_ones_own_words_a_reply(self, desk: Desk) -> None:
        anna = desk.customer()
        first = await anna.writes("и почта тоже")

        await anna.writes("это важно", reply_to=first.ref)

        copy, reply = (await desk.topic())[1:]
        assert reply.reply_to == copy.id

    async def test_does_not_let_other_customers_in(self, desk: Desk) -> None:
        viktor = desk.customer("Виктор", address="telegram:43")

        await viktor.writes("А у меня почта не работает")

        assert await desk.topic_texts(1) == []
        assert await desk.tickets() == [1, 2]
        assert (await desk.ticket(2)).previous is None


class TestAWaitingTicket:
    @pytest.fixture(autouse=True)
    async def wait(self, desk: Desk) -> None:
        await desk.agent().writes("/take", ticket=1)
        await desk.agent().writes("/waiting", ticket=1)

    async def test_goes_on_when_the_customer_answers(self, desk: Desk) -> None:
        assert (await desk.ticket()).state is TicketState.WAITING

        await desk.customer().writes("example.com")

        assert (await desk.ticket()).state is TicketState.IN_PROGRESS
        assert await desk.events() == [
            EventKind.OPENED,
            EventKind.TAKEN,
            EventKind.HELD,
            EventKind.RESUMED,
        ]
        assert (await desk.card()).text.startswith("№ 1 · в работе")


class TestASolvedTicket:
    @pytest.fixture(autouse=True)
    async def solve(self, desk: Desk) -> None:
        await desk.agent().writes("/close", ticket=1)

    async def test_is_opened_again_by_a_message(self, desk: Desk) -> None:
        anna = desk.customer()

        await anna.writes("Опять не открывается")

        assert (await desk.ticket()).state is TicketState.REOPENED
        assert (await desk.topic_texts())[1:] == [REOPENED, "Опять не открывается"]
        assert anna.reads[-1] == (
            "Обращение № 1 снова открыто: ваше сообщение уже у специалистов."
            " Максимальный срок решения: сегодня до 18:00 (МСК)."
        )
        assert await desk.topic_name() == "№ 1 · Анна · Сайт не открывается"
        assert (await desk.card()).labels == ["Взять", "Закрыть"]

    async def test_is_opened_again_on_the_last_day(self, desk: Desk) -> None:
        await desk.passes(days=2, hours=23)

        await desk.customer().writes("Опять не открывается")

        assert await desk.tickets() == [1]

    async def test_is_opened_again_once_and_not_closed_by_the_old_timer(self, desk: Desk) -> None:
        await desk.customer().writes("Опять не открывается")

        await desk.passes(days=4)

        assert (await desk.ticket()).state is TicketState.REOPENED

    async def test_is_not_opened_again_by_thanks(self, desk: Desk) -> None:
        anna = desk.customer()

        await anna.writes("спасибо большое")

        assert (await desk.ticket()).state is TicketState.RESOLVED
        assert anna.reads[-1] == "Пожалуйста! Если появятся вопросы, пишите."

    async def test_is_closed_when_nobody_came_back(self, desk: Desk) -> None:
        await desk.passes(days=3, minutes=1)

        assert (await desk.ticket()).state is TicketState.CLOSED
        assert (await desk.events())[-1] is EventKind.CLOSED
        card = await desk.card()
        assert card.text.startswith("№ 1 · закрыто")
        assert card.labels == []
        assert await desk.topic_name() == "✅ № 1 · Анна · Сайт не открывается"

    async def test_after_that_is_continued_by_a_new_ticket(self, desk: Desk) -> None:
        await desk.passes(days=3, minutes=1)

        await desk.customer().writes("Опять не открывается")

        assert (await desk.ticket(2)).previous == 1
        assert "Продолжение обращения № 1" in (await desk.card(2)).text
        assert await desk.topic_texts(2) == []

    async def test_after_that_leaves_the_faq_free_to_answer(self, desk: Desk) -> None:
        await desk.passes(days=3, minutes=1)
        anna = desk.customer()

        await anna.writes("Как создать почтовый ящик?")

        assert anna.reads[-1] == "Раздел «Почта» → «Создать»."

    async def test_is_opened_again_after_human_and_the_matter(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes("/human")

        await anna.writes("Опять не открывается")

        assert await desk.tickets() == [1]


class TestACustomersEdit:
    async def joined(self, desk: Desk, *lines: str) -> list[MessageWritten]:
        """Lines that stand in one post, since the group's budget was spent."""
        anna = desk.customer()
        desk.delivering = False
        written = [await anna.writes(line) for line in lines]
        desk.delivering, desk.office.joins = True, True
        await desk.delivers()
        assert len(await desk.topic_texts()) == 1
        return written

    async def test_of_a_message_in_the_topic_changes_its_copy(self, desk: Desk) -> None:
        anna = desk.customer()
        written = await anna.writes("и почта")

        await anna.edits(written, "и почта тоже не работает")

        assert await desk.topic_texts() == ["и почта тоже не работает"]
        stored = await desk.message(written.ref)
        assert stored is not None
        assert stored.content.text.text == "и почта тоже не работает"
        assert stored.edited_at == desk.clock()

    async def test_of_words_that_stand_on_the_card_alone_is_posted_anew(self, desk: Desk) -> None:
        anna = desk.customer("Вера", address="telegram:44")
        written = await anna.writes("Домен не продлился")

        await anna.edits(written, "Домен example.com не продлился")

        assert await desk.topic_texts(2) == [
            "Клиент изменил сообщение:",
            "Домен example.com не продлился",
        ]

    async def test_made_twice_of_such_words_then_changes_the_post(self, desk: Desk) -> None:
        anna = desk.customer("Вера", address="telegram:44")
        written = await anna.writes("Домен не продлился")
        await anna.edits(written, "Домен example.com не продлился")

        await anna.edits(written, "Домен example.org не продлился")

        assert await desk.topic_texts(2) == [
            "Клиент изменил сообщение:",
            "Домен example.org не продлился",
        ]

    async def test_that_lengthens_a_message_beyond_one_post_adds_another(self, desk: Desk) -> None:
        anna = desk.customer()
        written = await anna.writes("и почта")
        long = ("строка\n" * 600 + "\n") * 2

        await anna.edits(written, long)
        assert len(await desk.topic_texts()) > 1
        await anna.edits(written, "и почта")

        assert await desk.topic_texts() == ["и почта"]

    async def test_of_a_line_that_was_joined_to_others_rewrites_their_post(self, desk: Desk) -> None:
        anna = desk.customer()
        first, _ = await self.joined(desk, "и почта", "пароль: hunter2")

        await anna.edits(first, "и почта тоже")

        assert await desk.topic_texts() == ["и почта тоже\nпароль: •••••••"]

    async def test_that_does_not_fit_among_the_joined_lines_is_posted_anew(self, desk: Desk) -> None:
        anna = desk.customer()
        first, _ = await self.joined(desk, "и почта", "помогите")
        long = "строка " * 580 + "!"

        await anna.edits(first, long)

        assert await desk.topic_texts() == [
            "и почта\nпомогите",
            "Клиент изменил сообщение:",
            long,
        ]

    async def test_that_puts_a_picture_in_place_of_words_shows_the_picture(self, desk: Desk) -> None:
        anna = desk.customer()
        written = await anna.writes("вот так")

        await anna.edits(written, photo("вот так"))

        assert [post.content for post in (await desk.topic())[1:]] == [photo("вот так")]

    async def test_without_a_difference_posts_nothing(self, desk: Desk) -> None:
        anna = desk.customer()
        written = await anna.writes("и почта")
        calls = len(desk.office.calls)

        await anna.edits(written, "и почта")

        assert len(desk.office.calls) == calls


class TestLanguages:
    async def test_the_customer_is_answered_in_their_own_and_the_staff_in_the_desks(self, desk: Desk) -> None:
        john = desk.customer("John", address="telegram:50", language="en-US")

        await john.writes("My site does not open")

        assert john.reads[0].startswith(
            "Hello, John!\nWe have received your question “My site does not open” (ticket #2)."
        )
        assert (await desk.card(2)).text.startswith("№ 2 · новое\nКлиент: John · Telegram · en")

    async def test_a_chosen_one_goes_before_the_messengers(self, desk: Desk) -> None:
        john = desk.customer("John", address="telegram:50", language="en-US")

        await john.writes("/language ru")
        await john.writes("My site does not open")

        assert john.reads[0] == "Теперь отвечаю по-русски."
        assert john.reads[1].startswith("John, здравствуйте!")

    async def test_an_unknown_one_becomes_the_desks(self, desk: Desk) -> None:
        ana = desk.customer("Ana", address="telegram:51", language="pt-br")

        await ana.writes("O site não abre")

        assert ana.reads[0].startswith("Ana, здравствуйте!")

    async def test_an_english_desk_reads_english_cards(self, ruled: Callable[..., Desk]) -> None:
        desk = ruled(language="en")
        await desk.customer("Вера", address="telegram:44").writes("Домен не продлился")

        assert (await desk.card(2)).text.startswith("#2 · new\nCustomer: Вера")
        assert await desk.topic_name(2) == "#2 · Вера · Домен не продлился"


class TestAGroupThatMoved:
    async def test_keeps_its_tickets_under_its_new_address(self, desk: Desk) -> None:
        await desk.receives(GroupMoved(old=STAFF, new="telegram:-1002"))
        await desk.customer().writes("и почта тоже")

        moved = desk.office.screen("telegram:-1002", await desk.thread())
        assert [post.text for post in moved] == ["и почта тоже"]
