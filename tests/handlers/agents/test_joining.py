"""A person in two channels: joined by an agent, known as one, answered where they wrote, taken apart."""

import pytest

from storage.records.events import EventKind
from tests.handlers.front import Desk
from tests.handlers.people import Customer, Staff

WEB = "web:7f3a"


@pytest.fixture
async def anna(desk: Desk) -> Customer:
    """Ticket 1, in Telegram."""
    anna = desk.customer("Анна Иванова")
    await anna.writes("Сайт не открывается")
    return anna


@pytest.fixture
async def anya(desk: Desk, anna: Customer) -> Customer:  # noqa: ARG001  (she comes second)
    """Ticket 2: the same person, on the site."""
    anya = desk.customer("Аня", address=WEB)
    await anya.writes("Почта не работает с утра")
    return anya


@pytest.fixture
async def boris(desk: Desk, anya: Customer) -> Staff:  # noqa: ARG001  (the tickets have to stand)
    return desk.agent()


class TestAPersonInTwoChannels:
    async def test_is_seen_as_one_on_both_cards(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/join 1", ticket=2)

        card = (await desk.card(2)).text
        assert "Клиент: Аня · Web · ru\nТоже он(а): Анна Иванова · Telegram" in card
        assert "Обращался раньше: № 1" in card
        assert "Тоже он(а): Аня · Web" in (await desk.card(1)).text

    async def test_is_told_of_in_both_topics(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/join № 1", ticket=2)

        here, there = (await desk.topic_texts(2))[-1], (await desk.topic_texts(1))[-1]
        assert here.startswith("Борис Орлов объединяет клиентов: этот клиент и клиент обращения № 1 ")
        assert "(Анна Иванова, Telegram)" in here
        assert "(Аня, Web)" in there

    async def test_keeps_the_name_of_each_channel(self, desk: Desk, boris: Staff, anya: Customer) -> None:
        await boris.writes("/join 1", ticket=2)

        await anya.writes("Есть новости?")

        assert "Клиент: Анна Иванова · Telegram" in (await desk.card(1)).text
        assert (await desk.conversation(WEB)).customer.given_name == "Аня"
        assert (await desk.conversation()).customer.given_name == "Анна"

    async def test_is_answered_where_they_wrote(self, boris: Staff, anna: Customer, anya: Customer) -> None:
        await boris.writes("/join 1", ticket=2)
        before = list(anna.reads)

        await boris.writes("Почту чиним", ticket=2)

        assert anya.reads[-1] == "Борис Орлов\nПочту чиним"
        assert anna.reads == before

    async def test_reads_the_cases_of_one_channel_only(
        self, boris: Staff, anna: Customer, anya: Customer
    ) -> None:
        """An agent may have mistyped: nobody may read a stranger's case for that."""
        await boris.writes("/join 1", ticket=2)

        await anna.writes("/status")
        await anya.writes("/status")

        assert "№ 1" in anna.reads[-1]
        assert "№ 2" not in anna.reads[-1]
        assert "№ 2" in anya.reads[-1]
        assert "№ 1" not in anya.reads[-1]

    async def test_is_written_down_with_its_author(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/join 1", ticket=2)

        assert (await desk.events(1))[-1] is EventKind.CUSTOMERS_JOINED
        assert (await desk.events(2))[-1] is EventKind.CUSTOMERS_JOINED
        async with desk.database.books() as books:
            note = (await books.audit.latest())[0]
        assert (note.what, note.by) == ("customers joined", "telegram:7")
        assert note.details == {"ticket": "2", "with": "1"}


class TestWhatIsKnownOfThem:
    async def test_a_tier_of_either_is_theirs_and_their_open_tickets_are_promised_by_it(
        self, desk: Desk, boris: Staff, anya: Customer
    ) -> None:
        await desk.manager().writes("/sla vip 3 20m 2h")
        await boris.writes("/tier vip", ticket=1)
        standard = await desk.ticket(2)

        await boris.writes("/join 1", ticket=2)

        assert "Уровень клиента: vip" in (await desk.card(2)).text
        assert (await desk.ticket(2)).resolve_by < standard.resolve_by
        assert anya.reads[-1].startswith("По обращению № 2 успеваем раньше: решение будет ")

    async def test_a_tier_that_is_set_later_is_seen_in_both(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/join 1", ticket=2)

        await boris.writes("/tier vip", ticket=2)

        assert "Уровень клиента: vip" in (await desk.card(1)).text
        assert "Уровень клиента: vip" in (await desk.card(2)).text

    async def test_a_ban_of_either_is_theirs(
        self, desk: Desk, boris: Staff, anna: Customer, anya: Customer
    ) -> None:
        await boris.writes("/ban", ticket=1)

        await boris.writes("/join 1", ticket=2)

        assert "Клиент заблокирован." in (await desk.card(2)).text
        await anya.writes("Алло!")
        assert anya.reads[-1].startswith("Переписка приостановлена")
        await boris.writes("/unban", ticket=2)
        assert "Клиент заблокирован." not in (await desk.card(1)).text
        await anna.writes("Сайт всё ещё не открывается")
        assert (await desk.topic_texts(1))[-1] == "Сайт всё ещё не открывается"

    async def test_forgetting_goes_for_all_their_channels(
        self, desk: Desk, boris: Staff, anna: Customer, anya: Customer
    ) -> None:
        await boris.writes("/join 1", ticket=2)

        await anna.writes("/forget")
        assert anna.reads[-1].endswith("Это касается и других каналов, в которых вы нам писали.")
        await anna.presses("Стереть всё")
        await desk.passes(seconds=1)

        assert anna.reads[-1].startswith("Готово:")
        assert anya.reads[-1].startswith("Готово:")
        assert await desk.tickets() == []

    async def test_forgetting_that_was_confirmed_a_moment_before_is_not_lost(
        self, desk: Desk, boris: Staff, anna: Customer
    ) -> None:
        await anna.writes("/forget")
        await anna.presses("Стереть всё")
        await boris.writes("/join 1", ticket=2)

        await desk.passes(seconds=1)

        assert anna.reads[-1].startswith("Готово:")


class TestTakingItBack:
    async def test_makes_each_what_they_were(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/tier vip", ticket=1)
        before = (await desk.card(2)).text
        await boris.writes("/join 1", ticket=2)

        await boris.writes("/join undo", ticket=2)

        assert (await desk.card(2)).text == before
        assert "Тоже он(а)" not in (await desk.card(1)).text
        assert "Уровень клиента: vip" in (await desk.card(1)).text
        assert (await desk.topic_texts(1))[-1].startswith("Борис Орлов разъединяет клиентов")
        assert (await desk.events(1))[-1] is EventKind.CUSTOMERS_SEPARATED

    async def test_leaves_a_ban_with_whose_ticket_it_was_said_in(
        self, desk: Desk, boris: Staff, anna: Customer, anya: Customer
    ) -> None:
        await boris.writes("/join 1", ticket=2)
        await boris.writes("/ban", ticket=2)

        await boris.writes("/join undo", ticket=1)

        await anya.writes("Алло!")
        assert anya.reads[-1].startswith("Переписка приостановлена")
        await anna.writes("Сайт всё ещё не открывается")
        assert (await desk.topic_texts(1))[-1] == "Сайт всё ещё не открывается"

    async def test_takes_the_latest_of_several_back(self, desk: Desk, boris: Staff) -> None:
        await desk.customer("Анюта", address="web:99").writes("Домен не продлевается")
        await boris.writes("/join 1", ticket=2)
        await boris.writes("/join 2", ticket=3)
        assert (await desk.card(1)).text.count("Тоже он(а)") == 2

        await boris.writes("/join undo", ticket=1)

        assert "Тоже он(а): Аня · Web" in (await desk.card(1)).text
        assert "Тоже он(а)" not in (await desk.card(3)).text


class TestTheCardOfASolvedTicket:
    @pytest.mark.parametrize("solved", [1, 2])
    async def test_follows_a_join_and_its_end(self, desk: Desk, boris: Staff, solved: int) -> None:
        await boris.writes("/close", ticket=solved)
        other = 3 - solved

        await boris.writes(f"/join {solved}", ticket=other)
        assert "Тоже он(а)" in (await desk.card(solved)).text

        await boris.writes("/join undo", ticket=other)
        assert "Тоже он(а)" not in (await desk.card(solved)).text
        assert "Тоже он(а)" not in (await desk.card(other)).text


class TestNonsense:
    @pytest.mark.parametrize(
        ("said", "answer"),
        [
            ("/join", "Укажите номер другого обращения того же человека, например: /join 12."),
            ("/join Анна", "Обращения «Анна» нет: укажите номер, например: /join 12"),
            ("/join 77", "Обращения «77» нет: укажите номер, например: /join 12"),
            ("/join 2", "№ 2 — это само обращение: укажите номер другого обращения того же человека."),
            ("/join undo", "Клиент ни с кем не объединён."),
        ],
    )
    async def test_gets_one_clear_line(self, desk: Desk, boris: Staff, said: str, answer: str) -> None:
        await boris.writes(said, ticket=2)

        assert (await desk.topic_texts(2))[-1].startswith(answer)
        assert not (await desk.conversation(WEB)).customer.is_joined

    async def test_twice_is_refused(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/join 1", ticket=2)

        await boris.writes("/join 2", ticket=1)

        assert (await desk.topic_texts(1))[-1] == "У обращений № 1 и № 2 и так один клиент."

    async def test_an_earlier_ticket_of_the_same_customer_is_refused(
        self, desk: Desk, boris: Staff, anna: Customer
    ) -> None:
        await boris.writes("/close", ticket=1)
        await desk.passes(days=5)
        await anna.writes("Теперь не открывается форум")

        await boris.writes("/join 1", ticket=3)

        assert (await desk.topic_texts(3))[-1] == "У обращений № 3 и № 1 и так один клиент."

    async def test_nobody_is_joined_with_who_was_erased(
        self, desk: Desk, boris: Staff, anna: Customer
    ) -> None:
        await anna.writes("/forget")
        await anna.presses("Стереть всё")
        await desk.passes(seconds=1)

        await boris.writes("/join 1", ticket=2)

        assert (await desk.topic_texts(2))[-1] == (
            "Данные клиента стёрты по его просьбе: объединять больше нечего."
        )
