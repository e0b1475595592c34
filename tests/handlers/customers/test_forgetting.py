"""`/forget`: asked, confirmed, erased everywhere; and what everybody sees of it."""

from collections.abc import Callable

import pytest

from handlers.customers.erasure import Erasure
from storage.records.events import EventKind
from storage.records.letters import Arrival
from storage.records.tickets import TicketState
from tests.handlers.front import STAFF, Desk
from tests.handlers.people import Customer, photo
from tests.traces import traces_of

WORDS = ("Аннабель", "Квимби", "Карбонара", "карбонара", "telegram:42", "photo-1")


@pytest.fixture
def anna(desk: Desk) -> Customer:
    return desk.customer("Аннабель Квимби")


async def erased(desk: Desk, anna: Customer) -> None:
    await anna.writes("/forget")
    await anna.presses("Стереть всё")
    await desk.passes(seconds=1)


class TestTheQuestion:
    async def test_says_what_goes_and_what_stays(self, anna: Customer) -> None:
        await anna.writes("/forget")

        assert anna.reads[-1].startswith("Стереть всё, что мы храним о вас?")
        assert anna.screen[-1].labels == ["Стереть всё", "Не стирать"]

    async def test_answered_by_no_changes_nothing(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("Карбонара не открывается")
        await anna.writes("/forget")

        await anna.presses("Не стирать")
        await desk.passes(seconds=5)

        assert anna.reads[-1] == "Хорошо, ничего не стёрто."
        assert (await desk.ticket()).is_open

    async def test_unanswered_erases_nothing(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("Карбонара не открывается")
        await anna.writes("/forget")

        await desk.passes(hours=1)

        assert (await desk.ticket()).question == "Карбонара не открывается"


class TestAPressTooLate:
    async def test_to_keep_once_it_has_begun_is_told_so(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("Карбонара не открывается")
        await anna.writes("/forget")
        asked = anna.screen[-1]
        yes, no = asked.data("Стереть всё"), asked.data("Не стирать")
        await anna.presses_data(yes, asked)

        await anna.presses_data(no, asked)

        assert anna.reads[-1].startswith("Стирание уже началось, отменить его нельзя.")
        await desk.passes(seconds=2)
        assert (await desk.ticket()).question == ""

    async def test_makes_nobody_known_again(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("/forget")
        asked = anna.screen[-1]
        no = asked.data("Не стирать")
        await anna.presses("Стереть всё")
        await desk.passes(seconds=5)

        assert await anna.presses_data(no, asked) == "Эта кнопка больше не действует."

        async with desk.database.books() as books:
            assert await books.conversations.at("telegram:42") is None

    @pytest.mark.parametrize("label", ["Стереть всё", "Не стирать"])
    async def test_is_no_word_about_who_comes_after(self, desk: Desk, anna: Customer, label: str) -> None:
        await anna.writes("/forget")
        asked = anna.screen[-1]
        data = asked.data(label)
        await anna.presses("Стереть всё")
        await desk.passes(seconds=5)
        await anna.writes("Карбонара не открывается")
        count = len(anna.reads)

        assert await anna.presses_data(data, asked) == "Эта кнопка больше не действует."
        await desk.passes(seconds=5)

        assert len(anna.reads) == count
        assert (await desk.ticket()).is_open


class TestTheErasure:
    async def test_leaves_no_word_and_no_id(self, desk: Desk, anna: Customer) -> None:
        await desk.knows("Как попасть на FTP?", "Откройте кабинет.")
        await anna.writes("Как попасть на FTP?")
        await anna.writes("Карбонара не открывается", photo("моя карбонара"))
        boris = desk.agent()
        await boris.writes("Аннабель, проверьте карбонара-панель", ticket=1)
        await boris.writes("// звонила Квимби", ticket=1)
        await anna.writes("Карбонара всё ещё лежит")
        assert await traces_of(desk.database, *WORDS)

        await erased(desk, anna)
        await desk.passes(seconds=3)

        assert await traces_of(desk.database, *WORDS) == []

    async def test_reaches_the_topics_of_every_line_that_handled_it(
        self, desk: Desk, ruled: Callable[..., Desk], anna: Customer
    ) -> None:
        ruled(staff_chats={1: STAFF, 2: "telegram:-1002"})
        await anna.writes("Карбонара не открывается", photo("моя карбонара"))
        await desk.agent().writes("/escalate 2 Карбонара сложная", ticket=1)

        await erased(desk, anna)
        await desk.passes(seconds=3)

        assert await traces_of(desk.database, *WORDS) == []
        shown = [post.text for post in desk.office.posts.values() if post.thread]
        assert [text for text in shown if "арбонара" in text] == []

    async def test_closes_the_open_case_and_keeps_what_is_counted(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("Карбонара не открывается")
        opened_at = (await desk.ticket()).opened_at

        await erased(desk, anna)

        ticket = await desk.ticket()
        assert (ticket.state, ticket.opened_at, ticket.question) == (TicketState.CLOSED, opened_at, "")
        assert await desk.events() == [EventKind.OPENED, EventKind.ERASED]

    async def test_tells_the_customer_who_may_begin_anew(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("Карбонара не открывается")

        await erased(desk, anna)
        await anna.writes("Почта не уходит с утра")

        assert any(text.startswith("Готово: ваши сообщения, файлы и имя стёрты.") for text in anna.reads)
        assert "№ 2" in anna.reads[-1]
        assert (await desk.ticket(2)).previous is None

    async def test_takes_the_words_out_of_the_topic_and_says_so(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("Карбонара не открывается")
        await anna.writes("вот", photo("карбонара"))

        await erased(desk, anna)

        card, notice = await desk.topic()
        assert "Данные клиента стёрты по его просьбе" in card.text
        assert "Карбонара" not in card.text
        assert "Аннабель" not in card.text
        assert "обращение № 1 закрыто" in notice.text
        assert await desk.topic_name() == "✅ № 1"
        assert all("арбонара" not in post.text for post in desk.office.posts.values() if post.chat == STAFF)

    async def test_of_old_posts_overwrites_words_and_names_the_files_that_remain(
        self, desk: Desk, anna: Customer
    ) -> None:
        await anna.writes("Карбонара не открывается")
        await anna.writes("карбонара опять", photo())
        await desk.passes(days=3)

        await erased(desk, anna)

        texts = await desk.topic_texts()
        assert "🗑 Стёрто по просьбе клиента" in texts
        assert "больше двух суток назад: 1." in texts[-1]
        assert not any("карбонара" in text for text in texts)

    async def test_leaves_others_alone(self, desk: Desk, anna: Customer) -> None:
        viktor = desk.customer("Виктор", address="telegram:43")
        await viktor.writes("Сайт не открывается")
        await anna.writes("Карбонара не открывается")

        await erased(desk, anna)

        assert (await desk.ticket(1)).question == "Сайт не открывается"
        assert await desk.tickets() == [1]
        assert (await desk.conversation("telegram:43")).customer.given_name == "Виктор"

    async def test_waits_while_a_letter_is_being_sent(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("Карбонара не открывается")
        await anna.writes("/forget")
        desk.delivering = False
        await anna.writes("и ещё")
        in_hand = await desk.office.take_next(f"{STAFF}/ticket/1", desk.clock())
        desk.delivering = True
        await desk.receives(
            anna.message("/status")
        )  # whatever comes meanwhile is answered, and erased with the rest
        async with desk.database.books() as books:
            person = await books.personal_data.named("telegram:42")
            assert person is not None
            assert not await Erasure(desk.front.staff.cases)(books, person, desk.clock())
            await books.outbox.sent(
                [Arrival(in_hand.posted, ("9",))], now=desk.clock(), holder=desk.office.holder
            )
            assert await Erasure(desk.front.staff.cases)(books, person, desk.clock())

    async def test_takes_along_what_they_said_since_it_was_asked_for(
        self, desk: Desk, anna: Customer
    ) -> None:
        """An operator who is asked for confirmation may take a while."""
        await anna.writes("/status")
        async with desk.database.reading() as books:
            person = await books.personal_data.named("telegram:42")
        await anna.writes("Карбонара не открывается")

        async with desk.database.books() as books:
            assert person is not None
            assert await Erasure(desk.front.staff.cases)(books, person, desk.clock())
            await books.commit()
        await desk.delivers()
        await desk.passes(seconds=3)

        assert await traces_of(desk.database, *WORDS) == []
        assert not any("арбонара" in post.text for post in desk.office.posts.values() if post.thread)

    async def test_confirmed_twice_is_one(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("/forget")
        asked = anna.screen[-1]
        await anna.presses("Стереть всё")
        await desk.passes(seconds=1)

        await anna.presses_data(asked.data("Стереть всё"), asked)
        await desk.passes(seconds=1)

        assert sum(text.startswith("Готово") for text in anna.reads) == 1
        await desk.passes(seconds=3)
        assert await traces_of(desk.database, *WORDS) == []


class TestAfterwards:
    async def test_an_agents_words_go_to_nobody_and_they_are_told(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("Карбонара не открывается")
        await erased(desk, anna)
        before = len(anna.reads)

        await desk.agent().writes("Вы тут?", ticket=1)

        assert (await desk.topic_texts())[-1].startswith("Сообщение не отправлено")
        assert len(anna.reads) == before

    @pytest.mark.parametrize("command", ["/reopen", "/take", "/close"])
    async def test_nothing_more_can_be_done_with_the_case(
        self, desk: Desk, anna: Customer, command: str
    ) -> None:
        await anna.writes("Карбонара не открывается")
        await erased(desk, anna)
        before = await desk.ticket()

        await desk.agent().writes(command, ticket=1)
        await desk.passes(days=5)

        assert await desk.ticket() == before

    async def test_in_english(self, desk: Desk) -> None:
        ann = desk.customer("Ann", language="en")
        await ann.writes("/forget")

        await ann.presses("Erase all")
        await desk.passes(seconds=1)

        assert ann.reads[-1].startswith("Done: your messages, files and name are erased.")
