"""Commands in a ticket's topic: what they change, what they tell, and when they are refused."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from storage.records.content import Content, FormattedText
from storage.records.events import EventKind
from storage.records.message_refs import MessageRef
from storage.records.messages import Author
from storage.records.tickets import TicketState
from tests.handlers.front import Desk
from tests.handlers.people import Customer, Staff

pytestmark = pytest.mark.usefixtures("asked")


class TestTake:
    async def test_makes_the_agent_answer_for_it_and_introduces_them(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        await boris.writes("/take", ticket=1)

        ticket = await desk.ticket()
        assert (ticket.assignee_name, ticket.state) == ("Борис Орлов", TicketState.IN_PROGRESS)
        assert anna.reads[-1] == "Вашим обращением № 1 занимается Борис Орлов."
        assert "№ 1 · в работе" in (await desk.card()).text
        assert (await desk.events())[-1] is EventKind.TAKEN

    async def test_takes_over_from_a_colleague(self, desk: Desk, anna: Customer, boris: Staff) -> None:
        await boris.writes("/take", ticket=1)

        await desk.agent("Вера", address="telegram:8").writes("/take", ticket=1)

        assert anna.reads[-1] == "Теперь вашим обращением № 1 занимается Вера и доведёт его до решения."
        assert (await desk.events())[-1] is EventKind.TRANSFERRED

    async def test_twice_is_refused_without_telling_the_customer(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        await boris.writes("/take", ticket=1)

        await boris.writes("/take", ticket=1)

        assert await desk.topic_texts() == ["Обращение № 1 уже у вас."]
        assert len(anna.reads) == 2


class TestClose:
    async def test_solves_the_case_and_tells_the_customer(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        await boris.writes("/close", ticket=1)

        ticket = await desk.ticket()
        assert (ticket.state, ticket.resolved_at) == (TicketState.RESOLVED, desk.clock())
        assert await desk.topic_texts() == ["Борис Орлов закрывает обращение, клиент об этом знает."]
        assert anna.reads[-2] == (
            "Обращение № 1 закрыто. Если вопрос остался, напишите сюда в течение 3 дней, и мы продолжим."
        )

    async def test_offers_no_way_back_where_there_is_none(
        self, ruled: Callable[..., Desk], anna: Customer, boris: Staff
    ) -> None:
        desk = ruled(reopen_within=timedelta())

        await boris.writes("/close", ticket=1)
        await desk.passes(seconds=1)
        await anna.writes("Всё ещё не открывается, помогите")

        assert "Обращение № 1 закрыто. Если появятся вопросы, пишите: откроем новое обращение." in anna.reads
        assert await desk.tickets() == [2]

    async def test_shows_on_the_card_and_in_the_topics_name(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/close", ticket=1)

        card = await desk.card()
        assert card.text.startswith("№ 1 · решено")
        assert card.labels == ["Открыть снова"]
        assert await desk.topic_name() == "✅ № 1 · Анна · Сайт не открывается"

    async def test_twice_is_refused(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/close", ticket=1)
        before = await desk.ticket()

        await boris.writes("/close", ticket=1)

        assert await desk.ticket() == before
        assert (await desk.topic_texts())[1:] == ["Обращение № 1 уже закрыто."]


class TestWordsAfterACommandThatAsksForNone:
    @pytest.mark.parametrize("command", ["/close", "/waiting", "/take"])
    async def test_stay_as_a_note(self, desk: Desk, anna: Customer, boris: Staff, command: str) -> None:
        await boris.writes(f"{command} решено кэшем", ticket=1)

        note = (await desk.said())[-1]
        assert (note.author, note.content.text.text) == (Author.NOTE, "решено кэшем")
        assert (
            f"Слова после {command} остались здесь заметкой: клиент их не видит." in await desk.topic_texts()
        )
        assert not any("кэшем" in text for text in anna.reads)

    async def test_are_not_kept_when_the_command_is_refused(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/close", ticket=1)
        before = await desk.said()

        await boris.writes("/close ещё раз", ticket=1)

        assert await desk.said() == before


class TestReopen:
    async def test_opens_a_solved_case_and_tells_the_customer(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        await boris.writes("/close", ticket=1)

        await boris.writes("/reopen", ticket=1)
        await desk.passes(days=4)

        assert (await desk.ticket()).state is TicketState.REOPENED
        assert anna.reads[-1].startswith("Мы снова открыли обращение № 1 и продолжаем работу. Максимальный")

    async def test_of_an_open_case_is_refused(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/reopen", ticket=1)

        assert await desk.topic_texts() == ["Обращение № 1 уже открыто."]

    async def test_of_a_closed_case_is_refused(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/close", ticket=1)
        await desk.passes(days=3, minutes=1)

        await boris.writes("/reopen", ticket=1)

        assert (await desk.ticket()).state is TicketState.CLOSED
        assert (await desk.topic_texts())[-1].startswith("Обращение № 1 закрыто окончательно")


class TestWaiting:
    async def test_stops_the_case_without_telling_the_customer(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        await boris.writes("/waiting", ticket=1)

        assert (await desk.ticket()).state is TicketState.WAITING
        assert len(anna.reads) == 1
        assert "№ 1 · ждём ответа клиента" in (await desk.card()).text

    async def test_twice_is_refused(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/waiting", ticket=1)

        await boris.writes("/waiting", ticket=1)

        assert await desk.topic_texts() == ["По обращению № 1 уже ждём клиента."]


class TestNote:
    async def test_is_kept_without_the_command(self, desk: Desk, anna: Customer, boris: Staff) -> None:
        await boris.writes("/note клиент важный\nзвонил дважды", ticket=1)

        note = (await desk.said())[-1]
        assert (note.author, note.content.text.text) == (Author.NOTE, "клиент важный\nзвонил дважды")
        assert len(anna.reads) == 1

    @pytest.mark.parametrize("note", ["/note", "//", " // "])
    async def test_without_words_asks_for_them(self, desk: Desk, boris: Staff, note: str) -> None:
        await boris.writes(note, ticket=1)

        assert await desk.topic_texts() == ["Напишите текст заметки: /note текст"]
        assert len(await desk.said()) == 1


class TestOtherCommands:
    async def test_status_tells_state_assignee_and_deadline(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/status", ticket=1)

        assert await desk.topic_texts() == [
            "№ 1: новое. Отвечает: —. Первый ответ: сегодня до 11:00 (МСК). Решение: сегодня до 18:00 (МСК)."
        ]

    async def test_status_tells_of_what_is_late_and_not_of_what_is_done(
        self, desk: Desk, boris: Staff
    ) -> None:
        await desk.passes(hours=2)
        await boris.writes("/status", ticket=1)
        late = (await desk.topic_texts())[-1]
        await boris.writes("Смотрим", ticket=1)
        await boris.writes("/status", ticket=1)

        assert "Первый ответ: срок вышел сегодня в 11:00 (МСК). Решение: сегодня до 18:00 (МСК)." in late
        assert (await desk.topic_texts())[-1].endswith(
            "Отвечает: Борис Орлов. Решение: сегодня до 18:00 (МСК)."
        )

    async def test_status_names_no_deadline_while_the_customer_is_waited_for(
        self, desk: Desk, boris: Staff
    ) -> None:
        await boris.writes("/waiting", ticket=1)
        await boris.writes("/status", ticket=1)

        assert (await desk.topic_texts())[-1].endswith("Сроки стоят, пока ждём клиента.")

    async def test_status_of_what_is_over_promises_nothing(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/close", ticket=1)

        await boris.writes("/status", ticket=1)

        assert (await desk.topic_texts())[-1] == "№ 1: решено. Отвечает: —."

    async def test_help_lists_them(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/help", ticket=1)

        (text,) = await desk.topic_texts()
        assert all(f"/{name}" in text for name in ("take", "close", "reopen", "waiting", "note", "status"))

    @pytest.mark.parametrize(
        "typed", ["/colse", "/start", "/human", "/language en", "/", "/ привет", "/ТЕКСТ"]
    )
    async def test_unknown_and_customers_ones_get_a_hint_and_never_cross(
        self, desk: Desk, anna: Customer, boris: Staff, typed: str
    ) -> None:
        before = await desk.ticket()

        await boris.writes(typed, ticket=1)

        assert await desk.topic_texts() == ["Такой команды нет, клиент её не увидел. Список команд: /help"]
        assert len(anna.reads) == 1
        assert await desk.ticket() == before

    async def test_one_for_another_bot_meets_silence(self, desk: Desk, anna: Customer, boris: Staff) -> None:
        await boris.writes("/close@weather_bot", ticket=1)

        assert await desk.topic_texts() == []
        assert len(anna.reads) == 1
        assert (await desk.ticket()).is_open

    async def test_one_for_us_by_name_is_done(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/close@otboinik_bot", ticket=1)

        assert not (await desk.ticket()).is_open

    async def test_an_edited_one_is_not_done_again(self, desk: Desk, boris: Staff) -> None:
        written = await boris.writes("/status", ticket=1)

        await boris.edits(written, "/close")

        assert (await desk.ticket()).is_open

    @pytest.mark.parametrize("typed", ["/take", "/close", "/priority 9"])
    async def test_outside_of_topics_say_where_they_work(self, desk: Desk, boris: Staff, typed: str) -> None:
        await boris.writes(typed)

        assert desk.general() == ["Эта команда работает в теме обращения. Список команд: /help"]

    async def test_of_the_whole_desk_work_in_a_managers_private_chat(self, desk: Desk) -> None:
        private = await desk.manager().in_private()

        await private.writes("/find сайт")
        await private.writes("/mine")
        await private.writes("/find")

        found, mine, how = private.reads
        assert "№ 1" in found
        assert mine == "Открытых обращений у вас нет."
        assert how.startswith("Напишите, что искать")

    async def test_help_outside_of_topics_tells_managers_of_theirs(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/help")
        assert len(desk.general()) == 1

        await desk.manager().writes("/help")

        assert desk.general()[-1].startswith("Команды для менеджеров")

    async def test_help_in_a_topic_tells_managers_of_theirs_too(self, desk: Desk) -> None:
        await desk.manager().writes("/help", ticket=1)

        told = (await desk.topic_texts())[-1]
        assert all(f"\n/{name}" in told for name in ("faq", "hours", "canned add", "category rule"))


class TestAPlainGroup:
    """Without topics a ticket is meant by replying to one of its messages."""

    async def test_a_reply_to_the_card_crosses(self, desk: Desk, anna: Customer, boris: Staff) -> None:
        card = await desk.card()

        await boris.writes("Сейчас исправим", reply_to=MessageRef(boris.chat, card.id))

        assert anna.reads[-1] == "Борис Орлов\nСейчас исправим"

    async def test_a_command_by_reply_to_the_customers_words_is_about_their_ticket(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        await anna.writes("и почта")
        copy = (await desk.topic())[-1]

        await boris.writes("/take", reply_to=MessageRef(boris.chat, copy.id))

        assert (await desk.ticket()).assignee == "telegram:7"

    async def test_a_reply_to_a_colleague_stays_inside(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        chatter = await boris.writes("Кто возьмёт?")

        await desk.agent("Вера", address="telegram:8").writes("Я", reply_to=chatter.ref)

        assert len(anna.reads) == 1


class TestFormattedCommands:
    async def test_words_that_begin_with_a_slash_further_in_cross(self, anna: Customer, boris: Staff) -> None:
        await boris.writes(Content(FormattedText("Откройте /etc/hosts")), ticket=1)

        assert anna.reads[-1] == "Борис Орлов\nОткройте /etc/hosts"


class TestAnEditedNote:
    async def test_has_its_last_wording(self, desk: Desk, boris: Staff) -> None:
        note = await boris.writes("/note звонил клеенту", ticket=1)

        await boris.edits(note, "/note звонил клиенту")

        kept = await desk.message(note.ref)
        assert kept is not None
        assert (kept.author, kept.content.text.text) == (Author.NOTE, "// звонил клиенту")
