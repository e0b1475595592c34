"""A first response is what reached the customer: one that did not is owed still."""

import pytest

from storage.records.events import EventKind
from tests.handlers.front import MONDAY, Desk
from tests.handlers.people import Customer, Reply, Staff

ANNA = "telegram:42"


pytestmark = pytest.mark.usefixtures("asked")


class TestAReplyThatNeverArrived:
    async def test_is_no_first_response(self, desk: Desk, reply: Reply) -> None:
        await reply("Смотрим")
        assert (await desk.ticket()).first_response_at is not None

        await desk.refuses(ANNA, "Forbidden", unreachable=True)

        ticket = await desk.ticket()
        assert ticket.first_response_at is None
        assert ticket.assignee_name == "Борис Орлов"
        assert "Первый ответ: сегодня до 11:00 (МСК)" in (await desk.card()).text
        assert (await desk.topic_texts())[-1].endswith(
            "Первый ответ не засчитан: клиент ещё ничего от вас не получил."
        )
        assert (await desk.events())[-2:] == [EventKind.FIRST_RESPONSE_LOST, EventKind.UNDELIVERED]

    async def test_is_watched_and_late_like_none_at_all(self, desk: Desk, reply: Reply) -> None:
        await reply("Смотрим")
        await desk.refuses(ANNA, "file is too big")

        await desk.passes(minutes=50)
        assert "клиент ждёт первого ответа" in (await desk.topic_texts())[-1]
        await desk.passes(minutes=15)

        assert EventKind.SLA_BREACHED in await desk.events()

    async def test_is_late_at_once_when_its_time_is_over(self, desk: Desk, reply: Reply) -> None:
        await desk.passes(minutes=58)
        await reply("Смотрим")
        await desk.passes(minutes=5)
        await desk.refuses(ANNA, "file is too big")

        await desk.passes(seconds=1)

        assert EventKind.SLA_BREACHED in await desk.events()

    async def test_leaves_the_count_to_the_next_one(self, desk: Desk, boris: Staff, reply: Reply) -> None:
        await reply("Вот файл")
        await desk.passes(minutes=2)
        await boris.writes("Смотрим", ticket=1)

        await desk.refuses(ANNA, "file is too big")

        assert (await desk.ticket()).first_response_at == MONDAY.replace(hour=10, minute=2)
        assert EventKind.SLA_BREACHED not in await desk.events()

    async def test_changes_nothing_after_one_that_did(self, desk: Desk, boris: Staff, reply: Reply) -> None:
        await boris.writes("Смотрим", ticket=1)
        await desk.passes(minutes=2)
        await reply("Вот файл")

        await desk.refuses(ANNA, "file is too big")

        assert (await desk.ticket()).first_response_at == MONDAY.replace(hour=10)
        assert "не засчитан" not in (await desk.topic_texts())[-1]


class TestSentAgain:
    async def test_that_moment_counts(self, desk: Desk, anna: Customer, reply: Reply) -> None:
        await reply("Смотрим")
        await desk.refuses(ANNA, "Forbidden")
        await desk.passes(minutes=10)
        async with desk.database.books() as books:
            (posted,) = await books.dead_letters.listed()

        await desk.manager().writes(f"/outbox retry {posted.id}")

        assert anna.reads[-1] == "Борис Орлов\nСмотрим"
        assert (await desk.ticket()).first_response_at == MONDAY.replace(hour=10, minute=10)
        kinds = await desk.events()
        assert kinds.count(EventKind.FIRST_RESPONSE) == 2
        assert "Первый ответ" not in (await desk.card()).text

    async def test_of_one_in_doubt_too(self, desk: Desk, boris: Staff, reply: Reply) -> None:
        await reply("Смотрим")
        await desk.leaves_in_doubt(ANNA)
        assert (await desk.ticket()).first_response_at == MONDAY.replace(hour=10)
        await desk.passes(minutes=10)

        await boris.presses("Отправить ещё раз", ticket=1)

        assert (await desk.ticket()).first_response_at == MONDAY.replace(hour=10, minute=10)

    async def test_one_that_arrived_after_all_counts_from_its_own(
        self, desk: Desk, boris: Staff, reply: Reply
    ) -> None:
        await reply("Смотрим")
        await desk.leaves_in_doubt(ANNA)
        await desk.passes(minutes=10)

        await boris.presses("Дошло", ticket=1)

        assert (await desk.ticket()).first_response_at == MONDAY.replace(hour=10)

    async def test_one_that_is_let_go_counts_no_more(self, desk: Desk, reply: Reply) -> None:
        await reply("Смотрим")
        await desk.leaves_in_doubt(ANNA)
        async with desk.database.books() as books:
            (posted,) = await books.dead_letters.listed()

        await desk.manager().writes(f"/outbox discard {posted.id}")

        assert (await desk.ticket()).first_response_at is None


class TestTakenBack:
    async def test_before_it_left_it_never_counted(self, desk: Desk, boris: Staff) -> None:
        desk.delivering = False
        written = await boris.writes("Смотрим", ticket=1)
        await boris.writes("/delete", ticket=1, reply_to=written.ref)

        assert (await desk.ticket()).first_response_at is None

    async def test_after_it_left_it_counts_no_more(self, desk: Desk, boris: Staff) -> None:
        written = await boris.writes("Смотрим", ticket=1)
        await desk.passes(seconds=4)

        await boris.writes("/delete", ticket=1, reply_to=written.ref)

        assert (await desk.ticket()).first_response_at is None
        assert "Первый ответ: сегодня до 11:00 (МСК)" in (await desk.card()).text
        await desk.passes(minutes=61)
        assert EventKind.SLA_BREACHED in await desk.events()

    async def test_leaves_the_count_to_a_reply_that_stays(self, desk: Desk, boris: Staff) -> None:
        written = await boris.writes("Смотрим", ticket=1)
        await desk.passes(minutes=2)
        await boris.writes("Проверяем почту", ticket=1)

        await boris.writes("/delete", ticket=1, reply_to=written.ref)

        assert (await desk.ticket()).first_response_at == MONDAY.replace(hour=10, minute=2)

    async def test_stays_uncounted_when_a_later_one_is_taken_back_too(self, desk: Desk, boris: Staff) -> None:
        first = await boris.writes("Смотрим", ticket=1)
        await boris.writes("/delete", ticket=1, reply_to=first.ref)
        second = await boris.writes("Проверяем почту", ticket=1)

        await boris.writes("/delete", ticket=1, reply_to=second.ref)

        assert (await desk.ticket()).first_response_at is None
