"""What agents write in a ticket's topic: it crosses, signed, unless it must stay inside."""

import pytest

from storage.records.content import (
    Content,
    FormattedText,
    Location,
    Media,
    MediaKind,
    Span,
    SpanKind,
    utf16_length,
)
from storage.records.events import EventKind
from storage.records.letters import WhenInDoubt
from storage.records.message_refs import MessageRef
from storage.records.messages import Author
from storage.records.tickets import TicketState
from tests.handlers.front import Desk
from tests.handlers.people import Customer, Staff, photo, poll

SIGNATURE = "Борис Орлов"


pytestmark = pytest.mark.usefixtures("asked")


class TestAReply:
    async def test_reaches_the_customer_under_the_agents_name(self, anna: Customer, boris: Staff) -> None:
        await boris.writes("Посмотрел, сейчас исправим", ticket=1)

        assert anna.reads[-1] == f"{SIGNATURE}\nПосмотрел, сейчас исправим"
        assert anna.screen[-1].content.text.spans == (Span(SpanKind.BOLD, 0, len(SIGNATURE)),)

    async def test_keeps_its_formatting_behind_the_signature(self, anna: Customer, boris: Staff) -> None:
        await boris.writes(Content(FormattedText("смотрите сюда", (Span(SpanKind.BOLD, 9, 4),))), ticket=1)

        shift = len(SIGNATURE) + 1
        assert Span(SpanKind.BOLD, 9 + shift, 4) in anna.screen[-1].content.text.spans

    async def test_the_first_one_takes_the_ticket(self, desk: Desk, boris: Staff) -> None:
        await desk.passes(minutes=20)

        await boris.writes("Посмотрел", ticket=1)

        ticket = await desk.ticket()
        assert ticket.state is TicketState.IN_PROGRESS
        assert (ticket.assignee, ticket.assignee_name) == ("telegram:7", SIGNATURE)
        assert ticket.first_response_at == desk.clock()
        assert (await desk.events())[1:] == [EventKind.FIRST_RESPONSE, EventKind.TAKEN]
        card = await desk.card()
        assert "Отвечает: Борис Орлов" in card.text
        assert "Первый ответ" not in card.text
        assert card.labels == ["Закрыть"]

    async def test_the_second_one_changes_nothing_about_it(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("Посмотрел", ticket=1)
        before = await desk.ticket()

        await boris.writes("Готово", ticket=1)

        assert await desk.ticket() == before

    async def test_of_a_colleague_leaves_the_ticket_with_its_assignee(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        await boris.writes("Посмотрел", ticket=1)

        await desk.agent("Вера", address="telegram:8").writes("Добавлю от себя", ticket=1)

        assert anna.reads[-1] == "Вера\nДобавлю от себя"
        assert (await desk.ticket()).assignee == "telegram:7"

    async def test_stays_a_reply(self, desk: Desk, anna: Customer, boris: Staff) -> None:
        written = await anna.writes("Адрес example.com")
        copy = (await desk.topic())[-1]

        await boris.writes("Вижу", ticket=1, reply_to=MessageRef(boris.chat, copy.id))

        assert anna.screen[-1].reply_to == written.ref.message

    async def test_in_doubt_is_left_to_its_author(self, anna: Customer, boris: Staff) -> None:
        await boris.writes("Посмотрел", ticket=1)

        letter = anna.screen[-1].letter
        assert letter is not None
        assert letter.in_doubt is WhenInDoubt.PARK

    async def test_to_a_solved_ticket_still_reaches_the_customer(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        await boris.writes("/close", ticket=1)

        await boris.writes("И ещё одно", ticket=1)

        assert anna.reads[-1] == f"{SIGNATURE}\nИ ещё одно"
        assert (await desk.ticket()).state is TicketState.RESOLVED

    async def test_to_a_solved_ticket_tells_its_author_once_what_became_of_it(
        self, desk: Desk, boris: Staff
    ) -> None:
        await boris.writes("/close", ticket=1)
        await desk.passes(minutes=1)
        await boris.writes("И ещё одно", ticket=1)
        await desk.passes(minutes=1)
        await boris.writes("И ещё", ticket=1)

        told = [text for text in await desk.topic_texts() if "ваш ответ ушёл клиенту" in text]
        (line,) = told
        assert line.startswith("Обращение № 1 закрыто: ваш ответ ушёл клиенту, обращение остаётся закрытым.")

    async def test_to_one_that_is_over_for_good_tells_so(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/close", ticket=1)
        await desk.passes(days=4)
        await boris.writes("И ещё одно", ticket=1)

        assert (await desk.topic_texts())[-1].startswith("Обращение № 1 закрыто окончательно: ваш ответ ушёл")

    async def test_longer_than_a_message_is_split_and_signed_once(self, anna: Customer, boris: Staff) -> None:
        text = "\n".join(["Длинная строка ответа."] * 250)

        await boris.writes(text, ticket=1)

        first, second = anna.screen[-2:]
        assert first.text.startswith(f"{SIGNATURE}\nДлинная")
        assert SIGNATURE not in second.text
        assert max(utf16_length(first.text), utf16_length(second.text)) <= 4096

    async def test_is_written_down_under_the_ticket(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("Посмотрел", ticket=1)

        question, reply = await desk.said()
        assert (question.author, reply.author) == (Author.CUSTOMER, Author.AGENT)
        assert (reply.author_name, reply.content.text.text) == (SIGNATURE, "Посмотрел")


class TestFiles:
    async def test_go_with_the_signature_in_their_caption(self, anna: Customer, boris: Staff) -> None:
        await boris.writes(photo("вот здесь"), ticket=1)

        assert anna.screen[-1].content.media == photo().media
        assert anna.reads[-1] == f"{SIGNATURE}\nвот здесь"

    async def test_with_a_full_caption_are_signed_by_a_line_before(
        self, anna: Customer, boris: Staff
    ) -> None:
        await boris.writes(photo("я" * 1024), ticket=1)

        assert anna.reads[-2:] == [SIGNATURE, "я" * 1024]

    @pytest.mark.parametrize(
        "content",
        [Content(media=Media(MediaKind.STICKER, "sticker-1")), Content(location=Location(55.75, 37.61))],
        ids=["sticker", "location"],
    )
    async def test_without_a_caption_are_signed_by_a_line_before(
        self, anna: Customer, boris: Staff, content: Content
    ) -> None:
        await boris.writes(content, ticket=1)

        assert [post.content for post in anna.screen[-1:]] == [content]
        assert anna.reads[-2] == SIGNATURE

    async def test_of_an_album_stay_together_and_are_signed_once(self, anna: Customer, boris: Staff) -> None:
        await boris.sends_album(photo("раз", "a"), photo("", "b"), photo("", "c"), ticket=1)

        album = anna.screen[-3:]
        assert len({post.album for post in album}) == 1
        assert [post.text for post in album] == [f"{SIGNATURE}\nраз", "", ""]


class TestWhatStaysInside:
    @pytest.mark.parametrize("note", ["// клиент важный", "//клиент важный", "  // клиент важный"])
    async def test_a_note_is_kept_and_crosses_to_nobody(
        self, desk: Desk, anna: Customer, boris: Staff, note: str
    ) -> None:
        await boris.writes(note, ticket=1)

        assert len(anna.reads) == 1
        kept = (await desk.said())[-1]
        assert kept.author is Author.NOTE
        assert (await desk.ticket()).assignee is None

    @pytest.mark.parametrize("note", ["// скрин от коллег", "/note скрин от коллег"])
    async def test_an_album_with_a_note_under_any_part(
        self, desk: Desk, anna: Customer, boris: Staff, note: str
    ) -> None:
        await boris.sends_album(photo("", "a"), photo(note, "b"), ticket=1)

        assert len(anna.reads) == 1
        kept = (await desk.said())[-2:]
        assert [message.author for message in kept] == [Author.NOTE, Author.NOTE]
        assert [media.file_id for message in kept if (media := message.content.media)] == ["a", "b"]

    async def test_an_unsupported_kind_is_told_to_its_author(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        await boris.writes(poll(), ticket=1)

        assert len(anna.reads) == 1
        assert await desk.topic_texts() == [
            "Сообщение такого вида клиенту передать нельзя: он его не получил."
        ]

    async def test_what_is_written_in_general(self, desk: Desk, anna: Customer, boris: Staff) -> None:
        await boris.writes("Коллеги, кто возьмёт?")

        assert len(anna.reads) == 1
        assert desk.general() == []


class TestAnAgentsEdit:
    async def test_changes_the_customers_copy_and_keeps_the_signature(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        written = await boris.writes("Готово", ticket=1)

        await boris.edits(written, "Готово, проверьте")

        assert anna.reads[1:] == [f"{SIGNATURE}\nГотово, проверьте"]
        assert (await desk.said())[-1].content.text.text == "Готово, проверьте"

    async def test_of_a_caption_changes_the_caption(self, anna: Customer, boris: Staff) -> None:
        written = await boris.writes(photo("вот"), ticket=1)

        await boris.edits(written, photo("вот здесь"))

        assert anna.reads[1:] == [f"{SIGNATURE}\nвот здесь"]

    async def test_of_an_albums_later_part_adds_no_signature(self, anna: Customer, boris: Staff) -> None:
        _, second = await boris.sends_album(photo("раз", "a"), photo("", "b"), ticket=1)

        await boris.edits(second, photo("два", "b"))

        assert anna.reads[1:] == [f"{SIGNATURE}\nраз", "два"]

    async def test_of_an_album_that_is_signed_by_a_line_before_changes_the_caption(
        self, anna: Customer, boris: Staff
    ) -> None:
        first, _ = await boris.sends_album(photo("я" * 1024, "a"), photo("", "b"), ticket=1)

        await boris.edits(first, photo("б" * 1024, "a"))

        assert anna.reads[1:] == [SIGNATURE, "б" * 1024, ""]

    async def test_that_fills_a_caption_moves_the_signature_to_a_line_before(
        self, anna: Customer, boris: Staff
    ) -> None:
        written = await boris.writes(photo("вот"), ticket=1)

        await boris.edits(written, photo("я" * 1024))

        assert anna.reads[1:] == [SIGNATURE, "я" * 1024]

    async def test_that_shortens_a_split_reply_takes_the_rest_back(
        self, anna: Customer, boris: Staff
    ) -> None:
        written = await boris.writes("\n".join(["Длинная строка ответа."] * 250), ticket=1)
        assert len(anna.reads) == 3

        await boris.edits(written, "Коротко")

        assert anna.reads[1:] == [f"{SIGNATURE}\nКоротко"]

    async def test_of_a_note_stays_inside(self, desk: Desk, anna: Customer, boris: Staff) -> None:
        written = await boris.writes("// важный", ticket=1)

        await boris.edits(written, "очень важный")

        assert len(anna.reads) == 1
        assert (await desk.said())[-1].content.text.text == "очень важный"

    @pytest.mark.parametrize("turned_into", ["// это была заметка", "/close"])
    async def test_into_what_stays_inside_crosses_to_nobody(
        self, desk: Desk, anna: Customer, boris: Staff, turned_into: str
    ) -> None:
        written = await boris.writes("Готово", ticket=1)

        await boris.edits(written, turned_into)

        assert anna.reads[1:] == [f"{SIGNATURE}\nГотово"]
        assert (await desk.ticket()).is_open

    async def test_into_a_note_says_that_the_customer_reads_as_before(self, desk: Desk, boris: Staff) -> None:
        written = await boris.writes("Готово", ticket=1)

        await boris.edits(written, "// готово? ещё нет")
        await boris.edits(written, "// готово? нет")

        assert await desk.topic_texts() == [
            "Клиент по-прежнему читает прежний текст. Забрать его у клиента: /delete в ответ на то сообщение."
        ]

    async def test_into_the_command_of_a_note_crosses_to_nobody(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        written = await boris.writes("Готово", ticket=1)

        await boris.edits(written, "/note ещё не готово, но клиенту рано знать")

        assert anna.reads[1:] == [f"{SIGNATURE}\nГотово"]
        assert (await desk.topic_texts())[-1].startswith("Клиент по-прежнему читает прежний текст.")

    async def test_of_a_reply_that_was_taken_back_says_that_it_stays_inside(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        written = await boris.writes("Готово", ticket=1)
        await boris.writes("/delete", ticket=1, reply_to=written.ref)

        await boris.edits(written, "Проверьте, пожалуйста")

        assert len(anna.reads) == 1
        assert (await desk.topic_texts())[-1].startswith("Это по-прежнему заметка: клиент её не видит.")

    @pytest.mark.parametrize("note", ["//секрет", "/note секрет"])
    async def test_of_a_note_into_plain_words_says_that_it_stays_one(
        self, desk: Desk, anna: Customer, boris: Staff, note: str
    ) -> None:
        written = await boris.writes(note, ticket=1)

        await boris.edits(written, "Всё готово")

        assert len(anna.reads) == 1
        assert (await desk.topic_texts())[-1].startswith("Это по-прежнему заметка: клиент её не видит.")

    @pytest.mark.parametrize(("note", "edited"), [("//секрет", "//тайна"), ("/note секрет", "/note тайна")])
    async def test_of_a_note_that_stays_one_meets_silence(
        self, desk: Desk, boris: Staff, note: str, edited: str
    ) -> None:
        written = await boris.writes(note, ticket=1)

        await boris.edits(written, edited)

        assert await desk.topic_texts() == []
        assert "тайна" in (await desk.said())[-1].content.text.text

    async def test_does_not_count_as_a_response(self, desk: Desk, boris: Staff) -> None:
        written = await boris.writes("Готово", ticket=1)
        before = await desk.ticket()
        await desk.passes(minutes=5)

        await boris.edits(written, "Готово!")

        assert await desk.ticket() == before


class TestNobodyWhoCouldAnswer:
    """Anonymous administrators, channels and other bots."""

    @pytest.fixture(params=["anonymous", "bot"])
    def nobody(self, request: pytest.FixtureRequest, desk: Desk) -> Staff:
        boris = desk.agent()
        if request.param == "anonymous":
            return Staff(desk, None, boris.chat)
        assert boris.person is not None
        person = type(boris.person)("telegram:99", "Helper", is_bot=True)
        return Staff(desk, person, boris.chat)

    async def test_has_their_words_kept_inside_and_is_told(
        self, desk: Desk, anna: Customer, nobody: Staff
    ) -> None:
        await nobody.writes("Готово", ticket=1)

        assert len(anna.reads) == 1
        (notice,) = await desk.topic_texts()
        assert notice.startswith("Клиент этого не получил")

    @pytest.mark.parametrize("command", ["/close", "/take", "/faq list", "/"])
    async def test_has_their_commands_refused_in_one_line(
        self, desk: Desk, nobody: Staff, command: str
    ) -> None:
        before = await desk.ticket()

        await nobody.writes(command, ticket=1)

        assert await desk.ticket() == before
        (notice,) = await desk.topic_texts()
        assert notice.startswith("Команды анонимных администраторов, каналов и ботов не выполняются")

    async def test_is_left_alone_outside_of_topics(self, desk: Desk, nobody: Staff) -> None:
        await nobody.writes("Всем привет")

        assert desk.general() == []

    async def test_changes_nothing_by_an_edit(self, desk: Desk, anna: Customer, nobody: Staff) -> None:
        written = await nobody.writes("Готово", ticket=1)

        await nobody.edits(written, "Совсем готово")

        assert len(anna.reads) == 1
        assert len(await desk.topic_texts()) == 1


class TestAForeignGroup:
    async def test_meets_silence(self, desk: Desk) -> None:
        assert desk.agent().person is not None
        foreign = Staff(desk, desk.agent().person, "telegram:-5555")
        calls = len(desk.office.calls)

        await foreign.writes("/take")
        await foreign.writes("привет, бот")
        await foreign.writes("/faq list")

        assert len(desk.office.calls) == calls
        assert (await desk.ticket()).assignee is None
