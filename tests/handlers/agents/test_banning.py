"""A banned customer: kept, not answered, told once; and what the staff reads when the ban ends."""

import pytest

from storage.records.content import Content
from storage.records.events import EventKind
from storage.records.tickets import TicketState
from tests.handlers.front import Desk
from tests.handlers.people import Customer, photo

TOLD = "Переписка приостановлена: ваши сообщения сохраняются, но ответа на них сейчас не будет."


@pytest.fixture
async def anna(desk: Desk) -> Customer:
    anna = desk.customer()
    await anna.writes("Сайт не открывается")
    await desk.agent().writes("/ban", ticket=1)
    await desk.passes(seconds=1)
    return anna


class TestABannedCustomer:
    async def test_is_told_once_and_not_answered(self, desk: Desk, anna: Customer) -> None:
        before = len(anna.reads)

        await anna.writes("ответьте")
        await anna.writes("ну ответьте же")
        await anna.writes("/status")
        await anna.writes("/human")

        assert anna.reads[before:] == [TOLD]
        assert (await desk.topic_texts())[-1].startswith("Заблокированный клиент пишет.")
        assert not any("ответьте" in text for text in await desk.topic_texts())

    async def test_is_kept_to_the_last_word(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("ответьте")

        assert [message.content.text.text for message in await desk.said()][-1] == "ответьте"

    @pytest.mark.parametrize("said", ["/human сайт лежит", photo("/start"), photo("/human")])
    async def test_is_kept_beside_a_command_too(
        self, desk: Desk, anna: Customer, said: str | Content
    ) -> None:
        kept = len(await desk.said())

        await anna.writes(said)

        assert len(await desk.said()) == kept + 1

    async def test_may_be_forgotten_all_the_same(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("/forget")
        await anna.presses("Стереть всё")
        await desk.passes(seconds=1)

        assert anna.reads[-1].startswith("Готово:")

    async def test_opens_no_ticket(self, desk: Desk, anna: Customer) -> None:
        await desk.agent().writes("/close", ticket=1)
        await desk.passes(days=5)

        await anna.writes("Почта не работает с утра")

        assert await desk.tickets() == []


class TestTheEndOfABan:
    async def test_shows_all_of_it_however_much_it_is(self, desk: Desk, anna: Customer) -> None:
        burst = [f"строка {number}" for number in range(620)]
        await anna.writes(*burst)

        await desk.agent().writes("/unban", ticket=1)

        shown = "\n".join(await desk.topic_texts())
        assert "(сообщений: 620)" in shown
        assert [line for line in burst if line not in shown.splitlines()] == []

    async def test_shows_what_was_written_meanwhile(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("ответьте")
        await anna.writes("у меня всё лежит")

        await desk.agent().writes("/unban", ticket=1)

        assert "Он написал за это время (сообщений: 2):" in (await desk.topic_texts())[-2]
        assert "ответьте" in (await desk.topic_texts())[-1]
        assert "у меня всё лежит" in (await desk.topic_texts())[-1]
        await anna.writes("и почта")
        assert (await desk.topic_texts())[-1] == "и почта"

    async def test_shows_what_was_reworded_meanwhile(self, desk: Desk) -> None:
        viktor = desk.customer("Виктор", address="telegram:43")
        await viktor.writes("Почта не уходит")
        more = await viktor.writes("и не приходит")
        boris = desk.agent()
        await boris.writes("/ban", ticket=1)
        await desk.passes(seconds=1)
        await viktor.edits(more, "и не приходит с утра")

        await boris.writes("/unban", ticket=1)

        assert "Он написал за это время (сообщений: 1):" in (await desk.topic_texts())[-2]
        assert "и не приходит с утра" in (await desk.topic_texts())[-1]

    async def test_ends_the_waiting_for_an_answer_that_came_meanwhile(
        self, desk: Desk, anna: Customer
    ) -> None:
        boris = desk.agent()
        await boris.writes("/waiting", ticket=1)
        await anna.writes("Номер договора 445566")
        await desk.passes(minutes=10)

        await boris.writes("/unban", ticket=1)

        ticket = await desk.ticket()
        assert ticket.state is TicketState.IN_PROGRESS
        assert ticket.resolve_by is not None
        assert (await desk.events())[-1] is EventKind.RESUMED
        await anna.writes("/status")
        assert "ждём вашего ответа" not in anna.reads[-1]

    async def test_leaves_waiting_who_wrote_nothing(self, desk: Desk, anna: Customer) -> None:
        boris, before = desk.agent(), len(anna.reads)
        await boris.writes("/waiting", ticket=1)

        await boris.writes("/unban", ticket=1)

        assert (await desk.ticket()).state is TicketState.WAITING
        assert anna.reads[before:] == []

    async def test_is_told_to_who_was_told_of_the_ban(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("ответьте")

        await desk.agent().writes("/unban", ticket=1)

        assert anna.reads[-1].startswith("Переписка возобновлена")

    async def test_is_written_down_with_its_author(self, desk: Desk, anna: Customer) -> None:
        await desk.agent().writes("/unban", ticket=1)

        assert (await desk.events())[-2:] == [EventKind.BANNED, EventKind.UNBANNED]
        async with desk.database.books() as books:
            notes = await books.audit.latest()
        assert [(note.what, note.by) for note in notes] == [
            ("customer unbanned", "telegram:7"),
            ("customer banned", "telegram:7"),
        ]
        assert anna.person.address == "telegram:42"


@pytest.mark.usefixtures("anna")
class TestTwice:
    async def test_is_refused_in_one_line(self, desk: Desk) -> None:
        await desk.agent().writes("/ban", ticket=1)
        assert (await desk.topic_texts())[-1].startswith("Клиент уже заблокирован.")
        await desk.agent().writes("/unban", ticket=1)

        await desk.agent().writes("/unban", ticket=1)

        assert (await desk.topic_texts())[-1] == "Клиент не заблокирован."


class TestAReplyToABannedCustomer:
    async def test_goes_out_and_the_agent_is_told_once(self, desk: Desk) -> None:
        anna, boris = desk.customer(), desk.agent()
        await anna.writes("Сайт не открывается")
        await boris.writes("/ban", ticket=1)
        await desk.passes(minutes=1)

        await boris.writes("Первый", ticket=1)
        await desk.passes(minutes=1)
        await boris.writes("Второй", ticket=1)

        assert anna.reads[-2:] == ["Борис Орлов\nПервый", "Борис Орлов\nВторой"]
        assert sum(text.startswith("Клиент заблокирован:") for text in await desk.topic_texts()) == 1
