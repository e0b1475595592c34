"""Buttons under a ticket's card: the same rules as the commands, and an expected version each."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from handlers.desk.buttons import Press, Verb
from storage.records.events import EventKind
from storage.records.message_refs import MessageRef
from storage.records.staff import StaffThread
from storage.records.tickets import TicketState
from tests.handlers.front import STAFF, Desk
from tests.handlers.people import Customer, Staff

STALE = "Эта кнопка больше не действует."
ENTRY = "Отправить: Как создать почтовый ящик?"
ANSWER = "Раздел «Почта» → «Создать»."


@pytest.fixture(autouse=True)
async def anna(desk: Desk) -> Customer:
    """Her question names an entry that may answer it; she wants a person."""
    await desk.knows("Как создать почтовый ящик?", ANSWER, "Вопрос про почту")
    anna = desk.customer()
    await anna.writes("/human")
    await anna.writes("Вопрос про почту")
    return anna


class TestTheCard:
    async def test_takes_for_whoever_pressed(self, desk: Desk, anna: Customer, boris: Staff) -> None:
        assert await boris.presses("Взять", ticket=1) == ""

        assert (await desk.ticket()).assignee == "telegram:7"
        assert anna.reads[-1] == "Вашим обращением № 1 занимается Борис Орлов."

    async def test_closes_and_reopens(self, desk: Desk, boris: Staff) -> None:
        await boris.presses("Закрыть", ticket=1)
        assert (await desk.ticket()).state is TicketState.RESOLVED

        await boris.presses("Открыть снова", ticket=1)

        assert (await desk.ticket()).state is TicketState.REOPENED

    async def test_may_be_closed_before_anybody_took_it(self, desk: Desk, boris: Staff) -> None:
        await boris.presses("Закрыть", ticket=1)

        assert (await desk.ticket()).assignee is None
        assert (await desk.events())[-1] is EventKind.RESOLVED


class TestAPressOnAnOlderCard:
    @pytest.mark.parametrize(
        ("label", "said"),
        [("Взять", "Обращение № 1 уже у сотрудника Борис Орлов."), ("Закрыть", STALE)],
    )
    async def test_changes_nothing_and_says_so(self, desk: Desk, boris: Staff, label: str, said: str) -> None:
        """Two agents look at the same card: the second one presses what is no longer there."""
        old = await desk.card()
        await boris.presses("Взять", ticket=1)
        before = await desk.ticket()

        vera = desk.agent("Вера", address="telegram:8")
        assert await vera.presses_data(old.data(label), old, ticket=1) == said

        assert await desk.ticket() == before

    async def test_that_took_it_says_that_it_is_theirs(self, desk: Desk, boris: Staff) -> None:
        old = await desk.card()
        await boris.presses("Взять", ticket=1)

        notice = await boris.presses_data(old.data("Взять"), old, ticket=1)

        assert notice == "Обращение № 1 уже у вас."

    async def test_of_a_ticket_that_nobody_has_is_merely_too_old(self, desk: Desk, boris: Staff) -> None:
        old = await desk.card()
        await boris.writes("/priority 1", ticket=1)

        assert await boris.presses_data(old.data("Взять"), old, ticket=1) == STALE

    async def test_that_came_twice_acts_once(self, desk: Desk, anna: Customer, boris: Staff) -> None:
        card = await desk.card()
        await boris.presses_data(card.data("Закрыть"), card, ticket=1)

        assert await boris.presses_data(card.data("Закрыть"), card, ticket=1) == STALE

        assert sum("закрыто" in text for text in anna.reads) == 1


class TestSendingAnEntry:
    async def test_answers_the_customer_under_the_agents_name(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        assert await boris.presses(ENTRY, ticket=1) == ""

        assert anna.reads[-1] == f"Борис Орлов\n{ANSWER}"
        assert await desk.topic_texts() == [
            "Борис Орлов отправляет клиенту запись FAQ № 1.",
            f"Борис Орлов\n{ANSWER}",
        ]
        assert (await desk.events())[-2:] == [EventKind.FIRST_RESPONSE, EventKind.TAKEN]

    async def test_can_be_taken_back(self, desk: Desk, anna: Customer, boris: Staff) -> None:
        await boris.presses(ENTRY, ticket=1)
        shown = (await desk.topic())[-1]

        await boris.writes("/delete", ticket=1, reply_to=MessageRef(STAFF, shown.id))

        assert not any(ANSWER in text for text in anna.reads)
        assert (await desk.topic_texts())[-1].startswith("Борис Орлов забирает ответ обратно")

    async def test_for_who_had_the_ticket_introduces_the_next_one_first(
        self, desk: Desk, ruled: Callable[..., Desk], anna: Customer, boris: Staff
    ) -> None:
        ruled(staff_chats={1: STAFF, 2: STAFF})
        await boris.writes("/take", ticket=1)
        await boris.writes("/escalate 2 нужен доступ", ticket=1)

        await desk.agent("Вера Лис", address="telegram:8", username="vera").presses(ENTRY, ticket=1)

        assert anna.reads[-2:] == [
            "Теперь вашим обращением № 1 занимается Вера Лис и доведёт его до решения.",
            f"Вера Лис\n{ANSWER}",
        ]

    async def test_happens_once_however_often_it_is_pressed(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        card = await desk.card()
        await boris.presses(ENTRY, ticket=1)

        notice = await boris.presses_data(card.data(ENTRY), card, ticket=1)

        assert notice == "Запись № 1 у клиента уже есть: её отправили по этому обращению."
        assert anna.reads.count(f"Борис Орлов\n{ANSWER}") == 1
        assert ENTRY not in (await desk.card()).labels

    async def test_of_a_solved_ticket_is_refused(self, desk: Desk, anna: Customer, boris: Staff) -> None:
        card = await desk.card()
        await boris.writes("/close", ticket=1)

        notice = await boris.presses_data(card.data(ENTRY), card, ticket=1)

        assert notice == "Обращение № 1 сейчас не открыто: сначала /reopen."
        assert ANSWER not in anna.reads[-1]

    async def test_that_was_deleted_is_refused(self, desk: Desk, anna: Customer, boris: Staff) -> None:
        async with desk.database.books() as books:
            await books.faq.delete(1, by="test", now=desk.clock())
            await books.commit()

        assert await boris.presses(ENTRY, ticket=1) == "Такой записи в FAQ нет."

        assert ANSWER not in anna.reads[-1]

    @pytest.mark.parametrize("entry", ["99", "0", "-1", "x", ""])
    async def test_that_never_was_is_refused(
        self, desk: Desk, anna: Customer, boris: Staff, entry: str
    ) -> None:
        before = anna.reads
        forged = Press(Verb.SEND_ENTRY, "1", entry).encode()

        notice = await boris.presses_data(forged, await desk.card(), ticket=1)

        assert notice == "Такой записи в FAQ нет."
        assert anna.reads == before


class TestAForgedPress:
    @pytest.mark.parametrize(
        "data",
        [
            "",
            "take",
            "take::",
            "take:x:1",
            "take:99:1",
            "take:1:x",
            "pick:1:1",
            "again:1:",
            "came:9:",
            "\x00:1:1",
        ],
    )
    async def test_changes_nothing(self, desk: Desk, boris: Staff, data: str) -> None:
        before = await desk.ticket()

        assert await boris.presses_data(data, await desk.card(), ticket=1) == STALE

        assert await desk.ticket() == before

    async def test_from_a_foreign_group_meets_silence(self, desk: Desk, boris: Staff) -> None:
        foreign = replace(boris, chat="telegram:-5555")
        card = await desk.card()

        with pytest.raises(KeyError):  # not even a notice
            await foreign.presses_data(card.data("Взять"), card)

        assert (await desk.ticket()).assignee is None

    async def test_in_the_group_that_the_staff_has_left_says_where_it_went(
        self, desk: Desk, boris: Staff, ruled: Callable[..., Desk]
    ) -> None:
        card = await desk.card()
        ruled(staff_chats={1: "telegram:-1003"})
        async with desk.database.books() as books:
            await desk.front.follow_the_staff(books)
            await books.commit()

        told = await boris.presses_data(card.data("Взять"), card)

        assert told == "Поддержка переехала в другую группу: кнопки здесь больше не действуют."
        assert (await desk.ticket()).assignee is None

    async def test_from_another_lines_group_changes_nothing(self, desk: Desk, boris: Staff) -> None:
        """A ticket is handled in one group; its buttons work nowhere else."""
        card = await desk.card()
        async with desk.database.books() as books:
            await books.staff_threads.save([StaffThread(1, "telegram:-1003", "7")])
            await books.commit()

        assert await boris.presses_data(card.data("Взять"), card) == STALE

    async def test_from_a_customers_chat_changes_nothing(self, desk: Desk, anna: Customer) -> None:
        card = await desk.card()

        assert await anna.presses_data(card.data("Закрыть")) == STALE

        assert (await desk.ticket()).is_open
